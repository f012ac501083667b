"""Revised Romanisation of Korean, as the ministry's notice 2000-8 (today notice 2014-42) lays it down.

The rules follow the sound, not the spelling: assimilation (독립 *dongnip*, 신라 *Silla*), palatalisation (같이
*gachi*), aspiration beside ㅎ (좋고 *joko*, but in nouns 묵호 *Mukho*), linking (옥외 *ogoe*). Tense sounds stay
unwritten.
"""

from __future__ import annotations

import re

_FIRST, _VOWELS, _CODAS = 0xAC00, 21, 28

ONSETS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
"""Initial consonants in the order of Unicode, ㄱ to ㅎ."""
VOWELS = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo"),
    *("u", "wo", "we", "wi", "yu", "eu", "ui", "i"),
)
CODAS = (
    *("", "g", "kk", "g s", "n", "n j", "n h", "d", "r", "r g", "r m", "r b", "r s", "r t", "r p", "r h"),
    *("m", "b", "b s", "s", "ss", "ng", "j", "ch", "k", "t", "p", "h"),
)
"""Final consonants in the order of Unicode, by the letters of the initials; clusters with a space between."""

CLOSED = {
    **dict.fromkeys(("g", "kk", "g s", "r g", "k"), "k"),
    **dict.fromkeys(("d", "s", "ss", "j", "ch", "t", "h"), "t"),
    **dict.fromkeys(("b", "b s", "r p", "p"), "p"),
    **dict.fromkeys(("n", "n j", "n h"), "n"),
    **dict.fromkeys(("r", "r b", "r s", "r t", "r h"), "l"),
    **dict.fromkeys(("m", "r m"), "m"),
    "ng": "ng",
    "": "",
}
"""How a final sounds before a consonant and at the end of a word."""
NASAL = {"k": "ng", "t": "n", "p": "m"}
ASPIRATED = {"g": "k", "d": "t", "j": "ch", "b": "p"}
PALATAL = {"d": "j", "t": "ch"}

INFLECTED_H = frozenset("히혀혔힌힐힘힙")
"""Syllables of the verbal endings -hi-: ㄱ, ㄷ, ㅂ, ㅈ melt into their ㅎ (얽힘 *eolkim*); nouns keep both."""

SPOKEN = {
    "열역학": "열력학",
    "색역학": "생녁학",
    "핵연료": "행년료",
    "공권력": "공권녁",
    "일원론": "일원논",
    "이원론": "이원논",
    "다원론": "다원논",
    "학여울": "학녀울",
    "알약": "알략",
    "휘발유": "휘발류",
    "식용유": "시굥뉴",
    "서울역": "서울력",
    "십육": "심뉵",
    "막일": "망닐",
    "한여름": "한녀름",
    "담요": "담뇨",
}
"""Compounds in which a sound is inserted that the letters do not show, respelled as they sound."""

RIEUL_SUFFIXES = frozenset("량력론로란료례류")
"""Sino-Korean suffixes whose ㄹ turns to ㄴ after the ㄴ of a longer word (생산량 *saengsannyang*)."""
_RIEUL_WORDS = """
분량 전량 변량 잔량 전력 인력 권력 근력 탄력 원론 반론 언론 변론 본론 진로 선로 근로 혼란 산란 곤란 교란 반란
연료 원료 진료 안료 관례 전례 순례 전류 한류 난류 분류 본류 원류 인류
"""
RIEUL_WORDS = frozenset(_RIEUL_WORDS.split())
"""Words of their own that end in such a syllable: ㄴ and ㄹ make *ll* in them, in compounds too (재분류)."""

_HANGUL_WORD = re.compile("[가-힣]+")
_SPOKEN = re.compile("|".join(SPOKEN))


def romanise(text: str) -> str:
    """Korean in Latin letters, in lower case; what is not Hangul stays as it is.

    >>> romanise("양자 얽힘"), romanise("독립"), romanise("QKD 네트워크")
    ('yangja eolkim', 'dongnip', 'QKD neteuwokeu')
    """
    return _HANGUL_WORD.sub(lambda word: _romanise_word(word.group()), text)


def _romanise_word(word: str) -> str:
    spoken = _SPOKEN.sub(lambda hit: SPOKEN[hit.group()], _respell_suffix(word))
    syllables = [_take_apart(char) for char in spoken]
    latin, onset = "", syllables[0][0]
    for (_, vowel, coda), char, (next_onset, next_vowel, _) in zip(syllables, spoken[1:], syllables[1:], strict=False):
        closing, next_onset = _meet(coda, next_onset, next_vowel, inflected=char in INFLECTED_H)
        latin += onset + vowel + closing
        onset = next_onset
    _, vowel, coda = syllables[-1]
    return latin + onset + vowel + CLOSED[coda]


def _respell_suffix(word: str) -> str:
    """A word with its last syllable as it sounds where that is a suffix in ㄹ after ㄴ."""
    if len(word) < 3 or word[-1] not in RIEUL_SUFFIXES or word[-2:] in RIEUL_WORDS or _take_apart(word[-2])[2] != "n":
        return word
    drop = (ONSETS.index("r") - ONSETS.index("n")) * _VOWELS * _CODAS
    return word[:-1] + chr(ord(word[-1]) - drop)


def _take_apart(syllable: str) -> tuple[str, str, str]:
    onset, rest = divmod(ord(syllable) - _FIRST, _VOWELS * _CODAS)
    vowel, coda = divmod(rest, _CODAS)
    return ONSETS[onset], VOWELS[vowel], CODAS[coda]


def _meet(coda: str, onset: str, vowel: str, *, inflected: bool) -> tuple[str, str]:
    """What a final and the initial of the next syllable sound like together."""
    head, _, tail = coda.rpartition(" ")
    if not onset:
        return _link(coda, head, tail, vowel)
    if tail == "h" and onset in ("g", "d", "j", "s", "n"):
        return _after_h(head, onset)
    if onset == "h" and tail in ASPIRATED and (inflected or head or tail == "j"):
        strong = PALATAL["t"] if tail == "d" and vowel in ("i", "yeo") else ASPIRATED[tail]
        return CLOSED[head], strong
    return _assimilate(CLOSED[coda], onset)


def _link(coda: str, head: str, tail: str, vowel: str) -> tuple[str, str]:
    """A final before a vowel begins the next syllable; ㅎ falls silent, ㄷ and ㅌ soften before *i*."""
    if coda in ("", "ng"):
        return coda, ""
    if tail == "h":
        return "", head
    if vowel in ("i", "yeo"):
        tail = PALATAL.get(tail, tail)
    return CLOSED[head], tail


def _after_h(head: str, onset: str) -> tuple[str, str]:
    if onset == "n":
        return ("l", "l") if head == "r" else ("n", "n")
    return CLOSED[head], ASPIRATED.get(onset, onset)


def _assimilate(closing: str, onset: str) -> tuple[str, str]:
    if onset == "r" and closing:
        return ("l", "l") if closing in ("n", "l") else (NASAL.get(closing, closing), "n")
    if onset == "n" and closing == "l":
        return "l", "l"
    if onset in ("n", "m"):
        return NASAL.get(closing, closing), onset
    return closing, onset
