from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from forumdocs.cli import cli
from forumdocs.errors import ForumdocsError, ReadError, WriteError
from forumdocs.glossary import load_glossary
from forumdocs.glossary.formats import read_glossary

ENGLISH = "The ribbon laser was lit in the hall. We use ribbon comb distillation (RCD) daily.\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No glossary of the person who runs the tests is seen or touched."""
    monkeypatch.setenv("FORUMDOCS_HOME", str(tmp_path / "home"))


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    path = tmp_path / "brief.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    return path


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, ["glossary", "extract", *map(str, args)], catch_exceptions=False)


def test_candidates_are_listed_with_count_and_context(brief: Path) -> None:
    result = run(brief, "--no-builtin")
    assert result.exit_code == 0
    (line,) = [line for line in result.stdout.splitlines() if "ribbon comb distillation" in line.split("\t")]
    assert line.split("\t")[:4] == ["en", "ribbon comb distillation", "1×", "RCD"]
    assert "brief.txt 0.2: We use" in line


def test_json_gives_block_score_and_contexts(brief: Path) -> None:
    rows = json.loads(run(brief, "--no-builtin", "--json").stdout)
    (row,) = [row for row in rows if row["term"] == "ribbon laser"]
    assert row["score"] > 0
    assert (row["lang"], row["frequency"], row["documents"], row["counterparts"]) == ("en", 1, 1, {})
    assert row["contexts"] == [
        {"file": "brief.txt", "block": 0, "id": "0.1", "text": "The ribbon laser was lit in the hall."}
    ]


def test_a_table_is_written_that_import_takes(brief: Path, tmp_path: Path) -> None:
    place = tmp_path / "out" / "candidates.csv"
    result = run(brief, "--no-builtin", "-o", place)
    assert result.stdout == ""
    concepts = {concept.id: concept for concept in read_glossary(place).concepts}
    assert "candidates written" in result.stderr
    assert concepts["ribbon-laser"].note == "1×: The ribbon laser was lit in the hall. (brief.txt 0.1)"
    assert [t.text for t in concepts["ribbon-comb-distillation"].terms if t.abbreviation] == ["RCD"]
    assert CliRunner().invoke(cli, ["glossary", "import", str(place)]).exit_code == 0
    assert "ribbon-laser" in load_glossary(builtin=False) or "ribbon-laser" in load_glossary()


def test_what_was_imported_is_no_candidate_any_more(brief: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("en,ru\nribbon laser,ленточный лазер\n", encoding="utf-8")
    result = run(brief, "--no-builtin", "--glossary", own)
    assert "ribbon laser" not in [line.split("\t")[1] for line in result.stdout.splitlines()]


def test_counterparts_come_from_a_bilingual_table(tmp_path: Path) -> None:
    rows = [
        ("The ribbon laser was lit.", "Ленточный лазер гудит."),
        ("A ribbon laser broke.", "Сломался ленточный лазер."),
        ("Nobody repaired the ribbon laser.", "Никто не починил ленточный лазер."),
        ("We polish the glass comb.", "Мы полируем стеклянную гребёнку."),
        ("One glass comb fell.", "Упала стеклянная гребёнка."),
        ("The hall was cold.", "В холле было холодно."),
        ("Rain fell on the roof.", "Дождь стучал по крыше."),
        ("They left at noon.", "Они уехали в полдень."),
        ("Nobody saw the sea.", "Моря никто не видел."),
        ("Tea is served upstairs.", "Чай подают наверху."),
    ]
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(tmp_path / "edited.docx"))
    found = json.loads(run(tmp_path / "edited.docx", "--no-builtin", "--json").stdout)
    (row,) = [row for row in found if row["term"] == "ribbon laser"]
    assert row["counterparts"] == {"ru": {"term": "ленточный лазер", "score": 1.0}}


def test_documents_are_counted_together(brief: Path, tmp_path: Path) -> None:
    (tmp_path / "second.md").write_text("# The ribbon laser\n", encoding="utf-8")
    rows = json.loads(run(brief, tmp_path / "second.md", "--no-builtin", "--json").stdout)
    (row,) = [row for row in rows if row["term"] == "ribbon laser"]
    assert (row["frequency"], row["documents"]) == (2, 2)


def test_one_bad_file_does_not_cost_the_others(brief: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    result = CliRunner().invoke(cli, ["glossary", "extract", str(brief), str(tmp_path / "empty.txt"), "--no-builtin"])
    assert isinstance(result.exception, ForumdocsError)
    assert "ribbon laser" in result.stdout


def test_a_text_that_begins_with_a_bracket_is_no_json(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("[1] The ribbon laser was lit in the hall.\n", encoding="utf-8")
    assert "ribbon laser" in run(path, "--no-builtin").stdout


def test_thai_is_passed_over_with_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "thai.txt"
    path.write_text("การประชุมควอนตัมครั้งนี้จัดขึ้นที่กรุงเทพมหานคร\n", encoding="utf-8")
    result = run(path)
    assert result.stdout == ""
    assert "Thai text was passed over" in result.stderr


def test_a_missing_source_and_a_strange_suffix_are_errors_before_any_work(brief: Path, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        run(tmp_path / "absent.txt")
    with pytest.raises(WriteError, match=r"'\.txt'"):
        run(brief, "-o", tmp_path / "out.txt")
