"""One text per language found in a document."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from forumdocs.languages import join_sentences
from forumdocs.pipelines.cleaning import clean
from forumdocs.pipelines.translation import split_document

if TYPE_CHECKING:
    from forumdocs.model import Document


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
