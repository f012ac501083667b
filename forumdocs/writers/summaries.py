"""Writers of summaries, one module a format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from forumdocs.writers.rendering import render_to

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
    render_to(Path(path), FORMATS, summary)
