"""Terms by training: sentences whose source says which target term is wanted.

``… <t>量子密钥分发<m>quantum key distribution</t> …`` as source: the term in its dictionary form there, inflected in
the target, so that the network learns to inflect what it is given. The idea of G. Dinu et al., "Training Neural
Machine Translation to Apply Terminology Constraints", 2019; systems of this kind lead the terminology task of WMT23.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace

from forumdocs.glossary import Match, Matcher
from training.data import Row

OPEN, MIDDLE, CLOSE = MARKS = ("<t>", "<m>", "</t>")
"""Symbols of the tokenizer, whole in any text."""
SHARE = 0.7
"""Of the terms of a sentence that are marked: the network must translate the others unasked."""


def mark_terms(rows: Iterable[Row], matcher: Matcher, *, seed: int) -> Iterator[Row]:
    """Copies of the rows in which both sides name a concept, with its terms marked on the side that is the source."""
    chance = random.Random(seed)
    for row in rows:
        sides = [
            {match.concept.id: match for match in matcher.find(text, lang) if match.term.status.is_usable}
            for text, lang in ((row.text_a, row.a), (row.text_b, row.b))
        ]
        shared = [concept for concept in sides[0] if concept in sides[1] and chance.random() < SHARE]
        if shared:
            in_a, in_b = ([side[concept] for concept in shared] for side in sides)
            yield replace(
                row, marked_a=_marked(row.text_a, in_a, wanted=in_b), marked_b=_marked(row.text_b, in_b, wanted=in_a)
            )


def _marked(text: str, matches: list[Match], *, wanted: list[Match]) -> str:
    pairs = sorted(zip(matches, wanted, strict=True), key=lambda pair: pair[0].start, reverse=True)
    for match, other in pairs:
        inside = f"{OPEN}{text[match.start : match.end]}{MIDDLE}{other.term.text}{CLOSE}"
        text = text[: match.start] + inside + text[match.end :]
    return text
