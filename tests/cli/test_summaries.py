from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forumdocs.cli import cli

TEXT = """The group met in the old mill, and the weather was good.

The group decided to build a second coil station in Ghent at a cost of 2.4 million euros by 30 June 2028.

There was a long exchange about the colour of the doors of the station, to which nobody had an answer.

Ms Odile Marchetti will present an offer for the cooling plant to the coil group by 15 March 2027.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "minutes.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def summarize(*args: str) -> Result:
    result = CliRunner().invoke(cli, ["summarize", "--no-glossary", *args], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def test_a_summary_goes_to_standard_output_with_its_paragraphs(folder: Path) -> None:
    out = summarize("minutes.txt", "--sentences", "1").stdout
    assert "by 30 June 2028. [¶ 1]" in out
    assert "Deadlines: 2027-03-15 (15 March 2027) [¶ 3]" in out
    assert "colour of the doors" not in out


def test_json_has_the_keys_that_the_reference_promises(folder: Path) -> None:
    rows = json.loads(summarize("minutes.txt", "--sentences", "2", "--json").stdout)
    assert [row["block"] for row in rows] == [1, 3]
    assert all(list(row) == ["block", "source", "target", "score"] for row in rows)


def test_points_alone_are_a_table_of_facts(folder: Path) -> None:
    rows = json.loads(summarize("minutes.txt", "--points", "--json").stdout)
    found = {(row["kind"], row["value"]) for row in rows}
    assert {("sum", "2400000 EUR"), ("deadline", "2028-06-30"), ("who", "Odile Marchetti")} <= found


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md", ".json", ".txt"])
def test_a_summary_is_written_in_every_format(folder: Path, suffix: str) -> None:
    result = summarize("minutes.txt", "--sentences", "2", "-o", f"short{suffix}")
    assert "2 sentences written" in result.stderr
    assert (folder / f"short{suffix}").stat().st_size > 200
    assert not result.stdout


def test_a_text_too_short_is_shown_whole_with_a_notice(folder: Path) -> None:
    result = summarize("minutes.txt", "--sentences", "9")
    assert "too short to summarise" in result.stderr
    assert "colour of the doors" in result.stdout


def test_the_source_is_never_overwritten(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["summarize", "minutes.txt", "-o", "minutes.txt"])
    assert result.exit_code != 0
    assert (folder / "minutes.txt").read_text(encoding="utf-8") == TEXT


def test_several_languages_stand_beside_the_source(folder: Path) -> None:
    rows = json.loads(summarize("minutes.txt", "--to", "en,ru", "--sentences", "1", "--json").stdout)
    assert rows[0]["target"] == rows[0]["targets"]["en"] == rows[0]["source"]
    assert re.search("[а-яё]{3}", rows[0]["targets"]["ru"])


def test_more_languages_than_fit_are_refused(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["summarize", "minutes.txt", "--to", "en,ru,zh,ko"])
    assert result.exit_code != 0
    assert "at most 3" in result.stderr


def test_an_unknown_language_is_refused(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["summarize", "minutes.txt", "--to", "xx"])
    assert result.exit_code != 0
    assert "xx" in str(result.exception)
