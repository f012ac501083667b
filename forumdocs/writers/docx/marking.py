"""What is marked in the text: terms of the glossary by a character style, doubts by comments in the margin."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from forumdocs.writers import wordml as w

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forumdocs.model import TermMatch

AUTHOR, INITIALS = "forumdocs", "fd"


def split_at_terms(text: str, terms: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it is one of the terms; case does not count, the longest term wins."""
    pattern = _pattern(tuple(sorted({term for term in terms if term.strip()}, key=lambda term: (-len(term), term))))
    if pattern is None:
        yield text, False
        return
    free_from = 0
    for match in pattern.finditer(text):
        if match.start() > free_from:
            yield text[free_from : match.start()], False
        yield match.group(), True
        free_from = match.end()
    if free_from < len(text):
        yield text[free_from:], False


@lru_cache(maxsize=1024)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    if not terms:
        return None
    choices = "|".join(_bounded(term) for term in terms)
    return re.compile(choices, re.IGNORECASE)


def _bounded(term: str) -> str:
    """A term as a pattern: a Latin or Cyrillic letter at its edge is the edge of a word."""
    before = r"(?<!\w)" if _IS_SPACED.match(term[0]) else ""
    after = r"(?!\w)" if _IS_SPACED.match(term[-1]) else ""
    return before + r"\s+".join(map(re.escape, term.split())) + after


_IS_SPACED = re.compile("[A-Za-z0-9\u00c0-\u024f\u0400-\u04ff]")


def words_of(terms: Sequence[TermMatch]) -> tuple[list[str], list[str]]:
    """What to mark in the source and in the target."""
    return [term.source for term in terms], [term.target for term in terms if term.satisfied]


class Comments:
    """The comments of a document, gathered while its text is written."""

    def __init__(self) -> None:
        self._comments: list[Any] = []

    def attach(self, runs: list[Any], reasons: list[Any]) -> list[Any]:
        """The runs of a target between the marks of a comment; each of the reasons is a paragraph of it."""
        number = len(self._comments)
        notes = [w.element("p", reason) for reason in reasons]
        self._comments.append(w.element("comment", *notes, id=number, author=AUTHOR, initials=INITIALS))
        anchor = w.element(
            "r", w.element("rPr", w.element("lang", val="en-GB")), w.element("commentReference", id=number)
        )
        start, end = (w.element(f"commentRange{edge}", id=number) for edge in ("Start", "End"))
        return [start, *runs, end, anchor]

    def write(self, document: Any) -> None:
        """Put the comments into a document of python-docx, which has none so far."""
        if self._comments:
            w.append(document.part._comments_part.element, *self._comments)
