"""The bullet or number before a list item, as the readers of each language write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forumdocs.model import Kind

if TYPE_CHECKING:
    from forumdocs.model import Pair

_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", start=1)}
_HAN_NUMBER = re.compile("([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)")
_MARKER = re.compile("(?P<open>[（(]?)(?P<number>[一二三四五六七八九十]{1,3})(?P<close>[、.．)）])")
_CLOSING = {"、": ".", "．": ".", "）": ")"}
_SEPARATE = {"、": "", "．": " ", "）": ""}
"""What parts a marker from its text: a full-width sign brings its own space."""
BULLET = "•"
_TYPED_BULLETS = {"", "-", "*", "+"}
_HAN_READERS = frozenset({"zh", "ja", "ko"})


def write_marker(pair: Pair, lang: str) -> str:
    """The marker of a pair's item and what parts it from the text; empty behind the item's first sentence.

    Readers who know no Han numerals get ``"2. "`` for ``"二、"`` and ``"(3) "`` for ``"（三）"``.
    """
    if not pair.marker or not pair.id.endswith(".1"):
        return ""
    marker = pair.marker if lang.split("-", 1)[0] in _HAN_READERS else _without_han(pair.marker)
    return marker + _SEPARATE.get(marker[-1], " ")


def show_marker(pair: Pair, lang: str) -> str:
    """As :func:`write_marker`, a bullet for an item whose own marker is not known or a sign of the keyboard."""
    is_start = pair.kind is Kind.LIST_ITEM and pair.id.endswith(".1")
    return f"{BULLET} " if is_start and pair.marker in _TYPED_BULLETS else write_marker(pair, lang)


def _without_han(marker: str) -> str:
    match = _MARKER.fullmatch(marker)
    number = _HAN_NUMBER.fullmatch(match["number"]) if match else None
    if not match or not number:
        return marker
    tens, ten, ones = number.groups()
    value = (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones if ten else tens, 0)
    close = _CLOSING.get(match["close"], match["close"])
    return f"{'(' if match['open'] else ''}{value}{close}"
