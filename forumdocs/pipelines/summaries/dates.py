"""Dates in running text, in the notation of ISO 8601, relative to nothing: a date without a year keeps none."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from forumdocs.mt import numerals
from forumdocs.pipelines.summaries.vocabulary import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

EARLIEST, LATEST = 1800, 2200
"""Years of the common era; other numbers of four digits are no years."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date, or a range of dates, at ``text[start:end]``."""

    start: int
    end: int
    iso: str
    """``"2026-10-14"``, ``"2026-10"``, ``"--10-14"`` without a year, ``"2026-10-14/2026-10-16"``."""
    due: str = ""
    """The day that is meant where something is due by it: the last one, by the end of May."""

    @property
    def has_day(self) -> bool:
        """Whether it names a day."""
        return self.iso.count("-") >= (3 if self.iso.startswith("-") else 2)


_DASH = (
    r"\s?(?:[-–—~～至到]|to|until|through|and|по|до|и|から|부터|ถึง|일\s?[-–~]|日\s?[-–—~～至到]|일부터|日から|日到)\s?"
)
_DAY = r"(?:[0-2]?\d|3[01])"
_ORDINAL = r"(?:st|nd|rd|th|-?го)?"
_MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])"
_COMMON_YEAR = 2001
"""Without a year, February ends on the 28th."""
_END_AFTER = re.compile(r"\s?(?:底|末|말)")
_END_BEFORE = re.compile(r"(?:\bend of|\bконц[ае]|\bконцу|สิ้น(?:เดือน)?)\s?\Z", re.IGNORECASE)
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_COUNTED = (
    "participants|people|students|delegates|euros|dollars|yuan|won|roubles|rubles|km|kilomet|metres|hours|days|qubits"
)
"""What makes a number of four digits no year."""
_WEEKDAY = r"(?:\s?[(（][^)）\d]{1,8}[)）])?"
_QUARTERS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
}
_QUARTERS |= {"перв": 1, "втор": 2, "трет": 3, "четвёрт": 4, "четверт": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTERS |= {"上": 1, "下": 2, "상": 1, "하": 2, "前": 1, "後": 2}
_PERIODS = {
    "en": (
        rf"\b(?P<q>first|second|third|fourth)\squarter\s(?:of\s)?{_YEAR}",
        rf"\bQ(?P<q>[1-4])\s?(?:of\s)?{_YEAR}",
        rf"\b(?P<h>first|second)\shalf\sof\s{_YEAR}",
    ),
    "zh": (rf"(?<!\d){_YEAR}年第?(?P<q>[一二三四1-4])季度", rf"(?<!\d){_YEAR}年(?P<h>[上下])半年"),
    "ja": (rf"(?<!\d){_YEAR}年第?(?P<q>[1-4一二三四])四半期", rf"(?<!\d){_YEAR}年(?P<h>前|後)半"),
    "ko": (rf"(?<!\d){_YEAR}년\s?(?P<q>[1-4])\s?/?\s?4?분기", rf"(?<!\d){_YEAR}년\s?(?P<h>[상하])반기"),
    "ru": (
        rf"\b(?P<q>I{{1,3}}|IV|[1-4])(?:-\w{{1,2}})?\s(?:кв\.|квартал[а-я]{{0,2}})\s{_YEAR}\s(?:г\.|год[а-я]*)",
        rf"\b(?P<q>перв|втор|трет|четв[её]рт)[а-яё]+\sквартал[а-я]{{0,2}}\s{_YEAR}\s(?:г\.|год[а-я]*)",
        rf"\b(?P<h>перв|втор|I{{1,2}}|[12])(?:[а-яё]+|-\w{{1,2}})?\sполугоди[а-я]{{1,2}}\s{_YEAR}\s(?:г\.|год[а-я]*)",
    ),
}
"""Quarters and halves of a year, which stand as a range of months."""
_HAN_DIGITS = "〇零○一二三四五六七八九"
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_HAN_DATE = re.compile(
    rf"(?:(?P<y>[{_HAN_DIGITS}]{{4}})年)(?:(?P<m>{_HAN_NUMBER})月(?:(?P<d>{_HAN_NUMBER})[日号])?)?"
    rf"|(?<![个個])(?P<m0>{_HAN_NUMBER})月(?P<d0>{_HAN_NUMBER})[日号]"
    rf"|(?<=[年于在到至自从的，])(?P<m1>{_HAN_NUMBER})月(?![一二三四五六七八九十月])"
)


@lru_cache(maxsize=16384)
def find_dates(text: str, lang: str) -> tuple[Date, ...]:
    """The dates of a text in order; of two that overlap the longer one."""
    if not _may_hold_any(lang).search(text):
        return ()
    found = sorted(_read(text, lang), key=lambda one: (one.start - one.end, one.start))
    chosen: list[Date] = []
    for one in found:
        if all(one.end <= other.start or one.start >= other.end for other in chosen):
            chosen.append(one)
    return tuple(sorted(chosen, key=lambda one: one.start))


LONGEST_EVENT = 14
"""Days of an event whose days may be named alone, without their month."""
_DAYS = re.compile(r"(?P<y>\d{4}|-)-(?P<first>\d\d-\d\d)/(?P<y2>\d{4}|-)-(?P<last>\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Event:
    """The days of an event."""

    first: date
    last: date
    is_dated: bool
    """Whether the text tells the year; else it is that of the other dates, and weekdays are known by it alone."""
    has_weekdays: bool

    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]


def event_of(dates: Sequence[Date]) -> Event | None:
    """What the dates of a document say of its event: the first short range of days, in the year that all share."""
    years = {one.iso[:4] for one in dates if one.iso[:1] != "-"}
    year = years.pop() if len(years) == 1 else ""
    for one in dates:
        if not (match := _DAYS.fullmatch(one.iso)):
            continue
        known = match["y"] if match["y"] != "-" else year
        try:
            first, last = (date.fromisoformat(f"{known or _COMMON_YEAR}-{match[name]}") for name in ("first", "last"))
        except ValueError:  # 30 February
            continue
        if timedelta(0) < last - first < timedelta(LONGEST_EVENT):
            return Event(first, last, is_dated=match["y"] != "-", has_weekdays=bool(known))
    return None


def find_days_of(event: Event, text: str, lang: str) -> list[Date]:
    """Days of an event that are named by their number or weekday alone, where only one of its days is that."""
    keys: list[tuple[str, Callable[[date], int]]] = [("bare-day", lambda day: day.day)]
    if event.has_weekdays:
        keys.append(("weekday", date.weekday))
    found = []
    for name, key in keys:
        for match in shape.finditer(text) if (shape := pattern(name, lang)) else ():
            wanted = next(int(v) if v.isdecimal() else int(k[1:]) for k, v in match.groupdict().items() if v)
            fitting = [day for day in event.days() if key(day) == wanted]
            if len(fitting) == 1:
                iso = fitting[0].isoformat() if event.is_dated else f"-{fitting[0].isoformat()[4:]}"
                found.append(Date(*match.span(), iso, iso))
    return found


def _read(text: str, lang: str) -> Iterator[Date]:
    for shape in _shapes(lang):
        for match in shape.finditer(text):
            groups = match.groupdict()
            if iso := _iso(groups, lang):
                span = match.span("at" if "at" in groups else 0)
                yield Date(*span, iso, _at_its_end(iso, text, *span))
    if lang in ("zh", "ja"):
        for match in _HAN_DATE.finditer(text):
            groups = match.groupdict()
            year = "".join(str(_HAN_DIGITS.index(c) - 2) if c not in "〇零○" else "0" for c in groups["y"] or "")
            month, day = _han(groups["m"] or groups["m0"] or groups["m1"]), _han(groups["d"] or groups["d0"])
            if iso := _join(year, month, day):
                yield Date(*match.span(), iso, _at_its_end(iso, text, *match.span()))


def _at_its_end(iso: str, text: str, start: int, end: int) -> str:
    """The last day of a month or year where the text says that its end is meant."""
    if _END_AFTER.match(text, end) or _END_BEFORE.search(text, 0, start):
        if month := re.fullmatch(r"(\d{4}|-)-(\d\d)", iso):
            year = _COMMON_YEAR if month[1] == "-" else int(month[1])
            return f"{iso}-{calendar.monthrange(year, int(month[2]))[1]}"
        if re.fullmatch(r"\d{4}", iso):
            return f"{iso}-12-31"
    return iso


def _han(text: str | None) -> str:
    """A number below a hundred in Chinese characters, as digits."""
    if not text:
        return ""
    tens, ten, ones = text.partition("十")
    digits = {char: number for number, char in enumerate(_HAN_DIGITS[2:])}
    value = (digits.get(tens, 1) if ten else 0) * 10 + (digits.get(ones, 0) if ten else digits.get(tens, 0))
    return str(value)


@cache
def _may_hold_any(lang: str) -> re.Pattern[str]:
    """What every text with a date has: a digit, a Chinese month, a month by its name."""
    names = (rf"(?<![^\W\d_])(?:{name})" for name in numerals.MONTHS.get(lang, ()))
    return re.compile("|".join((r"\d|[一二三四五六七八九十]月", *names)), re.IGNORECASE)


@cache
def _shapes(lang: str) -> tuple[re.Pattern[str], ...]:
    """How dates are written in a language; groups y, m, d for the first date, m2, d2 and y2 for the end of a range."""
    numeric = (
        rf"(?<![\d.])(?P<y>\d{{4}})(?P<s>[-./])\s?(?P<m>{_MONTH_NUMBER})(?P=s)\s?(?P<d>{_DAY})\.?{_WEEKDAY}\s?[-–~]\s?"
        rf"(?:(?P<m2>{_MONTH_NUMBER})(?P=s)\s?)?(?P<d2>{_DAY})(?![\d.]\d|\d)",
        rf"(?<![\d.])(?P<y>\d{{4}})(?P<s>[-./])\s?(?P<m>{_MONTH_NUMBER})(?P=s)\s?(?P<d>{_DAY})(?![\d])",
        rf"(?<![\d.])(?P<d>{_DAY})[-–—](?P<d2>{_DAY})\.(?P<m>{_MONTH_NUMBER})\.(?P<y>\d{{4}})(?!\d)",
        rf"(?<![\d.])(?P<d>{_DAY})\.(?P<m>{_MONTH_NUMBER})(?:\.(?P<y1>\d{{4}}))?\s?[-–—]\s?(?P<d2>{_DAY})\.(?P<m2>{_MONTH_NUMBER})\.(?P<y>\d{{4}})(?!\d)",
        rf"(?<![\d.])(?P<d>{_DAY})\.(?P<m>{_MONTH_NUMBER})\.(?P<y>\d{{4}})(?!\d)",
        rf"(?<![\d/])(?P<d>1[3-9]|2\d|3[01])/(?P<m>{_MONTH_NUMBER})/(?P<y>\d{{4}})(?![\d/])",
        rf"(?<![\d/])(?P<m>{_MONTH_NUMBER})/(?P<d>1[3-9]|2\d|3[01])/(?P<y>\d{{4}})(?![\d/])",
    )
    if lang in ("zh", "ja", "ko"):
        shapes = (*numeric, *_eastern(*("년월일" if lang == "ko" else "年月日")))
    else:
        shapes = (*numeric, *_western("|".join(f"(?:{name})" for name in numerals.MONTHS.get(lang, ())) or "(?!)"))
    return tuple(re.compile(shape, re.IGNORECASE) for shape in (*shapes, *_PERIODS.get(lang, ())))


def _eastern(year: str, month: str, day: str) -> Iterator[str]:
    days = f"[{day}号號]" if day == "日" else day
    first = rf"(?:(?P<era>令和|平成|昭和)?(?P<y>\d{{1,4}}|元)\s?{year}\s?)?(?P<m>\d{{1,2}})\s?{month}(?:份|\s)?\s?"
    later = rf"(?:(?P<y2>\d{{4}})\s?{year}\s?)?(?:(?P<m2>\d{{1,2}})\s?{month}\s?)?(?P<d2>{_DAY})\s?{days}"
    to_month = rf"(?:(?P<y2>\d{{4}})\s?{year}\s?)?(?P<m2>\d{{1,2}})\s?{month}"
    yield rf"(?<!\d){first}(?P<d>{_DAY})\s?(?:{days})?{_WEEKDAY}{_DASH}{later}"
    yield rf"(?<!\d){first}(?P<d>{_DAY})\s?{days}"
    yield rf"(?<!\d)(?:(?P<y>\d{{4}})\s?{year}\s?)?(?P<m>{_MONTH_NUMBER})\s?{month}{_DASH}{to_month}(?!\s?\d)"
    yield rf"(?<!\d)(?P<y>\d{{4}})\s?{year}\s?(?P<m>\d{{1,2}})\s?{month}"
    yield rf"(?<!\d)(?P<y>\d{{4}})\s?(?:{year})?(?:{_DASH}|{year}부터\s?|{year}から)(?P<y2>\d{{4}})\s?{year}"
    yield rf"(?<!\d)(?P<y>\d{{4}})\s?{year}(?![级度代])"
    yield rf"(?<![\d./-])(?P<m>{_MONTH_NUMBER})\s?{month}(?!\s?\d|[刊球票饼色光面间經经薪])"


def _western(months: str) -> Iterator[str]:
    year = r"(?:,?\s(?:год\w*\s)?(?:พ\.ศ\.\s?)?(?P<y>\d{4}))?"
    month, month2 = rf"(?P<m>(?:{months})\.?)(?![^\W\d_])", rf"(?P<m2>(?:{months})\.?)(?![^\W\d_])"
    day, day2 = rf"(?P<d>{_DAY}){_ORDINAL}", rf"(?P<d2>{_DAY}){_ORDINAL}"
    year1 = r"(?:,?\s(?P<y1>\d{4}))?"
    weekday = r"(?:[^\W\d_]+day,?\s)?"
    yield rf"(?<![\d.,]){day}\s(?:of\s)?{month}{year1}(?:\sг(?:\.|ода))?{_DASH}{weekday}{day2}\s{month2}{year}"
    yield rf"(?<![\d.,]){day}{_DASH}{weekday}{day2}\s(?:of\s)?{month}{year}"
    yield rf"(?<![\d.,]){day}\s(?:of\s)?{month}{year}"
    yield rf"(?<![^\W\d_]){month}\s{day}(?:,\s(?P<y1>\d{{4}}))?{_DASH}{weekday}{month2}\s{day2}(?!\d){year}"
    yield rf"(?<![^\W\d_]){month}\s{day}{_DASH}{day2}(?![\d:]){year}"
    yield rf"(?<![^\W\d_]){month}\s{day}(?![\d:]){year}"
    yield rf"(?<![^\W\d_]){month}{year1}{_DASH}{month2}\s(?P<y>\d{{4}})(?!\d)"
    yield rf"(?<=\b[сc]\s){month}\sпо\s{month2}{year}"
    yield rf"(?<=\bfrom\s){month}\s(?:to|until|through)\s{month2}{year}"
    yield rf"(?<![^\W\d_]){month}\s(?P<y>\d{{4}})(?!\d)"
    words = "in by since until through of late early mid last next this"
    words += " в к до по с начала начале конца конце концу середине"
    yield rf"{_one_of(words)}(?P<at>{month})(?!\s\d|\s(?-i:[A-Z]))"
    words = "in of by since until after before from during between for and to"
    yield rf"{_one_of(words)}(?P<at>{_YEAR})(?![\d.,]?\d|[-–—]|\s(?:{_COUNTED}))"
    to = r"(?:\s?[-–—]\s?|\s(?:to|until|through)\s)"
    yield rf"{_one_of('in from for of over period')}(?P<at>{_YEAR}{to}(?P<y2>(?:19|20)\d\d))(?![\d.,]?\d|-)"
    yield rf"(?<![\d.,-]){_YEAR}\s?[-–—]\s?(?P<y2>(?:19|20)\d\d)\s(?:г\.|гг\.|год[а-я]*\b)"
    yield rf"(?<=\b[сc]\s){_YEAR}\s(?:г\.\s|года\s)?по\s(?P<y2>(?:19|20)\d\d)\sг(?:\.|од[а-я]*\b)"
    yield rf"(?<![\d.,-]){_YEAR}\s?(?:г\.|год(?:у|а|ом)?\b)"


def _one_of(words: str) -> str:
    """A pattern of a word before a date, which is no part of it: the group ``at`` is."""
    return rf"(?<![^\W\d_])(?:{'|'.join(words.split())})\s"


def _iso(groups: dict[str, str | None], lang: str) -> str:
    """The date of a match; empty where it is none."""
    months, given = (_month(groups.get(name), lang) for name in ("m", "m2"))
    year = _year(groups.get("y"), groups.get("era"), lang)
    year2 = _year(groups.get("y2"), None, lang) or year
    if year and not EARLIEST <= int(year) <= LATEST:
        return ""
    first_year = _year(groups.get("y1"), None, lang) or year
    if period := _period(groups, year):
        return period
    first = _join(first_year, months, groups.get("d") or "")
    has_end = groups.get("d2") or given or groups.get("y2")
    last = _join(year2, given or months, groups.get("d2") or "") if has_end else ""
    return f"{first}/{last}" if last and last != first else first


def _period(groups: dict[str, str | None], year: str) -> str:
    """The months of a quarter or half of a year; empty where there is none."""
    for name, length in (("q", 3), ("h", 6)):
        if number := _QUARTERS.get((groups.get(name) or "").casefold()):
            return f"{year}-{(number - 1) * length + 1:02}/{year}-{number * length:02}"
    return ""


def _month(text: str | None, lang: str) -> str:
    if not text or text.isdecimal():
        return text or ""
    for number, name in enumerate(numerals.MONTHS.get(lang, ()), start=1):
        if re.fullmatch(rf"(?:{name})\.?", text, re.IGNORECASE):
            return str(number)
    return ""


def _year(text: str | None, era: str | None, lang: str) -> str:
    if not text:
        return ""
    if era:
        return str(numerals.ERAS[era] + (1 if text == "元" else int(text)))
    if lang == "th" and text.isdecimal() and int(text) in numerals.BUDDHIST_YEARS:
        return str(int(text) - numerals.BUDDHIST_ERA)
    return text


def _join(year: str, month: str, day: str) -> str:
    if month and not 1 <= int(month) <= 12:
        return ""
    tail = "".join(f"-{int(part):02}" for part in (month, day) if part)
    return year + tail if year else "-" + tail
