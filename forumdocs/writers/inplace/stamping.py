"""What a document translated in place says about itself: DRAFT at the head of each page, its making in its properties.

The properties, not a comment or a line of text: they change no page, are not printed, and Word shows them under
File > Info > Properties > Advanced. The custom ones, since title, author and remarks of the source are its author's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forumdocs.languages import name_of
from forumdocs.readers.ooxml import NAMESPACES, qname
from forumdocs.readers.stamps import SEPARATOR, is_stamp
from forumdocs.readers.wordstyles import is_on, value
from forumdocs.writers import front
from forumdocs.writers import wordml as w
from forumdocs.writers.phrases import say_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from forumdocs.model import Handout
    from forumdocs.writers.fonts import Fonts
    from forumdocs.writers.inplace.package import Parts


@dataclass(frozen=True, slots=True)
class _Names:
    """What transitional and strict files call the properties of users."""

    relation: str
    properties: str
    values: str


_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_TRANSITIONAL = _Names(
    "custom-properties",
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
)
_STRICT = _Names(
    "customProperties",
    "http://purl.oclc.org/ooxml/officeDocument/customProperties",
    "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes",
)
_USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set that properties of users belong to; their numbers begin at 2 ([MS-OSHARED], 2.3.3.2.3)."""
_FIRST_NUMBER = 2
_OURS = "Translation"
"""The name of the first property; those of the others begin with it and a colon."""
LONGEST_VALUE = 255
"""Characters of a property that Word shows and keeps."""

_SECTION = qname("w:sectPr")
_HEADER_REFERENCE = qname("w:headerReference")
_PLAIN = frozenset(map(qname, ("w:pStyle", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")))
"""Properties of a paragraph that show nothing where it is empty."""
_SIZE = 16
"""Of the word DRAFT, in half-points."""
_GAP = 120
"""Below it, in twentieths of a point."""


def stamp(parts: Parts, handouts: Sequence[Handout], *, draft: bool, fonts: Fonts) -> None:
    """Write into the parts of a document where its translation comes from.

    Args:
        parts: of the translated document.
        handouts: one source in one or more languages.
        draft: whether each page is to say so.
        fonts: for what the pages say.
    """
    _write_properties(parts, dict(_facts(handouts)))
    _take_away(parts)
    if draft:
        first = handouts[0]
        langs = (*first.source_langs[:1], *(handout.target_lang for handout in handouts))
        _Heads(parts, langs, fonts).write()


def _take_away(parts: Parts) -> None:
    """Take the line out of each header that has it from an earlier translation."""
    for part in dict.fromkeys(parts.related("header").values()):
        if any(map(_is_stamp, parts.look(part))):
            header = parts.change(part)
            for line in filter(_is_stamp, list(header)):
                if len(header) > 1:
                    header.remove(line)
                else:  # a header has a paragraph at least
                    line[:] = line.findall(qname("w:pPr"))


def _is_stamp(element: _Element) -> bool:
    text = "".join(found.text or "" for found in element.iter(qname("w:t")))
    return element.tag == qname("w:p") and is_stamp(text)


class _Heads:
    """The headers of the sections of one document.

    A section shows up to three: on its first page if it says ``titlePg``, on even pages if the settings say so, on all
    others. One that it does not name is that of the section before it (ISO/IEC 29500-1, 17.10.5).
    """

    def __init__(self, parts: Parts, langs: Sequence[str], fonts: Fonts) -> None:
        self._parts, self._fonts = parts, fonts
        self._wordings = say_in("draft", langs)
        self._headers = parts.related("header")
        self._has_even = any(
            is_on(parts.look(part).find(qname("w:evenAndOddHeaders"))) for part in parts.related("settings").values()
        )
        self._new = ""

    def write(self) -> None:
        """Put the words into each header that some page shows; a section without one gets it."""
        shown: dict[str, str] = {}
        marked: dict[str, None] = {}
        for section in _sections(self._parts.change(self._parts.main)):
            named = {value(found, "w:type") or "default": found for found in section.findall(_HEADER_REFERENCE)}
            parts = {kind: self._headers.get(value(found, "r:id") or "", "") for kind, found in named.items()}
            shown |= {kind: part for kind, part in parts.items() if part}
            for kind in self._kinds(section):
                if kind not in shown:
                    self._refer(section, kind)
                    shown[kind] = ""
                elif shown[kind]:
                    marked[shown[kind]] = None
        for part in marked:
            header, line = self._parts.change(part), self._paragraph()
            if _is_empty(header[-1]):
                header.replace(header[-1], line)
            else:
                header.append(line)

    def _kinds(self, section: _Element) -> Iterator[str]:
        """The headers that the pages of a section show."""
        yield "default"
        if is_on(section.find(qname("w:titlePg"))):
            yield "first"
        if self._has_even:
            yield "even"

    def _refer(self, section: _Element, kind: str) -> None:
        """Let a section show a header with nothing but the words."""
        if not self._new:
            header = w.element("hdr", self._paragraph())
            name = self._parts.free_name("word/header{}.xml")
            self._new = self._parts.add(name, header, content_type=_HEADER_TYPE, relation="header", of=self._parts.main)
        for dangling in section.findall(_HEADER_REFERENCE):
            if (value(dangling, "w:type") or "default") == kind:
                section.remove(dangling)
        values = {qname("w:type"): kind, qname("r:id"): self._new}
        section.insert(0, section.makeelement(_HEADER_REFERENCE, values, nsmap={"r": NAMESPACES["r"]}))

    def _paragraph(self) -> _Element:
        """A small line of its own, whatever the usual paragraph of the document looks like."""
        spacing = w.element("spacing", before=0, after=_GAP, line=240, lineRule="auto")
        indent = w.element("ind", left=0, right=0, firstLine=0)
        runs = []
        for number, (words, lang) in enumerate(self._wordings):
            for text, tag in ((SEPARATOR, "en"), (words, lang))[not number :]:
                runs.append(w.run(text, tag, fonts=self._fonts, size=_SIZE, color=w.WARNING, bold=True))
        properties = w.element("pPr", spacing, indent, w.element("jc", val="center"))
        paragraph: _Element = w.element("p", properties, *runs)
        return paragraph


def _is_empty(element: _Element) -> bool:
    """Whether it is a paragraph that nothing stands in, as Word wants one below a table."""
    shape = element.find(qname("w:pPr"))
    is_plain = shape is None or all(child.tag in _PLAIN for child in shape)
    return element.tag == qname("w:p") and is_plain and all(child is shape for child in element)


def _sections(document: _Element) -> list[_Element]:
    """The properties of all sections; those of the last are added where the document has none."""
    (body, *_) = document.iter(qname("w:body"))
    sections = [section for section in body.iter(_SECTION) if not _is_old(section)]
    if not sections or sections[-1].getparent() is not body:
        body.append(body.makeelement(_SECTION))
        sections.append(body[-1])
    return sections


def _is_old(section: _Element) -> bool:
    """Whether it is what a tracked change replaced."""
    parent = section.getparent()
    return parent is not None and parent.tag == qname("w:sectPrChange")


def _facts(handouts: Sequence[Handout]) -> Iterator[tuple[str, str]]:
    """Names and values of the properties."""
    yield _OURS, front.languages_line(handouts)
    for handout in handouts:
        language = f" ({name_of(handout.target_lang)})" if len(handouts) > 1 else ""
        for label, text in front.facts(handout):
            yield f"{_OURS}: {label.lower()}{language}", text
    yield f"{_OURS}: made by", "; ".join(dict.fromkeys(map(front.made_by, handouts)))


def _write_properties(parts: Parts, facts: dict[str, str]) -> None:
    """Add properties to those of the user, in place of those of an earlier translation."""
    from lxml import etree

    root = _properties(parts)
    for old in [child for child in root if (child.get("name") or "").partition(":")[0] == _OURS]:
        root.remove(old)
    numbers = [int(child.get("pid", "")) for child in root if child.get("pid", "").isdigit()]
    kind = _STRICT if parts.is_strict else _TRANSITIONAL
    for number, (name, text) in enumerate(facts.items(), max([_FIRST_NUMBER - 1, *numbers]) + 1):
        tag = f"{{{etree.QName(root).namespace}}}property"
        found = root.makeelement(tag, {"fmtid": _USER_DEFINED, "pid": str(number), "name": name})
        found.append(root.makeelement(f"{{{kind.values}}}lpwstr"))
        found[0].text = w.clean(text)[:LONGEST_VALUE]
        root.append(found)


def _properties(parts: Parts) -> _Element:
    """The root of the user's properties, a new part where the file has none."""
    from lxml import etree

    for kind in (_TRANSITIONAL, _STRICT):
        for part in parts.related(kind.relation, "").values():
            return parts.change(part)
    kind = _STRICT if parts.is_strict else _TRANSITIONAL
    root = etree.fromstring(f'<Properties xmlns="{kind.properties}" xmlns:vt="{kind.values}"/>')
    name = parts.free_name("docProps/custom{}.xml")
    parts.add(name, root, content_type=_PROPERTIES_TYPE, relation=kind.relation, of="")
    return root
