from __future__ import annotations

import pytest

from forumdocs.errors import LanguageError
from forumdocs.languages import Tag, font_of, join_sentences, name_of, ooxml_tag, parse_tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("en", Tag("en")),
        ("en-GB", Tag("en")),
        ("ZH", Tag("zh")),
        ("zh-Hans", Tag("zh", "Hans")),
        ("zh_TW", Tag("zh", "Hant")),
        ("zh-Hant-HK", Tag("zh", "Hant")),
        (" ru ", Tag("ru")),
    ],
)
def test_a_tag_is_read_as_users_write_it(text: str, tag: Tag) -> None:
    assert parse_tag(text) == tag


def test_an_unknown_language_is_refused_with_the_choices() -> None:
    with pytest.raises(LanguageError, match=r"'xx' is not a language.*en, zh, ko, ru, ja, th"):
        parse_tag("xx")


def test_english_sentences_are_joined_with_a_space() -> None:
    assert join_sentences(["One.", "Two."]) == "One. Two."


def test_chinese_sentences_are_joined_without_a_space() -> None:
    assert join_sentences(["会议开始。", "请就座。"]) == "会议开始。请就座。"


def test_korean_sentences_are_joined_with_a_space() -> None:
    assert join_sentences(["회의를 시작합니다.", "앉아 주십시오."]) == "회의를 시작합니다. 앉아 주십시오."


def test_an_english_sentence_that_ends_in_a_quote_keeps_its_space() -> None:
    assert join_sentences(["He said “yes.”", "She agreed."]) == "He said “yes.” She agreed."


def test_traditional_chinese_has_its_own_font_and_tag() -> None:
    assert font_of("zh-Hant") != font_of("zh")
    assert (ooxml_tag("zh-Hant"), ooxml_tag("zh"), ooxml_tag("fr")) == ("zh-TW", "zh-CN", "fr")


@pytest.mark.parametrize(
    ("tag", "name"), [("ko", "Korean"), ("zh", "Chinese"), ("zh-Hant", "Traditional Chinese"), ("ro", "ro")]
)
def test_a_language_is_named_with_the_script_that_the_user_asked_for(tag: str, name: str) -> None:
    assert name_of(tag) == name
