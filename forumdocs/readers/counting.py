"""How list items are counted in the languages of the forums (``ST_NumberFormat`` of ISO/IEC 29500-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HAN_DIGITS = "〇一二三四五六七八九"
_HANGUL_DIGITS = "영일이삼사오육칠팔구"
_GANADA = "가나다라마바사아자차카타파하"
_CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"

_MAX_ROMAN = 3999
_MAX_HAN = 9999
_CIRCLED = 20
"""Unicode has circled numbers ① to ⑳ in one row."""


def decimal(number: int) -> str:
    """1, 2, 3."""
    return str(number)


def roman(number: int) -> str:
    """I, ii, iii in small letters, up to 3999."""
    if not 0 < number <= _MAX_ROMAN:
        return str(number)
    spelled = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        spelled += letters * times
    return spelled


def han(number: int, *, digits: str = _HAN_DIGITS, units: str = "十百千") -> str:
    """一, 二, … 十, 十一, 二十, 一百零一: counting in Chinese, and in Korean with its own digits."""
    if not 0 < number <= _MAX_HAN:
        return str(number)
    spelled, gap = "", False
    for place, digit in zip(reversed(range(len(str(number)))), str(number), strict=True):
        if digit == "0":
            gap = True
            continue
        zero = "零" if gap and spelled and digits is _HAN_DIGITS else ""
        spelled += zero + digits[int(digit)] + ("" if place == 0 else units[place - 1])
        gap = False
    return spelled[1:] if spelled.startswith(digits[1] + units[0]) else spelled


def _alphabet(letters: str) -> Callable[[int], str]:
    """Word repeats a letter after the end of the alphabet: z, aa, bb."""

    def spell(number: int) -> str:
        if number < 1:
            return str(number)
        times, index = divmod(number - 1, len(letters))
        return letters[index] * (times + 1)

    return spell


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if 0 < number <= _CIRCLED else str(number)


def _digitwise(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] if digit.isdigit() else digit for digit in str(number))


def _sino_korean(number: int) -> str:
    return han(number, digits=_HANGUL_DIGITS, units="십백천")


COUNTERS: dict[str, Callable[[int], str]] = {
    "decimal": decimal,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _digitwise("０１２３４５６７８９"),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _alphabet(_LATIN),
    "upperLetter": _alphabet(_LATIN.upper()),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "russianLower": _alphabet(_RUSSIAN),
    "russianUpper": _alphabet(_RUSSIAN.upper()),
    "chineseCounting": han,
    "chineseCountingThousand": han,
    "taiwaneseCounting": han,
    "taiwaneseCountingThousand": han,
    "japaneseCounting": han,
    "koreanCounting": _sino_korean,
    "ideographDigital": _digitwise(_HAN_DIGITS),
    "japaneseDigitalTenThousand": _digitwise(_HAN_DIGITS),
    "taiwaneseDigital": _digitwise(_HAN_DIGITS),
    "koreanDigital": _digitwise(_HANGUL_DIGITS),
    "koreanDigital2": _digitwise("零一二三四五六七八九"),
    "ideographTraditional": _alphabet(_STEMS),
    "ganada": _alphabet(_GANADA),
    "chosung": _alphabet(_CHOSUNG),
    "aiueoFullWidth": _alphabet(_AIUEO),
    "irohaFullWidth": _alphabet(_IROHA),
    "thaiLetters": _alphabet(_THAI_LETTERS),
    "thaiNumbers": _digitwise("๐๑๒๓๔๕๖๗๘๙"),
    "none": lambda _: "",
}
"""Number formats by their OOXML name; a format that is not here is shown as a decimal."""
