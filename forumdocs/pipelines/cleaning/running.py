"""The rule for what stands on every page of a paged document: running headers and footers, page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forumdocs.model import Kind
from forumdocs.pipelines.cleaning.page import Drop, Page, is_prose
from forumdocs.pipelines.cleaning.vocabulary import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUNNING = frozenset({Kind.HEADER, Kind.FOOTER})


def find_running_lines(page: Page) -> Iterator[Drop]:
    """Drop running headers, footers and page numbers: ``Page 3 of 12``, ``- 3 -``, ``第3页 共12页``.

    A header that is prose (a notice, a note of the secretariat) is content and stays, and so do all headers
    of a document that has nothing else. Page numbers outside header blocks go when there are two of a kind;
    a bare number is too many other things to be judged.
    """
    running = dict.fromkeys(at for at in page.live if page.lines[at].block.kind in _RUNNING)
    if len(running) < len(page.live):
        yield from (Drop(at) for at in running if not is_prose(page.lines[at].text))
    numbers = [at for at in page.open if at not in running and _is_page_number(page.lines[at].text)]
    if len(numbers) > 1:
        yield from map(Drop, numbers)


def _is_page_number(text: str) -> bool:
    return bool(pattern("page-number").match(text.strip()))
