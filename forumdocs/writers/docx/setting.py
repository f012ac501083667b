"""What all pieces of one handout share: its languages, fonts, page and comments."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from forumdocs.detection.han import script_of
from forumdocs.languages import LANGUAGES, is_forum_language, name_of
from forumdocs.model import Kind
from forumdocs.writers import wordml as w
from forumdocs.writers.docx.marking import Comments, split_at_terms
from forumdocs.writers.fonts import Fonts
from forumdocs.writers.markers import write_marker
from forumdocs.writers.phrases import say
from forumdocs.writers.reasons import explain
from forumdocs.writers.style import Layout, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forumdocs.model import Handout, Pair
    from forumdocs.writers.style import Style

PAPERS = {Paper.A4: w.A4_MM, Paper.LETTER: w.LETTER_MM}
MARGIN_MM = 18.0
NUMBER_WIDTH = 840
"""Width of the column of paragraph numbers, in twentieths of a point: room for ``1234.12`` at 7.5 points."""
TINY = 15
"""Half-points of paragraph numbers."""
UPRIGHT_COLUMNS = 2
"""Columns of text that a page holds upright; with more it is turned."""
LABEL_SEPARATOR = " / "


@dataclass(frozen=True)
class Setting:
    """A document in the making.

    Attributes:
        handouts: one source in one or more target languages.
        style: how it is to look.
        comments: the remarks in the margin so far.
    """

    handouts: tuple[Handout, ...]
    style: Style
    comments: Comments = field(default_factory=Comments)

    @cached_property
    def fonts(self) -> Fonts:
        """The font of every script."""
        return Fonts(self.style.fonts)

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """Tags of the target languages, in the order of their columns."""
        return tuple(handout.target_lang for handout in self.handouts)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Tags of the languages of the source that had to be translated."""
        return tuple(dict.fromkeys(self._tag(lang) for handout in self.handouts for lang in handout.source_langs))

    @cached_property
    def _chinese(self) -> str:
        """The tag of Chinese as the source writes it."""
        text = "".join(pair.source for pair in self.handouts[0].pairs if pair.source_lang == "zh")
        return "zh-Hant" if script_of(text) == "Hant" else "zh"

    def _tag(self, lang: str) -> str:
        return self._chinese if lang == "zh" else lang

    def tag_of(self, pair: Pair) -> str:
        """The language of the source of a pair, with the script that its document has."""
        return self._tag(pair.source_lang)

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
        return not self.style.final and any(handout.draft for handout in self.handouts)

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
        """Why a pair is to be checked, a run a language: that of its source, then that of its target."""
        langs = dict.fromkeys((*filter(is_forum_language, self.sources[:1]), lang))
        return [self.run(" ".join(explain(pair, tag)), tag, size=18) for tag in langs]

    def labels(self, key: str) -> Iterator[tuple[str, str]]:
        """A phrase in the languages of the handout, each wording once, with its language."""
        langs = (*filter(is_forum_language, self.sources[:1]), *self.targets)
        wordings = {say(key, lang): lang for lang in reversed(langs)}
        return iter(list(wordings.items())[::-1])

    def label(self, key: str, **looks: Any) -> list[Any]:
        """The runs of a phrase in the languages of the handout."""
        runs: list[Any] = []
        for words, lang in self.labels(key):
            runs += [self.run(LABEL_SEPARATOR, "en", **looks)] if runs else []
            runs.append(self.run(words, lang, **looks))
        return runs


def native_name(lang: str) -> str:
    """The name of a language in itself; in English where the table does not hold it."""
    if lang == "zh-Hant":
        return "中文（繁體）"
    base = lang.split("-", 1)[0]
    return LANGUAGES[base].native if base in LANGUAGES else name_of(lang)
