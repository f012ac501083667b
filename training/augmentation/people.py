"""Names of people in five languages: given and family names put together, and whole names of East Asia."""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

BETWEEN = {"en": " ", "zh": "·", "ko": " ", "ru": " ", "ja": "・"}
"""Between a given and a family name."""


@lru_cache(maxsize=4)
def _table(name: str) -> tuple[Mapping[str, str], ...]:
    with (Path(__file__).parent / "data" / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t"))


def draw(chance: random.Random) -> dict[str, str]:
    """A name by language: of East Asia every third time."""
    if chance.randrange(3) == 0:
        return dict(chance.choice(_table("asian_names.tsv")))
    given = chance.choice(_table("given_names.tsv"))
    family = chance.choice([row for row in _table("family_names.tsv") if row["gender"] in (given["gender"], "any")])
    return {lang: given[lang] + space + family[lang] for lang, space in BETWEEN.items()}
