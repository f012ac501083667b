"""The sample briefs and their gold agree with each other."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from pypdf import PdfReader

from forumdocs.languages import LANGUAGES
from forumdocs.model import Kind
from forumdocs.readers import read

if TYPE_CHECKING:
    from types import ModuleType

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
BRIEFS = CORPORA / "briefs"
SUFFIXES = {".txt", ".md", ".html", ".docx", ".pdf"}
ENCODINGS = {"logistics.txt": "cp949", "notice.txt": "big5"}
NAMES = sorted(path.name for path in BRIEFS.iterdir() if path.suffix in SUFFIXES and path.stem != "README")

BETWEEN_ENTRIES = re.compile(r"[#>|/—-]*(\d+(\.\d+)*[.)]|[一二三四]、|[-•])?")
"""What the gold leaves out: list markers, the marks of Markdown, the stroke between two languages."""


def read_gold(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((CORPORA / "gold" / "briefs" / f"{name}.json").read_text(encoding="utf-8"))
    return gold


def without_space(text: str) -> str:
    return re.sub(r"[\s\u00ad]+", "", text)


def entries_of(gold: dict[str, Any]) -> list[str]:
    return [without_space(entry["text"]) for entry in gold["body"]]


def read_text(name: str) -> str:
    return (BRIEFS / name).read_bytes().decode(ENCODINGS.get(name, "utf-8"))


def read_html(name: str) -> str:
    from lxml import html

    page = html.document_fromstring((BRIEFS / name).read_bytes())
    return str(page.body.text_content())


def read_markdown(name: str) -> str:
    links_opened = re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", read_text(name))
    return re.sub(r"\*+", "", links_opened)


def read_docx(name: str) -> str:
    """All text that stands after the tracked changes are accepted, footnotes last."""
    with zipfile.ZipFile(BRIEFS / name) as package:
        parts = [part for part in ("word/document.xml", "word/footnotes.xml") if part in package.namelist()]
        xml = "".join(package.read(part).decode() for part in parts)
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml)).replace("&amp;", "&")


def read_pdf(name: str) -> str:
    """The pages without their first and last lines, which are the running header and footer."""
    pages = [page.extract_text().strip().split("\n")[1:-1] for page in PdfReader(BRIEFS / name).pages]
    return re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", "\n".join(line for page in pages for line in page))


READERS = {".txt": read_text, ".md": read_markdown, ".html": read_html, ".docx": read_docx, ".pdf": read_pdf}


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_binary_briefs", BRIEFS / "make_binary_briefs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_brief_has_a_gold_reading_and_a_line_in_the_readme() -> None:
    golds = sorted(path.name.removesuffix(".json") for path in (CORPORA / "gold" / "briefs").glob("*.json"))
    assert golds == NAMES
    readme = (BRIEFS / "README.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"| `{name}` |" not in readme] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_gold_sentences_stand_in_the_brief_in_order(name: str) -> None:
    text = without_space(READERS[Path(name).suffix](name))
    place = 0
    for entry in entries_of(read_gold(name)):
        found = text.find(entry, place)
        assert found >= 0, f"not after character {place}: {entry}"
        place = found + len(entry)


@pytest.mark.parametrize("name", NAMES)
def test_the_gold_accounts_for_every_character_of_the_brief(name: str) -> None:
    gold = read_gold(name)
    text = without_space(READERS[Path(name).suffix](name))
    first_heading = entries_of(gold)[0]
    for line in map(without_space, sorted(gold["chrome"], key=len, reverse=True)):
        text = text.replace(line, "\n", 1)
    gaps, place = [], 0
    for entry in entries_of(gold):
        found = text.index(entry, place)
        gaps.append(text[place:found])
        place = found + len(entry)
    gaps.append(text[place:])
    leftovers = [gap.replace("\n", "").replace(first_heading, "") for gap in gaps]
    assert [gap for gap in leftovers if not BETWEEN_ENTRIES.fullmatch(gap)] == []


@pytest.mark.parametrize("name", NAMES)
def test_chrome_stands_in_the_brief_but_in_none_of_its_sentences(name: str) -> None:
    gold = read_gold(name)
    body = "\n".join(entries_of(gold))
    page = without_space((BRIEFS / name).read_text(encoding="utf-8")) if gold["chrome"] and name[-4:] != "docx" else ""
    for line in map(without_space, gold["chrome"]):
        assert line not in body
        assert not page or line in page.replace("&gt;", ">")


@pytest.mark.parametrize("name", NAMES)
def test_gold_entries_name_a_language_and_a_kind_that_the_model_knows(name: str) -> None:
    body = read_gold(name)["body"]
    assert {entry["lang"] for entry in body} <= {*LANGUAGES, "und"}
    assert {entry["kind"] for entry in body if "kind" in entry} <= set(Kind)


@pytest.mark.parametrize("name", NAMES)
def test_parallel_groups_join_different_languages_and_share_no_entry(name: str) -> None:
    gold = read_gold(name)
    members = [index for group in gold["parallel"] for index in group]
    assert len(members) == len(set(members))
    assert all(len({gold["body"][index]["lang"] for index in group}) > 1 for group in gold["parallel"])


def test_the_minutes_are_wrapped_at_72_columns() -> None:
    lengths = [len(line) for line in read_text("minutes.txt").splitlines()]
    assert 68 < max(lengths) <= 72


@pytest.mark.parametrize(
    ("name", "wrong"), [("logistics.txt", "euc_kr"), ("logistics.txt", "utf-8"), ("notice.txt", "utf-8")]
)
def test_a_brief_in_a_code_page_is_not_readable_in_another(name: str, wrong: str) -> None:
    with pytest.raises(UnicodeDecodeError):
        (BRIEFS / name).read_bytes().decode(wrong)


def test_the_policy_brief_holds_what_a_docx_reader_must_know() -> None:
    with zipfile.ZipFile(BRIEFS / "policy-brief.docx") as package:
        xml = package.read("word/document.xml").decode()
    elements = ("w:ins", "w:del", "w:sdt", "w:hyperlink", "w:footnoteReference", "w:tbl")
    assert [element for element in elements if not re.search(f"<{element}[ >]", xml)] == []


def test_half_of_the_handout_waits_for_its_translation() -> None:
    rows = Document(str(BRIEFS / "handout-half-translated.docx")).tables[0].rows[1:]
    empty = [row for row in rows if not row.cells[1].text]
    assert all(row.cells[0].text for row in rows)
    assert len(empty) * 2 == len(rows)


def test_the_pdf_is_small_and_runs_over_pages() -> None:
    path = BRIEFS / "technical-summary.pdf"
    assert path.stat().st_size < 400_000
    assert len(PdfReader(path).pages) == 3


@pytest.mark.parametrize("name", ["policy-brief", "handout-half-translated"])
def test_a_docx_brief_is_made_from_its_texts_as_it_is(name: str, maker: ModuleType, tmp_path: Path) -> None:
    texts = tomllib.loads(maker.TEXTS.read_text(encoding="utf-8"))
    maker.save(maker.Brief(texts[name]).build(), tmp_path / "made.docx")
    with zipfile.ZipFile(tmp_path / "made.docx") as made, zipfile.ZipFile(BRIEFS / f"{name}.docx") as kept:
        assert made.read("word/document.xml") == kept.read("word/document.xml")


@pytest.mark.parametrize("name", ["policy-brief", "handout-half-translated"])
def test_docx2python_reads_what_our_reader_reads(name: str) -> None:
    docx2python = pytest.importorskip("docx2python")
    path = BRIEFS / f"{name}.docx"
    with docx2python.docx2python(path) as content:
        text = re.sub(r"<[^>]+>|\s", "", content.text)
    cells = [block.text for block in read(path).blocks if block.kind in (Kind.TABLE_CELL, Kind.HEADING, Kind.FOOTNOTE)]
    assert cells
    assert ["".join(cell.split()) for cell in cells if "".join(cell.split()) not in text] == []
