from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from forumdocs.cli import cli
from forumdocs.errors import NoText, ReadError
from forumdocs.model import Handout, Origin, Pair, Provenance
from forumdocs.writers import write

GLOSSARY = "en,ru,en forbidden\nforum tea,чай форума,forum brew\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUMDOCS_HOME", str(tmp_path / "home"))
    (tmp_path / "ours.csv").write_text(GLOSSARY, encoding="utf-8")


def run(tmp_path: Path, *args: str) -> Result:
    arguments = ["glossary", "check", *args, "--glossary", str(tmp_path / "ours.csv"), "--no-builtin"]
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def handout(target: str, place: Path) -> Path:
    pairs = (
        Pair(
            "0.1",
            0,
            "ru",
            "После открытия подают чай форума.",
            "The forum tea is served after the opening.",
            Origin.MT,
            0.9,
        ),
        Pair("1.1", 1, "ru", "Чай форума бесплатный.", target, Origin.MT, 0.9),
    )
    write(Handout("a.txt", "A", ("ru",), "en", pairs, (), Provenance("0.1", "test")), place)
    return place


def test_a_handout_that_keeps_to_the_glossary_ends_with_0(tmp_path: Path) -> None:
    result = run(tmp_path, str(handout("The forum tea is free of charge.", tmp_path / "h.docx")))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 sentences checked: nothing found" in result.stderr


def test_a_handout_that_people_have_edited_is_checked_as_it_stands_now(tmp_path: Path) -> None:
    place = handout("The forum tea is free of charge.", tmp_path / "h.docx")
    document = docx.Document(str(place))
    for table in document.tables:
        for row in table.rows:
            if row.cells[-1].text.startswith("The forum tea is free"):
                row.cells[-1].paragraphs[0].runs[0].text = "The drink is free of charge."
    document.save(str(place))
    result = run(tmp_path, str(place), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "pair": "1.1",
            "concept": "forum-tea",
            "source": "Чай форума",
            "expected": ["forum tea"],
            "found": None,
            "kind": "missing",
        }
    ]


def test_the_marked_up_copy_has_the_comment_and_the_original_is_left_alone(tmp_path: Path) -> None:
    place = handout("The forum brew is free of charge.", tmp_path / "h.docx")
    before = place.read_bytes()
    marked = tmp_path / "marked.docx"
    assert run(tmp_path, str(place), "--annotate", str(marked)).exit_code == 1
    assert [c.text for c in docx.Document(str(marked)).comments] == ["“forum brew” should not be used; say “forum tea”"]
    assert place.read_bytes() == before


def test_two_files_are_aligned_and_checked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "После открытия подают чай форума.\n\nДобро пожаловать на форум.\n", encoding="utf-8"
    )
    (tmp_path / "b.txt").write_text(
        "Forum brew is served after the opening.\n\nWelcome to the Forum.\n", encoding="utf-8"
    )
    result = run(tmp_path, str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    assert result.exit_code == 1
    assert "forbidden\tforum-tea\t“forum brew” should not be used" in result.stdout.replace("Forum brew", "forum brew")


def test_what_cannot_be_checked_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Only English stands in this file.\n", encoding="utf-8")
    with pytest.raises(NoText, match=r"a\.txt: holds no text beside its translation"):
        run(tmp_path, str(tmp_path / "a.txt"))
    with pytest.raises(ReadError, match="no such file"):
        run(tmp_path, str(tmp_path / "none.docx"))
