"""The language of every stretch of a text.

Script first: Hangul is Korean, kana Japanese, Thai Thai. Only where languages share a script a detector looks closer:
at the characters themselves for Chinese and Japanese, at letters and words for the Latin, Cyrillic, Arabic and
Devanagari alphabets. The answer to a text is the same in every run.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from forumdocs.detection import alphabets, han
from forumdocs.detection.mixing import Piece, split_systems
from forumdocs.detection.runs import word_size
from forumdocs.detection.scripts import SOLE_LANGUAGE, System, sole_system, words
from forumdocs.detection.verdicts import UNDETERMINED, Verdict
from forumdocs.detection.vocabulary import PROFILED
from forumdocs.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forumdocs.model import Document

__all__ = ["document_spans", "find_spans", "identify"]

CERTAIN = 0.95
"""Below this score a span is looked at again with the rest of its document in view."""

SYSTEM_OF: dict[str, System] = {
    "zh": System.HAN,
    "ja": System.HAN,
    **{language: system for system, languages in PROFILED.items() for language in languages},
}
"""The writing system of every language that shares one."""


def find_spans(text: str, *, hint: str | None = None) -> tuple[Span, ...]:
    """Find the languages of a text and where each begins and ends.

    Args:
        text: a block of a document; it may hold several languages.
        hint: the base code of the language around the text, for what its characters leave open: Han characters that
            are as common in Japanese as in Chinese, a few words of Latin letters.

    Returns:
        The spans in order. They cover all of the text but white space; names, terms and short quotations stay in
        the sentence that holds them. ``und`` for text without a language, such as digits or an address; empty for
        white space.
    """
    verdicts = [
        (start, end, _identify_piece(text[start:end], system, hint or ""))
        for start, end, system in _pieces(text, hint or "")
    ]
    return _as_spans(text, verdicts or [(0, len(text), UNDETERMINED)])


def identify(text: str, *, hint: str | None = None) -> Span:
    """Tell the language of a text that is in one language, the likeliest if it is not.

    Returns:
        One span over the text without outer white space; ``und`` where nothing tells.
    """
    start = len(text) - len(text.lstrip())
    end = max(start, len(text.rstrip()))
    system = sole_system(text) or _main_system(text)
    verdict = _identify_piece(text, system, hint or "") if system else UNDETERMINED
    return Span(start, end, verdict.lang, verdict.score, verdict.script)


def document_spans(document: Document) -> tuple[tuple[Span, ...], ...]:
    """Find the spans of every block of a document, one entry a block.

    A block that leaves its language open is read in the light of the nearest block that does not.
    """
    texts = [block.text for block in document.blocks]
    spans = [find_spans(text) for text in texts]
    hints = _nearest_hints(spans)
    return tuple(
        find_spans(text, hint=hint) if hint and _is_open(found) else found
        for text, found, hint in zip(texts, spans, hints, strict=True)
    )


def _pieces(text: str, hint: str) -> list[Piece]:
    """Cut a text into stretches of one language each, the language not yet told."""
    system = sole_system(text)
    if system is None or (system is System.HAN and han.is_mixed(text)):
        pieces = split_systems(text)
    else:
        pieces = [Piece(0, len(text), system)]
    return [part for piece in pieces for part in _cut_piece(text, piece, hint)]


def _cut_piece(text: str, piece: Piece, hint: str) -> list[Piece]:
    """Cut a piece in an alphabet that languages share where it changes language."""
    if piece.system not in PROFILED:
        return [piece]
    places = alphabets.cut_places(text[piece.start : piece.end], piece.system, hint)
    edges = [piece.start, *(piece.start + place for place in places), piece.end]
    return [Piece(start, end, piece.system) for start, end in pairwise(edges)]


def _identify_piece(text: str, system: System, hint: str) -> Verdict:
    if system is System.HAN:
        return han.identify(text, hint)
    if system is System.CHINESE:
        return Verdict("zh", 1.0, han.script_of(text))
    if system in PROFILED:
        return alphabets.identify(text, system, hint)
    return Verdict(SOLE_LANGUAGE[system])


def _main_system(text: str) -> System | None:
    """The writing system of most of the words of a text."""
    sizes: defaultdict[System, float] = defaultdict(float)
    for word in words(text):
        sizes[word.system] += word_size(text[word.start : word.end], word.system)
    return max(sizes, key=lambda system: (sizes[system], system)) if sizes else None


def _as_spans(text: str, found: Sequence[tuple[int, int, Verdict]]) -> tuple[Span, ...]:
    """Trim white space, give what has no language to its neighbour, and join neighbours of one language."""
    spans: list[Span] = []
    for start, end, verdict in found:
        inner = text[start:end]
        trimmed = Span(
            start + len(inner) - len(inner.lstrip()),
            start + len(inner.rstrip()),
            verdict.lang,
            verdict.score,
            verdict.script,
        )
        if trimmed.start >= trimmed.end:
            continue
        if spans and _same_language(spans[-1], trimmed):
            spans[-1] = _join(spans[-1], trimmed)
        else:
            spans.append(trimmed)
    return tuple(spans)


def _same_language(left: Span, right: Span) -> bool:
    if "und" in (left.lang, right.lang):
        return True
    return left.lang == right.lang and (left.script == right.script or not (left.script and right.script))


def _join(left: Span, right: Span) -> Span:
    """One span over both; the language of the longer, unless that is none."""
    main, other = (left, right) if right.lang == "und" or left.lang != "und" else (right, left)
    score = main.score if other.lang == "und" else max(main.score, other.score)
    return Span(left.start, right.end, main.lang, score, main.script or other.script)


def _is_open(spans: Sequence[Span]) -> bool:
    return any(span.score < CERTAIN for span in spans)


def _nearest_hints(spans: Sequence[Sequence[Span]]) -> list[str]:
    """For every block the language of the nearest certain span in the alphabet that the block leaves open."""
    certain: defaultdict[System, list[tuple[int, str]]] = defaultdict(list)
    for number, block in enumerate(spans):
        for span in block:
            if span.score >= CERTAIN and (system := SYSTEM_OF.get(span.lang)):
                certain[system].append((number, span.lang))
    return [_nearest_hint(number, block, certain) for number, block in enumerate(spans)]


def _nearest_hint(
    number: int, block: Sequence[Span], certain: Mapping[System, Sequence[tuple[int, str]]]
) -> str:
    for span in block:
        system = SYSTEM_OF.get(span.lang, System.LATIN)
        if span.score < CERTAIN and (known := certain.get(system)):
            after = bisect_left(known, (number, ""))
            near = known[max(0, after - 1) : after + 1]
            return min(near, key=lambda place: abs(place[0] - number))[1]
    return ""
