"""Rules for what a page says about itself: posting dates, counters, bylines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
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
_DAY = re.compile(
    rf"(?:\d{{1,2}}\s+(?:{_MONTH})|(?:{_MONTH})\s+\d{{1,2}}|\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일])"
    r"(?=,?\s+(?:в\s+|at\s+)?\d{1,2}:\d{2})",
    re.IGNORECASE,
)
"""A date without its year, which a time follows."""
_ZONE = r"(?:\s*\(?(?:GMT|UTC|BST|CES?T|EES?T|MSK|KST|JST|[ECMP][SD]T|ET|PT|МСК)\)?(?:[+-]\d+)?)?"
_CLOCK = re.compile(
    r"(?:at\s+|в\s+|오전\s*|오후\s*|午前|午後)?\d{1,2}[:：時시]\s*\d{2}\s*분?"
    rf"(?:\s*(?:am|pm|a\.m\.|p\.m\.)(?!\w))?{_ZONE}(?:\s*\([월화수목금토일月火水木金土]\))?",
    re.IGNORECASE,
)
_SECOND = re.compile(rf"\d{{1,2}}:\d{{2}}:\d{{2}}{_ZONE}")
"""A time to the second, which no programme or letter gives."""
_AGO = re.compile(
    r"\d+\s*(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?)\s+ago"
    r"|\d+\s*(?:秒|分钟|小时|天|周|个月|日|時間|分)(?:之?前)|\d+\s*(?:초|분|시간|일|주|개월)\s*전"
    r"|\d+\s*(?:минут\w*|час\w*|дн\w*|день|недел\w*)\s+назад",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?!(?:19|20)\d\d$)\d{1,3}(?:[,\u00a0 ]?\d{3}){0,2}")
_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\.\w+")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_SECTION = re.compile(r"^[^\W\d]{2,20}\s+(?=\d{1,2}:\d{2}\s)")
"""The section of a page before the time of its posting."""
_MEMBERS = frozenset({"posting-line", "byline"})
_GAP = re.compile(r"[\s|｜·•,，、;；/()（）【】\[\]\-–—丨]+")
_ENTRY = re.compile(r"([^\s|｜:：【】\[\]()（）]+)\s*[:：]?(?=[\s|｜【】\[\]()（）]|\w|$)")
_NUMBER = r"\d[\d.,\s\u00a0]*\s*(?:万|千|k|m|тыс\.?|만|천|次|回|人|条|件|개|건|名|篇|个|分钟|분)?\+?"

_Matcher = Callable[[str, int], "re.Match[str] | None"]


@cache
def _label(table: str) -> str:
    labels = sorted({entry for entries in by_language(table).values() for entry in entries}, key=len, reverse=True)
    return "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in labels)


@cache
def _field(table: str) -> re.Pattern[str]:
    value = r"[^|｜\n。！？!?]{1,60}?(?=\s*(?:$|[|｜]|\s{2,}|[\s\u3000](?:\S{2,8}\s*[:：])|\s\d{4}[-./年]))"
    return re.compile(rf"(?:{_label(table)})\s*(?:[:：/／.|｜丨]|\s(?=\d|[A-Z]\d))\s*({value})", re.IGNORECASE)


@cache
def _bare(table: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_label(table)})\s*[:：.]?\s*(?=\d|$|[|｜]|오[전후])", re.IGNORECASE)


@cache
def _counter() -> re.Pattern[str]:
    label = _label("labels.counter")
    return re.compile(
        rf"(?:{label})\s*[:：]?\s*[(（\[]?\s*(?:{_NUMBER})\s*[)）\]]?|{_NUMBER}\s*(?:{label})(?!\w)"
        rf"|(?:浏览|点击|阅读|人气|播放|조회|просмотр\w*)(?:量|数|次数|수)?\s*[:：]\s*(?:次|$)?",
        re.IGNORECASE,
    )


def _field_at(table: str) -> _Matcher:
    def match(text: str, at: int) -> re.Match[str] | None:
        part = _field(table).match(text, at)
        return part if part and size(part.group(1)) <= FIELD_SIZE else None

    return match


_SIZES = re.compile(
    r"(?:размер шрифта|font size|text size|字体|字号|字體|글자\s?크기)\s*[:：]?(?:\s*[AАaа가大中小]\b[+-]?)*",
    re.IGNORECASE,
)
_REPORTER = re.compile(r"[가-힣]{2,4}\s?(?:기자|특파원)(?=\s)")
_LENGTH = re.compile(r"\d+\s*(?:минут\w*|мин\.?|min(?:ute)?s?|分钟|분)(?!\w)", re.IGNORECASE)
"""How long a text takes to read."""
_READERS = re.compile(r"(?:[\u4e00-\u9fff]{2,4}\s+)?\d+人$|发布于[\u4e00-\u9fff]{2,6}$")
"""Behind the time of a post: the place it was sent from, and how many people have seen it."""


def _button_at(text: str, at: int) -> re.Match[str] | None:
    """A button that shares a line with metadata: ``字体：大 中 小``."""
    part = _ENTRY.match(text, at)
    return part if part and has(part.group(1), "weak.button", "sure.site-control") else None


_PARTS: tuple[tuple[str, _Matcher], ...] = (
    ("gap", _GAP.match),
    ("age", _AGO.match),
    ("date", _DATE.match),
    ("date", _DAY.match),
    ("second", _SECOND.match),
    ("clock", _CLOCK.match),
    ("readers", _READERS.match),
    ("size", _SIZES.match),
    ("author", _REPORTER.match),
    ("counter", lambda text, at: _counter().match(text, at)),
    ("length", _LENGTH.match),
    ("posting", lambda text, at: _bare("labels.posting").match(text, at)),
    ("posting", _field_at("labels.posting")),
    ("author", _field_at("labels.author")),
    ("button", _button_at),
)
"""What a line of metadata is made of, in the order in which the parts are tried."""


def _read(text: str) -> Counter[str]:
    """How often each part occurs in a line that is nothing but metadata; empty for any other line."""
    found: Counter[str] = Counter()
    text, at = text.strip(), 0
    while at < len(text):
        tried = ((name, match(text, at)) for name, match in _PARTS)
        name, part = next(((name, part) for name, part in tried if part), ("", None))
        if part is None:
            return Counter()
        found[name] += 1
        at = part.end()
    return found


def _only_counts(found: Counter[str]) -> bool:
    return "counter" in found and not found.keys() - {"counter", "button", "size", "gap"}


def _is_posting(found: Counter[str]) -> bool:
    """Whether the parts together are such as only a site writes."""
    dated = found["date"] > 0 and found["clock"] > 0
    described = found["posting"] > 1 or found["author"] > 0 or found["counter"] > 0
    posted = found["posting"] > 0 and (dated or described)
    return found["second"] > 0 or found["age"] > 0 or posted or (found["date"] > 0 and found["counter"] > 0)


def find_posting_lines(page: Page) -> Iterator[Drop]:
    """Drop lines of posting dates, sources and counters: ``发布时间：2025-08-19 | 浏览：318``.

    The line must be made of such fields alone and stand outside the prose. Several lines of counts may be a
    report's figures and need other furniture on the page. A date alone, a date with
    a clock time in an agenda, or ``Author: …`` in minutes is not enough: see :func:`find_bylines`.
    """
    read = {at: found for at in _outside(page) if (found := _read(page.lines[at].text))}
    counts = [at for at, found in read.items() if _only_counts(found)]
    for at, found in read.items():
        if _is_posting(found) or (at in counts and (page.is_site_page or len(counts) == 1)):
            yield Drop(at)


def find_bylines(page: Page) -> Iterator[Drop]:
    """Drop who wrote a page and when: ``By Jane Roe``, ``作者/ …``, ``한가람 기자``, a date with a time.

    Documents name authors and dates as well, so the page must have shown furniture, or two such lines must
    stand together; a line of the kind between the paragraphs (papers in a book of abstracts) keeps them all.
    """
    marked = [at for at in page.open if _is_byline(page.lines[at].text)]
    if any(not page.is_outside(at) for at in marked):
        return
    beside = set(marked)
    for at in marked:
        if not page.prose or not _within_reach(page, at):
            continue
        if page.is_site_page or {at - 1, at + 1} & beside:
            yield Drop(at)


def find_byline_members(page: Page) -> Iterator[Drop]:
    """Drop a date, count or address alone beside a byline: ``9 March 2026`` by ``By Jane Roe``."""
    gone: set[int] = set()
    for at in _outside(page):
        beside = _MEMBERS.intersection(page.gone_beside(at)) or page.neighbour(at, -1) in gone
        if beside and _is_member(page.lines[at].text):
            gone.add(at)
            yield Drop(at)


def is_day_and_time(text: str) -> bool:
    """Whether a line is a day of this year and a time, as news sites date the teasers of other articles."""
    day = _DAY.match(text.strip())
    return bool(day and _CLOCK.fullmatch(text.strip()[day.end() :].lstrip(", ")))


def _is_byline(text: str) -> bool:
    text = text.strip()
    if pattern("editor-note").match(text) or pattern("byline").match(text):
        return not ends_sentence(text) or text[0] in "(（[【"
    found = _read(_SECTION.sub("", text))
    timed = found["date"] > 0 and found["clock"] + found["second"] > 0
    return timed or found["author"] > 0 or found["posting"] > 0


def _is_member(text: str) -> bool:
    """Whether a line that tells nothing by itself belongs to the byline that it stands beside."""
    text = text.strip()
    return any(form.fullmatch(text) for form in (_DATE, _COUNT, _EMAIL, _URL, _LENGTH))


def _outside(page: Page) -> list[int]:
    return [at for at in page.open if page.is_outside(at)]


def _within_reach(page: Page, at: int) -> bool:
    live = page.live
    place, first, last = (bisect_left(live, line) for line in (at, page.prose[0], page.prose[-1]))
    return place >= last or abs(first - place) <= BYLINE_REACH


def find_identifiers(page: Page) -> Iterator[Drop]:
    """Drop names out of a page's code on a line of their own beside furniture: ``nav_toggle``."""
    for at in _outside(page):
        if pattern("identifier").match(page.lines[at].text.strip()) and page.is_beside_furniture(at):
            yield Drop(at)
