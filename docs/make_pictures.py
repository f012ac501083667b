"""Make the pictures of the README: a sample source, and a page of the handout made from it.

Needs LibreOffice (``soffice``) and poppler (``pdftoppm``).
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import forumdocs

IMAGES = Path(__file__).parent / "img"
SOURCE = Path(__file__).parent.parent / "corpora" / "briefs" / "four-languages.txt"
TARGET = "en"
RESOLUTION = 90
"""Pixels an inch: a page is about 750 pixels wide."""


def picture(document: Path, name: str) -> None:
    """Render the first page of a text or DOCX file to ``docs/img/NAME.png``."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(document)]
        subprocess.run(convert, check=True, capture_output=True)
        pdf = Path(folder) / f"{document.stem}.pdf"
        render = ["pdftoppm", "-r", str(RESOLUTION), "-png", "-singlefile", str(pdf), str(IMAGES / name)]
        subprocess.run(render, check=True)


def make() -> None:
    """Make all pictures."""
    IMAGES.mkdir(exist_ok=True)
    picture(SOURCE, "before")
    with tempfile.TemporaryDirectory() as folder:
        handout = Path(folder) / "handout.docx"
        forumdocs.write(forumdocs.translate(SOURCE, TARGET), handout)
        picture(handout, "after")


if __name__ == "__main__":
    make()
