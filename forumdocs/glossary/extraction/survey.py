"""Candidates of a set of texts, language by language."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from forumdocs.glossary.concepts import LANGUAGES
from forumdocs.glossary.extraction import chinese, english, japanese, korean, russian
from forumdocs.glossary.extraction.association import link
from forumdocs.glossary.extraction.brackets import Aside, explained_places, find_asides
from forumdocs.glossary.extraction.candidates import Candidate, Counterpart
from forumdocs.glossary.extraction.known import read_known
from forumdocs.glossary.extraction.people import find_names, places_of
from forumdocs.glossary.extraction.ranking import Specificity, score, tally
from forumdocs.glossary.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from forumdocs.glossary.extraction.candidates import Passage
    from forumdocs.glossary.extraction.phrases import Phrase
    from forumdocs.glossary.store import Glossary

    Find = Callable[[Sequence[str]], list[tuple[Phrase, ...]]]
    Pairs = Sequence[tuple[Sequence[int], Sequence[int]]]

FINDERS: dict[str, Find] = {
    "en": english.find,
    "zh-Hans": chinese.find,
    "zh-Hant": chinese.find_traditional,
    "ko": korean.find,
    "ru": russian.find,
    "ja": japanese.find,
}
"""By glossary language. Thai has none: without a list of its words, a run of Thai letters cannot be cut."""

_SIGN = re.compile(r"(?=(?:.*[A-Z0-9]){2})[A-Za-z0-9.&-]{2,12}")
CONTEXTS = 3
"""Sentences that are shown of a candidate."""
DEFINED = 1.5
"""How much a candidate gains that the text itself explains by an acronym or a translation in brackets."""
WORTH_A_LOOK = 0.2
"""Score under which a candidate is left out. In our parallel corpus half of all are below it; one in 170 of these is a
term that was hidden, against one in 44 of the others. In a short text they would fill up the list."""
MOST_LINKED = 2000
"""Candidates of a language that are compared with those of another: time grows with the square of those in a pair."""


def find_candidates(
    passages: Sequence[Passage], glossary: Glossary, *, pairs: Pairs = (), top: int = 0
) -> list[Candidate]:
    """Find the terms of texts that a glossary lacks.

    Args:
        passages: the sentences of all documents, in reading order.
        glossary: what is known already; its words also tell what belongs to the field.
        pairs: places in ``passages`` of sentences that translate each other, each side in one language.
        top: how many candidates of each language are returned at most; all when 0.

    Returns:
        Candidates language by language in the order of a glossary, the best first.
    """
    matcher = Matcher(glossary)
    present = {passage.lang for passage in passages}
    surveys = {
        lang: Survey(lang, passages, glossary, matcher) for lang in LANGUAGES if lang in FINDERS and lang in present
    }
    links = _links(surveys, passages, pairs)
    return [
        survey.candidate(key, links.get((lang, key), {}))
        for lang, survey in surveys.items()
        for key in survey.ranked[: top or None]
    ]


class Survey:
    """All phrases of one language, counted and weighed."""

    def __init__(self, lang: str, passages: Sequence[Passage], glossary: Glossary, matcher: Matcher) -> None:
        self.lang = lang
        self._passages = passages
        self._numbers = [number for number, passage in enumerate(passages) if passage.lang == lang]
        find = FINDERS[lang]
        known = read_known(glossary, lang, matcher, find)
        texts = [passages[number].text for number in self._numbers]
        names = find_names(texts, lang)
        rows: list[tuple[int, Sequence[Phrase], Sequence[tuple[int, int]]]] = []
        self._asides = defaultdict[str, list[Aside]](list)
        for number, text, phrases in zip(self._numbers, texts, find(texts), strict=True):
            places = known.places(text)
            barred = [*places_of(names, text), *explained_places(text, lang)]
            asides = list(find_asides(text, lang, phrases))
            for aside in asides:
                self._asides[aside.phrase.key].append(aside)
            extra = [a.phrase for a in asides if all(a.phrase.key != p.key for p in phrases)]
            free = [
                phrase
                for phrase in (*phrases, *extra)
                if not known.has(phrase, places) and not _overlaps(phrase, barred) and not _is_foreign(phrase, lang)
            ]
            rows.append((number, free, places))
        self.tallies = tally(rows)
        self.keys_in = {number: {phrase.key for phrase in phrases} for number, phrases, _ in rows}
        self._specificity = Specificity(lang, known.terms)

    @cached_property
    def scores(self) -> dict[str, float]:
        """The score of every candidate that has one."""
        shorts = {aside.text.casefold() for asides in self._asides.values() for aside in asides if not aside.lang}
        scores = {}
        for key, one in self.tallies.items():
            value = score(one, key, self.tallies, self._specificity) * (DEFINED if self._asides.get(key) else 1.0)
            if value >= WORTH_A_LOOK and key not in shorts:
                scores[key] = value
        return scores

    @cached_property
    def ranked(self) -> list[str]:
        """Keys by falling score; of keys that look the same the first."""
        keys = sorted(self.scores, key=lambda key: (-self.scores[key], key))
        shown: dict[str, str] = {}
        taken = set[str]()
        for key in keys:
            if key not in taken:
                shown.setdefault(self.tallies[key].form, key)
                taken.update(self._rivals[key])
        return list(shown.values())

    @cached_property
    def _rivals(self) -> dict[str, set[str]]:
        """For each key the longer and shorter ones that stand wherever it stands: one of them is enough."""
        rivals = defaultdict[str, set[str]](set)
        for key, one in self.tallies.items():
            for parent in one.parents:
                if self.tallies[parent].frequency == one.frequency:
                    rivals[key].add(parent)
                    rivals[parent].add(key)
        return rivals

    @cached_property
    def linkable(self) -> frozenset[str]:
        """The candidates that are compared with those of other languages."""
        return frozenset(self.ranked[:MOST_LINKED])

    def glosses(self, key: str) -> dict[str, Counterpart]:
        """The translations that brackets give of a candidate."""
        found = defaultdict[str, Counter[str]](Counter)
        for aside in self._asides.get(key, ()):
            if aside.lang:
                found["zh-Hans" if aside.lang == "zh" else aside.lang][aside.text] += 1
        return {lang: Counterpart(texts.most_common(1)[0][0], 1.0) for lang, texts in found.items()}

    def candidate(self, key: str, links: dict[str, Counterpart]) -> Candidate:
        """A candidate with all that is known of it."""
        one = self.tallies[key]
        contexts = tuple(self._passages[number] for number in one.passages)
        return Candidate(
            lang=self.lang,
            term=one.form,
            score=round(self.scores[key], 3),
            frequency=one.frequency,
            documents=len({passage.document for passage in contexts}),
            contexts=contexts[:CONTEXTS],
            abbreviations=tuple(dict.fromkeys(a.text for a in self._asides.get(key, ()) if not a.lang)),
            counterparts=links | self.glosses(key),
        )


def _is_foreign(phrase: Phrase, lang: str) -> bool:
    """Whether a phrase is English in a text of another language, and no acronym or the name of a model."""
    return lang != "en" and phrase.form.isascii() and not _SIGN.fullmatch(phrase.form)


def _overlaps(phrase: Phrase, places: Iterable[tuple[int, int]]) -> bool:
    return any(start < phrase.end and phrase.start < end for start, end in places)


def _links(
    surveys: dict[str, Survey], passages: Sequence[Passage], pairs: Pairs
) -> dict[tuple[str, str], dict[str, Counterpart]]:
    """Counterparts by language, for each language and key."""
    found = defaultdict[tuple[str, str], dict[str, Counterpart]](dict)
    for one, other in combinations(surveys.values(), 2):
        sides = [
            (_keys(one, left), _keys(other, right))
            for source, target in pairs
            for left, right in _in_order(source, target, passages, one.lang, other.lang)
        ]
        for made in link(sides):
            source_form, target_form = one.tallies[made.source].form, other.tallies[made.target].form
            found[one.lang, made.source][other.lang] = Counterpart(target_form, round(made.score, 2))
            found[other.lang, made.target][one.lang] = Counterpart(source_form, round(made.score, 2))
    _link_glosses(surveys, found)
    return found


def _link_glosses(surveys: dict[str, Survey], found: dict[tuple[str, str], dict[str, Counterpart]]) -> None:
    """Link both ways what brackets translate, where the translation is a candidate of its own language."""
    shown = {
        (lang, survey.tallies[key].form.casefold()): key for lang, survey in surveys.items() for key in survey.ranked
    }
    for lang, survey in surveys.items():
        for key in survey.ranked:
            for other, gloss in survey.glosses(key).items():
                if twin := shown.get((other, gloss.term.casefold())):
                    found[other, twin][lang] = Counterpart(survey.tallies[key].form, 1.0)


def _in_order(
    source: Sequence[int], target: Sequence[int], passages: Sequence[Passage], first: str, second: str
) -> Iterable[tuple[Sequence[int], Sequence[int]]]:
    """The two sides of a pair in the order of two languages; nothing where they are in others."""
    langs = passages[source[0]].lang, passages[target[0]].lang
    if langs == (first, second):
        return [(source, target)]
    return [(target, source)] if langs == (second, first) else []


def _keys(survey: Survey, numbers: Iterable[int]) -> set[str]:
    """The candidates with a score in some passages."""
    best = survey.linkable
    return {key for number in numbers for key in survey.keys_in[number] if key in best}
