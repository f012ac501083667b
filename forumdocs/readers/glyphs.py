"""Characters as PDF fonts name them: known faults put right, the rest recognised as garbled."""

from __future__ import annotations

import re
import unicodedata

_RADICALS = dict(
    zip(
        "⺁⺇⺈⺊⺌⺍⺕⺜⺝⺟⺠⺥⺩⺪⺮⺼⻁⻄⻅⻆⻇⻈⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂几刀卜小小彐日月母民爪王疋竹月虎西见角角讠贝车辶辶辶钅長镸长门阝雨青韦页风飞食食饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
"""CJK Radicals Supplement, which has no decompositions, by the ideograph a reader takes them for. PDF
writers that share one glyph between a radical and an ideograph often store the code of the radical."""

_COMPATIBLE = re.compile("[\u2f00-\u2fd5\ufb00-\ufb06]")
"""Kangxi radicals and Latin ligatures: shapes whose compatibility decomposition is the text that was
meant."""

_UNREADABLE = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd\ufffe\uffff\ue000-\uf8ff]")
"""Control characters, replacement characters and private use: no font should mean them."""

_GLYPH_NAME = re.compile(r"/(?:g|gid|cid|glyph|uni|index)\d{1,5}|\(cid:\d+\)", re.IGNORECASE)

_FOREIGN = re.compile("[\u0180-\u036f\u0530-\u058f\u0700-\u0dff\u1000-\u10ff\u1200-\u1cff\ua000-\ua95f\uab00-\uabff]")
"""Scripts so rare in documents of the forums (phonetic letters, Armenian, Syriac, Georgian, Yi …) that many
of them mean a font whose codes were taken for characters; bytes of Korean read as UTF-16 fall there."""

_MOJIBAKE = re.compile("[\u00a1-\u00bf\u00c0-\u00ff]{3}")
"""Three letters of the Latin-1 upper half in a row: no language has them, wrongly decoded bytes are full of
them."""

MAX_BAD_SHARE = 0.02
"""Share of unreadable characters from which text counts as garbled. Sound PDFs we tried have at most 0.5%
(bullets in private use); a font without a character map spoils all of its characters."""

MAX_WORD = 45
"""Letters of an alphabet in a row from which words have lost their spaces; the longest real ones (German and
Russian compounds, DNA names apart) stay below 40."""

_LONG_RUN = re.compile(rf"[A-Za-zА-Яа-яЁё]{{{MAX_WORD},}}")


def tidy(text: str) -> str:
    """Text with radicals, ligatures and decomposed letters as the characters that were meant.

    ``ﬁrst`` becomes ``first``, ``⼤`` (Kangxi radical) becomes ``大``, jamo become syllables (Unicode NFC).
    """
    text = _COMPATIBLE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return unicodedata.normalize("NFC", "".join(_RADICALS.get(char, char) for char in text))


def bad_share(text: str) -> float:
    """The share of characters, from 0 to 1, that cannot be what the author wrote."""
    solid = sum(not char.isspace() for char in text)
    if not solid:
        return 0.0
    patterns = (_UNREADABLE, _GLYPH_NAME, _FOREIGN, _MOJIBAKE, _LONG_RUN)
    bad = sum(len(match) for pattern in patterns for match in pattern.findall(text))
    return min(1.0, bad / solid)


def estimate_width(text: str) -> float:
    """The width of text in ems: one for a full-width character, half of one for others."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WF" else 0.5 for char in text)
