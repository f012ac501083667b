"""How a handout is to look: what the user chooses, for every writer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forumdocs.model import Handout


class Layout(StrEnum):
    """How source and target stand to each other."""

    TABLE = "table"
    STACKED = "stacked"
    INPLACE = "inplace"
    BILINGUAL = "bilingual"

    @property
    def is_in_source(self) -> bool:
        """Whether the source document itself is written, with all that stands in it."""
        return self in (Layout.INPLACE, Layout.BILINGUAL)


class Paper(StrEnum):
    """Sizes of paper."""

    A4 = "A4"
    LETTER = "Letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The look of a handout.

    Attributes:
        layout: source and target side by side, one under the other, or in the source document itself.
        final: without the header that calls it a draft.
        paper: size of the pages.
        fonts: font by script as :mod:`forumdocs.languages` names them, in place of the usual ones.
        mark_terms: whether glossary terms carry their quiet style.
        appendix: whether the terms follow in a table.
        signature: whether a block to sign and approve stands at the end.
    """

    layout: Layout = Layout.TABLE
    final: bool = False
    paper: Paper = Paper.A4
    fonts: tuple[tuple[str, str], ...] = ()
    mark_terms: bool = True
    appendix: bool = True
    signature: bool = False

    def says_draft(self, handouts: Iterable[Handout]) -> bool:
        """Whether the output says that a machine translated, and nobody revised it."""
        return not self.final and any(handout.draft for handout in handouts)


PLAIN = Style()
"""What a handout looks like where nothing was chosen."""
