"""Check translations that people have made or edited: read them, pair them, hold them against the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forumdocs.errors import NoText
from forumdocs.languages import is_forum_language, join_sentences
from forumdocs.model import TranslationUnit
from forumdocs.pipelines.pairing import align_documents
from forumdocs.readers import load, read
from forumdocs.readers.bitexts import find_format, read_bitext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from forumdocs.model import Bead, Segment


def read_units(path: Path, target: Path | None = None) -> tuple[TranslationUnit, ...]:
    """The units of a bilingual file, or of a document and its translation.

    A text that holds both languages, and is no table and of no exchange format, is aligned.

    Raises:
        ReadError: a file cannot be read.
        NoText: nothing in it stands beside its translation.
    """
    if target is None and (format_ := find_format(data := load(path))):
        try:
            return read_bitext(data, name=str(path))
        except NoText:
            if format_ != "docx":
                raise
    documents = [read(place) for place in (path, target) if place]
    beads = align_documents(*documents)
    units = tuple(_unit(bead) for bead in beads if _is_ours(bead.source) and _is_ours(bead.target))
    if not units:
        raise NoText(f"{path}: holds no text beside its translation; name the translation as a second file.")
    return units


def _is_ours(side: Sequence[Segment]) -> bool:
    return bool(side) and is_forum_language(side[0].lang)


def _unit(bead: Bead) -> TranslationUnit:
    first = bead.target[0]
    return TranslationUnit(
        id=first.id,
        source=_text(bead.source),
        target=_text(bead.target),
        source_lang=bead.source[0].tag,
        target_lang=first.tag,
        place=first.block.place,
    )


def _text(segments: Sequence[Segment]) -> str:
    return join_sentences(segment.text for segment in segments)
