"""The main job: a source document becomes a handout.

read → clean → languages → sentences → pairs the file already holds → machine translation of the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from forumdocs import __version__
from forumdocs.errors import NoText
from forumdocs.glossary import Glossary, load_glossary
from forumdocs.languages import parse_tag
from forumdocs.model import Document, Handout, Kind, Origin, Pair, Provenance
from forumdocs.mt.constraints import Terminology
from forumdocs.mt.devices import AUTO
from forumdocs.mt.engine import Engine
from forumdocs.pipelines.cleaning import clean
from forumdocs.pipelines.formatting import mark_pairs
from forumdocs.pipelines.pairing import finish_pairs, packages_used, plan_pairs, translate_pairings
from forumdocs.pipelines.splitting import split_document
from forumdocs.readers import read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forumdocs.languages import Tag
    from forumdocs.model import Picture, Segment
    from forumdocs.mt.engine import Translation
    from forumdocs.pipelines.pairing import Pairing, Progress

LONGEST_TITLE = 120
"""Characters of a first line that may be the title; headlines of news seldom have more than 100."""
_SENTENCE_END = re.compile(r"[.!?。！？;；:：,，]$")


@dataclass(frozen=True, kw_only=True)
class Options:
    """What a user chose for one run; stamped on the output."""

    source: str = ""
    """Language of all text that is not in the target language, when the user knows better than detection."""
    encoding: str = ""
    beam: int = 4
    device: str = "cpu"
    compute_type: str = AUTO
    """What the engine computes on and with: they may change words, so that the output says so."""
    keep_all: bool = False
    glossary: tuple[Path, ...] = ()
    """Glossary files laid over the built-in and the imported ones, the last on top."""
    no_glossary: bool = False
    """Neither the built-in nor the imported glossaries: only the files above, if any."""

    def as_dict(self) -> dict[str, object]:
        """The options that differ from their defaults; files by their names."""
        defaults = Options()
        chosen = {k: v for k, v in vars(self).items() if v != getattr(defaults, k)}
        return {k: [path.name for path in v] if k == "glossary" else v for k, v in chosen.items()}


def translate(
    source: str | Path,
    to: str,
    *,
    options: Options | None = None,
    engine: Engine | None = None,
    terms: Terminology | None = None,
    progress: Progress | None = None,
) -> Handout:
    """Read a file and translate it into one language.

    Args:
        source: a txt, Markdown, HTML, DOCX or PDF file.
        to: the target language, ``"en"``, ``"zh"``, ``"zh-Hant"``, ``"ko"``, ``"ru"``, ``"ja"`` or ``"th"``.
        options: see :class:`Options`.
        engine: an engine to share between calls, so that models load once.
        terms: the glossary of these options from :func:`load_terms`, to share between calls in the same way.
        progress: called with sentences done and sentences to do.

    Raises:
        ReadError: the file cannot be read, or holds no text.
        GlossaryError: a glossary file cannot be read.
        LanguageError: ``to`` is not a language of the forum.
        MissingModel: no installed package translates a language that the file is written in.
    """
    options = options or Options()
    document = read(source, encoding=options.encoding or None)
    return translate_document(document, to, options=options, engine=engine, terms=terms, progress=progress)


def load_terms(options: Options) -> Terminology | None:
    """The glossary that a run has to keep to; None where it is to do without one.

    Raises:
        GlossaryError: a glossary file cannot be read.
    """
    glossary = load_glossary(options.glossary, builtin=not options.no_glossary)
    return Terminology(glossary) if len(glossary) else None


def translate_document(
    document: Document,
    to: str,
    *,
    options: Options | None = None,
    engine: Engine | None = None,
    terms: Terminology | None = None,
    progress: Progress | None = None,
) -> Handout:
    """Translate a document that is already read; see :func:`translate`."""
    options = options or Options()
    engine = engine or Engine(device=options.device, compute_type=options.compute_type)
    terms = terms or load_terms(options)
    prepared = prepare_document(document, to, options=options, engine=engine)
    (handout,) = translate_prepared([prepared], options=options, engine=engine, terms=terms, progress=progress)
    return handout


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A document that is read, cleaned and split for one target language, and waits for its translations."""

    document: Document
    """As it was read."""
    cleaned: Document
    pairing: Pairing


def prepare_document(document: Document, to: str, *, options: Options, engine: Engine) -> Prepared:
    """Take a document as far as it goes without a model; :func:`translate_prepared` does the rest.

    ``engine`` is only asked which packages there are.

    Raises:
        NoText: nothing is left after cleaning.
        LanguageError: ``to`` is not a language of the forum.
        MissingModel: no installed package translates a language that the file is written in.
    """
    return Preparation(document, options=options, engine=engine).for_target(to)


class Preparation:
    """A document on its way into several languages; it is cleaned once, and split once where that is the same for all.

    Args:
        document: as it was read.
        options: see :class:`Options`.
        engine: is only asked which packages there are.
    """

    def __init__(self, document: Document, *, options: Options, engine: Engine) -> None:
        self._document, self._options, self._engine = document, options, engine
        self._cleaned = document if options.keep_all else clean(document)
        self._split: dict[str, list[Segment]] = {}

    def for_target(self, to: str) -> Prepared:
        """The document for one target language; raises as :func:`prepare_document` does."""
        target = parse_tag(to)
        name = self._document.source
        if not (segments := self._segments(target)):
            raise NoText(f"{name}: no text is left after cleaning; --keep-all translates it as it is.")
        pairing = plan_pairs(segments, target, engine=self._engine, name=name)
        return Prepared(document=self._document, cleaned=self._cleaned, pairing=pairing)

    def _segments(self, target: Tag) -> list[Segment]:
        """The sentences; the target matters only where the user named the language of the rest."""
        key = target.code if self._options.source else ""
        if key not in self._split:
            self._split[key] = split_document(self._cleaned, source=self._options.source, target=target)
        return self._split[key]


def translate_prepared(
    prepared: Sequence[Prepared],
    *,
    options: Options,
    engine: Engine,
    terms: Terminology | None,
    progress: Progress | None = None,
) -> list[Handout]:
    """Translate documents in common batches: a sentence that stands in several of them is translated once."""
    translated = translate_pairings(
        [each.pairing for each in prepared], engine=engine, terms=terms, beam=options.beam, progress=progress
    )
    return [
        _finish(each, done, options=options, engine=engine, terms=terms)
        for each, done in zip(prepared, translated, strict=True)
    ]


def with_summary(handout: Handout, sentences: int, terms: Terminology | None) -> Handout:
    """The handout with that many sentences of its source as its summary."""
    from forumdocs.pipelines.summaries import summarize_pairs

    glossary = terms.glossary if terms else Glossary()
    return replace(handout, summary=summarize_pairs(handout.pairs, sentences=sentences, glossary=glossary))


def _finish(
    prepared: Prepared,
    translated: Mapping[str, Translation],
    *,
    options: Options,
    engine: Engine,
    terms: Terminology | None,
) -> Handout:
    document, cleaned, pairing = prepared.document, prepared.cleaned, prepared.pairing
    pairs = finish_pairs(pairing, translated, terms=terms)
    pairs = mark_pairs(pairs, pairing.segments, pairing.target, engine=engine)
    return Handout(
        source=PurePath(document.source).name,
        title=_title(cleaned),
        source_langs=_languages(pairs),
        target_lang=str(pairing.target),
        pairs=pairs,
        dropped=cleaned.dropped,
        provenance=_provenance(pairs, pairing.target, engine, terms, options),
        draft=any(pair.origin is Origin.MT for pair in pairs),
        path=Path(document.source),
        meta=document.meta,
        pictures=_pictures(document, cleaned),
        glossaries=options.glossary,
    )


def _pictures(document: Document, cleaned: Document) -> dict[int, tuple[Picture, ...]]:
    """The pictures by the block that is left before them; those behind a block that was dropped go with it."""
    kept = [block.index for block in cleaned.blocks]
    dropped = {dropped.block for dropped in cleaned.dropped}.difference(kept)
    pictures: dict[int, tuple[Picture, ...]] = {}
    for block in document.blocks:
        if block.pictures and block.index not in dropped:
            behind = max((index for index in kept if index <= block.index), default=kept[0])
            pictures[behind] = pictures.get(behind, ()) + block.pictures
    return pictures


def _title(document: Document) -> str:
    """The document's own title, else its first line where that reads as one, else its name without the suffix.

    A web page adds the name of its site to the title; the heading that stands in it is the title proper.
    """
    heading = next((block.text for block in document.blocks if block.kind is Kind.HEADING), "")
    if document.title:
        return heading if heading and heading in document.title else document.title
    first = document.blocks[0]
    is_title = first.kind is Kind.HEADING or (len(first.text) <= LONGEST_TITLE and not _SENTENCE_END.search(first.text))
    return first.text if is_title else PurePath(document.source).stem


def _languages(pairs: Sequence[Pair]) -> tuple[str, ...]:
    """Languages of what had to be translated or paired, those with the most text first."""
    sizes = Counter[str]()
    for pair in pairs:
        if pair.origin is not Origin.SAME:
            sizes[pair.source_lang] += len(pair.source)
    return tuple(lang for lang, _ in sizes.most_common())


def _provenance(
    pairs: Sequence[Pair], target: Tag, engine: Engine, terms: Terminology | None, options: Options
) -> Provenance:
    used = packages_used(pairs, str(target), engine)
    names = ", ".join(dict.fromkeys(package.name for package in used))
    return Provenance(
        forumdocs=__version__,
        engine=f"{names} (CTranslate2, beam {options.beam})" if used else "none: nothing had to be translated",
        packages=tuple(package.label for package in used),
        glossary=terms.glossary.digest if terms else "",
        options=options.as_dict(),
    )
