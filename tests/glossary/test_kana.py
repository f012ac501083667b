from __future__ import annotations

import pytest

from forumdocs.glossary.kana import to_hiragana, to_romaji


@pytest.mark.parametrize(
    ("kana", "romaji"),
    [
        ("りょうしかぎはいそう", "ryōshikagihaisō"),
        ("りょうしもつれ", "ryōshimotsure"),
        ("ちょうでんどう", "chōdendō"),
        ("しゅうはすう", "shūhasū"),
        ("おおさか", "ōsaka"),
        ("ばあい", "baai"),
        ("げんいん", "gen'in"),
        ("こんにゃく", "konnyaku"),
        ("しんよう", "shin'yō"),
        ("ぶんぷ", "bunpu"),
        ("けっか", "kekka"),
        ("いっち", "itchi"),
        ("ざっし", "zasshi"),
        ("えいきょう", "eikyō"),
        ("キュービット", "kyūbitto"),
        ("コンピューター", "konpyūtā"),
        ("ヴァージョン", "vājon"),
        ("ウィグナー", "wigunā"),
        ("ディラック", "dirakku"),
        ("ジョセフソンせつごう", "josefusonsetsugō"),
        ("フェルミ・ディラック", "ferumi dirakku"),
        ("シュレーディンガー", "shurēdingā"),
        ("エラー ていせい", "erā teisei"),
        ("つづき", "tsuzuki"),
        ("チェコ", "cheko"),
    ],
)
def test_kana_is_spelled_in_hepburn_with_macrons(kana: str, romaji: str) -> None:
    assert to_romaji(kana) == romaji


@pytest.mark.parametrize(
    ("kana", "typed"), [("りょうし", "ryoushi"), ("データ", "deta"), ("げんいん", "genin"), ("おおさか", "oosaka")]
)
def test_without_macrons_kana_is_spelled_as_it_is_typed(kana: str, typed: str) -> None:
    assert to_romaji(kana, macrons=False) == typed


def test_letters_and_signs_that_are_no_kana_stay() -> None:
    assert to_romaji("BB84 プロトコル") == "BB84 purotokoru"


def test_katakana_becomes_hiragana_and_keeps_the_mark_of_a_long_vowel() -> None:
    assert to_hiragana("データ量") == "でーた量"
