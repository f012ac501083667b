"""The sentences of a document, and one text per language."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from forumdocs.detection import document_spans
from forumdocs.languages import join_sentences
from forumdocs.pipelines.cleaning import clean
from forumdocs.pipelines.sentences import segment

if TYPE_CHECKING:
    from forumdocs.languages import Tag
    from forumdocs.model import Document, Segment


def split_document(document: Document, *, source: str = "", target: Tag | None = None) -> list[Segment]:
    """The sentences of a document, in order, each in one language.

    ``source`` overrides the detected language of all text that is not in the ``target`` language.
    """
    segments: list[Segment] = []
    for block, spans in zip(document.blocks, document_spans(document), strict=True):
        if source:
            kept = {target.code} if target else set()
            spans = tuple(s if s.lang in kept else replace(s, lang=source, script="") for s in spans)
        segments += segment(block, spans)
    return segments


def split_by_language(document: Document, *, keep_all: bool = False) -> dict[str, str]:
    """The clean text of a document, apart by language.

    Args:
        document: a document as it was read.
        keep_all: skip cleaning.

    Returns:
        Text by language code (``"und"`` for what has none), the paragraphs of the source on lines of their own
        with a blank line between, in the order of the source.
    """
    cleaned = document if keep_all else clean(document)
    paragraphs: dict[str, list[str]] = {}
    for (_, lang), group in groupby(split_document(cleaned), key=lambda seg: (seg.block.index, seg.lang)):
        segments = list(group)
        marker = segments[0].block.marker if segments[0].number == 1 else ""
        text = join_sentences(seg.text for seg in segments)
        paragraphs.setdefault(lang, []).append(f"{marker} {text}".strip())
    return {lang: "\n\n".join(texts) + "\n" for lang, texts in paragraphs.items()}
