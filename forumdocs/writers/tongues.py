"""The languages of a handout: those of its source, those of its readers, and what it says to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from forumdocs.detection.han import script_of
from forumdocs.languages import LANGUAGES, is_forum_language, name_of
from forumdocs.readers.stamps import SEPARATOR
from forumdocs.writers.phrases import say_in
from forumdocs.writers.reasons import explain

if TYPE_CHECKING:
    from forumdocs.model import Handout, Pair


@dataclass(frozen=True)
class Tongues:
    """The languages of one source and its translations.

    Attributes:
        handouts: one source in one or more target languages.
    """

    handouts: tuple[Handout, ...]

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """Tags of the target languages, in the order of their columns."""
        return tuple(handout.target_lang for handout in self.handouts)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Tags of the languages of the source that had to be translated."""
        return tuple(dict.fromkeys(self.tag(lang) for handout in self.handouts for lang in handout.source_langs))

    @cached_property
    def readers(self) -> tuple[str, ...]:
        """The languages that the handout speaks by itself: the first of the source, and the targets."""
        return tuple(dict.fromkeys((*self._main, *self.targets)))

    @cached_property
    def _main(self) -> tuple[str, ...]:
        """The language that the source is in first, if it is one of the forum."""
        return tuple(filter(is_forum_language, self.sources[:1]))

    @cached_property
    def _chinese(self) -> str:
        """The tag of Chinese as the source writes it."""
        text = "".join(pair.source for pair in self.handouts[0].pairs if pair.source_lang == "zh")
        return "zh-Hant" if script_of(text) == "Hant" else "zh"

    def tag(self, lang: str) -> str:
        """A language of the source with the script that the source has."""
        return self._chinese if lang == "zh" else lang

    def tag_of(self, pair: Pair) -> str:
        """The language of the source of a pair, with the script that its document has."""
        return self.tag(pair.source_lang)

    @property
    def line(self) -> str:
        """From which languages into which, each named in itself, such as ``"中文 → English"``."""
        sources, targets = (", ".join(map(native_name, langs)) for langs in (self.sources, self.targets))
        return f"{sources} → {targets}" if sources else targets

    @property
    def voices(self) -> dict[str, Handout]:
        """Each target language with its handout; before a single one the language of the source."""
        main = self._main if len(self.handouts) == 1 else ()
        return dict.fromkeys(main, self.handouts[0]) | {handout.target_lang: handout for handout in self.handouts}

    def labels(self, key: str) -> list[tuple[str, str]]:
        """A phrase in the languages of the readers, each wording once, with its language."""
        return say_in(key, self.readers)

    def label_text(self, key: str) -> str:
        """A phrase in the languages of the readers, where languages cannot be told apart."""
        return SEPARATOR.join(words for words, _ in self.labels(key))

    def explain(self, pair: Pair, lang: str) -> dict[str, list[str]]:
        """Why a pair is to be checked, a sentence for each flag, in the main language of the source and in a target."""
        return {tag: explain(pair, tag) for tag in (*self._main, lang)}


def native_name(lang: str) -> str:
    """The name of a language in itself; in English where the table does not hold it."""
    if lang == "zh-Hant":
        return "中文（繁體）"
    base = lang.split("-", 1)[0]
    return LANGUAGES[base].native if base in LANGUAGES else name_of(lang)
