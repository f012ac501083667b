"""Where bold words land: terms set apart in human translations, found again without the glossary entry that knows them.

    python benchmarks/formatting.py [SENTENCES]

A term of the glossary that a sentence of corpora/parallel and its translation name once each is a case: the term is
what is bold in the source, its counterpart what should be bold in the target. Its entry is hidden, so that the other
terms, numbers, names, the order of words and the look of the built-in pack are left to go by. "exact" is the share
found to the letter, "F1" the mean overlap of characters.
"""

from __future__ import annotations

import csv
import random
import sys
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from forumdocs.glossary import Match, Matcher, load_builtin
from forumdocs.model import TermMatch
from forumdocs.mt.engine import Engine
from forumdocs.pipelines.formatting import Spot, Text, carry

LANGUAGES = ("en", "zh", "ko", "ru")
CORPUS = Path(__file__).resolve().parent.parent / "corpora" / "parallel" / "forum.tsv"
SEED = 2025
SENTENCES = 250


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, its translation, and the term on both sides."""

    source: Text
    target: Text
    span: Spot
    wanted: Spot
    others: tuple[TermMatch, ...]
    """The other terms of the sentence, which a run would know."""


def read_cases(limit: int) -> list[Case]:
    """Cases of all directions from ``limit`` sentences of the corpus."""
    matcher = Matcher(load_builtin())
    with CORPUS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    random.Random(SEED).shuffle(rows)
    cases: list[Case] = []
    for row in rows[:limit]:
        found = {lang: _by_concept(matcher.find(row[lang], lang)) for lang in LANGUAGES if row[lang]}
        for source, target in permutations(found, 2):
            for concept in sorted(found[source].keys() & found[target].keys()):
                texts = Text(row[source], source), Text(row[target], target)
                terms = {
                    other: TermMatch(
                        other, texts[0].text[slice(*here)], texts[1].text[slice(*found[target][other])], True
                    )
                    for other, here in found[source].items()
                    if other in found[target] and other != concept
                }
                cases.append(Case(*texts, found[source][concept], found[target][concept], tuple(terms.values())))
    return cases


def _by_concept(matches: tuple[Match, ...]) -> dict[str, Spot]:
    """The place of each concept that is named once."""
    places: dict[str, list[Spot]] = {}
    for match in matches:
        places.setdefault(match.concept.id, []).append((match.start, match.end))
    return {concept: spots[0] for concept, spots in places.items() if len(spots) == 1}


def overlap(found: Spot, wanted: Spot) -> float:
    """F1 of the characters of two stretches."""
    shared = max(0, min(found[1], wanted[1]) - max(found[0], wanted[0]))
    return 2 * shared / (found[1] - found[0] + wanted[1] - wanted[0])


def main(limit: int = SENTENCES) -> None:
    """Print both scores, with and without the look of the model, by direction."""
    cases, engine = read_cases(limit), Engine()
    directions = list(dict.fromkeys((case.source.lang, case.target.lang) for case in cases))
    totals: dict[bool, list[tuple[bool, float]]] = {True: [], False: []}
    for source, target in directions:
        own = [case for case in cases if (case.source.lang, case.target.lang) == (source, target)]
        looks = engine.align([(c.source.text, c.target.text) for c in own], source=source, target=target)
        line = f"{source}-{target} {len(own):5}"
        for looked in (True, False):
            scores = []
            for case, look in zip(own, looks, strict=True):
                marks = carry(
                    case.source, case.target, [case.span], alignment=look if looked else None, terms=case.others
                )
                spot = (marks[0].start, marks[0].end) if marks else (0, 0)
                scores.append((spot == case.wanted, overlap(spot, case.wanted)))
            totals[looked] += scores
            line += _shown(scores)
        print(line)
    print(f"all   {len(cases):5}{_shown(totals[True])}{_shown(totals[False])}   (with and without the look)")


def _shown(scores: list[tuple[bool, float]]) -> str:
    exact, total = (sum(score[i] for score in scores) / max(1, len(scores)) for i in (0, 1))
    return f"   exact {exact:.3f}  F1 {total:.3f}"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
