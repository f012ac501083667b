from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from forumdocs.errors import ForumdocsError
from forumdocs.pipelines.batch.schedule import Gate, parse_hours


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2027-05-13T{text}")


@pytest.mark.parametrize(
    ("hours", "moment", "is_open"),
    [
        ("09:00-17:30", "09:00", True),
        ("09:00-17:30", "17:29", True),
        ("09:00-17:30", "17:30", False),
        ("09:00-17:30", "03:00", False),
        ("22:00-06:00", "23:59", True),
        ("22:00-06:00", "00:00", True),
        ("22:00-06:00", "05:59:59", True),
        ("22:00-06:00", "06:00", False),
        ("22:00-06:00", "12:00", False),
        ("18:00-24:00", "23:59", True),
        ("18:00-24:00", "00:00", False),
    ],
)
def test_hours_hold_the_moments_between_their_ends_also_over_midnight(hours: str, moment: str, is_open: bool) -> None:
    assert (at(moment) in parse_hours(hours)) == is_open


@pytest.mark.parametrize("text", ["22:00-06:00", "22-6", " 22:00 – 6:00 "])
def test_hours_are_read_as_people_write_them(text: str) -> None:
    assert str(parse_hours(text)) == "22:00-06:00"


@pytest.mark.parametrize("text", ["", "night", "22:00", "22:60-06:00", "25:00-06:00", "06:00-06:00", "0-24"])
def test_what_is_no_stretch_of_a_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ForumdocsError, match="22:00-06:00"):
        parse_hours(text)


class Clock:
    """A clock that only moves when somebody sleeps."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


def gate(clock: Clock, told: list[str]) -> Gate:
    return Gate(hours=parse_hours("22:00-06:00"), tell=told.append, now=clock.now, sleep=clock.sleep)


def test_work_waits_for_the_hours_to_begin_and_says_so_once() -> None:
    clock, told = Clock(at("12:15:30")), list[str]()
    gate(clock, told).wait()
    assert at("22:00") <= clock.moment < at("22:01")
    assert told == ["Waiting until 22:00; work goes on between 22:00-06:00."]


def test_work_within_its_hours_does_not_wait() -> None:
    clock, told = Clock(at("23:00")), list[str]()
    gate(clock, told).wait()
    assert (clock.moment, told) == (at("23:00"), [])


def test_a_gate_without_hours_is_always_open() -> None:
    assert Gate().is_open
    Gate().wait()


def test_after_the_last_opening_of_a_day_comes_that_of_the_next() -> None:
    assert parse_hours("09:00-17:00").next_opening(at("20:00")) == at("09:00") + timedelta(days=1)


def test_a_machine_that_slept_past_the_opening_goes_on_at_once() -> None:
    clock = Clock(at("21:00"))
    slept = Gate(
        hours=parse_hours("22:00-06:00"),
        now=clock.now,
        sleep=lambda _: clock.sleep(timedelta(hours=5).total_seconds()),
    )
    slept.wait()
    assert clock.moment == at("02:00") + timedelta(days=1)


@pytest.mark.skipif(sys.platform == "win32", reason="os.nice is of POSIX; Windows has priority classes")
def test_a_process_that_gives_way_is_nicer_than_before() -> None:
    code = (
        "import os; from forumdocs.pipelines.batch.schedule import lower_priority; "
        "before = os.nice(0); print(lower_priority(), os.nice(0) - before, 19 - before)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    lowered, steps, most = run.stdout.split()
    assert lowered == "True"
    assert int(steps) == min(10, int(most))
