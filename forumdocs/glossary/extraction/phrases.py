"""Stretches of text that may be terms, whatever the language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 5
"""Words of a candidate; longer ones are descriptions. The glossary's own terms have 5 or fewer in 98 of 100."""


class Word(NamedTuple):
    """A word at ``text[start:end]``, and its dictionary form."""

    start: int
    end: int
    base: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A candidate where it stands in a text."""

    words: tuple[Word, ...]
    form: str
    """As a glossary would show it: in the nominative, without particles."""
    spaced: bool = True
    """Whether a space stands between its words; where it does not matter (Korean), it does not."""
    singular: str = ""
    """Its form in the singular, where ``form`` may be a plural."""
    sure: float = 1.0
    """How sure it is that the words are one noun phrase, above 0 and at most 1."""
    proper: bool = False
    """Whether it is written as a name."""

    @property
    def start(self) -> int:
        """Where it begins in its text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends in its text."""
        return self.words[-1].end

    @property
    def key(self) -> str:
        """What is the same for all forms of the candidate."""
        return (" " if self.spaced else "").join(word.base for word in self.words)


def spans(length: int, *, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """All ranges ``(first, stop)`` of one to ``longest`` neighbours among ``length`` words."""
    for first in range(length):
        for stop in range(first + 1, min(length, first + longest) + 1):
            yield first, stop
