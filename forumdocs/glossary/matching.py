"""Where the terms of a glossary stand in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forumdocs.glossary.concepts import language_of

if TYPE_CHECKING:
    from forumdocs.glossary.concepts import Concept, Term
    from forumdocs.glossary.store import Glossary


@dataclass(frozen=True, slots=True)
class Match:
    """A term of a concept at ``text[start:end]``, in whatever form it stands there."""

    start: int
    end: int
    concept: Concept
    term: Term


class Matcher:
    """Finds the terms of a glossary in texts of any of its languages."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    def find(self, text: str, lang: str) -> tuple[Match, ...]:
        """The longest matches, in order, none over another; terms of every status.

        Args:
            text: a sentence, a paragraph or a whole document.
            lang: a language tag such as ``"zh"`` or ``"zh-Hant"``.
        """
        key = language_of(lang)
        found = [
            Match(hit.start(), hit.end(), concept, term)
            for concept in self._glossary
            for term in concept.in_language(key)
            for hit in re.finditer(re.escape(term.text), text, re.IGNORECASE)
        ]
        chosen: list[Match] = []
        for match in sorted(found, key=lambda m: (m.start, -m.end)):
            if not chosen or match.start >= chosen[-1].end:
                chosen.append(match)
        return tuple(chosen)
