"""What stands before the text of a handout: its titles, its particulars, where it comes from."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from forumdocs.languages import name_of
from forumdocs.model import LOW_CONFIDENCE, Origin
from forumdocs.writers.phrases import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.model import Handout


def titles(handouts: Sequence[Handout]) -> list[tuple[str, str]]:
    """The title in the source language, then in each target language where it is known; each with its language."""
    first = handouts[0]
    found = {first.meta.title or first.title: _title_language(first)}
    for handout in handouts:
        if text := handout.meta.target_title or _translated_title(handout):
            found.setdefault(text, handout.target_lang)
    return list(found.items())


def with_its_title(handout: Handout) -> Handout:
    """A handout that says the title in the words that its user gave, where the title stands in the text."""
    words = handout.meta.target_title
    title = handout.meta.title or handout.title
    blocks = [pair.block for pair in handout.pairs]
    pairs = tuple(
        replace(pair, target=words, flags=()) if pair.source == title and blocks.count(pair.block) == 1 else pair
        for pair in handout.pairs
    )
    return replace(handout, pairs=pairs) if words else handout


def _title_language(handout: Handout) -> str:
    """The language of the title: that of the sentence that it is, else the one that the source has most of."""
    for pair in handout.pairs:
        if handout.title == pair.source:
            return pair.source_lang
        if handout.title == pair.target:
            return handout.target_lang
    return handout.source_langs[0] if handout.source_langs else handout.target_lang


def _translated_title(handout: Handout) -> str:
    """The title in the target language where it stands in the text, and nothing makes it doubtful."""
    pair = next((pair for pair in handout.pairs if pair.source == handout.title), None)
    return pair.target if pair and not pair.flags else ""


def particulars(handout: Handout) -> list[str]:
    """Event, date, number and author, those that are known."""
    meta = handout.meta
    return [text for text in (meta.event, meta.date, meta.number, meta.author) if text]


def languages_line(handouts: Sequence[Handout]) -> str:
    """From which languages into which, such as ``"Chinese, Korean → English"``."""
    sources = ", ".join(name_of(code) for code in handouts[0].source_langs)
    targets = ", ".join(name_of(handout.target_lang) for handout in handouts)
    return f"{sources} → {targets}" if sources else targets


def count_facts(handout: Handout) -> dict[str, int]:
    """What a reader of a handout should know about its making: numbers by key of the phrases that name them."""
    origins = Counter(pair.origin for pair in handout.pairs if pair.source_lang != "und")
    flags = [pair.flags for pair in handout.pairs if pair.flags]
    terms = [term for pair in handout.pairs for term in pair.terms]
    return {
        "to-check": len(flags),
        "likely-wrong": sum(LOW_CONFIDENCE in found for found in flags),
        "by-machine": origins[Origin.MT],
        "from-memory": origins[Origin.MEMORY],
        "bilingual": origins[Origin.PARALLEL],
        "already": origins[Origin.SAME],
        "signs": sum(pair.source_lang == "und" for pair in handout.pairs),
        "glossary-terms": len(terms),
        "missing": sum(not term.satisfied for term in terms),
        "left-out": len(handout.dropped),
    }


DETAILS = {"to-check": "likely-wrong", "glossary-terms": "missing"}
"""Facts with those that tell how many of them; these stand behind them."""


def facts(handout: Handout, lang: str = "en") -> list[tuple[str, str]]:
    """Label and text of what :func:`count_facts` has found, in a language."""
    counts = count_facts(handout)
    found = []
    for key, number in counts.items():
        if number and key not in DETAILS.values():
            detail = DETAILS.get(key)
            more = f" ({say(detail, lang)}: {counts[detail]})" if detail and counts[detail] else ""
            found.append((say(key, lang), f"{number}{more}"))
    return found


def made_by(handout: Handout) -> str:
    """What made the handout, for its foot."""
    stamp = handout.provenance
    parts = [f"forumdocs {stamp.forumdocs}", stamp.engine, *stamp.packages]
    if stamp.glossary:
        parts.append(f"glossary {stamp.glossary[:19]}")
    return "; ".join(dict.fromkeys(part for part in parts if part))
