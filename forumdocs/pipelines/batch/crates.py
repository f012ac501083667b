"""Translation packages on their way to other machines: folders of files, each known by its content."""

from __future__ import annotations

import hashlib
import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forumdocs.errors import ClusterError
from forumdocs.mt.manifests import hash_file, read_hash
from forumdocs.mt.packages import METADATA, STARTER, preference, read_package
from forumdocs.paths import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from forumdocs.mt.packages import Package

CHUNK = 4 << 20
"""Bytes of a file in one message: few enough messages for a model of 100 MB, and no scheduler is filled by one."""

STALE = 24 * 3600
"""Seconds after which a crate that never arrived whole is thrown away; its sender has gone."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a crate; ``name`` is its path from the folder of the crate on, with slashes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Crate:
    """What a machine needs of a folder of packages, without any path of another machine.

    ``folder`` is the name of the folder, which a package without a name of its own is called by. ``builtin`` is the
    starter pack, which is one crate: its packages share a model.
    """

    folder: str
    parts: tuple[Part, ...]
    builtin: bool = False

    @property
    def key(self) -> str:
        """One SHA-256 over the names and the contents."""
        lines = (f"{part.sha256}  {part.name}" for part in self.parts)
        return hashlib.sha256("\n".join((self.folder, *lines)).encode()).hexdigest()

    @property
    def size(self) -> int:
        """Bytes of all parts."""
        return sum(part.size for part in self.parts)


def pack(packages: Iterable[Package]) -> dict[Crate, Path]:
    """The crates that hold these packages, in their order, and the folder that each is made from."""
    roots = {(STARTER if package.builtin else package.path).resolve(): package.builtin for package in packages}
    return {_crate(root, builtin=builtin): root for root, builtin in roots.items()}


def _crate(root: Path, *, builtin: bool) -> Crate:
    files = {file for package in _packages_in(root, builtin=builtin) for file in package.files}
    parts = [Part(file.relative_to(root).as_posix(), file.stat().st_size, hash_file(file)) for file in files]
    parts.sort(key=lambda part: part.name)  # not by path, which Windows sorts without regard to case
    return Crate("starter" if builtin else root.name, tuple(parts), builtin)


def unpack(crates: Iterable[tuple[Crate, Path]]) -> tuple[Package, ...]:
    """The packages of crates and the folders where they lie, in the order of :func:`forumdocs.mt.packages.installed`.

    Raises:
        BadPackage: a folder does not hold what the crate says.
    """
    found = [package for crate, root in crates for package in _packages_in(root.resolve(), builtin=crate.builtin)]
    return tuple(sorted(found, key=lambda p: (p.source, p.target, preference(p), p.name)))


def _packages_in(root: Path, *, builtin: bool) -> list[Package]:
    folders = sorted(path.parent for path in (root / "packages").glob(f"*/{METADATA}")) if builtin else [root]
    return [package for folder in folders for package in read_package(folder, builtin=builtin)]


class Shelf:
    """The crates that this machine has been sent; all who work on it share them.

    A crate that arrives is collected in a folder of its own for each sender, and renamed when it is whole.

    Args:
        folder: where they are kept; by default in the cache folder of forumdocs.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or cache_folder() / "crates"

    def find(self, crate: Crate) -> Path | None:
        """The folder that holds the crate; None where it never arrived, or a file was deleted since."""
        folder = self._folder / crate.key / crate.folder
        return folder if all(_has_size(folder / part.name, part.size) for part in crate.parts) else None

    def receive(self, crate: Crate, name: str, data: bytes, *, sender: str) -> None:
        """Add to the file ``name`` of a crate; the pieces of a file come in order."""
        path = self._arriving(crate, sender) / crate.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(data)

    def seal(self, crate: Crate, *, sender: str) -> None:
        """Check all that arrived and put it in its place.

        Raises:
            ClusterError: a file is not what was sent.
        """
        arriving = self._arriving(crate, sender)
        try:
            for part in crate.parts:
                if read_hash(arriving / crate.folder / part.name) != part.sha256:
                    raise ClusterError(f"{crate.folder}/{part.name}: arrived damaged; run the same line again.")
            self._put(arriving, self._folder / crate.key)
        finally:
            shutil.rmtree(arriving, ignore_errors=True)
        for path in self._left_behind():
            shutil.rmtree(path, ignore_errors=True)

    def _arriving(self, crate: Crate, sender: str) -> Path:
        return self._folder / f".{crate.key}.{sender}"

    def _put(self, arriving: Path, place: Path) -> None:
        shutil.rmtree(place, ignore_errors=True)  # what was there lacked a file
        try:
            arriving.rename(place)
        except OSError:
            if not place.is_dir():  # else another sender was quicker with the same
                raise

    def _left_behind(self) -> Iterator[Path]:
        for path in self._folder.glob(".*"):
            if time.time() - path.stat().st_mtime > STALE:
                yield path


def chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file in messages of at most :data:`CHUNK`; one empty message for an empty file."""
    with path.open("rb") as file:
        yield file.read(CHUNK)
        while chunk := file.read(CHUNK):
            yield chunk


def _has_size(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False
