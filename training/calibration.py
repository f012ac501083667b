"""A pack learns which of its translations are wrong: the model of :mod:`forumdocs.mt.confidence`, fitted and checked.

The product's own engine translates sentence groups that the pack was not trained on, in every direction; sacreBLEU
gives each translation its sentence chrF; a logistic regression learns from the measures of a pair whether that is
under 20.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from pathlib import Path

import numpy as np
from sacrebleu.metrics import CHRF

from forumdocs.errors import BadPackage
from forumdocs.model import LOW_CONFIDENCE
from forumdocs.mt import manifests
from forumdocs.mt.confidence import MEASURES, TRAITS, USELESS, Calibration, measure
from forumdocs.mt.constraints import Terminology
from forumdocs.mt.engine import Engine, Translation
from forumdocs.mt.packages import METADATA, Package, read_metadata, read_package
from training.data import LANGS, is_held_out, read_groups
from training.testsets import TEST_SET

GOOD = 50.0
"""Sentence chrF over which a flag is a false alarm."""

GOAL = 0.85
"""The share of useless translations that have to carry the flag."""
MARGIN = 0.04
"""How much more the threshold aims at, for texts unlike those it is chosen on."""

RIDGE = 1.0
"""How strongly all weights are pulled to 0, for measures in standard deviations: what few pairs seem to say of a
measure or a direction counts for little."""

HARMFUL = MEASURES.keys() - TRAITS
"""Measures that may only raise the risk: whatever the pairs at hand seem to say, a fault is no reason for trust."""

FOLDS = 5
NEWTON_STEPS = 50
NEEDED = 20
"""Translations on either side of :data:`USELESS` without which there is nothing to learn from; useless ones of a
direction without which it takes the threshold of all."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A translation that was compared with a person's.

    ``chrf`` is the sentence chrF (0 to 100), ``risk`` what was estimated without the reference (0 to 1), ``group``
    the number of its row. ``measures`` are in the order of :data:`MEASURES`; there are none where text was copied.
    """

    direction: str
    chrf: float
    risk: float
    flagged: bool
    group: int = 0
    measures: tuple[float, ...] = ()

    @property
    def useless(self) -> bool:
        """Whether it should carry the flag."""
        return self.chrf < USELESS


@dataclass(frozen=True, slots=True)
class Row:
    """How well useless translations are told from others, in one direction or in all.

    ``flagged`` is the share of all pairs that carry the flag, ``found`` that of the useless ones, ``false`` that of
    those with a chrF over 50; ``auc`` is the probability that a useless one has a higher risk than another. NaN where
    there are none.
    """

    direction: str
    pairs: int
    useless: int
    good: int
    flagged: float
    found: float
    false: float
    auc: float

    def __str__(self) -> str:
        shares = (f"{name} {_percent(getattr(self, name))}" for name in ("flagged", "found", "false"))
        auc = "    –" if math.isnan(self.auc) else f"{self.auc:.3f}"
        counts = f"{self.pairs:5} pairs, {self.useless:4} under 20, {self.good:4} over 50"
        return f"{self.direction:5} {counts}; {', '.join(shares)}; AUC {auc}"


def _percent(share: float) -> str:
    return "    –" if math.isnan(share) else f"{share:5.1%}"


# Translations and what they are worth


def read_pack(pack: Path) -> tuple[Package, ...]:
    """The packages of a pack such as ``forumdocs/mt/starter``.

    Raises:
        BadPackage: it holds none, or one that cannot be read.
    """
    folders = sorted(path.parent for path in (pack / "packages").glob(f"*/{METADATA}"))
    if not folders:
        raise BadPackage(f"{pack}: no packages/*/{METADATA}; name the folder that `export` wrote.")
    return tuple(package for folder in folders for package in read_package(folder, builtin=True))


def read_unseen(path: Path, *, limit: int = 0, held_out: bool = True) -> dict[str, list[str]]:
    """The columns of a table of sentence groups that the pack was not trained on.

    Args:
        path: a table as ``corpora/parallel/forum.tsv``.
        limit: so many groups, evenly spread; 0 for all.
        held_out: take only those groups that ``prepare`` keeps back.

    Raises:
        ValueError: a sentence of it is in the test set, which has to stay a test.
    """
    groups = [group for group in read_groups(path) if not held_out or is_held_out(group["id"])]
    columns = {lang: [group[lang] for group in groups] for lang in LANGS if groups and lang in groups[0]}
    if TEST_SET.is_file():
        tested = {text for group in read_groups(TEST_SET) for lang, text in group.items() if lang in LANGS}
        if shared := sum(text in tested for column in columns.values() for text in column):
            raise ValueError(f"{shared} of its sentences are in {TEST_SET.name}; take other groups")
    return {lang: texts[:: max(1, len(texts) // limit)][:limit] if limit else texts for lang, texts in columns.items()}


def translate_groups(
    groups: Mapping[str, Sequence[str]],
    packages: Sequence[Package],
    *,
    terms: Terminology | None = None,
    beam: int = 4,
    progress: Callable[[str], object] = str,
) -> list[Judged]:
    """Translate every direction that the packages know between the columns, and judge the results.

    Args:
        groups: columns of sentences by language; a row is a group.
        packages: what to calibrate.
        terms: the glossary, as the product uses it.
        beam: width of the beam search.
        progress: called with the name of each direction before it is translated.
    """
    engine, known = Engine(packages), {(package.source, package.target) for package in packages}
    judged = []
    for source, target in permutations(groups, 2):
        if (source, target) in known:
            progress(f"{source}-{target}")
            made = engine.translate(groups[source], source=source, target=target, beam=beam, terms=terms)
            judged += judge(made, groups[target], direction=f"{source}-{target}")
    return judged


def judge(made: Sequence[Translation], references: Sequence[str], *, direction: str) -> list[Judged]:
    """Compare translations with a person's, by chrF with sacreBLEU's defaults.

    The risk of a package that was not calibrated is what its score leaves to 1.
    """
    metric = CHRF()
    return [
        Judged(
            direction,
            metric.sentence_score(translation.text, [reference]).score,
            1.0 - translation.score if translation.risk is None else translation.risk,
            LOW_CONFIDENCE in translation.flags,
            group,
            tuple(measure(translation.evidence[-1]).values()) if translation.evidence else (),
        )
        for group, (translation, reference) in enumerate(zip(made, references, strict=True))
    ]


def report(pairs: Iterable[Judged]) -> list[Row]:
    """How well the flag tells useless translations, direction by direction, then in ``all``."""
    pairs = list(pairs)
    directions = dict.fromkeys(pair.direction for pair in pairs)
    rows = [_row(name, [pair for pair in pairs if pair.direction == name]) for name in directions]
    return [*rows, _row("all", pairs)]


def _row(name: str, pairs: Sequence[Judged]) -> Row:
    useless, good = [p for p in pairs if p.useless], [p for p in pairs if p.chrf > GOOD]
    shares = (_share_flagged(chosen) for chosen in (pairs, useless, good))
    auc = area_under_curve([p.risk for p in pairs], [p.useless for p in pairs])
    return Row(name, len(pairs), len(useless), len(good), *shares, auc)


def _share_flagged(pairs: Sequence[Judged]) -> float:
    return sum(pair.flagged for pair in pairs) / len(pairs) if pairs else math.nan


def area_under_curve(risks: Sequence[float], useless: Sequence[bool]) -> float:
    """The probability that a useless translation has a higher risk than another; NaN without both kinds."""
    values, is_useless = np.array(risks), np.array(useless, dtype=bool)
    bad, fine = values[is_useless], np.sort(values[~is_useless])
    if not len(bad) or not len(fine):
        return math.nan
    below, not_above = (np.searchsorted(fine, bad, side=side) for side in ("left", "right"))
    return float((below + not_above).sum() / 2 / len(bad) / len(fine))


# Learning


def calibrate(judged: Sequence[Judged]) -> tuple[dict[str, Calibration], list[Judged]]:
    """Learn to tell useless translations.

    Returns:
        The calibration of each direction, and the judged translations with the risk and the flag that they get from
        models fitted without their part of the groups, as an honest preview.

    Raises:
        ValueError: there are too few translations on one side of chrF 20.
    """
    samples = [pair for pair in judged if pair.measures]
    counts = [sum(pair.useless == kind for pair in samples) for kind in (True, False)]
    if min(counts) < NEEDED:
        raise ValueError(
            f"{counts[0]} translations are under chrF {USELESS:.0f} and {counts[1]} are not; at least {NEEDED} of each "
            "are needed: take more groups"
        )
    unseen = cross_validate(samples)
    thresholds = choose_thresholds(unseen)
    return {name: replace(found, threshold=thresholds[name]) for name, found in fit(samples).items()}, unseen


def fit(samples: Sequence[Judged], *, ridge: float = RIDGE) -> dict[str, Calibration]:
    """A logistic regression over the measures, with a bias a direction; thresholds are left at one half."""
    values = np.array([sample.measures for sample in samples])
    mean, spread = values.mean(axis=0), values.std(axis=0)
    directions = list(dict.fromkeys(sample.direction for sample in samples))
    is_of = np.array([[sample.direction == name for name in directions] for sample in samples], dtype=float)
    scaled = (values - mean) / np.where(spread > 0, spread, 1.0)
    useful = spread > 0
    while True:
        solved = _regress(scaled[:, useful], is_of, np.array([sample.useless for sample in samples]), ridge)
        weights = np.zeros(len(spread))
        weights[useful] = solved[1 : 1 + useful.sum()] / spread[useful]
        worst = min(HARMFUL, key=lambda name: weights[list(MEASURES).index(name)])
        if weights[list(MEASURES).index(worst)] >= 0:
            break
        useful[list(MEASURES).index(worst)] = False
    named = tuple((name, _rounded(weight)) for name, weight in zip(MEASURES, weights, strict=True) if weight)
    biases = solved[0] + solved[1 + useful.sum() :] - weights @ mean
    return {name: Calibration(_rounded(bias), named, 0.5) for name, bias in zip(directions, biases, strict=True)}


def _regress(scaled: np.ndarray, is_of: np.ndarray, useless: np.ndarray, ridge: float) -> np.ndarray:
    """Intercept, weights and biases of directions, by Newton's method (iteratively reweighted least squares)."""
    x = np.hstack([np.ones((len(scaled), 1)), scaled, is_of])
    pull = np.full(x.shape[1], ridge)
    pull[0] = 1e-6  # the share of useless translations is no fault of the model
    solved = np.zeros(x.shape[1])
    for _ in range(NEWTON_STEPS):
        risks = 1 / (1 + np.exp(-np.clip(x @ solved, -30, 30)))
        slope = x.T @ (useless - risks) - pull * solved
        bend = (x * (risks * (1 - risks))[:, None]).T @ x + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        solved += step
        if np.abs(step).max() < 1e-8:
            break
    return solved


def _rounded(number: float) -> float:
    return round(float(number), 4)


def choose_thresholds(pairs: Iterable[Judged]) -> defaultdict[str, float]:
    """For each direction the risk from which on a flag finds as many useless translations as the goal asks, and more.

    It is never above the one for all directions together: where nearly every translation is useless, so is nearly
    every one that is less risky than others.
    """
    risks = defaultdict[str, list[float]](list)
    for pair in pairs:
        if pair.useless:
            risks[pair.direction].append(pair.risk)
    common = _reach([risk for found in risks.values() for risk in found])
    own = {name: min(common, _reach(found)) for name, found in risks.items() if len(found) >= NEEDED}
    return defaultdict(lambda: common, own)


def _reach(risks: Iterable[float]) -> float:
    """The highest threshold that so many of these risks reach; one half where there are none."""
    ordered = sorted(risks)
    return math.floor(1e4 * ordered[int((1 - GOAL - MARGIN) * len(ordered))]) / 1e4 if ordered else 0.5


def cross_validate(samples: Sequence[Judged]) -> list[Judged]:
    """The samples with the risk and the flag that they get from models and thresholds found without them.

    Neighbouring groups, which may be one passage, are left out together.
    """
    count = 1 + max(sample.group for sample in samples)
    folds = [[s for s in samples if s.group * FOLDS // count == fold] for fold in range(FOLDS)]
    rated = [_rate(fold, fit(_all_but(fold, folds))) for fold in folds]
    thresholds = [choose_thresholds(_all_but(fold, rated)) for fold in rated]
    return [
        replace(sample, flagged=sample.risk >= chosen[sample.direction])
        for fold, chosen in zip(rated, thresholds, strict=True)
        for sample in fold
    ]


def _all_but(left_out: list[Judged], folds: Iterable[list[Judged]]) -> list[Judged]:
    return [sample for fold in folds if fold is not left_out for sample in fold]


def _rate(samples: Iterable[Judged], models: Mapping[str, Calibration]) -> list[Judged]:
    return [
        replace(sample, risk=models[sample.direction].risk(dict(zip(MEASURES, sample.measures, strict=True))))
        for sample in samples
    ]


# Into the pack


def write_calibrations(pack: Path, calibrations: Mapping[str, Calibration]) -> None:
    """Put each direction's calibration into the metadata of its package, and record the new digests.

    Raises:
        BadPackage: metadata or the manifest of the pack cannot be read.
    """
    for package in read_pack(pack):
        if calibration := calibrations.get(f"{package.source}-{package.target}"):
            metadata = read_metadata(package.path) | {"confidence": calibration.as_json()}
            text = json.dumps(metadata, indent=1) + "\n"
            (package.path / METADATA).write_text(text, encoding="utf-8", newline="\n")
    manifests.record(pack, origin=manifests.read_origin(pack))
