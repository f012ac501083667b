"""What is marked in the text: terms of the glossary by a character style, doubts by comments in the margin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forumdocs.writers import wordml as w
from forumdocs.writers.entries import marks_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forumdocs.model import Pair

AUTHOR, INITIALS = "forumdocs", "fd"


def split_at_terms(pair: Pair, *, target: bool) -> Iterator[tuple[str, bool]]:
    """One side of a pair in pieces, each with whether it is a term of the glossary."""
    text = pair.target if target else pair.source
    free_from = 0
    for mark in marks_in(pair, target=target):
        if mark.start > free_from:
            yield text[free_from : mark.start], False
        yield text[mark.start : mark.end], True
        free_from = mark.end
    if free_from < len(text):
        yield text[free_from:], False


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
