from __future__ import annotations

import pytest

from forumdocs.readers.counting import COUNTERS, han, roman


@pytest.mark.parametrize(
    ("number", "spelled"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (2031, "二千零三十一"),
        (0, "0"),
    ],
)
def test_numbers_are_counted_in_chinese(number: int, spelled: str):
    assert han(number) == spelled


@pytest.mark.parametrize(("number", "spelled"), [(4, "iv"), (9, "ix"), (1999, "mcmxcix"), (0, "0"), (4000, "4000")])
def test_numbers_are_counted_in_roman(number: int, spelled: str):
    assert roman(number) == spelled


@pytest.mark.parametrize("form", sorted(COUNTERS))
def test_every_counter_takes_any_number(form: str):
    assert all(isinstance(COUNTERS[form](number), str) for number in (-3, 0, 1, 27, 99, 10_000))


def test_letters_repeat_after_the_end_of_the_alphabet():
    assert [COUNTERS["lowerLetter"](n) for n in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]
