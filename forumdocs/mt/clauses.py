"""Long sentences cut at clauses, so that a small model translates each well, and put together again.

The cuts are chosen together, by dynamic programming: as few pieces as fit, of like length, at the best
places. The pieces joined always give the sentence back, character for character.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from forumdocs.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_CLOSERS = r"[\"'”’»)）」』】》\]]*"
_AFTER: tuple[tuple[str, float], ...] = (
    (rf"[；;。．！？!?]{_CLOSERS}\s*", 0.0),
    (rf"(?<![A-Za-z])[.]{_CLOSERS}\s+", 0.2),
    (r"\s*(?:——|[—–])\s*|[:：]\s*(?!//)", 0.3),
    (rf"[，]{_CLOSERS}\s*|,{_CLOSERS}\s+", 0.5),
    (r"、", 1.2),
)
"""Punctuation after which a sentence may be cut, and what the cut costs. A comma between digits has no space
after it; the enumeration comma parts words more often than clauses."""

_BEFORE: dict[str, str] = {
    "en": r"\s(?=(?:and|but|or|which|while|whereas|because|although|so that|including|as well as)\s)",
    "ru": r"\s(?=(?:и|а|но|или|котор\w+|чтобы|поскольку|так как|а также|включая|однако)\s)",
    "zh": r"(?<=.)(?=并且|而且|但是|以及|同时|从而|因此|其中|由于|並且|同時|從而|其中)",
    "ko": r"(?<=[고며])\s|(?<=지만|으나|면서|므로|는데|으며|위해|통해)\s",
    "ja": r"(?<=ので|から|ため|つつ)(?=[^、。])",
    "th": r"\s|(?=และ|แต่|ซึ่ง|เพราะ|โดย)",
}
_BEFORE_COST = 1.0
"""Words that begin a clause (in Korean and Japanese: end one), where there is no punctuation. Thai sets its
clauses apart by spaces."""

_BRACKET_COST = 2.5
_IMBALANCE_COST = 2.0
_PIECE_COST = 3.0
"""A cut inside brackets or quotes, a piece that is off the even length (squared share), and each piece: three
even pieces at commas are better than two at a conjunction inside brackets, never than two at commas."""

HARD_COST = 8.0
"""A cut where no clause ends: dearer than any other."""

_OPENING, _CLOSING = "([（【「『《“«", ")]）】」』》”»"


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence; ``hard`` when it was cut off where no clause ends."""

    text: str
    hard: bool = False


def split(
    text: str, lang: str, *, limit: int, length: Callable[[str], int], whole: Sequence[tuple[int, int]] = ()
) -> tuple[Clause, ...]:
    """Cut a sentence into pieces of at most ``limit`` by the measure ``length``.

    A sentence that fits comes back whole. Where no clause ends within ``limit``, words are parted, and in
    scripts without spaces characters; such pieces are marked ``hard``. The stretches ``whole``, terms of a glossary,
    are not cut unless they alone exceed ``limit``.
    """
    total = length(text)
    if total <= limit:
        return (Clause(text),)
    cuts = _atoms(text, lang, limit, length, whole)
    chosen = _choose([text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)], cuts, limit, length)
    marks = [0, *chosen, len(text)]
    return tuple(Clause(text[a:b], hard=cuts.get(b, 0.0) >= HARD_COST) for a, b in pairwise(marks))


def _atoms(
    text: str, lang: str, limit: int, length: Callable[[str], int], whole: Sequence[tuple[int, int]]
) -> dict[int, float]:
    """Places where the text may be cut, in order, with costs; hard ones only inside what is too long."""
    cuts = {cut: cost for cut, cost in _soft_cuts(text, lang).items() if not _inside(cut, whole)}
    marks = [0, *sorted(cuts), len(text)]
    for start, end in pairwise(marks):
        if length(text[start:end]) > limit:
            cuts |= {_beside(start + cut, whole): HARD_COST for cut in _hard_cuts(text[start:end], limit, length)}
    return dict(sorted(cuts.items()))


def _inside(place: int, whole: Sequence[tuple[int, int]]) -> bool:
    return any(start < place < end for start, end in whole)


def _beside(place: int, whole: Sequence[tuple[int, int]]) -> int:
    """The place, or the beginning of the stretch that it would cut; a stretch at the very beginning is cut."""
    return next((start or place for start, end in whole if start < place < end), place)


def _soft_cuts(text: str, lang: str) -> dict[int, float]:
    depth = _depths(text)
    cuts: dict[int, float] = {}
    patterns = [(re.compile(pattern), cost) for pattern, cost in _AFTER] + [(_clause_words(lang), _BEFORE_COST)]
    for pattern, cost in patterns:
        for match in pattern.finditer(text):
            place = match.end()
            if 0 < place < len(text):
                cost_here = cost + (_BRACKET_COST if depth[place] else 0)
                cuts[place] = min(cost_here, cuts.get(place, math.inf))
    return cuts


@lru_cache(maxsize=8)
def _clause_words(lang: str) -> re.Pattern[str]:
    return re.compile(_BEFORE.get(lang, r"(?!)"))


def _depths(text: str) -> list[int]:
    """How many brackets are open before each character; unmatched closing ones are passed over."""
    depths, depth = [], 0
    for char in text:
        if char in _CLOSING:
            depth = max(0, depth - 1)
        depths.append(depth)
        if char in _OPENING:
            depth += 1
    return [*depths, depth]


def _hard_cuts(text: str, limit: int, length: Callable[[str], int]) -> list[int]:
    """Even cuts of a text without clauses: at spaces where there are any nearby, else between characters."""
    count = math.ceil(length(text) / limit)
    while True:
        step = len(text) / count
        cuts = sorted({_near_space(text, round(step * i), reach=round(step / 4)) for i in range(1, count)})
        marks = [0, *cuts, len(text)]
        longest = max(length(text[a:b]) for a, b in pairwise(marks))
        if longest <= limit or count >= len(text):
            return [cut for cut in cuts if 0 < cut < len(text)]
        count += 1


def _near_space(text: str, place: int, *, reach: int) -> int:
    for distance in range(reach + 1):
        for candidate in (place - distance, place + distance):
            if 0 < candidate < len(text) and text[candidate - 1].isspace():
                return candidate
    return place


def _choose(atoms: Sequence[str], cuts: dict[int, float], limit: int, length: Callable[[str], int]) -> list[int]:
    """The cheapest cuts such that every piece fits."""
    sizes = [length(atom) for atom in atoms]
    places, costs = list(cuts), list(cuts.values())
    ideal = sum(sizes) / math.ceil(sum(sizes) / limit)
    best: list[tuple[float, int]] = [(0.0, -1)]
    for end in range(1, len(atoms) + 1):
        size, options = 0, []
        for start in range(end - 1, -1, -1):
            size += sizes[start]
            if size > limit and start < end - 1:
                break
            cut = costs[start - 1] if start else 0.0
            shape = _IMBALANCE_COST * ((size - ideal) / ideal) ** 2
            options.append((best[start][0] + cut + shape + _PIECE_COST, start))
        best.append(min(options))
    chosen, end = [], len(atoms)
    while (end := best[end][1]) > 0:
        chosen.append(places[end - 1])
    return chosen[::-1]


# Rejoining


_FULL_STOPS = ".。．｡"
COMMAS = {"zh": "，", "ja": "、", "th": ""}
SEMICOLONS = {"zh": "；", "ja": "。", "th": " "}
"""Marks that stand between clauses where a language has its own; else ``,`` and ``;``."""

_SMALL_ENGLISH = """
a an and as at but by for from if in into it its of on or so such than that the their these they this those to
under we what when where which while who will with
"""
_SMALL_RUSSIAN = """
а без в во для до его ее же за и из или их к как когда на но о об от по под при с со так также то у что чтобы
это эти
"""
SMALL_WORDS = {"en": frozenset(_SMALL_ENGLISH.split()), "ru": frozenset(_SMALL_RUSSIAN.split())}
"""Words that are no names, hence small inside a sentence: a piece decoded alone begins with a capital."""


def join(clauses: Sequence[str], translations: Sequence[str], target_lang: str) -> str:
    """One sentence from the translations of its clauses."""
    joined = ""
    for number, (clause, translation) in enumerate(zip(clauses, translations, strict=True)):
        last = number == len(clauses) - 1
        piece = translation.strip() if last else _open_end(clause, translation.strip(), target_lang)
        piece = _small_start(piece, target_lang) if joined and joined.rstrip()[-1:] not in ".!?。！？" else piece
        gap = " " if LANGUAGES[target_lang].spaced and joined and piece else ""
        joined = joined.rstrip() + gap + piece
    return joined


def _open_end(clause: str, translation: str, target_lang: str) -> str:
    """The translation of an inner clause with the mark of the clause in place of a full stop."""
    mark = clause.rstrip()[-1:]
    if mark in "。.!?！？" or translation[-1:] not in _FULL_STOPS or not translation:
        return translation
    stem = translation.rstrip(_FULL_STOPS)
    if mark in "；;":
        return stem + SEMICOLONS.get(target_lang, ";")
    if mark in "，,、":
        return stem + COMMAS.get(target_lang, ",")
    return stem + (mark if mark in "—–:" else "")


def _small_start(piece: str, target_lang: str) -> str:
    first = re.match(r"[^\W\d_]+", piece)
    if first and first[0].lower() in SMALL_WORDS.get(target_lang, frozenset()) and not first[0][1:].isupper():
        return first[0].lower() + piece[first.end() :]
    return piece
