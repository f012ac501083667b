"""What all pieces of one handout share: its languages, fonts, page and comments."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from forumdocs.model import Kind
from forumdocs.readers.stamps import SEPARATOR
from forumdocs.writers import wordml as w
from forumdocs.writers.docx.marking import Comments, split_at_terms
from forumdocs.writers.fonts import Fonts
from forumdocs.writers.markers import write_marker
from forumdocs.writers.style import Layout, Paper
from forumdocs.writers.tongues import Tongues

if TYPE_CHECKING:
    from forumdocs.model import Pair
    from forumdocs.writers.style import Style

PAPERS = {Paper.A4: w.A4_MM, Paper.LETTER: w.LETTER_MM}
MARGIN_MM = 18.0
NUMBER_WIDTH = 840
"""Width of the column of paragraph numbers, in twentieths of a point: room for ``1234.12`` at 7.5 points."""
TINY = 15
"""Half-points of paragraph numbers."""
UPRIGHT_COLUMNS = 2
"""Columns of text that a page holds upright; with more it is turned."""


@dataclass(frozen=True)
class Setting(Tongues):
    """A document in the making.

    Attributes:
        handouts: one source in one or more target languages.
        style: how it is to look.
        comments: the remarks in the margin so far.
    """

    style: Style
    comments: Comments = field(default_factory=Comments)

    @cached_property
    def fonts(self) -> Fonts:
        """The font of every script."""
        return Fonts(self.style.fonts)

    @cached_property
    def page_mm(self) -> tuple[float, float]:
        """Width and height of the page."""
        width, height = PAPERS[self.style.paper]
        columns = 1 + len(self.targets) if self.style.layout is Layout.TABLE else 1
        return (height, width) if columns > UPRIGHT_COLUMNS else (width, height)

    @cached_property
    def text_width(self) -> int:
        """Width between the margins, in twentieths of a point."""
        return round((self.page_mm[0] - 2 * MARGIN_MM) / 25.4 * 1440)

    @cached_property
    def is_draft(self) -> bool:
        """Whether every page says that a machine translated."""
        return self.style.says_draft(self.handouts)

    def run(self, text: str, lang: str, **looks: Any) -> Any:
        """A run in the fonts of this handout."""
        return w.run(text, lang, fonts=self.fonts, **looks)

    def text(self, pair: Pair, lang: str, *, target: bool, **looks: Any) -> list[Any]:
        """The runs of one side of a pair, its marker before it and its terms in their style."""
        marker = "" if pair.kind is Kind.HEADING else write_marker(pair, lang)
        if not pair.terms or not self.style.mark_terms:
            return [self.run(marker + (pair.target if target else pair.source), lang, **looks)]
        before = [self.run(marker, lang, **looks)] if marker else []
        return before + [
            self.run(piece, lang, **looks, style=w.TERM_STYLE if is_term else "")
            for piece, is_term in split_at_terms(pair, target=target)
        ]

    def reasons(self, pair: Pair, lang: str) -> list[Any]:
        """Why a pair is to be checked, a run a language."""
        return [self.run(" ".join(reasons), tag, size=18) for tag, reasons in self.explain(pair, lang).items()]

    def label(self, key: str, **looks: Any) -> list[Any]:
        """The runs of a phrase in the languages of the handout."""
        runs: list[Any] = []
        for words, lang in self.labels(key):
            runs += [self.run(SEPARATOR, "en", **looks)] if runs else []
            runs.append(self.run(words, lang, **looks))
        return runs
