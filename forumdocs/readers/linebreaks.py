"""How a line goes on in the next: with a space or without, with the hyphen at its end or without.

The page does not say, so the document is asked first: whether it hyphenates at all, whether it breaks Korean
words, and which words it uses elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from forumdocs.readers.korean import boundary_score

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_IDEOGRAPHIC = re.compile(
    "[\u2e80-\u2fdf\u3000-\u30ff\u31c0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u0400-\u052f]")
_THAI = re.compile("[\u0e00-\u0e7f]")
_HYPHENATED = re.compile(r"([^\W\d_][\w'’]*)[-\u2010]$")
_WORD = re.compile(r"[^\W\d_][\w'’]*(?:-\w+)*")
_OPEN_URL = re.compile(r"(?:https?://|www\.)\S*[/=&?_.#%-]$")

HYPHENATION_SHARE = 0.02
"""Share of lines ending in a hyphen from which a document hyphenates. Justified text with hyphenation has 5
to 20%; without, only compounds end so, about 0.5%."""

FEW_LINES = 60
"""In shorter documents the share tells nothing."""

_ENGLISH_PARTS = """
    all anti counter cross cyber device ever far full half hard hardware high ill large long low mid
    multi non off one open peer post pre quantum quasi real room self semi short side single small
    so sub third three trusted twin two ultra well wide world zero
"""
_RUSSIAN_PARTS = """
    во военно кто куда как квантово кое когда лазерно научно оптико по пол производственно северо
    социально технико учебно физико финансово что экономико юго южно
"""
COMPOUND_PARTS = frozenset(_ENGLISH_PARTS.split() + _RUSSIAN_PARTS.split())
"""First parts of words that keep their hyphen at the end of a line: compounds of the field in English, and
what Russian spelling rules ask for. What is missing is learnt from the document, where it has the word
elsewhere."""

KOREAN_BREAKS = 0.5
"""Share of line ends inside Korean text that look like the end of a word, below which the document breaks
words. Text broken between words has about 0.75, text broken anywhere about 0.3."""

FEW_BREAKS = 4
"""With fewer line ends in Korean text than this, words are taken to be whole."""


def is_ideographic(char: str) -> bool:
    """Whether a character belongs to a script without spaces: Han, kana, full-width signs."""
    return bool(_IDEOGRAPHIC.match(char))


def is_hangul(char: str) -> bool:
    """Whether a character is a Korean syllable or letter."""
    return bool(_HANGUL.match(char))


@dataclass(frozen=True, slots=True)
class Joiner:
    """Joins lines as one document would have them."""

    words: Counter[str]
    """Words that stand inside lines, in lower case; not those cut by a line end."""
    hyphenates: bool
    breaks_korean_words: bool

    def join(self, before: str, after: str) -> str:
        """One text of two consecutive lines.

        ``"adip-" + "iscing elit"`` becomes ``"adipiscing elit"``, ``"quantum-" + "safe"`` stays
        ``"quantum-safe"``, ``"通向经过认证" + "的网络"`` gets no space.
        """
        solid, after = before.rstrip(), after.lstrip()
        if not solid or not after:
            return solid or after
        if solid.endswith("\u00ad"):
            return solid[:-1] + after
        if (match := _HYPHENATED.search(solid)) and (after[0].isalnum()):
            return solid + after if self._keeps_hyphen(solid, match[1], after) else solid[:-1] + after
        return solid + ("" if self._is_unspaced(before, after) else " ") + after

    def _keeps_hyphen(self, before: str, first: str, after: str) -> bool:
        second = _WORD.match(after)
        if second is None or not second[0][0].islower():
            return True
        whole = re.match(r"\w+", second[0])
        part = whole[0] if whole else second[0]
        compound, plain = f"{first}-{part}".lower(), f"{first}{part}".lower()
        if self.words[compound] != self.words[plain]:
            return self.words[compound] > self.words[plain]
        token = before.split()[-1]
        return "-" in token[:-1] or first.lower() in COMPOUND_PARTS or not self.hyphenates

    def _is_unspaced(self, before: str, after: str) -> bool:
        if before[-1].isspace():
            return is_ideographic(before.rstrip()[-1]) and is_ideographic(after[0])
        last, first = before[-1], after[0]
        if is_hangul(last) and is_hangul(first):
            return self.breaks_korean_words and not self._begins_word(before, after)
        if is_hangul(first) and self.breaks_korean_words:
            return last.isalnum() and not is_ideographic(last)
        if _THAI.match(last) and _THAI.match(first):
            return True
        if (last + first).isalpha() and _LETTER.search(last + first):
            return False  # the ideograph may be a name in a Russian or English sentence
        return is_ideographic(last) or is_ideographic(first) or bool(_OPEN_URL.search(before))

    def _begins_word(self, before: str, after: str) -> bool:
        left, right = before.split()[-1], after.split()[0]
        known = self.words[(left + right).lower()]
        if known or (self.words[left] and self.words[right]):
            return not known
        return boundary_score(left[-1], right[0]) > 0


def learn_joins(columns: Iterable[Sequence[str]]) -> Joiner:
    """What the lines of a document, column by column, tell about its line ends."""
    words: Counter[str] = Counter()
    lines = hyphens = 0
    korean: list[bool] = []
    for column in columns:
        for text, following in zip_longest(column, column[1:], fillvalue=""):
            tokens = text.split()
            words.update(word.lower() for token in tokens[1:-1] for word in _WORD.findall(token))
            lines += 1
            hyphens += bool(_HYPHENATED.search(text.rstrip())) and following[:1].islower()
            if text and following and is_hangul(text[-1]) and is_hangul(following[0]):
                korean.append(boundary_score(text[-1], following[0]) > 0)
    whole = len(korean) < FEW_BREAKS or sum(korean) >= KOREAN_BREAKS * len(korean)
    return Joiner(words, lines < FEW_LINES or hyphens >= HYPHENATION_SHARE * lines, not whole)
