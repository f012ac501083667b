"""The sentences of documents as summaries see them, wherever they come from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forumdocs.languages import LANGUAGES
from forumdocs.model import Kind
from forumdocs.pipelines.summaries.vocabulary import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from forumdocs.model import Pair, Segment

SHORTEST = {"en": 30, "ru": 30, "zh": 12, "ko": 14, "ja": 14, "th": 30}
"""Characters under which a sentence says too little to stand in a summary: six words of running text."""
LONGEST = {"en": 600, "ru": 650, "zh": 220, "ko": 280, "ja": 300, "th": 600}
"""Characters beyond which it is a list, or a page whose sentences could not be told apart."""
_PROSE = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM})
_END = re.compile(r"[.!?。！？…;；:：][\"'”’»」』)）\]]*$|[다요음함임]\.?$")
_ENDLESS = frozenset({"th"})
"""Languages that write no full stop."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its place in its document."""

    id: str
    text: str
    tag: str
    block: int
    kind: Kind
    document: int = 0
    """Number of the document among those that are summarised, from 0."""
    section: int = 0
    """Number of the heading above it, 0 before the first."""
    number: int = 1
    """Position in the block, from 1."""
    target: str = ""
    is_copy: bool = False
    """Whether it translates another sentence of the document, which can stand for both."""

    @property
    def lang(self) -> str:
        """Base code of the language."""
        return self.tag.partition("-")[0]


def from_segments(
    segments: Sequence[Segment], *, document: int = 0, copies: Iterable[str] = ()
) -> tuple[Sentence, ...]:
    """The sentences of a document; ``copies`` are the ids of those that translate others."""
    known = frozenset(copies)
    sections = _number_sections(segment.block.kind for segment in segments)
    return tuple(
        Sentence(s.id, s.text, s.tag, s.block.index, s.block.kind, document, section, s.number, is_copy=s.id in known)
        for s, section in zip(segments, sections, strict=True)
    )


def from_pairs(pairs: Sequence[Pair]) -> tuple[Sentence, ...]:
    """The source sentences of a handout, with their translations."""
    sections = _number_sections(pair.kind for pair in pairs)
    return tuple(
        Sentence(
            pair.id,
            pair.source,
            pair.source_lang,
            pair.block,
            pair.kind,
            section=section,
            number=int(pair.id.rpartition(".")[2]),
            target=pair.target,
        )
        for pair, section in zip(pairs, sections, strict=True)
    )


def _number_sections(kinds: Iterable[Kind]) -> list[int]:
    """The number of the section that each sentence stands in: one more after each run of headings."""
    numbers, section, was_heading = list[int](), 0, False
    for kind in kinds:
        is_heading = kind is Kind.HEADING
        section += is_heading and not was_heading
        was_heading = is_heading
        numbers.append(section)
    return numbers


def choosable(sentences: Sequence[Sentence]) -> list[int]:
    """The places of the sentences that may stand in a summary.

    Prose alone, where there is any: no headings, captions, table cells, greetings, contacts or fragments.
    """
    prose = [place for place, sentence in enumerate(sentences) if _is_prose(sentence)]
    if prose:
        return prose
    return [
        place
        for place, sentence in enumerate(sentences)
        if sentence.kind is not Kind.HEADING and not sentence.is_copy and _has_body(sentence)
    ]


def _is_prose(sentence: Sentence) -> bool:
    if sentence.kind not in _PROSE or sentence.is_copy or not _has_body(sentence):
        return False
    if len(sentence.text) > LONGEST.get(sentence.lang, LONGEST["en"]):
        return False
    ended = _END.search(sentence.text) or sentence.kind is Kind.LIST_ITEM or sentence.lang in _ENDLESS
    return bool(ended) and not sentence.text.rstrip().endswith((":", "：")) and not _is_furniture(sentence)


def _has_body(sentence: Sentence) -> bool:
    return sentence.lang in LANGUAGES and len(sentence.text) >= SHORTEST[sentence.lang]


def _is_furniture(sentence: Sentence) -> bool:
    """Whether a sentence is a greeting, a caption, a contact or a credit."""
    text = sentence.text.lstrip(' “”"«„「『（([')
    if any((p := pattern(name, sentence.lang)) and p.match(text) for name in ("courtesy", "furniture")):
        return True
    caption = pattern("caption", sentence.lang)
    return bool(caption and caption.match(text) and sentence.number == 1 and len(text) < LONGEST["zh"])
