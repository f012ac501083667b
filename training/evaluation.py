"""How good a pack is: sacreBLEU's metrics, and what else the product promises, of the product's own engine.

The engine translates as it does for a user, second tries included; the glossary is given to it or not.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from statistics import mean

from sacrebleu.metrics import BLEU, CHRF

from forumdocs.mt.constraints import Terminology
from forumdocs.mt.decoding import usable_cores
from forumdocs.mt.engine import Engine, Translation
from forumdocs.mt.packages import Package
from training.calibration import Judged, Row, judge, report
from training.data import LANGS
from training.testsets import GoldSet

BLEU_TOKENS = {"zh": "zh", "ko": "char", "ja": "char"}
"""sacreBLEU's tokenizers where the default, for spaced languages, does not fit. Its own for Korean and Japanese need
MeCab; characters need nothing and depend on no dictionary."""

GOALS = {"en": 60.0, "ru": 55.0, "ko": 40.0, "zh": 35.0}
"""Forum test: chrF++ into English and Russian, chrF into Korean and Chinese."""
WORDS_COUNT = ("en", "ru")
"""Languages whose goal is of chrF++; elsewhere it is of chrF, for a particle or a missing space is no word."""

FOUND_GOAL, FALSE_GOAL = 0.85, 0.15
"""Of useless translations the least share that must carry ``low-confidence``; of good ones it must be less."""

SPEED_GOAL = 100.0
"""Short sentences a second, on two cores at beam 4."""
SHORT = 12
"""Words of the English side up to which a sentence group is short."""

EXAMPLES = 20
"""Sentences of each direction that are written out to be read."""


@dataclass(frozen=True, slots=True)
class Output:
    """What the engine made of one direction of a set. ``terms`` tells whether it was given the glossary."""

    gold: GoldSet
    source: str
    target: str
    pairs: tuple[tuple[str, str], ...]
    made: tuple[Translation, ...]
    terms: bool = False

    @property
    def direction(self) -> str:
        """Such as ``"en-zh"``."""
        return f"{self.source}-{self.target}"

    @property
    def references(self) -> list[str]:
        """What persons made of the sources."""
        return [reference for _, reference in self.pairs]


@dataclass(frozen=True, slots=True)
class Score:
    """Scores of one direction of a set, 0 to 100; ``chrf`` with characters alone, ``chrf_words`` is chrF++."""

    set: str
    source: str
    target: str
    terms: bool
    sentences: int
    bleu: float
    chrf_words: float
    chrf: float
    goal: float | None

    @property
    def direction(self) -> str:
        """Such as ``"en-zh"``."""
        return f"{self.source}-{self.target}"

    def __str__(self) -> str:
        figures = f"chrF++ {self.chrf_words:5.1f}  chrF {self.chrf:5.1f}  BLEU {self.bleu:5.1f}"
        return f"{self.set:9} {self.direction}  {figures}  ({self.sentences}{', with terms' * self.terms})"

    @property
    def main(self) -> float:
        """The one that has the goal."""
        return self.chrf_words if self.target in WORDS_COUNT else self.chrf

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None without one."""
        return None if self.goal is None else self.main >= self.goal


@dataclass(frozen=True, slots=True)
class Summary:
    """The mean of the main scores into one language. ``reached`` counts the directions that reach the goal alone."""

    set: str
    target: str
    terms: bool
    mean: float
    goal: float
    directions: int
    reached: int


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast the engine was: models loaded before, all directions together."""

    sentences: int
    seconds: float
    cores: int
    beam: int

    @property
    def rate(self) -> float:
        """Sentences a second."""
        return self.sentences / self.seconds


@dataclass(frozen=True, slots=True)
class Card:
    """All that an evaluation found. ``doubts`` are the reports on ``low-confidence``, without the glossary or with it.

    ``own`` is the set of forum text that speed and doubts were measured on; empty without one.
    """

    pack: str
    beam: int
    sets: tuple[GoldSet, ...]
    scores: tuple[Score, ...]
    doubts: dict[bool, list[Row]]
    speed: Speed | None = None
    own: str = ""
    skipped: tuple[str, ...] = ()


def evaluate(
    packages: Sequence[Package],
    sets: Sequence[GoldSet],
    *,
    beam: int = 4,
    modes: Sequence[Terminology | None] = (None,),
    skipped: Iterable[str] = (),
    progress: Callable[[Score], object] = repr,
) -> Card:
    """Measure a pack on sets; its speed, and how it knows its faults, on forum text if there is some among them.

    Args:
        packages: the pack.
        sets: what to translate.
        beam: width of the beam search.
        modes: None for the engine alone, a glossary for its terms enforced.
        skipped: lines on sets that are not there.
        progress: called with each score when it is known.
    """
    engine, directions = Engine(packages), directions_of(packages)
    scores, doubts = [], {}
    for terms in modes:
        for gold in sets:
            outputs = []
            for output in translate(gold, engine, directions, beam=beam, terms=terms):
                scores.append(score(output))
                progress(scores[-1])
                outputs += [output] if gold.own else []
            if outputs:
                doubts[terms is not None] = report(judge_all(outputs))
    own = next((gold for gold in sets if gold.own), None)
    return Card(
        name_of(packages),
        beam,
        tuple(sets),
        tuple(scores),
        doubts,
        measure_speed(own, engine, directions, beam=beam) if own else None,
        own.name if own else "",
        tuple(skipped),
    )


def name_of(packages: Sequence[Package]) -> str:
    """Version of a pack and the beginning of its model's digest."""
    models = sorted({package.model_path / "model.bin" for package in packages})
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in models)).hexdigest()
    return f"Pack {packages[0].version} (model sha256 {digest[:12]}…, {len(packages)} directions)"


def directions_of(packages: Iterable[Package]) -> list[tuple[str, str]]:
    """The directions that packages have themselves, in the order of :data:`LANGS`."""
    known = {(package.source, package.target) for package in packages}
    return [direction for direction in permutations(LANGS, 2) if direction in known]


def translate(
    gold: GoldSet,
    engine: Engine,
    directions: Iterable[tuple[str, str]],
    *,
    beam: int = 4,
    terms: Terminology | None = None,
) -> Iterator[Output]:
    """Translate a set in those of the directions that it has sentences for."""
    for source, target in directions:
        if pairs := gold.pairs(source, target):
            made = engine.translate([text for text, _ in pairs], source=source, target=target, beam=beam, terms=terms)
            yield Output(gold, source, target, tuple(pairs), tuple(made), terms is not None)


def score(output: Output) -> Score:
    """Compare translations with a person's."""
    texts, references = [translation.text for translation in output.made], [output.references]
    bleu, chrf_words, chrf = (metric.corpus_score(texts, references).score for metric in metrics(output.target))
    return Score(
        output.gold.name,
        output.source,
        output.target,
        output.terms,
        len(texts),
        bleu,
        chrf_words,
        chrf,
        GOALS[output.target] * output.gold.share if output.target in GOALS else None,
    )


def metrics(target: str) -> tuple[BLEU, CHRF, CHRF]:
    """BLEU, chrF++ and chrF for a target language."""
    return BLEU(tokenize=BLEU_TOKENS.get(target, "13a")), CHRF(word_order=2), CHRF()


def signatures(targets: Iterable[str]) -> dict[str, str]:
    """SacreBLEU's description of each metric that is used for these languages, by what it is called here."""
    users: dict[str, list[str]] = {}
    for target in targets:
        users.setdefault(BLEU_TOKENS.get(target, "13a"), []).append(target)
    bleu = {f"BLEU into {', '.join(langs)}": metrics(langs[0])[0] for langs in users.values()}
    named: dict[str, BLEU | CHRF] = {**bleu, "chrF++": CHRF(word_order=2), "chrF": CHRF()}
    for metric in named.values():
        metric.corpus_score(["a"], [["a"]])  # a signature tells the number of references: it must have seen some
    return {name: str(metric.get_signature()) for name, metric in named.items()}


def summarize(scores: Sequence[Score]) -> list[Summary]:
    """The means into each language that has a goal, set by set."""
    groups: dict[tuple[str, bool, str], list[Score]] = {}
    for found in scores:
        groups.setdefault((found.set, found.terms, found.target), []).append(found)
    summaries = []
    for (name, terms, target), own in groups.items():
        if own[0].goal is not None:
            reached = sum(found.reached is True for found in own)
            summaries.append(Summary(name, target, terms, mean(s.main for s in own), own[0].goal, len(own), reached))
    return summaries


def judge_all(outputs: Iterable[Output]) -> list[Judged]:
    """Sentence by sentence, whether translations that are useless carry the flag."""
    return [found for o in outputs for found in judge(o.made, o.references, direction=o.direction)]


def measure_speed(
    gold: GoldSet, engine: Engine, directions: Iterable[tuple[str, str]], *, beam: int = 4
) -> Speed | None:
    """Translate the short sentences of a set in all directions, and take the time; None if it has none."""
    work = [(source, target, _short(gold, source)) for source, target in directions]
    sentences, start = 0, 0.0
    for warm in (True, False):
        start = time.perf_counter()
        for source, target, texts in work:
            engine.translate(texts[:1] if warm else texts, source=source, target=target, beam=beam)
            sentences += 0 if warm else len(set(texts))
    return Speed(sentences, time.perf_counter() - start, usable_cores(), beam) if sentences else None


def _short(gold: GoldSet, lang: str) -> list[str]:
    """The sentences of a language whose English side is short."""
    tables = [table for table in gold.tables if {"en", lang} <= table.keys()]
    rows = [row for table in tables for row in zip(table["en"], table[lang], strict=True) if all(row)]
    return [text for english, text in rows if len(english.split()) <= SHORT]
