"""The spans of a text: cut by writing system, cut again where an alphabet changes language, named, joined."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from forumdocs.detection import alphabets, han
from forumdocs.detection.mixing import Piece, split_systems
from forumdocs.detection.runs import word_size
from forumdocs.detection.scripts import CHARACTERS, SOLE_LANGUAGE, System, sole_system, words
from forumdocs.detection.verdicts import UNDETERMINED, Verdict
from forumdocs.detection.vocabulary import PROFILED
from forumdocs.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence


GREEK_WORD = re.compile(f"[{CHARACTERS[System.GREEK]}]{{2}}")
"""Single Greek letters are the signs of a formula."""


def find_spans(text: str, *, hint: str | None = None) -> tuple[Span, ...]:
    """Find the languages of a text and where each begins and ends.

    Args:
        text: a block of a document; it may hold several languages.
        hint: the base code of the language around the text, for what its characters leave open: Han
            characters that are as common in Japanese as in Chinese, a few words of Latin letters.

    Returns:
        The spans in order. They cover all of the text but white space; names, terms and short quotations
        stay in the sentence that holds them. ``und`` for text without a language, such as digits or an
        address; empty for white space.
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
    start, end = _trim(text, 0, len(text))
    system = sole_system(text) or _main_system(text)
    verdict = _identify_piece(text, system, hint or "") if system else UNDETERMINED
    return Span(start, end, verdict.lang, verdict.score, verdict.script)


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
    if system is System.GREEK and not GREEK_WORD.search(text):
        return UNDETERMINED
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
        start, end = _trim(text, start, end)
        if start == end:
            continue
        span = Span(start, end, verdict.lang, verdict.score, verdict.script)
        if spans and _belong_together(spans[-1], span):
            spans[-1] = _join(spans[-1], span)
        else:
            spans.append(span)
    return tuple(spans)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """``text[start:end]`` without outer white space."""
    inner = text[start:end]
    if inner and not (inner[0].isspace() or inner[-1].isspace()):
        return start, end
    end -= len(inner) - len(inner.rstrip())
    return min(end, start + len(inner) - len(inner.lstrip())), end


def _belong_together(left: Span, right: Span) -> bool:
    """Whether two neighbours are in one language and script, as far as they have one."""
    if "und" in (left.lang, right.lang):
        return True
    return left.lang == right.lang and (left.script == right.script or not (left.script and right.script))


def _join(left: Span, right: Span) -> Span:
    """One span over two that belong together."""
    main, other = (left, right) if left.lang != "und" else (right, left)
    score = main.score if other.lang == "und" else max(main.score, other.score)
    return Span(left.start, right.end, main.lang, score, main.script or other.script)
