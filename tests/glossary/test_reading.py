from __future__ import annotations

import unicodedata

import pytest

from forumdocs.glossary import Term
from forumdocs.glossary.reading import CYRILLIC, aids_of, search_key, search_words, transliterate


def test_each_language_has_the_aids_that_it_needs() -> None:
    assert aids_of(Term("量子比特", "zh-Hans")).pinyin == "liàngzǐ bǐtè"
    assert aids_of(Term("量子位元", "zh-Hant")).line == "liàngzǐ wèiyuán"
    assert aids_of(Term("양자 얽힘", "ko")).romanisation == "yangja eolkim"
    assert aids_of(Term("量子もつれ", "ja", reading="りょうしもつれ")).line == "りょうしもつれ · ryōshimotsure"
    assert aids_of(Term("кубит", "ru", stress="куби́т")).stress == "куби́т"
    assert aids_of(Term("кубит", "ru", stress="куби́т")).line == ""
    assert aids_of(Term("qubit", "en")).line == ""


def test_a_term_in_latin_letters_needs_no_aid() -> None:
    assert aids_of(Term("Q-STAR", "zh-Hans")).line == ""
    assert aids_of(Term("IonQ", "ko")).line == ""


def test_the_words_of_a_name_begin_with_capitals() -> None:
    assert aids_of(Term("北京大学", "zh-Hans"), proper=True).pinyin == "Běijīng Dàxué"
    assert aids_of(Term("서울대학교", "ko"), proper=True).romanisation == "Seouldaehakgyo"


def test_known_pinyin_is_taken_as_it_is() -> None:
    assert aids_of(Term("量子", "zh-Hans"), pinyin="liàngzǐ").pinyin == "liàngzǐ"


def test_russian_is_typed_in_latin_letters_without_stress() -> None:
    assert transliterate("Ква́нтовый объём") == "kvantovyy obem"
    assert set(CYRILLIC) == set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Liàngzǐ Mìyào", "liangzimiyao"),
        ("объём", "объем"),
        ("Ква́нтовый", "квантовыи"),
        ("キュービット", "きゅーびっと"),
        ("ｑｕｂｉｔ", "qubit"),
        ("gen'in", "genin"),
        ("양자-키 분배", "양자키분배"),
        ("คิวบิต", "คิวบิต"),
        ("が", "が"),
        ("_|…", ""),
    ],
)
def test_search_keys_forget_case_diacritics_and_signs(typed: str, key: str) -> None:
    assert search_key(typed) == key
    assert search_key(unicodedata.normalize("NFD", typed)) == key


def test_search_words_are_set_apart_by_anything_that_is_no_letter() -> None:
    assert search_words("device-independent QKD (DI-QKD)") == ["device", "independent", "qkd", "di", "qkd"]
