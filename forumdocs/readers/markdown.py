"""Markdown: CommonMark with tables, front matter and footnotes, through markdown-it-py."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from forumdocs.model import Block, Cell, Document, Kind, Meta, Place
from forumdocs.readers.encodings import decode
from forumdocs.readers.html import split_fragment
from forumdocs.readers.lines import Line, change_script, collapse, join, normalize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.tree import SyntaxTreeNode

DEEPEST_NESTING = 200
"""Levels of syntax, three to a list, below which the parser drops text; its usual 20 are soon reached."""

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^[A-Za-z_][\w-]*[ \t]*:", re.MULTILINE)
_SAID = re.compile(
    r"^(title|event|date|number|author)[ \t]*:[ \t]*(?P<quote>[\"']?)(?P<text>.*?)(?P=quote)[ \t]*$", re.MULTILINE
)
"""Fields of the front matter that reach the title block of a handout."""
_FOOTNOTE = re.compile(r"^\[\^(?P<mark>[^\]\s]+)\]:[ \t]*")
_FOOTNOTE_LINE = re.compile(r"^([ ]{0,3})(\[\^[^\]\s]+\]:)", re.MULTILINE)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_HARD_BREAK = "\x1d"
"""Stands for a hard break in the text of a paragraph: a character that no normalized text holds."""
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read(data: bytes, *, name: str, encoding: str | None = None) -> Document:
    """Read a Markdown file.

    Links become their text and images captions; emphasis and inline HTML go. A paragraph ends at a hard break
    and where its lines change script. A block of code is one paragraph, its line breaks kept. The address of
    a block is its range of lines.

    Args:
        data: the whole file.
        name: of the file, for messages and outputs.
        encoding: of the file if the user named it.

    Raises:
        UnknownEncoding: the encoding cannot be told for certain.
    """
    decoded = decode(data, name=name, encoding=encoding)
    text = normalize(decoded.text)
    fields, body = _take_front_matter(text)
    blocks = (replace(block, index=index) for index, block in enumerate(_Walk().blocks(_parse(body))))
    return Document(name, "markdown", tuple(blocks), fields.pop("title", ""), decoded.encoding, meta=Meta(**fields))


def _take_front_matter(text: str) -> tuple[dict[str, str], str]:
    """What the front matter says of the document, and the text with blank lines in place of the front matter."""
    match = _FRONT_MATTER.match(text)
    if not match or not _FIELD.search(match["fields"]):
        return {}, text
    said = {found[1]: found["text"] for found in _SAID.finditer(match["fields"])}
    return said, "\n" * match.group().count("\n") + text[match.end() :]


def _parse(text: str) -> SyntaxTreeNode:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST_NESTING}).enable(["table", "strikethrough"])
    # "[^1]: word" would be read as the definition of a link and vanish.
    escaped = _FOOTNOTE_LINE.sub(r"\1\\\2", text)
    return SyntaxTreeNode(parser.parse(escaped))


class _Walk:
    """The blocks of a syntax tree, whose depth the parser bounds."""

    def __init__(self) -> None:
        self._tables = 0

    def blocks(self, node: SyntaxTreeNode, *, depth: int = 0) -> Iterator[Block]:
        """The blocks below a node, not numbered yet; ``depth`` counts the lists around it."""
        for child in node.children:
            if child.type in ("bullet_list", "ordered_list"):
                yield from self._list(child, depth + 1)
            elif child.type == "table":
                yield from self._table(child)
            elif child.type == "html_block":
                yield from self._html(child)
            elif child.type in ("fence", "code_block"):
                yield Block(0, child.content.rstrip(), place=_place(child))
            elif child.type in ("paragraph", "heading"):
                yield from _paragraph(child)
            else:
                yield from self.blocks(child, depth=depth)

    def _list(self, node: SyntaxTreeNode, depth: int) -> Iterator[Block]:
        start = int(node.attrs.get("start", 1))
        for number, item in enumerate(node.children, start=start):
            ordered = node.type == "ordered_list"
            marker = f"{number}{item.markup}" if ordered else item.markup
            for block in self.blocks(item, depth=depth):
                if block.kind == Kind.PARAGRAPH:
                    block = replace(block, kind=Kind.LIST_ITEM, level=depth, marker=marker)
                    marker = ""
                yield block

    def _table(self, node: SyntaxTreeNode) -> Iterator[Block]:
        rows = [row for part in node.children for row in part.children]
        for row, element in enumerate(rows):
            for column, cell in enumerate(element.children):
                for block in _paragraph(cell):
                    place = Cell(self._tables, row, column)
                    yield replace(block, kind=Kind.TABLE_CELL, cell=place, place=_place(element))
        self._tables += 1

    def _html(self, node: SyntaxTreeNode) -> Iterator[Block]:
        blocks = split_fragment(node.content)
        for block in blocks:
            cell = block.cell and replace(block.cell, table=block.cell.table + self._tables)
            yield replace(block, cell=cell, place=_place(node))
        self._tables += len({block.cell.table for block in blocks if block.cell})


def _place(node: SyntaxTreeNode) -> Place:
    while node.map is None and node.parent is not None and not node.parent.is_root:
        node = node.parent
    if node.map is None:
        return Place()
    first, last = node.map[0] + 1, max(node.map[0] + 1, node.map[1])
    return Place(address=str(first) if first == last else f"{first}-{last}")


def _paragraph(node: SyntaxTreeNode) -> Iterator[Block]:
    """The blocks of a paragraph, a heading or a cell: one, unless it holds breaks, footnotes or images."""
    text, captions = _flatten(node)
    level = int(node.tag[1]) if node.type == "heading" else 0
    kind = Kind.HEADING if level else Kind.PARAGRAPH
    for group in _group(text, node.map[0] + 1 if node.map else 1):
        footnote = _FOOTNOTE.match(group[0].text)
        if footnote:
            note = collapse(join(group)[footnote.end() :])
            yield Block(0, note, Kind.FOOTNOTE, _span(group), marker=footnote["mark"])
        else:
            yield Block(0, _FOOTNOTE_MARK.sub("", join(group)), kind, _span(group), level)
    yield from (Block(0, caption, Kind.CAPTION, _place(node)) for caption in captions)


def _flatten(node: SyntaxTreeNode) -> tuple[str, list[str]]:
    """The text below a node, with a newline for each of the source, and the captions of its images."""
    text = ""
    captions = []
    for child in node.walk(include_self=False):
        if child.type == "code_inline" or (child.type == "text" and not _is_in_image(child)):
            text += child.content
        elif child.type == "softbreak":
            text += "\n"
        elif child.type == "hardbreak":
            text += _HARD_BREAK + "\n"
        elif child.type == "html_inline":
            text += _HARD_BREAK if _BREAK_TAG.match(child.content) else "\n" * child.content.count("\n")
        elif child.type == "image" and child.content.strip():
            captions.append(collapse(child.content))
    return text, captions


def _is_in_image(node: SyntaxTreeNode) -> bool:
    return node.parent is not None and node.parent.type == "image"


def _group(text: str, first: int) -> Iterator[list[Line]]:
    """The lines that are one paragraph: up to a hard break, a footnote, or a change of script."""
    group: list[Line] = []
    for number, line in enumerate(text.split("\n"), start=first):
        for at, part in enumerate(line.split(_HARD_BREAK)):
            found = Line(number, part)
            if group and (at or _FOOTNOTE.match(found.text) or change_script(group[-1], found)):
                yield group
                group = []
            if found.text:
                group.append(found)
    if group:
        yield group


def _span(group: Sequence[Line]) -> Place:
    first, last = group[0].number, group[-1].number
    return Place(address=str(first) if first == last else f"{first}-{last}")
