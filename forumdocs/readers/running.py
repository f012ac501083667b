"""Running heads, running feet and page numbers: lines at the edge of a page that come back on others."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from forumdocs.readers.layout import Line

EDGE_LINES = 4
"""Lines at the top and at the bottom of a page to look at; the innermost only shows where the text begins."""

COMMON_SHARE = 0.4
"""Share of the pages on which a running line stands; less than half since left and right pages may differ."""

LEAST_PAGES = 2

SAME_PLACE = 6.0
"""How far, in points, a running line may wander from page to page."""

ALONE = 1.8
"""Distance in ems, from baseline to baseline, that sets running lines apart from the text. Headers stand
two and more away; line spacing is 1.2 to 1.5."""

LARGE = 1.15
"""Font size, against that of most of the text, from which a line at the top is the title of a slide or a chapter:
running heads are set in the size of the text or smaller."""

MOST = 0.5
"""Share of the text that no running lines make up; where more of it returns, as on slides, it is the text."""

_NUMBER = r"(?:\d{1,4}|[ivxlc]{1,6})"
_ROMAN = re.compile(r"[-–—\s]*[ivxlc]{1,6}[-–—\s]*")
_PAGE_NUMBER = re.compile(
    rf"[-–—·•|\s]*(?:(?:page|p\.|стр\.|страница|第|쪽|페이지|หน้า)\s*)?{_NUMBER}\s*(?:页|頁|쪽|페이지|ページ)?"
    rf"(?:\s*(?:/|of|из|共|중|จาก)\s*{_NUMBER}\s*(?:页|頁|쪽)?)?[-–—·•|\s]*",
    re.IGNORECASE,
)
"""Page numbers in the languages of the forums: ``7``, ``- 7 -``, ``Page 7 of 9``, ``стр. 7``, ``第7页``,
``7쪽``."""


def find_running(pages: Sequence[Sequence[Line]]) -> tuple[set[Line], set[Line]]:
    """The running lines at the top of the pages and those at the bottom.

    Each page is given as its lines, from the top down.
    """
    top = _repeated([page[:EDGE_LINES] for page in pages], pages)
    bottom = _repeated([page[: -EDGE_LINES - 1 : -1] for page in pages], pages)
    if _size(top | bottom) > MOST * _size(line for page in pages for line in page):
        top, bottom = set(), set()
    bottom |= _lone_numbers(pages)
    return top, bottom - top


def _size(lines: Iterable[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _repeated(edges: Sequence[Sequence[Line]], pages: Sequence[Sequence[Line]]) -> set[Line]:
    """Lines that stand on many pages in the same place, from the edge inwards up to a white space."""
    alike: dict[str, list[Line]] = defaultdict(list)
    largest = LARGE * _usual_size(pages)
    for line in (line for edge in edges for line in edge if line.size <= largest):
        for key in _keys(line):
            alike[key].append(line)
    need = max(LEAST_PAGES, COMMON_SHARE * len([page for page in pages if page]))
    groups = (_in_place(lines) for lines in alike.values())
    common = {line for group in groups if len(group) >= need for line in group}
    return {line for edge in edges for line in _set_apart(edge, common)}


def _usual_size(pages: Sequence[Sequence[Line]]) -> float:
    """The font size of most of the text, in points."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _in_place(lines: Sequence[Line]) -> list[Line]:
    middle = statistics.median(line.base for line in lines)
    return [line for line in lines if abs(line.base - middle) <= SAME_PLACE]


def _set_apart(edge: Sequence[Line], common: set[Line]) -> Sequence[Line]:
    """The lines of an edge that are common up to a white space; common lines in the text itself are text."""
    count = next((i for i, line in enumerate(edge) if line not in common), len(edge))
    while 0 < count < len(edge) and abs(edge[count].base - edge[count - 1].base) <= ALONE * edge[count].size:
        count -= 1
    return edge[:count]


def _keys(line: Line) -> set[str]:
    """The text of a line, as it is and with its first or last number counted from that of the page.

    A page number thus is the same on every page, the year of the forum is, too, but an hour in an agenda is
    not.
    """
    text = re.sub(r"\s+", " ", line.text.strip()).lower()
    keys = {"roman" if _ROMAN.fullmatch(text) else text}
    for number in (re.search(r"\d{1,6}", text), re.search(r"\d{1,6}(?=\D*$)", text)):
        if number is not None:
            keys.add(f"{text[: number.start()]}#{int(number[0]) - line.page}{text[number.end() :]}")
    return keys


def _lone_numbers(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """Page numbers at the foot, set apart from the text above, also in a document of one page."""
    return {
        page[-1]
        for page in pages
        if len(page) > 1
        and _PAGE_NUMBER.fullmatch(page[-1].text.strip())
        and page[-1].base - page[-2].base > ALONE * page[-2].size
    }
