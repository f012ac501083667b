"""What all parts of one page share: its languages, its passages, its terms and pictures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from forumdocs.writers.entries import find_entries
from forumdocs.writers.images import MOST_BYTES, MOST_TOGETHER, media_type
from forumdocs.writers.passages import (
    Grid,
    Passage,
    heading_levels,
    is_passed_on,
    place_pictures,
    read_new_passages,
    take_title,
)
from forumdocs.writers.phrases import say
from forumdocs.writers.style import Layout, Style
from forumdocs.writers.tongues import Tongues

if TYPE_CHECKING:
    from forumdocs.glossary import Concept
    from forumdocs.model import Picture


@dataclass(frozen=True)
class Setting(Tongues):
    """A page in the making.

    Attributes:
        style: how it is to look.
    """

    style: Style

    @property
    def is_table(self) -> bool:
        """Whether source and targets stand side by side."""
        return self.style.layout is Layout.TABLE

    @cached_property
    def is_draft(self) -> bool:
        """Whether the page says that a machine translated."""
        return self.style.says_draft(self.handouts)

    @cached_property
    def _passages(self) -> tuple[Passage | Grid, ...]:
        return tuple(read_new_passages(self.handouts))

    @cached_property
    def _parted(self) -> tuple[Passage | None, list[Passage | Grid]]:
        return take_title(self._passages, self.handouts[0])

    @property
    def title(self) -> Passage | None:
        """The first passage where it is the title."""
        return self._parted[0]

    @property
    def passages(self) -> list[Passage | Grid]:
        """The text below the title."""
        return self._parted[1]

    @cached_property
    def levels(self) -> dict[int, int]:
        """The level of each heading by block, the title left out."""
        return heading_levels(self.passages, top=2)

    @cached_property
    def places(self) -> dict[int, int]:
        """The block that a link leads to by the block that it is to lead to: all of a table lead to its first."""
        found: dict[int, int] = {}
        for passage in self._passages:
            if isinstance(passage, Grid):
                cells = (cell for row in passage.rows for cells in row for cell in cells)
                found |= dict.fromkeys((cell.block for cell in cells), passage.first.block)
            else:
                found[passage.block] = passage.block
        return found

    @cached_property
    def has_source(self) -> bool:
        """Whether the source has a column."""
        return len(self.handouts) > 1 or not all(is_passed_on(pair) for pair in self.handouts[0].pairs)

    @property
    def columns(self) -> int:
        """The columns of text."""
        return self.has_source + len(self.handouts)

    @cached_property
    def entries(self) -> dict[str, Concept]:
        """The entries of the glossary by concept."""
        return find_entries(self.handouts)

    @cached_property
    def anchors(self) -> dict[str, str]:
        """The id of each entry by concept."""
        return {concept: f"term-{number}" for number, concept in enumerate(self.entries, 1)}

    @cached_property
    def pictures(self) -> dict[int, list[tuple[int, Picture]]]:
        """The pictures of the source with their numbers, by the block that they stand behind."""
        return place_pictures(self._passages, self.handouts[0].pictures)

    @cached_property
    def lost(self) -> dict[int, str]:
        """Why pictures are not in the page, by their numbers."""
        lost, size = {}, 0
        for number, picture in (numbered for found in self.pictures.values() for numbered in found):
            length = len(picture.data)
            if not media_type(picture):
                lost[number] = self.say("unknown-format")
            elif length > MOST_BYTES or size + length > MOST_TOGETHER:
                lost[number] = self.say("too-large").format(size=f"{length / 2**20:.0f}")
            else:
                size += length
        return lost

    def say(self, key: str) -> str:
        """A phrase in the language of the page, where there is no room for several."""
        return say(key, self.targets[0])

    def passage_after(self, passage: Passage | Grid) -> Passage | Grid | None:
        """The passage that follows another."""
        after = self._passages.index(passage) + 1
        return self._passages[after] if after < len(self._passages) else None
