"""Writers of the interpreters' sheet, one module a format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from forumdocs.writers.rendering import render_to

if TYPE_CHECKING:
    from forumdocs.glossary.sheet import Sheet

FORMATS: dict[str, str] = {
    ".html": "forumdocs.writers.sheet_html",
    ".docx": "forumdocs.writers.sheet_docx",
    ".json": "forumdocs.writers.sheet_json",
}
"""The module that writes each suffix; each offers ``render(sheet) -> bytes``."""


def write_sheet(sheet: Sheet, path: str | Path) -> None:
    """Write a sheet in the format that the suffix of ``path`` names.

    Raises:
        WriteError: the suffix is unknown, or the place cannot be written.
    """
    render_to(Path(path), FORMATS, sheet)
