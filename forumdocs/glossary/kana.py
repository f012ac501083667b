"""Romaji: Japanese kana in Latin letters, Hepburn with macrons."""

from __future__ import annotations

import re

_ROWS = """
あ a い i う u え e お o ぁ a ぃ i ぅ u ぇ e ぉ o か ka き ki く ku け ke こ ko が ga ぎ gi ぐ gu げ ge ご go
さ sa し shi す su せ se そ so ざ za じ ji ず zu ぜ ze ぞ zo
た ta ち chi つ tsu て te と to だ da ぢ ji づ zu で de ど do
な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po
ま ma み mi む mu め me も mo や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro わ wa ゐ i ゑ e を o ん n ゔ vu
きゃ kya きゅ kyu きょ kyo ぎゃ gya ぎゅ gyu ぎょ gyo しゃ sha しゅ shu しょ sho じゃ ja じゅ ju じょ jo
ちゃ cha ちゅ chu ちょ cho ぢゃ ja ぢゅ ju ぢょ jo にゃ nya にゅ nyu にょ nyo ひゃ hya ひゅ hyu ひょ hyo
びゃ bya びゅ byu びょ byo ぴゃ pya ぴゅ pyu ぴょ pyo みゃ mya みゅ myu みょ myo りゃ rya りゅ ryu りょ ryo
しぇ she じぇ je ちぇ che てぃ ti でぃ di とぅ tu どぅ du てゅ tyu でゅ dyu ふぁ fa ふぃ fi ふぇ fe ふぉ fo ふゅ fyu
うぃ wi うぇ we うぉ wo ゔぁ va ゔぃ vi ゔぇ ve ゔぉ vo ゔゅ vyu つぁ tsa つぃ tsi つぇ tse つぉ tso いぇ ye
くぁ kwa くぃ kwi くぇ kwe くぉ kwo ぐぁ gwa すぃ si ずぃ zi
"""
_CELLS = _ROWS.split()
SYLLABLES = dict(zip(_CELLS[::2], _CELLS[1::2], strict=True))
"""Hiragana, one or two characters, and their letters; katakana is turned to hiragana first."""

_MACRONS = {"a": "ā", "i": "ī", "u": "ū", "e": "ē", "o": "ō"}
_KATAKANA = re.compile("[ァ-ヴ]")
_KANA_GAP = 0x60
_KANA_WORD = re.compile("[ぁ-ゔー]+")
_SYLLABLE = re.compile("っ?(?:" + "|".join(sorted(SYLLABLES, key=len, reverse=True)) + ")|ー|っ")
_LONG = re.compile("([ou])u|oo")


def to_hiragana(text: str) -> str:
    """Text with its katakana in hiragana; the mark of a long vowel stays."""
    return _KATAKANA.sub(lambda char: chr(ord(char.group()) - _KANA_GAP), text)


def to_romaji(kana: str, *, macrons: bool = True) -> str:
    """Kana in Latin letters.

    Args:
        kana: hiragana or katakana; other characters stay as they are, a middle dot becomes a space.
        macrons: long vowels by macron (*ryōshi*); without, as they are typed (*ryoushi*).

    >>> to_romaji("りょうしかぎはいそう"), to_romaji("キュービット"), to_romaji("げんいん")
    ('ryōshikagihaisō', 'kyūbitto', "gen'in")
    """
    hiragana = to_hiragana(kana).replace("・", " ")
    return _KANA_WORD.sub(lambda word: _spell(word.group(), macrons=macrons), hiragana)


def _spell(word: str, *, macrons: bool) -> str:
    latin = ""
    for hit in _SYLLABLE.finditer(word):
        latin = _append(latin, hit.group(), macrons=macrons)
    return _LONG.sub(_lengthen, latin) if macrons else latin


def _append(latin: str, syllable: str, *, macrons: bool) -> str:
    """What is spelled so far with one more syllable; ん takes an apostrophe before a vowel or *y*."""
    if syllable == "ー":
        longer = _MACRONS.get(latin[-1:], "") if macrons else ""
        return latin[:-1] + longer if longer else latin
    doubled, letters = syllable[0] == "っ", SYLLABLES.get(syllable.removeprefix("っ"), "")
    if doubled and letters:
        letters = ("t" if letters.startswith("ch") else letters[0]) + letters
    if latin.endswith("n") and syllable[0] in "あいうえおやゆよ" and macrons:
        letters = "'" + letters
    return latin + letters


def _lengthen(hit: re.Match[str]) -> str:
    return _MACRONS[hit.group()[0]]
