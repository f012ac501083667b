"""Every segment gets its counterpart: from the document itself, unchanged, or from the machine."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from forumdocs.errors import LanguageError, MissingModel, NoText
from forumdocs.languages import LANGUAGES, join_sentences, parse_tag
from forumdocs.model import Bead, Document, Origin, Pair, Segment
from forumdocs.mt import quality
from forumdocs.mt.constraints import to_script
from forumdocs.mt.engine import Engine, Translation
from forumdocs.pipelines.alignment import align, align_segments, find_parallel
from forumdocs.pipelines.cleaning import clean
from forumdocs.pipelines.splitting import split_document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from forumdocs.languages import Tag
    from forumdocs.mt.constraints import Terminology
    from forumdocs.mt.packages import Package

    Progress = Callable[[int, int], None]
    """Called with the number of sentences done and the number to do."""

NO_MODEL = "no-model"
"""The flag of a sentence that stands untranslated because no installed package translates its language."""

MINOR_SHARE = 0.1
"""A language that no installed package translates stops the job from this share of the characters on; below
it, its sentences are kept untranslated and flagged: one foreign line must not cost the whole handout."""


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """What stands fast about the pairs of a document before any machine is asked."""

    segments: Sequence[Segment]
    target: Tag
    beads: Sequence[Bead]
    """The translations that the document holds itself."""
    todo: tuple[Segment, ...]
    """The segments that a machine has to translate."""
    missing: frozenset[str] = frozenset()
    """The languages that no installed package translates."""


def plan_pairs(
    segments: Sequence[Segment], target: Tag, *, engine: Engine, name: str = "", beads: Sequence[Bead] | None = None
) -> Pairing:
    """Find out which segments need a machine, without translating any; arguments as in :func:`pair_segments`.

    Raises:
        MissingModel: no installed package translates a language that makes up much of the text.
    """
    beads = find_parallel(segments, target.code) if beads is None else beads
    paired = {s.id for bead in beads for s in (*bead.source, *bead.target)}
    todo = [s for s in segments if s.id not in paired and s.lang != "und" and not _is_in(s, target)]
    whole = sum(len(s.text) for s in segments)
    missing = _missing_languages(todo, target, engine, name, whole=whole)
    return Pairing(
        segments=segments,
        target=target,
        beads=beads,
        todo=tuple(s for s in todo if s.lang not in missing),
        missing=frozenset(missing),
    )


def translate_pairings(
    pairings: Sequence[Pairing],
    *,
    engine: Engine,
    terms: Terminology | None = None,
    beam: int = 4,
    progress: Progress | None = None,
) -> list[dict[str, Translation]]:
    """Translate what several documents need in common batches, a language and a target each; equal sentences once.

    Returns:
        For each of ``pairings`` the translations by segment id.
    """
    done: list[dict[str, Translation]] = [{} for _ in pairings]
    waiting: dict[tuple[str, Tag], list[tuple[int, Segment]]] = {}
    for number, pairing in enumerate(pairings):
        for seg in pairing.todo:
            waiting.setdefault((_source_tag(seg), pairing.target), []).append((number, seg))
    total, before = sum(len(pairing.todo) for pairing in pairings), 0
    for (tag, target), batch in waiting.items():
        texts = [seg.text for _, seg in batch]
        results = _translate_batch(texts, tag, target, engine, terms, beam, _counter(progress, before, total))
        for (number, seg), result in zip(batch, results, strict=True):
            done[number][seg.id] = result
        before += len(batch)
    return done


def finish_pairs(
    pairing: Pairing, translated: Mapping[str, Translation], *, terms: Terminology | None = None
) -> tuple[Pair, ...]:
    """The pairs of a document in its order, given the translations of :func:`translate_pairings`."""
    made = [_bilingual_pair(bead) for bead in pairing.beads]
    paired = {s.id for bead in pairing.beads for s in (*bead.source, *bead.target)}
    for seg in pairing.segments:
        if seg.id in paired:
            continue
        if seg.id in translated:
            made.append(_machine_pair(seg, translated[seg.id]))
        elif seg.lang in pairing.missing and not _is_in(seg, pairing.target):
            made.append(_pair(seg, seg.text, Origin.MT, 0.0, (quality.UNTRANSLATED, NO_MODEL)))
        else:
            made.append(_pair(seg, seg.text, Origin.SAME, 1.0))
    places = {s.id: (place, _source_tag(s)) for place, s in enumerate(pairing.segments)}
    if terms:
        made = [_with_terms(pair, terms, places[pair.id][1], pairing.target) for pair in made]
    return tuple(sorted(made, key=lambda pair: places[pair.id]))


def pair_segments(
    segments: Sequence[Segment],
    target: Tag,
    *,
    engine: Engine,
    terms: Terminology | None = None,
    beam: int = 4,
    progress: Progress | None = None,
    name: str = "",
    beads: Sequence[Bead] | None = None,
) -> tuple[Pair, ...]:
    """Give every segment its target text, in document order.

    Translations that the document already holds come first, then text that is in the target language already,
    then the machine, which has to use the ``terms`` of the glossary; the others are checked for them and never
    changed. ``name`` is the source's, for messages; ``beads`` are the translations that the document holds, where the
    segments are but a part of it.

    Raises:
        MissingModel: no installed package translates a language that makes up much of the text.
    """
    pairing = plan_pairs(segments, target, engine=engine, name=name, beads=beads)
    (translated,) = translate_pairings([pairing], engine=engine, terms=terms, beam=beam, progress=progress)
    return finish_pairs(pairing, translated, terms=terms)


def align_documents(source: Document, target: Document | None = None, *, keep_all: bool = False) -> tuple[Bead, ...]:
    """Pair the sentences of one bilingual document, or of two documents that are translations of each other.

    Raises:
        NoText: nothing is left of a document after cleaning.
    """
    documents = [d if keep_all else clean(d) for d in (source, target) if d]
    sides = [split_document(document) for document in documents]
    for document, segments in zip(documents, sides, strict=True):
        if not segments:
            raise NoText(f"{document.source}: no text is left after cleaning; --keep-all aligns it as it is.")
    return align_segments(sides[0]) if len(sides) == 1 else align(*sides)


def packages_used(pairs: Sequence[Pair], target: str, engine: Engine) -> tuple[Package, ...]:
    """The packages that the machine-made targets of ``pairs`` went through, each once."""
    tag = parse_tag(target)
    langs = dict.fromkeys(p.source_lang for p in pairs if p.origin is Origin.MT and NO_MODEL not in p.flags)
    routes = [_route(engine, lang, tag) for lang in langs if lang != tag.code]
    return tuple(dict.fromkeys(package for route in routes for package in route))


def _is_in(seg: Segment, target: Tag) -> bool:
    """Whether a segment is in the target language, and in its script where the user named one."""
    scripts = {seg.script, target.script} - {""}
    return seg.lang == target.code and (not target.script or len(scripts) == 1)


def _missing_languages(
    todo: Sequence[Segment], target: Tag, engine: Engine, name: str, *, whole: int
) -> dict[str, MissingModel]:
    """The languages that no installed package translates; raises where they are more than a minor share.

    The share is of the ``whole`` text: a name in a document that is in the target language already is no
    reason to refuse the document.
    """
    missing: dict[str, MissingModel] = {}
    sizes = Counter[str]()
    for seg in todo:
        sizes[seg.lang] += len(seg.text)
    for lang in sizes:
        try:
            _route(engine, lang, target)
        except MissingModel as error:
            missing[lang] = error
        except LanguageError:
            missing[lang] = MissingModel(_not_ours(lang))
    for lang, reason in missing.items():
        if sizes[lang] >= MINOR_SHARE * whole:
            raise MissingModel(f"{name}: {reason}") from reason
    return missing


def _not_ours(lang: str) -> str:
    known = ", ".join(LANGUAGES)
    return f"much of the text is in a language ({lang}) that is none of {known}; --from LANG if that is wrong."


def _route(engine: Engine, source: str, target: Tag) -> tuple[Package, ...]:
    """The packages from ``source`` to ``target``; to Simplified where none writes Traditional characters.

    Raises:
        MissingModel: there are none.
        LanguageError: ``source`` is not a language of the forum.
    """
    try:
        return engine.route(source, str(target))
    except MissingModel:
        if target.script != "Hant":
            raise
        return engine.route(source, target.code)


def _translate_batch(
    texts: list[str],
    source: str,
    target: Tag,
    engine: Engine,
    terms: Terminology | None,
    beam: int,
    progress: Callable[[int], None],
) -> list[Translation]:
    """Translate texts of one language, by conversion where a package knows only the other Chinese script."""
    if source.split("-")[0] == target.code:
        script = "zh-Hant" if target.script == "Hant" else "zh-Hans"
        return [Translation(to_script(text, script, terms), 1.0) for text in texts]
    route = _route(engine, source, target)
    if source == "zh-Hant" and route[0].source == "zh":
        texts, source = [to_script(text, "zh-Hans", terms) for text in texts], "zh"
    goal = str(target) if route[-1].target == str(target) else target.code
    results = engine.translate(texts, source=source, target=goal, beam=beam, terms=terms, progress=progress)
    if target.script == "Hant" and goal != str(target):
        return [replace(result, text=to_script(result.text, "zh-Hant", terms)) for result in results]
    return results


def _counter(progress: Progress | None, before: int, total: int) -> Callable[[int], None]:
    """A function that adds what is newly done to what was done ``before``, and reports it."""
    done = before

    def report(count: int) -> None:
        nonlocal done
        done += count
        if progress:
            progress(done, total)

    return report


def _source_tag(seg: Segment) -> str:
    return "zh-Hant" if seg.script == "Hant" else seg.lang


def _pair(seg: Segment, target: str, origin: Origin, score: float, flags: tuple[str, ...] = ()) -> Pair:
    block = seg.block
    return Pair(
        id=seg.id,
        block=block.index,
        source_lang=seg.lang,
        source=seg.text,
        target=target,
        origin=origin,
        score=score,
        flags=flags,
        kind=block.kind,
        level=block.level,
        cell=block.cell,
        marker=block.marker,
    )


def _machine_pair(seg: Segment, translation: Translation) -> Pair:
    return _pair(seg, translation.text, Origin.MT, translation.score, translation.flags)


def _bilingual_pair(bead: Bead) -> Pair:
    """A pair that the document held; it stands at the source side's place."""
    pair = _pair(bead.source[0], _text_of(bead.target), Origin.PARALLEL, bead.score)
    return replace(pair, source=_text_of(bead.source))


def _with_terms(pair: Pair, terms: Terminology, source: str, target: Tag) -> Pair:
    """The pair with the concepts that its source names, and flags where the target does not keep to the glossary."""
    if pair.origin is Origin.SAME or NO_MODEL in pair.flags:
        return pair
    by_people = pair.origin is not Origin.MT
    found = terms.check(pair.source, pair.target, source_lang=source, target_lang=str(target), any_usable=by_people)
    flags = [quality.TERM_MISSING] if not all(term.satisfied for term in found) else []
    if terms.unwelcome(pair.target, str(target)):
        flags.append(quality.TERM_FORBIDDEN)
    return replace(pair, terms=found, flags=(*pair.flags, *flags))


def _text_of(segments: Sequence[Segment]) -> str:
    """The text of neighbouring segments: as it stood where they share a block, else joined."""
    first, last = segments[0], segments[-1]
    if first.block.index == last.block.index:
        return first.block.text[first.start : last.end]
    return join_sentences(seg.text for seg in segments)
