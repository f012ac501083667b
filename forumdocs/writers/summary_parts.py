"""What all formats of a summary say: its headings, its notices, where a sentence stands."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from forumdocs.model import Point
from forumdocs.writers.phrases import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forumdocs.model import KeyPoint, Summary, SummarySentence

MOST_NAMES = 3
"""Files that are all named; of more the first is."""
_MONTH_ALONE = re.compile(r"--\d\d(?:/--\d\d)?")


def facts(summary: Summary) -> str:
    """One line on where the sentences come from."""
    files = name_all(summary.sources, summary.lang)
    return say("cited", summary.lang).format(count=len(summary.sentences), files=files)


def name_all(names: Sequence[str], lang: str) -> str:
    """The names of files in one line: all of a few, else the first and how many more."""
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    return say("and-more", lang).format(first=names[0], count=len(names) - 1)


def points(summary: Summary) -> Iterator[KeyPoint]:
    """The key points, of those that the reader calls by one name the first: ``Busan``, ``부산``."""
    shown = set[tuple[Point, str]]()
    for point in summary.points:
        key = point.kind, (point.name or point.value).casefold()
        if key not in shown:
            yield point
        shown.add(key)


def label(point: KeyPoint, summary: Summary) -> str:
    """What the kind of a key point is called."""
    return say(point.kind.value, summary.lang)


def notices(summary: Summary) -> list[str]:
    """What a reader has to know before reading."""
    return [say(key, summary.lang) for key, is_so in (("whole", summary.whole), ("draft", summary.draft)) if is_so]


def topics(summary: Summary) -> Iterator[tuple[str, list[SummarySentence]]]:
    """The sentences under their topics; without a name where there is one document."""
    several = len({sentence.topic for sentence in summary.sentences}) > 1
    for topic, members in groupby(summary.sentences, key=lambda sentence: sentence.topic):
        yield (topic or say("other-topics", summary.lang)) if several else topic, list(members)


def place(item: SummarySentence | KeyPoint, summary: Summary) -> str:
    """Where a sentence or a fact is cited from: ``"¶ 3"``, with the file where there are several."""
    file = f"{item.file} " if len(summary.sources) > 1 and item.file else ""
    return f"{file}¶ {item.block}"


def has_translation(sentence: SummarySentence) -> bool:
    """Whether a translation stands beside a sentence, other than itself."""
    return bool(sentence.target) and sentence.target != sentence.source


def meaning(point: KeyPoint, summary: Summary) -> str:
    """The value of a key point for a reader: with the words of the source where these differ."""
    return "".join(text for text, _ in pieces(point, summary))


def pieces(point: KeyPoint, summary: Summary) -> list[tuple[str, str]]:
    """The same, each part with its language."""
    value, text = _shown(point), " ".join(point.text.split()).rstrip(".")
    if value in (text, point.text):
        return [(value, point.lang)]
    return [(value, summary.lang if point.name else point.lang), (f" ({text})", point.lang)]


def _shown(point: KeyPoint) -> str:
    """A value as it is read: ``5 000 000 EUR``, ``10-14 – 10-16`` where there is no year; a month alone in words."""
    if point.name:
        return point.name
    if point.kind is Point.SUM:
        amount, _, currency = point.value.partition(" ")
        return f"{_grouped(amount)}\u00a0{currency}"
    if point.kind not in (Point.WHEN, Point.DEADLINE):
        return point.value
    if _MONTH_ALONE.fullmatch(point.value):
        return " ".join(point.text.split()).rstrip(".")
    return " – ".join(part.removeprefix("--") for part in point.value.split("/"))


def _grouped(amount: str) -> str:
    """Digits in groups of three, as ISO 80000 has them; four stay together."""
    whole, mark, rest = amount.partition(".")
    if not whole.isdecimal() or len(whole) <= 4:
        return amount
    return f"{int(whole):,}".replace(",", "\u00a0") + mark + rest
