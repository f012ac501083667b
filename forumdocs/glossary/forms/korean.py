"""Korean terms and what may follow them: particles, the copula, plural and compound nouns."""

from __future__ import annotations

import re

_PARTICLES = {
    "을": ("을", "를"),
    "이": ("이", "가"),
    "은": ("은", "는"),
    "과": ("과", "와"),
    "으로": ("으로", "로"),
    "이나": ("이나", "나"),
    "이라는": ("이라는", "라는"),
    "이라고": ("이라고", "라고"),
    "이란": ("이란", "란"),
    "이며": ("이며", "며"),
    "이랑": ("이랑", "랑"),
    "아": ("아", "야"),
}
"""Particles with two forms: after a final consonant, after a vowel."""
_FORM_OF = {form: pair for pair in _PARTICLES.values() for form in pair}
"""Either form may be asked for."""

_DIGITS = {"0": "영", "1": "일", "2": "이", "3": "삼", "4": "사", "5": "오", "6": "육", "7": "칠", "8": "팔", "9": "구"}
_LETTERS = dict(
    zip(
        "abcdefghijklm",
        ["에이", "비", "시", "디", "이", "에프", "지", "에이치", "아이", "제이", "케이", "엘", "엠"],
        strict=True,
    )
) | dict(
    zip(
        "nopqrstuvwxyz",
        ["엔", "오", "피", "큐", "아르", "에스", "티", "유", "브이", "더블유", "엑스", "와이", "제트"],
        strict=True,
    )
)
"""How letters are called one by one (National Institute of Korean Language)."""

_WORD_ENDS = (
    (re.compile(r"le?\Z"), "ㄹ"),
    (re.compile(r"ng\Z"), "ㅇ"),
    (re.compile(r"ne?\Z"), "ㄴ"),
    (re.compile(r"me?\Z"), "ㅁ"),
    (re.compile(r"[aeiou]p\Z"), "ㅂ"),
    (re.compile(r"[aeiou](?:k|ck|c)\Z"), "ㄱ"),
)
"""The final consonant with which a word in Latin letters ends when Koreans say it; all others end in a vowel
(비트, 게이트), by the rules of loan word spelling."""
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_BRACKETED = re.compile(r"\s*[(（][^()（）]*[)）]\Z")
"""What stands in brackets is passed over: the particle agrees with the word before them."""
_LATIN_WORD = re.compile(r"[A-Za-z]+\Z")
_RIEUL = _FINALS.index("ㄹ")
"""Index of the final consonant ㄹ, after which 으로 is 로."""


def with_particle(term: str, particle: str) -> str:
    """A term with the form of the particle that its last sound asks for.

    Args:
        term: a Korean term, or one that ends in Latin letters or digits, which are read as Koreans read them:
            ``QKD`` by letters (케이디), ``Shor`` as a word, ``BB84`` by digits.
        particle: either form, such as ``"를"``, ``"이"``, ``"로"``; others (``"에서"``) are added as they are.
    """
    if particle not in _FORM_OF:
        return term + particle
    closed, opened = _FORM_OF[particle]
    final = _final_sound(term)
    takes_open = final == 0 or (final == _RIEUL and opened == "로")
    return term + (opened if takes_open else closed)


def _final_sound(term: str) -> int:
    """The index of the last syllable's final consonant (Unicode 3.12); 0 where it ends in a vowel."""
    bare = _BRACKETED.sub("", term).rstrip("\"'”’》」』")
    if word := _LATIN_WORD.search(bare):
        return _final_of_latin(word.group())
    last = _DIGITS.get(bare[-1:], bare[-1:])
    return (ord(last) - 0xAC00) % 28 if "가" <= last <= "힣" else 0


def _final_of_latin(word: str) -> int:
    if word.isupper():
        return _final_sound(_LETTERS[word[-1].lower()])
    return next((_FINALS.index(final) for pattern, final in _WORD_ENDS if pattern.search(word.lower())), 0)
