"""When a batch may work, and how far it gives way to whoever uses the machine."""

from __future__ import annotations

import os
import re
import sys
import time as clock
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from forumdocs.errors import ForumdocsError

if TYPE_CHECKING:
    from collections.abc import Callable

NICENESS = 10
"""Steps by which a batch gives way on POSIX, where 19 is the most: at 10 a program that is not niced gets about nine
times as much of a core, and an idle machine still works at full speed."""

BELOW_NORMAL_PRIORITY_CLASS = 0x4000
"""The same wish on Windows (SetPriorityClass); processes that we start inherit it."""

LONGEST_NAP = 30.0
"""Seconds after which a wait looks at the clock again: a laptop may have slept, or the clock been set."""

_DASH = re.compile("[–—]")


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of every day, by the clock on the wall; over midnight where it closes before it opens."""

    opens: time
    closes: time

    def __contains__(self, moment: datetime) -> bool:
        at = moment.time()
        if self.opens < self.closes:
            return self.opens <= at < self.closes
        return at >= self.opens or at < self.closes

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"

    def next_opening(self, moment: datetime) -> datetime:
        """When these hours begin, at ``moment`` or after it; local time, without a zone."""
        today = datetime.combine(moment.date(), self.opens)
        return today if today >= moment else datetime.combine(moment.date() + timedelta(days=1), self.opens)


def parse_hours(text: str) -> Hours:
    """Read ``"22:00-06:00"`` or ``"22-6"``.

    Raises:
        ForumdocsError: the text is no stretch of a day.
    """
    opens, _, closes = _DASH.sub("-", text).partition("-")
    try:
        hours = Hours(_read_time(opens), _read_time(closes))
    except ValueError:
        hours = None
    if not hours or hours.opens == hours.closes:
        raise ForumdocsError(f"'{text}' is no stretch of a day; write two times of it, such as 22:00-06:00.")
    return hours


def _read_time(text: str) -> time:
    """A time of day; raises ValueError. Midnight may be called 24:00."""
    hour, _, minute = text.strip().partition(":")
    return time(0 if hour == "24" else int(hour), int(minute or 0))


@dataclass(frozen=True, kw_only=True)
class Gate:
    """Lets work through within its hours; without hours, always.

    Args:
        hours: when it is open.
        tell: called with one line where a wait begins.
        now: the clock on the wall.
        sleep: waits so many seconds.
    """

    hours: Hours | None = None
    tell: Callable[[str], object] = bool
    now: Callable[[], datetime] = datetime.now
    sleep: Callable[[float], object] = clock.sleep

    @property
    def is_open(self) -> bool:
        """Whether work may begin now."""
        return self.hours is None or self.now() in self.hours

    def wait(self) -> None:
        """Come back when the hours have begun: at once while they last."""
        if self.hours is None or self.is_open:
            return
        self.tell(f"Waiting until {self.hours.next_opening(self.now()):%H:%M}; work goes on between {self.hours}.")
        while not self.is_open:
            moment = self.now()
            left = (self.hours.next_opening(moment) - moment).total_seconds()
            self.sleep(min(LONGEST_NAP, max(left, 0.1)))


def lower_priority() -> bool:
    """Let other programs go first from now on; False where the system does not let us.

    On Linux a priority belongs to a thread, and threads and processes inherit it: call this before a model loads.
    """
    if sys.platform == "win32":
        return _lower_windows_priority()
    try:
        os.nice(NICENESS)
    except (AttributeError, OSError):
        return False
    return True


def _lower_windows_priority() -> bool:
    import ctypes

    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009 - on other systems ctypes has no such name
    process = ctypes.c_void_p(kernel.GetCurrentProcess())
    return bool(kernel.SetPriorityClass(process, BELOW_NORMAL_PRIORITY_CLASS))
