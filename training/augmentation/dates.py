"""Years, months, days, weekdays and times of day.

What a sentence says of dates keeps its order: years are shifted together; days, months and hours are drawn sorted.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from training.augmentation import russian
from training.augmentation.tokens import Token, Unwritable

_CALENDAR = tomllib.loads((Path(__file__).parent / "data" / "calendar.toml").read_text(encoding="utf-8"))
MONTHS: Mapping[str, list[list[str]]] = _CALENDAR["months"]
WEEKDAYS: Mapping[str, list[list[str]]] = _CALENDAR["weekdays"]
UNSPACED = frozenset({"zh", "ja", "ko"})

# Years

LARGEST_SHIFT = 9
"""Years by which all years of a group are moved."""
LATEST = 2060

_YEAR = r"(?<![\d.,:/A-Za-z№+-])(?:1[5-9]\d\d|20[0-5]\d)(?!\d)"
_SPAN = r"\s?[—–~～-]\s?\d{4}"
_YEARS = {
    "en": re.compile(rf"{_YEAR}(?![.,:]\d|[A-Za-z]|-[A-Z]|\s(?:people|participants|qubits|students|km|m|K)\b)"),
    "zh": re.compile(rf"{_YEAR}(?=年(?![间期])|{_SPAN}年|{_SPAN}(?!\d)|[）)，。：；、]|\s|\Z)"),
    "ko": re.compile(rf"{_YEAR}(?=년(?!간)|{_SPAN}년|{_SPAN}(?!\d)|[),.:;]|\s(?!명|개|건|대)|\Z)"),
    "ru": re.compile(rf"{_YEAR}(?=\s(?:год|гг?\.)|[–—]\d{{4}}|[),.:;»](?!\d)|\Z)"),
    "ja": re.compile(rf"{_YEAR}(?=年(?![間期])|{_SPAN}年|{_SPAN}(?!\d)|[）)、。：；]|\s|\Z)"),
}


def find_years(text: str, lang: str) -> Iterator[Token]:
    """Years from 1500 on, told from amounts by what follows them."""
    for match in _YEARS[lang].finditer(text):
        yield Token("year", int(match.group()), *match.span(), str)


def draw_years(values: Sequence[int], chance: random.Random) -> dict[int, int]:
    """All years moved by the same number."""
    shift = chance.choice([n for n in range(-LARGEST_SHIFT, LARGEST_SHIFT + 1) if n and max(values) + n < LATEST])
    return {year: year + shift for year in values}


# Names of months and weekdays

_PLACES = {
    id(table): {
        lang: {
            form.lower(): (number, frozenset(i for i, same in enumerate(forms) if same == form))
            for number, forms in enumerate(names, start=1)
            for form in forms
        }
        for lang, names in table.items()
    }
    for table in (MONTHS, WEEKDAYS)
}
"""Number and forms of a name, by table and language."""


def _name_pattern(table: Mapping[str, list[list[str]]], lang: str) -> re.Pattern[str]:
    names = "|".join(sorted((form for forms in table[lang] for form in forms), key=len, reverse=True))
    if lang in UNSPACED:
        return re.compile(names)
    return re.compile(rf"(?<![A-Za-zА-яЁё-])(?:{names})(?![A-Za-zА-яЁё-])", re.IGNORECASE if lang == "ru" else 0)


def _name(match: re.Match[str], lang: str, kind: str, table: Mapping[str, list[list[str]]]) -> Token:
    """A month or weekday by name; another one is written in the same form."""
    written = match.group()
    number, forms = _PLACES[id(table)][lang][written.lower()]
    if lang == "ru" and len(forms) > 1:
        forms = _forms_after(match.string[: match.start()], forms)

    def write(new: int) -> str:
        found = {table[lang][new - 1][form] for form in forms}
        if len(found) > 1:
            raise Unwritable(written)
        form = found.pop()
        return form[0].upper() + form[1:] if written[0].isupper() else form

    return Token(kind, number, *match.span(), write)


def _forms_after(before: str, forms: frozenset[int]) -> frozenset[int]:
    """Of the Russian forms that are written alike those that may stand here; the nominative only at the beginning."""
    if not before.strip():
        return frozenset({0})
    governed = russian.GOVERNMENT.get(russian.last_word(before), frozenset())
    order = ("nomn", "accs", "gent", "datv", "ablt", "loct", "")
    return frozenset(form for form in forms if order[form] in governed) or forms


_MONTH = {
    **{lang: _name_pattern(MONTHS, lang) for lang in MONTHS},
    "zh": re.compile(r"(?<!\d)(\d{1,2})(?=月(?![球亮]))"),
    "ja": re.compile(r"(?<!\d)(\d{1,2})(?=月)"),
    "ko": re.compile(r"(?<!\d)(\d{1,2})(?=월)"),
}
_BEFORE_MAY = re.compile(
    r"(?:\d(?:st|nd|rd|th)?(?:\sof)?|\b(?:in|by|of|until|since|from|early|late|mid|last|next|on|to|and))\s\Z", re.I
)


def find_months(text: str, lang: str) -> Iterator[Token]:
    """Months by name or number; May where a day, a year or a preposition tells it from the verb."""
    for match in _MONTH[lang].finditer(text):
        if lang not in MONTHS:
            if 1 <= int(match.group()) <= 12:
                yield Token("month", int(match.group()), *match.span(), str)
        elif (
            match.group() != "May" or _BEFORE_MAY.search(text[: match.start()]) or text[match.end() + 1 :][:1].isdigit()
        ):
            yield _name(match, lang, "month", MONTHS)


_WEEKDAY = {lang: _name_pattern(WEEKDAYS, lang) for lang in WEEKDAYS}
_RUSSIAN_GENDERS = ("", "masc", "masc", "femn", "masc", "femn", "femn", "neut")
_BARE = re.compile(r"(?:\A|(?<![А-Яа-яё])(?:во?|по|на|до|с|со|к|и|или)\s|[,(:—–-]\s?)\Z", re.IGNORECASE)
"""Before a Russian weekday without an adjective that would agree with it."""


def find_weekdays(text: str, lang: str) -> Iterator[Token]:
    """Weekdays; a Russian one beside which something may agree is swapped for one of its gender only."""
    for match in _WEEKDAY[lang].finditer(text):
        token = _name(match, lang, "weekday", WEEKDAYS)
        yield _agreeing(token, text) if lang == "ru" else token


def _agreeing(token: Token, text: str) -> Token:
    number = int(str(token.value))
    is_bare = _BARE.search(text[: token.start]) is not None
    is_subject = not text[: token.start].strip() and not text[token.end :].startswith((",", ".", ":"))

    def write(new: int) -> str:
        if _RUSSIAN_GENDERS[new] != _RUSSIAN_GENDERS[number] and (not is_bare or is_subject):
            raise Unwritable(text)
        return token.write(new)

    return Token(token.kind, token.value, token.start, token.end, write)


# Days

LAST_DAY = 28
"""Days are drawn up to the one that every month has."""

_TO = r"(?:\s?[–—-]\s?|\sto\s|\sand\s|\sor\s|\sпо\s|\sи\s|\sдо\s)"
_NTH = r"(?:st|nd|rd|th)?"
_EN, _RU = ("|".join(form for forms in MONTHS[lang] for form in forms) for lang in ("en", "ru"))
_DAYS = {
    "en": (
        re.compile(rf"(?<![\d.,:])(?:(?P<a>\d{{1,2}}){_NTH}{_TO})?(?P<b>\d{{1,2}}){_NTH}(?:\sof)?\s(?:{_EN})\b"),
        re.compile(rf"\b(?:{_EN})\s(?P<a>\d{{1,2}}){_NTH}(?:{_TO}(?P<b>\d{{1,2}}){_NTH})?(?![\d:]|\s(?:{_EN}))"),
    ),
    "ru": (re.compile(rf"(?<![\d.,:])(?:(?P<a>\d{{1,2}}){_TO})?(?P<b>\d{{1,2}})\s(?:{_RU})(?![а-яё])"),),
    "zh": (re.compile(r"月(?P<a>\d{1,2})[日号]?(?:[（(].[)）])?(?:(?:至|到|[—–~～-])(?P<b>\d{1,2}))?(?=[日号])"),),
    "ja": (re.compile(r"月(?P<a>\d{1,2})日?(?:[（(].[)）])?(?:(?:から|と|[—–~～-])(?P<b>\d{1,2}))?(?=日)"),),
    "ko": (
        re.compile(r"월\s?(?P<a>\d{1,2})일?(?:\(.\))?(?:(?:부터\s|에서\s|과\s|\s?[—–~～-]\s?)(?P<b>\d{1,2}))?(?=일)"),
    ),
}


def find_days(text: str, lang: str) -> Iterator[Token]:
    """Days of a month, singly and as a span."""
    for pattern in _DAYS[lang]:
        for match in pattern.finditer(text):
            for name in ("a", "b"):
                if match[name] and 1 <= int(match[name]) <= 31:
                    yield _day(text, lang, *match.span(name))


def _day(text: str, lang: str, start: int, end: int) -> Token:
    value = int(text[start:end])
    if lang == "en" and text[end : end + 2] == ordinal_suffix(value):
        return Token("day", value, start, end + 2, lambda new: f"{new}{ordinal_suffix(new)}")
    if text[start] == "0":
        return Token("day", value, start, end, lambda new: f"{new:02}")
    return Token("day", value, start, end, str)


def ordinal_suffix(number: int) -> str:
    """``st`` for 1, 21 and 31, ``nd``, ``rd``, ``th``."""
    if 11 <= number % 100 <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def draw_sorted(highest: int) -> Callable[[Sequence[int], random.Random], dict[int, int]]:
    """A draw of numbers from 1 in the order of those they replace."""

    def draw(values: Sequence[int], chance: random.Random) -> dict[int, int]:
        drawn = sorted(chance.sample(range(1, highest + 1), len(values)))
        return dict(zip(sorted(values), drawn, strict=True))

    return draw


# Times of day

EARLY, LATE = (7, 8, 9), (10, 11, 13, 14, 15, 16, 17, 18, 19, 20)
"""Hours to draw from: of one digit for one digit, and none between 12 and 1, which languages tell in many ways."""

_CLOCK = r"(?<![\d.,:：/])(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)(?![\d:：])"
_HOUR = r"(?<![\d.,:/–-])(?P<hour>\d{1,2})"
_TIMES = {
    "en": (
        re.compile(r"(?<![\d.,:/])(?P<hour>\d{1,2})(?:[.:](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?"),
        re.compile(_CLOCK),
        re.compile(rf"(?<=\b(?:at|by) ){_HOUR}\.(?P<minute>[0-5]\d)(?![\d%]|\s(?:mil|bil|per|K\b))"),
    ),
    "zh": (
        re.compile(rf"(?P<half>上午|下午|晚上)?{_CLOCK}"),
        re.compile(rf"(?P<half>上午|下午|晚上)?{_HOUR}[点时](?:(?P<minute>\d{{1,2}}分)|(?P<thirty>半))?(?![间刻钟])"),
    ),
    "ko": (
        re.compile(rf"(?:(?P<half>오전|오후)\s)?{_CLOCK}"),
        re.compile(rf"(?:(?P<half>오전|오후)\s)?{_HOUR}시(?:\s(?P<minute>\d{{1,2}}분)|\s(?P<thirty>반))?(?!간)"),
    ),
    "ru": (re.compile(_CLOCK), re.compile(rf"(?<=\b[вксВКС]\s){_HOUR}\sчас(?:ов|ам)(?![а-яё]|\s\d)")),
    "ja": (
        re.compile(rf"(?P<half>午前|午後)?{_CLOCK}"),
        re.compile(rf"(?P<half>午前|午後)?{_HOUR}時(?:(?P<minute>\d{{1,2}}分)|(?P<thirty>半))?(?!間)"),
    ),
}
_HALVES = {"en": ("a", "p"), "zh": ("上午", "下午"), "ko": ("오전", "오후"), "ja": ("午前", "午後")}
_MINUTES = {"zh": "分", "ko": "분", "ja": "分"}


def find_times(text: str, lang: str) -> Iterator[Token]:
    """Times of day, by minutes since midnight."""
    end = -1
    found = (match for pattern in _TIMES[lang] for match in pattern.finditer(text))
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end and (parts := match.groupdict())["hour"] and int(parts["hour"]) < 24:
            end = match.end()
            yield _time(match, parts, lang)


def _time(match: re.Match[str], parts: Mapping[str, str | None], lang: str) -> Token:
    hour, half = int(parts["hour"] or 0), parts.get("half")
    if half:
        hour = hour % 12 + (12 if half not in ("a", "上午", "오전", "午前") else 0)
    minute = 30 if parts.get("thirty") else int((parts.get("minute") or "0").rstrip("分분"))
    return Token("time", hour * 60 + minute, *match.span(), lambda new: _rewritten(match, parts, new, lang))


def _rewritten(match: re.Match[str], parts: Mapping[str, str | None], new: int, lang: str) -> str:
    """The text of a match with another time in it."""
    hour, minute = divmod(new, 60)
    shown = (hour - 1) % 12 + 1 if parts.get("half") else hour
    has_unit = lang in _MINUTES and (parts.get("thirty") or str(parts.get("minute"))[-1] in "分분")
    minutes = f"{minute}{_MINUTES[lang]}" if has_unit else f"{minute:02}"
    told = {
        "half": _HALVES[lang][hour >= 12] if parts.get("half") else "",
        "hour": f"{shown:02}" if (parts["hour"] or "").startswith("0") else str(shown),
        "minute": minutes,
        "thirty": minutes,
    }
    text = match.group()
    for name in sorted((name for name in parts if parts[name]), key=match.start, reverse=True):
        start, end = (place - match.start() for place in match.span(name))
        text = text[:start] + told[name] + text[end:]
    return text


def draw_times(values: Sequence[int], chance: random.Random) -> dict[int, int]:
    """Other times in the same order; a full hour stays one."""
    drawn = []
    for value in values:
        hour = chance.choice(EARLY if value < 600 else LATE)
        drawn.append(hour * 60 + (chance.randrange(5, 60, 5) if value % 60 else 0))
    in_order = sorted(range(len(drawn)), key=drawn.__getitem__) == sorted(range(len(values)), key=values.__getitem__)
    return dict(zip(values, drawn, strict=True)) if in_order and len(set(drawn)) == len(drawn) else {}
