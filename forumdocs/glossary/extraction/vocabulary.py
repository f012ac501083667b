"""The word lists of extraction, from ``vocabulary.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("vocabulary.toml")


@cache
def word_list(lang: str, name: str) -> frozenset[str]:
    """A list of the words of a language, such as ``("en", "function-words")``."""
    return frozenset(_tables()[lang][name].split())


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tables
