"""The glossary of one run: the curated one, what the user has imported, and the files named for this run."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from forumdocs.errors import GlossaryError
from forumdocs.glossary.compiled import remembered_concepts
from forumdocs.glossary.store import Glossary, digest_of, load_builtin, load_folder
from forumdocs.paths import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from forumdocs.glossary.concepts import Concept


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
        glossary = _laid_over(glossary, load_folder(user_folder()))
    for path in files:
        glossary = _laid_over(glossary, load_file(path))
    return glossary


def _laid_over(lower: Glossary, upper: Glossary) -> Glossary:
    """``upper`` over ``lower``, as kept from an earlier run where it is."""
    digest = lower.digest_under(upper)
    return Glossary(remembered_concepts(digest, lambda: lower.overlaid(upper)), digest=digest)


def load_file(path: Path) -> Glossary:
    """A glossary from one file of any format; a row that cannot be used is an error.

    Raises:
        GlossaryError: the file cannot be read as a glossary.
    """
    try:
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be opened ({error.strerror}); check the name.") from error
    digest = digest_of(f"{path.name}\n{content}".encode())
    return Glossary(remembered_concepts(digest, lambda: _read(path)), digest=digest)


def _read(path: Path) -> Iterable[Concept]:
    from forumdocs.glossary.formats import read_glossary

    return read_glossary(path).concepts
