"""The runs of a text: words of one writing system in one sentence, and what stands before each run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from forumdocs.detection import han
from forumdocs.detection.profiles import profile
from forumdocs.detection.scripts import CASED, System, Word, words

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD_LENGTH: dict[System, float] = {
    System.HAN: 2.0,
    System.CHINESE: 2.0,
    System.JAPANESE: 2.0,
    System.THAI: 4.0,
    System.KHMER: 4.0,
    System.LAO: 4.0,
}
"""Characters to a word in scripts without spaces; elsewhere a word is a word."""
ACRONYM_SIZE, NAME_SIZE, NEXT_NAME_SIZE = 0.3, 0.5, 0.25
"""What an acronym or code, a capitalised name, and each further word of a name count for, in words."""
LONGEST_ACRONYM = 5
UNIT = re.compile(r"\d\s?[A-Za-zµ]{1,3}$")
"""A unit of measurement after its number counts like an acronym."""

NAME_LINKS = "of and the for de da do du del della di la las los le van von der den und et y e и"
"""Small words that stand inside names."""

PARTICLES: dict[System, re.Pattern[str]] = {
    System.HANGUL: re.compile(
        r"(?:은|는|이|가|을|를|의|에|에서|에게|와|과|로|으로|도|만|까지|부터|이다|이란|란|라는|이라는|이나|처럼"
        r"|보다|및)$"
    ),
    System.JAPANESE: re.compile(r"[がをにのへ]|は(?![いじるな])|で(?!も)|と(?!て)|も(?![しうっ])|および|による"),
    System.CHINESE: re.compile(r"[的等及和与與之是]"),
    System.HAN: re.compile(r"[的等及和与與之是]"),
}
"""Words that lean on the word before them, so that a foreign name before them is part of their sentence."""
SPACED_PARTICLE = re.compile(r"(?:[은는을를의에]|에서|으로|및)$")
"""Korean particles that are no words of their own: a space before them is a slip."""

SENTENCE_END = re.compile(r"[。｡！？!?…\n]|\.(?!\d)")
ALTERNATIVE = re.compile(r"\s[/|]\s")
SEPARATOR = re.compile(r"[/|·•;；:：–=→\t]|\s-\s|\s{2}")
COMMA = re.compile(r"[,，、،—]")
OPENING, CLOSING = "([{（【「『《〈〔“‘«", ")]}）】」』》〉〕”’»"
_MAY_PRECEDE_PARTICLE = CLOSING + "\"' #"
BRACKET_REACH = 400
"""Brackets further apart are no pair."""
_BRACKET = re.compile("[" + re.escape(OPENING + CLOSING) + "\n]")

ABBREVIATIONS = (
    "dr mr mrs ms prof st vs no vol fig eq ed eds al etc inc ltd co corp approx dept univ ca cf"
    " г гг д т п е с н ул проф акад им др пр рис стр см"
)
"""Words after which a full stop ends no sentence."""
_ABBREVIATIONS = frozenset(ABBREVIATIONS.split())
_NAME_LINKS = frozenset(NAME_LINKS.split())
_LAST_WORD = re.compile(r"[A-Za-zА-Яа-яЁё]{1,8}$")


class Border(Enum):
    """What stands between a run and the one before it."""

    SENTENCE_END = auto()
    ALTERNATIVE = auto()
    """A slash or bar with a space on both sides, as in bilingual labels."""
    SEPARATOR = auto()
    COMMA = auto()
    SPACE = auto()
    NOTHING = auto()
    PARTICLE = auto()
    """The run begins with a particle, which leans on the word before."""


@dataclass(slots=True)
class Run:
    """Words of one writing system in one sentence with nothing but punctuation between them."""

    start: int
    end: int
    system: System
    sentence: int
    """The number of its sentence in the text."""
    bracketed: bool
    joined: bool
    """Whether nothing stands between this run and the one before."""
    border: Border
    size: float = 0.0
    """How much it says, in words."""
    count: int = 0
    named: bool = True
    """Whether all of its words are names or acronyms."""

    def add(self, word: str, end: int, *, unit: bool) -> None:
        """Take one more word, which may be the ``unit`` of a number."""
        size = ACRONYM_SIZE if unit else word_size(word, self.system)
        name = size < 1.0 and self.system in CASED
        if self.count and self.named and (name or word in _NAME_LINKS):
            size, name = NEXT_NAME_SIZE, True
        elif size == NAME_SIZE and self.system is System.LATIN and not self.count:
            # A capital at the start may mean a sentence, not a name, where the word is a common one.
            size = 1.0 if profile(self.system).lists(word) else size
        self.end, self.size, self.count = end, self.size + size, self.count + 1
        self.named = self.named and name


class _Brackets:
    """Whether a place is in brackets, asked from left to right; an unclosed bracket does not count."""

    def __init__(self, text: str) -> None:
        self._steps = iter(_bracket_steps(text))
        self._next = next(self._steps, None)
        self._depth = 0

    def enclose(self, place: int) -> bool:
        """Whether ``place``, not left of the one asked before, is in brackets."""
        while self._next and self._next[0] < place:
            self._depth += self._next[1]
            self._next = next(self._steps, None)
        return self._depth > 0


def _bracket_steps(text: str) -> list[tuple[int, int]]:
    """The places of the brackets that form pairs within a line, with 1 to open and -1 to close."""
    opened: list[int] = []
    steps: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text):
        place, sign = match.start(), match[0]
        if sign == "\n":
            opened.clear()
        elif sign in OPENING:
            opened.append(place)
        elif opened and place - (start := opened.pop()) <= BRACKET_REACH:
            steps += (start, 1), (place, -1)
    return sorted(steps)


def find_runs(text: str) -> list[Run]:
    """Gather the words of a text into runs."""
    runs: list[Run] = []
    brackets, left, sentence, bracketed = _Brackets(text), 0, 0, False
    for start, end, system in _told_words(text):
        inside, bracketed = bracketed, brackets.enclose(start)
        word = text[start:end]
        before = runs[-1] if runs else None
        same = before is not None and before.system is system
        if before is not None and same and text[left:start] == "-":
            before.end = left = end  # "Rivest-Shamir" is one word
            continue
        outside = _after_bracket(text, left, start) if inside else left
        ended = before is not None and _ends_sentence(text, outside, start, same=same)
        sentence += ended
        if before is None or ended or not same or before.bracketed is not bracketed:
            border = Border.SENTENCE_END if ended else _border(text[left:start], word, system)
            before = Run(start, end, system, sentence, bracketed, left == start, border)
            runs.append(before)
        before.add(word, end, unit=UNIT.search(text, max(0, start - 2), end) is not None)
        left = end
    return runs


def word_size(word: str, system: System) -> float:
    """How much a word says of the language that holds it, in words: a name says less, an acronym little."""
    if length := WORD_LENGTH.get(system):
        return max(NAME_SIZE, len(word) / length)
    if system not in CASED:
        return NAME_SIZE if len(word) == 1 else 1.0
    if len(word) == 1 or (word.isupper() and len(word) <= LONGEST_ACRONYM):
        return ACRONYM_SIZE
    return NAME_SIZE if word[0].isupper() else 1.0


def _told_words(text: str) -> Iterator[Word]:
    """The words of a text, Japanese told from Chinese where there are kana."""
    stretches = iter(han.stretches(text))
    stretch = next(stretches, None)
    for word in words(text):
        start = word.start
        if word.system is System.HAN and stretch:
            while stretch.end < word.end:
                if stretch.end > start:
                    yield Word(start, stretch.end, stretch.system)
                    start = stretch.end
                stretch = next(stretches)
            yield Word(start, word.end, stretch.system)
        else:
            yield word


def _after_bracket(text: str, left: int, right: int) -> int:
    """Where in the gap ``text[left:right]``, which begins in brackets, they have closed; else its end."""
    return next((place + 1 for place in range(left, right) if text[place] in CLOSING), right)


def _ends_sentence(text: str, left: int, right: int, *, same: bool) -> bool:
    """Whether the gap ``text[left:right]`` ends a sentence; ``same`` if both sides have one system."""
    end = SENTENCE_END.search(text, left, right)
    if not end:
        return False
    if end[0] != ".":
        return True
    if same and end.end() == right:
        return False  # a dot inside a word, as in "e.g"
    return end.start() > left or not _is_abbreviation(text, left)


def _is_abbreviation(text: str, end: int) -> bool:
    """Whether the word that ends at ``end`` is an initial or a common abbreviation."""
    match = _LAST_WORD.search(text[max(0, end - 9) : end])
    return match is not None and (len(match[0]) == 1 or match[0].lower() in _ABBREVIATIONS)


def _border(gap: str, word: str, system: System) -> Border:
    """What ``gap`` is between two words of a sentence, the second of which is ``word``."""
    if not gap.strip(_MAY_PRECEDE_PARTICLE) and _leans(word, system, spaced=gap[-1:].isspace()):
        return Border.PARTICLE
    if ALTERNATIVE.search(gap):
        return Border.ALTERNATIVE
    if SEPARATOR.search(gap):
        return Border.SEPARATOR
    if COMMA.search(gap):
        return Border.COMMA
    return Border.SPACE if gap[:1].isspace() or gap[-1:].isspace() else Border.NOTHING


def _leans(word: str, system: System, *, spaced: bool) -> bool:
    """Whether a word is, or begins with, a particle that leans on the word before it."""
    particle = SPACED_PARTICLE if spaced and system is System.HANGUL else PARTICLES.get(system)
    return particle is not None and particle.match(word) is not None
