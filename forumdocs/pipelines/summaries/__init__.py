"""Summaries that can be traced: sentences of the sources, each cited from its paragraph, and a table of key points.

read → clean → languages → sentences → translations that stand beside each other counted once → graph → choice → engine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from forumdocs.errors import NoText
from forumdocs.glossary import Matcher, language_of, load_glossary
from forumdocs.languages import is_forum_language, parse_tag
from forumdocs.model import Origin, Summary, SummarySentence
from forumdocs.mt.constraints import Terminology
from forumdocs.mt.engine import Engine
from forumdocs.pipelines.alignment import align_segments, find_parallel
from forumdocs.pipelines.cleaning import clean
from forumdocs.pipelines.pairing import pair_segments
from forumdocs.pipelines.splitting import split_document
from forumdocs.pipelines.summaries.choosing import choose, group, shared_concept
from forumdocs.pipelines.summaries.naming import name_points
from forumdocs.pipelines.summaries.points import find_points
from forumdocs.pipelines.summaries.ranking import rank
from forumdocs.pipelines.summaries.sentences import choosable, from_pairs, from_segments
from forumdocs.pipelines.summaries.words import words_of
from forumdocs.writers.summary_parts import name_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.glossary import Glossary
    from forumdocs.languages import Tag
    from forumdocs.model import Document, Pair, Segment
    from forumdocs.pipelines.pairing import Progress
    from forumdocs.pipelines.summaries.ranking import Ranking
    from forumdocs.pipelines.summaries.sentences import Sentence

__all__ = ["Options", "count_for", "summarize", "summarize_pairs"]

SENTENCES, SENTENCES_PER_DOCUMENT, MOST_SENTENCES = 5, 2, 20
"""Sentences of a summary where the user names no number: of one document, for each of several, and at most."""
NO_TOPICS = frozenset({"un-forum-language", "institutions"})
"""Domains of the glossary whose concepts name no topic: "speaking time", "secretariat"."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """What a user chose for one summary."""

    sentences: int = 0
    """How many; 0 for :func:`count_for`."""
    keep_all: bool = False
    beam: int = 4
    glossary: tuple[Path, ...] = ()
    no_glossary: bool = False


def count_for(documents: int) -> int:
    """How many sentences a summary of some documents has where nobody said: five, or two of each."""
    return min(MOST_SENTENCES, max(SENTENCES, SENTENCES_PER_DOCUMENT * documents))


def summarize(
    documents: Sequence[Document],
    to: str = "",
    *,
    options: Options | None = None,
    engine: Engine | None = None,
    terms: Terminology | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Summarise one document, or several as one.

    Args:
        documents: documents as they were read.
        to: a language to translate the sentences into; they stand as they are where it is empty.
        options: see :class:`Options`.
        engine: an engine to share between calls.
        terms: the glossary to translate under, as in :func:`forumdocs.pipelines.translation.translate_document`.
        progress: called with sentences translated and sentences to translate.

    Returns:
        The sentences in the order of the document; of several documents by topic, then in the order of the documents.
        A text of no more sentences than asked for comes back whole.

    Raises:
        NoText: no document has any text after cleaning.
        LanguageError: ``to`` is not a language of the forum.
        MissingModel: no installed package translates the language of a sentence.
    """
    options = options or Options()
    target = parse_tag(to) if to else None
    parts = [_segments(document, keep_all=options.keep_all) for document in documents]
    sentences = [s for number, part in enumerate(parts) for s in _sentences(part, number)]
    if not sentences:
        names = ", ".join(document.source for document in documents)
        raise NoText(f"{names}: no text is left after cleaning; --keep-all summarises it as it is.")
    glossary = load_glossary(options.glossary, builtin=not options.no_glossary)
    matcher = Matcher(glossary)
    topics, whole = _choose(
        sentences, options.sentences or count_for(len(documents)), glossary, matcher, several=len(parts) > 1
    )
    files = tuple(PurePath(document.source).name for document in documents)
    summary = Summary(
        title="",
        sources=files,
        sentences=tuple(
            SummarySentence(s.block, s.text, "", score, s.tag, files[s.document], concept)
            for concept, members in topics
            for s, score in members
        ),
        points=find_points(sentences, matcher, files=files),
        target_lang=str(target or ""),
        whole=whole,
    )
    summary = _for_reader(summary, documents, glossary, matcher)
    if not target:
        return summary
    picked = [s for _, members in topics for s, _ in members]
    engine, terms = engine or Engine(), terms or (Terminology(glossary) if len(glossary) else None)
    return _translated(summary, picked, parts, target, engine=engine, terms=terms, beam=options.beam, progress=progress)


def summarize_pairs(pairs: Sequence[Pair], *, sentences: int, glossary: Glossary) -> tuple[SummarySentence, ...]:
    """The summary of a handout, from its pairs: ``sentences`` of them in their order, with their translations."""
    topics, _ = _choose(from_pairs(pairs), sentences, glossary, Matcher(glossary), several=False)
    return tuple(
        SummarySentence(s.block, s.text, s.target, score, s.tag) for _, members in topics for s, score in members
    )


_Topics = list[tuple[str, list[tuple["Sentence", float]]]]
"""Concepts, each with sentences and their scores."""


def _choose(
    sentences: Sequence[Sentence], count: int, glossary: Glossary, matcher: Matcher, *, several: bool
) -> tuple[_Topics, bool]:
    """The chosen sentences by topic, and whether these are the whole text."""
    own = [sentence for sentence in sentences if not sentence.is_copy]
    if len(own) <= count:
        return [("", [(sentence, 1 / len(own)) for sentence in own])], True
    free = [sentences[place] for place in choosable(sentences)]
    if not free:
        free = own
    ranking = rank(free, [words_of(s.text, s.tag, matcher) for s in free])
    chosen = choose(free, ranking, count)
    if not several:
        return [("", [(free[place], ranking.scores[place]) for place in sorted(chosen)])], False
    return _by_topic(group(chosen, ranking), free, ranking, glossary), False


def _by_topic(
    groups: Sequence[Sequence[int]], free: Sequence[Sentence], ranking: Ranking, glossary: Glossary
) -> _Topics:
    """Groups under their concepts, those with the same one together; those with none at the end."""
    topics: dict[str, list[int]] = {}
    for members in groups:
        concept = shared_concept(members, ranking, lambda one: glossary[one].domain not in NO_TOPICS)
        topics.setdefault(concept, []).extend(members)
    if "" in topics:
        topics[""] = topics.pop("")
    return [
        (concept, [(free[place], ranking.scores[place]) for place in sorted(members)])
        for concept, members in topics.items()
    ]


def _for_reader(summary: Summary, documents: Sequence[Document], glossary: Glossary, matcher: Matcher) -> Summary:
    """The summary with a title, and with topics, places and institutions by the names of its reader's language."""
    return replace(
        summary,
        title=_title(documents, summary),
        sentences=tuple(replace(one, topic=_topic(one, glossary, summary.lang)) for one in summary.sentences),
        points=name_points(summary.points, summary.lang, matcher),
    )


def _topic(sentence: SummarySentence, glossary: Glossary, reader: str) -> str:
    """The name of a topic, which is a concept so far: the reader's, else the English one, else the sentence's own."""
    if not sentence.topic:
        return ""
    for lang in (reader, "en", sentence.lang):
        if is_forum_language(lang) and (term := glossary[sentence.topic].preferred(language_of(lang))):
            return term.text
    return sentence.topic


def _segments(document: Document, *, keep_all: bool) -> list[Segment]:
    return split_document(document if keep_all else clean(document))


def _sentences(segments: Sequence[Segment], number: int) -> tuple[Sentence, ...]:
    beads = align_segments(segments) if len({s.lang for s in segments} - {"und"}) > 1 else ()
    return from_segments(segments, document=number, copies=(s.id for bead in beads for s in bead.target))


def _title(documents: Sequence[Document], summary: Summary) -> str:
    """The title of the only document, else the names of all, or of the first and how many more."""
    stems = [PurePath(name).stem for name in summary.sources]
    return documents[0].title or stems[0] if len(documents) == 1 else name_all(stems, summary.lang)


def _translated(
    summary: Summary,
    picked: Sequence[Sentence],
    parts: Sequence[Sequence[Segment]],
    target: Tag,
    *,
    engine: Engine,
    terms: Terminology | None,
    beam: int,
    progress: Progress | None,
) -> Summary:
    """The summary with its sentences translated: by the document itself where it holds the translation."""
    targets: dict[tuple[int, str], Pair] = {}
    for number, segments in enumerate(parts):
        ids = {s.id for s in picked if s.document == number}
        beads = [
            replace(bead, source=(segment,))
            for bead in find_parallel(segments, target.code)
            for segment in bead.source
            if segment.id in ids
        ]
        pairs = pair_segments(
            [s for s in segments if s.id in ids],
            target,
            engine=engine,
            terms=terms,
            beam=beam,
            progress=progress,
            name=summary.sources[number],
            beads=beads,
        )
        targets.update(((number, pair.id), pair) for pair in pairs)
    made = [targets[s.document, s.id] for s in picked]
    return replace(
        summary,
        sentences=tuple(
            replace(sentence, target=pair.target) for sentence, pair in zip(summary.sentences, made, strict=True)
        ),
        draft=any(pair.origin is Origin.MT for pair in made),
    )
