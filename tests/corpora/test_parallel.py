from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from forumdocs.mt.numbers import added_numbers, lost_numbers
from training.overlap import TestSet

LANGS = ("en", "zh", "ko", "ru", "ja")
FILES = ("parallel/forum.tsv", "gold/forum-test.tsv")
FOREIGN = {
    "en": r"[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]",
    "zh": r"[\u0400-\u04ff\u3040-\u30ff\uac00-\ud7af]",
    "ko": r"[\u0400-\u04ff\u3040-\u30ff]",
    "ru": r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]",
    "ja": r"[\u0400-\u04ff\uac00-\ud7af]",
}
OTHER_FORMS = {
    "en": r"[‘’]|\"",
    "zh": r"\d,\d{3}|％|℃|[\"'‘’「」]|[\u4e00-\u9fff] [A-Za-z]{2,}|[A-Za-z]{2,} [\u4e00-\u9fff]",
    "ko": r"％|℃|[\"'「」『』《》]|(?<![\d,])\d{1,2},000만|만 \d,000(?![\d,])",
    "ru": r"\d%|[\"'”]|\s-\s",
    "ja": r"%|℃|[\"'“”‘’]|\d[カヵヶケ][月所国]|(?<!コン)センサ(?!ー)|コンピューター|億\d{4}万|万\d{4}(?!年)",
}
"""Forms that a convention of ``corpora/README.md`` excludes."""
GENRES = {
    "invitation", "agenda", "remarks", "policy", "ethics", "press", "minutes", "memorandum", "biography",
    "institution", "logistics", "news-computing", "news-communication", "news-sensing", "news-materials",
    "news-timekeeping", "popular", "lecture", "qa", "funding", "patents", "export-control", "standards", "caption",
    "table", "heading", "e-mail",
}  # fmt: skip
"""What forums write; the corpus and the test set have all of them."""
BEGINNING = 6
"""Words by which a pattern is known, in sentences of at least :data:`FULL` words."""
FULL = 7
MOST = 3
"""Sentences that may begin alike but for names and figures."""
OTHER_NOTATION = {
    "f0036": "9 часов 05 минут is not read as a time",
    "i0326": "the 5.10 train leaves in the afternoon",
    "j0686": "millions are named once, in the heading",
    "l0176": "亿千瓦时 is read as 亿千",
    "l0700": "38 из 95 млн has one unit for two figures",
    "n0538": "2.15–3.45 p.m. has one p.m. for two times",
}
"""Groups whose figures agree to a reader, but not to the reader of numbers."""

Group = dict[str, str]


def read(corpora: Path, name: str) -> list[Group]:
    lines = (corpora / name).read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


@pytest.fixture(scope="module")
def corpora(briefs: Path) -> Path:
    return briefs.parent


@pytest.fixture(scope="module", params=FILES)
def rows(request: pytest.FixtureRequest, corpora: Path) -> list[Group]:
    return read(corpora, request.param)


def test_every_cell_is_filled_and_every_id_is_used_once(rows: list[Group]) -> None:
    assert all(value == value.strip() != "" for row in rows for value in row.values())
    assert max(Counter(row["id"] for row in rows).values()) == 1


def test_every_kind_of_forum_text_has_groups(rows: list[Group]) -> None:
    assert GENRES - {row["genre"] for row in rows} == set()


@pytest.mark.parametrize("lang", LANGS)
def test_no_two_groups_say_the_same(rows: list[Group], lang: str) -> None:
    times = Counter(row[lang].lower() for row in rows)
    assert [text for text, number in times.items() if number > 1] == []


def test_no_pattern_is_filled_more_than_three_times(rows: list[Group]) -> None:
    patterns = Counter(pattern for row in rows if (pattern := beginning(row["en"])))
    assert [pattern for pattern, number in patterns.items() if number > MOST] == []


def beginning(text: str) -> str:
    """The first words with names and figures masked, and so the capital that begins a sentence."""
    words = text.split()
    return " ".join(re.sub(r"[A-Z0-9].*", "#", word) for word in words[:BEGINNING]) if len(words) >= FULL else ""


@pytest.mark.parametrize("lang", LANGS)
def test_each_side_is_written_in_its_own_script(rows: list[Group], lang: str) -> None:
    assert [row["id"] for row in rows if re.search(FOREIGN[lang], row[lang])] == []


@pytest.mark.parametrize("lang", ["zh", "ja"])
def test_chinese_and_japanese_have_full_width_punctuation(rows: list[Group], lang: str) -> None:
    half_width = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff][,;:?!]|[,;:?!][\u3040-\u30ff\u4e00-\u9fff]")
    assert [row["id"] for row in rows if half_width.search(row[lang])] == []


@pytest.mark.parametrize("lang", LANGS)
def test_each_side_keeps_to_one_form(rows: list[Group], lang: str) -> None:
    assert [row[lang] for row in rows if re.search(OTHER_FORMS[lang], row[lang])] == []
    assert [row["id"] for row in rows if re.search("  |[\u00a0\u202f\u2009\u200b\u00ad\u00b5]", row[lang])] == []


@pytest.mark.parametrize("lang", LANGS[1:])
def test_figures_agree_with_the_english_ones(rows: list[Group], lang: str) -> None:
    assert [row["id"] for row in rows if row["id"] not in OTHER_NOTATION and figures_differ(row, lang)] == []


def figures_differ(row: Group, lang: str) -> bool:
    """Whether each side has figures that the other lacks; what one of them writes in words is on neither list."""
    english, other = plain_figures(row["en"]), plain_figures(row[lang])
    lost = lost_numbers(english, other, lang="en", other_lang=lang)
    return bool(lost and added_numbers(english, other, source_lang="en", target_lang=lang))


def plain_figures(text: str) -> str:
    """Without what the reader of numbers takes amiss: kelvins for thousands, powers, 만 apart from the rest."""
    text = re.sub(r"(?<=\d) K\b", " kelvin", text)
    return re.sub(r"만 (?=\d,\d{3})", "만", re.sub("[⁻⁰¹²³⁴-⁹]", "", text))


def test_figures_that_disagree_are_noticed() -> None:
    assert figures_differ({"en": "Some 4,500 came in 2026.", "ko": "2026년에 5,400명이 왔다."}, "ko")
    assert not figures_differ({"en": "Twelve million came at 4 p.m.", "zh": "16时来了1200万人。"}, "zh")


def test_the_test_set_has_200_groups_and_none_of_the_corpus(corpora: Path) -> None:
    corpus, test = (read(corpora, name) for name in FILES)
    assert len(test) == 200
    assert {row["id"] for row in test} & {row["id"] for row in corpus} == set()


def test_no_sentence_of_the_corpus_is_nearly_one_of_the_test_set(corpora: Path) -> None:
    corpus, test = (read(corpora, name) for name in FILES)
    tested = TestSet(row[lang] for row in test for lang in LANGS)
    assert [row[lang] for row in corpus for lang in LANGS if tested.has_like(row[lang])] == []


def test_the_corpus_has_at_least_5000_groups(corpora: Path) -> None:
    assert len(read(corpora, FILES[0])) >= 5000
