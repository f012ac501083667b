"""How much each sentence says of its documents: a walk over the graph of sentences that are alike.

LexRank (G. Erkan and D. R. Radev, JAIR 22, 2004) in its biased form (J. Otterbacher, G. Erkan and D. R. Radev, "Biased
LexRank", IPM 45(1), 2009): the walk starts anew where a prior is high. Edges are directed as in HipoRank (Y. Dong,
A. Mircea and J. C. K. Cheung, "Discourse-Aware Unsupervised Summarization of Long Scientific Documents", EACL 2021):
one to a sentence nearer the edge of its section weighs more than one away from it, and less across sections.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forumdocs.pipelines.summaries.points import is_deadline, is_decision
from forumdocs.pipelines.summaries.sums import find_sums
from forumdocs.pipelines.summaries.vocabulary import pattern
from forumdocs.pipelines.summaries.words import CONCEPT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from forumdocs.pipelines.summaries.sentences import Sentence

    Floats = NDArray[np.float64]

DAMPING = 0.3
"""Share of the walk that follows the edges; the rest starts anew from the prior. LexRank's own is 0.85; with a
prior as telling as this one, less is better: 0.15 to 0.45 are alike."""
TOWARDS_EDGE, FROM_EDGE = 1.0, 0.8
"""Weight of an edge towards a sentence nearer the edge of its section, and away from it."""
ACROSS_SECTIONS = 0.8
"""Weight of an edge between two sections."""
LEAST_ALIKE = 0.05
"""Cosine under which two sentences are not joined: one common word of little weight."""
COMMONEST = 0.4
"""Share of the sentences from which on a word joins none, where there are many (speed, and no loss)."""
FEW = 50
"""Sentences up to which no word is too common."""
ROUNDS, CLOSE_ENOUGH = 60, 1e-6
CONCEPT_WEIGHT = 1.2
"""Weight of a concept of the glossary against that of a word."""

CUES = {"decision": 0.8, "deadline": 0.8, "sum": 0.2, "weight": 0.2, "number": 0.4, "aside": -0.8, "dangling": -0.25}
"""What is added to the prior of a sentence (1 at first) by what it holds; see vocabulary.toml. As much as a decision
weighs an announcement, as much as a deadline the earliest day of something: neither is a key point. Chosen, as
all numbers here, on half of corpora/gold/summaries; a fifth more or less changes little."""
LEAD, SECTION_LEAD = 0.2, 0.1
"""What the first sentence of a document, and of a section, is worth more than one in the middle."""
LEAD_LENGTH = 3.0
"""Sentences after which the worth of standing first has fallen to a third."""
LOWEST = 0.05
"""Prior of a sentence with all that speaks against it."""
LENGTH = 1.0
"""Power of the length of a sentence, in tokens of the mean length, in its prior: what says much is noted."""
LONGEST = 3.0
"""Multiple of the mean length from which on more words add nothing."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scores of sentences (their sum is 1), and the vectors by which they are compared."""

    scores: tuple[float, ...]
    vectors: tuple[Mapping[str, float], ...]

    def likeness(self, one: int, other: int) -> float:
        """The cosine of two sentences."""
        return _dot(self.vectors[one], self.vectors[other])


def rank(sentences: Sequence[Sentence], bags: Sequence[Sequence[str]]) -> Ranking:
    """Score sentences by the walk.

    Args:
        sentences: the sentences that may be chosen, document by document, in order.
        bags: their tokens, from :func:`words_of`.
    """
    vectors = weigh(bags)
    priors = [
        prior(sentence) * lead * length
        for sentence, lead, length in zip(sentences, _leads(sentences), _lengths(bags), strict=True)
    ]
    return Ranking(tuple(_walk(vectors, priors, sentences)), tuple(vectors))


def weigh(bags: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """Vectors of length 1 by tf-idf."""
    spread = Counter(word for bag in bags for word in set(bag))
    vectors = []
    for bag in bags:
        vector = {
            word: (1 + math.log(count))
            * math.log(1 + len(bags) / spread[word])
            * (CONCEPT_WEIGHT if word.startswith(CONCEPT) else 1.0)
            for word, count in Counter(bag).items()
        }
        norm = math.sqrt(sum(weight**2 for weight in vector.values())) or 1.0
        vectors.append({word: weight / norm for word, weight in vector.items()})
    return vectors


def prior(sentence: Sentence) -> float:
    """What a sentence is worth by what it holds, 1 where it holds nothing of note."""
    held = {
        "decision": is_decision(sentence) or _has("announcement", sentence),
        "deadline": is_deadline(sentence) or _has("earliest", sentence),
        "sum": bool(find_sums(sentence.text, sentence.lang)),
        "number": any(char.isdecimal() for char in sentence.text),
        **{name: _has(name, sentence) for name in ("weight", "aside")},
        "dangling": _begins(sentence),
    }
    value = 1.0 + sum(CUES[name] for name, is_held in held.items() if is_held)
    return max(LOWEST, value)


def _has(name: str, sentence: Sentence) -> bool:
    cue = pattern(name, sentence.lang)
    return bool(cue and cue.search(sentence.text))


def _begins(sentence: Sentence) -> bool:
    cue = pattern("dangling", sentence.lang)
    return bool(cue and cue.match(sentence.text))


def _leads(sentences: Sequence[Sentence]) -> list[float]:
    """A factor for the place of each sentence in its document and in its section."""
    in_document, in_section = Counter[int](), Counter[tuple[int, int]]()
    factors = []
    for s in sentences:
        first, second = in_document[s.document], in_section[s.document, s.section]
        factors.append(1.0 + LEAD * math.exp(-first / LEAD_LENGTH) + SECTION_LEAD * math.exp(-second))
        in_document[s.document] += 1
        in_section[s.document, s.section] += 1
    return factors


def _lengths(bags: Sequence[Sequence[str]]) -> list[float]:
    """A factor for the length of each sentence, 1 for the mean."""
    mean = sum(map(len, bags)) / len(bags) or 1.0
    return [min(LONGEST, len(bag) / mean) ** LENGTH for bag in bags]


def _walk(
    vectors: Sequence[Mapping[str, float]], priors: Sequence[float], sentences: Sequence[Sentence]
) -> list[float]:
    """The share of the time that the walk spends at each sentence (power iteration)."""
    import numpy as np

    start = np.array(priors) / (sum(priors) or 1.0)
    sources, targets, weights = _edges(vectors, sentences)
    outgoing = np.bincount(sources, weights, len(vectors))
    lost = outgoing == 0
    steps = weights / outgoing[sources]
    state = start
    for _ in range(ROUNDS):
        moved = np.bincount(targets, state[sources] * steps * start[targets] * len(vectors), len(vectors))
        after = DAMPING * (moved + state[lost].sum() * start) + (1 - DAMPING) * start
        after /= after.sum()
        if np.abs(after - state).sum() < CLOSE_ENOUGH:
            break
        state = after
    return [float(share) for share in state]


def _edges(
    vectors: Sequence[Mapping[str, float]], sentences: Sequence[Sentence]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """The edges of the graph: from, to, weight. Time goes with the number of pairs that share a word."""
    import numpy as np

    postings = _postings(vectors)
    depths = np.array(_depths(sentences))
    sections = np.array([s.document * 100_000 + s.section for s in sentences])
    sources, targets, weights = [], [], []
    for place, vector in enumerate(vectors):
        shared = [postings[word] for word in vector if word in postings]
        if not shared:
            continue
        others = np.concatenate([where for where, _ in shared])
        held = [vector[word] for word in vector if word in postings]
        products = np.concatenate([what * own for (_, what), own in zip(shared, held, strict=True)])
        alike = np.bincount(others, products, len(vectors))
        alike[place] = 0.0
        near = np.flatnonzero(alike > LEAST_ALIKE)
        weight = alike[near] * np.where(depths[near] <= depths[place], TOWARDS_EDGE, FROM_EDGE)
        weights.append(weight * np.where(sections[near] == sections[place], 1.0, ACROSS_SECTIONS))
        targets.append(near)
        sources.append(np.full(len(near), place))
    if not sources:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    return np.concatenate(sources), np.concatenate(targets), np.concatenate(weights)


def _postings(vectors: Sequence[Mapping[str, float]]) -> dict[str, tuple[NDArray[np.int64], Floats]]:
    """For each word of two sentences or more: which they are, and its weight in them."""
    import numpy as np

    places: dict[str, list[tuple[int, float]]] = {}
    for place, vector in enumerate(vectors):
        for word, weight in vector.items():
            places.setdefault(word, []).append((place, weight))
    most = max(FEW, COMMONEST * len(vectors))
    return {
        word: (np.array([p for p, _ in found]), np.array([w for _, w in found]))
        for word, found in places.items()
        if 1 < len(found) <= most
    }


def _depths(sentences: Sequence[Sentence]) -> list[float]:
    """How far each sentence is from the nearer edge of its section, 0 to 0.5; the end counts as farther."""
    sizes = Counter((s.document, s.section) for s in sentences)
    seen = Counter[tuple[int, int]]()
    depths = []
    for s in sentences:
        key = s.document, s.section
        place = seen[key] / sizes[key]
        depths.append(min(place, 1.2 * (1 - place)))
        seen[key] += 1
    return depths


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())
