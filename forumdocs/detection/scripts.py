"""Writing systems: which characters they have, and where their words stand in a text."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class System(StrEnum):
    """A writing system by its ISO 15924 code; Han characters and kana count as one.

    Where a text has kana, its words in Han characters are told to be :attr:`JAPANESE` or :attr:`CHINESE`
    (which has no code of its own).
    """

    LATIN = "Latn"
    CYRILLIC = "Cyrl"
    HAN = "Hani"
    JAPANESE = "Jpan"
    CHINESE = "Hanc"
    HANGUL = "Hang"
    THAI = "Thai"
    ARABIC = "Arab"
    HEBREW = "Hebr"
    GREEK = "Grek"
    DEVANAGARI = "Deva"
    ARMENIAN = "Armn"
    GEORGIAN = "Geor"
    BENGALI = "Beng"
    GURMUKHI = "Guru"
    GUJARATI = "Gujr"
    ORIYA = "Orya"
    TAMIL = "Taml"
    TELUGU = "Telu"
    KANNADA = "Knda"
    MALAYALAM = "Mlym"
    SINHALA = "Sinh"
    LAO = "Laoo"
    KHMER = "Khmr"
    BURMESE = "Mymr"
    TIBETAN = "Tibt"
    ETHIOPIC = "Ethi"
    MONGOLIAN = "Mong"


_COMBINING = r"\u0300-\u036f"

CHARACTERS: dict[System, str] = {
    # Full-width letters belong; the multiplication and division signs, between À and ÿ, do not.
    System.LATIN: (
        rf"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1d00-\u1d7f\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff"
        rf"\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a{_COMBINING}"
    ),
    System.CYRILLIC: rf"\u0400-\u0481\u048a-\u052f\u1c80-\u1c88\ua640-\ua69f{_COMBINING}",
    # Han, iteration marks, hiragana, katakana (half-width too), bopomofo.
    System.HAN: (
        r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3041-\u3096\u309d-\u309f"
        r"\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f\u3105-\u312f"
    ),
    # Jamo, compatibility jamo, syllables, half-width jamo.
    System.HANGUL: r"\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa1-\uffdc",
    System.THAI: r"\u0e01-\u0e3a\u0e40-\u0e4e",
    System.ARABIC: (
        r"\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
    ),
    System.HEBREW: r"\u0591-\u05bd\u05d0-\u05ea\u05ef-\u05f2\ufb1d-\ufb4f",
    System.GREEK: rf"\u0370-\u037d\u037f-\u03fe\u1f00-\u1ffe{_COMBINING}",
    System.DEVANAGARI: r"\u0900-\u0963\u0971-\u097f",
    System.ARMENIAN: r"\u0531-\u0556\u0559\u0560-\u0588",
    System.GEORGIAN: r"\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f",
    System.BENGALI: r"\u0980-\u09e3\u09f0-\u09fe",
    System.GURMUKHI: r"\u0a01-\u0a5e\u0a70-\u0a75",
    System.GUJARATI: r"\u0a81-\u0ae3",
    System.ORIYA: r"\u0b01-\u0b63",
    System.TAMIL: r"\u0b82-\u0bd7",
    System.TELUGU: r"\u0c00-\u0c63",
    System.KANNADA: r"\u0c80-\u0ce3",
    System.MALAYALAM: r"\u0d00-\u0d63\u0d7a-\u0d7f",
    System.SINHALA: r"\u0d81-\u0ddf",
    System.LAO: r"\u0e81-\u0ebd\u0ec0-\u0ece\u0edc-\u0edf",
    System.KHMER: r"\u1780-\u17d3",
    System.BURMESE: r"\u1000-\u103f\u1050-\u109f",
    System.TIBETAN: r"\u0f00-\u0f17\u0f40-\u0fbc",
    System.ETHIOPIC: r"\u1200-\u135f\u1380-\u139f",
    System.MONGOLIAN: r"\u1820-\u18aa",
}
"""The letters of every system, and the marks that combine with them, as the inside of a regex class."""

CASED = frozenset({System.LATIN, System.CYRILLIC, System.GREEK, System.ARMENIAN})
"""The systems with capital letters, which show names."""

SOLE_LANGUAGE: dict[System, str] = {
    System.JAPANESE: "ja",
    System.HANGUL: "ko",
    System.THAI: "th",
    System.HEBREW: "he",
    System.GREEK: "el",
    System.ARMENIAN: "hy",
    System.GEORGIAN: "ka",
    System.BENGALI: "bn",
    System.GURMUKHI: "pa",
    System.GUJARATI: "gu",
    System.ORIYA: "or",
    System.TAMIL: "ta",
    System.TELUGU: "te",
    System.KANNADA: "kn",
    System.MALAYALAM: "ml",
    System.SINHALA: "si",
    System.LAO: "lo",
    System.KHMER: "km",
    System.BURMESE: "my",
    System.TIBETAN: "bo",
    System.ETHIOPIC: "am",
    System.MONGOLIAN: "mn",
}
"""The systems that one language alone has, for our purpose: the language of most texts written in them."""

NO_LANGUAGE = re.compile(
    r"(?:https?|ftp)://[!-~]+"  # ASCII only: Chinese text follows an address without a space
    r"|www\.[!-~]+"
    r"|(?<!\w)[@#]\w{2,30}"  # a handle, a hash tag
    r"|[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
    r"|\b10\.\d{4,9}/[!-~]+"  # a DOI
    r"|\b(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|edu|gov|int|io|cn|kr|ru|jp|eu|uk)\b(?:/[!-~]*)?",
    re.ASCII,
)
"""Addresses: text in letters, but of no language."""


def _address_or(systems: dict[System, str]) -> re.Pattern[str]:
    words = "|".join(f"(?P<{system.value}>[{letters}]+)" for system, letters in systems.items())
    return re.compile(f"(?:{NO_LANGUAGE.pattern})|{words}", re.ASCII)


_WORD = _address_or(CHARACTERS)
_MAYBE_ADDRESS = re.compile(r"@|//|[A-Za-z0-9]\.[A-Za-z0-9]")


def _letter_outside(system: System | None) -> re.Pattern[str]:
    letters = "".join(inside for other, inside in CHARACTERS.items() if other is not system)
    return re.compile("[" + letters.replace(_COMBINING, "") + "]")


_LETTER = _letter_outside(None)
_OUTSIDE = {
    system: _letter_outside(system)
    for system in (System.LATIN, System.CYRILLIC, System.HAN, System.HANGUL, System.THAI)
}


class Word(NamedTuple):
    """An unbroken stretch of letters of one system; in a script without spaces it may be a whole clause."""

    start: int
    end: int
    system: System


def words(text: str) -> list[Word]:
    """The words of a text in order, without addresses."""
    return [
        Word(match.start(), match.end(), System(match.lastgroup)) for match in _WORD.finditer(text) if match.lastgroup
    ]


def without_addresses(text: str) -> str:
    """The text with a space for every address."""
    return NO_LANGUAGE.sub(" ", text) if _MAYBE_ADDRESS.search(text) else text


@lru_cache(maxsize=4096)
def system_of(letter: str) -> System:
    """The system of one letter."""
    return next(system for system, letters in CHARACTERS.items() if re.match(f"[{letters}]", letter))


def sole_system(text: str) -> System | None:
    """The one writing system of a text, quickly; ``None`` if it has none, several, or maybe an address."""
    letter = _LETTER.search(text)
    if not letter:
        return None
    system = system_of(letter[0])
    outside = _OUTSIDE.get(system)
    if not outside or outside.search(text, letter.end()):
        return None
    if system is System.LATIN and _MAYBE_ADDRESS.search(text):
        return None
    return system
