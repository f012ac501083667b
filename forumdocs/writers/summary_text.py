"""A summary as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forumdocs.writers import summary_parts as parts
from forumdocs.writers.phrases import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forumdocs.model import Summary


def render(summary: Summary) -> bytes:
    """The sentences, each under its place, then the key points."""
    lines = [summary.title, parts.facts(summary), *parts.notices(summary), "", *_sentences(summary), *_points(summary)]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8")


def render_points(summary: Summary) -> bytes:
    """The key points alone."""
    return ("\n".join(_points(summary)).rstrip() + "\n").encode("utf-8")


def _sentences(summary: Summary) -> Iterator[str]:
    for topic, members in parts.topics(summary):
        if topic:
            yield from (f"[{topic}]", "")
        for sentence in members:
            yield f"{_line(sentence.source)} [{parts.place(sentence, summary)}]"
            if parts.has_translation(sentence):
                yield f"    {_line(sentence.target)}"
            yield ""


def _points(summary: Summary) -> Iterator[str]:
    if summary.points:
        yield say("points", summary.lang)
    for point in parts.points(summary):
        yield f"  {parts.label(point, summary)}: {_line(parts.meaning(point, summary))} [{parts.place(point, summary)}]"


def _line(text: str) -> str:
    return " ".join(text.split())
