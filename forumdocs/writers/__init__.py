"""Writers: pairs become a handout, one module a format.

Each module offers ``render(handout) -> bytes``; :func:`write` picks one by the suffix of the output and puts the
bytes in place in one step, so that a half-written file never stands under the name the user asked for.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from forumdocs.errors import WriteError

if TYPE_CHECKING:
    from forumdocs.model import Handout

FORMATS: dict[str, str] = {
    ".docx": "forumdocs.writers.docx",
    ".json": "forumdocs.writers.json",
    ".txt": "forumdocs.writers.text",
}
"""The module that writes each suffix; imported when first used."""


def check_suffix(path: Path) -> None:
    """Make sure before any long work that ``path`` can be written.

    Raises:
        WriteError: no writer has this suffix.
    """
    if path.suffix.lower() not in FORMATS:
        raise WriteError(f"{path}: cannot write '{path.suffix}' files; name one that ends in {_choices()}.")


def write(handout: Handout, path: str | Path) -> None:
    """Write a handout in the format that the suffix of ``path`` names.

    Raises:
        WriteError: the suffix is unknown, or the place cannot be written.
    """
    path = Path(path)
    check_suffix(path)
    module = import_module(FORMATS[path.suffix.lower()])
    replace_file(path, module.render(handout))


def replace_file(path: Path, content: bytes) -> None:
    """Put ``content`` under ``path`` in one step: a temporary file beside it, then a rename.

    Raises:
        WriteError: the folder cannot be made or written, or the old file is held open by another program.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        _open_to_readers(temporary)
        os.replace(temporary, path)  # noqa: PTH105 - the path is the temporary file's name, a str
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        reason = error.strerror or str(error)
        raise WriteError(
            f"{path}: cannot be written ({reason}); close it if it is open in another program, or choose "
            "another place with -o."
        ) from error


def _open_to_readers(name: str) -> None:
    """Give a temporary file the permissions of a new file; ``mkstemp`` makes it private."""
    mask = os.umask(0)
    os.umask(mask)
    with contextlib.suppress(OSError):
        Path(name).chmod(0o666 & ~mask)


def _choices() -> str:
    *most, last = FORMATS
    return f"{', '.join(most)} or {last}"
