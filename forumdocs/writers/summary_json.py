"""A summary as JSON, in the shape that the command-line reference promises."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from forumdocs.writers import summary_parts as parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.model import KeyPoint, Summary, SummarySentence


def render(summary: Summary) -> bytes:
    """The sentences as a UTF-8 JSON list."""
    rows = zip(*(each.sentences for each in parts.readings(summary)), strict=True)
    return _dump([_sentence(row, summary) for row in rows])


def render_points(summary: Summary) -> bytes:
    """The key points as a UTF-8 JSON list."""
    rows = zip(*(each.points for each in parts.readings(summary)), strict=True)
    return _dump([_point(row, summary) for row in rows])


def _dump(rows: list[dict[str, Any]]) -> bytes:
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _sentence(told: Sequence[SummarySentence], summary: Summary) -> dict[str, Any]:
    sentence = told[0]
    row: dict[str, Any] = {
        "block": sentence.block,
        "source": sentence.source,
        "target": sentence.target,
        "score": round(sentence.score, 4),
    }
    if len(summary.sources) > 1:
        row |= {"file": sentence.file, "topic": sentence.topic}
    return row | ({"targets": _targets(told, summary)} if summary.others else {})


def _point(told: Sequence[KeyPoint], summary: Summary) -> dict[str, Any]:
    point = told[0]
    row = {
        "kind": point.kind.value,
        "value": point.value,
        "text": point.text,
        "block": point.block,
        "lang": point.lang,
        "file": point.file,
        "sentence": point.sentence,
    }
    return row | ({"targets": _targets(told, summary)} if point.target else {})


def _targets(told: Sequence[SummarySentence | KeyPoint], summary: Summary) -> dict[str, str]:
    """What a sentence is in each language that the summary was asked for."""
    return {each.target_lang: one.target for each, one in zip(parts.readings(summary), told, strict=True)}
