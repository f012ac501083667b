"""Whether a translation keeps to the glossary: required terms missing, forbidden ones used, two renderings of one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from forumdocs.glossary.concepts import Status, language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from forumdocs.glossary.concepts import Concept
    from forumdocs.glossary.matching import Match, Matcher
    from forumdocs.model import TranslationUnit


class Problem(StrEnum):
    """What is wrong with a term."""

    MISSING = "missing"
    """The source has the concept, the target none of its usable terms."""
    FORBIDDEN = "forbidden"
    """The target has a forbidden or deprecated term."""
    INCONSISTENT = "inconsistent"
    """The target has another usable term than most other units have for the concept."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in the terms of a unit.

    ``source`` is the term as the source has it, empty where a forbidden term answers to nothing there; ``expected``
    the terms that would do, the preferred one first; ``found`` what stands in the target instead, if anything.
    """

    unit: TranslationUnit
    concept: str
    source: str
    expected: tuple[str, ...]
    found: str | None
    problem: Problem

    def describe(self) -> str:
        """The finding in a line, as a comment in the margin says it."""
        wanted = " / ".join(self.expected)
        if self.problem is Problem.MISSING:
            return f"“{self.source}” should be “{wanted}”"
        if self.problem is Problem.FORBIDDEN:
            return (
                f"“{self.found}” should not be used; say “{wanted}”" if wanted else f"“{self.found}” should not be used"
            )
        return f"“{self.found}” is “{wanted}” elsewhere in this text"


def check(units: Iterable[TranslationUnit], matcher: Matcher) -> tuple[Finding, ...]:
    """Hold translations against a glossary.

    Args:
        units: source and target texts; their order is that of the findings.
        matcher: finds the terms of the glossary in whatever form they stand.
    """
    findings: list[tuple[int, Finding]] = []
    renderings: dict[tuple[str, str], list[_Rendering]] = defaultdict(list)
    for number, unit in enumerate(units):
        sources = matcher.find(unit.source, unit.source_lang)
        targets = matcher.find(unit.target, unit.target_lang)
        faults = (*_missing(unit, sources, targets), *_forbidden(unit, sources, targets))
        findings += [(number, fault) for fault in faults]
        for source, target in _named_on_both_sides(sources, targets):
            rendering = _Rendering(number, unit, source, target)
            renderings[source.concept.id, language_of(unit.target_lang)].append(rendering)
    findings += [fault for found in renderings.values() for fault in _inconsistent(found)]
    return tuple(finding for _, finding in sorted(findings, key=lambda found: found[0]))


class _Rendering(NamedTuple):
    """How a unit, the one of that ``number``, renders a concept."""

    number: int
    unit: TranslationUnit
    source: Match
    target: Match


def usable_terms(concept: Concept, lang: str) -> tuple[str, ...]:
    """The terms that a text in a language may have for a concept, the preferred one first."""
    return tuple(term.text for term in concept.in_language(language_of(lang)) if term.status.is_usable)


def _missing(unit: TranslationUnit, sources: Sequence[Match], targets: Sequence[Match]) -> list[Finding]:
    present = {match.concept.id for match in targets}
    missing = {match.concept.id: match for match in sources if match.concept.id not in present}
    return [
        Finding(unit, concept, unit.source[m.start : m.end], expected, None, Problem.MISSING)
        for concept, m in missing.items()
        if (expected := usable_terms(m.concept, unit.target_lang))
    ]


def _forbidden(unit: TranslationUnit, sources: Sequence[Match], targets: Sequence[Match]) -> list[Finding]:
    asked = {match.concept.id: unit.source[match.start : match.end] for match in reversed(sources)}
    return [
        Finding(
            unit,
            m.concept.id,
            asked.get(m.concept.id, ""),
            usable_terms(m.concept, unit.target_lang),
            unit.target[m.start : m.end],
            Problem.FORBIDDEN,
        )
        for m in targets
        if not m.term.status.is_usable
    ]


def _named_on_both_sides(sources: Sequence[Match], targets: Sequence[Match]) -> list[tuple[Match, Match]]:
    """Concepts that both sides name in full, with the first match of each; abbreviations come and go as they like."""
    asked = {match.concept.id: match for match in reversed(sources) if not match.term.abbreviation}
    given = {m.concept.id: m for m in reversed(targets) if m.term.status.is_usable and not m.term.abbreviation}
    return [(source, given[concept]) for concept, source in asked.items() if concept in given]


def _inconsistent(found: Sequence[_Rendering]) -> list[tuple[int, Finding]]:
    """The units that differ from the most frequent rendering; of two equally frequent ones the preferred term is it."""
    counts = Counter(rendering.target.term for rendering in found)
    if len(counts) < 2:
        return []
    usual = max(counts, key=lambda term: (counts[term], term.status is Status.PREFERRED))
    return [
        (
            r.number,
            Finding(
                r.unit,
                r.target.concept.id,
                r.unit.source[r.source.start : r.source.end],
                (usual.text,),
                r.unit.target[r.target.start : r.target.end],
                Problem.INCONSISTENT,
            ),
        )
        for r in found
        if r.target.term != usual
    ]
