"""Where, in the punctuation between two languages, the one ends and the other begins."""

from __future__ import annotations

import re

from forumdocs.detection.runs import BRACKET_REACH, SENTENCE_END

_CLOSING = re.compile(r"[.!?…。！？｡、，,;:；：%°)\]}）】」』》〉〕”’»\"']+(?:\s+»)?")
_OPENING = re.compile(
    r"(?:(?<!\S)\d{1,3}[.)]\s*)?"  # the number of a list item
    r"(?:(?<=\s)\d[\d.,]*)?"  # a number that belongs to the word after it, as in 2025年
    r"[(\[{（【「『《〈〔“‘«\"'¿¡#@$€£¥№§-]*$"
)
LONGEST_OPENING = 40
"""Signs before a word beyond so many characters are decoration."""
_SEPARATOR = re.compile(r"[/|·•;；:：–—=→]")


def cut_between(text: str, left: int, right: int) -> int:
    """Where in the gap ``text[left:right]`` between two languages the second begins.

    What ends a sentence stays with it, what opens the next goes with that. List numbers, and numbers that
    touch the next word, open; other digits and separators stay on the left, unless a sentence ended before.
    """
    gap = text[left:right]
    if newline := gap.rfind("\n") + 1:
        return left + newline
    if gap in {'"', "'"}:
        return left if _opens_quote(text, left) else right
    closing = _CLOSING.match(gap)
    closed = closing.end() if closing else 0
    if SENTENCE_END.search(gap, 0, closed):
        return left + closed
    opening = _OPENING.search(gap, max(closed, len(gap) - LONGEST_OPENING))
    opened = opening.start() if opening else len(gap)
    separators = [match.end() for match in _SEPARATOR.finditer(gap, closed, opened)]
    return left + (separators[-1] if separators else opened)


def _opens_quote(text: str, place: int) -> bool:
    """Whether a straight quotation mark without spaces opens: it does if it is the first of a pair."""
    return text.count(text[place], max(0, place - BRACKET_REACH), place) % 2 == 0
