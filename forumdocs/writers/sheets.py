"""Writers of the interpreters' sheet, one module a format."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from forumdocs.files import check_suffix, replace_file

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
    path = Path(path)
    check_suffix(path, FORMATS)
    replace_file(path, import_module(FORMATS[path.suffix.lower()]).render(sheet))
