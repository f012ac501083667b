from __future__ import annotations

import pytest

from forumdocs.languages import LANGUAGES
from forumdocs.readers.bitexts.handouts import CHECK
from forumdocs.writers.phrases import PHRASES, say, say_in
from forumdocs.writers.reasons import NAMES, REASONS


@pytest.mark.parametrize("key", PHRASES)
def test_every_phrase_is_there_in_every_language_of_the_forum(key: str) -> None:
    assert set(LANGUAGES) <= set(PHRASES[key])


def test_traditional_chinese_falls_back_to_words_that_both_scripts_share() -> None:
    assert say("draft", "zh-Hant") == "草稿，機器翻譯"
    assert say("date", "zh-Hant") == "日期"


def test_a_language_without_phrases_gets_english() -> None:
    assert say("draft", "de") == "DRAFT, machine translation"


@pytest.mark.parametrize("flag", REASONS)
def test_every_reason_is_told_in_every_language_of_the_forum(flag: str) -> None:
    assert {*LANGUAGES, "zh-Hant"} == set(REASONS[flag])
    assert set(LANGUAGES) <= set(NAMES[flag])


def test_the_reader_of_handouts_knows_the_word_to_check_in_every_language() -> None:
    assert {*LANGUAGES, "zh-Hant"} == set(CHECK)
    assert len(set(CHECK.values())) == len(CHECK)


def test_a_phrase_in_several_languages_says_each_wording_once() -> None:
    assert say_in("summary", ["zh", "zh-Hant", "en"]) == [("摘要", "zh"), ("Summary", "en")]
    assert say_in("summary", ["fr", "ko"]) == [("요약", "ko")]
    assert say_in("summary", ["fr"]) == [("Summary", "en")]
