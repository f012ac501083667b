"""Sentences in, translations out: one document in sorted batches, each sentence on its own.

A sentence goes through each hop of its route so: addresses at its edges are set aside, a long one is cut at
clauses, what is new is decoded, what looks wrong is decoded again with other settings, and the pieces are put
together. Nothing is cut silently, and nothing is mended without being checked again.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forumdocs.languages import parse_tag
from forumdocs.mt import clauses, confidence, decoding, literals, packages, quality
from forumdocs.mt.confidence import Evidence
from forumdocs.mt.constraints import Annotator, Enforcer, Unit
from forumdocs.mt.decoding import Alignment, Decoder, Hypothesis, Search
from forumdocs.mt.devices import AUTO, choose_device
from forumdocs.mt.routes import route
from forumdocs.mt.tokens import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from forumdocs.mt.constraints import Terminology
    from forumdocs.mt.packages import Package

LONG_SENTENCE = 100
"""Source tokens above which a sentence is cut at clauses. The starter pack saw no longer ones in training
(120 tokens at most), and small Transformers lose content well before the length they were trained for."""

LOW_SCORE = 0.3
"""Probability a token below which a translation is marked if its package was not calibrated. Of 50 unseen sentences of
quantum documentation the first starter pack gives 95% less than .29, and all of them are poor; a quarter of those it
was trained on get over .31."""

BRAKES = Search(beam=2, repetition_penalty=1.3, no_repeat_ngram=3)
BRAKED = frozenset(quality.SEVERITY) - {quality.NUMBER_MISMATCH, quality.URL_MISMATCH, quality.CODE_MISMATCH}
"""How a sentence is decoded again when all that the model thought of it at first is suspicious, and for which flags:
with brakes on loops, and not for a number, which comes back no sooner.
Held-out forum sentences, 160 in each of four directions, sum of the chrF gained by sentence, starter pack and its
successor: loops 683 and 75 (of 277 and 41 tries), other flags in BRAKED 137 and 38 (35 and 29), numbers 18 and 24
(89 and 76). Beams of 4 and 6 took 12 to 26% longer for a chrF that differs by -0.4 to +0.1; a beam of 1 saves a third
and loses a fifth of the gain."""

HALVES = Search(beam=2)
"""How the halves of a suspicious sentence are decoded: with a beam of 4 in half as long again, and no better."""

SPARE_TOKENS = 8
"""What a package may put around a sentence of its own: languages, beginning and end."""

SPLIT_AGAIN = 24
"""Source tokens above which a suspicious sentence is also tried in halves, clause by clause."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated sentence.

    ``score`` is the model's probability a token (geometric mean, 0 to 1; the product over hops; 1.0 where
    the text was copied). ``flags`` are described in :mod:`forumdocs.mt.quality`. ``packages`` names the hops;
    it is empty where nothing had to be translated. ``evidence`` has an entry a hop, and ``risk`` is what they
    come to: the estimated probability that the translation is of no use (:mod:`forumdocs.mt.confidence`); None where
    a hop's package was not calibrated.
    """

    text: str
    score: float
    flags: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    risk: float | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Step:
    """A sentence after one hop. There is no ``evidence`` where the text was passed on as it was."""

    text: str
    score: float = 1.0
    flags: tuple[str, ...] = ()
    risk: float | None = 0.0
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a sentence is taken through a hop: ``head + translated clauses + tail``."""

    head: str
    clauses: tuple[Unit, ...]
    tail: str
    flags: tuple[str, ...] = ()


class Engine:
    """Translates between all languages that the packages connect; models load when first used.

    Args:
        installed: the packages to choose from; all that are installed by default.
        threads: batches to decode at the same time on CPUs; by default as many as cores may be used.
        device: ``"cpu"``, ``"cuda"``, or ``"auto"`` for the GPU where there is one.
        compute_type: the numbers to compute with, one of :data:`forumdocs.mt.devices.COMPUTE_TYPES`.
        exact: whether each sentence is to come out as it does alone, whatever it is translated with. That takes twice
            the time for a document of 80 sentences; the more sentences, the more of them share a length.
    """

    def __init__(
        self,
        installed: Iterable[Package] | None = None,
        *,
        threads: int | None = None,
        device: str = AUTO,
        compute_type: str = AUTO,
        exact: bool = False,
    ) -> None:
        self._exact = exact
        self._packages = tuple(packages.installed() if installed is None else installed)
        self._loading: dict[str, Any] = {"threads": threads, "device": device, "compute_type": compute_type}
        self._models: dict[Path, Any] = {}
        self._decoders: dict[Package, Decoder] = {}

    @property
    def packages(self) -> tuple[Package, ...]:
        """What the engine chooses from."""
        return self._packages

    @property
    def numbers(self) -> tuple[str, str]:
        """The device and the compute type: they may change words.

        Raises:
            ModelError: the machine has no such device.
        """
        return choose_device(self._loading["device"]), self._loading["compute_type"]

    def route(self, source: str, target: str) -> tuple[Package, ...]:
        """The packages that :meth:`translate` would use.

        Raises:
            MissingModel: no package nor chain of packages leads there.
        """
        return route(source, target, self._packages)

    def translate(
        self,
        sentences: Sequence[str],
        *,
        source: str,
        target: str,
        beam: int = 4,
        terms: Terminology | None = None,
        progress: Callable[[int], object] | None = None,
    ) -> list[Translation]:
        """Translate sentences, in order and one for one.

        Args:
            sentences: one sentence each; equal ones are decoded once.
            source: language tag such as ``"zh-Hans"``.
            target: language tag.
            beam: width of the beam search.
            terms: the glossary whose terms the translations have to hold.
            progress: called with the number of sentences that are newly done; the numbers add up to all.

        Raises:
            MissingModel: no package nor chain of packages leads from source to target.
            ModelError: the machine has no such device, or the device no such numbers.
            BadPackage: a package does not load.
        """
        hops = self.route(source, target)
        meter = _Meter(len(sentences), max(1, len(hops)), progress)
        unique = list(dict.fromkeys(sentences))
        units = [_read(clean_line(text), source, terms) for text in unique]
        steps: list[list[_Step]] = [[_Step(unit.text)] for unit in units]
        for hop in hops:
            results = _Hop(self._decoder(hop), beam=beam, terms=terms).run(units, meter)
            units = [_carry(unit, result.text, hop.target, terms) for unit, result in zip(units, results, strict=True)]
            for taken, result in zip(steps, results, strict=True):
                taken.append(result)
        labels = tuple(hop.label for hop in hops)
        done = {
            sentence: _verdict(sentence, taken, labels, source=source, target=target)
            for sentence, taken in zip(unique, steps, strict=True)
        }
        meter.finish()
        return [done[sentence] for sentence in sentences]

    def align(self, pairs: Sequence[tuple[str, str]], *, source: str, target: str) -> list[Alignment | None]:
        """For (source, translation) which tokens of the source the model looks at while it says the translation.

        None where that is not to be had: on a route by way of a third language, and for a text too long to read whole.

        Raises:
            MissingModel: no package nor chain of packages leads from source to target.
            BadPackage: a package does not load.
        """
        hops = self.route(source, target)
        if len(hops) != 1:
            return [None] * len(pairs)
        decoder = self._decoder(hops[0])
        short = [pair for pair in dict.fromkeys(pairs) if all(pair) and _fits(pair, decoder)]
        found = dict(zip(short, decoder.align(short), strict=True))
        return [found.get(pair) for pair in pairs]

    def _decoder(self, package: Package) -> Decoder:
        if package not in self._decoders:
            path = package.model_path.resolve()
            if path not in self._models:
                self._models[path] = decoding.load_model(path, **self._loading)
            self._decoders[package] = Decoder(package, self._models[path], exact=self._exact)
        return self._decoders[package]


def _fits(pair: tuple[str, str], decoder: Decoder) -> bool:
    source, target = decoder.count_pieces(*pair)
    return max(source, target) + SPARE_TOKENS <= decoding.HARD_LIMIT


def _read(text: str, lang: str, terms: Terminology | None) -> Unit:
    return Unit(text, terms.read(text, lang) if terms else ())


def _carry(unit: Unit, text: str, lang: str, terms: Terminology | None) -> Unit:
    """The translation of a unit as the source of the next hop: what it has to name stays."""
    return Unit(text, terms.carry(unit.wanted, text, lang) if terms and unit.wanted else ())


def _verdict(
    sentence: str, steps: Sequence[_Step], labels: tuple[str, ...], *, source: str, target: str
) -> Translation:
    """The finished translation, checked as a whole against its first source."""
    text = steps[-1].text
    if not labels or is_untranslatable(sentence, source):
        return Translation(sentence if not labels else text, 1.0, risk=0.0)
    found = quality.check(sentence, text, source_lang=source, target_lang=target)
    marks = [flag for step in steps for flag in step.flags]
    return Translation(
        text,
        math.prod(step.score for step in steps),
        tuple(dict.fromkeys((*found, *marks))),
        labels,
        _joint_risk([step.risk for step in steps]),
        tuple(step.evidence for step in steps if step.evidence),
    )


def _joint_risk(risks: Sequence[float | None]) -> float | None:
    """The risk that one hop or another goes wrong; None where one does not know its own."""
    known = [risk for risk in risks if risk is not None]
    return 1.0 - math.prod(1.0 - risk for risk in known) if len(known) == len(risks) else None


class _Hop:
    """One package applied to the sentences of a document."""

    def __init__(self, decoder: Decoder, *, beam: int, terms: Terminology | None = None) -> None:
        self._decoder = decoder
        self._wide = first_search(decoder.package, beam=beam)
        self._source = parse_tag(decoder.package.source).code
        self._target = parse_tag(decoder.package.target).code
        self._enforcer = self._make_enforcer(terms) if terms else None

    def _make_enforcer(self, terms: Terminology) -> Enforcer:
        package = self._decoder.package
        annotator = Annotator(terms, package.term_marks, lang=package.target)
        return Enforcer(self._decoder, terms, annotator, lang=package.target, mend=self._mended)

    def run(self, sentences: Sequence[Unit], meter: _Meter) -> list[_Step]:
        plans = [self._plan(sentence) for sentence in sentences]
        units = list(dict.fromkeys(clause for plan in plans for clause in plan.clauses))
        units = [unit for unit in units if unit.wanted or not is_untranslatable(unit.text, self._source)]
        chosen = self._decode(units, meter)
        return [self._assemble(plan, chosen) for plan in plans]

    def _plan(self, sentence: Unit) -> _Plan:
        if is_untranslatable(sentence.text, self._source) and not sentence.wanted:
            return _Plan(sentence.text, (), "")
        head, body, tail = literals.split_edges(sentence.text)
        unit = sentence.part(len(head), len(head) + len(body))
        pieces = self._split(unit, limit=LONG_SENTENCE)
        flags = (quality.HARD_SPLIT,) if any(piece.hard for piece in pieces) else ()
        if self._decoder.has_unknown(body):
            flags = (*flags, quality.UNKNOWN_CHARACTERS)
        return _Plan(head, unit.cut([piece.text for piece in pieces]), tail, flags)

    def _split(self, unit: Unit, *, limit: int) -> tuple[clauses.Clause, ...]:
        spots = [spot for want in unit.wanted for spot in want.spots]
        return clauses.split(unit.text, self._source, limit=limit, length=self._decoder.length, whole=spots)

    def _decode(self, units: list[Unit], meter: _Meter) -> dict[Unit, Hypothesis]:
        """The best translation of each unit, after further tries where the first lacks a term or looks wrong."""
        answered = self._enforcer.answer(units) if self._enforcer else {}
        units = [unit for unit in units if unit not in answered]
        pool = self._first(units, meter)
        _add(pool, self._braked(pool))
        _add(pool, self._in_halves(self._suspicious(pool)))
        if self._enforcer:
            _add(pool, self._enforcer.substitute(self._repairable(pool)))
        return answered | {unit: self._best(unit, candidates) for unit, candidates in pool.items()}

    def _first(self, units: list[Unit], meter: _Meter) -> dict[Unit, list[Hypothesis]]:
        """What the model thinks at first: its best hypothesis, and the others where they may hold terms or read well.

        CTranslate2 finds them all on its way to the best one, so that they cost no time.
        """
        found = self._search(units, self._wide, attention=self._enforcer is not None, done=meter.share(len(units)))
        pool = {}
        for unit, (best, *others) in zip(units, found, strict=True):
            pool[unit] = [self._mended(unit, best)]
            if unit.wanted or self._severity(unit, pool[unit][0]):
                pool[unit] += [self._mended(unit, hypothesis) for hypothesis in others]
        return pool

    def _suspicious(self, pool: Mapping[Unit, Sequence[Hypothesis]]) -> list[Unit]:
        """The units of which no candidate so far passes the checks."""
        return [unit for unit, found in pool.items() if self._severity(unit, self._most_readable(unit, found))]

    def _search(
        self, units: Sequence[Unit], search: Search, *, attention: bool = False, done: Callable[[], object] = bool
    ) -> list[tuple[Hypothesis, ...]]:
        shown = [self._shown(unit) for unit in units]
        return self._decoder.decode(shown, search=search, attention=attention, done=done)

    def _shown(self, unit: Unit) -> str:
        return self._enforcer.show(unit) if self._enforcer else unit.text

    def _repairable(self, pool: Mapping[Unit, Sequence[Hypothesis]]) -> dict[Unit, Hypothesis]:
        """The drafts into which terms are to be put by hand.

        They lack a term, and nothing in the pool has it, or what has it reads worse.
        """
        drafts = {}
        for unit, candidates in pool.items():
            best, readable = self._best(unit, candidates), self._most_readable(unit, candidates)
            if self._faults(unit, best) or self._severity(unit, readable) < self._severity(unit, best):
                drafts[unit] = readable
        return drafts

    def _best(self, unit: Unit, candidates: Sequence[Hypothesis]) -> Hypothesis:
        return min(candidates, key=lambda hypothesis: self._rank(unit, hypothesis))

    def _most_readable(self, unit: Unit, candidates: Sequence[Hypothesis]) -> Hypothesis:
        return min(candidates, key=lambda hypothesis: self._rank(unit, hypothesis)[1:])

    def _rank(self, unit: Unit, hypothesis: Hypothesis) -> tuple[int, float, float]:
        """The terms of the glossary first, then what a reader can make of it, then what the model thinks."""
        return self._faults(unit, hypothesis), self._severity(unit, hypothesis), -hypothesis.score

    def _faults(self, unit: Unit, hypothesis: Hypothesis) -> int:
        return self._enforcer.faults(unit, hypothesis.text) if self._enforcer else 0

    def _braked(self, pool: Mapping[Unit, Sequence[Hypothesis]]) -> dict[Unit, Hypothesis]:
        """The units that need brakes decoded again with them, where that reads better than all before."""
        before = {unit: self._most_readable(unit, found) for unit, found in pool.items()}
        tried = [unit for unit, best in before.items() if BRAKED.intersection(self._flags(unit, best))]
        braked = zip(tried, self._search(tried, BRAKES), strict=True)
        mended = {unit: self._mended(unit, found[0]) for unit, found in braked}
        better = {u: h.text for u, h in mended.items() if self._severity(u, h) < self._severity(u, before[u])}
        scores = self._decoder.score([(self._shown(unit), text) for unit, text in better.items()])
        return {unit: Hypothesis(better[unit], score) for unit, score in zip(better, scores, strict=True)}

    def _in_halves(self, units: Sequence[Unit]) -> dict[Unit, Hypothesis]:
        """Longer units translated clause by clause: a small model drops less from less."""
        split = {}
        for unit in units:
            if (length := self._decoder.length(unit.text)) > SPLIT_AGAIN:
                pieces = self._split(unit, limit=math.ceil(0.6 * length))
                if not any(piece.hard for piece in pieces):
                    split[unit] = unit.cut([piece.text for piece in pieces])
        flat = [piece for pieces in split.values() for piece in pieces]
        decoded = iter(self._search(flat, HALVES))
        return {unit: self._joined(pieces, [next(decoded)[0] for _ in pieces]) for unit, pieces in split.items()}

    def _joined(self, pieces: Sequence[Unit], hypotheses: Sequence[Hypothesis]) -> Hypothesis:
        texts = [piece.text for piece in pieces]
        text = clauses.join(texts, [hypothesis.text for hypothesis in hypotheses], self._target)
        return self._mended(Unit("".join(texts)), Hypothesis(text, _mean_score(texts, hypotheses)))

    def _mended(self, unit: Unit, hypothesis: Hypothesis) -> Hypothesis:
        text = tidy(literals.restore(unit.text, hypothesis.text), self._target)
        return hypothesis if text == hypothesis.text else Hypothesis(text, hypothesis.score)

    def _severity(self, unit: Unit, hypothesis: Hypothesis) -> float:
        return quality.severity(self._flags(unit, hypothesis))

    def _flags(self, unit: Unit, hypothesis: Hypothesis) -> tuple[str, ...]:
        return quality.check(unit.text, hypothesis.text, source_lang=self._source, target_lang=self._target)

    def _assemble(self, plan: _Plan, chosen: dict[Unit, Hypothesis]) -> _Step:
        if not plan.clauses:
            return _Step(plan.head)
        texts = [clause.text for clause in plan.clauses]
        results = [chosen.get(clause, Hypothesis(clause.text, 1.0)) for clause in plan.clauses]
        body = clauses.join(texts, [result.text for result in results], self._target)
        evidence = self._evidence(plan, body, results)
        risk, is_low = self._judge(evidence)
        flags = (*plan.flags, quality.LOW_CONFIDENCE) if is_low else plan.flags
        lost = [x.text for x in literals.lost_literals("".join(texts), body) if x.is_address]
        if lost:
            body = f"{body} ({', '.join(lost)})"
            flags = (*flags, quality.URL_MISMATCH)
        return _Step(_attached(plan, body), evidence.score, flags, risk, evidence)

    def _evidence(self, plan: _Plan, body: str, results: Sequence[Hypothesis]) -> Evidence:
        """What there is to judge a translated sentence by."""
        texts = [clause.text for clause in plan.clauses]
        source = "".join(texts)
        return Evidence(
            source,
            body,
            self._source,
            self._target,
            score=_mean_score(texts, results),
            pieces=self._decoder.count_pieces(source, body),
            terms=sum(len(clause.wanted) for clause in plan.clauses),
            amiss=sum(self._faults(*found) for found in zip(plan.clauses, results, strict=True)),
            flags=plan.flags,
        )

    def _judge(self, evidence: Evidence) -> tuple[float | None, bool]:
        """The risk of a translation, if its package can tell, and whether it is to be marked."""
        calibration = self._decoder.package.confidence
        if calibration is None:
            return None, evidence.score < LOW_SCORE
        risk = calibration.risk(confidence.measure(evidence))
        return risk, risk >= calibration.threshold


def first_search(package: Package, *, beam: int) -> Search:
    """How the package wants a sentence to be decoded at first, with all that the beam finds."""
    penalties = package.penalties
    return Search(beam, hypotheses=beam, repetition_penalty=penalties.repetition, length_penalty=penalties.length)


def _add(pool: Mapping[Unit, list[Hypothesis]], found: Mapping[Unit, Hypothesis]) -> None:
    for unit, hypothesis in found.items():
        pool[unit].append(hypothesis)


def _attached(plan: _Plan, body: str) -> str:
    """The translated body between the addresses that were set aside, its own end kept off them."""
    if plan.tail and plan.tail[:1] not in " (（<[":
        body += " "
    return f"{plan.head}{body}{plan.tail}".strip()


def _mean_score(pieces: Sequence[str], hypotheses: Sequence[Hypothesis]) -> float:
    """Geometric mean over pieces, weighted by their length."""
    weights = [max(1, len(piece)) for piece in pieces]
    logs = [math.log(max(h.score, 1e-9)) * w for h, w in zip(hypotheses, weights, strict=True)]
    return math.exp(sum(logs) / sum(weights))


_WORDS = re.compile(r"[^\W\d_]+")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&/.-]*")


def is_untranslatable(text: str, lang: str) -> bool:
    """Whether a text is the same in every language: digits, punctuation, an address, a code, a formula.

    A lone acronym is one too in a text that is not English, where it might be a heading in capitals.
    """
    prose = literals.without_literals(text)
    if not _WORDS.search(prose):
        return True
    return lang.split("-")[0] != "en" and _ACRONYM.fullmatch(prose.strip(" .,;:()（）")) is not None


_CJK = "\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
_CJK_GAP = re.compile(rf"(?<=[{_CJK}]) +(?=[{_CJK}])")
_SPACE_BEFORE_MARK = re.compile(r"(?<=\w) +(?=[,.;!?%)](?:\s|$))")


def tidy(text: str, target_lang: str) -> str:
    """Spaces as the target language sets them: none between Chinese characters, none before a full stop."""
    if target_lang in ("zh", "ja"):
        text = _CJK_GAP.sub("", text)
    return _SPACE_BEFORE_MARK.sub("", text)


class _Meter:
    """Turns finished units of work, hop by hop, into finished sentences."""

    def __init__(self, sentences: int, hops: int, progress: Callable[[int], object] | None) -> None:
        self._sentences = sentences
        self._hops = hops
        self._progress = progress
        self._work = 0.0
        self._told = 0

    def share(self, units: int) -> Callable[[], None]:
        """What to call after each of the units of a hop."""

        def done() -> None:
            self._work += 1 / (self._hops * units)
            self._tell(int(self._work * self._sentences))

        return done

    def finish(self) -> None:
        """Tell the rest."""
        self._tell(self._sentences)

    def _tell(self, count: int) -> None:
        count = min(count, self._sentences)
        if self._progress and count > self._told:
            self._progress(count - self._told)
        self._told = max(count, self._told)
