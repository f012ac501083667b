"""The words of terminology work as frozen data: concepts, and the terms that name them in each language.

A glossary is concept-oriented (ISO 704, ISO 30042): one entry is one concept, in all its languages, so that a
term survives a detour through a third language.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from forumdocs.languages import parse_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from forumdocs.languages import Tag

LANGUAGES = ("en", "zh-Hans", "zh-Hant", "ko", "ru", "ja", "th")
"""The languages of a glossary, in the order in which they are shown. Chinese has two: Taiwan and Hong Kong use
other words than the mainland, not only other characters."""

DOMAINS = {
    "computing": "computing",
    "communication-cryptography": "communication and cryptography",
    "sensing-metrology": "sensing and metrology",
    "hardware-materials": "hardware and materials",
    "physics": "physics",
    "mathematics-algorithms": "mathematics and algorithms",
    "policy-governance": "policy and governance",
    "institutions": "institutions",
    "programmes-events": "programmes and events",
    "un-forum-language": "UN and forum language",
}
"""The domains of the built-in glossary: code and name. A glossary of a user may have others."""


class Status(StrEnum):
    """How a term may be used (ISO 30042 ``administrativeStatus``)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"

    @property
    def is_usable(self) -> bool:
        """Whether a text may hold the term."""
        return self in (Status.PREFERRED, Status.ADMITTED)


@dataclass(frozen=True, slots=True)
class Term:
    """One name of a concept in one language.

    ``lang`` is one of :data:`LANGUAGES`. ``reading`` is the kana of a Japanese term, ``stress`` a Russian term
    with U+0301 after its stressed vowels; both may be empty.
    """

    text: str
    lang: str
    status: Status = Status.PREFERRED
    abbreviation: bool = False
    reading: str = ""
    stress: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of a glossary: one concept and its terms, language by language, the preferred one first."""

    id: str
    terms: tuple[Term, ...]
    domain: str = ""
    part_of_speech: str = "noun"
    """``noun``, ``proper-noun``, ``adjective``, ``verb`` or ``phrase``."""
    definition: str = ""
    """In plain English."""
    note: str = ""
    """On usage: false friends, regional differences."""
    checked: Mapping[str, str] = field(default_factory=dict)
    """Where its terms were seen in use, by language; a language that is not here is unchecked."""
    lacking: tuple[str, ...] = ()
    """Languages known to have no settled term."""

    def in_language(self, lang: str) -> tuple[Term, ...]:
        """The terms in one of :data:`LANGUAGES`, the preferred one first."""
        return tuple(term for term in self.terms if term.lang == lang)

    def limited_to(self, langs: Iterable[str]) -> Concept:
        """The entry with its terms in some of :data:`LANGUAGES` only."""
        kept = set(langs)
        return replace(
            self,
            terms=tuple(term for term in self.terms if term.lang in kept),
            checked={lang: source for lang, source in self.checked.items() if lang in kept},
            lacking=tuple(lang for lang in self.lacking if lang in kept),
        )

    def preferred(self, lang: str) -> Term | None:
        """The term to use in one of :data:`LANGUAGES`; None where the glossary has none."""
        return next((t for t in self.terms if t.lang == lang and t.status is Status.PREFERRED), None)


def language_of(tag: str | Tag) -> str:
    """The glossary language of a language tag: ``"zh-Hans"`` for ``"zh"``, ``"zh-Hant"`` for ``"zh-TW"``.

    Raises:
        LanguageError: the language is not one of the forum's.
    """
    parsed = parse_tag(str(tag))
    return f"zh-{parsed.script or 'Hans'}" if parsed.code == "zh" else parsed.code
