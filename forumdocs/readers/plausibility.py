"""How plausible a text is as writing: the judge between two readings of the same bytes.

A reading is given the cost, in nats, that a small Markov model of writing pays for it: to go from one class
of characters to the next, then to choose the character within its class. Two readings of the same bytes are
two explanations of the same data, so the difference of their costs is the logarithm of the odds between them
(Li and Momoi, "A composite approach to language/encoding detection", 2001, on the use of frequencies;
here as a likelihood, which makes scores of different scripts comparable). Wrong readings pay for rare
characters, for capitals inside words, and for scripts that change within a word.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import lru_cache

from forumdocs.readers.frequencies import CYRILLIC, HAN, HANGUL, LATIN, THAI


class Script(IntEnum):
    """Classes of characters that follow each other with a probability of their own."""

    NEUTRAL = 0
    """White space, digits and ASCII punctuation: may stand beside anything."""
    ASCII = auto()
    ASCII_UPPER = auto()
    LATIN = auto()
    LATIN_UPPER = auto()
    CYRILLIC = auto()
    CYRILLIC_UPPER = auto()
    HAN = auto()
    KANA = auto()
    HANGUL = auto()
    THAI = auto()
    OTHER_LETTER = auto()
    WIDE_MARK = auto()
    """Full-width and CJK punctuation."""
    MARK = auto()
    """The apostrophe, dashes, dots: may stand inside a word or beside it."""
    OPENING = auto()
    """Quotes that open, the number sign: before a word, in spaced scripts never inside one."""
    CLOSING = auto()
    SYMBOL = auto()
    """Anything else printable: currencies, box drawing, spacing accents, half-width kana."""
    BAD = auto()
    """Controls, private use, unassigned, the replacement character."""


_TIER_COSTS = (4.5, 5.4, 6.2, 7.0, 7.9, 8.7, 9.4, 10.0)
"""Cost of a Han character or a syllable of each frequency group: ``4.3 + 1.1 ln(1 + rank / 20)``."""
_UNLISTED_HAN = 12.0
_UNLISTED_HANGUL = 12.5
_RARE_HAN = 14.0
_KANA = 3.9
_ASCII_LETTER = 2.9
_NEUTRAL = 3.0
_OTHER_LETTER = 4.2
_RARE_SCRIPTS = 0x1100
"""Code point from which scripts other than those above are hardly ever met."""
_RARE_LETTER = 12.0
_WIDE_MARK = 2.8
_MARK = 3.0
_SYMBOL = 7.5
_SIGN = 4.0
_SIGNS = frozenset("£€¥°©®™§±×")
"""Symbols that prose uses, beside digits and blanks."""
_BAD = 25.0
_FOREIGN_LETTER = 9.0
"""An alphabetic letter that its frequency table does not list."""

_MARKS = {
    **dict.fromkeys("’–—―…·\xa0", Script.MARK),
    **dict.fromkeys("“‘«„•№", Script.OPENING),
    **dict.fromkeys("”»", Script.CLOSING),
}

_CHANGE = 6.0
"""Cost of going from one class to another where :func:`_changes` says nothing else."""
_STAY = 0.3


def _changes() -> dict[tuple[Script, Script], float]:
    s = Script
    costs: dict[tuple[Script, Script], float] = {}

    def both(one: Script, other: Script, cost: float) -> None:
        costs[one, other] = costs[other, one] = cost

    for other in s:
        costs[other, s.CLOSING] = costs[s.OPENING, other] = 1.3
    for mark in (s.NEUTRAL, s.MARK, s.WIDE_MARK):
        for other in s:
            both(mark, other, 1.3)
    for lower, upper in (
        (s.ASCII, s.ASCII_UPPER),
        (s.LATIN, s.LATIN_UPPER),
        (s.ASCII, s.LATIN_UPPER),
        (s.LATIN, s.ASCII_UPPER),
        (s.CYRILLIC, s.CYRILLIC_UPPER),
    ):
        costs[upper, lower] = 0.5
        costs[lower, upper] = 5.5
    for cjk in (s.HAN, s.KANA, s.HANGUL):
        costs[cjk, s.NEUTRAL] = 2.0
        both(cjk, s.ASCII, 4.5)
        both(cjk, s.ASCII_UPPER, 3.5)
        both(cjk, s.WIDE_MARK, 0.8)
        costs[s.CLOSING, cjk] = costs[cjk, s.OPENING] = 1.3
    both(s.HAN, s.KANA, 1.0)
    both(s.HAN, s.HANGUL, 4.0)
    costs[s.ASCII, s.LATIN] = 2.5
    costs[s.LATIN, s.ASCII] = 0.4
    costs[s.LATIN, s.LATIN] = 3.0
    costs[s.NEUTRAL, s.LATIN] = 2.5
    costs[s.NEUTRAL, s.LATIN_UPPER] = 3.5
    costs[s.ASCII_UPPER, s.LATIN_UPPER] = 2.5
    costs[s.LATIN_UPPER, s.ASCII_UPPER] = 0.6
    costs[s.NEUTRAL, s.CYRILLIC_UPPER] = 2.0
    costs[s.CYRILLIC_UPPER, s.CYRILLIC_UPPER] = 0.8
    return costs


def _matrix() -> tuple[tuple[float, ...], ...]:
    costs = _changes()
    return tuple(
        tuple(costs.get((before, after), _STAY if before == after else _CHANGE) for after in Script)
        for before in Script
    )


_MATRIX = _matrix()


def _alphabet(shares: dict[str, int]) -> dict[str, float]:
    total = sum(shares.values())
    return {letter: -math.log(share / total) for letter, share in shares.items()}


def _groups(groups: tuple[str, ...]) -> dict[str, float]:
    return {char: cost for group, cost in zip(groups, _TIER_COSTS, strict=False) for char in group}


_HAN_COSTS = _groups(HAN)
_HANGUL_COSTS = _groups(HANGUL)
_CYRILLIC_COSTS = _alphabet(CYRILLIC)
_LATIN_COSTS = _alphabet(LATIN)
_THAI_COSTS = _alphabet(THAI)


@lru_cache(maxsize=16384)
def _weigh(char: str) -> tuple[int, float]:
    """The class of a character and what it costs within its class."""
    code = ord(char)
    if code < 0x80:
        return _weigh_ascii(char)
    if 0x4E00 <= code <= 0x9FFF:
        return Script.HAN, _HAN_COSTS.get(char, _UNLISTED_HAN)
    if 0xAC00 <= code <= 0xD7A3:
        return Script.HANGUL, _HANGUL_COSTS.get(char, _UNLISTED_HANGUL)
    if 0x3041 <= code <= 0x30FE and char != "・":
        return Script.KANA, _KANA
    if 0x3000 <= code <= 0x303F or char == "・" or 0xFF01 <= code <= 0xFF5E:
        return Script.WIDE_MARK, _WIDE_MARK
    if char in _MARKS:
        return _MARKS[char], _MARK
    if char in _SIGNS:
        return Script.SYMBOL, _SIGN
    return _weigh_letter(char)


def _weigh_ascii(char: str) -> tuple[int, float]:
    if char.isalpha():
        return (Script.ASCII_UPPER if char.isupper() else Script.ASCII), _ASCII_LETTER
    if char.isprintable() or char in "\t\n\r\f":
        return Script.NEUTRAL, _NEUTRAL
    return Script.BAD, _BAD


def _weigh_letter(char: str) -> tuple[int, float]:
    category = unicodedata.category(char)
    if category[0] == "C" or char == "\ufffd":
        return (Script.SYMBOL, _SYMBOL) if category == "Cf" else (Script.BAD, _BAD)
    code = ord(char)
    lower = char.lower()
    if 0x0400 <= code <= 0x04FF:
        script = Script.CYRILLIC_UPPER if char.isupper() else Script.CYRILLIC
        return script, _CYRILLIC_COSTS.get(lower, _FOREIGN_LETTER)
    if 0x0E01 <= code <= 0x0E5B:
        return Script.THAI, _THAI_COSTS.get(char, _FOREIGN_LETTER)
    if category[0] == "L" and code < 0x0250 and char not in "ªº":
        script = Script.LATIN_UPPER if char.isupper() else Script.LATIN
        return script, _LATIN_COSTS.get(lower, _FOREIGN_LETTER)
    if 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF or code > 0x1FFFF:
        return Script.HAN, _RARE_HAN
    if category[0] in "LM" and not 0xFF00 <= code <= 0xFFEF:
        return Script.OTHER_LETTER, _OTHER_LETTER if code < _RARE_SCRIPTS else _RARE_LETTER
    return Script.SYMBOL, _SYMBOL


_USUAL: dict[int, float] = {
    Script.HAN: 8.0,
    Script.HANGUL: 7.0,
    Script.KANA: 4.8,
    Script.CYRILLIC: 3.8,
    Script.CYRILLIC_UPPER: 6.0,
    Script.LATIN: 6.0,
    Script.LATIN_UPPER: 7.5,
    Script.THAI: 4.2,
    Script.OTHER_LETTER: 5.0,
}
"""What a character of a class costs in sound text, the change of class included; other classes: 5."""
_USUAL_OTHER = 5.0


_SCRIPT = 6.0
"""What it costs to suppose that a text uses a script besides Latin at all: one odd letter is a misreading."""
_SCRIPTS = (
    frozenset({Script.CYRILLIC, Script.CYRILLIC_UPPER}),
    frozenset({Script.HAN, Script.KANA}),
    frozenset({Script.HANGUL}),
    frozenset({Script.THAI}),
    frozenset({Script.OTHER_LETTER}),
)
_DOUBT = 4
"""Sound characters added to the mean, so that one odd sign in an English text is no verdict."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The cost of a text, in nats, and how far it lies above that of sound text of the same scripts.

    ``excess`` is in nats per character outside ASCII; 0 where there is none. ``scripts`` are the classes of
    characters that occur.
    """

    cost: float
    excess: float
    scripts: frozenset[int]


def judge(text: str) -> Judgement:
    """Say how plausible a text is as writing in any script."""
    cost = beyond = 0.0
    foreign = 0
    before = 0
    scripts = set()
    usual = _USUAL.get
    for char in text:
        script, own = _weigh(char)
        step = _MATRIX[before][script] + own
        cost += step
        if char > "\x7f" or script == Script.BAD:
            foreign += 1
            beyond += step - usual(script, _USUAL_OTHER)
            scripts.add(script)
        before = script
    cost += _SCRIPT * sum(not found.isdisjoint(scripts) for found in _SCRIPTS)
    return Judgement(cost, beyond / (foreign + _DOUBT), frozenset(scripts))
