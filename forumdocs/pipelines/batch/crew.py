"""Who reads and renders beside the translator: processes, one for a few documents and more for many.

A process that crashes, or works on one document for longer than it may, ends, and is replaced. That is why even a
single document has one, which costs half a second: what a document does to a library must not end the run.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from forumdocs.mt.decoding import usable_cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from typing import ParamSpec, TextIO

    P = ParamSpec("P")

T = TypeVar("T")

MANY = 24
"""Handouts from which on more than one process pays for its start, which takes each of them a second."""

MOST_SECONDS, MOST_SECONDS_A_MB = 180.0, 60.0
"""How long a process may read or render one document; the slowest so far took a hundredth of it."""
LOST = (
    "the process that worked on it crashed, ran out of memory or took longer than some minutes, twice; save it in "
    "another format, or split it."
)


@contextlib.contextmanager
def hire(processes: int | None = None, *, documents: int) -> Iterator[Executor]:
    """An executor for a run over so many handouts; when the block ends in an error, work that has not begun is dropped.

    Args:
        processes: how many; by default one for a few documents, and as many as cores for many.
        documents: how many handouts are to be made.
    """
    executor = ProcessPool(processes or (usable_cores() if documents >= MANY else 1))
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        _dismissed.append(executor)
        raise
    executor.shutdown()


_dismissed: list[Executor] = []
"""Those that were to drop their work: a pool of Python that nobody refers to forgets to, and does it all."""


class ProcessPool(Executor):
    """Processes that are replaced when one of them dies of a document.

    The futures of a pool that broke raise :class:`concurrent.futures.BrokenExecutor`; what is submitted after it goes
    to new processes.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool = self._start()

    def submit(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As :meth:`concurrent.futures.Executor.submit`."""
        try:
            return self._pool.submit(_tidily, work, *args, **kwargs)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = self._start()
            return self._pool.submit(_tidily, work, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As :meth:`concurrent.futures.Executor.shutdown`."""
        self._pool.shutdown(wait, cancel_futures=cancel_futures)

    def _start(self) -> ProcessPoolExecutor:
        """Spawned as on every system: a fork would copy the translator with its threads half-way through their work."""
        with _untold():
            return ProcessPoolExecutor(self._processes, multiprocessing.get_context("spawn"), initializer=_settle_in)


@contextlib.contextmanager
def _untold() -> Iterator[None]:
    """Whatever starts in the block says nothing of semaphores that it clears away when this process has gone.

    That is Python's tracker of resources on POSIX, which outlives us: after Ctrl-C it would tell the user of a leak.
    """
    before = os.environ.get("PYTHONWARNINGS")
    os.environ["PYTHONWARNINGS"] = ",".join(filter(None, (before, "ignore:resource_tracker")))
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONWARNINGS"]
        else:
            os.environ["PYTHONWARNINGS"] = before


class Task(Generic[T]):
    """What an executor was given to do; done once more, alone, where the process that did it has died."""

    def __init__(self, executor: Executor, work: Callable[..., T], *args: object) -> None:
        self._executor, self._work, self._args = executor, work, args
        self._future = executor.submit(work, *args)

    @property
    def is_done(self) -> bool:
        """Whether the result is there, or will not come."""
        return self._future.done()

    def result(self) -> T:
        """What the work returns.

        Raises:
            BrokenExecutor: it costs a process its life each time.
        """
        try:
            return self._future.result()
        except BrokenExecutor:  # perhaps of a neighbour
            return self._executor.submit(self._work, *self._args).result()


class Deadlines:
    """Ends this process when one of several threads has worked on a document for too long.

    A library that hangs may not let Python go on, so no thread of Python could: the timer is that of
    :mod:`faulthandler`, of which a process has one. It is set to the first of the deadlines.

    Args:
        log: where the process writes what its threads were doing when it ends; a file of the system.
    """

    def __init__(self, log: TextIO) -> None:
        self._log = log
        self._lock = threading.Lock()
        self._ends: list[float] = []

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """End the process when the block takes longer."""
        end = time.monotonic() + seconds
        with self._lock:
            self._ends.append(end)
            self._set_timer()
        try:
            yield
        finally:
            with self._lock:
                self._ends.remove(end)
                self._set_timer()

    def _set_timer(self) -> None:
        if self._ends:
            left = max(0.01, min(self._ends) - time.monotonic())
            faulthandler.dump_traceback_later(left, exit=True, file=self._log)
        else:
            faulthandler.cancel_dump_traceback_later()


_deadlines: Deadlines | None = None
"""Of this process, where it may end itself."""


def be_mortal(log: TextIO) -> None:
    """Let :func:`limited` end this process: somebody stands by who replaces it."""
    global _deadlines
    _deadlines = _deadlines or Deadlines(log)


@contextlib.contextmanager
def limited(size: int) -> Iterator[None]:
    """End this process when the block takes too long for a document of so many bytes.

    In the process of the translator, whose end would be that of the run, there is no limit.
    """
    if _deadlines is None:
        yield
        return
    with _deadlines.within(MOST_SECONDS + MOST_SECONDS_A_MB * size / 1e6):
        yield


def _tidily(work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Do the work, after what is left of the document before it has been cleared away.

    The parts of a Word document refer to each other, and so wait for the garbage collector, to which they are a few
    small objects: the trees of hundreds of documents stay in memory before it comes by itself. What is alive between
    two documents are modules, tables and bounded caches; frozen, they need not be looked through the next time.
    """
    gc.collect()
    gc.freeze()
    return work(*args, **kwargs)


def _settle_in() -> None:
    """Leave Ctrl-C to the parent, and end with it, however it ends."""
    be_mortal(Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for as long as the process lives
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()


def _leave_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
