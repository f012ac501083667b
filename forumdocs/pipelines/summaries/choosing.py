"""Which of the ranked sentences stand in the summary, and in which order."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from forumdocs.pipelines.summaries.words import CONCEPT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forumdocs.pipelines.summaries.ranking import Ranking
    from forumdocs.pipelines.summaries.sentences import Sentence

REPEATING = 0.5
"""What likeness to a chosen sentence costs (the complement of λ in MMR)."""
CROWDED = 0.9
"""By how much a further sentence of a section is worth less for each that was chosen from it."""
UNEVEN = 0.75
"""The same for each that was chosen from its document, where there are several: each is to have its say."""
SAME = 0.72
"""Cosine from which on two sentences say the same, and only one is chosen."""
POOL = 400
"""Sentences with the best scores among which is chosen: a summary holds a few."""
RELATED = 0.08
"""Mean cosine from which on two groups of sentences are one topic."""


def choose(sentences: Sequence[Sentence], ranking: Ranking, count: int) -> list[int]:
    """The places of ``count`` sentences, the best first, none a repetition of another.

    Maximal marginal relevance (J. Carbonell and J. Goldstein, SIGIR 1998), with less for a section that has its share.
    """
    order = sorted(range(len(sentences)), key=lambda place: (-ranking.scores[place], place))[:POOL]
    nearest = dict.fromkeys(order, 0.0)
    chosen: list[int] = []
    crowd = Counter[tuple[int, int]]()
    share = Counter[int]()
    several = len({sentence.document for sentence in sentences}) > 1

    def worth(place: int) -> float:
        """What a sentence adds to those that are chosen."""
        one = sentences[place]
        news = ranking.scores[place] * (1 - REPEATING * nearest[place])
        return float(news * CROWDED ** crowd[one.document, one.section] * UNEVEN ** share[one.document])

    while nearest and len(chosen) < count:
        best = max(nearest, key=lambda p: (worth(p), -p))
        del nearest[best]
        chosen.append(best)
        crowd[sentences[best].document, sentences[best].section] += 1
        share[sentences[best].document] += several
        for place in list(nearest):
            nearest[place] = max(nearest[place], ranking.likeness(place, best))
            if nearest[place] >= SAME:
                del nearest[place]
    return chosen


def group(chosen: Sequence[int], ranking: Ranking) -> list[list[int]]:
    """The chosen sentences by topic: clusters by mean likeness, the one with the best sentence first."""
    groups = [[place] for place in chosen]
    while pair := _closest(groups, ranking):
        one, other = pair
        groups[one] += groups.pop(other)
    return sorted(groups, key=lambda members: -max(ranking.scores[place] for place in members))


def _closest(groups: Sequence[Sequence[int]], ranking: Ranking) -> tuple[int, int] | None:
    """The two groups that are most alike, where any are :data:`RELATED`; the first has the lower number."""
    best, found = RELATED, None
    for one in range(len(groups)):
        for other in range(one + 1, len(groups)):
            links = [ranking.likeness(a, b) for a in groups[one] for b in groups[other]]
            if (mean := sum(links) / len(links)) > best:
                best, found = mean, (one, other)
    return found


def shared_concept(members: Sequence[int], ranking: Ranking, is_topic: Callable[[str], bool]) -> str:
    """The concept of the glossary that weighs most in a group, by its identifier; empty where it names none.

    ``is_topic`` tells of an identifier whether it may name a topic.
    """
    weights = defaultdict[str, float](float)
    for place in members:
        for word, weight in ranking.vectors[place].items():
            if word.startswith(CONCEPT) and is_topic(word.removeprefix(CONCEPT)):
                weights[word] += weight
    return max(weights, key=lambda word: (weights[word], word)).removeprefix(CONCEPT) if weights else ""
