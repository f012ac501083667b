from __future__ import annotations

import pytest

from forumdocs.glossary import Concept, Glossary, Matcher, Term
from forumdocs.model import KeyPoint, Point
from forumdocs.pipelines.summaries.naming import name_points

MATCHER = Matcher(
    Glossary(
        [Concept("coil-board", (Term("Coil Board", "en"), Term("线圈局", "zh-Hans")), "institutions", "proper-noun")]
    )
)


def name(kind: Point, value: str, lang: str, reader: str) -> str:
    return name_points([KeyPoint(kind, value, value, 1, lang)], reader, MATCHER)[0].name


@pytest.mark.parametrize(
    ("value", "lang", "reader", "expected"),
    [
        ("Казань", "ru", "en", "Kazan"),
        ("Казань", "ru", "ko", "카잔"),
        ("South Korea", "en", "ru", "Южная Корея"),
        ("德国", "zh", "ja", "ドイツ"),
        ("Germany", "en", "zh-Hant", "德國"),
        ("서울", "ko", "zh-Hans", "首尔"),
    ],
)
def test_a_place_of_the_table_is_named_in_the_language_of_the_reader(
    value: str, lang: str, reader: str, expected: str
) -> None:
    assert name(Point.WHERE, value, lang, reader) == expected


@pytest.mark.parametrize(
    ("value", "lang", "reader"),
    [("Room 4", "en", "ru"), ("Казань", "ru", "ru"), ("Казань", "ru", "th"), ("Kazan", "en", "de")],
)
def test_what_the_table_does_not_know_keeps_its_name(value: str, lang: str, reader: str) -> None:
    assert name(Point.WHERE, value, lang, reader) == ""


def test_an_institution_is_named_by_the_glossary() -> None:
    assert name(Point.WHO, "Coil Board", "en", "zh") == "线圈局"
    assert name(Point.WHO, "线圈局", "zh", "en") == "Coil Board"
    assert name(Point.WHO, "Coil Board", "en", "ko") == ""
    assert name(Point.WHO, "Odile Marchetti", "en", "zh") == ""
