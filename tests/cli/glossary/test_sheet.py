from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forumdocs.cli import cli, main
from forumdocs.paths import HOME_VARIABLE

GLOSSARY = """
[coil-clock]
part-of-speech = "noun"
definition = "Made-up clock."
en = { preferred = "coil clock" }
zh-Hans = { preferred = "线圈钟" }
zh-Hant = { preferred = "線圈鐘" }
ko = { preferred = "코일 시계" }
ru = { preferred = "катушечные часы" }
ja = { preferred = "コイル時計", reading = "コイルどけい" }
checked = {}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.toml").write_text(GLOSSARY, encoding="utf-8")
    (tmp_path / "speech.txt").write_text("The coil clock was shown to all the guests.\n", encoding="utf-8")
    return tmp_path


def sheet(*args: str) -> Result:
    result = CliRunner().invoke(cli, ["glossary", "sheet", "--glossary", "own.toml", *args], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def test_without_a_name_a_page_is_written_to_the_outputs(folder: Path) -> None:
    result = sheet("speech.txt")
    assert result.stderr == f"1 term written: {Path('outputs') / 'speech.terms.html'}\n"
    assert "코일 시계" in (folder / "outputs" / "speech.terms.html").read_text(encoding="utf-8")


def test_the_suffix_chooses_the_format_and_langs_the_columns(folder: Path) -> None:
    sheet("speech.txt", "-o", "terms.docx")
    assert (folder / "terms.docx").read_bytes().startswith(b"PK")
    sheet("speech.txt", "-o", "terms.json", "--langs", "ja, zh-TW")
    content = json.loads((folder / "terms.json").read_text(encoding="utf-8"))
    assert content["langs"] == ["zh-Hant", "ja"]
    assert content["entries"] == [
        {
            "concept": "coil-clock",
            "terms": {
                "zh-Hant": [{"text": "線圈鐘", "status": "preferred"}],
                "ja": [{"text": "コイル時計", "status": "preferred"}],
            },
            "definition": "Made-up clock.",
            "domain": "own",
            "count": 1,
            "occurrences": [{"document": "speech.txt", "block": 0, "text": "coil clock", "lang": "en"}],
        }
    ]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["speech.txt", "-o", "terms.pdf"], "cannot write '.pdf' files"),
        (["speech.txt", "-o", "speech.txt"], "cannot write '.txt' files"),
        (["speech.txt", "--langs", "fr"], "'fr' is not a language"),
        (["speech.txt", "--langs", ""], "no language"),
        (["nothing.txt"], "no such file"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line_and_nothing_is_written(
    folder: Path, args: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["glossary", "sheet", "--glossary", "own.toml", *args])
    assert end.value.code == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
    assert not (folder / "outputs").exists()
