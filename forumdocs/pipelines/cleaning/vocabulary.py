"""What the cleaning rules know of the words of sites: :file:`vocabulary.toml`, ready for matching."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_EDGES = re.compile(r"^[^\w#]+|[^\w#]+$")
_DIGITS = re.compile(r"\d[\d.,\u00a0 ]*\d|\d")
_JOINTS = re.compile(r"[\s:|·•【】\[\]()<>«»“”\"]+")
_ICON_LETTER = re.compile(r"^[a-z](?=[\u4e00-\u9fff])")


@lru_cache(maxsize=65536)
def key(line: str) -> str:
    """The form in which a whole line is looked up: no case, bullets, icons or brackets, digits as ``#``.

    >>> key("【 Комментарии (12) 】")
    'комментарии #'

    A single Latin letter before Chinese is an icon font's glyph and goes as well.
    """
    text = _DIGITS.sub("#", unicodedata.normalize("NFKC", line).casefold())
    text = _JOINTS.sub(" ", text).strip()
    return _ICON_LETTER.sub("", _EDGES.sub("", text))


@cache
def _tables() -> dict[str, Any]:
    source = files(__package__).joinpath("vocabulary.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _table(name: str) -> Any:
    table: Any = _tables()
    for part in name.split("."):
        table = table[part]
    return table


@cache
def by_language(name: str) -> dict[str, frozenset[str]]:
    """The lines of table ``name``, such as ``"weak.section"``, as keys by language code."""
    return {lang: frozenset(key(entry) for entry in entries) for lang, entries in _table(name).items()}


@cache
def words(*names: str) -> frozenset[str]:
    """The lines of several tables in all languages, as keys."""
    return frozenset(entry for name in names for entries in by_language(name).values() for entry in entries)


def has(line: str, *names: str) -> bool:
    """Whether the whole line, with or without a counter at its end, stands in one of the tables."""
    form = key(line)
    known = words(*names)
    return form in known or form.removesuffix("#").rstrip() in known


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The entries of a plain list such as ``"spam.cheat"``, as written but for case."""
    return tuple(entry.casefold() for entry in _table(name))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The alternatives of ``patterns.name`` as one expression, for :meth:`re.Pattern.match`."""
    alternatives = "|".join(f"(?:{entry})" for entry in _table(f"patterns.{name}"))
    # Names are told from words by their capitals alone, so the byline pattern minds case.
    return re.compile(alternatives, 0 if name == "byline" else re.IGNORECASE)
