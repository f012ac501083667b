"""What all formats of a summary say: its headings, its notices, where a sentence stands."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from forumdocs.model import KeyPoint, Point, SummarySentence
from forumdocs.writers.phrases import say, say_month

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forumdocs.model import Summary

MOST_NAMES = 3
"""Files that are all named; of more the first is."""
_MONTH_ALONE = re.compile(r"--\d\d(?:/--\d\d)?")


class Row(NamedTuple):
    """A sentence and what stands beside it."""

    sentence: SummarySentence
    targets: tuple[tuple[str, str], ...]
    """Its translations, each with its language, in the order of :func:`columns`."""


class Fact(NamedTuple):
    """A key point and what stands with it."""

    point: KeyPoint
    names: tuple[tuple[str, str], ...]
    """What readers of further languages call a place or an institution, each with the language."""
    targets: tuple[tuple[str, str], ...]
    """The translations of a decision, each with its language."""


def readings(summary: Summary) -> tuple[Summary, ...]:
    """The summary in every language that was asked for, the first one first."""
    return summary, *summary.others


def columns(summary: Summary) -> list[Summary]:
    """Those of them that tell the reader anything new; a text in the language that was asked for stands once."""
    return [each for each in readings(summary) if any(has_translation(sentence) for sentence in each.sentences)]


def facts(summary: Summary) -> str:
    """One line on where the sentences come from."""
    files = name_all(summary.sources, summary.lang)
    return say("cited", summary.lang).format(count=len(summary.sentences), files=files)


def name_all(names: Sequence[str], lang: str) -> str:
    """The names of files in one line: all of a few, else the first and how many more."""
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    return say("and-more", lang).format(first=names[0], count=len(names) - 1)


def points(summary: Summary) -> Iterator[Fact]:
    """The key points, of those that the reader calls by one name the first: ``Busan``, ``부산``."""
    shown = set[tuple[Point, str]]()
    for point, *others in zip(*(each.points for each in readings(summary)), strict=True):
        key = point.kind, (point.name or point.value).casefold()
        if key not in shown:
            told = list(zip((point, *others), (each.lang for each in readings(summary)), strict=True))
            names = {one.name: lang for one, lang in told[1:] if one.name not in ("", point.name)}
            targets = {one.target: lang for one, lang in told if one.target not in ("", one.value)}
            yield Fact(point, tuple(names.items()), tuple(targets.items()))
        shown.add(key)


def label(point: KeyPoint, summary: Summary) -> str:
    """What the kind of a key point is called."""
    return say(point.kind.value, summary.lang)


def notices(summary: Summary) -> list[str]:
    """What a reader has to know before reading."""
    is_draft = any(each.draft for each in readings(summary))
    return [say(key, summary.lang) for key, is_so in (("whole", summary.whole), ("draft", is_draft)) if is_so]


def topics(summary: Summary) -> Iterator[tuple[str, list[Row]]]:
    """The sentences under their topics; without a name where there is one document."""
    several = len({sentence.topic for sentence in summary.sentences}) > 1
    for topic, members in groupby(_rows(summary), key=lambda row: row.sentence.topic):
        yield (topic or say("other-topics", summary.lang)) if several else topic, list(members)


def _rows(summary: Summary) -> Iterator[Row]:
    told = [[(sentence.target, each.target_lang) for sentence in each.sentences] for each in columns(summary)]
    for number, sentence in enumerate(summary.sentences):
        yield Row(sentence, tuple(targets[number] for targets in told))


def place(item: SummarySentence | KeyPoint, summary: Summary) -> str:
    """Where a sentence or a fact is cited from: ``"¶ 3"``, with the file where there are several."""
    file = f"{item.file} " if len(summary.sources) > 1 and item.file else ""
    return f"{file}¶ {item.block}"


def has_translation(sentence: SummarySentence) -> bool:
    """Whether a translation stands beside a sentence, other than itself."""
    return bool(sentence.target) and sentence.target != sentence.source


def meaning(fact: Fact, summary: Summary) -> str:
    """The value of a key point for a reader: with the words of the source where these differ."""
    return "".join(text for text, _ in pieces(fact, summary))


def pieces(fact: Fact, summary: Summary) -> list[tuple[str, str]]:
    """The same, each part with its language."""
    point = fact.point
    value, text = _shown(point, summary.lang), " ".join(point.text.split()).rstrip(".")
    names = [(f" / {name}", lang) for name, lang in fact.names]
    if value in (text, point.text):
        return [(value, point.lang), *names]
    is_ours = point.name or _is_month(point)
    return [(value, summary.lang if is_ours else point.lang), *names, (f" ({text})", point.lang)]


def _is_month(point: KeyPoint) -> bool:
    """Whether a key point is a month of no year, or two."""
    return point.kind in (Point.WHEN, Point.DEADLINE) and bool(_MONTH_ALONE.fullmatch(point.value))


def _shown(point: KeyPoint, reader: str) -> str:
    """A value as it is read: ``5 000 000 EUR``, ``10-14 – 10-16`` where there is no year; a month alone in words."""
    if point.name:
        return point.name
    if point.kind is Point.SUM:
        amount, _, currency = point.value.partition(" ")
        return f"{_grouped(amount)}\u00a0{currency}"
    if point.kind not in (Point.WHEN, Point.DEADLINE):
        return point.value
    if _is_month(point):
        return " – ".join(say_month(int(part.removeprefix("--")), reader) for part in point.value.split("/"))
    return " – ".join(part.removeprefix("--") for part in point.value.split("/"))


def _grouped(amount: str) -> str:
    """Digits in groups of three, as ISO 80000 has them; four stay together."""
    whole, mark, rest = amount.partition(".")
    if not whole.isdecimal() or len(whole) <= 4:
        return amount
    return f"{int(whole):,}".replace(",", "\u00a0") + mark + rest
