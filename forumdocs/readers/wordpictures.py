"""The pictures in the text of a Word document, with the paragraphs that they stand in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forumdocs.errors import ReadError
from forumdocs.model import Picture
from forumdocs.readers.ooxml import qname

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from forumdocs.model import Block
    from forumdocs.readers.ooxml import Package

EMU_PER_MM = 36_000
"""English Metric Units, in which DrawingML measures (ISO/IEC 29500-1, 20.1.2.1)."""

_PARAGRAPH, _BLIP, _IMAGE_DATA = qname("w:p"), qname("a:blip"), qname("v:imagedata")
_DRAWINGS = (qname("wp:inline"), qname("wp:anchor"))
_FALLBACK = qname("mc:Fallback")


def find_pictures(root: _Element, package: Package, part: str) -> Iterator[tuple[int, Picture]]:
    """The pictures of a part in reading order, each with the number of its ``w:p``; linked and damaged ones are not.

    Args:
        root: of the part.
        package: that the part is in.
        part: its name.
    """
    targets = {r.id: r.target for r in package.relationships(part) if r.type == "image" and r.target in package}
    numbers: dict[_Element, int] = {}
    for element in root.iter(_BLIP, _IMAGE_DATA):
        target = targets.get(element.get(qname("r:embed")) or element.get(qname("r:id")) or "")
        paragraph = next(element.iterancestors(_PARAGRAPH), None)
        if target is None or paragraph is None or next(element.iterancestors(_FALLBACK), None) is not None:
            continue
        numbers = numbers or {paragraph: number for number, paragraph in enumerate(root.iter(_PARAGRAPH))}
        try:
            data = package.data(target)
        except ReadError:  # a broken picture is no reason to refuse the text
            continue
        yield numbers[paragraph], _picture(data, next(element.iterancestors(*_DRAWINGS), None))


def _picture(data: bytes, drawing: _Element | None) -> Picture:
    if drawing is None:
        return Picture(data)
    extent, properties = drawing.find(qname("wp:extent")), drawing.find(qname("wp:docPr"))
    width = "0" if extent is None else extent.get("cx", "0")
    description = "" if properties is None else properties.get("descr", "")
    return Picture(data, int(width) / EMU_PER_MM if width.isdecimal() else 0.0, description)


def with_pictures(blocks: Sequence[Block], part: str, pictures: Iterable[tuple[int, Picture]]) -> tuple[Block, ...]:
    """The blocks, each with the pictures between it and the next; the first also with those above it."""
    placed = list(blocks)
    addresses = [(int(block.place.address), at) for at, block in enumerate(blocks) if block.place.part == part]
    for number, picture in pictures if addresses else ():
        at = max((at for address, at in addresses if address <= number), default=addresses[0][1])
        placed[at] = replace(placed[at], pictures=(*placed[at].pictures, picture))
    return tuple(placed)
