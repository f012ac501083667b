"""How much work a batch is, before it is begun: documents, sentences, how many of those repeat, how long it will take.

Every document is read and split. What remains of a sentence is a number of eight bytes, and of those no more than fit
into a fixed room; as many documents as fit into another are kept for the run (see :class:`Readings`).
"""

from __future__ import annotations

import hashlib
from collections import deque
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forumdocs.pipelines.batch.crew import LOST, Task
from forumdocs.pipelines.batch.making import Reading, read_order, take_orders
from forumdocs.pipelines.batch.readings import pack
from forumdocs.wording import counted, duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from forumdocs.mt.packages import Package
    from forumdocs.pipelines.batch.jobs import Job
    from forumdocs.pipelines.batch.making import Order
    from forumdocs.pipelines.batch.readings import Readings

ROOM = 1 << 17
"""Different sentences up to which they are counted exactly, in about 10 MB; beyond, to 0.5 % in 19 cases of 20."""
AHEAD = 64
"""Documents that are read ahead of the count."""
MOST_FAULTS = 20
"""Documents whose fault is told before the work; the report tells all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a batch amounts to."""

    documents: int
    handouts: int
    sentences: int
    """That a machine has to translate, each counted as often as it stands there and for each of its targets."""
    distinct: int
    """The same, equal ones counted once for each target: what is really translated."""
    seconds: float
    """How long that will take."""
    failing: int = 0
    """Handouts that cannot be made, such as those of a scan."""
    faults: tuple[str, ...] = ()
    """Why, for the first documents of those."""

    @property
    def repeated(self) -> int:
        """Sentences that are translated already when they are met."""
        return self.sentences - self.distinct

    def __str__(self) -> str:
        failing = f", {self.failing:,} of which cannot be made" if self.failing else ""
        return (
            f"{counted(self.documents, 'document')}, {counted(self.handouts, 'handout')}{failing}; "
            f"{counted(self.sentences, 'sentence')} to translate, {self.repeated:,} of them repeated; "
            f"about {duration(max(self.seconds, 1.0))}"
        )


def survey(
    jobs: Iterable[Job],
    executor: Executor,
    *,
    packages: Sequence[Package],
    speed: float,
    readings: Readings | None = None,
    watch: Callable[[int], object] = bool,
) -> Survey:
    """Find out how much work there is.

    Args:
        jobs: what is to be done; those of one source follow each other. They are taken one by one.
        executor: reads the documents.
        packages: the translation packages there are, which decide what a machine has to translate.
        speed: different sentences a second, as measured: by a probe, or in the last run.
        readings: where the documents are kept for the run.
        watch: called with the number of documents counted so far.
    """
    tally, room = _Tally(), DistinctCount()
    for order, count in _counts(take_orders(jobs), executor, packages):
        tally.add(count)
        if readings is not None:
            readings.keep(order, count.packed)
        room.add(count.sentences)
        watch(tally.documents)
    distinct = min(room.estimate(), tally.sentences)
    return Survey(
        documents=tally.documents,
        handouts=tally.handouts,
        sentences=tally.sentences,
        distinct=distinct,
        seconds=distinct / speed,
        failing=tally.failing,
        faults=tuple(tally.faults),
    )


class DistinctCount:
    """How many different numbers there were, in bounded memory: distinct sampling.

    All numbers are kept until the room is full; then those whose last bit is set go, and so on with the next bit. What
    is kept is a fair sample of the different ones, however often each was met (P. B. Gibbons, "Distinct sampling for
    highly-accurate answers to distinct values queries and event reports", VLDB 2001).
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room, self._level = room, 0
        self._kept: set[int] = set()

    def add(self, numbers: Iterable[int]) -> None:
        """Count numbers whose bits are evenly spread, such as hashes."""
        for number in numbers:
            if not number & self._mask:
                self._kept.add(number)
                if len(self._kept) > self._room:
                    self._level += 1
                    self._kept = {kept for kept in self._kept if not kept & self._mask}

    def estimate(self) -> int:
        """How many different ones there were."""
        return len(self._kept) << self._level

    @property
    def _mask(self) -> int:
        return (1 << self._level) - 1


@dataclass(frozen=True, slots=True)
class _Count:
    """What there is to do for a source: small enough to come back from any process."""

    handouts: int
    failing: int
    fault: str
    sentences: tuple[int, ...]
    packed: bytes
    """What was read, for the run."""


class _Tally:
    """The sums of a survey in the making."""

    def __init__(self) -> None:
        self.documents = self.handouts = self.failing = self.sentences = 0
        self.faults: list[str] = []

    def add(self, count: _Count) -> None:
        """Add what there is to do for a source."""
        self.documents += 1
        self.handouts += count.handouts
        self.failing += count.failing
        self.sentences += len(count.sentences)
        if count.fault and len(self.faults) < MOST_FAULTS:
            self.faults.append(count.fault)


def _counts(orders: Iterator[Order], executor: Executor, packages: Sequence[Package]) -> Iterator[tuple[Order, _Count]]:
    """The sources in order with their counts, a few of them read ahead."""
    ahead: deque[tuple[Order, Task[_Count]]] = deque()
    for order in orders:
        ahead.append((order, Task(executor, _count, order, packages)))
        if len(ahead) >= AHEAD:
            yield _await_count(*ahead.popleft())
    while ahead:
        yield _await_count(*ahead.popleft())


def _await_count(order: Order, task: Task[_Count]) -> tuple[Order, _Count]:
    try:
        return order, task.result()
    except BrokenExecutor:
        return order, _count_of(Reading(order, faults=dict.fromkeys(order.targets, f"{order.source.name}: {LOST}")))


def _count(order: Order, packages: Sequence[Package]) -> _Count:
    return _count_of(read_order(order, packages))


def _count_of(reading: Reading) -> _Count:
    jobs = reading.order.jobs
    faults = [fault for job in jobs if (fault := reading.fault_of(job))]
    numbers = (
        _number(segment.tag, target, segment.text)
        for target, prepared in reading.prepared.items()
        for segment in prepared.pairing.todo
    )
    return _Count(len(jobs), len(faults), next(iter(faults), ""), tuple(numbers), pack(reading))


def _number(source: str, target: str, text: str) -> int:
    """Eight bytes for a sentence on its way from one language into another; two of 10⁹ are the same in 3 % of cases."""
    key = "\0".join((source, target, text)).encode("utf-8", errors="surrogatepass")
    return int.from_bytes(hashlib.blake2b(key, digest_size=8).digest())
