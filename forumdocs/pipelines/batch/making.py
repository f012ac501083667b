"""What is done to the documents of a batch: read, translated together, rendered.

Reading and rendering are functions of data that can be pickled, for any :class:`concurrent.futures.Executor`;
translating needs the models, and stays where they are loaded.
"""

from __future__ import annotations

import contextlib
import tempfile
import time
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from forumdocs.errors import ForumdocsError
from forumdocs.mt.engine import Engine
from forumdocs.pipelines.batch.crew import limited
from forumdocs.pipelines.batch.jobs import printable
from forumdocs.pipelines.batch.placing import local_name
from forumdocs.pipelines.batch.sources import read_content, read_source
from forumdocs.pipelines.translation import Preparation, translate_prepared, with_summary
from forumdocs.writers import check_sources, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from forumdocs.model import Handout
    from forumdocs.mt.constraints import Terminology
    from forumdocs.mt.packages import Package
    from forumdocs.pipelines.batch.jobs import Job, Source
    from forumdocs.pipelines.translation import Options, Prepared

GLOSSARIES = 4
"""Glossaries that a process keeps ready at a time, where a list of documents names several."""


@dataclass(frozen=True, slots=True)
class Order:
    """All handouts of one source that are read in the same way."""

    source: Source
    options: Options
    jobs: tuple[Job, ...]

    @property
    def targets(self) -> tuple[str, ...]:
        """The languages that are wanted, each once."""
        return tuple(dict.fromkeys(target for job in self.jobs for target in job.targets))


@dataclass(frozen=True, slots=True)
class Reading:
    """A source as far as it goes without a model, by target language; or what is wrong with it."""

    order: Order
    prepared: dict[str, Prepared] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    refusals: dict[Job, str] = field(default_factory=dict)
    """What is wrong with single jobs of a source that is sound: it cannot be written in their layout."""
    seconds: float = 0.0

    @property
    def sentences(self) -> int:
        """Sentences that wait for a machine, in all targets."""
        return sum(len(prepared.pairing.todo) for prepared in self.prepared.values())

    def fault_of(self, job: Job) -> str:
        """Why a job cannot go on; empty where it can."""
        faults = (self.faults[target] for target in job.targets if target in self.faults)
        return self.refusals.get(job) or next(faults, "")


@dataclass(frozen=True, slots=True)
class Draft:
    """The handouts of a job, ready to be rendered."""

    job: Job
    handouts: tuple[Handout, ...]
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a job: the bytes of its output, or the reason why there are none."""

    job: Job
    content: bytes = b""
    fault: str = ""
    sentences: int = 0
    flagged: int = 0
    seconds: float = 0.0


def take_orders(jobs: Iterable[Job]) -> Iterator[Order]:
    """The jobs by source and options; those of one source have to follow each other."""
    for (source, options), group in groupby(jobs, key=lambda job: (job.source, job.options)):
        yield Order(source, options, tuple(group))


def read_order(order: Order, packages: Sequence[Package]) -> Reading:
    """Read a source and prepare it for all its targets; a fault is returned, not raised."""
    start = time.perf_counter()
    try:
        with limited(_size(order.source)):
            reading = _prepare(order, packages)
    except Exception as error:  # whatever one document does to a parser, the others go on
        return Reading(order, faults=dict.fromkeys(order.targets, explain(error)))
    return replace(reading, seconds=time.perf_counter() - start)


def _prepare(order: Order, packages: Sequence[Package]) -> Reading:
    document = read_source(order.source, order.options.encoding)
    refusals = {job: fault for job in order.jobs if (fault := _refusal(job))}
    reading = Reading(order, refusals=refusals)
    preparation = Preparation(document, options=order.options, engine=Engine(packages))
    for target in dict.fromkeys(target for job in order.jobs if job not in refusals for target in job.targets):
        try:
            reading.prepared[target] = preparation.for_target(target)
        except Exception as error:
            reading.faults[target] = explain(error)
    return reading


def _refusal(job: Job) -> str:
    """Why a source cannot be written in the layout of a job; empty where it can."""
    try:
        with _unpacked(job) as path:
            check_sources([path], layout=job.style.layout)
    except ForumdocsError as error:
        return str(error)
    return ""


def _size(source: Source) -> int:
    """Bytes of the file that holds a source; nothing for one that has gone, which its reader tells."""
    try:
        return source.path.stat().st_size
    except OSError:
        return 0


def translate_readings(
    readings: Sequence[Reading],
    *,
    engine: Engine,
    terms: Terminology | None,
    progress: Callable[[int], object],
) -> list[Draft | Made]:
    """Translate documents of the same options in common batches.

    Args:
        readings: of at least one document.
        engine: with the models.
        terms: the glossary of the options.
        progress: called with the number of sentences that are newly done.

    Returns:
        For each job of the readings a draft, or its fault.
    """
    try:
        return _draft(readings, engine, terms, progress)
    except Exception as error:
        if len(readings) == 1:
            return [Made(job, fault=explain(error)) for job in readings[0].order.jobs]
    return [
        each
        for reading in readings
        for each in translate_readings([reading], engine=engine, terms=terms, progress=progress)
    ]


def render_draft(draft: Draft) -> Made:
    """The bytes of an output; a fault is returned, not raised."""
    start = time.perf_counter()
    job, handouts = draft.job, draft.handouts
    try:
        with limited(_size(job.source)), _unpacked(job) as path:
            first = replace(handouts[0], path=path)
            content = render(first, job.output, style=job.style, others=handouts[1:])
    except Exception as error:
        return Made(job, fault=explain(error))
    return Made(
        job,
        content,
        sentences=sum(len(handout.pairs) for handout in handouts),
        flagged=sum(bool(pair.flags) for handout in handouts for pair in handout.pairs),
        seconds=draft.seconds + time.perf_counter() - start,
    )


@contextlib.contextmanager
def _unpacked(job: Job) -> Iterator[Path]:
    """The source as a file of its own, for layouts that write into it."""
    if not job.style.layout.is_in_source:  # so that no more is wanted than the name
        yield Path(printable(str(job.source.path)))
        return
    if not job.source.member:
        yield job.source.path
        return
    with tempfile.TemporaryDirectory(prefix="forumdocs-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / local_name(PurePosixPath(job.source.member).name)
        path.write_bytes(read_content(job.source))
        yield path


def explain(error: Exception) -> str:
    """Why a document failed, in one line."""
    own = isinstance(error, ForumdocsError)
    text = str(error) if own else f"forumdocs itself failed ({type(error).__name__}: {error}); please report it."
    return " ".join(text.split())


def _draft(
    readings: Sequence[Reading], engine: Engine, terms: Terminology | None, progress: Callable[[int], object]
) -> list[Draft | Made]:
    start = time.perf_counter()
    waiting = [(place, target) for place, reading in enumerate(readings) for target in reading.prepared]
    handouts = translate_prepared(
        [readings[place].prepared[target] for place, target in waiting],
        options=readings[0].order.options,
        engine=engine,
        terms=terms,
        progress=_steps(progress),
    )
    share = (time.perf_counter() - start) / max(1, sum(reading.sentences for reading in readings))
    by_reading: list[dict[str, Handout]] = [{} for _ in readings]
    for (place, target), handout in zip(waiting, handouts, strict=True):
        by_reading[place][target] = handout
    return [
        _gather(job, reading, own, terms, share)
        for reading, own in zip(readings, by_reading, strict=True)
        for job in reading.order.jobs
    ]


def _gather(
    job: Job, reading: Reading, handouts: dict[str, Handout], terms: Terminology | None, share: float
) -> Draft | Made:
    """The draft of a job from the translations of its source; ``share`` is the seconds that a sentence took."""
    if fault := reading.fault_of(job):
        return Made(job, fault=fault)
    own = tuple(_dress(handouts[target], job, terms) for target in job.targets)
    weight = sum(len(reading.prepared[target].pairing.todo) for target in job.targets)
    return Draft(job, own, reading.seconds / len(reading.order.jobs) + share * weight)


def _dress(handout: Handout, job: Job, terms: Terminology | None) -> Handout:
    """The handout with what the job says of its title block and its summary."""
    handout = replace(handout, meta=replace(handout.meta, **dict(job.meta)))
    return with_summary(handout, job.summary, terms) if job.summary else handout


def _steps(progress: Callable[[int], object]) -> Callable[[int, int], None]:
    """Turns the sentences done so far into those newly done."""
    before = 0

    def report(done: int, _total: int) -> None:
        nonlocal before
        progress(done - before)
        before = done

    return report
