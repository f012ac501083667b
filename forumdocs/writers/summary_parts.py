"""What all formats of a summary say: its headings, its notices, where a sentence stands."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from forumdocs.languages import name_of
from forumdocs.model import Point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forumdocs.model import KeyPoint, Summary, SummarySentence

SUMMARY, POINTS = "Summary", "Key points"
LABELS = {
    Point.WHO: "Who",
    Point.WHEN: "When",
    Point.WHERE: "Where",
    Point.SUM: "Sums",
    Point.DECISION: "Decisions",
    Point.DEADLINE: "Deadlines",
}
"""What the kinds of key points are called."""
_MONTH_ALONE = re.compile(r"--\d\d(?:/--\d\d)?")
OTHER_TOPICS = "Other topics"
WHOLE = "The text is too short to summarise and stands here whole."
DRAFT = "DRAFT: machine translation, to be revised by a translator."


def facts(summary: Summary) -> str:
    """One line on where the sentences come from."""
    count = len(summary.sentences)
    sentences = f"{count} sentence" if count == 1 else f"{count} sentences"
    files = summary.sources
    of = ", ".join(files) if len(files) <= 3 else f"{files[0]} and {len(files) - 1} more documents"
    to = f", with {name_of(summary.target_lang)} beside them" if summary.target_lang else ""
    return f"{sentences} of {of}{to}. ¶ is the paragraph that a sentence is cited from."


def notices(summary: Summary) -> list[str]:
    """What a reader has to know before reading."""
    return [text for text, is_so in ((WHOLE, summary.whole), (DRAFT, summary.draft)) if is_so]


def topics(summary: Summary) -> Iterator[tuple[str, list[SummarySentence]]]:
    """The sentences under their topics; without a name where there is one document."""
    several = len({sentence.topic for sentence in summary.sentences}) > 1
    for topic, members in groupby(summary.sentences, key=lambda sentence: sentence.topic):
        yield (topic or OTHER_TOPICS) if several else topic, list(members)


def place(item: SummarySentence | KeyPoint, summary: Summary) -> str:
    """Where a sentence or a fact is cited from: ``"¶ 3"``, with the file where there are several."""
    file = f"{item.file} " if len(summary.sources) > 1 and item.file else ""
    return f"{file}¶ {item.block}"


def has_translation(sentence: SummarySentence) -> bool:
    """Whether a translation stands beside a sentence, other than itself."""
    return bool(sentence.target) and sentence.target != sentence.source


def meaning(point: KeyPoint) -> str:
    """The value of a key point for a reader: with the words of the source where these differ."""
    value, text = _shown(point), " ".join(point.text.split()).rstrip(".")
    return value if value in (text, point.text) else f"{value} ({text})"


def _shown(point: KeyPoint) -> str:
    """A value as it is read: ``5 000 000 EUR``, ``10-14 – 10-16`` where there is no year; a month alone in words."""
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
