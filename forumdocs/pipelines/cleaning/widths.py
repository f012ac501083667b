"""The rule that gives stray punctuation and digits the width of their neighbours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forumdocs.pipelines.cleaning.page import Page, Respell

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE_OF = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HAN = r"[\u3400-\u9fff《》“”（）「」]"
_STRAY_MARK = re.compile(rf"(?<={_HAN})[,;:?!](?={_HAN})")
_WIDE_MARK = re.compile(rf"(?<={_HAN})[，；：？！](?={_HAN})")
_WIDE_LATIN = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_NARROW_LATIN = re.compile(r"[0-9A-Za-z]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_TO_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


def find_widths(page: Page) -> Iterator[Respell]:
    """Write stray marks as the rest of the document does: ``通信,计算，`` becomes ``通信，计算，``.

    Safe cases only. A half-width ``, ; : ? !`` between two Chinese characters becomes full-width, and
    full-width digits and Latin letters become ordinary ones, each only where the other form is the rule in
    the document: a text that keeps to half-width commas is not faulty. Japanese text, where full-width
    digits are a habit, and anything beside Latin letters, digits or spaces stays as it is.
    """
    texts = [page.lines[at].text for at in page.live]
    marks = _is_minority(_STRAY_MARK, _WIDE_MARK, texts)
    letters = _is_minority(_WIDE_LATIN, _NARROW_LATIN, texts)
    for at in page.live:
        text = page.lines[at].text
        spelled = text
        if _KANA.search(text):
            continue
        if marks:
            spelled = _STRAY_MARK.sub(lambda mark: _WIDE_OF[mark.group()], spelled)
        if letters:
            spelled = spelled.translate(_TO_NARROW)
        if spelled != text:
            yield Respell(at, spelled)


def _is_minority(stray: re.Pattern[str], usual: re.Pattern[str], texts: list[str]) -> bool:
    strays = sum(len(stray.findall(text)) for text in texts)
    return 0 < strays < sum(len(usual.findall(text)) for text in texts)
