"""Files to documents: the format is told from the content first, then from the suffix.

Each format is a module with one function, ``read(data, *, name, encoding=None) -> Document``, imported when
the first file of its kind is read.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from forumdocs.errors import ForumdocsError, NoText, ReadError
from forumdocs.readers.formats import sniff

if TYPE_CHECKING:
    from forumdocs.model import Document

__all__ = ["MAX_BYTES", "load", "read", "read_bytes", "sniff"]

MAX_BYTES = 200 * 1024 * 1024
"""The largest file that is read; briefs are a thousand times smaller."""

_MODULES: dict[str, str] = {
    "text": "forumdocs.readers.text",
    "markdown": "forumdocs.readers.markdown",
    "html": "forumdocs.readers.html",
    "docx": "forumdocs.readers.docx",
    "pdf": "forumdocs.readers.pdf",
}


class _Reader(Protocol):
    def __call__(self, data: bytes, *, name: str, encoding: str | None = None) -> Document: ...


def read(path: str | Path, *, encoding: str | None = None) -> Document:
    """Read a file of any format that forumdocs knows.

    Args:
        path: of the file.
        encoding: of a text, Markdown or HTML file, to end all doubt; other formats say it themselves.

    Raises:
        ReadError: the file is missing, is a folder, is too large or damaged.
        UnknownFormat: its content is of no format that forumdocs reads.
        UnknownEncoding: its encoding cannot be told for certain.
        NoText: it holds no text.
    """
    return read_bytes(load(Path(path)), name=str(path), encoding=encoding)


def read_bytes(data: bytes, *, name: str, encoding: str | None = None) -> Document:
    """Read the content of a file, whose ``name`` tells the suffix and stands in messages; as :func:`read`."""
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    if not data.strip():
        raise NoText(f"{name}: the file is empty; check that it was saved or copied whole.")
    reader = _find_reader(sniff(data, name))
    try:
        document = reader(data, name=name, encoding=encoding)
    except ForumdocsError:
        raise
    except Exception as error:  # the libraries that parse hostile bytes document none of what they raise
        reason = f"{type(error).__name__}: {error}".splitlines()[0][:120]
        raise ReadError(f"{name}: cannot be read, it is damaged ({reason}); save it again.") from error
    if not any(block.text.strip() for block in document.blocks):
        raise NoText(f"{name}: holds no text; check that it is the right file.")
    return document


def _find_reader(format_: str) -> _Reader:
    return cast("_Reader", importlib.import_module(_MODULES[format_]).read)


def load(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        ReadError: the file is missing, is a folder, is too large, or may not be read.
    """
    try:
        if path.is_dir():
            raise ReadError(f"{path}: is a folder; name a file in it.")
        if path.exists() and not path.is_file():
            raise ReadError(f"{path}: is not a regular file; copy its content to one.")
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(str(path))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"{path}: no such file; check the name and the folder.") from error
    except PermissionError as error:
        raise ReadError(f"{path}: you may not read this file; change its permissions or copy it.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{str(path)!r}: cannot be opened ({reason}); check the path.") from error


def _too_large(name: str) -> ReadError:
    return ReadError(f"{name}: is larger than {MAX_BYTES // 2**20} MB; split it and read the parts.")
