"""Sources on the command line: files, and folders that stand for the documents in them."""

from __future__ import annotations

from pathlib import Path

from forumdocs.errors import NoText, ReadError

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf"})
"""What is taken from a folder; a file that is named is read whatever its suffix."""


def expand(sources: tuple[str, ...]) -> list[Path]:
    """The files that the user means, in order, each once; the documents of a folder by name.

    Raises:
        ReadError: a source does not exist.
        NoText: a folder holds no document.
    """
    files: dict[Path, None] = {}
    for source in map(Path, sources):
        if source.is_dir():
            files.update(dict.fromkeys(_documents_in(source)))
        elif source.exists():
            files[source] = None
        else:
            raise ReadError(f"{source}: no such file; check the name.")
    return list(files)


def _documents_in(folder: Path) -> list[Path]:
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and path.is_file() and not path.name.startswith((".", "~$"))
    )
    if not found:
        raise NoText(f"{folder}: no document in this folder; it should hold {', '.join(sorted(SUFFIXES))}.")
    return found
