"""A summary as Markdown: a list of sentences, a table of key points."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forumdocs.writers import summary_parts as parts
from forumdocs.writers.phrases import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forumdocs.model import Summary

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def render(summary: Summary) -> bytes:
    """The summary as CommonMark with a table."""
    return ("\n".join(_lines(summary)).rstrip() + "\n").encode("utf-8")


def _lines(summary: Summary) -> Iterator[str]:
    yield from (f"# {_escape(summary.title)}", "", _escape(parts.facts(summary)), "")
    for notice in parts.notices(summary):
        yield from (f"> {notice}", "")
    yield from (f"## {_escape(say('summary', summary.lang))}", "")
    for topic, members in parts.topics(summary):
        if topic:
            yield from (f"### {_escape(topic)}", "")
        for sentence in members:
            yield f"- {_escape(sentence.source)} *({_escape(parts.place(sentence, summary))})*"
            if parts.has_translation(sentence):
                yield from ("", f"  {_escape(sentence.target)}")
        yield ""
    if summary.points:
        yield from (f"## {_escape(say('points', summary.lang))}", "", "| | | |", "| --- | --- | --- |")
    for point in parts.points(summary):
        cells = (
            parts.label(point, summary),
            _escape(parts.meaning(point, summary)),
            _escape(parts.place(point, summary)),
        )
        yield f"| {' | '.join(cells)} |"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
