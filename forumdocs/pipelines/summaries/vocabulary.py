"""The patterns of :file:`vocabulary.toml`, ready for matching."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from forumdocs.glossary.extraction.chinese import SURNAMES

_KOREAN_SURNAMES = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민"
_TRADITIONAL_SURNAMES = "張劉陳楊趙黃吳孫馬羅鄭謝韓馮鄧許呂蘇盧蔣賈葉閻鐘範譚鄒陸顧龍萬錢湯喬賀賴龔"


@cache
def pattern(name: str, lang: str) -> re.Pattern[str] | None:
    """A pattern of the vocabulary in a base language, with what counts in all of them; None where it has none."""
    table = _tables()[name]
    parts = [table[key] for key in ("all", lang) if key in table]
    if not parts:
        return None
    text = "|".join(parts).replace("\n", "")
    text = text.replace("SURNAMES", f"[{''.join(sorted(SURNAMES))}{_TRADITIONAL_SURNAMES}]")
    return re.compile(text.replace("KOREAN", f"[{_KOREAN_SURNAMES}]"), re.IGNORECASE)


@cache
def currencies(lang: str) -> tuple[tuple[str, str], ...]:
    """Patterns of currencies in a base language, each with its ISO 4217 code."""
    table = _tables()["currency"]
    return tuple((text, code) for key in (lang, "all") for code, text in table.get(key, {}).items())


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8"))
