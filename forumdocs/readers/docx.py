"""Word documents (.docx), read in the order in which Word shows them.

The XML is walked here, since python-docx leaves out tracked insertions, content controls, fields, ruby and
text boxes. What a reader of the final document sees is kept, once: insertions are accepted, deletions and
comments dropped, fields shown by their results, hidden text left out. Headers come first, then the body with
the text of a box after the paragraph it hangs on, then the cited footnotes and endnotes, then footers.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forumdocs.errors import NoText, ReadError, UnknownFormat
from forumdocs.model import Block, Cell, Document, Kind, Meta, Picture, Place
from forumdocs.readers.counting import decimal, roman
from forumdocs.readers.ooxml import Package, qname
from forumdocs.readers.properties import find_meta
from forumdocs.readers.stamps import is_stamp
from forumdocs.readers.symbols import symbol_text
from forumdocs.readers.wordpictures import find_pictures, with_pictures
from forumdocs.readers.wordpieces import Piece, find_stretches
from forumdocs.readers.wordstyles import Numbering, ParagraphStyle, Styles, is_on, number, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.etree import _Element

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
"""The name of the stream in which Office keeps an encrypted document (MS-OFFCRYPTO, 2.3.4.4)."""

_PARAGRAPH, _TABLE, _BOX = qname("w:p"), qname("w:tbl"), qname("w:txbxContent")
_BLOCKS = frozenset({_PARAGRAPH, _TABLE})
_ALTERNATIVES = qname("mc:AlternateContent")
_TEXT = frozenset(map(qname, ("w:t", "m:t", "a:t")))
_REVISED_AWAY = frozenset(map(qname, ("w:del", "w:moveFrom")))
_SKIPPED = _REVISED_AWAY | frozenset(
    map(qname, ("w:pPr", "w:rPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:sdtPr", "w:sectPr", "w:rt"))
)
"""Elements whose text is not part of the document: properties, deletions, the reading aid over ruby text."""

_CHARACTERS = {
    qname(name): text
    for name, text in {
        "w:tab": "\t",
        "w:ptab": "\t",
        "w:br": "\n",
        "w:cr": "\n",
        "w:noBreakHyphen": "-",
    }.items()
}
_NOTES = {qname("w:footnoteReference"): "footnotes", qname("w:endnoteReference"): "endnotes"}
_NOTE_NUMBERS = {"footnotes": decimal, "endnotes": roman}
"""How Word numbers notes unless told otherwise."""

_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read(data: bytes, *, name: str, encoding: str | None = None) -> Document:  # noqa: ARG001
    """Read a Word document.

    Args:
        data: The bytes of the file.
        name: The name of the file, for messages.
        encoding: Ignored; the file says itself how it is encoded.

    Raises:
        ReadError: the file is damaged, protected by a password, or beyond the bounds of
            :mod:`forumdocs.readers.archives`.
        UnknownFormat: an Office file of another kind.
        NoText: there is no word in it.
    """
    found = _open(data, name=name)
    blocks = tuple(laid.block for laid in found.blocks())
    if not blocks:
        raise NoText(f"{name} holds no text: it is empty or holds pictures alone; check that it is the right file.")
    blocks = with_pictures(blocks, found.main, found.pictures())
    return Document(source=name, format="docx", blocks=blocks, title=found.title(), meta=found.meta())


@dataclass(frozen=True, slots=True)
class LaidBlock:
    """A block and the XML that it was read from.

    ``paragraph`` is the ``w:p`` that it stands in; the text of ``pieces``, joined and stripped, is that of the block.
    """

    block: Block
    paragraph: _Element
    pieces: tuple[Piece, ...]


def read_laid(data: bytes, *, name: str) -> tuple[tuple[LaidBlock, ...], tuple[LaidBlock, ...]]:
    """The blocks of a Word document with their XML, for a writer that puts other words in their place.

    Returns:
        The blocks that :func:`read` gives, and the paragraphs that it passes over because they repeat others: margins
        of a first page, the older branch of a drawing. Those have the index -1.

    Raises:
        ReadError: see :func:`read`.
    """
    found = _open(data, name=name)
    blocks = tuple(found.blocks())
    return blocks, tuple(found.repeats(blocks))


def _open(data: bytes, *, name: str) -> _WordFile:
    if data.startswith(_OLE_MAGIC):
        raise _ole_error(data, name=name)
    return _WordFile(Package(data, name=name))


def _ole_error(data: bytes, *, name: str) -> ReadError:
    if _ENCRYPTED_STREAM in data:
        return ReadError(f"{name} is protected by a password; open it in Word, remove the password and save it again.")
    return UnknownFormat(f"{name} is in an old binary Office format; open it in Word and save it as .docx.")


class _WordFile:
    """The parts of a package that hold the text of a Word document, and their order."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.main = self._find_main()
        self._related = package.relationships(self.main)
        self._roots: dict[str, _Element] = {}
        self._shared = _Shared(
            Styles(self._optional("styles")), Numbering(self._optional("numbering")), itertools.count()
        )

    def _find_main(self) -> str:
        mains = [r.target for r in self._package.relationships() if r.type == "officeDocument"]
        if not mains or mains[0] not in self._package:
            raise ReadError(
                f"{self._package.name} is damaged: it is an archive without a Word document in it; "
                "get a fresh copy of the file."
            )
        return mains[0]

    def _optional(self, kind: str) -> _Element | None:
        for part in self._parts(kind):
            return self._package.xml(part)
        return None

    def _parts(self, kind: str) -> Iterator[str]:
        return (r.target for r in self._related if r.type == kind and r.target in self._package)

    def blocks(self) -> Iterator[LaidBlock]:
        """All blocks, numbered in reading order."""
        root = self._root(self.main)
        if root.tag != qname("w:document"):
            raise UnknownFormat(
                f"{self._package.name} is an Office file but no Word document; save it as .pdf or .docx."
            )
        body = self._story(root, part=self.main)
        body.read(root)
        stories = [
            *self._margins(root, "header"),
            body,
            *self._notes(body.cited),
            *self._margins(root, "footer"),
        ]
        found = (block for story in stories for block in story.found)
        for index, block in enumerate(found):
            yield block.numbered(index)

    def repeats(self, read: Iterable[LaidBlock]) -> Iterator[LaidBlock]:
        """The paragraphs of all parts that are not among ``read``."""
        known = {laid.paragraph for laid in read}
        for kind in ("header", "footer", "footnotes", "endnotes"):
            for part in self._parts(kind):
                self._root(part)
        for part, root in self._roots.items():
            story = self._story(root, part=part)
            for paragraph in root.iter(_PARAGRAPH):
                if paragraph not in known:
                    yield from (found.numbered(-1) for found in story.read_alone(paragraph))

    def _root(self, part: str) -> _Element:
        """The root of a part, the same at every call."""
        if part not in self._roots:
            self._roots[part] = self._package.xml(part)
        return self._roots[part]

    def title(self) -> str:
        """The title in the core properties; empty where there is none or the part is damaged."""
        return self._property("dc:title")

    def meta(self) -> Meta:
        """Author, number and day of the document in the core properties; it is of the day of its last version."""
        author, number = self._property("dc:creator"), self._property("dc:identifier")
        day = self._property("dcterms:modified") or self._property("dcterms:created")
        return find_meta({"author": author, "number": number, "date": day})

    def pictures(self) -> Iterator[tuple[int, Picture]]:
        """The pictures of the main text, each with the number of its paragraph."""
        return find_pictures(self._root(self.main), self._package, self.main)

    def _property(self, name: str) -> str:
        for relationship in self._package.relationships():
            if relationship.type == "core-properties" and relationship.target in self._package:
                try:
                    return (self._package.xml(relationship.target).findtext(qname(name)) or "").strip()
                except ReadError:  # a broken title is no reason to refuse the text
                    return ""
        return ""

    def _story(self, root: _Element, *, part: str, kind: Kind | None = None) -> _Story:
        return _Story(root, part=part, kind=kind, shared=self._shared)

    def _margins(self, root: _Element, which: str) -> Iterator[_Story]:
        """The headers or the footers that some page shows, each text once."""
        parts = {r.id: r.target for r in self._related if r.type == which and r.target in self._package}
        seen: set[tuple[str, ...]] = set()
        for reference in self._shown(root, which):
            part = parts.pop(value(reference, "r:id") or "", None)
            if part is None:
                continue
            margin = self._root(part)
            story = self._story(margin, part=part, kind=Kind(which))
            story.read(margin)
            texts = tuple(block.text for block in story.found)
            if texts not in seen:
                seen.add(texts)
                yield story

    def _shown(self, root: _Element, which: str) -> Iterator[_Element]:
        """References to margins; those for first and even pages count only where they are switched on."""
        settings = self._optional("settings")
        even = settings is not None and is_on(settings.find(qname("w:evenAndOddHeaders")))
        for section in root.iter(qname("w:sectPr")):
            first = is_on(section.find(qname("w:titlePg")))
            for reference in section.findall(qname(f"w:{which}Reference")):
                if {"first": first, "even": even}.get(value(reference, "w:type") or "", True):
                    yield reference

    def _notes(self, cited: Iterable[tuple[str, str]]) -> Iterator[_Story]:
        cited = list(dict.fromkeys(cited))
        for kind, spell in _NOTE_NUMBERS.items():
            ids = [note for where, note in cited if where == kind]
            part = next(self._parts(kind), None)
            if not ids or part is None:
                continue
            root = self._root(part)
            story = self._story(root, part=part, kind=Kind.FOOTNOTE)
            notes = {value(note, "w:id"): note for note in root if value(note, "w:type") not in _SEPARATORS}
            for count, note in enumerate(ids, start=1):
                if note in notes:
                    story.read(notes[note], marker=spell(count))
            yield story


@dataclass(frozen=True, slots=True)
class _Found:
    text: str
    kind: Kind
    place: Place
    paragraph: _Element
    pieces: tuple[Piece, ...]
    level: int = 0
    cell: Cell | None = None
    marker: str = ""

    def numbered(self, index: int) -> LaidBlock:
        """The block with its number in the document."""
        stretches = find_stretches(self.pieces)
        block = Block(index, self.text, self.kind, self.place, self.level, self.cell, self.marker, stretches)
        return LaidBlock(block, self.paragraph, self.pieces)


@dataclass(slots=True)
class _Paragraph:
    """What the walk through a ``w:p`` gathers; through several, where the marks between them were deleted."""

    style: ParagraphStyle
    element: _Element
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all stories of a document have in common."""

    styles: Styles
    numbering: Numbering
    tables: Iterator[int]


class _Story:
    """The walk through one part: the body, a header, the notes.

    The recursion takes a frame or two for each level of XML, whose depth lxml bounds to 256.
    """

    def __init__(self, root: _Element, *, part: str, kind: Kind | None, shared: _Shared) -> None:
        self.found: list[_Found] = []
        self.cited: list[tuple[str, str]] = []
        self._part, self._kind, self._shared = part, kind, shared
        self._addresses = {element: address for address, element in enumerate(root.iter(_PARAGRAPH))}
        self._closed_fields = _closed_field_marks(root)
        self._fields: list[str] = []
        self._cell: Cell | None = None
        self._marker = ""
        self._joined: _Paragraph | None = None
        self._handlers: dict[str, Callable[[_Element, _Paragraph], None]] = {
            qname("w:r"): self._walk_run,
            qname("w:sym"): self._add_symbol,
            qname("w:fldChar"): self._pass_field_mark,
            _ALTERNATIVES: self._walk_alternatives,
            # A table or a paragraph where only words may stand is a block of its own, like a box.
            **dict.fromkeys((_BOX, _TABLE, _PARAGRAPH), self._keep_box),
            **dict.fromkeys(_TEXT, self._add_text),
            **dict.fromkeys(_CHARACTERS, self._add_character),
            **dict.fromkeys(_NOTES, self._cite),
        }

    def read(self, container: _Element, *, marker: str = "") -> None:
        """Add the blocks under an element; the first of them gets ``marker``."""
        self._marker = marker
        self._walk_blocks(container)
        self._end_joined()

    def read_alone(self, paragraph: _Element) -> list[_Found]:
        """A paragraph by itself, without the boxes that hang on it; nothing if it holds no words."""
        self.found, self._cell, self._fields = [], None, []
        gathered = _Paragraph(self._shared.styles.paragraph(paragraph), paragraph)
        self._walk_inline(paragraph, gathered)
        gathered.boxes.clear()
        self._finish(gathered)
        return self.found

    # Blocks: paragraphs, tables and what holds them

    def _walk_blocks(self, container: _Element) -> None:
        for child in container:
            if child.tag == _ALTERNATIVES:
                self._walk_blocks(_chosen(child))
            elif child.tag not in _SKIPPED:
                self._walk_block(child)

    def _walk_block(self, element: _Element) -> None:
        if element.tag == _PARAGRAPH:
            self._read_paragraph(element)
        elif element.tag == _TABLE:
            self._read_table(element)
        else:
            self._walk_blocks(element)

    def _read_paragraph(self, element: _Element) -> None:
        style = self._shared.styles.paragraph(element)
        paragraph, self._joined = self._joined or _Paragraph(style, element), None
        paragraph.style, paragraph.element = style, element
        self._walk_inline(element, paragraph)
        if _mark_is_deleted(element):
            self._joined = paragraph
        else:
            self._finish(paragraph)

    def _end_joined(self) -> None:
        """Close a paragraph whose mark was deleted but that no other follows."""
        if self._joined is not None:
            paragraph, self._joined = self._joined, None
            self._finish(paragraph)

    def _finish(self, paragraph: _Paragraph) -> None:
        text = "".join(piece.text for piece in paragraph.pieces).strip()
        marker = self._shared.numbering.marker(paragraph.style)
        if text and not (self._kind is Kind.HEADER and is_stamp(text)):
            kind, level = self._kind_of(paragraph.style, listed=marker is not None)
            place = Place(self._part, str(self._addresses[paragraph.element]))
            pieces, shown = tuple(paragraph.pieces), self._marker or marker or ""
            self.found.append(_Found(text, kind, place, paragraph.element, pieces, level, self._cell, shown))
            self._marker = ""
        for box in paragraph.boxes:
            self._walk_box(box)

    def _kind_of(self, style: ParagraphStyle, *, listed: bool) -> tuple[Kind, int]:
        if self._kind is not None:
            return self._kind, 0
        if self._cell is not None:
            return Kind.TABLE_CELL, 0
        if style.heading_level:
            return Kind.HEADING, style.heading_level
        if style.is_caption:
            return Kind.CAPTION, 0
        return (Kind.LIST_ITEM, (style.num_level or 0) + 1) if listed else (Kind.PARAGRAPH, 0)

    def _walk_box(self, box: _Element) -> None:
        outer, self._cell = self._cell, None
        self._walk_block(box)
        self._end_joined()
        self._cell = outer

    def _read_table(self, table: _Element) -> None:
        self._end_joined()
        outer, table_number = self._cell, next(self._shared.tables)
        for row, element in enumerate(_children(table, qname("w:tr"))):
            if not _is_revised_away(element.find(qname("w:trPr"))):
                self._read_row(element, table=table_number, row=row)
        self._cell = outer

    def _read_row(self, element: _Element, *, table: int, row: int) -> None:
        column = number(element.find(f"{qname('w:trPr')}/{qname('w:gridBefore')}")) or 0
        for cell in _children(element, qname("w:tc")):
            properties = cell.find(qname("w:tcPr"))
            span = None if properties is None else number(properties.find(qname("w:gridSpan")))
            if properties is None or properties.find(qname("w:cellDel")) is None:
                self._cell = Cell(table, row, column)
                self._walk_blocks(cell)
                self._end_joined()
            column += max(span or 1, 1)

    # Words: runs and what stands in them

    def _walk_inline(self, element: _Element, paragraph: _Paragraph) -> None:
        for child in element:
            handler = self._handlers.get(child.tag)
            if handler is not None:
                handler(child, paragraph)
            elif child.tag not in _SKIPPED:
                # Hyperlinks, content controls, insertions, smart tags, ruby bases, formulas: a wrapper
                # that we do not know must not swallow its words either.
                self._walk_inline(child, paragraph)

    def _walk_run(self, run: _Element, paragraph: _Paragraph) -> None:
        if not self._shared.styles.vanishes(run, paragraph.style):
            self._walk_inline(run, paragraph)

    def _walk_alternatives(self, element: _Element, paragraph: _Paragraph) -> None:
        self._walk_inline(_chosen(element), paragraph)

    def _keep_box(self, box: _Element, paragraph: _Paragraph) -> None:
        paragraph.boxes.append(box)

    def _add_text(self, element: _Element, paragraph: _Paragraph) -> None:
        # Line breaks in the XML are those of a pretty printer; Word's own are elements.
        self._add(" ".join((element.text or "").splitlines()), element, paragraph)

    def _add_character(self, element: _Element, paragraph: _Paragraph) -> None:
        self._add(_CHARACTERS[element.tag], element, paragraph)

    def _add_symbol(self, element: _Element, paragraph: _Paragraph) -> None:
        code = value(element, "w:char") or ""
        if re.fullmatch(r"[0-9A-Fa-f]{4}", code) and not 0xD800 <= int(code, 16) < 0xE000:
            self._add(symbol_text(chr(int(code, 16)), font=value(element, "w:font") or ""), element, paragraph)

    def _add(self, text: str, element: _Element, paragraph: _Paragraph) -> None:
        if "instruction" not in self._fields:
            paragraph.pieces.append(Piece(text, element, in_field=bool(self._fields)))

    def _pass_field_mark(self, element: _Element, _: _Paragraph) -> None:
        """Follow a complex field: begin mark, instruction, separator, result, end mark."""
        mark = value(element, "w:fldCharType")
        if element not in self._closed_fields:
            return
        if mark == "begin":
            self._fields.append("instruction")
        elif mark == "separate" and self._fields:
            self._fields[-1] = "result"
        elif mark == "end" and self._fields:
            self._fields.pop()

    def _cite(self, element: _Element, paragraph: _Paragraph) -> None:
        self.cited.append((_NOTES[element.tag], value(element, "w:id") or ""))
        self._add("", element, paragraph)


def _children(element: _Element, tag: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, also those inside content controls and insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED and child.tag not in _BLOCKS:
            yield from _children(child, tag)


def _chosen(alternatives: _Element) -> _Element:
    """The branch of ``mc:AlternateContent`` to read: the first with words in it, since all say the same."""
    for branch in alternatives:
        if any(text.text for text in branch.iter(*_TEXT)):
            return branch
    return alternatives[0] if len(alternatives) else alternatives


def _mark_is_deleted(paragraph: _Element) -> bool:
    return _is_revised_away(paragraph.find(f"{qname('w:pPr')}/{qname('w:rPr')}"))


def _is_revised_away(properties: _Element | None) -> bool:
    return properties is not None and any(child.tag in _REVISED_AWAY for child in properties)


def _closed_field_marks(root: _Element) -> frozenset[_Element]:
    """The marks of fields that end: one that never does must not hide the rest of the document."""
    closed: list[_Element] = []
    opened: list[list[_Element]] = []
    for mark in root.iter(qname("w:fldChar")):
        kind = value(mark, "w:fldCharType")
        if kind == "begin":
            opened.append([mark])
        elif opened:
            opened[-1].append(mark)
            if kind == "end":
                closed += opened.pop()
    return frozenset(closed)
