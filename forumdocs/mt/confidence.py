"""How likely it is that a translation is of no use, told without a reference.

A logistic model over a few measures of the pair, as in QuEst (Specia et al. 2013), with the model's own score, as in
Fomicheva et al. 2020 ("Unsupervised Quality Estimation for Neural Machine Translation"). What it estimates is the
probability that the sentence's chrF (Popović 2015) is under :data:`USELESS`. Weights and threshold belong to a
package: ``training/calibration.py`` fits them to translations that the package itself made of sentences it was not
trained on, and writes them into its ``metadata.json``.

Coverage by attention is not among the measures. On 3,000 translations of the starter pack 0.1 it added nothing to
what the score and the lengths say (area under the curve .870 with and without it; five measures of attention
tried), and asking CTranslate2 for it made decoding 2 to 8% slower.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forumdocs.mt import quality

if TYPE_CHECKING:
    from collections.abc import Mapping

USELESS = 20.0
"""Sentence chrF (0 to 100, sacreBLEU's defaults) under which a translation helps nobody."""

MEASURES = {
    "doubt": "nats a token by which the model hesitated: minus the logarithm of its score",
    "short": "logarithm of how much shorter the target is than usual for its source, else 0",
    "long": "the same for a target that is longer",
    "size": "logarithm of the length of the source, in letters of English",
    "source-crumbs": "logarithm of the tokens a letter of the source: rare words fall into many",
    "target-crumbs": "the same for the target",
    "repeats": "share of the target's words that stood in it before, beyond the source's own",
    "numbers": "1 where a number is lost or added",
    "foreign": "share of the target's letters that are not of its language's script: copied text, strays",
    "faults": "flags of quality.check but the one on numbers, and those of the engine",
    "terms": "share of the glossary's terms that are not there, or stand there and must not",
    "glossed": "terms of the glossary in ten letters of the source, each put right whatever the model thought",
}
"""What is measured of a pair. Faults are 0 or near it when all is well; :data:`TRAITS` are no faults.

``glossed`` keeps ``doubt`` honest: a term that the glossary forced on a weak model lowers its score and raises the chrF
(800 translations of starter pack 0.1: area under the curve .775 without this measure, .832 with it).
"""

TRAITS = frozenset({"size", "source-crumbs", "target-crumbs", "glossed"})
"""What makes a translation harder or easier without being wrong: more of it may raise the risk or lower it."""

SPARE_LETTERS = 5.0
"""Added to both lengths before they are compared, so that one letter more or less in a heading says little."""

LEAST_SCORE = 1e-6


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a translation by one package when it is done.

    ``score`` is the model's probability a token (0 to 1). ``pieces`` counts the tokens of source and target.
    ``terms`` counts the concepts of the glossary in the source, ``amiss`` those that the target lacks and terms that
    it should not have. ``flags`` are the engine's own. Languages are base codes.
    """

    source: str
    target: str
    source_lang: str
    target_lang: str
    score: float
    pieces: tuple[int, int]
    terms: int = 0
    amiss: int = 0
    flags: tuple[str, ...] = ()


def measure(evidence: Evidence) -> dict[str, float]:
    """The :data:`MEASURES` of a translation, by name."""
    source, target, langs = evidence.source, evidence.target, (evidence.source_lang, evidence.target_lang)
    size, made = (quality.count_letters(*side) + SPARE_LETTERS for side in zip((source, target), langs, strict=True))
    stretch = math.log(made / size)
    found = quality.check(source, target, source_lang=langs[0], target_lang=langs[1])
    return {
        "doubt": -math.log(max(evidence.score, LEAST_SCORE)),
        "short": max(0.0, -stretch),
        "long": max(0.0, stretch),
        "size": math.log(size),
        "source-crumbs": math.log((evidence.pieces[0] + 1) / size),
        "target-crumbs": math.log((evidence.pieces[1] + 1) / made),
        "repeats": max(0.0, _repeated(target) - _repeated(source)),
        "numbers": float(quality.NUMBER_MISMATCH in found),
        "foreign": 1.0 - quality.own_share(target, langs[1]),
        "faults": float(len({*found, *evidence.flags} - {quality.NUMBER_MISMATCH})),
        "terms": min(1.0, evidence.amiss / max(1, evidence.terms)),
        "glossed": 10.0 * evidence.terms / size,
    }


def _repeated(text: str) -> float:
    words = [word.casefold() for word in quality.split_words(text)]
    return 1.0 - len(set(words)) / len(words) if words else 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a package knows of its own faults: the weight of each measure, and where doubt begins.

    The risk of a translation is the logistic function of ``bias`` and the weighted measures; from ``threshold`` on it
    carries the flag ``low-confidence``.
    """

    bias: float
    weights: tuple[tuple[str, float], ...]
    threshold: float

    def risk(self, measures: Mapping[str, float]) -> float:
        """The estimated probability, 0 to 1, that the translation's chrF is under :data:`USELESS`."""
        return logistic(self.bias + sum(weight * measures[name] for name, weight in self.weights))

    def as_json(self) -> dict[str, object]:
        """The entry ``"confidence"`` of a package's metadata."""
        return {"threshold": self.threshold, "bias": self.bias, "weights": dict(self.weights)}


def read_calibration(entry: object) -> Calibration:
    """The calibration that the entry ``"confidence"`` of a package's metadata describes.

    Raises:
        ValueError: it lacks a part, has one that is no number, or names a measure that is not known; the message
            says which.
    """
    if not isinstance(entry, dict) or not isinstance(entry.get("weights"), dict):
        raise ValueError("has no weights")
    weights: dict[str, object] = entry["weights"]
    if unknown := sorted(weights.keys() - MEASURES.keys()):
        raise ValueError(f"names measures that this version does not know: {', '.join(unknown)}")
    numbers = {"bias": entry.get("bias"), "threshold": entry.get("threshold"), **weights}
    values = {name: _number(name, value) for name, value in numbers.items()}
    if not 0 <= values["threshold"] <= 1:
        raise ValueError("has a threshold that is no probability")
    return Calibration(values["bias"], tuple((name, values[name]) for name in weights), values["threshold"])


def _number(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"has no number for {name}")
    return float(value)


def logistic(x: float) -> float:
    """1 / (1 + e^-x), for any x."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else 1 - 1 / (1 + math.exp(x))
