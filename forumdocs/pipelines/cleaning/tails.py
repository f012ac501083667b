"""Rules for lists of other articles and of links, in and after a text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from forumdocs.model import Kind
from forumdocs.pipelines.cleaning.metadata import is_day_and_time
from forumdocs.pipelines.cleaning.page import (
    HEADLINE_SIZE,
    SHORT_SIZE,
    Drop,
    Find,
    Page,
    ends_sentence,
    is_cut,
    is_prose,
    sentences_in,
    size,
)
from forumdocs.pipelines.cleaning.vocabulary import has, key, pattern

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

TEASER_SIZE = 300
"""Longest snippet under the title of another article."""

CUT_TEASERS = 3
"""This many teasers cut with dots, one under another, are a list of other articles even without a heading."""

TITLE_SIZE = 24
"""Titles of articles are longer than this on average; the subheadings of one text are shorter."""

DATED_TEASERS = 2
"""Most titles with a day and a time inside a text that are other articles rather than its programme."""

ARTICLE_PROSE = 2
"""Paragraphs above a line of rights from which it closes an article rather than heads a page."""

_BULLET = re.compile(r"^\s*[·•▪■◆▶►‣◦*>»›\-–—]\s*\S")


def find_related(page: Page) -> Iterator[Drop]:
    """Drop a list of other articles with its heading: ``热门资讯``, ``Most read``, ``Читайте также``.

    To the end of the document when nothing after the heading goes on with the text. Where prose comes
    again, only the lines that are surely teasers go: a bulleted list, or all short lines but the last,
    which may be the text's own next subheading. A heading that documents use as well needs further signs.
    """
    cut = [at for at in page.live if is_cut(page.lines[at].text)]
    last_teasers = cut[-CUT_TEASERS] if len(cut) >= CUT_TEASERS else -1
    leads = dict.fromkeys(at for at in page.open if _is_lead(page, at, teasers_below=at < last_teasers))
    marks = _Marks.of(page)
    done = -1
    for at in leads:
        if at <= done:
            continue
        run = _run_after(page, at, marks)
        if not run and not _next_is_lead(page, at, leads) and not _closes(page, at):
            continue
        yield from map(Drop, [at, *run])
        done = run[-1] if run else at


def _is_lead(page: Page, at: int, *, teasers_below: bool) -> bool:
    text = page.lines[at].text
    if _in_menu(page, at):
        return False
    if has(text, "leads.site") or pattern("site-lead").match(key(text)):
        return True
    return has(text, "leads.shared") and (page.is_site_page or teasers_below)


def _in_menu(page: Page, at: int) -> bool:
    """Whether a lead stands above the text, where ``热点`` or ``Ranking`` is an entry of a menu."""
    return bool(page.prose) and page.in_head(at)


def _next_is_lead(page: Page, at: int, leads: Container[int]) -> bool:
    after = page.live_after(at)
    return bool(after) and after[0] in leads


def _closes(page: Page, at: int) -> bool:
    """Whether nothing is left after a lead: its list was dropped by other rules or never saved."""
    return bool(page.live) and page.live[-1] == at


@dataclass(frozen=True, slots=True)
class _Marks:
    """Lines by which the end of a list of other articles is told, found once a page: a page may have many lists."""

    ends: list[int]
    """Lines that no list holds: kept for their kind, or heading a part of the document's own."""
    paragraphs: list[int]
    """Prose too long for a snippet."""
    untitled: list[int]
    """Prose right below prose."""

    @classmethod
    def of(cls, page: Page) -> _Marks:
        prose = set(page.long)
        return cls(
            [at for at in page.live if page.lines[at].kept or _opens_part(page, at)],
            [at for at in page.long if not _is_snippet(page.lines[at].text)],
            [at for above, at in pairwise(page.live) if above in prose and at in prose],
        )


def _between(places: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Those of ``places``, which are in order, that lie between two others."""
    return places[bisect_right(places, start) : bisect_left(places, end)]


def _run_after(page: Page, lead: int, marks: _Marks) -> Sequence[int]:
    """The positions of the teasers that belong to a lead."""
    end = next(iter(marks.ends[bisect_right(marks.ends, lead) :]), len(page.lines))
    after, prose = _between(page.live, lead, end), _between(page.long, lead, end)
    if not prose or _are_snippets(page, lead, after, prose, marks):
        return after
    if has(page.lines[lead].text, "weak.section"):
        return []  # an entry of a menu over the text: "News"
    before = after[: bisect_left(after, prose[0])]
    if before and all(_is_listed(page, at) for at in before):
        return before
    return before if len(before) == 1 else before[:-1]


def _opens_part(page: Page, at: int) -> bool:
    """Whether a heading of a document's own part has something under it that such a part holds."""
    if not has(page.lines[at].text, "content.heads"):
        return False
    below = [page.lines[other].text for other in page.live_after(at)[:2]]
    return any(size(text) >= HEADLINE_SIZE or re.search(r"[@\d]|[:：]$", text) for text in below)


def _is_listed(page: Page, at: int) -> bool:
    line = page.lines[at]
    return line.block.kind is Kind.LIST_ITEM or bool(_BULLET.match(line.text)) or is_cut(line.text)


def _are_snippets(page: Page, lead: int, after: Sequence[int], prose: Sequence[int], marks: _Marks) -> bool:
    """Whether the prose after a lead is snippets of other articles: each short, under its own title."""
    if not lead > page.prose[0] or (len(prose) < 2 and not _is_headed(page, lead, after, prose[0])):
        return False
    below = after[-1] + 1
    if _between(marks.paragraphs, lead, below) or prose[0] == after[0] or _between(marks.untitled, prose[0], below):
        return False
    titles = [after[bisect_left(after, at) - 1] for at in prose]
    return sum(size(page.lines[at].text) for at in titles) > TITLE_SIZE * len(titles)


def _is_snippet(text: str) -> bool:
    return size(text) <= TEASER_SIZE and sentences_in(text) <= 2


def _is_headed(page: Page, lead: int, after: Sequence[int], snippet: int) -> bool:
    """Whether a lone snippet has a heading of its own under a heading of lower level: a card of a list."""
    before = after[: bisect_left(after, snippet)][-1:]
    kinds = [page.lines[at].block for at in (lead, *before)]
    return len(kinds) == 2 and all(b.kind is Kind.HEADING for b in kinds) and kinds[1].level > kinds[0].level


def find_neighbours(page: Page) -> Iterator[Drop]:
    """Drop the title of the article before or after this one where it stands under its label.

    ``Previous article`` / ``Harbour opens on Sunday``; below the text only.
    """
    for at, line in enumerate(page.lines):
        if line.rule != "neighbour-link" or not has(line.text, "leads.site"):
            continue
        title = page.neighbour(at, 1)
        if title is None or not page.is_open(title) or not page.in_tail(title):
            continue
        text = page.lines[title].text
        if page.prose and not ends_sentence(text) and not has(text, "content.heads"):
            yield Drop(title)


def find_dated_teasers(page: Page) -> Iterator[Drop]:
    """Drop the title of another article with its date, set between two paragraphs of a news page.

    ``Divers map the old harbour`` / ``10 March, 12:30``. Only on a page that was posted with date and time,
    and one or two of them: more are a programme.
    """
    if not any(line.rule == "posting-line" for line in page.lines):
        return
    dated = [at for at in page.open if is_day_and_time(page.lines[at].text)]
    teasers = [(page.neighbour(at, -1), at) for at in dated if not (page.in_head(at) or page.in_tail(at))]
    if len(teasers) > DATED_TEASERS:
        return
    for title, at in teasers:
        if title is not None and page.is_open(title) and _is_title(page.lines[title].text):
            yield from (Drop(title), Drop(at))


def _is_title(text: str) -> bool:
    return size(text) >= TITLE_SIZE and not ends_sentence(text) and not text.rstrip().endswith((":", "："))


def find_below_rights(page: Page) -> Iterator[Drop]:
    """Drop what stands below the line of rights on a site's page: titles and counters under ``© Coast News``.

    The line ends the article on many news sites, with lists of other articles under it. Nothing goes when
    a paragraph of several sentences follows, or a part that documents have: the line is no end then.
    """
    rights = [at for at, line in enumerate(page.lines) if line.rule == "copyright"]
    if not rights or not page.is_site_page:
        return
    last_own = next((at for at in reversed(page.live) if _is_own(page, at)), -1)
    for start in rights:
        below = page.live_after(start)
        if below and bisect_left(page.prose, start) >= ARTICLE_PROSE and last_own < start:
            yield from (Drop(at) for at in below if page.is_open(at))
            return


def _is_own(page: Page, at: int) -> bool:
    """Whether a line below the rights is text of the document after all."""
    line = page.lines[at]
    paragraph = is_prose(line.text) and (sentences_in(line.text) > 1 or size(line.text) > TEASER_SIZE)
    return paragraph or line.kept or has(line.text, "content.heads")


def find_tags(page: Page) -> Iterator[Drop]:
    """Drop a list of keywords with its heading after the text of a site's page: ``Tags`` over ``optics``.

    The short lines under the heading must run down to furniture or to the end.
    """
    if not (page.is_site_page and page.prose):
        return
    done = -1
    for lead in page.open:
        if lead <= done or not page.in_tail(lead) or not has(page.lines[lead].text, "leads.tags"):
            continue
        run = page.open[bisect_right(page.open, lead) :]
        tags = list(takewhile(lambda at: _is_tag(page, at), run))
        done = (tags or [lead])[-1]
        if len(tags) == len(run) or page.gone_beside(done)[1]:
            yield from map(Drop, [lead, *tags])


def _is_tag(page: Page, at: int) -> bool:
    text = page.lines[at].text
    before = page.neighbour(at, -1)
    shut = before is not None and page.lines[before].is_furniture
    return size(text) <= SHORT_SIZE and not ends_sentence(text) and not has(text, "content.heads") and not shut


def find_cut_teasers(page: Page) -> Iterator[Drop]:
    """Drop lines in a row after the text that break off in dots: ``Spring fair opens... The mayor...``."""
    run: list[int] = []
    for at in [*page.live, -1]:
        if at >= 0 and page.in_tail(at) and is_cut(page.lines[at].text) and not page.lines[at].kept:
            run.append(at)
            continue
        if len(run) >= CUT_TEASERS and page.prose:
            yield from map(Drop, run)
        run = []


def links(table: str = "leads.links") -> Find:
    """A finder of link lists that open with a heading of ``table``."""

    def find(page: Page) -> Iterator[Drop]:
        """Drop a list of links to other sites and what stands under it: ``友情链接``, the site's hotline.

        Only at the end of a page, where no prose follows and no part of the document begins.
        """
        leads = [at for at in page.open if has(page.lines[at].text, table) and page.in_tail(at) and page.prose]
        if not leads:
            return
        marks = _Marks.of(page)
        for at in leads:
            run = _run_after(page, at, marks)
            yield from map(Drop, [at, *run])

    return find
