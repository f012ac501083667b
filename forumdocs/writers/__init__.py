"""Writers: pairs become a handout, one module a format.

Each module offers ``render(handout, style, others) -> bytes``; :func:`write` picks one by the suffix of the output and
puts the bytes in place in one step, so that a half-written file never stands under the name the user asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from forumdocs.files import check_folder, check_suffix, replace_file
from forumdocs.writers.office import find_office
from forumdocs.writers.rendering import render_as
from forumdocs.writers.style import Layout, Paper, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.model import Handout

__all__ = ["FORMATS", "TOGETHER", "Layout", "Paper", "Style", "check_place", "render", "write"]

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
_IN_SOURCE = {".docx": "forumdocs.writers.inplace"}
"""The one format of which the source document itself can be written, and the module that does."""


def check_place(path: Path) -> None:
    """Make sure before any long work that a handout can be written to ``path``.

    Raises:
        WriteError: no writer has this suffix, :func:`check_folder` fails, or a PDF wants a program that is not there.
    """
    check_suffix(path, FORMATS)
    check_folder(path)
    if path.suffix.lower() == ".pdf":
        find_office()


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
