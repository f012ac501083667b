"""Several processes that train one network, each on its own core, and average their weights now and then.

Threads of one process wait for each other in every operation: two cores then train 1.5 times as fast as one, and as
slow as the busier of the two. Processes that meet every minute train twice as fast, and a core that other work
has slowed down only adds less. Averaging now and then is local SGD: S. Stich, "Local SGD Converges Fast and
Communicates Little", 2019.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, distributed

MEETING_SECONDS = 60.0


@dataclass
class Team:
    """One of ``size`` processes; alone, it never meets."""

    rank: int = 0
    size: int = 1
    _met: float = 0.0

    @classmethod
    def join(cls, rank: int, size: int, meeting_place: Path) -> Team:
        """Meet the others for the first time; ``meeting_place`` is a file that none of them has written yet."""
        if size > 1:
            distributed.init_process_group(
                "gloo", init_method=meeting_place.resolve().as_uri(), rank=rank, world_size=size
            )
        return cls(rank, size, time.monotonic())

    @property
    def leads(self) -> bool:
        """Whether this process reports and saves."""
        return self.rank == 0

    @property
    def is_due(self) -> bool:
        """Whether it is time to average."""
        return self.size > 1 and time.monotonic() - self._met > MEETING_SECONDS

    def average(self, weights: list[Tensor], *, work: float) -> None:
        """Replace the weights by the mean over the team; each counts by its work since the last time."""
        if self.size == 1:
            return
        whole = torch.tensor([work])
        distributed.all_reduce(whole)
        for weight in weights:
            weight.mul_(work / whole.item())
            distributed.all_reduce(weight)
        self._met = time.monotonic()

    def agree(self, done: bool) -> bool:
        """Whether the first process is done; all of them must ask at the same meeting."""
        if self.size == 1:
            return done
        answer = torch.tensor([float(done)])
        distributed.broadcast(answer, src=0)
        return bool(answer.item())


def keep_memory() -> None:
    """Have glibc keep freed memory: training on a CPU frees and takes the same large blocks all the time.

    Saves about an eighth of the time; elsewhere than on glibc nothing happens.
    """
    if sys.platform != "linux":
        return
    try:
        mallopt = ctypes.CDLL("libc.so.6").mallopt
    except (OSError, AttributeError):  # musl
        return
    trim_threshold, mmap_threshold, mmap_max = -1, -3, -4
    for name, value in ((trim_threshold, 2**31 - 1), (mmap_threshold, 2**30), (mmap_max, 0)):
        mallopt(name, value)


def stay_on_core(rank: int) -> None:
    """Pin this process to one of the cores that it may use, where the system lets it."""
    torch.set_num_threads(1)
    try:
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[rank % len(cores)]})
    except AttributeError:  # macOS, Windows
        return
