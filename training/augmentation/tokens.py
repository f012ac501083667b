"""What may be swapped in a sentence, and what is swapped in all its languages at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

Group = Mapping[str, str]
"""A sentence by language: ``{"en": …, "zh": …, "ko": …, "ru": …, "ja": …}``."""


class Unwritable(ValueError):
    """A value has no form that would be right in this place."""


@dataclass(frozen=True, slots=True)
class Token:
    """A value at ``text[start:end]`` of a sentence in one language.

    ``write`` gives another value the form that it must have in this place: case and number, separators, the same
    spelling of the month. It raises :class:`Unwritable` where there is none.
    """

    kind: str
    value: Hashable
    start: int
    end: int
    write: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Slot:
    """A value that every language of a group has exactly once, with its place in each."""

    kind: str
    value: Hashable
    tokens: Mapping[str, Token]


def blank(text: str, tokens: list[Token]) -> str:
    """The text with its tokens made illegible, so that what is found next lies outside them."""
    for token in tokens:
        text = text[: token.start] + "\0" * (token.end - token.start) + text[token.end :]
    return text
