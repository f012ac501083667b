"""The handout as plain text: each paragraph of the source, then its translation."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from forumdocs.languages import join_sentences
from forumdocs.model import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forumdocs.model import Handout, Pair


def render(handout: Handout) -> bytes:
    """The handout as UTF-8 text, paragraph under paragraph, a blank line between."""
    lines = [paragraph for block in _blocks(handout) for paragraph in block]
    return "\n".join(lines).encode("utf-8")


def _blocks(handout: Handout) -> Iterator[list[str]]:
    for _, group in groupby(handout.pairs, key=lambda pair: pair.block):
        yield [*_paragraphs(list(group)), ""]


def _paragraphs(pairs: list[Pair]) -> Iterator[str]:
    """The source paragraph and its translation; text that already was in the target stands once."""
    marker = f"{pairs[0].marker} " if pairs[0].marker else ""
    translated = [pair.source for pair in pairs if pair.origin is not Origin.SAME]
    if translated:
        yield marker + join_sentences(translated)
    yield marker + join_sentences(pair.target for pair in pairs)
