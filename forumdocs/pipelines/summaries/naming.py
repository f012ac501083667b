"""What the reader of a summary calls the places and institutions of its key points."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forumdocs.chinese import to_traditional
from forumdocs.glossary.concepts import language_of
from forumdocs.languages import is_forum_language
from forumdocs.model import Point
from forumdocs.pipelines.summaries.places import name_in
from forumdocs.pipelines.summaries.points import INSTITUTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.glossary import Matcher
    from forumdocs.model import KeyPoint


def name_points(points: Sequence[KeyPoint], reader: str, matcher: Matcher) -> tuple[KeyPoint, ...]:
    """The key points, each with its name in the reader's language where the table of places or the glossary has one.

    Args:
        points: key points of any languages.
        reader: the language tag of the reader; in one that is none of the forum's nothing is named anew.
        matcher: finds the institutions of the glossary.
    """
    if not is_forum_language(reader):
        return tuple(points)
    return tuple(replace(point, name=_name(point, reader, matcher)) for point in points)


def _name(point: KeyPoint, reader: str, matcher: Matcher) -> str:
    if point.kind is Point.WHERE:
        name = _place(point, reader)
    elif point.kind is Point.WHO:
        name = _institution(point, reader, matcher)
    else:
        return ""
    return "" if name == point.value else name


def _place(point: KeyPoint, reader: str) -> str:
    base = reader.partition("-")[0]
    name = name_in(point.value, point.lang.partition("-")[0], base)
    return to_traditional(name) if reader == "zh-Hant" else name


def _institution(point: KeyPoint, reader: str, matcher: Matcher) -> str:
    for match in matcher.find(point.value, language_of(point.lang)):
        if match.concept.domain == INSTITUTIONS and point.value == point.value[match.start : match.end]:
            term = match.concept.preferred(language_of(reader))
            return term.text if term else ""
    return ""
