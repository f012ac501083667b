"""Simplified and Traditional Chinese: one language to a translation model that knows one of the scripts.

Conversion by OpenCC's phrase tables (Apache-2.0), offline.
"""

from __future__ import annotations

from functools import cache
from typing import Any

SIMPLIFIED, TRADITIONAL = "t2s", "s2t"
"""OpenCC's names of the two conversions."""


def to_simplified(text: str) -> str:
    """Traditional characters turned into Simplified ones; other text unchanged."""
    return str(_converter(SIMPLIFIED).convert(text))


def to_traditional(text: str) -> str:
    """Simplified characters turned into Traditional ones, by phrase where one character stands for several."""
    return str(_converter(TRADITIONAL).convert(text))


@cache
def _converter(name: str) -> Any:
    import opencc

    return opencc.OpenCC(name)
