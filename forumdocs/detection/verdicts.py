"""What a detector says of a text."""

from __future__ import annotations

import math
from typing import NamedTuple


class Verdict(NamedTuple):
    """A language, how sure it is (0 to 1), and for Chinese the script where the characters tell."""

    lang: str
    score: float = 1.0
    script: str = ""


UNDETERMINED = Verdict("und", 0.0)


def sureness(margin: float) -> float:
    """The probability (0.5 to 1) that goes with a lead of ``margin`` nats over the next best."""
    return round(1.0 / (1.0 + math.exp(-min(margin, 50.0))), 3)
