"""Chinese terms in either script, and whether the words of a sentence leave room for them.

Both scripts are folded to Simplified characters, so that a term of the mainland is found in a text from Taiwan and the
reverse. Words follow the unigram model of jieba over jieba's dictionary: the segmentation of highest probability
decides whether 光子 is a word in 激光子系统. Only the neighbourhood of a doubtful term is segmented.
"""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from forumdocs.chinese import to_simplified, to_traditional
from forumdocs.glossary import compiled, folding
from forumdocs.glossary.forms import latin

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from forumdocs.glossary.folding import Folded

_DROPPED = folding.Drops()
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_HAN_BEFORE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]*\Z")
_HAN_AFTER = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]*")

_LONGEST = 6
"""Characters of the longest word that is looked up around a term; longer ones are compounds of others."""

_SELDOM = 4
"""Words that jieba's dictionary counts less often are names and relics; without them it loads in half the time."""
_LOG_TOTAL = math.log(60_101_967)
"""Of all words that jieba's dictionary counts."""
_TERM_COUNT = 500
"""The count at least of a term: twice what everyday Chinese has of technical ones (激光器 258, 光子 260, 原子钟 29),
since the texts are of the field."""

_LONE = math.log(100)
"""What a character that is a word by itself costs beside its own rarity: of two readings, the one with fewer of them is
the likelier (Tsai's MMSEG, 1996), but counts alone prefer 计算机|会|成本, so common is 会."""

_FUNCTION_CHARACTERS = frozenset("的了在于是和与及或并而为对从以由向到之将把被等")
"""These are words by themselves wherever they stand between terms."""

_LOOKALIKES = ("比特币",)
"""Words that begin like a term and are newer than jieba's dictionary."""

_TURNING = frozenset("抗反非伪")
_TURNING_QUANTUM = frozenset("后抗反非伪")
"""What makes another thing of a term that it precedes: 非线性, and before 量子 also 后."""


def fold(text: str) -> Folded:
    """The text without spaces, in Simplified characters, Latin letters narrow and in lower case."""
    return folding.fold(text, _DROPPED, _simplified())


@cache
def _simplified() -> Mapping[int, str]:
    return folding.WIDTHS | _changed_by(to_simplified)


@cache
def _changed_by(convert: Callable[[str], str]) -> dict[int, str]:
    """The characters that a conversion between the scripts changes one by one."""
    chars, others = compiled.remembered(f"characters-{convert.__name__}", "opencc", lambda: _columns(convert)).split()
    return dict(zip(map(ord, chars), others, strict=True))


def _columns(convert: Callable[[str], str]) -> str:
    chars = [chr(code) for start, end in ((0x3400, 0xA000), (0xF900, 0xFB00)) for code in range(start, end)]
    others = convert("\n".join(chars)).split("\n")
    changed = [(char, other) for char, other in zip(chars, others, strict=True) if char != other]
    return "\n".join("".join(column) for column in zip(*changed, strict=True))


def script_of(text: str) -> str:
    """``"zh-Hant"`` or ``"zh-Hans"``, by the characters that only one script has; empty where there are none."""
    codes = set(map(ord, text))
    traditional, simplified = (
        len(codes & _changed_by(to_simplified).keys()),
        len(codes & _changed_by(to_traditional).keys()),
    )
    if traditional == simplified:
        return ""
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def stands(text: str, start: int, end: int, counts: Mapping[str, int]) -> bool:
    """Whether a term may stand at ``text[start:end]``: no other word overlaps it in the likeliest segmentation.

    Args:
        text: the whole text, in either script.
        start: where the term begins.
        end: behind its last character.
        counts: how often each word occurs, in Simplified characters; see :func:`count_words`.
    """
    if not latin.has_borders(text, start, end) or text.count("\n", start, end) > 1:
        return False
    before = _run(_HAN_BEFORE.search(text, max(0, start - _LONGEST - 2), start)) if _HAN.match(text[start]) else ""
    after = _run(_HAN_AFTER.match(text, end, end + _LONGEST + 2)) if _HAN.match(text[end - 1]) else ""
    found = "".join(text[start:end].split()).lower().translate(_simplified())
    if _is_turned(before, found, counts):
        return False
    if any(word.startswith(found) and (found + after).startswith(word) for word in _LOOKALIKES):
        return False
    rivals = _rivals(before, found, after, counts)
    return not rivals or _is_cut_out(before, found, after, counts, rivals)


def _is_turned(before: str, found: str, counts: Mapping[str, int]) -> bool:
    """Whether the character before a term makes another thing of it, and is not the end of a word (最后, 相反)."""
    turning = _TURNING_QUANTUM if found.startswith("量子") else _TURNING
    return before[-1:] in turning and before != "" and before[-2:] not in counts


def _run(match: re.Match[str] | None) -> str:
    return match.group().translate(_simplified()) if match else ""


def _rivals(before: str, found: str, after: str, counts: Mapping[str, int]) -> set[tuple[int, int]]:
    """The words that reach over an end of the term, as places in ``before + found + after``.

    A compound that the term only begins or ends, the rest being words too ("卫星电视"), is no rival.
    """
    start, end = len(before), len(before) + len(found)
    rest = found + after
    spans = [
        (start - i, start + j)
        for i in range(1, min(start, _LONGEST - 1) + 1)
        for j in range(1, min(len(rest), _LONGEST - i) + 1)
        if before[-i:] + rest[:j] in counts
    ]
    spans += [
        (end - i, end + j)
        for i in range(1, min(len(found), _LONGEST - 1) + 1)
        for j in range(1, min(len(after), _LONGEST - i) + 1)
        if found[-i:] + after[:j] in counts
    ]
    if not spans:
        return set()
    whole = before + rest
    return {
        (a, b) for a, b in spans if not (a <= start and end <= b and _are_words((whole[a:start], whole[end:b]), counts))
    }


def _are_words(parts: tuple[str, str], counts: Mapping[str, int]) -> bool:
    return all(not part or (len(part) > 1 and part in counts) for part in parts)


def _is_cut_out(before: str, found: str, after: str, counts: Mapping[str, int], rivals: set[tuple[int, int]]) -> bool:
    """Whether the likeliest words of the neighbourhood have a border at both ends of the term."""
    whole = before + found + after
    start, end = len(before), len(before) + len(found)
    best: list[tuple[float, int]] = [(0.0, 0)] * (len(whole) + 1)
    for left in range(len(whole) - 1, -1, -1):
        ways = []
        for right in range(left + 1, min(len(whole), left + max(_LONGEST, len(found))) + 1):
            count = counts.get(whole[left:right], 0)
            if (left, right) == (start, end):
                count = max(count, _TERM_COUNT)
            elif right - left > 1 and left <= start and end <= right and (left, right) not in rivals:
                count = 0
            if count or right == left + 1:
                lone = _LONE if right == left + 1 and whole[left] not in _FUNCTION_CHARACTERS else 0.0
                ways.append((math.log(max(count, 1)) - _LOG_TOTAL - lone + best[right][0], right))
        best[left] = max(ways)
    borders, place = {0}, 0
    while place < len(whole):
        place = best[place][1]
        borders.add(place)
    return start in borders and end in borders


def count_words() -> dict[str, int]:
    """The words of jieba's dictionary with their counts, in Simplified characters, those seldom seen left out."""
    import importlib.util

    spec = importlib.util.find_spec("jieba")  # found, not imported: that takes a third of a second
    if spec is None or not spec.submodule_search_locations:
        return {}
    counts: dict[str, int] = {}
    for line in (Path(spec.submodule_search_locations[0]) / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split(" ")
        if len(word) <= _LONGEST and (int(count) >= _SELDOM or len(word) == 1):
            simplified = word.translate(_changed_by(to_simplified))
            counts[simplified] = counts.get(simplified, 0) + int(count)
    return counts
