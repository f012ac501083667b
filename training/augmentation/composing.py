"""New groups from a group by swapping what its languages have in common."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from training.augmentation import dates, figures, measures, mending, numerals, places
from training.augmentation.tokens import Group, Slot, Token, Unwritable, blank

SHARE = 0.85
"""Of the kinds of slots of a group that are swapped in a variant, so that variants differ in what they keep."""
TRIES = 12
"""Draws for a variant before it is given up."""

FINDERS: tuple[Callable[[str, str], Iterable[Token]], ...] = (
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


def compose(groups: Iterable[Group], *, seed: int, times: int) -> Iterator[dict[str, str]]:
    """Up to ``times`` variants of each group, each with other values in the slots that all its languages share.

    Deterministic: a group gives the same variants wherever it stands among the others.
    """
    for group in groups:
        slots = find_slots(group)
        if not slots:
            continue
        chance = random.Random(f"{seed} {group}")
        seen = {tuple(group.values())}
        for _ in range(times):
            variant = _variant(group, slots, chance)
            if variant and tuple(variant.values()) not in seen:
                seen.add(tuple(variant.values()))
                yield variant


def find_slots(group: Group) -> list[Slot]:
    """The values that every language of a group has exactly once."""
    found = {lang: tokens_of(text, lang) for lang, text in group.items()}
    first, *_ = found.values()
    slots: list[Slot] = []
    for token in first:
        same = {lang: [other for other in tokens if _are_alike(token, other)] for lang, tokens in found.items()}
        if all(len(tokens) == 1 for tokens in same.values()):
            slot = Slot(token.kind, token.value, {lang: tokens[0] for lang, tokens in same.items()})
            if not any(_overlap(slot, other) for other in slots):
                slots.append(slot)
    return slots


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


def _variant(group: Group, slots: Sequence[Slot], chance: random.Random) -> dict[str, str]:
    """A group with other values; empty where none could be written."""
    for _ in range(TRIES):
        swaps = _drawn(slots, chance)
        try:
            if swaps:
                return {lang: _swapped(text, lang, swaps) for lang, text in group.items()}
        except Unwritable:
            continue
    return {}


def _drawn(slots: Sequence[Slot], chance: random.Random) -> list[tuple[Slot, Any]]:
    """The slots to swap with their new values; a kind that no draw suits stays as it is."""
    swaps: list[tuple[Slot, Any]] = []
    for kind in dict.fromkeys(slot.kind for slot in slots):
        same = [slot for slot in slots if slot.kind == kind]
        if chance.random() >= SHARE and len(slots) > len(same):
            continue
        for _ in range(TRIES):
            drawn = DRAWS[kind]([slot.value for slot in same], chance)
            if drawn and all(_is_writable(slot, drawn[slot.value]) for slot in same):
                swaps += [(slot, drawn[slot.value]) for slot in same]
                break
    return swaps


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
