"""The floor under the search for terms: our own labelled sentences, every language apart."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from forumdocs.glossary import Matcher
from forumdocs.glossary.loading import load_file

GOLD = Path(__file__).resolve().parents[2] / "corpora" / "gold"
LANGUAGES = ("en", "zh", "zh-Hant", "ko", "ru", "ja", "th")
FLOOR = 0.98


@cache
def cases() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads((GOLD / "terms.json").read_text(encoding="utf-8")))


@cache
def matcher() -> Matcher:
    return Matcher(load_file(GOLD / "terms-glossary.toml"))


def labels(case: dict[str, Any]) -> Counter[tuple[str, str]]:
    return Counter((concept, surface) for concept, surface in case["terms"])


def found(case: dict[str, Any]) -> Counter[tuple[str, str]]:
    text = case["text"]
    return Counter((match.concept.id, text[match.start : match.end]) for match in matcher().find(text, case["lang"]))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_precision_and_recall_are_at_the_floor(lang: str) -> None:
    chosen = [case for case in cases() if case["lang"] == lang]
    right = sum((found(case) & labels(case)).total() for case in chosen)
    said = sum(found(case).total() for case in chosen)
    true = sum(labels(case).total() for case in chosen)
    wrong = [case["id"] for case in chosen if found(case) != labels(case)]
    assert right / said >= FLOOR, wrong
    assert right / true >= FLOOR, wrong


def test_there_are_enough_cases_and_enough_of_them_hold_no_term() -> None:
    empty = [case for case in cases() if not case["terms"]]
    assert len(cases()) >= 300
    assert len(empty) >= len(cases()) / 4
    assert len({case["id"] for case in cases()}) == len(cases())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_matches_are_in_order_and_none_is_over_another(lang: str) -> None:
    text = "\n\n".join(case["text"] for case in cases() if case["lang"] == lang)
    matches = matcher().find(text, lang)
    assert matches
    assert all(first.end <= second.start for first, second in pairwise(matches))
