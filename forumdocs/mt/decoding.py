"""CTranslate2: sentences in, hypotheses out, in sorted batches on all cores that we may use."""

from __future__ import annotations

import math
import os
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forumdocs.errors import BadPackage
from forumdocs.mt import devices, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from forumdocs.mt.packages import Package

BATCH_TOKENS = {"cpu": 1024, "cuda": 16_384}
"""Source tokens a batch. Measured on a model of Argos' size, 2 cores, beam 4: 25 sentences/s, against 1.9/s
for Argos' batches of one paragraph. A GPU is idle for most of a batch of that size."""

EQUAL_BATCHES = {"cpu": 2, "cuda": 1}
"""The batches of a document are a multiple of this, of equal size, so that two cores end together; a document has to
come out the same on all machines, so that the number of cores does not count. Each batch more costs: at every step all
weights are read, however few sentences are left. A brief of 50 sentences, model of Argos' size, beam 4: 3.0 CPU seconds
in 2 batches, 3.25 in the 4 that its steps of lengths make, of which one has half of the work."""

PADDED = 2
"""Padded to their longest, the sentences of a batch may come to so many times :data:`BATCH_TOKENS`; CTranslate2 cuts
what is larger. A sentence of 100 tokens and 100 of 4 take 1.7 CPU seconds together (model of Argos' size, 2 steps),
apart 0.45."""

LEAST_TOKENS = 64
"""Source tokens that are worth a batch of their own."""

SCORED_TOKENS = 256
"""Source tokens a batch when translations are scored: the whole vocabulary is weighed at every token of every
translation, which no longer fits a cache in larger batches. Starter pack, 280 translations of 27 tokens: 0.9 s, at
1,024 tokens 1.8 s."""

MAX_WORKERS = 16
"""Batches decoded at the same time at most; each holds its own activations in memory."""

NAP = 0.01
"""Seconds between two looks at whether a batch is done; a batch takes tenths of a second and more."""

HARD_LIMIT = 1024
"""CTranslate2 cuts longer inputs without a word (its ``max_input_length``)."""

PADDING = 8
END = "</s>"
"""Targets to score are filled up with ends to a multiple of so many tokens."""

LENGTH_STEPS = (32, 64, 128, 256, HARD_LIMIT)
"""Sentences up to the same one of these are scored together."""

TARGET_RATIO = 2
TARGET_SPARE = 24
"""A batch is stopped at ``2 × tokens of its longest sentence + 24`` target tokens, for a loop has no end of its own.
None of 46,260 human translations between en, zh, ko, ru and ja (our corpus, its vocabulary of 12,000 pieces) is longer.
71 sentences from two Chinese briefs, model of Argos' size: 8.0 CPU seconds with 3 times the next of the steps of
lengths, 6.1 with 3 times the tokens, 5.7 so."""


@dataclass(frozen=True, slots=True)
class Search:
    """How to decode: beam width, hypotheses to return, and brakes on repetition (1.0 and 0: none).

    ``length_penalty`` is the power of the length by which the log probability of a hypothesis is divided when the best
    are chosen. Scores under brakes are not quite the model's own probabilities; :meth:`Decoder.score` tells those.
    """

    beam: int = 4
    hypotheses: int = 1
    repetition_penalty: float = 1.0
    no_repeat_ngram: int = 0
    length_penalty: float = 1.0


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A translation and its probability a token (geometric mean, 0 to 1).

    ``look`` tells what the model looked at, if that was asked for and the text is as the model wrote it.
    """

    text: str
    score: float
    look: Callable[[], Alignment] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How much each token of a translation looked at each token of its source (cross-attention).

    ``source`` and ``target`` say where the tokens end, in characters of the two texts.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    weights: tuple[tuple[float, ...], ...]

    def gaze(self, spots: Sequence[tuple[int, int]]) -> list[float]:
        """For each token of the translation, how much of its look fell on these stretches of the source."""
        starts = (0, *self.source)
        chosen = [
            column
            for column, (start, end) in enumerate(zip(starts, self.source, strict=False))
            if any(a < end and start < b for a, b in spots)
        ]
        return [sum(row[column] for column in chosen) for row in self.weights]


def usable_cores() -> int:
    """Cores that this process may use: its affinity mask and its cgroup quota, not what the machine has."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        cores = os.cpu_count() or 1
    return max(1, min(cores, _cgroup_cores(), MAX_WORKERS))


def _cgroup_cores(root: Path = Path("/sys/fs/cgroup")) -> int:
    """The CPU quota of a container in whole cores, version 2 then version 1; large where there is none."""
    try:
        if (root / "cpu.max").is_file():
            quota, period = (root / "cpu.max").read_text(encoding="ascii").split()
        else:
            quota, period = ((root / "cpu" / f"cpu.cfs_{x}_us").read_text() for x in ("quota", "period"))
        limit = int(quota) / int(period)
    except (OSError, ValueError, ZeroDivisionError):  # no cgroups, or "max"
        return MAX_WORKERS
    return max(1, math.ceil(limit)) if limit > 0 else MAX_WORKERS


def load_model(
    path: Path, *, threads: int | None = None, device: str = devices.AUTO, compute_type: str = devices.AUTO
) -> Any:
    """A CTranslate2 translator: one batch a core, each on one thread, or one large batch at a time on a GPU.

    Raises:
        ModelError: the machine has no such device, or the device no such numbers.
        BadPackage: CTranslate2 cannot load the folder.
    """
    import ctranslate2

    device = devices.choose_device(device)
    compute_type = devices.choose_compute_type(compute_type, device)
    workers = 1 if device == "cuda" else threads or usable_cores()
    try:
        # A full queue would hold the caller until most of a step is done, without progress and deaf to Ctrl-C.
        return ctranslate2.Translator(
            str(path),
            device=device,
            compute_type=compute_type,
            inter_threads=workers,
            intra_threads=1,
            max_queued_batches=-1,
        )
    except (RuntimeError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise BadPackage(f"{path} does not load ({reason}); install the package again.") from error


class Decoder:
    """A package with its model loaded; models and tokenizers may be shared with other decoders.

    Args:
        package: what translates.
        translator: its model, from :func:`load_model`.
        exact: whether each sentence is to come out as it does alone, whatever it is decoded with (:func:`_alike`).

    Raises:
        BadPackage: a file is no tokenizer, or the tokenizer splits the marks of terms.
    """

    def __init__(self, package: Package, translator: Any, *, exact: bool = False) -> None:
        self.package = package
        self._exact = exact
        self._size = len if exact else _step
        self._translator = translator
        self._batch_tokens = BATCH_TOKENS[translator.device]
        self._padded_tokens = self._batch_tokens if exact else PADDED * self._batch_tokens
        self._source, self._target = tokens.tokenizers(package)
        if (marks := package.term_marks) and (split := [m for m in marks if m not in self._source.encode(m)]):
            raise BadPackage(f"{package.path}: {split[0]!r} is no symbol of its tokenizer; install the package again.")

    def length(self, text: str) -> int:
        """How many source tokens a text takes, prefix and suffix included."""
        return len(self._encode(text))

    def count_pieces(self, source: str, target: str) -> tuple[int, int]:
        """How many tokens the words of a source and of a translation take."""
        return len(self._source.encode(source)), len(self._target.encode(target))

    def has_unknown(self, text: str) -> bool:
        """Whether a text holds characters outside the model's vocabulary."""
        return tokens.has_unknown(self._source, text)

    def decode(
        self,
        sentences: Sequence[str],
        *,
        starts: Sequence[str] | None = None,
        search: Search | None = None,
        attention: bool = False,
        done: Callable[[], object] = bool,
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate sentences, the best hypothesis of each first.

        Args:
            sentences: what to translate.
            starts: how each translation has to begin; the model goes on from there, and scores are those of what it
                added.
            search: how to look for hypotheses.
            attention: whether hypotheses can tell what the model looked at, which takes 2 to 8% longer.
            done: called after each sentence.

        Raises:
            ValueError: a sentence is longer than :data:`HARD_LIMIT` tokens; split it before.
        """
        search = search or Search()
        sources = [self._encode(sentence) for sentence in sentences]
        if too_long := [len(source) for source in sources if len(source) > HARD_LIMIT]:
            raise ValueError(f"a sentence of {too_long[0]} tokens; CTranslate2 would cut it at {HARD_LIMIT}")
        prefixes = [self._encode_target(start) for start in starts or [""] * len(sources)]
        results: list[Any] = [None] * len(sources)
        for index, result in self._results(sources, prefixes, search, attention=attention):
            results[index] = result
            done()
        scores = self._own_scores(results, prefixes, search.length_penalty)
        found = zip(sources, results, scores, strict=True)
        return [self._hypotheses(*parts, attention=attention) for parts in found]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """What the model thinks of translations: for (source, target) the probability a token, 0 to 1."""
        targets = [self._encode_target(target) for _, target in pairs]
        scored = self._score([self._encode(source) for source, _ in pairs], targets)
        return [math.exp(min(0.0, self._mean(s, t))) for s, t in zip(scored, targets, strict=True)]

    def score_words(self, starts: Sequence[tuple[str, str, str]]) -> list[tuple[tuple[str, ...], float]]:
        """How likely some words are to go on a translation.

        Args:
            starts: source, beginning of its translation, that beginning with the words added.

        Returns:
            The tokens of the added words, and their log probability, summed.
        """
        bare = [self._encode_target(start) for _, start, _ in starts]
        full = [self._encode_target(whole) for _, _, whole in starts]
        scored = self._score([self._encode(source) for source, _, _ in starts], full)
        found = []
        for short, long, result in zip(bare, full, scored, strict=True):
            common = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
            found.append((tuple(long[common:]), float(sum(result[common : len(long)]))))
        return found

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[Alignment]:
        """For (source, target) which tokens of the source each token of the target looked at.

        The target is given whole, so that it need not be the model's own. CTranslate2 reads what alternatives are to
        begin with in one pass, where it takes any other prefix a token a step: a pair of 57 tokens takes 33 CPU
        milliseconds against 360 on a model of Argos' size, four of them 120 against 470, with the same looks.
        """
        sources = [self._encode(source) for source, _ in pairs]
        targets = [self._encode_target(target) for _, target in pairs]
        results: list[Any] = [None] * len(pairs)
        for indices in _alike(len, sources, targets):
            queued = self._translator.translate_batch(
                [sources[i] for i in indices],
                target_prefix=[targets[i] for i in indices],
                asynchronous=True,
                max_batch_size=self._batch_tokens,
                batch_type="tokens",
                beam_size=1,
                return_alternatives=True,
                max_input_length=0,
                max_decoding_length=len(targets[indices[0]]) + 1,
                return_attention=True,
            )
            for index, pending in zip(indices, queued, strict=True):
                results[index] = pending
        return [
            self._alignment(*found)
            for found in zip(sources, targets, (pending.result() for pending in results), strict=True)
        ]

    def _alignment(self, source: list[str], target: list[str], result: Any, rank: int = 0) -> Alignment:
        """What the hypothesis of a rank, whose tokens are ``target``, looked at."""
        before, after = len(self.package.source_prefix), len(self.package.source_suffix)
        own = source[before : len(source) - after]
        start = len(self._prefix_of(target))
        rows = result.attention[rank][start : len(target)]
        return Alignment(
            _ends(self._source, own),
            _ends(self._target, target[start:]),
            tuple(tuple(row[before : before + len(own)]) for row in rows),
        )

    def _encode_target(self, text: str) -> list[str]:
        return [*self.package.target_prefix, *(self._target.encode(text) if text else ())]

    def _batches(self, sources: Sequence[list[str]]) -> Iterator[list[int]]:
        """Indices of what is decoded together, the longest first."""
        if self._exact:
            return _alike(len, sources)
        return _shares(
            [len(source) for source in sources],
            least=LEAST_TOKENS,
            most=self._batch_tokens,
            equal=EQUAL_BATCHES[self._translator.device],
        )

    def _score(self, sources: list[list[str]], targets: list[list[str]]) -> list[list[float]]:
        """The log probabilities of the tokens of each target and of its end."""
        scored: list[Any] = [None] * len(sources)
        padded = [_padded(target) for target in targets]
        for indices in _alike(self._size, sources, padded):
            queued = self._translator.score_batch(
                [sources[i] for i in indices],
                [padded[i] for i in indices],
                max_batch_size=SCORED_TOKENS,
                batch_type="tokens",
                max_input_length=0,
                asynchronous=True,
            )
            for index, pending in zip(indices, queued, strict=True):
                scored[index] = pending
        found = zip(scored, targets, strict=True)
        return [pending.result().log_probs[: len(target) + 1] for pending, target in found]

    def _encode(self, text: str) -> list[str]:
        package = self.package
        return [*package.source_prefix, *self._source.encode(text), *package.source_suffix]

    def _results(
        self, sources: list[list[str]], prefixes: list[list[str]], search: Search, *, attention: bool
    ) -> Iterator[tuple[int, Any]]:
        """Raw results with their indices, longest sentences first; all batches are queued, then awaited."""
        queued: list[tuple[int, Any]] = []
        for indices in self._batches(sources):
            limit = TARGET_RATIO * len(sources[indices[0]]) + TARGET_SPARE
            chosen = [sources[i] for i in indices], [prefixes[i] for i in indices]
            queued += zip(indices, self._submit(*chosen, limit, search, attention=attention), strict=True)
        for index, pending in queued:
            while not pending.done():  # a wait inside CTranslate2 is deaf to Ctrl-C
                time.sleep(NAP)
            yield index, pending.result()

    def _submit(
        self,
        sources: list[list[str]],
        prefixes: list[list[str]],
        limit: int,
        search: Search,
        *,
        attention: bool,
    ) -> list[Any]:
        pending: list[Any] = self._translator.translate_batch(
            sources,
            target_prefix=prefixes if any(prefixes) else None,
            asynchronous=True,
            max_batch_size=self._padded_tokens,
            batch_type="tokens",
            beam_size=max(search.beam, search.hypotheses),
            num_hypotheses=search.hypotheses,
            repetition_penalty=search.repetition_penalty,
            no_repeat_ngram_size=search.no_repeat_ngram,
            length_penalty=search.length_penalty,
            max_input_length=0,
            max_decoding_length=limit,
            return_scores=True,
            return_attention=attention,
        )
        return pending

    def _hypotheses(
        self, source: list[str], result: Any, scores: Sequence[float], *, attention: bool
    ) -> tuple[Hypothesis, ...]:
        if not scores:  # an empty sentence
            return (Hypothesis("", 0.0),)
        return tuple(
            Hypothesis(
                self._text(hypothesis),
                math.exp(min(0.0, score)),
                partial(self._alignment, source, hypothesis, result, rank) if attention else None,
            )
            for rank, (hypothesis, score) in enumerate(zip(result.hypotheses, scores, strict=True))
        )

    @staticmethod
    def _own_scores(results: list[Any], prefixes: list[list[str]], penalty: float) -> list[list[float]]:
        """Mean log probabilities; CTranslate2 divides by a power of all tokens, the forced prefix included."""
        return [
            [
                s * (len(h) + 1) ** penalty / max(1, len(h) + 1 - len(prefix))
                for s, h in zip(r.scores, r.hypotheses, strict=False)
            ]
            for r, prefix in zip(results, prefixes, strict=True)
        ]

    def _mean(self, scored: list[float], hypothesis: list[str]) -> float:
        chosen = scored[len(self._prefix_of(hypothesis)) :]
        return float(sum(chosen) / max(1, len(chosen)))

    def _text(self, hypothesis: list[str]) -> str:
        return tokens.clean_line(self._target.decode(hypothesis[len(self._prefix_of(hypothesis)) :]))

    def _prefix_of(self, hypothesis: list[str]) -> tuple[str, ...]:
        prefix = self.package.target_prefix
        return prefix if tuple(hypothesis[: len(prefix)]) == prefix else ()


def _ends(tokenizer: tokens.Tokenizer, pieces: Sequence[str]) -> tuple[int, ...]:
    """Where each piece ends in the text that the pieces spell; right whatever the tokenizer."""
    return tuple(len(tokenizer.decode(pieces[:count]).strip()) for count in range(1, len(pieces) + 1))


def _alike(size: Callable[[list[str]], int], *sides: Sequence[list[str]]) -> Iterator[list[int]]:
    """Indices of what has the same size on all sides, largest first, to be decoded together.

    Padding is not free of consequences: a sentence padded to the length of its neighbours is rounded otherwise in
    8-bit arithmetic, and of 60 sentences decoded together 2 came out in other words than alone. Where the size is the
    length there is no padding, and the batch makes no difference to the last bit, whatever its size (starter pack,
    x86). That has its price where few share a length: 80 sentences on a model of Argos' size take 9.0 CPU seconds in
    groups of one length, 4.7 in groups of one step, 4.3 in the batches that CTranslate2 makes itself.
    """
    groups: dict[tuple[int, ...], list[int]] = {}
    for index, texts in enumerate(zip(*sides, strict=True)):
        groups.setdefault(tuple(map(size, texts)), []).append(index)
    for sizes in sorted(groups, reverse=True):
        yield groups[sizes]


def _shares(sizes: Sequence[int], *, least: int, most: int, equal: int) -> Iterator[list[int]]:
    """Indices of what is decoded together, largest first, in shares of about the same total size.

    They are a multiple of ``equal``, none much larger than ``most``, but no more than make them ``least``.
    """
    total = sum(sizes)
    count = min(equal * math.ceil(total / (equal * most)), math.ceil(total / least)) or 1
    shares: list[list[int]] = [[] for _ in range(count)]
    before = 0
    for index in sorted(range(len(sizes)), key=lambda i: -sizes[i]):
        shares[min(before * count // max(1, total), count - 1)].append(index)
        before += sizes[index]
    return filter(None, shares)


def _step(tokens: list[str]) -> int:
    """The step of lengths that a sentence belongs to."""
    return next((step for step in LENGTH_STEPS if len(tokens) <= step), len(tokens))


def _padded(target: list[str]) -> list[str]:
    """A target that is known beforehand, with ends up to a multiple of :data:`PADDING` tokens; at least one.

    What comes after a token does not change what the model thinks of it, so that targets of several lengths share a
    batch and each still comes out as alone.
    """
    return target + [END] * (PADDING - len(target) % PADDING)
