"""Noise on sentences of a pair: what documents do to text, so that the model is not lost where they do it.

Where a change has to show in the translation (no final stop, capitals, half a line) both sides change in step. What a
reader would not see in the translation (a small first letter, a missing Korean space, a name left in Latin letters)
changes the source alone: ``marked_a`` and ``marked_b`` of a row.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from forumdocs.languages import join_sentences
from forumdocs.mt import quality
from training.augmentation import places
from training.augmentation.tokens import Group
from training.data import Row

STOPS = {"en": ".", "zh": "。", "ko": ".", "ru": ".", "ja": "。"}
COMMAS = {"en": ", ", "zh": "，", "ko": ", ", "ru": ", ", "ja": "、"}
CASED = frozenset({"en", "ru"})
LONGEST_HEADING = 70
"""Characters of an English or Russian sentence that may stand in capitals."""
SHORTEST_FRAGMENT = 3
"""Words of a fragment (in Chinese and Japanese twice as many characters)."""
AGREEING = 3
"""Languages that must have a comma at the same place."""
SPREAD = 0.06
"""By how much the places of a comma in two languages may differ, as shares of their sentences."""

_HAN_LATIN = re.compile(
    r"(?<=[\u3040-\u30ff\u4e00-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[\u3040-\u30ff\u4e00-\u9fff])"
)
_WIDE = str.maketrans({"，": ", ", "：": ": ", "；": "; ", "（": " (", "）": ") ", "？": "? ", "！": "! "})
_PAUSES = re.compile("[,，、;；:：—]")
_FULL = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x30, 0x3A)})


# On both sides


def without_stop(texts: Sequence[str], langs: Sequence[str]) -> tuple[str, ...] | None:
    """Sentences without their final stops; None where one has none."""
    if all(text.endswith(STOPS[lang]) and len(text) > 1 for text, lang in zip(texts, langs, strict=True)):
        return tuple(text[:-1] for text in texts)
    return None


def in_capitals(texts: Sequence[str], langs: Sequence[str]) -> tuple[str, ...] | None:
    """Headings in capitals where both languages have them: what has none does not tell when to write them."""
    is_heading = CASED.issuperset(langs) and all(len(text) <= LONGEST_HEADING for text in texts)
    return tuple(text.upper() for text in texts) if is_heading else None


def first_clause(group: Group) -> dict[str, str] | None:
    """The sentences up to their only comma, in the languages that have it where English has it; None for fewer than 3.

    Clauses change places in translation. That three languages agree, and that the fragments pass the checks of a
    translation, makes it unlikely here.
    """
    clauses = {lang: text.partition(COMMAS[lang])[0] for lang, text in group.items() if _has_one_pause(text, lang)}
    if "en" not in clauses:
        return None
    place = len(clauses["en"]) / len(group["en"])
    alike = {
        lang: clause
        for lang, clause in clauses.items()
        if abs(len(clause) / len(group[lang]) - place) <= SPREAD
        and _is_whole(clause, lang)
        and (lang == "en" or not quality.check(clauses["en"], clause, source_lang="en", target_lang=lang))
    }
    return alike if "en" in alike and len(alike) >= AGREEING else None


def _has_one_pause(text: str, lang: str) -> bool:
    return COMMAS[lang] in text and len(_PAUSES.findall(text)) == 1


def _is_whole(clause: str, lang: str) -> bool:
    """Whether a fragment is long enough, and no bracket or quotation mark is left open in it."""
    is_closed = all(clause.count(one) == clause.count(other) for one, other in ("()", "（）", "“”", "«»", "「」", "‘’"))
    return is_closed and _words(clause, lang) >= SHORTEST_FRAGMENT


def _words(text: str, lang: str) -> float:
    return len(text) / 2 if lang in ("zh", "ja") else len(text.split())


def joined(first: Group, second: Group) -> dict[str, str] | None:
    """Two sentences that follow each other as one line; None where a language has no final stop to tell them apart."""
    if first.keys() != second.keys() or not all(first[lang].endswith(STOPS[lang]) for lang in first):
        return None
    return {lang: join_sentences([first[lang], second[lang]]) for lang in first}


# On the source alone


def upper_case(text: str, lang: str, _chance: random.Random) -> str:
    """A heading in capitals."""
    return text.upper() if lang in CASED and len(text) <= LONGEST_HEADING else text


def lower_case(text: str, lang: str, _chance: random.Random) -> str:
    """The first letter small, unless its word is an acronym."""
    if lang not in CASED or not text[1:2].islower():
        return text
    return text[0].lower() + text[1:]


def respaced(text: str, lang: str, chance: random.Random) -> str:
    """A Korean space left out; spaces between Han and Latin letters, which some editors set."""
    if lang == "ko" and (spaces := [m.start() for m in re.finditer("(?<=[가-힣]) (?=[가-힣])", text)]):
        place = chance.choice(spaces)
        return text[:place] + text[place + 1 :]
    return _HAN_LATIN.sub(" ", text) if lang in ("zh", "ja") else text


def other_widths(text: str, lang: str, chance: random.Random) -> str:
    """Chinese and Japanese with half-width punctuation or full-width digits."""
    if lang not in ("zh", "ja"):
        return text
    return re.sub(r" {2,}", " ", text.translate(_WIDE)).strip() if chance.random() < 0.5 else text.translate(_FULL)


def with_latin_names(text: str, lang: str, _chance: random.Random) -> str:
    """Names of places as they are in English, as in lists of participants and in texts written in haste."""
    if lang == "en":
        return text
    for token in reversed(list(places.find(text, lang))):
        if isinstance(token.value, places.Place):
            text = text[: token.start] + token.value.in_language("en")[0] + text[token.end :]
    return text


Both = Callable[[Sequence[str], Sequence[str]], tuple[str, ...] | None]
Source = Callable[[str, str, random.Random], str]
ON_BOTH: Mapping[str, tuple[Both, float]] = {
    "without-stop": (without_stop, 0.15),
    "in-capitals": (in_capitals, 0.05),
}
ON_SOURCE: Mapping[str, tuple[Source, float]] = {
    "upper-case": (upper_case, 0.03),
    "lower-case": (lower_case, 0.06),
    "respaced": (respaced, 0.08),
    "other-widths": (other_widths, 0.05),
    "latin-names": (with_latin_names, 0.3),
}
"""How often each is tried on a pair. Most find nothing to do: about three pairs of ten have a noisy copy."""


def noisy(rows: Iterable[Row], *, seed: int) -> Iterator[Row]:
    """Noisy copies of some of the rows."""
    for row in rows:
        chance = random.Random(f"{seed} {row}")
        for change, share in ON_BOTH.values():
            if chance.random() < share and (texts := change((row.text_a, row.text_b), (row.a, row.b))):
                yield replace(row, text_a=texts[0], text_b=texts[1])
        for spoil, share in ON_SOURCE.values():
            if chance.random() < share:
                yield from _spoilt(row, spoil, chance)


def _spoilt(row: Row, spoil: Source, chance: random.Random) -> Iterator[Row]:
    a, b = spoil(row.text_a, row.a, chance), spoil(row.text_b, row.b, chance)
    if (a, b) != (row.text_a, row.text_b):
        yield replace(row, marked_a=a if a != row.text_a else "", marked_b=b if b != row.text_b else "")
