"""Chinese or Japanese, simplified or traditional: what the characters themselves tell.

Kana mean Japanese. Where there are none, every Han character carries a weight: the log ratio of its share
in simplified Chinese, and in traditional Chinese, to its share in Japanese. 们 exists in simplified text
only, 們 in traditional, 込 in Japanese; 国 speaks against traditional and 際 against simplified, so 国際 is
neither.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from forumdocs.detection.paths import cheapest_labels
from forumdocs.detection.scripts import CHARACTERS, System
from forumdocs.detection.verdicts import Verdict, sureness

if TYPE_CHECKING:
    from collections.abc import Iterator

KANA = re.compile(r"[\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
BOPOMOFO = re.compile(r"[\u3105-\u312f]")

CHINESE_PRIOR = -0.3
CHINESE_PRIOR_PER_CHARACTER = 0.2
CHINESE_PRIOR_LIMIT = 2.0
"""In favour of Chinese (nats): the longer a text without kana, the less likely that it is Japanese.

Set on six-character windows of Tatoeba, UD PUD and Microsoft's quantum documentation: higher ones lose
Japanese windows of kanji alone, lower ones Chinese windows of characters common to both; two such
characters are Chinese.
"""

KANA_WEIGHT = 8.0
"""What one kana says for Japanese (nats); a few stray の in a Chinese sentence do not turn it."""

TELLING_CHARACTER = 3.0
"""A character of less weight is common in both languages and says nothing by itself."""

CHARACTER_LIMIT = 4.0
"""No single character says more than this (nats) about where a line changes between the two."""

SHORTEST_CLAUSE = 2
"""A clause of so many Han characters without kana may be Chinese in Japanese text."""

CHANGE_AT_SENTENCE_END = 4.0
CHANGE_AT_WORD = 3.5
CHANGE_AT_COMMA = 4.5
CHANGE_INSIDE = 4.0
"""What a change costs (nats): a word of the other language inside a sentence pays two and stays in it."""

HINT_WEIGHT = 7.0
"""What the surrounding document adds (nats): more than a few common characters, less than one telling one."""

TELLING_FORM = 3.0
"""A character whose two weights differ by so much exists in one form of Chinese only."""

STRONG_CHINESE = 3.0
"""A character of this weight is so rare in Japanese that text with kana is looked at closely."""

SENTENCE_END = re.compile(r"[。｡！？!?…\n]|\.(?!\d)")
_OTHER_LETTERS = "".join(letters for system, letters in CHARACTERS.items() if system is not System.HAN)
_BREAK = re.compile(rf"[。｡！？!?…\s/|·•–—]+|[{_OTHER_LETTERS}]{{2,}}")
_CHARACTER = re.compile(f"[{CHARACTERS[System.HAN]}]")


class Stretch(NamedTuple):
    """Characters up to ``end`` that are all Chinese, or all Japanese."""

    end: int
    system: System


class _Unit(NamedTuple):
    """A clause or a character, weighed."""

    end: int
    costs: tuple[float, float]
    """What it costs to call it Chinese, and to call it Japanese."""
    change: float
    """What it costs if the unit before is in the other language."""


class Weights(NamedTuple):
    """Evidence (nats) for simplified and for traditional Chinese, against Japanese."""

    hans: float
    hant: float


NEUTRAL = Weights(0.0, 0.0)


@cache
def weights() -> dict[str, Weights]:
    """The weights of all common characters."""
    table = (files("forumdocs.detection") / "data" / "han.txt").read_text(encoding="utf-8")
    found = {"々": Weights(-4.0, -4.0), "〆": Weights(-4.0, -4.0)}
    for line in table.splitlines():
        hans, hant, characters = line.split("\t")
        pair = Weights(float(hans), float(hant))
        found.update(dict.fromkeys(characters, pair))
    return found


def identify(text: str, hint: str = "") -> Verdict:
    """Tell Chinese from Japanese for a text that is in one of the two."""
    if BOPOMOFO.search(text):
        return Verdict("zh", 1.0, "Hant")
    evidence = _evidence(text) + {"zh": HINT_WEIGHT, "ja": -HINT_WEIGHT}.get(hint, 0.0)
    if evidence < 0:
        return Verdict("ja", sureness(-evidence))
    return Verdict("zh", sureness(evidence), script_of(text))


def script_of(text: str) -> str:
    """``"Hans"`` or ``"Hant"`` by the characters that exist in one of them only, ``""`` where none does."""
    table, difference = weights(), 0
    for character in text:
        pair = table.get(character)
        if pair and abs(pair.hans - pair.hant) >= TELLING_FORM:
            difference += 1 if pair.hans > pair.hant else -1
    if difference == 0:
        return ""
    return "Hans" if difference > 0 else "Hant"


def is_mixed(text: str) -> bool:
    """Whether a text has kana, and a clause that might be Chinese all the same."""
    return KANA.search(text) is not None and any(map(_may_be_chinese, _BREAK.split(text)))


def stretches(text: str) -> list[Stretch]:
    """Where a text with kana is Japanese and where Chinese; empty without kana.

    The stretches cover the text, whatever other scripts there are between; each ends with a character of its
    language. Clauses are weighed as wholes, except that one with kana and characters foreign to Japanese is
    weighed character by character.
    """
    if not KANA.search(text):
        return []
    if not is_mixed(text):
        return [Stretch(len(text), System.JAPANESE)]
    units = list(_units(text))
    labels = cheapest_labels([unit.costs for unit in units], [unit.change for unit in units])
    systems = [(System.CHINESE, System.JAPANESE)[label] for label in labels]
    changed = [
        Stretch(unit.end, system)
        for unit, (system, following) in zip(units, pairwise(systems), strict=False)
        if system is not following
    ]
    return [*changed, Stretch(len(text), systems[-1])]


def _units(text: str) -> Iterator[_Unit]:
    """The clauses of a text, those that seem to hold both languages by the character."""
    left = 0
    for start, end, gap in _clauses(text):
        change = CHANGE_AT_SENTENCE_END if SENTENCE_END.search(gap) else CHANGE_AT_WORD
        clause = text[start:end]
        if KANA.search(clause) and _chinese_only().search(clause):
            for match in _CHARACTER.finditer(text, start, end):
                place = match.start()
                inside = CHANGE_INSIDE if left == place else CHANGE_AT_COMMA
                yield _Unit(place + 1, _costs(_character_evidence(match[0])), inside if left > start else change)
                left = place + 1
        else:
            left = end
            yield _Unit(end, _costs(_evidence(clause)), change)


def _clauses(text: str) -> Iterator[tuple[int, int, str]]:
    """Start and end of every clause that has Han characters or kana, and what stands before it."""
    start, gap_start = 0, 0
    for match in (*_BREAK.finditer(text), None):
        end = match.start() if match else len(text)
        if _CHARACTER.search(text, start, end):
            yield start, end, text[gap_start:start]
            gap_start = end
        start = match.end() if match else end


def _may_be_chinese(clause: str) -> bool:
    if KANA.search(clause):
        return _chinese_only().search(clause) is not None
    return len(_CHARACTER.findall(clause)) >= SHORTEST_CLAUSE


def _evidence(text: str) -> float:
    """What a text says for Chinese against Japanese (nats)."""
    table = weights()
    pairs = [table[character] for character in text if character in table]
    known = max(sum(pair.hans for pair in pairs), sum(pair.hant for pair in pairs))
    kana = len(KANA.findall(text))
    prior = CHINESE_PRIOR + min(CHINESE_PRIOR_PER_CHARACTER * len(pairs), CHINESE_PRIOR_LIMIT)
    return known + prior - KANA_WEIGHT * kana


def _character_evidence(character: str) -> float:
    """What one character says for Chinese against Japanese (nats)."""
    if KANA.match(character):
        return -KANA_WEIGHT
    evidence = max(weights().get(character, NEUTRAL))
    if abs(evidence) < TELLING_CHARACTER:
        return 0.0
    return max(-CHARACTER_LIMIT, min(CHARACTER_LIMIT, evidence))


def _costs(evidence: float) -> tuple[float, float]:
    """What it costs to call something Chinese, and to call it Japanese."""
    return (0.0, evidence) if evidence > 0 else (-evidence, 0.0)


@cache
def _chinese_only() -> re.Pattern[str]:
    strong = (character for character, pair in weights().items() if max(pair) >= STRONG_CHINESE)
    return re.compile("[" + "".join(sorted(strong)) + "]")
