"""Numbers in digits, whatever their notation: ``1,320``, ``1320``, ``3.2亿``, ``3억 2천만``, ``320 млн``.

A number keeps its length and its zeros when it is swapped: each other digit becomes some digit from 1 to 9. So its
notation stays right in every language (separators, 만 and 억, decimals), and only the agreement of a Russian noun is
left to watch.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from training.augmentation import russian
from training.augmentation.tokens import Token, Unwritable

KIND = "number"
TRIES = 40
"""Draws before a group of numbers is given up: their order has to stay, and Russian has to agree."""

WHOLE = 100
"""Mostly all of something, in per cent: it stays."""

NUMERALS = {
    "en": r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?",
    "zh": r"\d+(?:\.\d+)?",
    "ko": r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?",
    "ru": r"\d{1,3}(?:[ \u00a0]\d{3})+|\d+(?:,\d+)?",
    "ja": r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?",
}
DECIMAL_MARK = {"ru": ","}
"""Where it is no point."""

SCALES: Mapping[str, Mapping[str, int]] = {
    "en": {" thousand": 10**3, " million": 10**6, " billion": 10**9, " trillion": 10**12},
    "zh": {"万亿": 10**12, "亿": 10**8, "万": 10**4},
    "ko": {"조": 10**12, "억": 10**8, "천만": 10**7, "백만": 10**6, "만": 10**4, "천": 10**3},
    "ja": {"兆": 10**12, "億": 10**8, "千万": 10**7, "万": 10**4},
    "ru": {
        " тыс.": 10**3, " тысячи": 10**3, " тысяч": 10**3,
        " млн": 10**6, " миллиона": 10**6, " миллионов": 10**6,
        " млрд": 10**9, " миллиарда": 10**9, " миллиардов": 10**9,
        " трлн": 10**12,
    },
}  # fmt: skip

_BEFORE = r"(?<![A-Za-zА-яЁё\d.,:/+^×·=_@#−-])(?<!×\s)"
_AFTER = r"(?![A-Za-z\d:/^×·=_²³⁰-₉]|[.,]\d|\s?×|-[A-Z])"
"""What makes a figure a part of a code, a formula, a time, a fraction or an address."""

_INVARIANT_RU = re.compile(
    r"\s?(?:%|°|-?(?:мм|см|м|км|мкм|нм|мг|г|кг|т|с|мс|мкс|нс|пс|фс|мин|ч|Вт|мВт|кВт|МВт|ГВт|К|мК|мкК|нК|Гц|кГц|МГц|ГГц|ТГц|"
    r"В|мВ|кВ|А|мА|Дж|Тл|мТл|нТл|фТл|бит|Кбит|Мбит|Гбит|дБ|эВ|мэВ|руб|долл)(?![а-яё]))|-[а-яё]{2,}|\s?[–—-]\s?\d"
)
"""What follows a Russian numeral and does not agree with it."""


@lru_cache(maxsize=8)
def _pattern(lang: str) -> re.Pattern[str]:
    numeral, scales = NUMERALS[lang], SCALES[lang]
    scale = "|".join(re.escape(name) for name in sorted(scales, key=len, reverse=True))
    if lang in ("ko", "ja"):
        part = rf"(?:{numeral})(?:{scale})"
        return re.compile(rf"{_BEFORE}(?:{part}\s?)*(?:{part}|(?:{numeral})){_AFTER}")
    return re.compile(rf"{_BEFORE}(?:{numeral})(?:(?:{scale})(?![a-zа-яё]))?{_AFTER}")


def find(text: str, lang: str) -> Iterator[Token]:
    """The numbers of a text; what stands before or after tells codes and formulas from them."""
    for match in _pattern(lang).finditer(text):
        written = match.group().rstrip()
        value = _value(written, lang)
        if value is not None and value > 1 and value != WHOLE:
            yield _token(text, lang, match.start(), written, value)


def _value(written: str, lang: str) -> Decimal | None:
    """What a numeral with its scales comes to; None where its digits are not those of the value one after the other."""
    total, digits = Decimal(0), ""
    scales = SCALES[lang]
    names = "|".join(re.escape(name) for name in sorted(scales, key=len, reverse=True))
    for numeral, scale in re.findall(rf"({NUMERALS[lang]})({names})?", written):
        plain = re.sub(r"[ \u00a0]", "", numeral) if lang == "ru" else numeral.replace(",", "")
        plain = plain.replace(DECIMAL_MARK.get(lang, "."), ".")
        total += Decimal(plain) * scales.get(scale, 1)
        digits += plain.replace(".", "")
    return total if _significant(total) == digits.strip("0") else None


def _significant(value: Decimal) -> str:
    """The digits between the first and the last that is no zero."""
    return "".join(map(str, value.as_tuple().digits)).strip("0")


def _token(text: str, lang: str, start: int, written: str, value: Decimal) -> Token:
    end = start + len(written)
    if lang != "ru":
        return Token(KIND, value, start, end, lambda new: _filled(written, new))
    if _INVARIANT_RU.match(text, end) or re.search(r"млн|млрд|трлн|тыс\.|,", written):
        return Token(KIND, value, start, end, lambda new: _filled(written, new))
    return _agreeing(text, start, written, value)


def _agreeing(text: str, start: int, written: str, value: Decimal) -> Token:
    """A Russian numeral with its noun where that can follow it; else one that stays in its class of agreement."""
    end = start + len(written)
    if noun := russian.counted_noun(text, start, end, int(value)):
        return Token(
            KIND, value, start, noun.end, lambda new: f"{_filled(written, new)} {russian.counted(noun, int(new))}"
        )

    def write(new: Decimal) -> str:
        if russian.count_class(_last_count(written, new)) != russian.count_class(_last_count(written, value)):
            raise Unwritable(written)
        return _filled(written, new)

    return Token(KIND, value, start, end, write)


def _last_count(written: str, value: Decimal) -> int:
    """The number that what follows agrees with: 22 of "22 миллиона", the value itself of "22"."""
    return int(re.sub(r"\D", "", _filled(written, value)))


def _filled(written: str, value: Decimal) -> str:
    """A numeral with the digits of another number."""
    digits = iter(_significant(value))
    old = re.sub(r"\D", "", written)
    first, last = len(old) - len(old.lstrip("0")), len(old.rstrip("0"))
    places = [i for i, char in enumerate(written) if char.isdecimal()]
    chars = list(written)
    for place in places[first:last]:
        chars[place] = next(digits)
    return "".join(chars)


def draw(values: Sequence[Decimal], chance: random.Random) -> dict[Decimal, Decimal]:
    """Other numbers of the same lengths, in the same order of size."""
    for _ in range(TRIES):
        drawn = [_other(value, chance) for value in values]
        if _ranks(drawn) == _ranks(values) and len({*drawn, *values}) == 2 * len(values):
            return dict(zip(values, drawn, strict=True))
    return {}


def _other(value: Decimal, chance: random.Random) -> Decimal:
    new = Decimal("".join(str(chance.randint(1, 9)) if char in "123456789" else char for char in f"{value:f}"))
    return new if new > 1 else value


def _ranks(values: Sequence[Decimal]) -> list[int]:
    return sorted(range(len(values)), key=lambda i: (values[i], i))
