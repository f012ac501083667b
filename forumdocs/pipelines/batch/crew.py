"""Who reads and renders beside the translator: a thread for a few documents, processes for many."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from forumdocs.mt.decoding import usable_cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from typing import ParamSpec, TypeVar

    P = ParamSpec("P")
    T = TypeVar("T")

MANY = 24
"""Handouts from which on processes pay for their start, which takes each of them a second."""


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
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()


def _leave_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
