"""Numbers in running text, read the same whatever notation or language they are written in.

``3.2亿``, ``320 million``, ``3억 2천만`` and ``320 млн`` are one number; so are ``3 p.m.``, ``15:00``,
``下午3点`` and ``오후 3시``. A number has several readings where its notation leaves a choice: ``1.000``
may be one or a thousand. Two texts agree when every number that one of them *demands* can be read out of the
other.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from forumdocs.mt import numerals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

NUMERAL = r"(?<![\d])(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
"""Arabic digits with separators of thousands (``1,000``, ``1 000``) and decimals (``3.2``, ``3,2``)."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    ``readings`` are canonical decimals (``"3200000"``) or times of day (``"t15:30"``). ``parts`` are what
    it comes to if it was several numbers after all (``"1 000"`` read as 1 and 0). ``demanded`` tells
    whether a translation must have it: digits are, words are not.
    """

    text: str
    start: int
    end: int
    readings: frozenset[str]
    parts: frozenset[str] = frozenset()
    scale: Decimal = Decimal(1)
    demanded: bool = True


def lost_numbers(text: str, other: str, *, lang: str, other_lang: str) -> tuple[str, ...]:
    """The numbers, as written, that ``text`` demands and that cannot be read out of ``other``."""
    numbers = find_numbers(text, lang)
    if not any(number.demanded for number in numbers):
        return ()
    offered = frozenset().union(*(n.readings | n.parts for n in find_numbers(other, other_lang)))
    return tuple(n.text for n in numbers if n.demanded and not _offered(n, offered))


def added_numbers(source: str, target: str, *, source_lang: str, target_lang: str) -> tuple[str, ...]:
    """The numbers that ``target`` demands and ``source`` does not offer.

    A one is not counted: 1인당, 1위 and 1年 come from words such as "per capita", "top" and "a year".
    """
    lost = lost_numbers(target, source, lang=target_lang, other_lang=source_lang)
    return tuple(number for number in lost if number != "1")


def _offered(number: Number, offered: frozenset[str]) -> bool:
    if number.readings & offered:
        return True
    return bool(number.parts) and number.parts <= offered


@lru_cache(maxsize=8192)
def find_numbers(text: str, lang: str) -> tuple[Number, ...]:
    """All numbers of a text in the order of the text."""
    rest = _prepare(text)
    whole = rest
    found: list[Number] = []
    for finder in _FINDERS:
        for number in finder(rest, lang):
            found.append(number)
            if number.demanded or finder is not _worded:
                blank = "\0" * (number.end - number.start)
                rest = rest[: number.start] + blank + rest[number.end :]
    found.sort(key=lambda number: number.start)
    return tuple(_share_units(found, whole))


def _prepare(text: str) -> str:
    """One form for all digits; full-width commas are kept from becoming separators of thousands."""
    text = re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", ",", text)
    text = re.sub("[，、]", ";", text)
    text = unicodedata.normalize("NFKC", text).translate(numerals.DIGITS)
    return text.replace("ё", "е").replace("Ё", "Е")


def _share_units(numbers: list[Number], text: str) -> Iterator[Number]:
    """Let the first number of a range borrow the unit of the second: 2 to 3 million."""
    for number, following in pairwise(numbers):
        joined = numerals.RANGE.fullmatch(text[number.end : following.start])
        if joined and number.scale == 1 and following.scale != 1:
            yield replace(number, readings=number.readings | _scaled(number.text, following.scale, "en"))
        else:
            yield number
    yield from numbers[-1:]


def plain(value: Decimal) -> str:
    """The canonical spelling of a number: no exponent, no zeros at the end of a fraction."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


# Arabic digits


def _readings(numeral: str, lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """What a numeral can mean, and the numbers that it is if its separators only list."""
    parts = frozenset(plain(Decimal(group)) for group in re.findall(r"\d+", numeral))
    if re.fullmatch(r"\d+", numeral):
        return parts, frozenset()
    if " " in numeral:
        return frozenset({_decimal(numeral.replace(" ", "").replace(",", "."))}), parts
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", numeral):
        thousands = {_decimal(numeral.replace(",", ""))}
        if lang == "ru" and re.fullmatch(r"\d+,\d+", numeral):
            thousands.add(_decimal(numeral.replace(",", ".")))
        return frozenset(thousands), parts if lang in ("zh", "ja") else frozenset()
    if re.fullmatch(r"\d+[.,]\d+", numeral):
        values = {_decimal(numeral.replace(",", "."))}
        if clock := re.fullmatch(r"([01]?\d|2[0-3])\.([0-5]\d)", numeral):
            values.add(f"t{int(clock[1])}:{clock[2]}")
        if re.fullmatch(r"\d{1,3}\.\d{3}", numeral):
            values.add(_decimal(numeral.replace(".", "")))
        return frozenset(values), parts if "," in numeral else frozenset()
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", numeral):
        return frozenset({_decimal(numeral.replace(".", ""))}), parts
    return frozenset({numeral}), parts  # 2.1.3, or a list


def _decimal(numeral: str) -> str:
    return plain(Decimal(numeral))


def _scaled(numeral: str, scale: Decimal, lang: str) -> frozenset[str]:
    readings, _ = _readings(numeral, lang)
    return frozenset(plain(Decimal(r) * scale) for r in readings if re.fullmatch(r"\d+(?:\.\d+)?", r))


def _digits(text: str, lang: str) -> Iterator[Number]:
    for match in re.finditer(NUMERAL, text):
        readings, parts = _readings(match[0], lang)
        if lang == "th" and match[0].isdecimal() and int(match[0]) in numerals.BUDDHIST_YEARS:
            readings |= {str(int(match[0]) - numerals.BUDDHIST_ERA)}
        if re.search(r"\d{4}[-–/]$", text[: match.start()]) and re.fullmatch(r"\d\d", match[0]):
            readings |= {text[match.start() - 5 : match.start() - 3] + match[0]}
        demanded = match[0] != "1" or not _COUNTER.match(text, match.end())
        yield Number(match[0], match.start(), match.end(), readings, parts, demanded=demanded)


_COUNTER = re.compile(r"\s?[인년위번개명일차등件个個人年位名次つ]")
"""One of something, in languages that count with counters: 1인당 is "per capita", 1年 "a year"."""


# Dates and times


_TIME_OF_DAY = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])\.?\s?m\b\.?"
    rf"|(?P<part>{numerals.MORNING}|{numerals.AFTERNOON})\s?(?P<hour2>\d{{1,2}})\s?(?:[点點时時시]\s?(?:钟|정각)?|:(?P<minute3>\d\d))"
    r"(?:\s?(?P<minute2>\d{1,2})\s?[分분]|\s?(?P<thirty>半|반))?"
    r"|(?P<hour6>\d{1,2})[点點时時시]\s?(?P<minute6>\d{1,2})[分분]"
    r"|(?P<hour4>\d{1,2})\s(?:час(?:а|ов)?\s)?(?P<part4>утра|ночи|дня|вечера)"
    r"|(?<![\d:.,])(?P<hour5>[01]?\d|2[0-4])[:：](?P<minute5>[0-5]\d)(?![\d:])",
    re.IGNORECASE,
)


def _times(text: str, _lang: str) -> Iterator[Number]:
    for match in _TIME_OF_DAY.finditer(text):
        group = match.groupdict()
        hour = int(next(group[k] for k in ("hour", "hour2", "hour4", "hour5", "hour6") if group[k]))
        minute = next((int(group[k]) for k in ("minute", "minute2", "minute3", "minute5", "minute6") if group[k]), 0)
        minute = 30 if group["thirty"] else minute
        yield Number(match[0], match.start(), match.end(), _clock(hour, minute, _afternoon(group)))


def _afternoon(group: Mapping[str, str | None]) -> bool | None:
    """Whether the hour counts from noon; ``None`` where the text does not say."""
    if half := group["half"]:
        return half.lower() == "p"
    if part := group["part"]:
        return re.fullmatch(numerals.AFTERNOON, part, re.IGNORECASE) is not None
    if part := group["part4"]:
        return numerals.RUSSIAN_HOURS[part.lower()] == 12
    return None


def _clock(hour: int, minute: int, afternoon: bool | None) -> frozenset[str]:
    """Readings of a time: on the clock of 24 hours and of 12, and as a bare hour when it is full."""
    hours = {hour} if afternoon is None or hour > 12 else {hour % 12 + 12 * afternoon, hour}
    readings = {f"t{h % 24}:{minute:02}" for h in hours}
    if afternoon is None and hour <= 12:
        readings.add(f"t{(hour + 12) % 24}:{minute:02}")
    if minute == 0:
        readings |= {str(h) for h in hours}
    return frozenset(readings)


_DATES = re.compile(
    r"(?<![\d.])(?:(?P<y>\d{4})(?P<s1>[-./])(?P<m>\d{1,2})(?P=s1)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<s2>[-./])(?P<b>\d{1,2})(?P=s2)(?P<c>\d{4}|\d\d))(?![\d.]\d|\d)"
)
_DECADE = re.compile(r"(?<!\d)(?P<year>(?:1[0-9]|20)?\d0)(?:'?s\b|\s?-[ех]\b|-х\b|\s?年代|\s?년대|-е\b)")
_DECADE_OF_CENTURY = re.compile(r"(?P<century>\d\d)\s?世[纪紀]\s?(?P<decade>\d0)\s?年代")
_ERA = re.compile(rf"(?P<era>{'|'.join(numerals.ERAS)})(?P<year>\d{{1,2}}|元)年?")


def _dates(text: str, _lang: str) -> Iterator[Number]:
    for match in _DATES.finditer(text):
        for name in "ymdabc":
            if match[name]:
                start, end = match.span(name)
                yield Number(match[name], start, end, frozenset({str(int(match[name]))}))


def _decades(text: str, _lang: str) -> Iterator[Number]:
    for match in _DECADE_OF_CENTURY.finditer(text):
        year = str((int(match["century"]) - 1) * 100 + int(match["decade"]))
        yield Number(match[0], *match.span(), frozenset({year}))
        text = text.replace(match[0], "\0" * len(match[0]))
    for match in _DECADE.finditer(text):
        year = match["year"]
        readings = {year, year[-2:], f"19{year[-2:]}", f"20{year[-2:]}"} if len(year) == 2 else {year, year[2:]}
        yield Number(year, *match.span("year"), frozenset(readings))


def _eras(text: str, lang: str) -> Iterator[Number]:
    for match in _ERA.finditer(text) if lang == "ja" else ():
        year = 1 if match["year"] == "元" else int(match["year"])
        readings = frozenset({str(numerals.ERAS[match["era"]] + year), str(year)})
        yield Number(match[0], match.start(), match.end(), readings)


def _months(text: str, lang: str) -> Iterator[Number]:
    """Names of months; demanded where a day or a year stands beside them, since "may" is a verb too."""
    for month, pattern in enumerate(_month_patterns(lang), start=1):
        for match in pattern.finditer(text):
            before, after = text[: match.start()].rstrip(" ,."), text[match.end() :].lstrip(" ,.")
            beside = before[-1:] in ("\0", "th", "st") or after[:1] == "\0"
            yield Number(match[0], *match.span(), frozenset({str(month)}), demanded=beside)


@lru_cache(maxsize=8)
def _month_patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    names = numerals.MONTHS.get(lang, ())
    left, right = ("", "") if lang == "th" else (r"(?<![^\W\d_])", r"(?![^\W\d_])")
    return tuple(re.compile(f"{left}(?:{name}){right}", re.IGNORECASE) for name in names)


# Digit and unit in turn: Chinese, Japanese, Korean, Thai


def _positional(text: str, lang: str) -> Iterator[Number]:
    if lang not in numerals.POSITIONAL:
        return
    digits, units = numerals.POSITIONAL[lang]
    for match in _positional_pattern(lang).finditer(text):
        written = match[0].strip()
        if re.fullmatch(NUMERAL, written) or _holds_list(written):
            continue
        yield _positional_number(written, match.start(), text, lang, digits, units)


_AMOUNT = re.compile(r"\d+(?:\.\d+)?")


def _holds_list(written: str) -> bool:
    """Whether a numeral in it is a section or a list and no amount, as in 2.1.3万; a weak model writes such things."""
    numerals_in = (_readings(match[0], "en")[0] for match in re.finditer(NUMERAL, written))
    return any(not any(map(_AMOUNT.fullmatch, readings)) for readings in numerals_in)


@lru_cache(maxsize=8)
def _positional_pattern(lang: str) -> re.Pattern[str]:
    digits, units = numerals.POSITIONAL[lang]
    digit, unit = ("|".join(sorted(table, key=len, reverse=True)) for table in (digits, units))
    vague = "[多余餘来來여]" if lang != "th" else "(?:กว่า)"
    more = rf"(?:{vague}(?=\s?(?:{unit})))?\s?(?:{unit})"
    if lang == "ko":  # single syllables are words too: 일 is a day, 이 a particle
        rest = rf"(?:{NUMERAL}| (?:\d,)?\d{{3}}(?![\d.,]\d|\d))"  # 1만 8,600
        head = rf"{NUMERAL}(?:{more})+(?:\s?{NUMERAL}\s?(?:{unit})+)*{rest}?"
        return re.compile(rf"{head}|(?<![가-힣])(?:(?:{digit})?(?:{unit}))+(?:{digit})?")
    tail = rf"(?:{more}|{NUMERAL}|{digit})"
    return re.compile(rf"{NUMERAL}(?:{more}){tail}*|(?:{digit}|{unit}){tail}*")


def _positional_number(
    written: str, start: int, text: str, lang: str, digits: dict[str, int], units: dict[str, int]
) -> Number:
    values = list(_positional_tokens(written, digits, units))
    total = _compose(values)
    readings = {plain(total)}
    end = start + len(written)
    last = written[-1]
    mixed = written[0].isdecimal()
    if mixed and len(values) == 2 and (last == "조" or text[end : end + 1] in _MEASURES):
        readings.add(plain(total / units[last]) if last in units else plain(total))  # article 3, 5 kilograms
    parts = frozenset() if mixed else frozenset(plain(value) for value, _ in values)
    readings |= set() if mixed else parts  # 五六百, 二三十: what the words name is on offer, too
    scale = total / values[0][0] if mixed and values[0][0] and len(values) > 1 else Decimal(1)
    return Number(written, start, end, frozenset(readings), scale=scale, demanded=mixed or _is_large(written, lang))


_MEASURES = set("克米瓦赫帕卡伏安焦比字吨")
"""Measures that take 千, 百 or 兆 for kilo, hecto or mega: 5千克 is 5 kg."""
_LARGE = re.compile(r"[一二两三四五六七八九][十百千万萬亿億]*[万萬亿億][一二两三四五六七八九十百千万萬亿億]*")


def _is_large(written: str, lang: str) -> bool:
    """Whether a number in Chinese characters is large and exact enough to be demanded."""
    return lang in ("zh", "ja") and len(written) > 2 and _LARGE.fullmatch(written) is not None


def _positional_tokens(written: str, digits: dict[str, int], units: dict[str, int]) -> Iterator[tuple[Decimal, bool]]:
    """Values in order, each with whether it is a unit."""
    names = "|".join(sorted((*digits, *units), key=len, reverse=True))
    for match in re.finditer(rf"{NUMERAL}|{names}", written):
        if match[0] in units:
            yield Decimal(units[match[0]]), True
        elif match[0] in digits:
            yield Decimal(digits[match[0]]), False
        else:
            readings, _ = _readings(match[0], "en")
            yield Decimal(min(readings, key=len) if len(readings) == 1 else match[0].replace(",", "")), False


def _compose(values: Iterable[tuple[Decimal, bool]]) -> Decimal:
    """The value of digits and units in turn: 3 亿 2 千 万 is 320,000,000, 二〇二五 is 2025."""
    total = section = Decimal(0)
    current: Decimal | None = None
    for value, is_unit in values:
        if not is_unit:
            current = value if current is None else current * 10 + value
        elif value < 10**4:
            section += (1 if current is None else current) * value
            current = None
        else:
            section += current or 0
            if section:
                whole = total + section if 0 < total < value else section
                total = whole * value if 0 < total < value else total + whole * value
            else:
                total = (total or Decimal(1)) * value
            section, current = Decimal(0), None
    return total + section + (current or 0)


# Words: English and Russian


def _worded(text: str, lang: str) -> Iterator[Number]:
    if lang == "en":
        yield from _word_runs(text, lang, _english_value)
    elif lang == "ru":
        yield from _word_runs(text, lang, _russian_value)


KELVIN_OR_THOUSAND = "K"
_Value = tuple[int, bool]
_TOKEN = re.compile(rf"{NUMERAL}|[^\W\d_]+")
_GAP = re.compile(r"[\s-]{0,2}|\s(?:and|и)\s")


def _word_runs(text: str, lang: str, value_of: Callable[[str], _Value | None]) -> Iterator[Number]:
    """Runs of number words and units, with a numeral at most at their head: 3.2 million, two hundred."""
    run: list[tuple[re.Match[str], _Value | None]] = []
    for match in _TOKEN.finditer(text):
        is_numeral = match[0][0].isdecimal()
        value = None if is_numeral else value_of(match[0].lower())
        fits = run and _GAP.fullmatch(text[run[-1][0].end() : match.start()]) and _continues(run, value)
        if run and not fits:
            yield from _run_number(run, text, lang)
            run = []
        if value is not None or is_numeral:
            run.append((match, value))
    if run:
        yield from _run_number(run, text, lang)


def _continues(run: list[tuple[re.Match[str], _Value | None]], value: _Value | None) -> bool:
    """Whether a word goes on with a run: after a numeral only a unit does."""
    if value is None:
        return False
    return run[0][1] is not None or (value[1] and value[0] not in numerals.SPANS)


def _run_number(run: list[tuple[re.Match[str], _Value | None]], text: str, lang: str) -> Iterator[Number]:
    first, last = run[0][0], run[-1][0]
    words = [value for _, value in run if value is not None]
    if run[0][1] is None:
        scale = Decimal(1)
        for value, _ in words:
            scale *= value
        if words:
            readings = _scaled(first[0], scale, lang)
            if last[0] == KELVIN_OR_THOUSAND:
                readings |= _readings(first[0], lang)[0]
            yield Number(text[first.start() : last.end()], first.start(), last.end(), readings, scale=scale)
        return
    readings = frozenset({plain(_sum_words(words)), *(str(value) for value, _ in words)})
    readings |= {plain(_sum_words(words[i:])) for i in range(1, len(words))}
    yield Number(text[first.start() : last.end()], first.start(), last.end(), readings, demanded=False)


def _sum_words(words: list[_Value]) -> Decimal:
    """The value of words: two hundred and fifty million."""
    total = section = Decimal(0)
    for value, is_unit in words:
        if not is_unit:
            section += value
        elif value < 1000:
            section = (section or Decimal(1)) * value
        else:
            total += (section or Decimal(1)) * value
            section = Decimal(0)
    return total + section


def _english_value(word: str) -> _Value | None:
    if word in numerals.ENGLISH_UNITS:
        return numerals.ENGLISH_UNITS[word], True
    if word in numerals.ENGLISH_WORDS:
        return numerals.ENGLISH_WORDS[word], False
    return None


_RUSSIAN_UNITS = tuple((re.compile(stem), value) for stem, value in numerals.RUSSIAN_UNITS)
_RUSSIAN_WORDS = tuple((re.compile(stem), value) for stem, value in numerals.RUSSIAN_WORDS)


@lru_cache(maxsize=4096)
def _russian_value(word: str) -> _Value | None:
    for stem, value in _RUSSIAN_UNITS:
        if stem.match(word):
            return value, True
    for stem, value in _RUSSIAN_WORDS:
        if stem.match(word):
            return value, False
    return None


# Small words: native Korean and Japanese numerals, Roman numerals, halves


_NATIVE = {
    "ko": (
        re.compile(
            r"(?<![가-힣])(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)?"
            rf"(?:{'|'.join(sorted(numerals.KOREAN_NATIVE, key=len, reverse=True))})"
        ),
        numerals.KOREAN_NATIVE,
    ),
    "ja": (re.compile("|".join(numerals.JAPANESE_NATIVE)), numerals.JAPANESE_NATIVE),
}
_ROMAN = re.compile(r"(?<![A-Za-zА-Яа-я])[IVXХ]{1,6}(?![A-Za-zА-Яа-я])")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "Х": 10}


def _native(text: str, lang: str) -> Iterator[Number]:
    if lang not in _NATIVE:
        return
    pattern, values = _NATIVE[lang]
    for match in pattern.finditer(text):
        words = re.findall("|".join(sorted(values, key=len, reverse=True)), match[0])
        readings = {str(values[word]) for word in words} | {str(sum(values[word] for word in words))}
        yield Number(match[0], *match.span(), frozenset(readings), demanded=False)


def _roman(text: str, _lang: str) -> Iterator[Number]:
    for match in _ROMAN.finditer(text):
        values = [_ROMAN_VALUES[letter] for letter in match[0]]
        total = sum(-a if a < b else a for a, b in pairwise([*values, 0]))
        yield Number(match[0], *match.span(), frozenset({str(total)}), demanded=False)


def _halves(text: str, _lang: str) -> Iterator[Number]:
    for match in numerals.HALF_UNITS.finditer(text):
        value = numerals.HALF_UNIT_VALUES[(match[1] or match[2]).lower()]
        yield Number(match[0], *match.span(), frozenset({plain(Decimal(value) / 2)}), demanded=False)
    for match in numerals.HALVES.finditer(text):
        yield Number(match[0], *match.span(), frozenset(numerals.HALF), demanded=False)


_CURRENCY_MILLIONS = re.compile(rf"[$€£¥₩₽]\s?(?P<amount>{NUMERAL})\s?(?P<unit>[mkb])\b", re.IGNORECASE)
_ATTACHED = {"k": Decimal(10**3), "m": Decimal(10**6), "b": Decimal(10**9)}


def _money(text: str, lang: str) -> Iterator[Number]:
    for match in _CURRENCY_MILLIONS.finditer(text):
        scale = _ATTACHED[match["unit"].lower()]
        yield Number(match[0], *match.span(), _scaled(match["amount"], scale, lang), scale=scale)


_FINDERS = (
    _times,
    _dates,
    _eras,
    _decades,
    _money,
    _positional,
    _worded,
    _digits,
    _months,
    _native,
    _roman,
    _halves,
)
"""In this order: what one of them takes, the later ones no longer see."""
