"""The contents of a Word paragraph, each with the stretch of the paragraph's text that it says."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from forumdocs.readers.ooxml import qname

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml.etree import _Element

    from forumdocs.readers.wordpieces import Piece

RUN, PARAGRAPH, TEXT, RUN_PROPERTIES = qname("w:r"), qname("w:p"), qname("w:t"), qname("w:rPr")
_HYPERLINK, _SDT, _SIMPLE_FIELD = qname("w:hyperlink"), qname("w:sdt"), qname("w:fldSimple")
_FIELD_MARK, _INSTRUCTION = qname("w:fldChar"), qname("w:instrText")
_FORMULAS = frozenset(map(qname, ("m:oMath", "m:oMathPara")))
_PICTURES = frozenset(map(qname, ("w:drawing", "w:pict", "w:object", "mc:AlternateContent")))
_PROPERTIES = frozenset(map(qname, ("w:pPr", "w:sdtPr", "w:sdtEndPr", "w:rPr", "w:smartTagPr", "w:customXmlPr")))
_TRACES = frozenset(map(qname, ("w:proofErr", "w:lastRenderedPageBreak", "w:softHyphen")))
"""What Word leaves behind of a text that it has checked and laid out; void once the text is another."""


class Role(Enum):
    """What becomes of an item when its text is translated."""

    RUN = "words and their looks, which go wherever the words do"
    LINK = "a wrapper with a meaning, which must stay in the paragraph"
    LOOSE = "a wrapper that may go, such as an insertion"
    FIXED = "text that no translation may change: the result of a field, a formula"
    OBJECT = "no words: a picture, a bookmark, the number of a note, a tab"


@dataclass(slots=True)
class Item:
    """Neighbouring children of a paragraph that belong together, and the pieces of text in them."""

    nodes: list[_Element]
    start: int
    end: int
    pieces: list[Piece]
    role: Role

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_break(self) -> bool:
        """Whether it is a tab or a line break."""
        return self.text in ("\t", "\n")

    @property
    def main(self) -> Piece:
        """The piece that says most."""
        return max(self.pieces, key=lambda piece: len(piece.text))

    def run(self) -> _Element | None:
        """The run of its main piece; a formula has none."""
        return next(self.main.element.iterancestors(RUN), None)


def split_runs(paragraph: _Element) -> None:
    """Give each tab, break, picture and text of a paragraph a run of its own, and drop Word's traces."""
    for run in list(_own_runs(paragraph)):
        content = [child for child in run if child.tag != RUN_PROPERTIES]
        for child in content:
            if child.tag in _TRACES:
                run.remove(child)
        content = [child for child in content if child.tag not in _TRACES]
        for child in reversed(content[1:]):
            single = run.makeelement(RUN, {str(k): str(v) for k, v in run.attrib.items()})
            properties = run.find(RUN_PROPERTIES)
            if properties is not None:
                single.append(deepcopy(properties))
            single.append(child)
            run.addnext(single)


def _own_runs(element: _Element) -> Iterator[_Element]:
    """The runs of a paragraph, without those of boxes in it."""
    for child in element:
        if child.tag == RUN:
            yield child
        elif child.tag != PARAGRAPH and child.tag not in _PROPERTIES:
            yield from _own_runs(child)


def find_container(paragraph: _Element, pieces: Iterable[Piece]) -> _Element:
    """What directly holds the words: the paragraph, or the one wrapper in it that all of its words are in."""
    chains = []
    for piece in pieces:
        if piece.text.strip():
            chain = [piece.element, *piece.element.iterancestors()]
            chains.append(chain[: chain.index(paragraph)] if paragraph in chain else [])
    container = paragraph
    while chains and all(chains):
        tops = {chain[-1] for chain in chains}
        top = tops.pop()
        if tops or top.tag in (RUN, _SIMPLE_FIELD) or top.tag in _FORMULAS:
            break
        container = top
        for chain in chains:
            chain.pop()
    return container


def list_items(container: _Element, pieces: Sequence[tuple[int, Piece]]) -> list[Item]:
    """The items of a container in order.

    Args:
        container: a paragraph or a wrapper in it, its runs split.
        pieces: the pieces of the paragraph with the offsets at which they begin.
    """
    by_element: dict[_Element, tuple[int, Piece]] = {piece.element: (start, piece) for start, piece in pieces}
    items: list[Item] = []
    first = next((s for s, p in pieces if container in p.element.iterancestors()), 0)
    at = first
    for nodes in _groups([child for child in container if child.tag not in _PROPERTIES]):
        own = [by_element[e] for node in nodes for e in node.iter() if e in by_element]
        if _is_void(nodes):
            for node in nodes:
                container.remove(node)
            continue
        start = own[0][0] if own else at
        at = own[-1][0] + len(own[-1][1].text) if own else at
        found = [piece for _, piece in own]
        items.append(Item(nodes, start, at, found, _role(nodes, found)))
    return items


def _is_void(nodes: Sequence[_Element]) -> bool:
    (first, *rest) = nodes
    empty = first.tag == RUN and all(child.tag == RUN_PROPERTIES for child in first)
    return not rest and (empty or first.tag in _TRACES)


def _groups(children: Sequence[_Element]) -> Iterator[list[_Element]]:
    """Children one by one, those of a complex field together."""
    ends = _field_ends(children)
    number = 0
    while number < len(children):
        stop = ends.get(number, number) + 1
        yield list(children[number:stop])
        number = stop


def _field_ends(children: Sequence[_Element]) -> Mapping[int, int]:
    """For each child that begins an outermost complex field the child that ends it; none for unfinished fields."""
    opened: list[int] = []
    ends: dict[int, int] = {}
    for number, child in enumerate(children):
        for mark in child.findall(_FIELD_MARK) if child.tag == RUN else ():
            kind = mark.get(qname("w:fldCharType"))
            if kind == "begin":
                opened.append(number)
            elif kind == "end" and opened:
                ends[opened.pop()] = number
    return ends


def _role(nodes: Sequence[_Element], pieces: Sequence[Piece]) -> Role:
    first = nodes[0]
    if not "".join(piece.text for piece in pieces).strip():
        return Role.RUN if pieces and first.tag == RUN and pieces[0].element.tag == TEXT else Role.OBJECT
    if first.tag in _FORMULAS:
        return Role.FIXED
    if first.tag == _SIMPLE_FIELD or len(nodes) > 1:
        return Role.LINK if _instruction(nodes).split()[:1] == ["HYPERLINK"] else Role.FIXED
    if first.tag == RUN:
        return Role.FIXED if any(child.tag in _PICTURES for child in first) else Role.RUN
    return Role.LINK if first.tag in (_HYPERLINK, _SDT) else Role.LOOSE


def _instruction(nodes: Sequence[_Element]) -> str:
    """What a field is told to show, such as ``PAGE`` or ``HYPERLINK "…"``."""
    simple = nodes[0].get(qname("w:instr"), "")
    return simple or "".join(text.text or "" for node in nodes for text in node.iter(_INSTRUCTION))
