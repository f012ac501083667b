"""A batch at work: windows of documents are read ahead, translated together, and rendered beside the next window."""

from __future__ import annotations

import hashlib
from collections import deque
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from forumdocs.errors import ForumdocsError
from forumdocs.pipelines.batch.crew import LOST, Task
from forumdocs.pipelines.batch.keys import Keys
from forumdocs.pipelines.batch.ledger import KEPT, Record, State
from forumdocs.pipelines.batch.making import (
    GLOSSARIES,
    Draft,
    Made,
    Reading,
    read_order,
    render_draft,
    take_orders,
    translate_readings,
)
from forumdocs.pipelines.batch.readings import Readings
from forumdocs.pipelines.translation import Options, load_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from forumdocs.mt.constraints import Terminology
    from forumdocs.mt.engine import Engine
    from forumdocs.pipelines.batch.jobs import Job
    from forumdocs.pipelines.batch.ledger import Ledger
    from forumdocs.pipelines.batch.making import Order
    from forumdocs.pipelines.batch.schedule import Gate

EDITED = "edited since it was made"
FOREIGN = "a file stands in its place that no run has written"
OUTDATED = ", and its source or the options have changed"
MAKE_ANEW = "delete or move it to have it made anew."


@dataclass(frozen=True, slots=True)
class Window:
    """How much is translated together.

    Enough that the batches of the decoder are full, and not so much that a run that is killed loses minutes.
    """

    documents: int = 64
    sentences: int = 512
    """Sentences that wait for a machine, at which the window is full; the last document may exceed it."""


@dataclass(slots=True)
class Tally:
    """How far a run is; whoever watches it is called with it again and again."""

    jobs: int
    """Handouts to make in this run."""
    done: int = 0
    failed: int = 0
    kept: int = 0
    """Not put in their places, since a person's file stands there by now."""
    sentences: int = 0
    """Translated in this run, or known from an earlier one."""
    read: int = 0
    """Jobs whose source has been read."""
    found: int = 0
    """Sentences to translate in those."""
    surveyed: int = 0
    """Sentences to translate in all, where they were counted before."""

    @property
    def ended(self) -> int:
        """Handouts of which it is known what became of them."""
        return self.done + self.failed + self.kept

    def count(self, state: State) -> None:
        """Count a handout that has come to an end."""
        self.done += state is State.DONE
        self.failed += state is State.FAILED
        self.kept += state in KEPT

    @property
    def expected(self) -> int | None:
        """Sentences to translate in all: counted, else after the jobs read so far; None before the first."""
        if self.surveyed:
            return max(self.surveyed, self.sentences)
        return round(self.found / self.read * self.jobs) if self.read else None

    def seconds_left(self, seconds: float) -> float | None:
        """How long the rest will take, after so many seconds; None where nothing can be said yet."""
        if not self.expected or not self.sentences:
            return None
        return seconds * (self.expected - self.sentences) / self.sentences


class Batch:
    """Jobs, and what the ledger knows of them.

    Args:
        jobs: in order; those of one source follow each other.
        ledger: of the output folder. A source that cannot be read is entered as failed at once.
        engine: translates; see :class:`forumdocs.pipelines.batch.recall.RecallingEngine`.

    Raises:
        GlossaryError: a glossary file cannot be read.
    """

    def __init__(self, jobs: Iterable[Job], *, ledger: Ledger, engine: Engine) -> None:
        self.ledger, self.engine = ledger, engine
        self._terms = lru_cache(GLOSSARIES)(_load_terms)
        self._keys: dict[Job, str] = {}
        self.states: dict[Job, State] = {}
        keys = Keys(engine)
        for job in jobs:
            self.states[job] = self._look_up(job, keys)

    def todo(self, *, retry_failed: bool = False) -> list[Job]:
        """The jobs that are new, or whose inputs or outputs have changed; or those that failed the last time."""
        wanted = State.FAILED if retry_failed else State.PENDING
        return [job for job, state in self.states.items() if state is wanted]

    def records(self) -> Iterator[Record]:
        """What is known of each job, in order."""
        for job, state in self.states.items():
            record = self.ledger.record_of(job)
            if state in KEPT:
                yield self._kept(job, state, record)
            else:
                yield record if record and record.state is state else self._entry(job, State.PENDING)

    def run(
        self,
        jobs: Sequence[Job],
        executor: Executor,
        *,
        window: Window | None = None,
        surveyed: int = 0,
        readings: Readings | None = None,
        gate: Gate | None = None,
        watch: Callable[[Tally], object] = bool,
    ) -> Tally:
        """Do these jobs; a document that fails costs an entry in the ledger, not the documents after it.

        Args:
            jobs: some of this batch.
            executor: reads and renders, beside the translator in this process.
            window: how much is translated together.
            surveyed: how many sentences there are to translate, if that is known, for the tally.
            readings: what of it has been read already.
            gate: outside of its hours no window is begun.
            watch: called with the tally whenever that has changed.
        """
        run = _Run(self, Tally(len(jobs), surveyed=surveyed), executor, watch)
        for together in run.read(jobs, window or Window(), readings or Readings()):
            if gate and not gate.is_open:
                run.finish()
                gate.wait()
            run.translate(together)
        run.finish()
        return run.tally

    def terms_of(self, options: Options) -> Terminology | None:
        """The glossary of some options."""
        return self._terms(options.glossary, options.no_glossary)

    def enter(self, made: Made) -> State:
        """Put the output of a job in its place, and enter in the ledger what became of it."""
        try:
            state = State.FAILED if made.fault else self.ledger.save(made.content, self._record(made))
            fault = made.fault
        except ForumdocsError as error:
            state, fault = State.FAILED, str(error)
        if state is State.FAILED:
            self.ledger.enter(self._failure(made.job, fault))
        self.states[made.job] = state
        return state

    def _look_up(self, job: Job, keys: Keys) -> State:
        terms = self.terms_of(job.options)
        try:
            key = keys.key_of(job, glossary=terms.glossary.digest if terms else "")
        except ForumdocsError as error:
            self.ledger.enter(self._failure(job, str(error)))
            return State.FAILED
        self._keys[job] = key
        return self.ledger.state_of(job, key)

    def _record(self, made: Made) -> Record:
        return replace(
            self._entry(made.job, State.DONE),
            sentences=made.sentences,
            flagged=made.flagged,
            seconds=made.seconds,
            sha256=hashlib.sha256(made.content).hexdigest(),
        )

    def _failure(self, job: Job, reason: str) -> Record:
        return replace(self._entry(job, State.FAILED), reason=reason)

    def _kept(self, job: Job, state: State, record: Record | None) -> Record:
        """What to tell of a handout whose place a person's file has; ``record`` is of its last run."""
        reason = FOREIGN if state is State.FOREIGN else EDITED
        if record and record.key != self._keys[job]:
            reason += OUTDATED
        return replace(self._entry(job, state), reason=f"{reason}; {MAKE_ANEW}")

    def _entry(self, job: Job, state: State) -> Record:
        key = self._keys.get(job, "")
        return Record(output=job.output, source=job.source.name, targets=job.targets, state=state, key=key)


def _load_terms(glossary: tuple[Path, ...], no_glossary: bool) -> Terminology | None:
    return load_terms(Options(glossary=glossary, no_glossary=no_glossary))


class _Run:
    """One pass over some jobs of a batch."""

    def __init__(self, batch: Batch, tally: Tally, executor: Executor, watch: Callable[[Tally], object]) -> None:
        self.tally = tally
        self._batch, self._executor, self._watch = batch, executor, watch
        self._rendering: deque[tuple[Job, Task[Made]]] = deque()

    def read(self, jobs: Iterable[Job], window: Window, known: Readings) -> Iterator[list[Reading]]:
        """Windows of documents; those of the next one are read while the caller works on one."""
        orders = take_orders(jobs)
        ahead: deque[Callable[[], Reading]] = deque()
        readings: list[Reading] = []
        while True:
            while len(ahead) < window.documents and (order := next(orders, None)):
                ahead.append(self._begin(order, known))
            if not ahead:
                break
            readings.append(ahead.popleft()())
            if len(readings) >= window.documents or sum(r.sentences for r in readings) >= window.sentences:
                yield readings
                readings = []
        if readings:
            yield readings

    def _begin(self, order: Order, known: Readings) -> Callable[[], Reading]:
        """Have a document read, unless it is known; returns what waits for it."""
        if order in known:
            return partial(known.take, order)
        task = Task(self._executor, read_order, order, self._batch.engine.packages)
        return partial(_await_reading, order, task)

    def translate(self, readings: Sequence[Reading]) -> None:
        """Translate a window, and have it rendered while the next one is translated."""
        self.tally.read += sum(len(reading.order.jobs) for reading in readings)
        self.tally.found += sum(reading.sentences for reading in readings)
        latest = self._rendering[-1] if self._rendering else None
        for options in dict.fromkeys(reading.order.options for reading in readings):
            alike = [reading for reading in readings if reading.order.options == options]
            terms = self._batch.terms_of(options)
            for each in translate_readings(alike, engine=self._batch.engine, terms=terms, progress=self._advance):
                if isinstance(each, Draft):
                    self._rendering.append((each.job, Task(self._executor, render_draft, each)))
                else:
                    self._enter(each)
        while latest in self._rendering:  # of the window before: its drafts must not wait beside those of the next
            self._enter(_await_made(*self._rendering.popleft()))

    def finish(self) -> None:
        """Wait for what is still being rendered."""
        while self._rendering:
            self._enter(_await_made(*self._rendering.popleft()))

    def _advance(self, sentences: int) -> None:
        self.tally.sentences += sentences
        while self._rendering and self._rendering[0][1].is_done:
            self._enter(_await_made(*self._rendering.popleft()))
        self._watch(self.tally)

    def _enter(self, made: Made) -> None:
        self.tally.count(self._batch.enter(made))
        self._watch(self.tally)


def _await_reading(order: Order, task: Task[Reading]) -> Reading:
    try:
        return task.result()
    except BrokenExecutor:
        return Reading(order, faults=dict.fromkeys(order.targets, f"{order.source.name}: {LOST}"))


def _await_made(job: Job, task: Task[Made]) -> Made:
    try:
        return task.result()
    except BrokenExecutor:
        return Made(job, fault=f"{job.source.name}: {LOST}")
