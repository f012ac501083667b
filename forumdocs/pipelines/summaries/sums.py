"""Sums of money in running text, each as an amount and an ISO 4217 code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING

from forumdocs.mt.numbers import find_numbers, plain
from forumdocs.pipelines.summaries.vocabulary import currencies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forumdocs.mt.numbers import Number

_SIGN = re.compile(r"[A-Z]{0,3}[$€£¥₩₽฿₹￥]|[A-Z]{3}")
"""Signs and codes, which may stand before the number; a word such as 원 follows it."""


@dataclass(frozen=True, slots=True)
class Money:
    """A sum at ``text[start:end]``: ``"3200 CNY"``."""

    start: int
    end: int
    value: str


def find_sums(text: str, lang: str) -> list[Money]:
    """The sums of a text in order. ``text`` is in Unicode's form NFKC."""
    marks = [(match.start(), match.end(), code) for match, code in _marks(text, lang)]
    if not marks:
        return []
    found: list[Money] = []
    taken = set[int]()
    numbers = [(number, amount) for number in find_numbers(text, lang) if (amount := _amount(number))]
    for start, end, code in marks:
        for number, amount in numbers:
            if number.start in taken or not _touches(text, number, start, end):
                continue
            taken.add(number.start)
            found.append(Money(min(start, number.start), max(end, number.end), f"{amount} {code}"))
            break
    return sorted(found, key=lambda money: money.start)


def _marks(text: str, lang: str) -> Iterator[tuple[re.Match[str], str]]:
    """The names and signs of currencies, the longest first where two begin together."""
    pattern, codes = _pattern(lang)
    for match in pattern.finditer(text):
        yield match, codes[match.lastgroup or ""]


@cache
def _pattern(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """All currencies as one pattern, and the code of each of its groups."""
    pieces = [(piece, code) for text, code in currencies(lang) for piece in _alternatives(text)]
    pieces.sort(key=lambda piece: -len(piece[0]))
    spaced = lang in ("en", "ru")
    parts = [
        f"(?P<c{number}>{_bounded(piece) if spaced or piece.isascii() else piece})"
        for number, (piece, _) in enumerate(pieces)
    ]
    return re.compile("|".join(parts), re.IGNORECASE), {f"c{n}": code for n, (_, code) in enumerate(pieces)}


def _alternatives(text: str) -> list[str]:
    """The alternatives of a pattern outside of its brackets."""
    pieces, depth = [""], 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += char
    return [piece.replace("(", "(?:").replace("(?:?", "(?") for piece in pieces]


def _bounded(piece: str) -> str:
    start = r"(?<![^\W\d_])" if piece[0].isalpha() or piece[0] == "(" else ""
    return start + piece + (r"(?![^\W\d_])" if piece[-1] not in "$€£¥₩₽฿₹" else "")


def _touches(text: str, number: Number, start: int, end: int) -> bool:
    """Whether a number stands right before the name of a currency, on either side of its sign, or in it (US$3 m)."""
    if number.start <= start < number.end or number.start < end <= number.end:
        return True
    if number.end > start and not _SIGN.fullmatch(text, start, end):
        return False
    between = text[number.end : start] if number.end <= start else text[end : number.start]
    return len(between) <= 2 and not between.strip(" \u00a0~-")


def _amount(number: Number) -> str:
    """The largest reading: ``1.000 EUR`` is a thousand."""
    values = []
    for reading in number.readings:
        try:
            values.append(Decimal(reading))
        except InvalidOperation:  # a time of day, a section such as 2.1.3
            continue
    return plain(max(values)) if values and number.demanded else ""
