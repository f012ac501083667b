"""New groups from a group by swapping what its languages have in common."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from forumdocs.glossary import Glossary
from training.augmentation import dates, figures, measures, mending, numerals, places
from training.augmentation.terms import KINDS, PREFIX, TermSwaps
from training.augmentation.tokens import Group, Slot, Token, Unwritable, blank

SHARE = 0.85
"""Of the kinds of slots of a group that are swapped in a variant, so that variants differ in what they keep."""
ALWAYS = frozenset({"day"})
"""Kinds that are swapped whenever they can be: a day that stays need not exist in another month."""
TRIES = 12
"""Draws for a variant before it is given up."""

ORDERED = frozenset({"year", "day", "time"})
"""Kinds of which all or none is swapped: from 2015 to 2022 must not become from 2015 to 2013."""

Find = Callable[[str, str], Iterable[Token]]
FINDERS: tuple[Find, ...] = (
    dates.find_times,
    dates.find_days,
    dates.find_months,
    dates.find_years,
    dates.find_weekdays,
    places.find,
    measures.find,
    figures.find,
    numerals.find,
)
"""In this order: what one of them takes the later ones no longer see."""

Draw = Callable[[Sequence[Any], random.Random], Mapping[Any, Any]]
DRAWS: dict[str, Draw] = {
    "time": dates.draw_times,
    "day": dates.draw_sorted(dates.LAST_DAY),
    "month": dates.draw_sorted(12),
    "year": dates.draw_years,
    "weekday": dates.draw_sorted(7),
    figures.KIND: figures.draw,
    **{kind: places.drawer(kind) for kind in places.KINDS},
    **{kind: measures.drawer(kind) for kind in measures.KINDS},
}
"""How the values of a kind are drawn, all of a group at once; nothing where none were found."""


class Composer:
    """Finds the slots of groups and swaps them; with a glossary also its terms."""

    def __init__(self, glossary: Glossary | None = None) -> None:
        self._finders, self._draws = FINDERS, DRAWS
        if glossary is not None:
            swaps = TermSwaps(glossary)
            self._finders = (*FINDERS, swaps.find)
            self._draws = DRAWS | {f"{PREFIX}{kind}": swaps.drawer(kind) for kind in KINDS}

    def variants(self, group: Group, *, seed: int, times: int) -> Iterator[dict[str, str]]:
        """Up to ``times`` variants of a group, none twice."""
        slots = self.slots(group)
        chance = random.Random(f"{seed} {group}")
        seen = {tuple(group.values())}
        for _ in range(times if slots else 0):
            variant = self._variant(group, slots, chance)
            if variant and tuple(variant.values()) not in seen:
                seen.add(tuple(variant.values()))
                yield variant

    def slots(self, group: Group) -> list[Slot]:
        """The values that every language of a group has exactly once."""
        found = {lang: self._tokens(text, lang) for lang, text in group.items()}
        first, *_ = found.values()
        slots: list[Slot] = []
        for token in first:
            same = {lang: [other for other in tokens if _are_alike(token, other)] for lang, tokens in found.items()}
            if all(len(tokens) == 1 for tokens in same.values()):
                slot = Slot(token.kind, token.value, {lang: tokens[0] for lang, tokens in same.items()})
                if not any(_overlap(slot, other) for other in slots):
                    slots.append(slot)
        return [slot for slot in slots if slot.kind not in ORDERED or _is_complete(slot.kind, slots, found)]

    def _tokens(self, text: str, lang: str) -> list[Token]:
        """All that is of a known kind in a text, what one finder has found hidden from the next."""
        tokens: list[Token] = []
        rest = text
        for find in self._finders:
            found = list(find(rest, lang))
            rest = blank(rest, found)
            tokens += found
        return tokens

    def _variant(self, group: Group, slots: Sequence[Slot], chance: random.Random) -> dict[str, str]:
        """A group with other values; empty where none could be written."""
        swaps = self._drawn(slots, chance)
        return {lang: _swapped(text, lang, swaps) for lang, text in group.items()} if swaps else {}

    def _drawn(self, slots: Sequence[Slot], chance: random.Random) -> list[tuple[Slot, Any]]:
        """The slots to swap with their new values; a kind that no draw suits stays as it is."""
        swaps: list[tuple[Slot, Any]] = []
        for kind in dict.fromkeys(slot.kind for slot in slots):
            same = [slot for slot in slots if slot.kind == kind]
            if chance.random() >= SHARE and len(slots) > len(same) and kind not in ALWAYS:
                continue
            for _ in range(TRIES):
                drawn = self._draws[kind]([slot.value for slot in same], chance)
                if drawn and all(_is_writable(slot, drawn[slot.value]) for slot in same):
                    swaps += [(slot, drawn[slot.value]) for slot in same]
                    break
        return swaps


def compose(
    groups: Iterable[Group], *, seed: int, times: int, glossary: Glossary | None = None
) -> Iterator[dict[str, str]]:
    """Up to ``times`` variants of each group, each with other values in the slots that all its languages share.

    Deterministic: a group gives the same variants wherever it stands among the others.

    Args:
        groups: sentences by language; all groups need not have the same languages.
        seed: of what is drawn.
        times: variants of a group at most; a group that has no slot has none.
        glossary: whose terms are swapped, too.
    """
    composer = Composer(glossary)
    for group in groups:
        yield from composer.variants(group, seed=seed, times=times)


def _is_complete(kind: str, slots: Sequence[Slot], found: Mapping[str, Sequence[Token]]) -> bool:
    """Whether all that is of a kind in any language is in a slot."""
    values = {slot.value for slot in slots if slot.kind == kind}
    return all(token.value in values for tokens in found.values() for token in tokens if token.kind == kind)


def _overlap(slot: Slot, other: Slot) -> bool:
    return any(
        token.start < other.tokens[lang].end and other.tokens[lang].start < token.end
        for lang, token in slot.tokens.items()
    )


def _are_alike(token: Token, other: Token) -> bool:
    return (token.kind, token.value) == (other.kind, other.value)


def tokens_of(text: str, lang: str) -> list[Token]:
    """All that is of a known kind in a text, none over another."""
    tokens: list[Token] = []
    rest = text
    for find in FINDERS:
        found = list(find(rest, lang))
        rest = blank(rest, found)
        tokens += found
    return tokens


def _is_writable(slot: Slot, value: Any) -> bool:
    try:
        return all(token.write(value) for token in slot.tokens.values())
    except Unwritable:
        return False


def _swapped(text: str, lang: str, swaps: Sequence[tuple[Slot, Any]]) -> str:
    """A sentence with its swaps made from the last to the first, and what stands beside them put right."""
    for slot, value in sorted(swaps, key=lambda swap: swap[0].tokens[lang].start, reverse=True):
        token = slot.tokens[lang]
        new = token.write(value)
        before, after = mending.mended(text[: token.start], text[token.start : token.end], new, text[token.end :], lang)
        text = before + new + after
    return text
