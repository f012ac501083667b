"""A folder that is looked at again and again: what is dropped into it becomes handouts.

By polling, which works alike on every system and also on a network drive, where the system's own notices do not
arrive. A look at 10,000 files takes a fraction of a second.
"""

from __future__ import annotations

import math
import os
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from forumdocs.errors import ForumdocsError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

INTERVAL = 2.0
"""Seconds between two looks."""

AGAIN = 60.0
"""Seconds after which work that could not be done (a full disk, a cluster that is down) is tried again."""

SETTLED = 3.0
"""Seconds for which a file must not have changed before it is taken. Programs that save a document write it within a
second, and a copy over a slow network shows a new size with every look."""

PATIENCE = 60.0
"""Seconds after which a file that cannot be opened is taken all the same, so that it fails by name."""

UNFINISHED = (".part", ".crdownload", ".download", ".partial", ".tmp")
"""Suffixes under which programs write what is not finished: Firefox, Chrome and Edge, Safari, curl and rsync, Office.
Firefox also puts an empty file under the final name beside its ``.part``."""

TEMPORARY = ("~$", "~", ".")
"""How the names of files begin that are not for us: the lock files of Word, what it is saving, hidden files."""

_Stamp = tuple[int, int]
"""Size in bytes, and time of change in nanoseconds."""


@dataclass(slots=True)
class _Sighting:
    stamp: _Stamp
    since: float
    """When the file was first seen with this stamp, by our own clock: that of a file server may go wrong."""
    taken: bool = False


class Watch:
    """What one folder holds, from one look to the next.

    Args:
        folder: looked through with all folders in it.
        suffixes: of the files that are wanted, in lower case.
        apart: a folder that is passed over, such as that of the outputs.
        settled: seconds for which a file must not have changed.
    """

    def __init__(
        self, folder: Path, *, suffixes: Collection[str], apart: Path | None = None, settled: float = SETTLED
    ) -> None:
        self.folder = folder
        self._suffixes = suffixes
        self._apart = apart.resolve() if apart else None
        self._settled = settled
        self._seen: dict[Path, _Sighting] = {}

    @property
    def settled(self) -> list[Path]:
        """All files that have been taken and have not changed or gone since, by name."""
        return sorted(path for path, sighting in self._seen.items() if sighting.taken)

    def look(self, moment: float) -> list[Path]:
        """Take the files that are new or changed since they were last taken and now stand still, by name.

        Args:
            moment: seconds on a clock that only goes forward.

        Raises:
            OSError: the folder itself cannot be listed; everything that was seen is remembered.
        """
        stamps = dict(self._stamps())
        for gone in self._seen.keys() - stamps.keys():
            del self._seen[gone]
        return sorted(path for path, stamp in stamps.items() if self._is_ready(path, stamp, moment))

    def _is_ready(self, path: Path, stamp: _Stamp, moment: float) -> bool:
        sighting = self._seen.get(path)
        if sighting is None or sighting.stamp != stamp:
            self._seen[path] = sighting = _Sighting(stamp, moment)
        age = moment - sighting.since
        if sighting.taken or age < self._settled or not (age >= PATIENCE or _opens(path)):
            return False
        sighting.taken = True
        return True

    def _stamps(self) -> Iterator[tuple[Path, _Stamp]]:
        os.scandir(self.folder).close()  # raises where the folder is out of reach; walk passes over it in silence
        for place, folders, files in os.walk(self.folder):
            here = Path(place)
            folders[:] = [name for name in folders if not name.startswith(".") and not self._is_apart(here / name)]
            names = set(files)
            for name in files:
                if self._is_wanted(name, names) and (stamp := _stamp(here / name)):
                    yield here / name, stamp

    def _is_apart(self, folder: Path) -> bool:
        return self._apart is not None and folder.resolve() == self._apart

    def _is_wanted(self, name: str, beside: set[str]) -> bool:
        if name.startswith(TEMPORARY) or os.path.splitext(name)[1].lower() not in self._suffixes:  # noqa: PTH122
            return False
        return not any(name + suffix in beside for suffix in UNFINISHED)


def _stamp(path: Path) -> _Stamp | None:
    """None for a file that has gone, and for an empty one: whoever made it is still to write into it."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if status.st_size else None


def _opens(path: Path) -> bool:
    """Whether the file can be read; on Windows a program that is writing it may keep it to itself."""
    try:
        path.open("rb").close()
    except OSError:
        return False
    return True


def follow(
    watch: Watch,
    work: Callable[[list[Path]], object],
    tell: Callable[[str], object],
    *,
    moments: Iterable[float] | None = None,
) -> None:
    """Call ``work`` whenever something has settled in a folder, until the user interrupts a wait.

    What is there at the start counts too: ``work`` knows from its ledger what is done already. An interrupt during
    ``work`` is not caught here.

    Args:
        watch: the folder.
        work: called with all files that have settled; where it raises a ForumdocsError it is called again after
            :data:`AGAIN` seconds.
        tell: called with one line for such an error, when the folder is out of reach, and when it is back.
        moments: the times of the looks; by default one every :data:`INTERVAL` seconds, without end.
    """
    reach = _Reach(watch.folder, tell)
    due = math.inf
    for moment in _ticks() if moments is None else moments:
        with reach.noted():
            if watch.look(moment):
                due = moment
        if moment >= due:
            due = math.inf
            try:
                work(watch.settled)
            except ForumdocsError as error:
                tell(f"Error: {error}")
                due = moment + AGAIN


class _Reach:
    """Tells once that a folder is out of reach, and once that it is back."""

    def __init__(self, folder: Path, tell: Callable[[str], object]) -> None:
        self._folder, self._tell, self._lost = folder, tell, False

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Take note of whether a look at the folder fails."""
        try:
            yield
        except OSError as error:
            if not self._lost:
                self._tell(f"{self._folder}: out of reach ({error.strerror or error}); looking again and again.")
            self._lost = True
        else:
            if self._lost:
                self._tell(f"{self._folder}: is back.")
            self._lost = False


def _ticks() -> Iterator[float]:
    """The times of the looks; the user's interrupt of a wait ends them."""
    while True:
        yield time.monotonic()
        try:
            time.sleep(INTERVAL)
        except KeyboardInterrupt:
            return
