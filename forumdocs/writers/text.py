"""The handout as plain text: each paragraph of the source, then its translation."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from forumdocs.languages import join_sentences
from forumdocs.model import Origin
from forumdocs.writers.markers import write_marker
from forumdocs.writers.style import PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forumdocs.model import Handout, Pair


def render(handout: Handout, _style: Style = PLAIN, _others: Sequence[Handout] = ()) -> bytes:
    """The handout as UTF-8 text, paragraph under paragraph, a blank line between."""
    lines = [paragraph for block in _blocks(handout) for paragraph in block]
    return "\n".join(lines).encode("utf-8")


def _blocks(handout: Handout) -> Iterator[list[str]]:
    for _, group in groupby(handout.pairs, key=lambda pair: pair.block):
        yield [*_paragraphs(list(group), handout.target_lang), ""]


def _paragraphs(pairs: list[Pair], target_lang: str) -> Iterator[str]:
    """The source paragraph and its translation; text that already was in the target stands once."""
    translated = [pair.source for pair in pairs if pair.origin is not Origin.SAME]
    if translated:
        yield write_marker(pairs[0], pairs[0].source_lang) + join_sentences(translated)
    yield write_marker(pairs[0], target_lang) + join_sentences(pair.target for pair in pairs)
