from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from forumdocs.cli import cli
from forumdocs.model import LOW_CONFIDENCE
from forumdocs.mt.engine import Engine, Translation
from forumdocs.readers import read
from forumdocs.readers.formats import SUFFIXES


def run(*args: str | Path) -> list[str]:
    result = CliRunner().invoke(cli, [str(arg) for arg in args], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    path = tmp_path / "mixed.txt"
    path.write_text(
        "The forum opens in Vienna on 14 May 2027.\n\n量子论坛将于2027年5月14日在维也纳开幕。\n\n"
        "Добро пожаловать на форум!\n\n2027-05-14\n",
        encoding="utf-8",
    )
    return path


def test_detect_names_the_language_of_every_block(mixed: Path) -> None:
    langs = [line.split("\t")[2] for line in run("detect", mixed)]
    assert langs == ["en", "zh-Hans", "ru", "und"]


def test_the_spans_of_detect_cover_their_blocks_in_order_but_white_space(briefs: Path) -> None:
    paths = [path for path in sorted(briefs.iterdir()) if path.suffix in SUFFIXES]
    assert len(paths) >= 12
    for path in paths:
        rows = [json.loads(line) for line in run("detect", path, "--json")]
        assert set(rows[0]) >= {"file", "block", "start", "end", "lang", "score", "text"}
        blocks = {block.index: block.text for block in read(path).blocks}
        assert [row["block"] for row in rows] == sorted(row["block"] for row in rows)
        for index, text in blocks.items():
            spans = [row for row in rows if row["block"] == index]
            assert all(text[row["start"] : row["end"]] == row["text"] for row in spans)
            ends = [0, *(row["end"] for row in spans)]
            starts = [*(row["start"] for row in spans), len(text)]
            assert not any(text[end:start].strip() for end, start in zip(ends, starts, strict=True))
            assert ends[:-1] == sorted(ends[:-1])
            assert all(end <= start for end, start in zip(ends, starts, strict=True))


@pytest.mark.parametrize("text", ["2027-05-14", "https://forum.example/2027", "3,14 × 10", "---- 12 ----"])
def test_a_block_without_a_language_of_its_own_is_und(text: str, tmp_path: Path) -> None:
    path = tmp_path / "signs.txt"
    path.write_text(f"Ждём вас на форуме.\n\n{text}\n", encoding="utf-8")
    assert [json.loads(line)["lang"] for line in run("detect", path, "--json")] == ["ru", "und"]


def test_split_writes_one_file_per_language(mixed: Path, tmp_path: Path) -> None:
    out = tmp_path / "parts"
    run("split", mixed, "-o", out)
    assert (out / "mixed.zh.txt").read_text(encoding="utf-8") == "量子论坛将于2027年5月14日在维也纳开幕。\n"
    assert (out / "mixed.ru.txt").read_text(encoding="utf-8") == "Добро пожаловать на форум!\n"
    assert (out / "mixed.en.txt").exists()


def test_align_pairs_a_bilingual_file(mixed: Path, tmp_path: Path) -> None:
    out = tmp_path / "pairs.json"
    run("align", mixed, "-o", out)
    pairs = json.loads(out.read_text(encoding="utf-8"))["pairs"]
    assert pairs[0]["source"] == ["The forum opens in Vienna on 14 May 2027."]
    assert pairs[0]["target"] == ["量子论坛将于2027年5月14日在维也纳开幕。"]
    assert 0.5 < pairs[0]["score"] <= 1
    assert {"source": ["Добро пожаловать на форум!"], "target": [], "score": 0.0} in pairs


def test_align_pairs_two_files(tmp_path: Path) -> None:
    english, korean = tmp_path / "a.txt", tmp_path / "b.txt"
    english.write_text("The fee is 300 euros. Register by 1 July.", encoding="utf-8")
    korean.write_text("참가비는 300유로입니다. 7월 1일까지 등록해 주십시오.", encoding="utf-8")
    lines = run("align", english, korean)
    assert lines[0] == "The fee is 300 euros.\t참가비는 300유로입니다."
    assert lines[1] == "Register by 1 July.\t7월 1일까지 등록해 주십시오."


def test_translate_says_how_many_translations_are_likely_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def doubtful(_: Engine, sentences: list[str], **options: object) -> list[Translation]:
        flags = [(LOW_CONFIDENCE,) if "hall" in text else () for text in sentences]
        return [Translation("Слова.", 0.1, marks, ("p",)) for marks in flags]

    monkeypatch.setattr(Engine, "translate", doubtful)
    source, output = tmp_path / "brief.txt", tmp_path / "brief.json"
    source.write_text("The hall is open to all. The guests may come at nine.\n", encoding="utf-8")
    run = CliRunner().invoke(cli, ["translate", str(source), "--to", "ru", "-o", str(output)])
    assert run.exit_code == 0, run.output
    assert "  low confidence: 1 translation likely wrong, to be checked first\n" in run.stderr
    flags = [LOW_CONFIDENCE in pair["flags"] for pair in json.loads(output.read_text(encoding="utf-8"))["pairs"]]
    assert flags == [True, False]
