"""The terms of a glossary in a whole document, from its files to the flags of its pairs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from forumdocs.cli import cli
from forumdocs.errors import GlossaryError
from forumdocs.glossary import Concept, Glossary, Status, Term
from forumdocs.model import Block, Document, Handout, Origin
from forumdocs.mt.constraints import Terminology
from forumdocs.mt.engine import Engine
from forumdocs.pipelines.translation import Options, load_terms, translate_document

if TYPE_CHECKING:
    from pathlib import Path

GLOSSARY = Glossary(
    [
        Concept(
            "qkd",
            (
                Term("quantum key distribution", "en"),
                Term("key distribution by quantum means", "en", Status.ADMITTED),
                Term("quantum key delivery", "en", Status.FORBIDDEN),
                Term("量子密钥分发", "zh-Hans"),
                Term("量子金鑰分發", "zh-Hant"),
                Term("квантовое распределение ключей", "ru"),
            ),
        ),
        Concept(
            "relay-hut",
            (
                Term("relay hut", "en"),
                Term("中继小屋", "zh-Hans"),
                Term("中繼機房", "zh-Hant"),
                Term("будка ретранслятора", "ru"),
            ),
        ),
    ],
    digest="sha256:0123",
)
CSV = "en,zh-Hans,ru\nrelay hut,中继小屋,будка ретранслятора\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUMDOCS_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def translated(engine: Engine, to: str, *texts: str) -> Handout:
    document = Document("brief.txt", "text", tuple(Block(i, text) for i, text in enumerate(texts)))
    return translate_document(document, to, engine=engine, terms=Terminology(GLOSSARY))


def test_every_pair_lists_its_terms(engine: Engine) -> None:
    (pair,) = translated(engine, "ru", "The relay hut stands for quantum key distribution.").pairs
    assert [(term.concept, term.source, term.satisfied) for term in pair.terms] == [
        ("relay-hut", "relay hut", True),
        ("qkd", "quantum key distribution", True),
    ]
    assert all(term.target in pair.target for term in pair.terms)
    assert "term-missing" not in pair.flags


def test_the_glossary_is_stamped_on_the_result(engine: Engine) -> None:
    assert translated(engine, "ru", "The relay hut is open.").provenance.glossary == "sha256:0123"


def test_traditional_chinese_gets_its_own_terms(engine: Engine) -> None:
    (pair,) = translated(engine, "zh-Hant", "The relay hut stands for quantum key distribution.").pairs
    assert {term.target for term in pair.terms} == {"中繼機房", "量子金鑰分發"}
    assert all(term.satisfied for term in pair.terms)


def test_traditional_chinese_is_read_by_its_own_terms(engine: Engine) -> None:
    (pair,) = translated(engine, "ru", "我們參觀了中繼機房，並討論量子金鑰分發的標準。").pairs
    assert {term.source for term in pair.terms} == {"中繼機房", "量子金鑰分發"}
    assert all(term.satisfied for term in pair.terms)


def test_chinese_of_one_script_is_written_in_the_other_with_its_terms(engine: Engine) -> None:
    (pair,) = translated(engine, "zh-Hant", "我们参观了中继小屋，讨论了量子密钥分发的标准。").pairs
    assert pair.target == "我們參觀了中繼機房，討論了量子金鑰分發的標準。"


def test_a_translation_that_the_file_holds_is_checked_and_not_changed(engine: Engine) -> None:
    english = "Quantum key delivery began in Vienna on 14 May 2027 with 12 stations."
    chinese = "量子密钥分发于2027年5月14日在维也纳启动，共有12个站点。"
    (pair,) = translated(engine, "en", english, chinese).pairs
    assert (pair.origin, pair.target) == (Origin.PARALLEL, english)
    assert [(term.target, term.satisfied) for term in pair.terms] == [("quantum key distribution", False)]
    assert pair.flags == ("term-missing", "term-forbidden")


def test_a_person_may_use_an_admitted_term(engine: Engine) -> None:
    english = "Key distribution by quantum means began in Vienna on 14 May 2027 with 12 stations."
    chinese = "量子密钥分发于2027年5月14日在维也纳启动，共有12个站点。"
    (pair,) = translated(engine, "en", english, chinese).pairs
    assert [(term.target, term.satisfied) for term in pair.terms] == [("Key distribution by quantum means", True)]
    assert pair.flags == ()


def test_text_in_the_target_language_is_left_alone(engine: Engine) -> None:
    (pair,) = translated(engine, "en", "Quantum key delivery is what they call it.").pairs
    assert (pair.origin, pair.terms, pair.flags) == (Origin.SAME, (), ())


def test_a_file_of_the_user_wins_over_the_built_in_glossary(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("en,ru\nquantum computer,квантовая вычислительная машина\n", encoding="utf-8")
    terms = load_terms(Options(glossary=(path,)))
    assert terms is not None
    (want,) = terms.read("The quantum computer is here.", "en")
    assert terms.forms(want, "ru")[0] == "квантовая вычислительная машина"


def test_without_a_glossary_there_are_no_terms(tmp_path: Path) -> None:
    assert load_terms(Options(no_glossary=True)) is None
    path = tmp_path / "mine.csv"
    path.write_text(CSV, encoding="utf-8")
    only = load_terms(Options(glossary=(path,), no_glossary=True))
    assert only is not None
    assert len(only.glossary) == 1


def test_a_file_that_is_no_glossary_is_named(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match=r"missing\.csv"):
        load_terms(Options(glossary=(tmp_path / "missing.csv",)))


def test_options_are_stamped_with_the_names_of_the_files(tmp_path: Path) -> None:
    chosen = Options(glossary=(tmp_path / "mine.csv",), no_glossary=True)
    assert chosen.as_dict() == {"glossary": ["mine.csv"], "no_glossary": True}


def test_translate_takes_glossaries_on_the_command_line(tmp_path: Path) -> None:
    source, glossary, output = (tmp_path / name for name in ("brief.txt", "mine.csv", "brief.json"))
    source.write_text("The relay hut is open to all guests.\n", encoding="utf-8")
    glossary.write_text(CSV, encoding="utf-8")
    arguments = ["translate", str(source), "--to", "ru", "--glossary", str(glossary), "--no-glossary"]
    run = CliRunner().invoke(cli, [*arguments, "-o", str(output)])
    assert run.exit_code == 0, run.output
    assert "glossary: 1 term, 0 missing" in run.stderr
    written = json.loads(output.read_text(encoding="utf-8"))
    (term,) = written["pairs"][0]["terms"]
    assert (term["source"], term["satisfied"]) == ("relay hut", True)
    assert term["target"].casefold().startswith("будк")
    assert written["provenance"]["glossary"].startswith("sha256:")
