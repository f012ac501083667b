"""A twin for a paragraph, to hold its translation: the same style, right under it, without what may stand only once."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

from forumdocs.readers.ooxml import Package, qname
from forumdocs.readers.wordpieces import Piece
from forumdocs.readers.wordstyles import Styles, number, value

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
        source.addnext(twin)
        return replace(laid, paragraph=twin, pieces=tuple(pieces))

    def _set_apart(self, source: _Element, twin: _Element) -> None:
        """Keep the twin from having a number of its own, and from ending the section a second time."""
        style = self._styles.paragraph(source)
        properties = twin.find(qname("w:pPr"))
        if style.num_id not in (None, "0"):
            if properties is None:
                properties = twin.makeelement(qname("w:pPr"))
                twin.insert(0, properties)
            indent = self._indents.get((style.num_id or "", style.num_level or 0))
            _unnumber(properties, indent)
        if properties is not None and (old := source.find(qname("w:pPr"))) is not None:
            for section in old.findall(qname("w:sectPr")):
                old.remove(section)
            for name in ("w:pageBreakBefore", "w:framePr"):
                for found in properties.findall(qname(name)):
                    properties.remove(found)


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
