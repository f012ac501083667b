"""The handout as PDF: its DOCX, converted by LibreOffice where that is installed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from forumdocs.writers import docx
from forumdocs.writers.office import convert, find_office
from forumdocs.writers.style import PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.model import Handout


def render(handout: Handout, style: Style = PLAIN, others: Sequence[Handout] = ()) -> bytes:
    """The handout as the bytes of a PDF file.

    Raises:
        WriteError: LibreOffice is not installed, does not finish in time, or makes no PDF.
    """
    office = find_office()
    with tempfile.TemporaryDirectory(prefix="forumdocs-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / "handout.docx"
        source.write_bytes(docx.render(handout, style, others))
        return convert(source, office, name=handout.source)
