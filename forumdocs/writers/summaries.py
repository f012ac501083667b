"""Writers of summaries, one module a format."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from forumdocs.files import check_suffix, replace_file

if TYPE_CHECKING:
    from forumdocs.model import Summary

FORMATS: dict[str, str] = {
    ".docx": "forumdocs.writers.summary_docx",
    ".html": "forumdocs.writers.summary_html",
    ".json": "forumdocs.writers.summary_json",
    ".md": "forumdocs.writers.summary_markdown",
    ".txt": "forumdocs.writers.summary_text",
}
"""The module that writes each suffix; each offers ``render(summary) -> bytes``."""


def write_summary(summary: Summary, path: str | Path) -> None:
    """Write a summary in the format that the suffix of ``path`` names.

    Raises:
        WriteError: the suffix is unknown, or the place cannot be written.
    """
    path = Path(path)
    check_suffix(path, FORMATS)
    replace_file(path, import_module(FORMATS[path.suffix.lower()]).render(summary))
