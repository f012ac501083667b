"""A twin for a paragraph, to hold its translation: the same style, right under it, without what may stand only once."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from forumdocs.readers.ooxml import Package, qname
from forumdocs.readers.wordpieces import Piece
from forumdocs.readers.wordstyles import Styles, number, value
from forumdocs.writers.inplace import controls

if TYPE_CHECKING:
    from lxml.etree import _Element

    from forumdocs.readers.docx import LaidBlock

ONLY_ONCE = frozenset(
    map(
        qname,
        (
            *("w:drawing", "w:pict", "w:object", "mc:AlternateContent", "w:footnoteReference", "w:endnoteReference"),
            *("w:footnoteRef", "w:endnoteRef", "w:annotationRef", "w:commentReference", "w:commentRangeStart"),
            *("w:commentRangeEnd", "w:bookmarkStart", "w:bookmarkEnd", "w:permStart", "w:permEnd", "w:del"),
            *("w:moveFrom", "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd"),
        ),
    )
)
"""Pictures, notes, comments, bookmarks, deletions: they stay with the source."""

_FIELD_PARTS = frozenset(map(qname, ("w:fldChar", "w:instrText")))
_PAGE_BREAKS = frozenset({"page", "column"})
_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_AFTER_NUMBERING = frozenset(
    map(
        qname,
        (
            *("w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap"),
            *("w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd"),
            *("w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap"),
            *("w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId"),
            *("w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
        ),
    )
)
"""What stands behind the numbering among the properties of a paragraph (ISO/IEC 29500-1, 17.3.1.26)."""
_AFTER_INDENT = _AFTER_NUMBERING - frozenset(
    map(
        qname,
        (
            *("w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap"),
            *("w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd"),
            *("w:snapToGrid", "w:spacing", "w:ind"),
        ),
    )
)

_AFTER_SPACING = _AFTER_INDENT | {qname("w:ind")}
_ROW, _CELL, _PARAGRAPH = qname("w:tr"), qname("w:tc"), qname("w:p")


class Twins:
    """Makes twins of the paragraphs of one document.

    Raises:
        ReadError: its styles or lists cannot be read.
    """

    def __init__(self, data: bytes, *, name: str) -> None:
        package = Package(data, name=name)
        main = next(r.target for r in package.relationships() if r.type == "officeDocument")
        found = {r.type: r.target for r in package.relationships(main) if r.target in package}
        self._styles = Styles(package.xml(found["styles"]) if "styles" in found else None)
        self._made: set[_Element] = set()
        self._indents = _indents(package.xml(found["numbering"])) if "numbering" in found else {}

    def add(self, laid: LaidBlock) -> LaidBlock:
        """Put a twin under a paragraph; the block comes back with the twin as its XML."""
        source = laid.paragraph
        twin = deepcopy(source)
        twins = dict(zip(source.iter(), twin.iter(), strict=True))
        pieces = [Piece(p.text, twins[p.element], p.in_field) for p in laid.pieces if p.element in twins]
        for element in list(twin.iter(*ONLY_ONCE)):
            if (parent := element.getparent()) is not None:
                parent.remove(element)
        _drop_open_fields(twin)
        if _PARAGRAPH_ID in twin.attrib:
            del twin.attrib[_PARAGRAPH_ID]
        self._set_apart(source, twin)
        controls.forget_numbers(twin)
        controls.outermost(source).addnext(twin)
        _hang_together(source, twin)
        self._made.add(twin)
        return replace(laid, paragraph=twin, pieces=tuple(pieces))

    def fill_rows(self) -> None:
        """Keep the lines of tables level: where a line of one cell has a twin, those beside it get an empty one.

        Tables are often typed as one row whose cells hold a paragraph for each line, words here and numbers there.
        """
        for row in dict.fromkeys(row for twin in self._made for row in islice(twin.iterancestors(_ROW), 1)):
            cells = [self._lines(cell) for cell in row.findall(_CELL)]
            most = [max(map(len, lines)) for lines in zip_longest(*cells, fillvalue=())]
            for cell in cells:
                if sum(_has_words(first) for first, *_ in cell) > 1:
                    for (first, *twins), length in zip(cell, most, strict=False):
                        _add_empty(first, length - 1 - len(twins))

    def _lines(self, cell: _Element) -> list[list[_Element]]:
        """The paragraphs of a cell, each with its twins."""
        lines: list[list[_Element]] = []
        for paragraph in cell.findall(_PARAGRAPH):
            if paragraph in self._made and lines:
                lines[-1].append(paragraph)
            else:
                lines.append([paragraph])
        return lines

    def _set_apart(self, source: _Element, twin: _Element) -> None:
        """Keep the twin from having a number of its own, and from ending the section a second time."""
        style = self._styles.paragraph(source)
        properties, old = _properties(twin), _properties(source)
        if style.num_id not in (None, "0"):
            indent = self._indents.get((style.num_id or "", style.num_level or 0))
            _unnumber(properties, indent)
            _set_solid(source, twin)
        for section in old.findall(qname("w:sectPr")):
            old.remove(section)
        for name in ("w:pageBreakBefore", "w:framePr"):
            for found in properties.findall(qname(name)):
                properties.remove(found)


def _add_empty(paragraph: _Element, number: int) -> None:
    """Put empty paragraphs of the same kind under a paragraph."""
    for _ in range(number):
        empty = paragraph.makeelement(_PARAGRAPH)
        empty.extend(deepcopy(child) for child in paragraph.findall(qname("w:pPr")))
        paragraph.addnext(empty)


def _has_words(paragraph: _Element) -> bool:
    return any(text.text for text in paragraph.iter(qname("w:t")))


def _hang_together(source: _Element, twin: _Element) -> None:
    """Let no space and no end of a page stand between source and twin."""
    properties = _properties(source)
    if next(source.iterancestors(_ROW), None) is None and properties.find(qname("w:keepNext")) is None:
        properties.insert(properties.find(qname("w:pStyle")) is not None, source.makeelement(qname("w:keepNext")))
    for paragraph, side in ((source, "after"), (twin, "before")):
        spacing = _spacing(paragraph)
        for name in (side, f"{side}Lines", f"{side}Autospacing"):
            spacing.set(qname(f"w:{name}"), "0")


def _set_solid(source: _Element, twin: _Element) -> None:
    """Keep the lines of a list together: Word takes the space of web pages away between items, not around a twin."""
    for paragraph, side in ((source, "before"), (twin, "after")):
        spacing = _spacing(paragraph)
        if spacing.get(qname(f"w:{side}Autospacing"), "0") in ("1", "true", "on"):
            spacing.set(qname(f"w:{side}"), "0")
        spacing.set(qname(f"w:{side}Autospacing"), "0")


def _spacing(paragraph: _Element) -> _Element:
    """The spacing of a paragraph by itself, made if there is none."""
    properties = _properties(paragraph)
    spacing = properties.find(qname("w:spacing"))
    if spacing is None:
        spacing = properties.makeelement(qname("w:spacing"))
        _insert_before(properties, spacing, _AFTER_SPACING)
    return spacing


def _properties(paragraph: _Element) -> _Element:
    properties = paragraph.find(qname("w:pPr"))
    if properties is None:
        properties = paragraph.makeelement(qname("w:pPr"))
        paragraph.insert(0, properties)
    return properties


def _indents(root: _Element) -> dict[tuple[str, int], str]:
    """How far the text of each level of each list is indented, in twentieths of a point."""
    abstracts = {value(a, "w:abstractNumId"): a for a in root.findall(qname("w:abstractNum"))}
    found: dict[tuple[str, int], str] = {}
    for num in root.findall(qname("w:num")):
        abstract = abstracts.get(value(num.find(qname("w:abstractNumId"))))
        for level in () if abstract is None else abstract.findall(qname("w:lvl")):
            indent = level.find(f"{qname('w:pPr')}/{qname('w:ind')}")
            left = value(indent, "w:left") or value(indent, "w:start")
            if left:
                found[value(num, "w:numId") or "", number(level, "w:ilvl") or 0] = left
    return found


def _unnumber(properties: _Element, indent: str | None) -> None:
    """Switch numbering off, and indent the text as far as the list did."""
    for old in properties.findall(qname("w:numPr")):
        properties.remove(old)
    numbering = properties.makeelement(qname("w:numPr"))
    none = numbering.makeelement(qname("w:numId"), {qname("w:val"): "0"})
    numbering.append(none)
    _insert_before(properties, numbering, _AFTER_NUMBERING)
    own = properties.find(qname("w:ind"))
    if indent and own is None:
        _insert_before(properties, properties.makeelement(qname("w:ind"), {qname("w:left"): indent}), _AFTER_INDENT)
    elif own is not None:
        for hang in {qname("w:hanging"), qname("w:firstLine")} & set(own.attrib):
            del own.attrib[hang]


def _insert_before(properties: _Element, element: _Element, later: frozenset[str]) -> None:
    place = next((i for i, other in enumerate(properties) if other.tag in later), len(properties))
    properties.insert(place, element)


def _drop_open_fields(twin: _Element) -> None:
    """Take out what belongs to a field that begins or ends in another paragraph, and breaks of pages."""
    opened: list[list[_Element]] = []
    loose: list[_Element] = []
    for element in twin.iter(*_FIELD_PARTS):
        kind = value(element, "w:fldCharType")
        if kind == "begin":
            opened.append([element])
        elif not opened:
            loose.append(element)
        else:
            opened[-1].append(element)
            if kind == "end":
                opened.pop()
    loose += [element for field in opened for element in field]
    loose += [b for b in twin.iter(qname("w:br")) if value(b, "w:type") in _PAGE_BREAKS]
    for element in loose:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
