"""Where a line of several writing systems changes language, and which foreign words are guests.

"基于QKD技术" is one Chinese sentence, "quantum computing 量子计算" two phrases. The line is taken as runs of
one writing system; every run is given to a system at the least total cost, where a change between neighbours
has its price, and so has a run that stands in another system's sentence. Prices are in words: one is what a
lower-case foreign word costs. They were set on lines joined from UD PUD, Tatoeba and Microsoft's quantum
documentation, and on sentences of theirs that hold foreign names.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from forumdocs.detection.cuts import cut_between
from forumdocs.detection.paths import cheapest_labels
from forumdocs.detection.runs import Border, Run, find_runs
from forumdocs.detection.scripts import CASED, System

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CHANGE: dict[Border, float] = {
    Border.SENTENCE_END: 1.0,
    Border.ALTERNATIVE: 0.3,
    Border.SEPARATOR: 1.0,
    Border.COMMA: 1.8,
    Border.SPACE: 2.0,
    Border.NOTHING: 2.5,
    Border.PARTICLE: 4.5,
}
"""What a change of language costs by what stands between the two runs."""

ENCLOSED = 0.55
"""The price per word of a guest with its host's words on both sides: up to some eight words stay."""
AT_EDGE_START, AT_EDGE = 0.3, 1.0
"""The price of a guest that begins or ends its sentence: a name stays, a clause does not."""
UNCASED, UNCASED_JOINED = 0.5, 1.0
"""Added at an edge for a guest in a script without capitals, where a name does not look like one; more
where it
touches its host, as a foreign word would not."""
SMALL_HOST = 2.0
"""Added at an edge where the host is small: two phrases of like size are no guests of each other."""
SMALL_FOR_WORD, SMALL_FOR_PHRASE = 2.0, 3.5
"""A host with so many times the words of a single foreign word, or of a longer run, is not small."""
STRANGER_START, STRANGER = 1.0, 2.0
"""The price of a run in a language that its sentence does not hold, or that stands beyond a third."""
IN_BRACKETS = 0.5
"""Brackets and quotation marks make a guest cheaper: a gloss stays with the term that it explains."""
LIST_SYSTEMS = 3
"""A sentence in so many writing systems lists translations: nobody is a guest at its edges."""


class Piece(NamedTuple):
    """A stretch of text that belongs to one writing system, with the guests in it."""

    start: int
    end: int
    system: System


def split_systems(text: str) -> list[Piece]:
    """Cut a text into stretches of one writing system each, guests included, that cover it.

    The first begins at 0, each begins where the one before ends, the last ends with the text. Empty if the
    text has no letters.
    """
    runs = find_runs(text)
    if not runs:
        return []
    systems = sorted({run.system for run in runs})
    if len(systems) == 1:
        return [Piece(0, len(text), systems[0])]
    sentences = (list(group) for _, group in groupby(runs, key=attrgetter("sentence")))
    costs = [row for sentence in sentences for row in _sentence_costs(sentence, systems)]
    labels = [systems[label] for label in cheapest_labels(costs, [CHANGE[run.border] for run in runs])]
    return list(_join_runs(text, runs, labels))


def _sentence_costs(sentence: Sequence[Run], systems: Sequence[System]) -> list[list[float]]:
    """What each run of a sentence costs in each system."""
    sizes: defaultdict[System, float] = defaultdict(float)
    for run in sentence:
        sizes[run.system] += 0.0 if run.bracketed else run.size
    is_list = sum(size >= 1.0 for size in sizes.values()) >= LIST_SYSTEMS
    rows: list[list[float]] = [[] for _ in sentence]
    for system in systems:
        host = _Host.find(sentence, system, weighs_nothing=is_list)
        for number, run in enumerate(sentence):
            rows[number].append(0.0 if run.system is system else _guest_cost(run, number, host))
    return rows


class _Edge(NamedTuple):
    """The runs of a sentence before its host's first, or after its last."""

    system: System | None
    """The one system of them all, if they have one."""
    runs: int
    joined: bool
    """Whether they touch the host."""


class _Host(NamedTuple):
    """The language of a sentence, as far as one writing system is it."""

    first: int
    last: int
    size: float
    lead: _Edge
    trail: _Edge

    @classmethod
    def find(cls, sentence: Sequence[Run], system: System, *, weighs_nothing: bool) -> _Host | None:
        """The runs of a system in a sentence; ``None`` if there are none."""
        own = [number for number, run in enumerate(sentence) if run.system is system]
        if not own:
            return None
        before, after = sentence[: own[0]], sentence[own[-1] + 1 :]
        size = 0.0 if weighs_nothing else sum(sentence[number].size for number in own)
        lead = _Edge(_sole(before), len(before), sentence[own[0]].joined)
        trail = _Edge(_sole(after), len(after), bool(after) and after[0].joined)
        return cls(own[0], own[-1], size, lead, trail)


def _sole(runs: Sequence[Run]) -> System | None:
    systems = {run.system for run in runs}
    return systems.pop() if len(systems) == 1 else None


def _guest_cost(run: Run, number: int, host: _Host | None) -> float:
    """What run ``number`` of a sentence costs as a guest of ``host``."""
    size = run.size * (IN_BRACKETS if run.bracketed else 1.0)
    if host and host.first < number < host.last:
        return ENCLOSED * size
    edge = (host.lead if number < host.first else host.trail) if host else None
    if host is None or edge is None or edge.system is None:
        return STRANGER_START + STRANGER * size
    if run.bracketed:
        # The gloss of a guest comes with the guest.
        return AT_EDGE * size + (AT_EDGE_START if edge.runs == 1 else 0.0)
    cost = AT_EDGE_START + AT_EDGE * size
    if run.system not in CASED:
        cost += UNCASED_JOINED if edge.joined else UNCASED
    if run.named and edge.joined and host.size:
        return cost
    enough = size * (SMALL_FOR_WORD if run.count == 1 else SMALL_FOR_PHRASE)
    return cost + (SMALL_HOST if host.size < enough else 0.0)


def _join_runs(text: str, runs: Sequence[Run], labels: Sequence[System]) -> Iterable[Piece]:
    """Put neighbours of one label together and cut the gaps between the others."""
    start = 0
    for (before, label), (after, following) in pairwise(zip(runs, labels, strict=True)):
        if label is not following:
            cut = cut_between(text, before.end, after.start)
            yield Piece(start, cut, label)
            start = cut
    yield Piece(start, len(text), labels[-1])
