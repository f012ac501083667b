"""Room for a translation where the source had as much as it needed: rows and text boxes of fixed height."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING

from forumdocs.readers.ooxml import NAMESPACES, qname
from forumdocs.readers.wordstyles import value

if TYPE_CHECKING:
    from lxml.etree import _Element

_BOX, _PARAGRAPH, _TEXT, _SIZE = qname("w:txbxContent"), qname("w:p"), qname("w:t"), qname("w:sz")
_SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_FITTING = frozenset(f"{{{NAMESPACES['a']}}}{name}" for name in ("noAutofit", "normAutofit", "spAutoFit"))
_WARP = f"{{{NAMESPACES['a']}}}prstTxWarp"
_FIT_VML = "mso-fit-shape-to-text:t"
_LENGTH = re.compile(r"(?:^|;)\s*(width|height):\s*([\d.]+)(pt|in|mm|cm)", re.IGNORECASE)
_POINTS = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 72 / 2.54}
_EMU_IN_POINT = 12_700

USUAL_SIZE = 11.0
"""Points of text that does not say its size."""
LINE = 1.5
"""Height of a line in sizes of its text: fonts of Chinese and Korean take up to 1.45."""
MARGINS = (14.4, 7.2)
"""What a box keeps free beside and above its text, in points, unless it says so (ECMA-376, 20.1.2.1.1)."""


def let_grow(paragraph: _Element) -> None:
    """Let the row or the text box that a paragraph stands in be as high as its text, where it would be cut off."""
    row = next(paragraph.iterancestors(qname("w:tr"), _BOX), None)
    if row is not None and row.tag != _BOX:
        for height in row.findall(f"{qname('w:trPr')}/{qname('w:trHeight')}"):
            if height.get(qname("w:hRule")) == "exact":
                height.set(qname("w:hRule"), "atLeast")
    for box in paragraph.iterancestors(_BOX):
        if _is_full(box):
            _fit(box)
        break


def _fit(box: _Element) -> None:
    """Let a box be as high as its text; as DrawingML says it, or as VML does."""
    holder = box.getparent()
    if holder is None:
        return
    if holder.tag == qname("v:textbox"):
        style = holder.get("style", "").rstrip(";")
        if "mso-fit-shape-to-text" not in style:
            holder.set("style", f"{style};{_FIT_VML}".lstrip(";"))
        return
    shape = holder.getparent()
    body = None if shape is None else shape.find(f"{{{_SHAPES}}}bodyPr")
    if body is not None:
        for old in [child for child in body if child.tag in _FITTING]:
            body.remove(old)
        body.insert(body.find(_WARP) is not None, body.makeelement(qname("a:spAutoFit")))


def _is_full(box: _Element) -> bool:
    """Whether the text seems to need more height than the box has; also where its size is unknown."""
    width, height = _size(box)
    if not width or not height:
        return True
    needed = 0.0
    for paragraph in box.iter(_PARAGRAPH):
        text = "".join(part.text or "" for part in paragraph.iter(_TEXT))
        size = max((float(value(found) or 0) / 2 for found in paragraph.iter(_SIZE)), default=0) or USUAL_SIZE
        lines = math.ceil(_width(text) * size / 2 / max(1.0, width - MARGINS[0]))
        needed += max(1, lines) * size * LINE
    return needed + MARGINS[1] > height


def _width(text: str) -> int:
    """The width of a text in halves of its size."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _size(box: _Element) -> tuple[float, float]:
    """Width and height of a box in points; 0 where it does not say them."""
    for holder in box.iterancestors(f"{{{_SHAPES}}}wsp"):
        extent = next(holder.iter(qname("a:ext")), None)
        if extent is not None and extent.get("cx"):
            return int(extent.get("cx", "0")) / _EMU_IN_POINT, int(extent.get("cy", "0")) / _EMU_IN_POINT
    for holder in box.iterancestors(qname("v:shape"), qname("v:rect"), qname("v:roundrect")):
        found = {
            name.lower(): float(size) * _POINTS[unit] for name, size, unit in _LENGTH.findall(holder.get("style", ""))
        }
        return found.get("width", 0.0), found.get("height", 0.0)
    return 0.0, 0.0
