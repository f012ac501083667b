"""A summary as JSON, in the shape that the command-line reference promises."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forumdocs.model import KeyPoint, Summary, SummarySentence


def render(summary: Summary) -> bytes:
    """The sentences as a UTF-8 JSON list."""
    return _dump([_sentence(sentence, summary) for sentence in summary.sentences])


def render_points(summary: Summary) -> bytes:
    """The key points as a UTF-8 JSON list."""
    return _dump([_point(point) for point in summary.points])


def _dump(rows: list[dict[str, Any]]) -> bytes:
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _sentence(sentence: SummarySentence, summary: Summary) -> dict[str, Any]:
    row: dict[str, Any] = {
        "block": sentence.block,
        "source": sentence.source,
        "target": sentence.target,
        "score": round(sentence.score, 4),
    }
    if len(summary.sources) > 1:
        row |= {"file": sentence.file, "topic": sentence.topic}
    return row


def _point(point: KeyPoint) -> dict[str, Any]:
    return {
        "kind": point.kind.value,
        "value": point.value,
        "text": point.text,
        "block": point.block,
        "lang": point.lang,
        "file": point.file,
        "sentence": point.sentence,
    }
