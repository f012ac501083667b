"""What of a paragraph stays and what gives way to a translation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forumdocs.languages import join_sentences
from forumdocs.model import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from forumdocs.model import Pair


@dataclass(frozen=True, slots=True)
class Part:
    """``text[start:end]`` of a paragraph; with a ``pair`` its translation takes its place.

    ``gap`` is what takes the place of white space between two translations; None where the text stays as it is.
    """

    start: int
    end: int
    pair: Pair | None = None
    gap: str | None = None


def is_translated(pair: Pair) -> bool:
    """Whether a pair has something to put in the place of its source.

    What a document says in both languages already is left as it stands: both sides are there.
    """
    return pair.origin in (Origin.MT, Origin.MEMORY) and pair.target.strip() not in ("", pair.source)


def split(text: str, pairs: Iterable[Pair]) -> tuple[Part, ...]:
    """The parts of a paragraph in order; they cover its text. Pairs that are not in it are passed over."""
    parts: list[Part] = []
    at = 0
    for pair in pairs:
        start = text.find(pair.source, at)
        if start < 0 or not is_translated(pair):
            continue
        parts += [Part(at, start), Part(start, start + len(pair.source), pair)]
        at = start + len(pair.source)
    parts.append(Part(at, len(text)))
    return _with_gaps(text, [part for part in parts if part.pair or part.start < part.end])


def _with_gaps(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Between translations stands what their language puts between sentences, not what the source's does."""
    found: list[Part] = []
    for number, part in enumerate(parts):
        before = next((p for p in reversed(parts[:number]) if p.pair), None) if number else None
        if part.pair and before and before.pair and not text[before.end : part.start].strip(" \u3000"):
            if found[-1] is not before:
                found.pop()
            found.append(Part(before.end, part.start, gap=_gap(before.pair, part.pair)))
        found.append(part)
    return tuple(found)


def _gap(one: Pair, other: Pair) -> str:
    joined = join_sentences((one.target, other.target))
    return joined[len(one.target) : len(joined) - len(other.target)]
