"""Where a line of several writing systems changes language, and where a foreign word is a guest in its sentence.

"基于QKD技术" is one Chinese sentence, "quantum computing 量子计算" two phrases. The line is taken as runs of one
writing system; every run is given to a system at the least total cost, where a change between neighbours has its
price, and so has a run that stands in another system's sentence. Prices are in words: one is what a lower-case
foreign word costs. All were set on lines joined from UD PUD, Tatoeba and Microsoft's quantum documentation, and
on sentences of theirs that hold foreign names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from forumdocs.detection.paths import cheapest_labels
from forumdocs.detection.profiles import profile
from forumdocs.detection.scripts import System, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CHANGE_AT_SENTENCE_END = 1.0
CHANGE_AT_SEPARATOR = 1.0
CHANGE_AT_COMMA = 1.8
CHANGE_AT_SPACE = 2.0
CHANGE_INSIDE = 2.5
CHANGE_AT_PARTICLE = 4.5
"""What a change of language costs by what stands between the two runs, or begins the second."""

ENCLOSED = 0.55
"""The price per word of a guest with its host's words on both sides: up to some eight words stay."""
AT_EDGE_START, AT_EDGE = 0.3, 1.0
"""The price of a guest that begins or ends its sentence: a name stays, a clause does not."""
SMALL_HOST = 2.0
"""Added at an edge where the host is small: two phrases of like size are no guests of each other."""
SMALL_FOR_WORD, SMALL_FOR_PHRASE = 2.0, 4.0
"""A host with so many times the words of a single foreign word, or of a longer run, is not small."""
STRANGER_START, STRANGER = 1.0, 2.0
"""The price of a run in a language that its sentence does not hold, or that stands beyond a third."""
IN_BRACKETS = 0.5
"""Brackets and quotation marks make a guest cheaper: a gloss stays with the term that it explains."""
LIST_SYSTEMS = 3
"""A sentence in so many writing systems lists translations: nobody is a guest at its edges."""

WORD_LENGTH: dict[System, float] = {System.HAN: 2.0, System.THAI: 4.0, System.KHMER: 4.0, System.LAO: 4.0}
"""Characters to a word in scripts without spaces; elsewhere a word is a word."""
ACRONYM_SIZE, NAME_SIZE, NEXT_NAME_SIZE = 0.3, 0.5, 0.25
"""What an acronym or code, a capitalised name, and each further word of a name count for, in words."""
LONGEST_ACRONYM = 5

NAME_LINKS = frozenset(
    "of and the for de da do du del della di la las los le van von der den und et y e и".split()
)
"""Small words that stand inside names."""

PARTICLES: dict[System, re.Pattern[str]] = {
    System.HANGUL: re.compile(
        r"은|는|이|가|을|를|의|에|에서|에게|와|과|로|으로|도|만|까지|부터|이다|이란|란|라는|이라는|이나|처럼|보다|및"
    ),
    System.HAN: re.compile(
        r"(?:[がをにのへ]|は(?![いじるな])|で(?![も])|と(?!て)|も(?![しうっ])|および|および|による|[的等及和与與之是]).*",
        re.DOTALL,
    ),
}
"""Words that lean on the word before them, so that a foreign name before them is part of their sentence."""
FREE_PARTICLE = re.compile(r"[은는을를의에]|에서|으로|및")
"""Korean particles that are no words of their own, so that a space before them is a slip."""

SENTENCE_END = re.compile(r"[。｡！？!?…\n]|\.(?!\d)")
SEPARATOR = re.compile(r"[/|·•;；:：–—=→\t]|\s-\s|\s{2}")
COMMA = re.compile(r"[,，、،]")
OPENING, CLOSING = "([{（【「『《〈〔“‘«", ")]}）】」』》〉〕”’»"
BRACKET_REACH = 400
"""A bracket still open after so many characters was never closed."""

ABBREVIATIONS = frozenset(
    "dr mr mrs ms prof st vs no vol fig eq ed eds al etc inc ltd co corp approx dept univ ca cf г гг д т п е с н ул"
    " проф акад им др пр рис стр см".split()
)
"""Words after which a full stop ends no sentence."""

_CLOSING_PART = re.compile(r"[.!?…。！？｡、，,;:；：%°)\]}）】」』》〉〕”’»\"']+(?:\s+»)?")
_OPENING_PART = re.compile(r"(?:(?<!\S)\d{1,3}[.)]\s*)?[(\[{（【「『《〈〔“‘«\"'¿¡#@$€£¥№§-]*$")
_GAP_SEPARATOR = re.compile(r"[/|·•;；:：–—=→]")
_LAST_WORD = re.compile(r"[^\W\d_]{1,8}$")


class Piece(NamedTuple):
    """A stretch of text that belongs to one writing system, with the guests in it."""

    start: int
    end: int
    system: System


@dataclass(slots=True)
class _Run:
    """Words of one system in one sentence with nothing but punctuation between them."""

    start: int
    end: int
    system: System
    sentence: int
    bracketed: bool
    joined: bool
    """Whether nothing stands between this run and the one before."""
    change: float
    """What a change of language just before this run costs."""
    size: float = 0.0
    count: int = 0
    named: bool = True
    """Whether all of its words are names or acronyms."""

    def add(self, word: str, end: int) -> None:
        """Take one more word."""
        size = word_size(word, self.system)
        name = size < 1.0
        if self.count and self.named and (name or word in NAME_LINKS):
            size, name = NEXT_NAME_SIZE, True
        elif name and not self.count and self.system is System.LATIN and size == NAME_SIZE:
            # A capital at the start may mean a sentence, not a name, where the word is a common one.
            size = 1.0 if profile(self.system).lists(word) else size
        self.end, self.size, self.count = end, self.size + size, self.count + 1
        self.named = self.named and name


def split_systems(text: str) -> list[Piece]:
    """Cut a text into stretches of one writing system each, guests included, that cover it.

    The first begins at 0, each begins where the one before ends, the last ends with the text. Empty if the text
    has no letters.
    """
    runs = _find_runs(text)
    if not runs:
        return []
    systems = sorted({run.system for run in runs})
    if len(systems) == 1:
        return [Piece(0, len(text), systems[0])]
    sentences = (list(group) for _, group in groupby(runs, key=attrgetter("sentence")))
    costs = [row for sentence in sentences for row in _sentence_costs(sentence, systems)]
    labels = [systems[label] for label in cheapest_labels(costs, [run.change for run in runs])]
    return list(_join_runs(text, runs, labels))


def cut_between(text: str, left: int, right: int) -> int:
    """Where in the gap ``text[left:right]`` between two languages the second begins.

    What ends a sentence stays with it, what opens the next goes with that; list numbers open, other digits and
    separators stay on the left unless a sentence ended before them.
    """
    gap = text[left:right]
    if newline := gap.rfind("\n") + 1:
        return left + newline
    if gap in {'"', "'"}:
        return left if _opens_quote(text, left) else right
    closing = _CLOSING_PART.match(gap)
    closed = closing.end() if closing else 0
    if SENTENCE_END.search(gap, 0, closed):
        return left + closed
    opening = _OPENING_PART.search(gap, closed)
    opened = opening.start() if opening else len(gap)
    separators = [match.end() for match in _GAP_SEPARATOR.finditer(gap, closed, opened)]
    return left + (separators[-1] if separators else opened)


def word_size(word: str, system: System) -> float:
    """How much a word says of the language that holds it, in words: a name says less, an acronym little."""
    if length := WORD_LENGTH.get(system):
        return max(ACRONYM_SIZE, len(word) / length)
    if len(word) == 1 or (word.isupper() and len(word) <= LONGEST_ACRONYM):
        return ACRONYM_SIZE
    return NAME_SIZE if word[0].isupper() else 1.0


def _opens_quote(text: str, place: int) -> bool:
    """Whether a straight quotation mark without spaces opens: it does if it is the first of a pair."""
    return text.count(text[place], max(0, place - BRACKET_REACH), place) % 2 == 0


class _Brackets:
    """How many brackets are open, read on from gap to gap."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def read(self, text: str, left: int, right: int) -> bool:
        """Read ``text[left:right]``; whether a bracket is open after it."""
        for place in range(left, right):
            if text[place] in OPENING:
                self._open.append(place)
            elif text[place] == "\n":
                self._open.clear()
            elif text[place] in CLOSING and self._open:
                self._open.pop()
        if self._open and right - self._open[-1] > BRACKET_REACH:
            self._open.clear()
        return bool(self._open)


def _find_runs(text: str) -> list[_Run]:
    """Gather the words of a text into runs."""
    runs: list[_Run] = []
    brackets, left, sentence = _Brackets(), 0, 0
    for start, end, system in words(text):
        bracketed = brackets.read(text, left, start)
        before = runs[-1] if runs else None
        same = before is not None and before.system is system
        ended = before is not None and not bracketed and _ends_sentence(text, left, start, same=same)
        sentence += ended
        word = text[start:end]
        if before is None or ended or not same or before.bracketed is not bracketed:
            change = CHANGE_AT_SENTENCE_END if ended else _change_cost(text[left:start], word, system)
            before = _Run(start, end, system, sentence, bracketed, left == start, change)
            runs.append(before)
        before.add(word, end)
        left = end
    return runs


def _ends_sentence(text: str, left: int, right: int, *, same: bool) -> bool:
    """Whether the gap ``text[left:right]`` ends a sentence; ``same`` if both sides have one writing system."""
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
    return match is not None and (len(match[0]) == 1 or match[0].lower() in ABBREVIATIONS)


def _change_cost(gap: str, word: str, system: System) -> float:
    """What it costs to change language across ``gap``, before ``word``, inside a sentence."""
    spaced = gap[-1:].isspace()
    particle = PARTICLES.get(system)
    if particle and particle.fullmatch(word) and (not spaced or _may_lean(word, system)):
        return CHANGE_AT_PARTICLE
    if SEPARATOR.search(gap):
        return CHANGE_AT_SEPARATOR
    if COMMA.search(gap):
        return CHANGE_AT_COMMA
    return CHANGE_AT_SPACE if spaced or gap[:1].isspace() else CHANGE_INSIDE


def _may_lean(word: str, system: System) -> bool:
    """Whether a particle is one even after a space."""
    return system is not System.HANGUL or FREE_PARTICLE.fullmatch(word) is not None


def _sentence_costs(sentence: Sequence[_Run], systems: Sequence[System]) -> list[list[float]]:
    """What each run of a sentence costs in each system."""
    sizes: defaultdict[System, float] = defaultdict(float)
    for run in sentence:
        sizes[run.system] += 0.0 if run.bracketed else run.size
    is_list = sum(size >= 1.0 for size in sizes.values()) >= LIST_SYSTEMS
    rows: list[list[float]] = [[] for _ in sentence]
    for system in systems:
        hosts = [number for number, run in enumerate(sentence) if run.system is system]
        host_size = 0.0 if is_list else sum(sentence[number].size for number in hosts)
        for number, run in enumerate(sentence):
            cost = 0.0 if run.system is system else _guest_cost(sentence, number, hosts, host_size)
            rows[number].append(cost)
    return rows


def _guest_cost(sentence: Sequence[_Run], number: int, hosts: Sequence[int], host_size: float) -> float:
    """What run ``number`` costs as a guest of the language whose own runs of the sentence are ``hosts``."""
    run = sentence[number]
    size = run.size * (IN_BRACKETS if run.bracketed else 1.0)
    if hosts and hosts[0] < number < hosts[-1]:
        return ENCLOSED * size
    leads = bool(hosts) and number == 0 and hosts[0] == 1
    trails = bool(hosts) and number == len(sentence) - 1 and hosts[-1] == number - 1
    if not (leads or trails):
        return STRANGER_START + STRANGER * size
    joined = sentence[1].joined if leads else run.joined
    if run.bracketed or (run.named and joined and host_size):
        return AT_EDGE_START + AT_EDGE * size
    enough = size * (SMALL_FOR_WORD if run.count == 1 else SMALL_FOR_PHRASE)
    return AT_EDGE_START + AT_EDGE * size + (SMALL_HOST if host_size < enough else 0.0)


def _join_runs(text: str, runs: Sequence[_Run], labels: Sequence[System]) -> Iterable[Piece]:
    """Put neighbours of one label together and cut the gaps between the others."""
    start = 0
    for (before, label), (after, following) in pairwise(zip(runs, labels, strict=True)):
        if label is not following:
            cut = cut_between(text, before.end, after.start)
            yield Piece(start, cut, label)
            start = cut
    yield Piece(start, len(text), labels[-1])
