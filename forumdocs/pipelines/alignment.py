"""What is already bilingual: sentences of two languages that are translations of each other.

One dynamic programme over sentence lengths (the idea of W. A. Gale and K. W. Church, "A Program for Aligning Sentences
in Bilingual Corpora", Computational Linguistics 19(1), 1993) with further evidence: numbers, names in Latin letters,
and the terms of a small table of forum words; all as log-likelihood ratios, so that they add up. Within a document,
neighbouring passages of two languages are aligned and kept only where the evidence says that they are translations: a
wrong pair would cost the reader both sentences.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from forumdocs.model import Bead
from forumdocs.pipelines.anchors import Evidence, Luck, gather, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.model import Segment

LENGTH_PER_ENGLISH = {"en": 1.0, "zh": 0.37, "ko": 0.46, "ru": 1.09, "ja": 0.53, "th": 1.04}
"""Characters that are not white space, for one of an English original. Measured on news and encyclopaedia (UD PUD)
and on software documentation, 1,250 sentences; other languages count as English."""
SMALLEST = 10.0
"""English characters added to both lengths before they are compared: two words more or less mean little."""
SPREAD_KEPT, SPREAD_BY_LUCK = 0.25, 0.75
"""Standard deviation of the logarithm of the ratio of lengths: translations, and sentences of one document."""

HOPELESS = -8.0
"""Log-likelihood ratio of lengths under which no evidence is weighed, for speed: three times too long or worse."""

MOVES = {(1, 1): 0.0, (1, 2): 1.8, (2, 1): 1.8, (2, 2): 4.0, (1, 3): 4.5, (3, 1): 4.5, (1, 0): 1.5, (0, 1): 1.5}
"""Kinds of bead and their cost, -log of how often they occur against one to one."""
ACROSS_BLOCKS = 3.0
"""Added where a bead joins sentences of two paragraphs of several sentences: a translator may merge sentences, seldom
paragraphs. Lines of one sentence each are not paragraphs."""

BAND = 60
"""Sentences left and right of the likely path that the programme looks at, beside a tenth of the longer side."""
LONG = 600
"""Sentences of a side from which on the likely path is no longer the diagonal but that of groups of sentences: a tenth
of a side would make time and memory grow with its square."""
GROUP = 4
"""Sentences of such a group. Coarse to fine as in B. Thompson and P. Koehn, "Vecalign", EMNLP 2019."""
REACH = 3
"""How many passages away a translation may stand: four languages in turn stand three apart."""

ACCEPTED = 3.0
"""Log-likelihood ratio from which on two neighbouring passages are taken as translations of each other."""
ACCEPTED_PART = 7.0
"""The same for a stretch of them, where only a part of a passage was translated."""
ACCEPTED_BY_HABIT = -1.0
"""The same where most passages of the document have their translation at the same distance."""
HABIT_SHARE = 0.5
"""Share of the passages that must agree on a distance to make it the document's habit."""
ACCEPTED_PER_BEAD = 0.8
"""The same for the mean of their beads: a long pair of unrelated passages must not add up to one by luck."""


def find_parallel(segments: Sequence[Segment], target: str) -> tuple[Bead, ...]:
    """Sentences of a document whose translation into ``target`` stands beside them.

    Args:
        segments: the sentences of one document in reading order.
        target: base code of the language wanted.

    Returns:
        Beads with both sides filled, in the order of their source sides. One target may serve several sources, as
        where a paragraph stands in four languages.
    """
    passages = _passages(segments)
    sources = [place for place, passage in enumerate(passages) if passage[0].lang != target]
    sides = [_Side(passage) for passage in passages]
    found = {place: _best_counterpart(sides, place, _places(passages, place, target)) for place in sources}
    habit = _habit(passages, found, target)
    for place in sources:
        usual = place + habit
        if habit and not found[place] and usual in _places(passages, place, target):
            found[place] = _best_counterpart(sides, place, [usual], bar=ACCEPTED_BY_HABIT)
    return tuple(bead for place in sources for bead, _ in found[place])


def align(source: Sequence[Segment], target: Sequence[Segment]) -> tuple[Bead, ...]:
    """Align two lists of sentences that are known to be translations of each other, as a whole.

    Returns:
        Beads in order that hold every sentence of both sides once; one side of a bead may be empty.
    """
    sources, targets = _Side(source), _Side(target)
    return tuple(_bead(sources, targets, *step) for step in _best_path(sources, targets))


def align_segments(segments: Sequence[Segment]) -> tuple[Bead, ...]:
    """All sentences of one bilingual document as beads: pairs where a translation stands beside, else alone.

    The language that comes first in a pair of passages is the source.
    """
    langs = dict.fromkeys(seg.lang for seg in segments if seg.lang != "und")
    used: set[str] = set()
    beads: list[Bead] = []
    for target in [*list(langs)[1:], *list(langs)[:1]]:
        rest = [seg for seg in segments if seg.id not in used]
        found = find_parallel(rest, target)
        used.update(seg.id for bead in found for seg in (*bead.source, *bead.target))
        beads += found
    beads += [Bead((seg,), (), 0.0) for seg in segments if seg.id not in used]
    order = {seg.id: place for place, seg in enumerate(segments)}
    return tuple(sorted(beads, key=lambda bead: order[bead.source[0].id]))


def _passages(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Runs of sentences in one language, none across two rows of a table; text of no language is left out."""
    known = (seg for seg in segments if seg.lang != "und")
    return [list(run) for _, run in groupby(known, key=lambda seg: (seg.lang, _row(seg)))]


def _row(seg: Segment) -> tuple[int, int] | None:
    cell = seg.block.cell
    return (cell.table, cell.row) if cell else None


def _places(passages: list[list[Segment]], place: int, target: str) -> list[int]:
    """Passages that may translate the one at ``place``: the nearest first, in a table those of its row alone."""
    near = [place + d for step in range(1, REACH + 1) for d in (step, -step)]
    row = _row(passages[place][0])
    return [n for n in near if 0 <= n < len(passages) and passages[n][0].lang == target and _row(passages[n][0]) == row]


def _habit(passages: list[list[Segment]], found: dict[int, list[tuple[Bead, int]]], target: str) -> int:
    """How many passages on a document keeps its translations, 0 where it has no habit."""
    steps = Counter(beads[0][1] - place for place, beads in found.items() if beads)
    if not steps:
        return 0
    step, times = steps.most_common(1)[0]
    chances = sum(place + step in _places(passages, place, target) for place in found)
    return step if times >= 2 and times >= HABIT_SHARE * chances else 0


def _best_counterpart(
    sides: list[_Side], place: int, candidates: list[int], *, bar: float | None = None
) -> list[tuple[Bead, int]]:
    """The beads of a passage with the candidate that fits best, and its place; none where none surely fits."""
    best: list[tuple[Bead, int]] = []
    best_ratio = -math.inf
    source = sides[place]
    for other in candidates:
        target = sides[other]
        path = _best_path(source, target)
        gains = [_ratio(source, target, *step) - _price(source, target, *step) for step in path]
        start, end = (0, len(path)) if bar is not None else _accepted_part(gains)
        total = sum(gains[start:end])
        if start < end and total > best_ratio and (bar is None or total >= bar):
            beads = [_bead(source, target, *step) for step in path[start:end]]
            best, best_ratio = [(bead, other) for bead in beads if bead.source and bead.target], total
    return best


def _accepted_part(gains: list[float]) -> tuple[int, int]:
    """The range of a path that is surely a translation: all of it, else its best stretch, else nothing."""
    if sum(gains) >= max(ACCEPTED, ACCEPTED_PER_BEAD * len(gains)):
        return 0, len(gains)
    start, end = _best_stretch(gains)
    enough = max(ACCEPTED_PART, ACCEPTED_PER_BEAD * (end - start))
    return (start, end) if sum(gains[start:end]) >= enough else (0, 0)


def _best_stretch(gains: list[float]) -> tuple[int, int]:
    """The contiguous range with the largest sum (Kadane's algorithm)."""
    best, best_range, total, start = 0.0, (0, 0), 0.0, 0
    for place, gain in enumerate(gains):
        if total <= 0:
            total, start = 0.0, place
        total += gain
        if total > best:
            best, best_range = total, (start, place + 1)
    return best_range


def _price(source: _Unit, target: _Unit, i0: int, i1: int, j0: int, j1: int) -> float:
    """What a bead of this kind costs; more where it joins sentences of two paragraphs."""
    across = (i0 < i1 and source.crosses_blocks(i0, i1)) + (j0 < j1 and target.crosses_blocks(j0, j1))
    return MOVES[i1 - i0, j1 - j0] + across * ACROSS_BLOCKS


class _Side:
    """One side of an alignment: lengths in English characters, and evidence, for ranges of its sentences."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self._evidence = [gather(seg.text, seg.lang) for seg in segments]
        self._blocks = [seg.block.index for seg in segments]
        self._sizes = Counter(self._blocks)
        self._unions: dict[tuple[int, int], Evidence] = {}
        self.luck = Luck(self._evidence)
        self._sums = [0.0]
        for seg in segments:
            size = sum(not char.isspace() for char in seg.text) / LENGTH_PER_ENGLISH.get(seg.lang, 1.0)
            self._sums.append(self._sums[-1] + size)

    def __len__(self) -> int:
        return len(self._evidence)

    def crosses_blocks(self, start: int, end: int) -> bool:
        first, last = self._blocks[start], self._blocks[end - 1]
        return first != last and max(self._sizes[first], self._sizes[last]) > 1

    def length(self, start: int, end: int) -> float:
        return self._sums[end] - self._sums[start]

    def evidence(self, start: int, end: int) -> Evidence:
        if (start, end) not in self._unions:
            self._unions[start, end] = Evidence.union(self._evidence[start:end])
        return self._unions[start, end]


class _Groups:
    """One side of an alignment, :data:`GROUP` sentences taken as one."""

    def __init__(self, side: _Unit) -> None:
        self._side = side
        self._edges = [*range(0, len(side), GROUP), len(side)]
        self._evidence = [side.evidence(start, end) for start, end in pairwise(self._edges)]
        self.luck = Luck(self._evidence)

    def __len__(self) -> int:
        return len(self._evidence)

    def crosses_blocks(self, start: int, end: int) -> bool:  # noqa: ARG002 - of groups, all would
        return False

    def length(self, start: int, end: int) -> float:
        return self._side.length(self._edges[start], self._edges[end])

    def evidence(self, start: int, end: int) -> Evidence:
        return Evidence.union(self._evidence[start:end]) if end - start > 1 else self._evidence[start]


_Unit = _Side | _Groups


def _best_path(source: _Unit, target: _Unit) -> list[tuple[int, int, int, int]]:
    """The likeliest way from the first sentences to the last: source range and target range of each bead."""
    moves = list(MOVES)
    rows = _rows(source, target)
    costs: list[dict[int, float]] = []
    taken: list[dict[int, int]] = []
    for i, columns in enumerate(rows):
        costs.append({0: 0.0} if i == 0 else {})
        taken.append({})
        _fill(source, target, i, columns, moves, costs, taken[i])
        if i >= _FURTHEST:
            costs[i - _FURTHEST] = {}  # no move comes from so far
    path = []
    i, j = len(source), len(target)
    while i or j:
        di, dj = moves[taken[i][j]]
        path.append((i - di, i, j - dj, j))
        i, j = i - di, j - dj
    return path[::-1]


_FURTHEST = max(rows for rows, _ in MOVES)


def _fill(
    source: _Unit,
    target: _Unit,
    i: int,
    columns: range,
    moves: list[tuple[int, int]],
    costs: list[dict[int, float]],
    taken: dict[int, int],
) -> None:
    """The least cost of each cell of row ``i``, and the move that it comes from."""
    row = costs[i]
    for j in columns:
        best = row.get(j, math.inf)
        for number, (di, dj) in enumerate(moves):
            before = costs[i - di].get(j - dj) if di <= i else None
            if before is None:
                continue
            price = _price(source, target, i - di, i, j - dj, j)
            total = before + price - _ratio(source, target, i - di, i, j - dj, j)
            if total < best:
                best, taken[j] = total, number
        if best < math.inf:
            row[j] = best


def _rows(source: _Unit, target: _Unit) -> list[range]:
    """The columns of each row that are near the likely path; the last cell can always be reached within them.

    The band is as wide as the path is steep, so that each row can be entered from the one before.
    """
    n, m = len(source), len(target)
    if n == 0:
        return [range(m + 1)]
    if max(n, m) < LONG or min(n, m) < GROUP:
        width = BAND + max(n, m) // 10 + m // n
        return [_around(round(i * m / n), width, m) for i in range(n + 1)]
    centres = _centres(_best_path(_Groups(source), _Groups(target)), n, m)
    width = BAND + max(after - before for before, after in pairwise(centres))
    return [_around(centre, width, m) for centre in centres]


def _around(centre: int, width: int, last: int) -> range:
    return range(max(0, centre - width), min(last, centre + width) + 1)


def _centres(path: list[tuple[int, int, int, int]], n: int, m: int) -> list[int]:
    """For each source sentence and the end the target sentence that the path of groups has there."""
    centres = []
    for i0, i1, j0, j1 in path:
        first, last = min(i0 * GROUP, n), min(i1 * GROUP, n)
        low, high = min(j0 * GROUP, m), min(j1 * GROUP, m)
        centres += [low + (i - first) * (high - low) // (last - first) for i in range(first, last)]
    return [*centres, m]


def _ratio(source: _Unit, target: _Unit, i0: int, i1: int, j0: int, j1: int) -> float:
    """Log-likelihood ratio that the ranges are translations; 0 where one is empty."""
    if i0 == i1 or j0 == j1:
        return 0.0
    lengths = _length_ratio(source.length(i0, i1), target.length(j0, j1))
    if lengths < HOPELESS:
        return lengths
    return lengths + weigh(source.evidence(i0, i1), target.evidence(j0, j1), source.luck, target.luck)


def _length_ratio(a: float, b: float) -> float:
    """The same from lengths alone: two normal distributions of log(b / a) with the spreads above."""
    off = math.log((b + SMALLEST) / (a + SMALLEST))
    return math.log(SPREAD_BY_LUCK / SPREAD_KEPT) - off**2 / 2 * (SPREAD_KEPT**-2 - SPREAD_BY_LUCK**-2)


def _bead(source: _Side, target: _Side, i0: int, i1: int, j0: int, j1: int) -> Bead:
    score = 1 / (1 + math.exp(-_ratio(source, target, i0, i1, j0, j1))) if i0 < i1 and j0 < j1 else 0.0
    return Bead(tuple(source.segments[i0:i1]), tuple(target.segments[j0:j1]), score)
