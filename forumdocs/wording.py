"""Numbers and times as messages and reports say them."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """A number of things: ``"1 handout"``, ``"2,000 handouts"``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def duration(seconds: float) -> str:
    """A time as people say it: ``"8 s"``, ``"12 min"``, ``"3 h 20 min"``."""
    minutes = round(seconds / 60)
    if seconds < 59.5:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
