"""Rules for what a page says about itself: posting dates, counters, bylines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from forumdocs.pipelines.cleaning.page import Drop, Page, ends_sentence, size
from forumdocs.pipelines.cleaning.vocabulary import by_language, has, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELD_SIZE = 40
"""Longest value of a field such as a source or an author, in letters (an East Asian one counts as two)."""

BYLINE_REACH = 8
"""A byline stands at most this many lines before the first prose or after the last."""

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|"
    r"янв\w*|фев\w*|март\w*|апр\w*|ма[яй]|июн\w*|июл\w*|авг\w*|сен\w*|окт\w*|ноя\w*|дек\w*"
)
_DATE = re.compile(
    rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    rf"(?:\d{{4}}\s*[-./年년]\s*\d{{1,2}}\s*[-./月월]\s*\d{{1,2}}\s*[日일.]?"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH}),?\s+\d{{4}}(?:\s*(?:г\.|года))?"
    rf"|(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"
    rf"(?:\s*\([월화수목금토일月火水木金土一二三四五六]\)|\s*星期[一二三四五六日天])?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:at\s+|в\s+|오전\s*|오후\s*|午前|午後)?\d{1,2}[:：時시]\s*\d{2}(?:[:：]\d{2})?\s*분?"
    r"(?:\s*(?:am|pm|a\.m\.|p\.m\.)(?!\w))?(?:\s*(?:\(?(?:GMT|UTC|BST|CET|MSK|KST|JST|EST|EDT|PST|ET|МСК)\)?)(?:[+-]\d+)?)?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\d+\s*(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?)\s+ago"
    r"|\d+\s*(?:秒|分钟|小时|天|周|个月|日|時間|分)(?:之?前)|\d+\s*(?:초|분|시간|일|주|개월)\s*전"
    r"|\d+\s*(?:минут\w*|час\w*|дн\w*|день|недел\w*)\s+назад",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s|｜·•,，、;；/()（）【】\[\]\-–—丨]+")
_ENTRY = re.compile(r"([^\s|｜:：【】\[\]()（）]+)\s*[:：]?(?=[\s|｜【】\[\]()（）]|\w|$)")
_NUMBER = r"\d[\d.,\s\u00a0]*\s*(?:万|千|k|m|тыс\.?|만|천|次|回|人|条|件|개|건|名|篇|个|分钟|분)?\+?"


@dataclass(slots=True)
class _Found:
    """The parts of a line of metadata."""

    posting: int = 0
    author: int = 0
    counters: int = 0
    dates: int = 0
    clocks: int = 0
    seconds: bool = False

    @property
    def only_counts(self) -> bool:
        """Whether the line is counters and nothing else."""
        return bool(self.counters) and not (self.posting or self.author or self.dates or self.clocks)

    @property
    def is_posting(self) -> bool:
        """Whether the fields together are such as only a site writes."""
        dated = bool(self.dates and (self.clocks or self.counters))
        many = self.posting > 1 or bool(self.author) or bool(self.counters)
        return self.seconds or bool(self.posting and (dated or many)) or bool(self.dates and self.counters)


@cache
def _label(table: str) -> str:
    labels = sorted(
        {entry for entries in by_language(table).values() for entry in entries}, key=len, reverse=True
    )
    return "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in labels)


@cache
def _field(table: str) -> re.Pattern[str]:
    value = r"[^|｜\n。！？!?]{1,60}?(?=\s*(?:$|[|｜]|\s{2,}|[\s\u3000](?:\S{2,8}\s*[:：])|\s\d{4}[-./年]))"
    return re.compile(rf"(?:{_label(table)})\s*(?:[:：/／]|\s(?=\d))\s*({value})", re.IGNORECASE)


@cache
def _bare(table: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_label(table)})\s*[:：]?\s*(?=\d|$|[|｜]|오[전후])", re.IGNORECASE)


@cache
def _counter() -> re.Pattern[str]:
    label = _label("labels.counter")
    return re.compile(
        rf"(?:{label})\s*[:：]?\s*[(（\[]?\s*(?:{_NUMBER})\s*[)）\]]?|{_NUMBER}\s*(?:{label})(?!\w)"
        rf"|(?:浏览|点击|阅读|人气|播放|조회|просмотр\w*)(?:量|数|次数|수)?\s*[:：]\s*(?:次|$)?",
        re.IGNORECASE,
    )


def _button(text: str, at: int) -> re.Match[str] | None:
    """A button that shares a line with metadata: ``字体：大 中 小``."""
    part = _ENTRY.match(text, at)
    return part if part and has(part.group(1), "weak.button", "sure.site-control") else None


def _read(text: str) -> _Found | None:
    """The parts of a line that is nothing but metadata, or ``None``."""
    found, at = _Found(), 0
    text = text.strip()
    while at < len(text):
        if gap := _GAP.match(text, at):
            at = gap.end()
        elif part := _AGO.match(text, at) or _DATE.match(text, at):
            found.dates += 1
            at = part.end()
        elif part := _CLOCK.match(text, at):
            found.clocks += 1
            found.seconds |= len(re.findall(r"\d+", part.group())) > 2
            at = part.end()
        elif part := _counter().match(text, at):
            found.counters += 1
            at = part.end()
        elif part := _bare("labels.posting").match(text, at):
            found.posting += 1
            at = part.end()
        elif part := _field("labels.posting").match(text, at):
            found.posting += 1
            at = part.end() if size(part.group(1)) <= FIELD_SIZE else len(text) + 1
        elif part := _field("labels.author").match(text, at):
            found.author += 1
            at = part.end() if size(part.group(1)) <= FIELD_SIZE else len(text) + 1
        elif part := _button(text, at):
            at = part.end()
        else:
            return None
    return found if at == len(text) else None


def find_posting_lines(page: Page) -> Iterator[Drop]:
    """Drop lines of posting dates, sources and counters: ``发布时间：2025-08-19 | 浏览：318``.

    The line must be made of such fields alone and stand outside the prose. Several lines of counts may be a
    report's figures and need other furniture on the page. A date alone, a date with a clock
    time in an agenda, or ``Author: …`` in minutes is not enough: see :func:`find_bylines`.
    """
    read = {at: found for at in _outside(page) if (found := _read(page.lines[at].text))}
    counts = [at for at, found in read.items() if found.only_counts]
    for at, found in read.items():
        if found.is_posting or (found.only_counts and (page.is_site_page or len(counts) == 1)):
            yield Drop(at)


def find_bylines(page: Page) -> Iterator[Drop]:
    """Drop who wrote a page and when: ``By Jane Roe``, ``作者/ …``, ``한가람 기자``, a date with a time.

    A date alone goes beside a line of such fields.

    Documents name authors and dates as well, so the page must have shown furniture, or two such lines must
    stand together; a line of the kind between the paragraphs (papers in a book of abstracts) keeps them all.
    """
    marked = [at for at in page.open if _is_byline(page.lines[at].text)]
    if any(not (page.in_head(at) or page.in_tail(at)) for at in marked):
        return
    for at in marked:
        if not page.prose or not _within_reach(page, at):
            continue
        if page.is_site_page or {at - 1, at + 1} & set(marked):
            yield Drop(at)
    for at in _outside(page):
        if _DATE.fullmatch(page.lines[at].text.strip()) and "posting-line" in page.gone_beside(at):
            yield Drop(at)


def _is_byline(text: str) -> bool:
    text = text.strip()
    if pattern("editor-note").match(text) or pattern("byline").match(text):
        return not ends_sentence(text) or text[0] in "(（[【"
    found = _read(text)
    return found is not None and bool(found.author or found.posting or (found.dates and found.clocks))


def _outside(page: Page) -> list[int]:
    return [at for at in page.open if page.in_head(at) or page.in_tail(at)]


def _within_reach(page: Page, at: int) -> bool:
    live = page.live
    place = live.index(at)
    return place >= live.index(page.prose[-1]) or live.index(page.prose[0]) - place <= BYLINE_REACH


def find_identifiers(page: Page) -> Iterator[Drop]:
    """Drop names out of a page's code on a line of their own beside furniture: ``nav_toggle``."""
    for at in _outside(page):
        if pattern("identifier").match(page.lines[at].text.strip()) and not has(
            page.lines[at].text, "weak.network"
        ):
            yield Drop(at)
