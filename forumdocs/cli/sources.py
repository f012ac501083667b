"""Sources on the command line: files, and folders that stand for the documents in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from forumdocs.errors import ForumdocsError, NoText, ReadError, WriteError
from forumdocs.readers.formats import SUFFIXES
from forumdocs.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def expand(sources: tuple[str, ...]) -> list[Path]:
    """The files that the user means, in order, each once; the documents of a folder by name.

    Raises:
        ReadError: a source does not exist, or may not be looked at.
        NoText: a folder holds no document.
    """
    files: dict[Path, Path] = {}
    for source in sources:
        for path in _files_of(source):
            files.setdefault(path.resolve(), path)
    return list(files.values())


def _files_of(source: str) -> list[Path]:
    path = Path(source)
    try:
        if source and path.is_dir():
            return _documents_in(path)
        if source and path.exists():
            return [path]
    except OSError as error:
        raise ReadError(f"{path}: cannot be opened ({error.strerror}); check its permissions.") from error
    raise ReadError(f"{source or repr(source)}: no such file; check the name.")


def _documents_in(folder: Path) -> list[Path]:
    next(folder.iterdir(), None)  # raises where the folder may not be listed; rglob passes over it in silence
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and path.is_file() and not path.name.startswith((".", "~$"))
    )
    if not found:
        raise NoText(f"{folder}: no document in this folder; it should hold {', '.join(sorted(SUFFIXES))}.")
    return found


def work_through(files: list[Path], work: Callable[[Path], None]) -> None:
    """Do the work on every file; one that fails costs a line on stderr, not the files after it.

    Raises:
        ForumdocsError: the only file failed, or, when all are through, some did.
    """
    failures = 0
    for path in files:
        try:
            work(path)
        except ForumdocsError as error:
            if len(files) == 1:
                raise
            failures += 1
            click.echo(f"Error: {error}", err=True)
    if failures:
        raise ForumdocsError(
            f"{failures:,} of {counted(len(files), 'document')} failed, for the reasons above; the rest is done."
        )


def keep_sources(sources: Iterable[Path], outputs: Iterable[Path]) -> None:
    """Make sure that no output would replace a source.

    Raises:
        WriteError: one would.
    """
    kept = {path.resolve() for path in sources}
    for output in outputs:
        if output.resolve() in kept:
            raise WriteError(f"{output}: is the source itself; name another file with -o.")
