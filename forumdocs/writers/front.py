"""What stands before the text of a handout: its titles, its particulars, where it comes from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from forumdocs.languages import name_of
from forumdocs.model import LOW_CONFIDENCE, Origin

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


def facts(handout: Handout) -> list[tuple[str, str]]:
    """Label and text of what a reader of one handout should know about its making."""
    counts = Counter(pair.origin for pair in handout.pairs if pair.source_lang != "und")
    origins = (
        (counts[Origin.MT], "translated by machine"),
        (counts[Origin.MEMORY], "from memory"),
        (counts[Origin.PARALLEL], "already bilingual in the source"),
        (counts[Origin.SAME], f"already in {name_of(handout.target_lang)}"),
    )
    found = [
        ("Sentences", "; ".join(f"{number} {what}" for number, what in origins if number)),
        ("To check", _doubts(handout)),
        ("Terms", _terms(handout)),
        ("Left out", _left_out(handout)),
        ("Engine", handout.provenance.engine),
    ]
    return [(label, text) for label, text in found if text]


def _doubts(handout: Handout) -> str:
    flagged = [pair.flags for pair in handout.pairs if pair.flags]
    low = sum(LOW_CONFIDENCE in flags for flags in flagged)
    sentences = "1 sentence" if len(flagged) == 1 else f"{len(flagged)} sentences"
    return (f"{sentences}, {low} of them likely wrong" if low else sentences) if flagged else ""


def _terms(handout: Handout) -> str:
    terms = [term for pair in handout.pairs for term in pair.terms]
    missing = sum(not term.satisfied for term in terms)
    return f"{len(terms)} of the glossary, {missing or 'none'} missing in the target" if terms else ""


def _left_out(handout: Handout) -> str:
    rules = Counter(dropped.rule for dropped in handout.dropped)
    return ", ".join(f"{rule} {number}" for rule, number in rules.most_common())


def made_by(handout: Handout) -> str:
    """What made the handout, for its foot."""
    stamp = handout.provenance
    parts = [f"forumdocs {stamp.forumdocs}", stamp.engine, *stamp.packages]
    if stamp.glossary:
        parts.append(f"glossary {stamp.glossary[:19]}")
    return "; ".join(dict.fromkeys(part for part in parts if part))
