from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forumdocs.cli import cli
from forumdocs.errors import GlossaryError, WriteError
from forumdocs.glossary import load_glossary
from forumdocs.glossary.formats import read_glossary


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No glossary of the person who runs the tests is seen or touched."""
    monkeypatch.setenv("FORUMDOCS_HOME", str(tmp_path / "home"))


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["glossary", *args], catch_exceptions=False)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "ours.csv"
    path.write_text("English,Русский\nforum tea,чай форума\nforum cake,떡\n", encoding="utf-8")
    return path


def test_an_imported_glossary_is_in_use_from_then_on(table: Path) -> None:
    result = run("import", str(table), "--skip-bad")
    assert result.exit_code == 0
    assert "left out: line 3" in result.stderr
    assert "1 concept now in" in result.stdout
    assert "forum-tea" in load_glossary()


def test_nothing_is_imported_when_a_row_is_bad_and_may_not_be_skipped(table: Path, tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="line 3"):
        run("import", str(table))
    assert not (tmp_path / "home" / "glossary").exists()


def test_a_second_import_replaces_the_first(table: Path) -> None:
    run("import", str(table), "--skip-bad")
    table.write_text("en,ru\nforum milk,молоко форума\n", encoding="utf-8")
    assert "1 concept in place of what was in" in run("import", str(table)).stdout
    assert "forum-tea" not in load_glossary()
    assert "forum-milk" in load_glossary()


def test_what_was_imported_is_exported_in_the_languages_asked_for(table: Path, tmp_path: Path) -> None:
    run("import", str(table), "--skip-bad")
    out = tmp_path / "new" / "out.tbx"
    assert run("export", str(out), "--langs", "ru", "--domain", "ours").exit_code == 0
    (concept,) = read_glossary(out).concepts
    assert [t.text for t in concept.terms] == ["чай форума"]


def test_a_domain_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="cookery: no domain"):
        run("export", str(tmp_path / "x.csv"), "--domain", "cookery")


def test_a_format_that_cannot_be_written_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"cannot write '\.pdf'"):
        run("export", str(tmp_path / "x.pdf"))
    assert not (tmp_path / "x.pdf").exists()


def test_a_deck_of_anki_takes_two_languages(table: Path, tmp_path: Path) -> None:
    run("import", str(table), "--skip-bad")
    with pytest.raises(GlossaryError, match="two languages"):
        run("export", str(tmp_path / "x.apkg"))
    result = run("export", str(tmp_path / "deck"), "--format", "anki", "--langs", "ru,en", "--domain", "ours")
    assert result.stderr == f"1 concepts written: {tmp_path / 'deck'}\n"
    with zipfile.ZipFile(tmp_path / "deck") as deck:
        assert "collection.anki2" in deck.namelist()
