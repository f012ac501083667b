"""The words of extraction as frozen data, and candidates as entries that a curator completes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forumdocs.glossary.concepts import LANGUAGES, Concept, Status, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LONGEST_CONTEXT = 240
"""Characters of a context in a note."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence to look through."""

    text: str
    lang: str
    """A glossary language."""
    document: str = ""
    block: int = 0
    id: str = ""
    """``BLOCK.SENTENCE``, as :class:`forumdocs.model.Segment` numbers them."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What likely translates a candidate."""

    term: str
    score: float
    """Between 0 and 1: how often the two stand in the same pairs of sentences; 1 where the text says so."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may deserve an entry."""

    lang: str
    """A glossary language."""
    term: str
    """In dictionary form."""
    score: float
    """Comparable within a language only."""
    frequency: int
    documents: int
    contexts: tuple[Passage, ...]
    abbreviations: tuple[str, ...] = ()
    counterparts: Mapping[str, Counterpart] = field(default_factory=dict)
    """By glossary language, or ``"zh"`` where the script is not known."""


def as_concepts(candidates: Iterable[Candidate]) -> list[Concept]:
    """One entry for each candidate and its counterparts; what one entry holds gets none of its own.

    The note has the frequency and the first context. Everything else is for the curator to add.
    """
    entries: list[Concept] = []
    used = set[tuple[str, str]]()
    ids = set[str]()
    for candidate in candidates:
        if (candidate.lang, candidate.term) in used:
            continue
        terms = tuple(term for term in _terms(candidate) if (term.lang, term.text) not in used)
        used.update((term.lang, term.text) for term in terms)
        entries.append(Concept(id=_new_id(terms, ids), terms=terms, note=_note(candidate)))
    return entries


def _terms(candidate: Candidate) -> Iterator[Term]:
    chosen = {candidate.lang: candidate.term} | {lang: other.term for lang, other in candidate.counterparts.items()}
    for lang in LANGUAGES:
        if lang in chosen:
            yield Term(chosen[lang], lang)
        if lang == candidate.lang:
            yield from (Term(text, lang, Status.ADMITTED, abbreviation=True) for text in candidate.abbreviations)


def _new_id(terms: tuple[Term, ...], ids: set[str]) -> str:
    """An identifier that no other entry has: the English term in kebab-case, else the first term as it is."""
    first = terms[0].text
    base = re.sub(r"[^a-z0-9]+", "-", first.casefold()).strip("-") if first.isascii() else first
    chosen, number = base, 2
    while chosen in ids:
        chosen, number = f"{base}-{number}", number + 1
    ids.add(chosen)
    return chosen


def _note(candidate: Candidate) -> str:
    where = f" in {candidate.documents} documents" if candidate.documents > 1 else ""
    first = candidate.contexts[0]
    text = " ".join(first.text.split())
    shown = text if len(text) <= LONGEST_CONTEXT else text[: LONGEST_CONTEXT - 1] + "…"
    return f"{candidate.frequency}×{where}: {shown} ({first.document} {first.id})"
