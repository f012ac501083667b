"""Rules for headlines that a page repeats, and for what its site wrote around them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from forumdocs.model import Kind
from forumdocs.pipelines.cleaning.page import HEADLINE_SIZE, Drop, Page, Trim, is_prose, size

if TYPE_CHECKING:
    from collections.abc import Iterator

CAPTION_WORDS, CAPTION_LETTERS = 5, 12
"""A headline has this many words, or this many East Asian letters, to be trusted as a caption's prefix."""

_TOP_RULES = frozenset({"skip-link", "menu", "menu-row", "breadcrumb"})
"""Rules whose lines stand above a headline; buttons and share bars stand below it as well."""

_SITE_SUFFIX = re.compile(r"\s*[-–—_|｜·]+\s*\S.{0,39}$")
_SUFFIX_START = re.compile(r"[\s\-–—_|｜·]")
_BRAND = re.compile(
    r"^\s*[\w·]{0,10}(?:体育|娱乐|棋牌|彩票|电竞|博彩|娱乐城)"
    r"(?:官网|官方网站|平台|app|登录|注册|入口|网页版|手机版|下载)*\s*[:：_|｜-]+\s*(?=\S{8,})",
    re.IGNORECASE,
)
_SPORT = re.compile(r"体育|运动|比赛|球|赛|彩票|娱乐|sport|match|league", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"[\"'“‘«(\[]?[A-ZА-ЯЁ]")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def headline(page: Page) -> int | None:
    """The position of the first line that may be the page's headline: before the prose, of some length."""
    for at in page.live:
        line = page.lines[at]
        if not page.in_head(at) or is_prose(line.text):
            return None
        if size(line.text) >= HEADLINE_SIZE and line.block.kind in {Kind.HEADING, Kind.PARAGRAPH}:
            return at
    return None


def find_above(page: Page) -> Iterator[Drop]:
    """Drop the short lines above the last menu or path over the headline: ``App`` over ``Home > News``.

    What stands between that menu and the headline stays: it may be a short title of the document.
    """
    first = headline(page)
    if first is None:
        return
    tops = [at for at in range(first) if page.lines[at].rule in _TOP_RULES]
    yield from (Drop(at) for at in page.open if tops and at < tops[-1])


def find_page_titles(page: Page) -> Iterator[Drop]:
    """Drop the browser's title above the headline it repeats: ``Ports share a network - Harbour Post``."""
    head = {at: page.lines[at].text.strip() for at in page.live if page.in_head(at)}
    lines = {text for text in head.values() if size(text) >= HEADLINE_SIZE}
    for at, text in head.items():
        ends = (mark.start() for mark in _SUFFIX_START.finditer(text))
        if any(text[:end] in lines and _SITE_SUFFIX.fullmatch(text, end) for end in ends):
            yield Drop(at)


def find_brands(page: Page) -> Iterator[Trim]:
    """Take a betting or gaming brand off the front of a headline: ``某某娱乐官网：量子计量…``.

    Such brands republish texts of any kind. A headline about sport keeps its first word.
    """
    first = headline(page)
    if first is None:
        return
    text = page.lines[first].text
    brand = _BRAND.match(text)
    if brand and not _SPORT.search(text, brand.end()):
        yield Trim(first, brand.start(), brand.end())


def find_repeats(page: Page) -> Iterator[Drop]:
    """Drop the headline where it stands again, above the text or inside it; the first one stays.

    On a saved page ``Clocks at sea`` may stand as title, over the picture and between two paragraphs. A
    contents list repeats too: when other lines from above the prose come again as well, all stay.
    """
    first = headline(page)
    if first is None:
        return
    wanted = _form(page.lines[first].text)
    near = range(len(wanted), 2 * len(page.lines[first].text) + 1)
    repeats = [
        at
        for at in page.open
        if at > first and len(page.lines[at].text) in near and _form(page.lines[at].text) == wanted
    ]
    if repeats and not _has_contents(page, first):
        yield from map(Drop, repeats)


def _form(text: str) -> str:
    """A headline for comparing: digits count, since ``Session 1`` is not ``Session 2``."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def _has_contents(page: Page, first: int) -> bool:
    head = {_form(page.lines[at].text) for at in page.live if page.in_head(at) and at > first}
    body = {_form(page.lines[at].text) for at in page.live if not page.in_head(at)}
    return len((head & body) - {_form(page.lines[first].text)}) > 1


def find_prefixes(page: Page) -> Iterator[Trim]:
    """Take the headline off the front of a caption or paragraph that goes on without it.

    ``Ports share a network Engineers inspect the fibre.`` keeps ``Engineers inspect the fibre.`` A sentence
    that merely begins with the words of the headline goes on in lower case, or in Chinese without a space.
    """
    first = headline(page)
    if first is None:
        return
    words = page.lines[first].text.strip()
    if not _is_long(words):
        return
    for at in page.live:
        text = page.lines[at].text
        if at > first and text.strip().startswith(words):
            start = text.index(words)
            rest = text[start + len(words) :]
            if _stands_alone(rest):
                yield Trim(at, start, start + len(words) + len(rest) - len(rest.lstrip()))


def _is_long(words: str) -> bool:
    return len(words.split()) >= CAPTION_WORDS or len(_HAN.findall(words)) >= CAPTION_LETTERS


def _stands_alone(rest: str) -> bool:
    body = rest.lstrip(" \t\u3000\u00a0")
    if len(body) == len(rest) or size(body) < HEADLINE_SIZE:
        return False
    return bool(_NEXT_SENTENCE.match(body) or ord(body[0]) > 0x2E7F)


def find_site_names(page: Page) -> Iterator[Drop]:
    """Drop the site's name on the first line when its copyright line has it too: ``© Coast News``.

    A menu must follow, and another headline below: the title of a document survives.
    """
    first = page.live[0] if page.live else None
    if first is None or headline(page) in {first, None} or not page.gone_beside(first)[1]:
        return
    name = page.lines[first].text.strip()
    if size(name) >= 4 and any(name in line.text for line in page.lines if line.rule == "copyright"):
        yield Drop(first)
