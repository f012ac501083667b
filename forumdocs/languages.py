"""The one table of languages: codes, names, scripts, fonts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forumdocs.errors import LanguageError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Language:
    """What the program knows of a language.

    ``spaced`` tells whether words are set apart by spaces; ``font`` is the family that a writer names first
    for its script (present in Office on Windows and macOS; other systems substitute), ``ooxml`` the tag for
    ``w:lang``.
    """

    code: str
    name: str
    native: str
    spaced: bool
    font: str
    ooxml: str


LANGUAGES: dict[str, Language] = {
    lang.code: lang
    for lang in (
        Language("en", "English", "English", True, "Calibri", "en-GB"),
        Language("zh", "Chinese", "中文", False, "Microsoft YaHei", "zh-CN"),
        Language("ko", "Korean", "한국어", True, "Malgun Gothic", "ko-KR"),
        Language("ru", "Russian", "Русский", True, "Calibri", "ru-RU"),
        Language("ja", "Japanese", "日本語", False, "Yu Gothic", "ja-JP"),
        Language("th", "Thai", "ไทย", False, "Leelawadee UI", "th-TH"),
    )
}
"""The forum languages by base code, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A language as a user named it: base code, and script where it matters (``"Hans"``, ``"Hant"``)."""

    code: str
    script: str = ""

    def __str__(self) -> str:
        return f"{self.code}-{self.script}" if self.script else self.code


_HANT_REGIONS = {"tw", "hk", "mo"}
_HANS_REGIONS = {"cn", "sg", "my"}


def parse_tag(text: str) -> Tag:
    """Read a BCP 47 tag such as ``en``, ``zh-Hant``, ``zh-TW`` or ``en-GB``.

    Raises:
        LanguageError: the base language is none of :data:`LANGUAGES`.
    """
    base, *rest = text.strip().replace("_", "-").lower().split("-")
    if base not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise LanguageError(f"'{text}' is not a language that forumdocs translates; choose one of {known}.")
    script = ""
    if base == "zh":
        for part in rest:
            if part == "hant" or part in _HANT_REGIONS:
                script = "Hant"
            elif part == "hans" or part in _HANS_REGIONS:
                script = "Hans"
    return Tag(base, script)


def is_forum_language(tag: str) -> bool:
    """Whether a language tag names one of :data:`LANGUAGES`."""
    return tag.split("-", 1)[0].lower() in LANGUAGES


_HANT_FONT, _HANT_OOXML = "Microsoft JhengHei", "zh-TW"


def font_of(tag: str) -> str:
    """The font family for the script of a language tag; Latin for a language the table does not hold."""
    if tag == "zh-Hant":
        return _HANT_FONT
    return LANGUAGES.get(tag.split("-", 1)[0], LANGUAGES["en"]).font


def ooxml_tag(tag: str) -> str:
    """The value of ``w:lang`` for a language tag, such as ``"zh-CN"`` for ``"zh"``."""
    if tag == "zh-Hant":
        return _HANT_OOXML
    base = tag.split("-", 1)[0]
    return LANGUAGES[base].ooxml if base in LANGUAGES else tag


_SCRIPTS = {"Hans": "Simplified", "Hant": "Traditional"}


def name_of(tag: str) -> str:
    """The English name of a language, such as "Traditional Chinese"; its code where the table does not hold it."""
    base, _, script = tag.partition("-")
    name = LANGUAGES[base].name if base in LANGUAGES else base
    return f"{_SCRIPTS[script]} {name}" if script in _SCRIPTS else name


_UNSPACED_END = re.compile("[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffef…—”’]\\Z")
"""Han, kana and their punctuation: what follows stands without a space."""
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def join_sentences(sentences: Iterable[str]) -> str:
    """Join sentences into a paragraph: a space between them, none after Chinese or Japanese text."""
    joined = ""
    for sentence in sentences:
        if joined and not (_UNSPACED_END.search(joined) and _UNSPACED.search(joined[-20:])):
            joined += " "
        joined += sentence
    return joined
