"""How a batch goes on, on stderr: a bar on a terminal, a line at times in a log, nothing when it is to be quiet."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress

    from forumdocs.pipelines.batch.running import Tally

    Watch = Callable[[Tally], object]

INTERVAL = 15.0
"""Seconds between two lines in a log."""


@contextlib.contextmanager
def progress(*, quiet: bool) -> Iterator[Watch]:
    """What to call with the tally of a run whenever it has changed."""
    if quiet:
        yield bool
    elif sys.stderr.isatty():
        with _bar() as bar:
            yield _Bar(bar).show
    else:
        yield _Log().show


def describe(tally: Tally, seconds: float) -> str:
    """How far a run is, after so many seconds, in one line."""
    from forumdocs.wording import counted, duration

    parts = [
        f"{tally.ended:,} of {counted(tally.jobs, 'handout')}",
        counted(tally.sentences, "sentence"),
        f"{_rate(tally.sentences / max(seconds, 1e-9))}/s",
    ]
    if (left := tally.seconds_left(seconds)) is not None:
        parts.append(f"{duration(left)} left")
    if tally.failed:
        parts.append(f"{tally.failed:,} failed")
    return ", ".join(parts)


def _rate(number: float) -> str:
    """A number a second; slow work is not shown as none."""
    return f"{number:.0f}" if number >= 9.5 else f"{number:.1f}"


class _Log:
    """A line every :data:`INTERVAL` seconds."""

    def __init__(self) -> None:
        self._start = self._told = time.monotonic()

    def show(self, tally: Tally) -> None:
        now = time.monotonic()
        if now - self._told >= INTERVAL:
            self._told = now
            click.echo(describe(tally, now - self._start), err=True)


class _Bar:
    """A bar that fills with sentences, since those take the time."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._start = time.monotonic()
        self._task = bar.add_task("Reading …", total=None)

    def show(self, tally: Tally) -> None:
        self._bar.update(
            self._task,
            completed=tally.sentences,
            total=tally.expected,
            description=describe(tally, time.monotonic() - self._start),
        )


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=4)
