"""Word styles: which paragraphs are headings, captions, list items or hidden, and how lists are numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from forumdocs.readers.counting import COUNTERS, decimal
from forumdocs.readers.ooxml import qname
from forumdocs.readers.symbols import symbol_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

HEADING_NAMES = (
    *("heading", "заголовок", "标题", "標題", "제목", "見出し", "หัวเรื่อง"),
    *("überschrift", "titre", "título", "titolo"),
)
"""Names of heading styles, with a level behind them. Word stores ``heading 1`` in every language; other
programs, and users who make their own styles, write the name in theirs."""

TITLE_NAMES = frozenset(
    {
        "title",
        "название",
        "заголовок",
        "标题",
        "標題",
        "제목",
        "表題",
        "ชื่อเรื่อง",
        "titel",
        "titre",
        "título",
        "titolo",
    }
)
SUBTITLE_NAMES = frozenset({"subtitle", "подзаголовок", "副标题", "副標題", "부제", "副題", "ชื่อเรื่องรอง", "untertitel"})
CAPTION_NAMES = frozenset(
    {
        "caption",
        "название объекта",
        "题注",
        "題注",
        "圖表標題",
        "캡션",
        "図表番号",
        "คำอธิบายภาพ",
        "beschriftung",
    }
)

_HEADING = re.compile(rf"(?:{'|'.join(HEADING_NAMES)})\s*([1-9])\b", re.IGNORECASE)
_BODY_OUTLINE = 9
"""The ``w:outlineLvl`` of body text; 0 to 8 are headings."""

_MAX_CHAIN = 32
"""Styles that one style may be based on in turn. Real chains are 2 to 5 long; ends loops in damaged files."""

_OFF = frozenset({"0", "false", "off", "none"})


def value(element: _Element | None, name: str = "w:val") -> str | None:
    """An attribute of an element that may be absent."""
    return None if element is None else element.get(qname(name))


def number(element: _Element | None, name: str = "w:val") -> int | None:
    """An attribute as a whole number; ``None`` where there is none, or no number in it."""
    text = value(element, name)
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else None


def is_on(element: _Element | None) -> bool | None:
    """A toggle property: on, off, or not set."""
    return None if element is None else (value(element) or "true") not in _OFF


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph is by its own properties and by its styles, the nearest first."""

    names: tuple[str, ...] = ()
    outline: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    vanish: bool | None = None

    def over(self, base: ParagraphStyle) -> ParagraphStyle:
        """These properties, completed by those of the style they are based on."""
        return ParagraphStyle(
            self.names + base.names,
            base.outline if self.outline is None else self.outline,
            base.num_id if self.num_id is None else self.num_id,
            base.num_level if self.num_level is None else self.num_level,
            base.vanish if self.vanish is None else self.vanish,
        )

    @property
    def heading_level(self) -> int:
        """The level of a heading, from 1; 0 for anything else."""
        if self.outline is not None:
            return self.outline + 1 if 0 <= self.outline < _BODY_OUTLINE else 0
        for name in self.names:
            if match := _HEADING.fullmatch(name):
                return int(match[1])
        nearest = self.names[0] if self.names else ""
        return 1 if nearest in TITLE_NAMES else 2 if nearest in SUBTITLE_NAMES else 0

    @property
    def is_caption(self) -> bool:
        """Whether a style in the chain is one for captions."""
        return any(name in CAPTION_NAMES for name in self.names)


class Styles:
    """The style sheet of a document; ``root`` is the ``w:styles`` element, ``None`` where there is none."""

    def __init__(self, root: _Element | None) -> None:
        found = [] if root is None else root.findall(qname("w:style"))
        self._elements = {value(style, "w:styleId") or "": style for style in found}
        self._resolved: dict[str | None, ParagraphStyle] = {}
        defaults = [
            style
            for style in found
            if value(style, "w:type") == "paragraph" and (value(style, "w:default") or "0") not in _OFF
        ]
        self._default = value(defaults[0], "w:styleId") if defaults else None

    def paragraph(self, paragraph: _Element) -> ParagraphStyle:
        """The style of a ``w:p`` element."""
        properties = paragraph.find(qname("w:pPr"))
        style_id = None if properties is None else value(properties.find(qname("w:pStyle")))
        return _own_style(properties).over(self._resolve(style_id or self._default))

    def vanishes(self, run: _Element, paragraph: ParagraphStyle) -> bool:
        """Whether the text of a ``w:r`` element is hidden, by itself or by a style."""
        properties = run.find(qname("w:rPr"))
        if properties is None:
            return bool(paragraph.vanish)
        own = is_on(properties.find(qname("w:vanish")))
        if own is None:
            own = self._resolve(value(properties.find(qname("w:rStyle")))).vanish
        return bool(paragraph.vanish if own is None else own)

    def _resolve(self, style_id: str | None) -> ParagraphStyle:
        if style_id not in self._resolved:
            resolved = ParagraphStyle()
            for style in self._chain(style_id):
                resolved = resolved.over(_style(style))
            self._resolved[style_id] = resolved
        return self._resolved[style_id]

    def _chain(self, style_id: str | None) -> Iterator[_Element]:
        for _ in range(_MAX_CHAIN):
            style = self._elements.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = value(style.find(qname("w:basedOn")))


def _own_style(properties: _Element | None) -> ParagraphStyle:
    """Outline and numbering from a ``w:pPr`` element; its ``w:rPr`` is that of the paragraph mark alone."""
    if properties is None:
        return ParagraphStyle()
    numbering = f"{qname('w:numPr')}/"
    return ParagraphStyle(
        outline=number(properties.find(qname("w:outlineLvl"))),
        num_id=value(properties.find(numbering + qname("w:numId"))),
        num_level=number(properties.find(numbering + qname("w:ilvl"))),
    )


def _style(style: _Element) -> ParagraphStyle:
    name = (value(style.find(qname("w:name"))) or "").strip().lower()
    vanish = is_on(style.find(f"{qname('w:rPr')}/{qname('w:vanish')}"))
    return replace(_own_style(style.find(qname("w:pPr"))), names=(name,), vanish=vanish)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    symbol_font: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """The levels that one ``w:num`` sees; counts may be shared by those of one ``w:abstractNum``."""

    levels: dict[int, _Level]
    counts: dict[int, int]
    restarts: dict[int, int]


class Numbering:
    """Counts the list items of a document and spells their markers, as Word shows them.

    ``root`` is the ``w:numbering`` element, ``None`` where there is no such part. Paragraphs must be asked
    for in reading order, each once.
    """

    def __init__(self, root: _Element | None) -> None:
        self._lists = {} if root is None else _lists(root)
        self._started: set[str] = set()

    def marker(self, style: ParagraphStyle) -> str | None:
        """The marker of the next item, such as ``"2.1"``; ``None`` if the style numbers nothing."""
        level = style.num_level or 0
        numbered = self._lists.get(style.num_id or "")
        if style.num_id is None or numbered is None or level not in numbered.levels:
            return None
        if style.num_id not in self._started:
            self._started.add(style.num_id)
            numbered.counts.update({k: start - 1 for k, start in numbered.restarts.items()})
        _advance(numbered, level)
        return _spell(numbered, level)


def _lists(root: _Element) -> dict[str, _List]:
    abstracts = {value(a, "w:abstractNumId") or "": a for a in root.findall(qname("w:abstractNum"))}
    defined = {value(a.find(qname("w:styleLink"))): a for a in abstracts.values()}
    counts: dict[str, dict[int, int]] = {key: {} for key in abstracts}
    lists = {}
    for num in root.findall(qname("w:num")):
        key = value(num.find(qname("w:abstractNumId"))) or ""
        abstract = abstracts.get(key)
        if abstract is not None:
            # A list may borrow its levels from the one that defines a list style.
            borrowed = value(abstract.find(qname("w:numStyleLink")))
            owner = defined.get(borrowed, abstract) if borrowed else abstract
            levels = _levels(owner) | _levels(num, f"{qname('w:lvlOverride')}/{qname('w:lvl')}")
            lists[value(num, "w:numId") or ""] = _List(levels, counts[key], _restarts(num))
    return lists


def _restarts(num: _Element) -> dict[int, int]:
    starts = {
        number(override, "w:ilvl") or 0: number(override.find(qname("w:startOverride")))
        for override in num.findall(qname("w:lvlOverride"))
    }
    return {level: start for level, start in starts.items() if start is not None}


def _advance(numbered: _List, level: int) -> None:
    counts = numbered.counts
    start = numbered.levels[level].start
    counts[level] = counts.get(level, start - 1) + 1
    for above in range(level):
        counts.setdefault(above, numbered.levels.get(above, _Level()).start)
    for below in [k for k in counts if k > level]:
        del counts[below]


def _spell(numbered: _List, level: int) -> str | None:
    own = numbered.levels[level]
    if own.format == "bullet":
        return symbol_text(own.text, font=own.symbol_font or "Symbol") or "•"

    def count(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        shown = numbered.levels.get(index, _Level())
        spell = decimal if own.legal else COUNTERS.get(shown.format, decimal)
        return spell(numbered.counts.get(index, shown.start))

    return re.sub(r"%([1-9])", count, own.text).strip() or None


def _levels(parent: _Element, path: str | None = None) -> dict[int, _Level]:
    return {number(lvl, "w:ilvl") or 0: _level(lvl) for lvl in parent.findall(path or qname("w:lvl"))}


def _level(lvl: _Element) -> _Level:
    fonts = lvl.find(f"{qname('w:rPr')}/{qname('w:rFonts')}")
    start = number(lvl.find(qname("w:start")))
    return _Level(
        start=1 if start is None else start,
        format=value(lvl.find(qname("w:numFmt"))) or "decimal",
        text=value(lvl.find(qname("w:lvlText"))) or "",
        legal=bool(is_on(lvl.find(qname("w:isLgl")))),
        symbol_font=value(fonts, "w:ascii") or "",
    )
