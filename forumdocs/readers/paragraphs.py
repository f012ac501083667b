"""Lines in reading order put together to paragraphs, across columns and pages, and told apart by kind."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from forumdocs.model import Kind
from forumdocs.readers.glyphs import estimate_width
from forumdocs.readers.linebreaks import is_ideographic, learn_joins

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forumdocs.readers.layout import Line, Region
    from forumdocs.readers.linebreaks import Joiner

SAME_SIZE = 1.1
"""Font sizes of one paragraph differ by less than this factor."""

LOOSE = 1.35
"""Line spacing, as a multiple of the usual one, that parts paragraphs. Word's default after a paragraph
gives 1.4 and more; a line with a formula or ruby in it stays below."""

INDENT = 0.8
"""Indent, in ems, of a first line; one em in LaTeX is the smallest in use, two in Chinese."""

SLACK = 0.5
"""White space, in ems, beyond what the next word needs, from which a line ended because its paragraph did."""

IDEOGRAPHIC_SLACK = 1.2
"""The same where lines may break anywhere; one character may have moved down with its punctuation."""

HEADING_SIZE = 1.12
"""Font size of a heading against that of most of the text."""

HEADING_WIDTH = 90.0
"""The longest heading, in ems: two lines of a full page."""

CAPTION_LINES = 3

BOLD_SHARE = 0.4
"""Where more of the text than this is in heavy type, heavy type makes no heading."""

NOTE_SIZE = 0.93
"""Font size of a footnote against that of most of the text."""

_SENTENCE_END = re.compile(r"[.!?。！？…;；:：]['\"”’»」』）)\]]*\s*$")
_BULLET = r"[•◦▪▫●○■□◆◇►▶➢➔❑❖✓✔·‣⁃∙※]"
_NUMBER = (
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)、．]|\(\d{1,2}\)|（\d{1,2}）|[①-⑳]|[a-zа-я]\)|\([a-zа-я]\)|[IVX]{1,5}[.)]"
    r"|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十\d]{1,3}[章节節条條款]"
    r"|제\s?\d{1,2}\s?[장절조항]|[가나다라마바사아자차카타파하][.)])"
)
_MARKER = re.compile(
    rf"(?:(?P<bullet>{_BULLET})\s+|[-–—*]\s+|(?P<number>{_NUMBER})"
    r"(?:\s+|(?<=[、．）章第节節条條款])|(?<=[.)])(?=[\u3400-\u9fff\uac00-\ud7af])))(?=\S)"
)
"""Bullets and numbers before list items and headings, in the languages of the forums."""

_HEADING_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\s+(?=\S)")
"""Numbers without a dot count in headings alone: a paragraph may begin with ``12 countries``."""

_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)|table|chart|рис(?:унок|\.)|табл(?:ица|\.)|[图圖表図]|그림|표|รูปที่|ตารางที่)\s*\d+",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:\[?\d{1,3}\]?|[⁰¹²³⁴-⁹]{1,3}|[*†‡※]{1,3})\s*(?=[^\W\d]|[\"“«])")


@dataclass(slots=True)
class Paragraph:
    """Lines that make one block."""

    lines: list[Line]
    cell: tuple[int, int, int] | None
    width: float
    """From the left edge of its column to the right one."""
    right: float
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    marker: str = ""
    text: str = ""

    @property
    def first(self) -> Line:
        """The line it begins with."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The line it ends with."""
        return self.lines[-1]


def build_paragraphs(pages: Sequence[Sequence[Region]]) -> list[Paragraph]:
    """The paragraphs of a document from the regions of its pages, without running lines."""
    regions = [region for page in pages for region in page]
    joiner = learn_joins([line.text for line in region.lines] for region in regions)
    body = _body_size(regions)
    found = [p for page in pages for p in _notes_last(list(_page_paragraphs(page)), body=body)]
    found = list(_joined(found))
    for paragraph in found:
        _spell(paragraph, joiner)
    _classify(found, body=body)
    return found


def _body_size(regions: Iterable[Region]) -> float:
    sizes: Counter[float] = Counter()
    for region in regions:
        for line in region.lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _page_paragraphs(page: Iterable[Region]) -> Iterator[Paragraph]:
    for region in page:
        if region.lines:
            yield from _split(region)


def _split(region: Region) -> Iterator[Paragraph]:
    left, right = min(line.left for line in region.lines), max(line.right for line in region.lines)
    usual = _usual_step(region.lines)
    current: list[Line] = []
    for line in region.lines:
        if current and _begins(line, current, left=left, right=right, usual=usual):
            yield Paragraph(current, region.cell, right - left, right)
            current = []
        current.append(line)
    yield Paragraph(current, region.cell, right - left, right)


def _usual_step(lines: Sequence[Line]) -> float:
    """The usual distance between baselines, in ems: that of the closer half, which is inside paragraphs."""
    steps = sorted(
        (below.base - above.base) / max(above.size, below.size)
        for above, below in pairwise(lines)
        if below.base > above.base
    )
    return statistics.median_low(steps[: len(steps) // 2 + 1]) if steps else 0.0


def _begins(line: Line, current: Sequence[Line], *, left: float, right: float, usual: float) -> bool:
    """Whether a line begins a new paragraph after those that are at hand."""
    last = current[-1]
    loose = (line.base - last.base) / max(line.size, last.size) > LOOSE * usual > 0
    if loose or line.ruled_off or not _same_size(last, line):
        return True
    early = ends_early(last, line, left=left, right=right)
    if last.bold != line.bold and (early or _SENTENCE_END.search(last.text)):
        return True
    early = early and not _is_mid_sentence(last, line)
    if _MARKER.match(line.text) and (early or _bulleted(line) or _MARKER.match(current[0].text)):
        return _bulleted(line) or early or abs(line.left - current[0].left) < INDENT * line.size
    inner = min(other.left for other in current[1:]) if len(current) > 1 else None
    indented = line.left - (last.left if inner is None else inner) > INDENT * line.size
    hanging = len(current) == 1 and bool(_MARKER.match(current[0].text))
    return early or (indented and inner is not None and not hanging) or _outdented(line, current)


def _is_mid_sentence(last: Line, line: Line) -> bool:
    """Whether small letters go on after a comma or a word, as in verse and in badly broken text."""
    return line.text[:1].islower() and not _SENTENCE_END.search(last.text)


def _bulleted(line: Line) -> bool:
    match = _MARKER.match(line.text)
    return match is not None and match["bullet"] is not None


def _outdented(line: Line, current: Sequence[Line]) -> bool:
    """Whether a line stands left of the second line of an item, which is where its text is aligned."""
    return len(current) > 1 and current[1].left - line.left > INDENT * line.size


def _same_size(one: Line, other: Line) -> bool:
    return max(one.size, other.size) < SAME_SIZE * min(one.size, other.size)


def ends_early(line: Line, following: Line, *, left: float, right: float) -> bool:
    """Whether the first word of the next line would have fitted on this one, so that its end was meant."""
    room = right - line.right
    if line.left - left > 1.5 * line.size and abs((line.left - left) - room) < line.size:
        room += line.left - left  # centred
    text = following.text.strip()
    if is_ideographic(text[0]):
        return room > (1 + IDEOGRAPHIC_SLACK) * line.size
    scale = (following.right - following.left) / (estimate_width(text) or 1.0)
    return room > estimate_width(text.split()[0]) * scale + SLACK * line.size


def _notes_last(page: list[Paragraph], *, body: float) -> list[Paragraph]:
    """The footnotes of a page after its text, marked as such."""
    for paragraph in page:
        small = paragraph.cell is None and paragraph.first.size <= NOTE_SIZE * body
        if small and _NOTE.match(paragraph.first.text) and _is_at_foot(paragraph, page):
            paragraph.kind = Kind.FOOTNOTE
    return sorted(page, key=lambda paragraph: paragraph.kind is Kind.FOOTNOTE)


def _is_at_foot(paragraph: Paragraph, page: Sequence[Paragraph]) -> bool:
    """Whether only small print stands below, in its column."""
    return all(
        other.first.size <= paragraph.first.size * SAME_SIZE
        for other in page
        if other.first.base > paragraph.first.base and _overlap(other, paragraph)
    )


def _overlap(one: Paragraph, other: Paragraph) -> bool:
    return min(one.right, other.right) > max(one.right - one.width, other.right - other.width)


def _joined(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs that go on in the next column or on the next page made one; notes in between come after."""
    open_one: Paragraph | None = None
    waiting: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.kind is Kind.FOOTNOTE:
            waiting.append(paragraph)
        elif open_one is not None and _goes_on(open_one, paragraph):
            open_one.lines += paragraph.lines
            open_one.right, open_one.width = paragraph.right, paragraph.width
        else:
            yield from _flush(open_one, waiting)
            open_one, waiting = paragraph, []
    yield from _flush(open_one, waiting)


def _flush(paragraph: Paragraph | None, notes: Iterable[Paragraph]) -> Iterator[Paragraph]:
    if paragraph is not None:
        yield paragraph
    yield from notes


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    last, first = before.last, after.first
    turned = last.page != first.page or first.base < last.base
    alike = _same_size(last, first) and last.bold == first.bold
    if not turned or before.cell or after.cell or not alike or _MARKER.match(first.text):
        return False
    if len(after.lines) > 1 and first.left - after.lines[1].left > INDENT * first.size:
        return False
    if _is_mid_sentence(last, first):
        return True
    early = ends_early(last, first, left=before.right - before.width, right=before.right)
    return not early and (first.text[:1].islower() or not _SENTENCE_END.search(last.text))


def _spell(paragraph: Paragraph, joiner: Joiner) -> None:
    text = ""
    for line in paragraph.lines:
        text = joiner.join(text, line.text) if text else line.text
    text = text.strip()
    match = None if paragraph.kind is Kind.FOOTNOTE else _MARKER.match(text)
    if match is not None and paragraph.cell is None:
        paragraph.marker, text = match[0].strip(), text[match.end() :]
        paragraph.kind = Kind.LIST_ITEM
    paragraph.text = text


def _classify(paragraphs: Sequence[Paragraph], *, body: float) -> None:
    for paragraph in paragraphs:
        if paragraph.cell is not None:
            paragraph.kind = Kind.TABLE_CELL
        elif paragraph.kind is Kind.LIST_ITEM:
            paragraph.level = 1
        elif paragraph.kind is Kind.PARAGRAPH and _CAPTION.match(paragraph.text):
            paragraph.kind = Kind.CAPTION if len(paragraph.lines) <= CAPTION_LINES else Kind.PARAGRAPH
    sizes = _find_headings(paragraphs, body=body)
    _find_numbered_headings(paragraphs, level=len(sizes) + 1)


def _find_headings(paragraphs: Sequence[Paragraph], *, body: float) -> list[int]:
    """Mark headings by their type; their sizes, the largest first, are the levels."""
    heavy = sum(len(p.text) for p in paragraphs if p.first.bold)
    bold_counts = heavy <= BOLD_SHARE * sum(len(p.text) for p in paragraphs)
    headings = [p for p in paragraphs if _is_heading(p, body=body, bold_counts=bold_counts)]
    sizes = sorted({round(p.first.size) for p in headings}, reverse=True)
    for heading in headings:
        heading.kind, heading.level = Kind.HEADING, sizes.index(round(heading.first.size)) + 1
        if match := _HEADING_NUMBER.match(heading.text):
            heading.marker, heading.text = match[1], heading.text[match.end() :]
    return sizes


def _is_heading(paragraph: Paragraph, *, body: float, bold_counts: bool) -> bool:
    possible = paragraph.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM) and paragraph.text
    if not possible or estimate_width(paragraph.text) > HEADING_WIDTH:
        return False
    if paragraph.first.size >= HEADING_SIZE * body:
        return True
    heavy = bold_counts and all(line.bold for line in paragraph.lines)
    return heavy and paragraph.first.size > NOTE_SIZE * body and not _SENTENCE_END.search(paragraph.text)


def _find_numbered_headings(paragraphs: Sequence[Paragraph], *, level: int) -> None:
    """Short numbered lines in the type of the text that head a paragraph rather than stand in a list."""
    for before, paragraph, after in zip([None, *paragraphs], paragraphs, paragraphs[1:], strict=False):
        alone = after.kind is Kind.PARAGRAPH and (before is None or before.kind is not Kind.LIST_ITEM)
        numbered = paragraph.kind is Kind.LIST_ITEM and re.search(r"\w", paragraph.marker) is not None
        ended = _SENTENCE_END.search(paragraph.text) is not None
        if numbered and alone and not ended and len(paragraph.lines) == 1:
            paragraph.kind, paragraph.level = Kind.HEADING, level
