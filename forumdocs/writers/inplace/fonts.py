"""Fonts, sizes and languages of translated runs (ISO/IEC 29500-1, 17.3.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forumdocs.languages import ooxml_tag
from forumdocs.readers.ooxml import qname
from forumdocs.writers.fonts import Fonts

if TYPE_CHECKING:
    from lxml.etree import _Element

_ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow"),
    *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position"),
    *("sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang"),
    *("eastAsianLayout", "specVanish", "oMath", "rPrChange"),
)
"""The order in which Word insists on the properties of a run."""
_RANKS = {qname(f"w:{name}"): rank for rank, name in enumerate(_ORDER)}

_EAST_ASIAN, _THAI = frozenset({"zh", "ja", "ko"}), "th"
_COMPLEX_TWINS = {"w:sz": "w:szCs", "w:b": "w:bCs", "w:i": "w:iCs"}
"""What Word looks at instead when it sets Thai."""

_EAST_ASIAN_FONT = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af]|sim(?:sun|hei)|(?:fang|kai|st)(?:song|ti|kai|hei|xihei)|yahei|jhenghei|mingliu|dengxian"
    r"|pingfang|(?:ms|yu) ?(?:p?mincho|p?gothic)|meiryo|batang|gulim|dotum|malgun|nanum|CJK",
    re.IGNORECASE,
)
"""Families made for Han, kana or Hangul. Their Latin letters are wide, and many have Cyrillic as wide as Han."""


@dataclass(frozen=True, slots=True)
class Dress:
    """How runs in the language ``tag`` are to look; ``font`` is the family of its script."""

    tag: str
    font: str

    @classmethod
    def of(cls, tag: str, fonts: tuple[tuple[str, str], ...] = ()) -> Dress:
        """The dress of a language, by the fonts that the user chose or the usual ones."""
        return cls(tag, Fonts(fonts).of(tag))

    def put_on(self, run: _Element) -> None:
        """Set font, language and complex size of a ``w:r`` whose text is now a translation."""
        properties = run.find(qname("w:rPr"))
        if properties is None:
            properties = run.makeelement(qname("w:rPr"))
            run.insert(0, properties)
        for name in ("w:fitText", "w:rPrChange"):
            for old in properties.findall(qname(name)):
                properties.remove(old)
        self._set_fonts(_child(properties, "w:rFonts"))
        self._set_language(_child(properties, "w:lang"))
        if self._base == _THAI:
            _copy_to_complex(properties)

    @property
    def _base(self) -> str:
        return self.tag.split("-")[0]

    def _set_fonts(self, fonts: _Element) -> None:
        if self._base in _EAST_ASIAN:
            _set(fonts, "eastAsia", self.font)
            fonts.set(qname("w:hint"), "eastAsia")  # else quotes and dashes are set as Latin ones
            return
        _unset(fonts, qname("w:hint"))
        if self._base == _THAI:
            _set(fonts, "cs", self.font)
        for slot in ("ascii", "hAnsi"):
            if self._base != _THAI and self._is_unfit(fonts, slot):
                _set(fonts, slot, self.font)

    @staticmethod
    def _is_unfit(fonts: _Element, slot: str) -> bool:
        theme = fonts.get(qname(f"w:{slot}Theme"), "")
        return "EastAsia" in theme or bool(_EAST_ASIAN_FONT.search(fonts.get(qname(f"w:{slot}"), "")))

    def _set_language(self, lang: _Element) -> None:
        slot = "eastAsia" if self._base in _EAST_ASIAN else "bidi" if self._base == _THAI else "val"
        lang.set(qname(f"w:{slot}"), ooxml_tag(self.tag))


def _set(fonts: _Element, slot: str, family: str) -> None:
    """Name a family in one slot; a theme font there would win over it."""
    theme = "cstheme" if slot == "cs" else f"{slot}Theme"
    _unset(fonts, qname(f"w:{theme}"))
    fonts.set(qname(f"w:{slot}"), family)


def _unset(element: _Element, name: str) -> None:
    if name in element.attrib:
        del element.attrib[name]


def _copy_to_complex(properties: _Element) -> None:
    for name, twin in _COMPLEX_TWINS.items():
        own = properties.find(qname(name))
        if own is not None:
            copy = _child(properties, twin)
            copy.attrib.clear()
            copy.attrib.update(dict(own.attrib))


def _child(properties: _Element, name: str) -> _Element:
    """The property of this name, added at its place if there is none."""
    found = properties.find(qname(name))
    if found is None:
        found = properties.makeelement(qname(name))
        rank = _RANKS[found.tag]
        later = (i for i, other in enumerate(properties) if _RANKS.get(str(other.tag), len(_RANKS)) > rank)
        properties.insert(next(later, len(properties)), found)
    return found
