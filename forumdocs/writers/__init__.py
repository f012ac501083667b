"""Writers: pairs become a handout, one module a format.

Each module offers ``render(handout, style, others) -> bytes``; :func:`write` picks one by the suffix of the output and
puts the bytes in place in one step, so that a half-written file never stands under the name the user asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from forumdocs.errors import WriteError
from forumdocs.files import check_folder, check_suffix, replace_file
from forumdocs.writers.office import find_office
from forumdocs.writers.rendering import render_as
from forumdocs.writers.style import Layout, Paper, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from forumdocs.model import Handout

__all__ = [
    "FORMATS",
    "MOST_TARGETS",
    "TOGETHER",
    "Layout",
    "Paper",
    "Style",
    "check_place",
    "check_sources",
    "render",
    "write",
]

FORMATS: dict[str, str] = {
    ".docx": "forumdocs.writers.docx",
    ".html": "forumdocs.writers.html",
    ".json": "forumdocs.writers.json",
    ".md": "forumdocs.writers.markdown",
    ".pdf": "forumdocs.writers.pdf",
    ".tmx": "forumdocs.writers.tmx",
    ".txt": "forumdocs.writers.text",
    ".xlf": "forumdocs.writers.xliff",
}
"""The module that writes each suffix; imported when first used."""
TOGETHER = frozenset({".docx", ".html", ".pdf"})
"""Formats that set several target languages beside each other."""
MOST_TARGETS = 3
"""Target languages that fit beside their source on one page."""
_IN_SOURCE = {".docx": "forumdocs.writers.inplace"}
"""The one format of which the source document itself can be written, and the module that does."""
_OFFICE_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How Office files begin: those of today, and those that are protected by a password or of the old kind."""
_MOST_NAMED = 3
"""Files that one line of an error names."""


def check_place(path: Path, *, layout: Layout = Layout.TABLE) -> None:
    """Make sure before any long work that a handout can be written to ``path``.

    Raises:
        WriteError: no writer has this suffix or can write it in this layout, :func:`check_folder` fails, or a PDF
            wants a program that is not there.
    """
    check_suffix(path, FORMATS)
    if layout.is_in_source and path.suffix.lower() not in _IN_SOURCE:
        raise WriteError(f"{path}: --layout {layout} writes a Word document; name a .docx file, or use --layout table.")
    check_folder(path)
    if path.suffix.lower() == ".pdf":
        find_office()


def check_sources(paths: Iterable[Path], *, layout: Layout) -> None:
    """Make sure before any long work that documents can be written in a layout.

    Raises:
        WriteError: it is one that writes into Word documents, and some are of another kind.
    """
    others = [path.name for path in paths if not _is_office_file(path)] if layout.is_in_source else []
    if others:
        more = len(others) - _MOST_NAMED
        names = ", ".join(others[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        raise WriteError(f"{names}: only .docx files can be translated with --layout {layout}; use --layout table.")


def _is_office_file(path: Path) -> bool:
    """Whether the reader is to judge a file as a Word document; by content, since that is how it reads."""
    try:
        with path.open("rb") as file:
            return file.read(8).startswith(_OFFICE_MAGIC)
    except OSError:  # the reader says why
        return True


def write(handout: Handout, path: str | Path, *, style: Style | None = None, others: Sequence[Handout] = ()) -> None:
    """Write a handout in the format that the suffix of ``path`` names.

    Args:
        handout: pairs of a source in a target language.
        path: where to; the suffix chooses the writer.
        style: how it is to look, where the format has looks.
        others: the same source in further target languages, to stand beside the first.

    Raises:
        WriteError: the suffix is unknown, or the place cannot be written.
    """
    replace_file(Path(path), render(handout, path, style=style, others=others))


def render(handout: Handout, path: str | Path, *, style: Style | None = None, others: Sequence[Handout] = ()) -> bytes:
    """The bytes that :func:`write` would put under ``path``.

    Raises:
        WriteError: the suffix is unknown, or the writer cannot do its work.
    """
    style = style or Style()
    formats = FORMATS | _IN_SOURCE if style.layout.is_in_source else FORMATS
    return render_as(Path(path), formats, handout, style, others)
