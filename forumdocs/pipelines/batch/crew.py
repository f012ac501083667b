"""Who reads and renders beside the translator: a thread for a few documents, processes for many.

A process that crashes, or works on one document for longer than it may, ends, and is replaced.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import multiprocessing
import os
import signal
import threading
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, ThreadPoolExecutor
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
"""Handouts from which on processes pay for their start, which takes each of them a second."""

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
        processes: how many; by default as many as cores, or none for a few documents, which a thread serves.
        documents: how many handouts are to be made.
    """
    count = processes or (usable_cores() if documents >= MANY else 0)
    executor: Executor = ProcessPool(count) if count else ThreadPoolExecutor(1)
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    executor.shutdown()


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
        return ProcessPoolExecutor(self._processes, multiprocessing.get_context("spawn"), initializer=_settle_in)


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


@contextlib.contextmanager
def limited(size: int) -> Iterator[None]:
    """End this process when the block takes too long for a document of so many bytes.

    It ends whatever hangs, also a library that does not let Python go on. In the process of the translator, whose end
    would be that of the run, there is no limit.
    """
    if _silence is None:
        yield
        return
    seconds = MOST_SECONDS + MOST_SECONDS_A_MB * size / 1e6
    faulthandler.dump_traceback_later(seconds, exit=True, file=_silence)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


_silence: TextIO | None = None
"""Where a process of a pool writes when it ends itself: nowhere; None in any other process."""


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
    global _silence
    _silence = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for as long as the process lives
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()


def _leave_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
