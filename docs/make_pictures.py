"""Make the pictures of the README and the docs: a sample source, a page of its handout, its terms for the booth.

Needs LibreOffice (``soffice``), poppler (``pdftoppm``) and Chromium, and the dependency group ``ci``.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import forumdocs
from forumdocs.pipelines.terminology import make_sheet
from forumdocs.writers.sheets import write_sheet

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


def screenshot(page: Path, name: str, typed: str) -> None:
    """Show an HTML page in the dark, type a query, and take ``docs/img/NAME.png``."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": 1000, "height": 640}, color_scheme="dark")
        shown.goto(page.as_uri())
        shown.evaluate("document.getElementById('options').open = false")
        shown.keyboard.type(typed)
        shown.wait_for_timeout(500)  # the search waits for a pause in typing
        shown.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


def make() -> None:
    """Make all pictures."""
    IMAGES.mkdir(exist_ok=True)
    picture(SOURCE, "before")
    with tempfile.TemporaryDirectory() as folder:
        handout = Path(folder) / "handout.docx"
        forumdocs.write(forumdocs.translate(SOURCE, TARGET), handout)
        picture(handout, "after")
        page = Path(folder) / "terms.html"
        sheet = make_sheet([forumdocs.read(SOURCE)], forumdocs.load_glossary(), langs=("en", "zh", "ko", "ru"))
        write_sheet(sheet, page)
        screenshot(page, "booth", "liangzi")


if __name__ == "__main__":
    make()
