"""What came of reading a glossary of another program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forumdocs.glossary.concepts import Concept


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row or an entry that cannot be used; ``line`` counts from 1 as the file's own program shows it."""

    line: int
    problem: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Imported:
    """The entries of a file, the rows that could not be used, and what of the file was not understood."""

    concepts: tuple[Concept, ...]
    bad: tuple[BadRow, ...] = ()
    notices: tuple[str, ...] = ()
