"""Who reads and renders beside the translator: a thread for a few documents, processes for many."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from forumdocs.mt.decoding import usable_cores

if TYPE_CHECKING:
    from collections.abc import Iterator

MANY = 24
"""Handouts from which on processes pay for their start, which takes each of them a second."""


@contextlib.contextmanager
def hire(processes: int | None = None, *, documents: int) -> Iterator[Executor]:
    """An executor for a run over so many handouts; work that has not begun is dropped when the block ends.

    Args:
        processes: how many; by default as many as cores, or none for a few documents, which a thread serves.
        documents: how many handouts are to be made.
    """
    count = processes or (usable_cores() if documents >= MANY else 0)
    executor = _pool(count) if count else ThreadPoolExecutor(1)
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _pool(processes: int) -> ProcessPoolExecutor:
    """Processes that start anew, as they do on every system: a fork would copy the translator's threads half-way."""
    return ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), initializer=_settle_in)


def _settle_in() -> None:
    """Leave Ctrl-C to the parent, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()


def _leave_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
