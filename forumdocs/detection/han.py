"""Chinese or Japanese, simplified or traditional: what the characters themselves tell.

Kana mean Japanese. Where there are none, every Han character carries a weight: the log ratio of its share in
simplified Chinese, and in traditional Chinese, to its share in Japanese. 们 exists in simplified text only,
們 in traditional, 込 in Japanese; 国 speaks against traditional and 際 against simplified, so 国際 is neither.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from forumdocs.detection.paths import cheapest_labels
from forumdocs.detection.scripts import CHARACTERS, System
from forumdocs.detection.verdicts import Verdict, sureness

KANA = re.compile(r"[\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
BOPOMOFO = re.compile(r"[\u3105-\u312f]")

CHINESE_PRIOR = 1.0
"""In favour of Chinese (nats) for text without kana, as most such text is."""
CHINESE_PRIOR_PER_CHARACTER = 0.4
CHINESE_PRIOR_LIMIT = 3.0
"""The longer a text without kana, the less likely that it is Japanese.

The three were set on six-character windows of Tatoeba and of Microsoft's quantum documentation: higher ones lose
Japanese windows of kanji alone, lower ones Chinese windows of characters common to both.
"""

KANA_WEIGHT = 3.0
"""What one kana says for Japanese (nats); a few stray の in a Chinese sentence do not turn it."""

CHARACTER_LIMIT = 3.0
"""No single character says more than this (nats) about where a line changes between the two."""

CHANGE_AT_SENTENCE_END = 1.5
CHANGE_AT_SPACE = 4.0
CHANGE_AT_COMMA = 6.0
CHANGE_INSIDE = 8.0
"""What a change costs (nats): a word of the other language inside a sentence pays two and stays in it."""

HINT_WEIGHT = 5.0
"""What the surrounding document adds (nats): more than a few common characters, less than one telling one."""

TELLING_FORM = 3.0
"""A character whose two weights differ by so much exists in one form of Chinese only."""

STRONG_CHINESE = 4.0
"""A character of this weight is so rare in Japanese that text with kana is looked at closely."""


SENTENCE_END = re.compile(r"[。｡！？!?…\n]|\.(?!\d)")
SPACE_OR_BAR = re.compile(r"[\s/|·•–—]")
_CHARACTER = re.compile(f"[{CHARACTERS[System.HAN]}]")


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
    kana = KANA_WEIGHT * len(KANA.findall(text))
    hans, hant, count = _sums(text)
    if kana and kana >= max(hans, hant):
        return Verdict("ja", 1.0, "")
    prior = CHINESE_PRIOR + min(CHINESE_PRIOR_PER_CHARACTER * count, CHINESE_PRIOR_LIMIT)
    prior += {"zh": HINT_WEIGHT, "ja": -HINT_WEIGHT}.get(hint, 0.0)
    evidence = max(hans, hant) + prior - kana
    if evidence < 0 and not BOPOMOFO.search(text):
        return Verdict("ja", sureness(-evidence), "")
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


def cut_places(text: str) -> list[int]:
    """Where a text of Chinese and Japanese changes from one to the other, as offsets into it.

    Only a text that has both kana and characters foreign to Japanese can change; others cost one look.
    """
    if not (KANA.search(text) and _chinese_only().search(text)):
        return []
    places = [match.start() for match in _CHARACTER.finditer(text)]
    changes = [0.0] + [_change_cost(text[a + 1 : b]) for a, b in zip(places, places[1:], strict=False)]
    labels = cheapest_labels([_character_costs(text[place]) for place in places], changes)
    return [place for place, a, b in zip(places[1:], labels, labels[1:], strict=False) if a != b]


def _sums(text: str) -> tuple[float, float, int]:
    """The weights of a text for simplified and for traditional Chinese, and the number of characters weighed."""
    table = weights()
    pairs = [table[character] for character in text if character in table]
    return sum(pair.hans for pair in pairs), sum(pair.hant for pair in pairs), len(pairs)


@cache
def _chinese_only() -> re.Pattern[str]:
    strong = (character for character, pair in weights().items() if max(pair) >= STRONG_CHINESE)
    return re.compile("[" + "".join(sorted(strong)) + "]")


def _character_costs(character: str) -> tuple[float, float]:
    """What it costs to call one character Chinese, and to call it Japanese."""
    if KANA.match(character):
        return KANA_WEIGHT, 0.0
    evidence = max(weights().get(character, NEUTRAL))
    evidence = max(-CHARACTER_LIMIT, min(CHARACTER_LIMIT, evidence))
    return (0.0, evidence) if evidence > 0 else (-evidence, 0.0)


def _change_cost(gap: str) -> float:
    """What it costs to change between Chinese and Japanese across the text between two characters."""
    if not gap:
        return CHANGE_INSIDE
    if SENTENCE_END.search(gap):
        return CHANGE_AT_SENTENCE_END
    return CHANGE_AT_SPACE if SPACE_OR_BAR.search(gap) else CHANGE_AT_COMMA
