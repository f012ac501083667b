"""The glossary of one run: the curated one, what the user has imported, and the files named for this run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forumdocs.glossary.store import Glossary, digest_of, load_builtin, load_folder
from forumdocs.paths import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def user_folder() -> Path:
    """Where imported glossaries are kept, one TOML file each."""
    return data_folder() / "glossary"


def load_glossary(files: Iterable[Path] = (), *, builtin: bool = True) -> Glossary:
    """The built-in glossary, over it the imported ones, over these ``files``, the last on top.

    Args:
        files: glossary files of any format that is read.
        builtin: whether the built-in and the imported glossaries take part.

    Raises:
        GlossaryError: a file cannot be read as a glossary.
    """
    glossary = load_builtin() if builtin else Glossary()
    if builtin and user_folder().is_dir():
        glossary = glossary.overlaid(load_folder(user_folder()))
    for path in files:
        glossary = glossary.overlaid(load_file(path))
    return glossary


def load_file(path: Path) -> Glossary:
    """A glossary from one file of any format; a row that cannot be used is an error.

    Raises:
        GlossaryError: the file cannot be read as a glossary.
    """
    from forumdocs.glossary.formats import read_glossary

    return Glossary(read_glossary(path).concepts, digest=digest_of(path.read_bytes()))
