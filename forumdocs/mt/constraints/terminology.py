"""What a glossary asks of a translation: which concepts its source names, and whether their terms stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from forumdocs.chinese import to_simplified, to_traditional
from forumdocs.glossary import Match, Matcher, Status, language_of
from forumdocs.languages import LANGUAGES, parse_tag
from forumdocs.model import TermMatch
from forumdocs.mt.constraints.choosing import (
    all_forms,
    fitting_after,
    fitting_instead,
    in_number,
    number_of,
    plurals,
    standing_alone,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from forumdocs.glossary import Concept, Glossary, Term

Spot = tuple[int, int]
"""Start and end of a stretch of text, in characters."""

_WORD = re.compile(r"[^\W_]")

REMEMBERED = 4096
"""Texts whose matches are kept: the candidates of a batch are looked at again at each step."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A concept that a source sentence names, so that its translation must name it too.

    ``spots`` are its places in the source; none where a pivot translation lost it. ``abbreviated`` is set when
    the source has nothing but an abbreviation of it: then one will do in the translation. ``number`` is
    ``"sing"`` or ``"plur"`` where the source's form tells. ``any_usable`` lets admitted terms satisfy too.
    """

    concept: str
    spots: tuple[Spot, ...] = ()
    abbreviated: bool = False
    number: str = ""
    any_usable: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A text to translate in one go, with the concepts that it names."""

    text: str
    wanted: tuple[Wanted, ...] = ()

    @property
    def only_term(self) -> Wanted | None:
        """The concept of a text that is nothing but one term and punctuation, such as a heading."""
        if len(self.wanted) != 1 or len(self.wanted[0].spots) != 1:
            return None
        start, end = self.wanted[0].spots[0]
        return None if _WORD.search(self.text[:start] + self.text[end:]) else self.wanted[0]

    def cut(self, pieces: Sequence[str]) -> tuple[Unit, ...]:
        """The unit in pieces that give its text when joined; each keeps the concepts that stand in it."""
        units, start = [], 0
        for piece in pieces:
            units.append(Unit(piece, _within(self.wanted, start, start + len(piece))))
            start += len(piece)
        return tuple(units)

    def part(self, start: int, end: int) -> Unit:
        """The unit's text from ``start`` to ``end``; concepts without a spot stay with it."""
        adrift = tuple(want for want in self.wanted if not want.spots)
        return Unit(self.text[start:end], (*_within(self.wanted, start, end), *adrift))


def _within(wanted: Iterable[Wanted], start: int, end: int) -> tuple[Wanted, ...]:
    moved = (
        replace(want, spots=tuple((a - start, b - start) for a, b in want.spots if start <= a and b <= end))
        for want in wanted
    )
    return tuple(want for want in moved if want.spots)


class Terminology:
    """A glossary as a translation needs it.

    Args:
        glossary: all concepts, those of the user laid over the built-in ones.
        matcher: one that was made of the same glossary before.
    """

    def __init__(self, glossary: Glossary, matcher: Matcher | None = None) -> None:
        self.glossary = glossary
        self._find = lru_cache(REMEMBERED)((matcher or Matcher(glossary)).find)
        self._pattern = lru_cache(None)(self._compile)
        self._folded = lru_cache(None)(self._fold)
        self._usable = {(t.lang, t.text.casefold()) for c in glossary for t in c.terms if t.status.is_usable}

    def find(self, text: str, lang: str) -> tuple[Match, ...]:
        """The terms that stand in a text."""
        return self._find(text, lang) if text else ()

    def read(self, text: str, lang: str) -> tuple[Wanted, ...]:
        """The concepts that a source text names, each once, in order."""
        spots: dict[str, list[Match]] = {}
        for match in self.find(text, lang):
            spots.setdefault(match.concept.id, []).append(match)
        return tuple(
            Wanted(
                concept,
                spots=tuple((match.start, match.end) for match in found),
                abbreviated=all(match.term.abbreviation for match in found),
                number=number_of(found[0].term, text[found[0].start : found[0].end]),
            )
            for concept, found in spots.items()
        )

    def carry(self, wanted: Sequence[Wanted], text: str, lang: str) -> tuple[Wanted, ...]:
        """The same concepts with their places in ``text``, the translation of the source into a pivot language."""
        found = {want.concept: want.spots for want in self.read(text, lang)}
        return tuple(replace(want, spots=found.get(want.concept, ())) for want in wanted)

    def terms(self, want: Wanted, lang: str) -> tuple[Term, ...]:
        """The terms that satisfy, the one to use first; none where the glossary has no preferred term."""
        concept = self.glossary[want.concept]
        preferred = _preferred(concept, language_of(lang))
        if preferred is None:
            return ()
        if want.any_usable:
            others = (t for t in concept.in_language(language_of(lang)) if t.status.is_usable and t != preferred)
            return (preferred, *others)
        short = _abbreviations(concept, language_of(lang)) if want.abbreviated else ()
        return (*short, preferred)

    def forms(self, want: Wanted, lang: str, *, before: str = "", instead: str = "") -> tuple[str, ...]:
        """The forms that may stand for a concept after some text and in place of some words, the likelier first.

        They are of the first of :meth:`terms`, in the number of the source where that is known and the term has it.
        """
        terms = self.terms(want, lang)
        if not terms:
            return ()
        found = all_forms(terms[0], self.glossary[want.concept].part_of_speech)
        found = fitting_after(terms[0], in_number(terms[0], found, want.number), before)
        return fitting_instead(terms[0], found, instead)

    def name(self, want: Wanted, lang: str) -> str:
        """The form that is all of a heading, in the number of the source; empty where there is no term."""
        terms = self.terms(want, lang)
        return standing_alone(terms[0], self.forms(want, lang))[0] if terms else ""

    def plurals(self, want: Wanted, lang: str, found: Iterable[str]) -> dict[str, str]:
        """Of forms whose number is open, the plural of each singular."""
        terms = self.terms(want, lang)
        return plurals(terms[0], found) if terms else {}

    def missing(self, wanted: Iterable[Wanted], text: str, lang: str) -> tuple[Wanted, ...]:
        """The concepts that a translation does not name by a term that satisfies."""
        return tuple(want for want in wanted if self.terms(want, lang) and self.spot(want, text, lang) is None)

    def spot(self, want: Wanted, text: str, lang: str) -> Spot | None:
        """Where a term that satisfies stands in a text, be it inside the longer term of another concept."""
        texts = {term.text for term in self.terms(want, lang)}
        for match in self.find(text, lang):
            if match.concept.id == want.concept and match.term.text in texts:
                return match.start, match.end
        bare, folded = replace(want, spots=(), number=""), text.casefold()
        if not any(surface in folded for surface in self._folded(bare, language_of(lang))):
            return None  # compiling the pattern takes thousands of times as long
        hit = self._pattern(bare, language_of(lang)).search(text)
        return hit.span() if hit else None

    def _surfaces(self, want: Wanted, lang: str) -> frozenset[str]:
        """All forms of the terms that satisfy."""
        part_of_speech = self.glossary[want.concept].part_of_speech
        return frozenset(form for term in self.terms(want, lang) for form in all_forms(term, part_of_speech))

    def _fold(self, want: Wanted, lang: str) -> tuple[str, ...]:
        return tuple({surface.casefold() for surface in self._surfaces(want, lang)})

    def _compile(self, want: Wanted, lang: str) -> re.Pattern[str]:
        surfaces = self._surfaces(want, lang)
        words = "|".join(re.escape(surface) for surface in sorted(surfaces, key=len, reverse=True))
        spaced = LANGUAGES[parse_tag(lang).code].spaced
        before, after = (r"(?<!\w)", r"(?!\w)" if lang != "ko" else "") if spaced else ("", "")
        return re.compile(f"{before}(?:{words}){after}", re.IGNORECASE)

    def unwelcome(self, text: str, lang: str) -> tuple[Match, ...]:
        """Deprecated and forbidden terms in a text; one that is another concept's proper term is none."""
        key = language_of(lang)
        return tuple(
            match
            for match in self.find(text, lang)
            if not match.term.status.is_usable
            and match.term.lang == key
            and (key, match.term.text.casefold()) not in self._usable
        )

    def check(
        self, source: str, target: str, *, source_lang: str, target_lang: str, any_usable: bool = False
    ) -> tuple[TermMatch, ...]:
        """The concepts that a source names, each of its wordings once, and what the target makes of them.

        Args:
            source: text to read.
            target: its translation.
            source_lang: language tag.
            target_lang: language tag.
            any_usable: whether any usable term satisfies, as for what people have translated; else the preferred one.
        """
        wanted = {want.concept: replace(want, any_usable=any_usable) for want in self.read(source, source_lang)}
        found: dict[tuple[str, str], TermMatch] = {}
        for match in self.find(source, source_lang):
            want, surface = wanted[match.concept.id], source[match.start : match.end]
            if terms := self.terms(want, target_lang):
                spot = self.spot(want, target, target_lang)
                words = target[slice(*spot)] if spot else _named_by(terms)
                found.setdefault((want.concept, surface), TermMatch(want.concept, surface, words, spot is not None))
        return tuple(found.values())


def _preferred(concept: Concept, lang: str) -> Term | None:
    """The preferred term; where a glossary has Chinese in one script only, that term in the other script."""
    if (term := concept.preferred(lang)) or not lang.startswith("zh"):
        return term
    other, convert = ("zh-Hans", to_traditional) if lang == "zh-Hant" else ("zh-Hant", to_simplified)
    twin = concept.preferred(other)
    return replace(twin, text=convert(twin.text), lang=lang) if twin else None


def _named_by(terms: Sequence[Term]) -> str:
    """What a concept is called where a text should have named it: its preferred term."""
    return next(term.text for term in terms if term.status is Status.PREFERRED)


def _abbreviations(concept: Concept, lang: str) -> tuple[Term, ...]:
    return tuple(term for term in concept.in_language(lang) if term.abbreviation and term.status.is_usable)
