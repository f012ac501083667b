"""Reading aids: how an interpreter says a term aloud, and how it is typed when one cannot type its script."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forumdocs.glossary.hangul import romanise
from forumdocs.glossary.kana import to_hiragana, to_romaji

if TYPE_CHECKING:
    from forumdocs.glossary.concepts import Term

_LETTERS = """
а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch
ш sh щ shch ъ - ы y ь - э e ю yu я ya
"""
_PAIRS = _LETTERS.split()
CYRILLIC = {cyrillic: latin.strip("-") for cyrillic, latin in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
"""Russian letters as an English keyboard types them (BGN/PCGN without its signs), for search."""

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_STRESS = "\u0301"
_MARKS = re.compile("[\u0300-\u036f]")
_NOT_TYPED = re.compile("[^\\w\u0e31-\u0e4e]+|_+")
"""What separates words; the vowel signs of Thai are no letters to Python, but do not."""


@dataclass(frozen=True, slots=True)
class Aids:
    """How a term is read; what a language has no need of is empty."""

    pinyin: str = ""
    romanisation: str = ""
    """Korean, Revised Romanisation."""
    kana: str = ""
    romaji: str = ""
    stress: str = ""
    """Russian, with U+0301 after stressed vowels."""

    @property
    def line(self) -> str:
        """The aids in one line, but for the stress, which is shown in the term itself."""
        return " · ".join(filter(None, (self.pinyin, self.romanisation, self.kana, self.romaji)))


def aids_of(term: Term, *, pinyin: str = "", proper: bool = False) -> Aids:
    """The reading aids of a term.

    Args:
        term: a term of any language; English has none, nor has Thai.
        pinyin: its pinyin where that is known already; made here otherwise, which loads large tables once.
        proper: whether it is a name, whose words begin with capitals.
    """
    case = _capitalise if proper else str
    if term.lang.startswith("zh"):
        return Aids(pinyin=case(pinyin or _pinyin_of(term.text)))
    if term.lang == "ko":
        romanised = romanise(term.text)
        return Aids(romanisation=case(romanised)) if romanised != term.text else Aids()
    if term.lang == "ja" and term.reading:
        return Aids(kana=term.reading, romaji=case(to_romaji(term.reading)))
    return Aids(stress=term.stress)


def _pinyin_of(text: str) -> str:
    if not _HAN.search(text):
        return ""
    from forumdocs.glossary.pinyin import to_pinyin

    return to_pinyin(text)


def _capitalise(text: str) -> str:
    """Each word with a capital, as names have it; the rest of a word as it is (QKD, gen'in)."""
    return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))


def transliterate(russian: str) -> str:
    """Russian in plain Latin letters, lower case, without stress and soft signs: ``"kvantovyy kubit"``."""
    plain = unicodedata.normalize("NFC", russian.lower().replace(_STRESS, ""))
    return "".join(CYRILLIC.get(char, char) for char in plain)


def search_words(text: str) -> list[str]:
    """The words of a text as they are compared in searches: no case, no diacritics, no punctuation, one kana.

    >>> search_words("Liàngzǐ mìyào"), search_words("Ква́нтовый"), search_words("キュービット")
    (['liangzi', 'miyao'], ['квантовыи'], ['きゅーびっと'])
    """
    marked = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    plain = unicodedata.normalize("NFC", _MARKS.sub("", marked))
    return [word for word in _NOT_TYPED.split(to_hiragana(plain).replace("'", "")) if word]


def search_key(text: str) -> str:
    """:func:`search_words` run together: what is typed with and without spaces is the same."""
    return "".join(search_words(text))
