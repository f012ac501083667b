from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

LANGS = ("en", "zh", "ko", "ru", "ja")
FOREIGN = {
    "en": r"[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]",
    "zh": r"[\u0400-\u04ff\u3040-\u30ff\uac00-\ud7af]",
    "ko": r"[\u0400-\u04ff\u3040-\u30ff]",
    "ru": r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]",
    "ja": r"[\u0400-\u04ff\uac00-\ud7af]",
}


@pytest.fixture(scope="module")
def rows(briefs: Path) -> list[dict[str, str]]:
    lines = (briefs.parent / "parallel" / "forum.tsv").read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


def test_every_cell_is_filled_and_every_id_is_used_once(rows: list[dict[str, str]]) -> None:
    assert all(value == value.strip() != "" for row in rows for value in row.values())
    assert max(Counter(row["id"] for row in rows).values()) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_no_two_groups_say_the_same(rows: list[dict[str, str]], lang: str) -> None:
    times = Counter(row[lang].lower() for row in rows)
    assert [text for text, number in times.items() if number > 1] == []


@pytest.mark.parametrize("lang", LANGS)
def test_each_side_is_written_in_its_own_script(rows: list[dict[str, str]], lang: str) -> None:
    assert [row["id"] for row in rows if re.search(FOREIGN[lang], row[lang])] == []


@pytest.mark.parametrize("lang", ["zh", "ja"])
def test_chinese_and_japanese_have_full_width_punctuation(rows: list[dict[str, str]], lang: str) -> None:
    half_width = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff][,;:?!]|[,;:?!][\u3040-\u30ff\u4e00-\u9fff]")
    assert [row["id"] for row in rows if half_width.search(row[lang])] == []
