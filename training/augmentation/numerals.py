"""Small numbers in words: *six*, 六, 여섯, шестью. They are the same slot as the digit 6 of another language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from training.augmentation.figures import KIND
from training.augmentation.tokens import Token, Unwritable

_WORDS = tomllib.loads((Path(__file__).parent / "data" / "number_words.toml").read_text(encoding="utf-8"))
_FEMININE_TWO = "две"

_HAN = "一二三四五六七八九十百千万亿億两零〇"
_DIGITS_EN = "one|two|three|four|five|six|seven|eight|nine"
_PARTS_EN = "thirds?|quarters?|fifths?|tenths?|hundred|thousand|million|and"
_PARTS_RU = "трет|четверт|пят|десят|сот|тысяч|мил|с половин"
_BORDERS = {
    "en": (r"(?<![A-Za-z-])", rf"(?![A-Za-z]|[- ](?:{_PARTS_EN}|{_DIGITS_EN})\b)"),
    "zh": (rf"(?<![{_HAN}\d.第几数之成星周礼月初])", rf"(?![{_HAN}月日成\d分折川方])"),
    "ja": (rf"(?<![{_HAN}\d第数之])", rf"(?![{_HAN}月日割分\d方半])"),
    "ko": (r"(?<![가-힣\d])(?<!\d )", r"(?=\s[가-힣])"),
    "ru": (r"(?<![А-Яа-яЁё-])", rf"(?![А-Яа-яЁё-]|\s(?:{_PARTS_RU}))"),
}
"""What makes a word a part of a larger number, of a fraction or of another word."""


def _told(lang: str) -> dict[str, tuple[Decimal, str, int]]:
    """Value, class and place in the list of forms of each word."""
    if lang != "ru":
        return {word: (Decimal(value), "", 0) for value, word in _WORDS[lang].items()}
    told = {
        form: (Decimal(value), name, place)
        for name, rows in _WORDS["ru"].items()
        for value, forms in rows.items()
        for place, form in enumerate(forms)
    }
    return told | {_FEMININE_TWO: (Decimal(2), "few", 0)}


_TOLD = {lang: _told(lang) for lang in _WORDS}
_PATTERNS = {
    lang: re.compile(
        f"{_BORDERS[lang][0]}(?:{'|'.join(sorted(words, key=len, reverse=True))}){_BORDERS[lang][1]}",
        re.IGNORECASE if lang in ("en", "ru") else 0,
    )
    for lang, words in _TOLD.items()
}


def find(text: str, lang: str) -> Iterator[Token]:
    """Numbers from 2 to 9 and full tens in words."""
    for match in _PATTERNS[lang].finditer(text):
        yield _token(match, lang)


def _token(match: re.Match[str], lang: str) -> Token:
    written = match.group()
    value, name, place = _TOLD[lang][written.lower()]
    rows = _WORDS[lang][name] if name else _WORDS[lang]

    def write(new: Decimal) -> str:
        if new == 2 or str(new) not in rows:  # "two" is two words in Chinese and Russian
            raise Unwritable(written)
        word: str = rows[str(new)][place] if name else rows[str(new)]
        return word.capitalize() if written[0].isupper() else word

    return Token(KIND, value, *match.span(), write)
