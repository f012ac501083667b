"""Fonts by script: what the user chose, what Office has, and what other systems have in its place."""

from __future__ import annotations

from dataclasses import dataclass

from forumdocs.errors import WriteError
from forumdocs.languages import LANGUAGES, font_of

SCRIPTS: dict[str, str] = {
    "en": "Latn",
    "ru": "Cyrl",
    "zh": "Hans",
    "zh-Hant": "Hant",
    "ko": "Kore",
    "ja": "Jpan",
    "th": "Thai",
}
"""ISO 15924 code of the script of each language."""

FALLBACKS: dict[str, tuple[str, ...]] = {
    "Calibri": ("Carlito", "Helvetica Neue", "Noto Sans"),
    "Microsoft YaHei": ("PingFang SC", "Noto Sans CJK SC"),
    "Microsoft JhengHei": ("PingFang TC", "Noto Sans CJK TC"),
    "Malgun Gothic": ("Apple SD Gothic Neo", "Noto Sans CJK KR"),
    "Yu Gothic": ("Hiragino Sans", "Noto Sans CJK JP"),
    "Leelawadee UI": ("Thonburi", "Noto Sans Thai", "Loma"),
}
"""Fonts of macOS and of Linux that stand in for those of Office on Windows, in order."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The font of every script.

    Attributes:
        chosen: pairs of script and font in place of the usual ones.
    """

    chosen: tuple[tuple[str, str], ...] = ()

    def of(self, lang: str) -> str:
        """The font for the script of a language tag; the Latin one for a language that no table holds."""
        script = SCRIPTS.get(lang) or SCRIPTS.get(lang.split("-", 1)[0], "Latn")
        return dict(self.chosen).get(script) or font_of(lang)

    def names(self) -> tuple[str, ...]:
        """All fonts, each once."""
        return tuple(dict.fromkeys(self.of(lang) for lang in SCRIPTS))


USUAL = Fonts()


def parse_fonts(text: str) -> tuple[tuple[str, str], ...]:
    """Read ``SCRIPT=NAME,…``, such as ``"Hans=SimSun,th=TH Sarabun New"``: a script code, or a language.

    Raises:
        WriteError: a script is not known, or its font has no name.
    """
    known = {script.lower(): script for script in SCRIPTS.values()} | {
        lang.lower(): script for lang, script in SCRIPTS.items()
    }
    fonts = []
    for part in filter(str.strip, text.split(",")):
        script, _, font = (piece.strip() for piece in part.partition("="))
        if script.lower() not in known or not font:
            scripts = ", ".join(SCRIPTS.values())
            raise WriteError(
                f"--fonts {part.strip()}: write SCRIPT=NAME with one of {scripts}, or {', '.join(LANGUAGES)}."
            )
        fonts.append((known[script.lower()], font))
    return tuple(fonts)
