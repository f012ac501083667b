"""Output files: checked before any work, put in place in one step."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from forumdocs.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""Errors of a disk without room, and of a user who has used up his."""


def check_suffix(path: Path, suffixes: Iterable[str]) -> None:
    """Make sure that ``path`` ends in one of ``suffixes``.

    Raises:
        WriteError: it does not.
    """
    if path.suffix.lower() not in suffixes:
        *most, last = suffixes
        choices = f"{', '.join(most)} or {last}"
        raise WriteError(f"{path}: cannot write '{path.suffix}' files; name one that ends in {choices}.")


def check_folder(path: Path) -> None:
    """Make sure that the folder of ``path`` is there and may be written to, or can be made.

    Raises:
        WriteError: it is not; or ``path`` itself is a folder.
    """
    folder = next(place for place in (path.parent, *path.parent.parents) if place.exists() or place == place.parent)
    if path.is_dir():
        raise WriteError(f"{path}: is a folder; name a file in it with -o.")
    if not folder.is_dir():
        raise WriteError(f"{folder}: is no folder, so nothing can be written into it; choose another place with -o.")
    if not os.access(folder, os.W_OK):
        raise WriteError(f"{folder}: you may not write into this folder; choose another place with -o.")


def replace_file(path: Path, content: bytes, *, staging: Path | None = None) -> None:
    """Put ``content`` under ``path`` in one step: a temporary file, then a rename.

    Args:
        path: where to.
        content: what to write.
        staging: a folder on the same disk for the temporary file, which stands beside ``path`` without it.

    Raises:
        WriteError: the folder cannot be made or written, or the old file is held open by another program.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = staging or path.parent
        folder.mkdir(parents=True, exist_ok=True)
        with _temporary(folder, path.name) as temporary:
            temporary.write_bytes(content)
            _open_to_readers(temporary)
            temporary.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        step = "free some space" if error.errno in _FULL else "close it if it is open in another program"
        raise WriteError(f"{path}: cannot be written ({reason}); {step}, or choose another place with -o.") from error


@contextlib.contextmanager
def _temporary(folder: Path, like: str) -> Iterator[Path]:
    """A new file in a folder; unless it was renamed it goes, also when the user interrupts."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".{like[:40]}.", suffix=".part")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        with contextlib.suppress(OSError):
            Path(name).unlink()


def _open_to_readers(path: Path) -> None:
    """Give a temporary file the permissions of a new file; ``mkstemp`` makes it private."""
    mask = os.umask(0)
    os.umask(mask)
    with contextlib.suppress(OSError):
        path.chmod(0o666 & ~mask)
