"""The interpreters' sheet: the terms of some documents, in the order in which they come up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forumdocs.glossary.concepts import Concept, Term


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term where it stands in a document."""

    document: int
    """Place of the document in :attr:`Sheet.documents`."""
    paragraph: int
    """The block of the document, numbered as in its handout."""
    surface: str
    """The words as they stand there."""
    lang: str
    """The glossary language of the passage."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept of the sheet, and where it comes up."""

    concept: Concept
    occurrences: tuple[Occurrence, ...]
    """In reading order; at least one."""

    @property
    def count(self) -> int:
        """How often the concept comes up."""
        return len(self.occurrences)

    @property
    def paragraphs(self) -> dict[int, tuple[int, ...]]:
        """The paragraphs of each document, by the place of the document, each once."""
        found: dict[int, dict[int, None]] = {}
        for occurrence in self.occurrences:
            found.setdefault(occurrence.document, {})[occurrence.paragraph] = None
        return {document: tuple(paragraphs) for document, paragraphs in found.items()}

    @property
    def surfaces(self) -> tuple[str, ...]:
        """The forms in which the concept comes up, each once."""
        return tuple(dict.fromkeys(occurrence.surface for occurrence in self.occurrences))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The terms of documents, ready for any writer."""

    title: str
    documents: tuple[str, ...]
    """Names of the source files."""
    langs: tuple[str, ...]
    """The languages asked for, each one of :data:`forumdocs.glossary.LANGUAGES`, in their order."""
    entries: tuple[Entry, ...]
    """In the order in which the concepts first come up."""
    pinyin: dict[str, str] = field(default_factory=dict)
    """Pinyin of the Chinese terms, by text."""
    glossary: str = ""
    """Digest of the glossary, for provenance."""


def collect(found: Iterable[tuple[Concept, Occurrence]]) -> tuple[Entry, ...]:
    """Entries from single finds in reading order."""
    concepts: dict[str, Concept] = {}
    occurrences: dict[str, list[Occurrence]] = {}
    for concept, occurrence in found:
        concepts.setdefault(concept.id, concept)
        occurrences.setdefault(concept.id, []).append(occurrence)
    return tuple(Entry(concept, tuple(occurrences[key])) for key, concept in concepts.items())


@dataclass(frozen=True, slots=True)
class Names:
    """The terms of a concept in one language, as a table shows them."""

    head: Term | None
    """The preferred term, else the first that may be used."""
    abbreviations: tuple[str, ...]
    also: tuple[str, ...]
    """Admitted terms."""
    avoid: tuple[str, ...]
    """Deprecated and forbidden terms."""


def names_in(concept: Concept, lang: str) -> Names:
    """The terms of a concept in one language, sorted by how they may be used."""
    usable = [term for term in concept.in_language(lang) if term.status.is_usable]
    head = concept.preferred(lang) or (usable[0] if usable else None)
    others = [term for term in usable if term is not head]
    return Names(
        head=head,
        abbreviations=tuple(term.text for term in others if term.abbreviation),
        also=tuple(term.text for term in others if not term.abbreviation),
        avoid=tuple(term.text for term in concept.in_language(lang) if not term.status.is_usable),
    )
