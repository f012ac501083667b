"""Term candidates from documents: read → clean → languages → sentences → candidates and their counterparts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

from forumdocs.errors import NoText
from forumdocs.glossary.concepts import language_of
from forumdocs.glossary.extraction import Passage, find_candidates
from forumdocs.languages import LANGUAGES
from forumdocs.pipelines.alignment import find_parallel
from forumdocs.pipelines.cleaning import clean
from forumdocs.pipelines.splitting import split_document
from forumdocs.readers import load, read
from forumdocs.readers.bitexts import find_format, read_bitext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from forumdocs.glossary.extraction import Candidate
    from forumdocs.glossary.store import Glossary
    from forumdocs.model import Segment, TranslationUnit


@dataclass(frozen=True, slots=True)
class Source:
    """The sentences of one file, and which of them translate each other."""

    passages: tuple[Passage, ...]
    pairs: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = ()
    """Numbers of passages, source and target."""


def read_source(path: Path, *, encoding: str = "", keep_all: bool = False) -> Source:
    """Read a file for extraction; a bilingual one (a handout, TMX, XLIFF, our JSON) with its pairs.

    Args:
        path: a document, or a file that holds a text beside its translation.
        encoding: of a text file, when the user knows it.
        keep_all: skip cleaning.

    Raises:
        ReadError: the file cannot be read.
        NoText: nothing is left of it.
    """
    if format_ := find_format(data := load(path)):
        try:
            return _from_units(read_bitext(data, name=str(path)), path)
        except NoText:
            if format_ != "docx":
                raise
    document = read(path, encoding=encoding or None)
    segments = split_document(document if keep_all else clean(document))
    segments = [segment for segment in segments if segment.lang in LANGUAGES]
    if not segments:
        raise NoText(f"{path}: no text in a language of the forum is left after cleaning; --keep-all reads all of it.")
    return _from_segments(segments, path)


def extract(sources: Sequence[Source], glossary: Glossary, *, top: int = 0) -> list[Candidate]:
    """The term candidates of documents that a glossary lacks; see :func:`find_candidates`."""
    passages: list[Passage] = []
    pairs: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    for source in sources:
        first = len(passages)
        passages += source.passages
        pairs += [(tuple(first + n for n in left), tuple(first + n for n in right)) for left, right in source.pairs]
    return find_candidates(passages, glossary, pairs=pairs, top=top)


def _from_segments(segments: Sequence[Segment], path: Path) -> Source:
    passages = tuple(Passage(s.text, language_of(s.tag), path.name, s.block.index, s.id) for s in segments)
    return Source(passages, tuple(_pairs(segments)))


def _pairs(segments: Sequence[Segment]) -> Iterable[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Translations that stand beside each other, each found once, from the language that comes first."""
    numbers = {segment.id: number for number, segment in enumerate(segments)}
    langs = list(dict.fromkeys(segment.lang for segment in segments))
    for source, target in permutations(langs, 2):
        if langs.index(source) < langs.index(target):
            for bead in find_parallel([s for s in segments if s.lang in (source, target)], target):
                yield tuple(numbers[s.id] for s in bead.source), tuple(numbers[s.id] for s in bead.target)


def _from_units(units: Sequence[TranslationUnit], path: Path) -> Source:
    passages = tuple(
        Passage(text, language_of(tag), path.name, number, unit.id)
        for number, unit in enumerate(units)
        for text, tag in ((unit.source, unit.source_lang), (unit.target, unit.target_lang))
    )
    return Source(passages, tuple(((n,), (n + 1,)) for n in range(0, len(passages), 2)))
