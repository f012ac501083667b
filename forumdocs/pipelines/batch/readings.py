"""Documents that were read for the survey and are kept for the run, so that it need not read them again."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forumdocs.pipelines.batch.making import Order, Reading

ROOM = 16 << 20
"""Bytes that are kept: 6,000 documents of a page. What comes after that is read twice."""
LARGEST = ROOM // 64
"""Bytes up to which one is kept: a book full of pictures must not crowd out the others."""


class Readings:
    """Readings as bytes, up to a bound, by the order of which they are.

    Args:
        room: how many bytes are kept.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._free = room
        self._kept: dict[Order, bytes] = {}

    def keep(self, order: Order, content: bytes) -> None:
        """Keep a reading that is packed, where there is room."""
        if 0 < len(content) <= self._free:
            self._free -= len(content)
            self._kept[order] = content

    def take(self, order: Order) -> Reading:
        """The reading of an order, which is not kept any longer; KeyError where it was not."""
        content = self._kept.pop(order)
        self._free += len(content)
        reading: Reading = pickle.loads(content)  # packed by a process of this run
        return reading

    def __contains__(self, order: Order) -> bool:
        return order in self._kept


def pack(reading: Reading) -> bytes:
    """A reading as bytes, on its way from one process to another; none where it is too large to be kept."""
    content = pickle.dumps(reading, pickle.HIGHEST_PROTOCOL)
    return content if len(content) <= LARGEST else b""
