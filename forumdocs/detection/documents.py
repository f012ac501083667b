"""The spans of a document: what a block leaves open is read in the light of the blocks around it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from forumdocs.detection.scripts import System
from forumdocs.detection.spans import find_spans
from forumdocs.detection.vocabulary import PROFILED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forumdocs.model import Document, Span

CERTAIN = 0.999
"""Below this score, a lead of seven nats, a span is looked at again with its document in view."""

SYSTEM_OF: dict[str, System] = {
    "zh": System.HAN,
    "ja": System.HAN,
    **{language: system for system, languages in PROFILED.items() for language in languages},
}
"""The writing system of every language that shares one."""


def document_spans(document: Document) -> tuple[tuple[Span, ...], ...]:
    """Find the spans of every block of a document, one entry a block.

    A block that leaves its language open is read in the light of the nearest block that does not.
    """
    texts = [block.text for block in document.blocks]
    spans = [find_spans(text) for text in texts]
    hints = _nearest_hints(spans)
    return tuple(
        find_spans(text, hint=hint) if hint and _is_open(found) else found
        for text, found, hint in zip(texts, spans, hints, strict=True)
    )


def _is_open(spans: Sequence[Span]) -> bool:
    return any(span.score < CERTAIN for span in spans)


def _nearest_hints(spans: Sequence[Sequence[Span]]) -> list[str]:
    """For every block the language of the nearest certain span in the alphabet that the block leaves open."""
    known: defaultdict[System, list[tuple[int, str]]] = defaultdict(list)
    for number, block in enumerate(spans):
        for span in block:
            if span.score >= CERTAIN and (system := SYSTEM_OF.get(span.lang)):
                known[system].append((number, span.lang))
    return [_nearest_hint(number, block, known) for number, block in enumerate(spans)]


def _nearest_hint(number: int, block: Sequence[Span], known: Mapping[System, Sequence[tuple[int, str]]]) -> str:
    """The language nearest to block ``number``, if the block leaves one open; else nothing."""
    for span in block:
        certain = known.get(SYSTEM_OF.get(span.lang, System.LATIN), [])
        if span.score < CERTAIN and certain:
            after = bisect_left(certain, (number, ""))
            near = certain[max(0, after - 1) : after + 1]
            return min(near, key=lambda place: abs(place[0] - number))[1]
    return ""
