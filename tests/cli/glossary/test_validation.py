from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forumdocs.cli import cli
from forumdocs.errors import GlossaryError

SOUND = """\
[qubit]
part-of-speech = "noun"
definition = "Unit of quantum information."
en = { preferred = "qubit" }
ru = { preferred = "кубит" }
lacking = ["zh-Hans", "zh-Hant", "ko", "ja", "th"]
checked = {}
"""


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["glossary", "validate", *args], catch_exceptions=False)


def test_a_sound_file_is_told_and_ends_with_0(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SOUND, encoding="utf-8")
    result = run(str(path))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1 concept, 0 faults\n")


def test_faults_are_listed_and_end_with_1(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SOUND.replace("кубит", "кyбит"), encoding="utf-8")
    result = run(str(path), "--json")
    assert result.exit_code == 1
    (fault,) = json.loads(result.stdout)
    assert (fault["concept"], fault["lang"]) == ("qubit", "ru")


def test_entries_of_two_files_are_held_against_each_other(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(SOUND, encoding="utf-8")
    result = run(str(tmp_path / "a.toml"), str(tmp_path / "b.toml"))
    assert "the id stands 2 times, in a, b" in result.stdout


def test_a_table_is_validated_too_and_its_bad_rows_are_faults(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("en,ru\nqubit,кyбит\nqudit,큐디트\n", encoding="utf-8")
    lines = run(str(path)).stdout.splitlines()
    assert lines[0] == "mine.csv, line 3: '큐디트' is not written in the letters of ru"
    assert "qubit (ru): 'кyбит' mixes Latin and Cyrillic letters in a word" in lines


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="cannot be opened"):
        run(str(tmp_path / "none.toml"))


def test_the_built_in_glossary_has_no_fault() -> None:
    assert run().exit_code == 0
