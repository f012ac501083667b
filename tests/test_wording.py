from __future__ import annotations

import pytest

from forumdocs.wording import counted, duration


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (59.4, "59 s"), (59.7, "1 min"), (90, "2 min"), (3599, "1 h 0 min"), (12000, "3 h 20 min")],
)
def test_a_time_is_said_as_people_say_it(seconds: float, said: str) -> None:
    assert duration(seconds) == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 handouts"), (1, "1 handout"), (2000, "2,000 handouts")])
def test_things_are_counted_as_people_count_them(number: int, said: str) -> None:
    assert counted(number, "handout") == said
