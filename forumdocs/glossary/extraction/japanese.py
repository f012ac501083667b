"""Japanese: runs of kanji, katakana and Latin letters, cut where parts of them stand alone elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from forumdocs.glossary.extraction.background import is_common
from forumdocs.glossary.extraction.phrases import Phrase, Word, spans
from forumdocs.glossary.extraction.vocabulary import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

_KANJI = "一-鿿々〆"
_PIECE = re.compile(rf"[{_KANJI}]+|[ァ-ヺー]+|[A-Za-z0-9][A-Za-z0-9.+/-]*")
_DIGIT = re.compile(r"[0-9０-９.,]+\Z")
_VERB = re.compile(r"(?:し|さ|す|せ)(?:て|た|、|ます|ない|る|れ|ず|よう|っ|、)|され|させ|しい")
"""After a run of kanji: the verb that is made from it."""
_OKURIGANA = re.compile(
    r"(?<=[一-鿿])(?!から|まで|より|など|です|だけ|しか|ほど|さえ|ごと|ずつ|くらい|ら|し)[ぁ-ん](?<![はがをにのとでもやへかなだ])"
)
"""Hiragana that belong to the last kanji rather than follow it: those of 上回った, not those of 実験は."""
_LONGEST_WORD = 8
_KNOWN, _PAIR, _OTHER = 1.0, 1.6, 1.4
"""Costs of a piece when a run of kanji is cut: known words; two unknown kanji; else so much for each character."""


def find(texts: Sequence[str]) -> list[tuple[Phrase, ...]]:
    """The candidates of every text."""
    runs = [list(_runs(text)) for text in texts]
    alone = Counter(
        text[s:e] for text, found in zip(texts, runs, strict=True) for s, e in found if e - s <= _LONGEST_WORD
    )
    known = frozenset(alone)
    return [tuple(_phrases(text, found, known)) for text, found in zip(texts, runs, strict=True)]


@cache
def _run_pattern() -> re.Pattern[str]:
    mixed = "|".join(sorted(word_list("ja", "mixed"), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?:{mixed}|[{_KANJI}]+|[ァ-ヺー]+|[A-Za-z0-9][A-Za-z0-9.+/-]*|・(?=[ァ-ヺ]))+")


def _runs(text: str) -> Iterator[tuple[int, int]]:
    for match in _run_pattern().finditer(text):
        start, end = match.span()
        if _VERB.match(text, end):
            continue
        if _OKURIGANA.match(text, end) and not match.group().endswith(tuple(word_list("ja", "mixed"))):
            end -= 1
        if start < end:
            yield start, end


def _phrases(text: str, runs: Sequence[tuple[int, int]], known: Set[str]) -> Iterator[Phrase]:
    for start, end in runs:
        pieces = list(_pieces(text, start, end, known))
        for first, stop in spans(len(pieces)):
            words = tuple(Word(s, e, text[s:e]) for s, e in pieces[first:stop])
            if _is_term(words):
                yield Phrase(words, text[words[0].start : words[-1].end], spaced=False)


def _is_term(words: Sequence[Word]) -> bool:
    breakers = word_list("ja", "breakers")
    if any(w.base in breakers or _DIGIT.match(w.base) for w in (words[0], words[-1])):
        return False
    whole = "".join(w.base for w in words)
    return len(whole) > 1 and whole[-1] != "的" and not whole[0].isdigit() and whole not in word_list("ja", "places")


def _pieces(text: str, start: int, end: int, known: Set[str]) -> Iterator[tuple[int, int]]:
    """The words of a run: cut at every change of script, and runs of kanji into known words."""
    mixed = re.compile("|".join((*sorted(word_list("ja", "mixed"), key=lambda w: (-len(w), w)), _PIECE.pattern)))
    for match in mixed.finditer(text, start, end):
        piece = match.group()
        if len(piece) > 2 and re.fullmatch(f"[{_KANJI}]+", piece):
            cuts = _cut(piece, known)
            yield from ((match.start() + a, match.start() + b) for a, b in pairwise(cuts))
        else:
            yield match.span()


def _cut(run: str, known: Set[str]) -> list[int]:
    """The places at which the cheapest division of a run cuts it, ends included."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for stop in range(1, len(run) + 1):
        options = [
            (best[first][0] + _cost(run[first:stop], run, known), first)
            for first in range(max(0, stop - _LONGEST_WORD), stop)
        ]
        best.append(min(options))
    cuts = [len(run)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    return cuts[::-1]


def _cost(piece: str, run: str, known: Set[str]) -> float:
    if piece != run and (piece in known or is_common(piece, "ja")) and len(piece) > 1:
        return _KNOWN
    return _PAIR if len(piece) == 2 else _OTHER * len(piece)
