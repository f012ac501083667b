"""Keeps a test set out of training: finds sentences that are nearly those of the test."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

GRAM = 5
"""Letters of an n-gram; spaces, marks and capitals do not count, so that it serves every script."""
ALIKE = 0.5
"""Two texts are nearly the same when they share this share of the n-grams of the longer one."""
LONG_RUN = 40
"""So are those that share so many n-grams: a sentence inside a longer one."""


class TestSet:
    """Sentences that nothing like them may be trained on.

    Args:
        texts: in any language.
    """

    __test__ = False  # no tests for pytest

    def __init__(self, texts: Iterable[str]) -> None:
        self._sizes: list[int] = []
        self._where: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            found = grams(text)
            self._sizes.append(len(found))
            for gram in found:
                self._where[gram].append(number)

    def has_like(self, text: str) -> bool:
        """Whether one of the sentences is nearly this one, or a long part of it."""
        found = grams(text)
        shared = Counter(number for gram in found for number in self._where.get(gram, ()))
        return any(
            count >= LONG_RUN or count >= ALIKE * max(len(found), self._sizes[number])
            for number, count in shared.items()
        )


def grams(text: str) -> set[str]:
    """The n-grams of the letters and digits of a text; the whole of a text that is shorter."""
    letters = "".join(re.findall(r"\w", text.casefold()))
    return {letters[i : i + GRAM] for i in range(max(1, len(letters) - GRAM + 1))} - {""}
