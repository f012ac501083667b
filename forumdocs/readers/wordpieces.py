"""The pieces of text that make up a Word paragraph, and which of them are set apart from the rest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from forumdocs.readers.ooxml import qname

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

WRAPPERS = frozenset(map(qname, ("w:hyperlink", "w:ins", "w:moveTo", "w:sdt", "w:fldSimple", "m:oMath")))
"""What holds runs in a paragraph and has a meaning of its own: a link, an insertion, a control, a field, a formula."""

_REVISIONS = frozenset(map(qname, ("w:ins", "w:moveTo")))

LOOKS = frozenset(
    map(
        qname,
        (
            *("w:rStyle", "w:b", "w:i", "w:caps", "w:smallCaps", "w:strike", "w:dstrike", "w:outline", "w:shadow"),
            *("w:emboss", "w:imprint", "w:color", "w:sz", "w:highlight", "w:u", "w:effect", "w:bdr", "w:shd"),
            *("w:vertAlign", "w:position", "w:em"),
        ),
    )
)
"""Properties of a run that a reader sees. Fonts are not among them: Word cuts runs where the script changes, and the
font of a translation is that of its own script."""

_RUN, _PARAGRAPH, _PROPERTIES = qname("w:r"), qname("w:p"), qname("w:rPr")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text and the element that says it: ``w:t``, ``w:tab`` …; no text where the element is the number of a note.

    ``in_field`` tells whether it is the result of a complex field.
    """

    text: str
    element: _Element
    in_field: bool = False


class _Look(NamedTuple):
    wrapper: _Element | None
    in_field: bool
    properties: frozenset[tuple[str, tuple[tuple[str, str], ...]]]

    @property
    def is_special(self) -> bool:
        """Whether it is more than looks: a link, a field, a formula must be found again even if all text is in it."""
        return self.in_field or (self.wrapper is not None and self.wrapper.tag not in _REVISIONS)


def find_stretches(pieces: Sequence[Piece]) -> tuple[tuple[int, int], ...]:
    """What of a paragraph's text looks unlike most of it, or is more than text.

    Offsets are those in the joined text without outer white space. Tabs, line breaks and notes are empty stretches.
    """
    if len(pieces) == 1 and _is_plain(pieces[0]):  # most paragraphs; tables have thousands
        return ()
    looks = [_look(piece) for piece in pieces]
    if len(set(looks)) == 1 and not looks[0].is_special and all(piece.text.strip() for piece in pieces):
        return ()
    usual = _usual(pieces, looks)
    text = "".join(piece.text for piece in pieces)
    lead, size = len(text) - len(text.lstrip()), len(text.strip())
    found, at = set[tuple[int, int]](), -lead
    for look, group in groupby(zip(looks, pieces, strict=True), key=lambda pair: pair[0]):
        start = at
        for _, piece in group:
            at += len(piece.text)
            if piece.text in ("", "\t", "\n"):
                found.add((at - len(piece.text),) * 2)
        if (look != usual or look.is_special) and text[start + lead : at + lead].strip():
            found.add((max(0, start), min(at, size)))
    return tuple(sorted(span for span in found if 0 <= span[0] <= span[1] <= size))


def _is_plain(piece: Piece) -> bool:
    """Whether a piece stands in a run of its paragraph, without anything around it."""
    run = piece.element.getparent()
    holder = run.getparent() if run is not None else None
    return not piece.in_field and holder is not None and holder.tag == _PARAGRAPH


def _usual(pieces: Sequence[Piece], looks: Sequence[_Look]) -> _Look:
    """The look of most of the text; of that which is plain text, if there is any."""
    sizes = Counter[_Look]()
    for piece, look in zip(pieces, looks, strict=True):
        sizes[look] += len(piece.text.strip())
    plain = [look for look, size in sizes.items() if size and not look.is_special]
    return max(plain or sizes, key=lambda look: sizes[look])


def _look(piece: Piece) -> _Look:
    run = wrapper = None
    for ancestor in piece.element.iterancestors():
        if ancestor.tag == _PARAGRAPH:
            break
        if ancestor.tag == _RUN and run is None:
            run = ancestor
        if ancestor.tag in WRAPPERS:
            wrapper = ancestor
    return _Look(wrapper, piece.in_field, frozenset() if run is None else look_of(run))


def look_of(run: _Element) -> frozenset[tuple[str, tuple[tuple[str, str], ...]]]:
    """The properties of a ``w:r`` that a reader sees."""
    properties = run.find(_PROPERTIES)
    if properties is None:
        return frozenset()
    return frozenset((str(p.tag), tuple(sorted(map(_text, p.attrib.items())))) for p in properties if p.tag in LOOKS)


def _text(attribute: tuple[object, object]) -> tuple[str, str]:
    return str(attribute[0]), str(attribute[1])
