"""Make the pictures of the README and the docs, all from the sample briefs: ``python docs/make_pictures.py``.

Needs LibreOffice (``soffice``), poppler (``pdftoppm``) and Chromium, and the dependency group ``ci``. The translations
are those of the packages that are installed: make the pictures anew when the built-in pack changes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import forumdocs
from forumdocs.pipelines.summaries import summarize
from forumdocs.pipelines.terminology import make_sheet
from forumdocs.writers import Layout, Style
from forumdocs.writers.sheets import write_sheet
from forumdocs.writers.summaries import write_summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Page

IMAGES = Path(__file__).parent / "img"
BRIEFS = Path(__file__).parent.parent / "corpora" / "briefs"
STATEMENT, LETTER, MINUTES = (BRIEFS / name for name in ("four-languages.txt", "invitation.txt", "minutes.txt"))
TOGETHER = ("en", "zh", "ko")
RESOLUTION = 90
"""Pixels an inch: a page is about 750 pixels wide."""
HEIGHT = 740
"""Pixels of a page that are shown, from its top: two thirds of A4 upright, all of A4 turned."""
LARGEST = 200_000
"""Bytes of a picture, so that the repository stays small."""


def make() -> None:
    """Make all pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _print_handouts(folder)
        _show_pages(folder)
    for picture in IMAGES.glob("*.png"):
        if picture.stat().st_size > LARGEST:
            sys.exit(f"{picture.name} has {picture.stat().st_size} bytes; show less of it, or at a lower resolution.")


def _print_handouts(folder: Path) -> None:
    """What goes to the printer: a mixed source before and after, a letter in both layouts, three targets, a summary."""
    statement, *others = (forumdocs.translate(STATEMENT, lang) for lang in TOGETHER)
    letter = forumdocs.translate(LETTER, "en")
    print_page(STATEMENT, "before")
    for name, handout, style, more in (
        ("after", statement, Style(), ()),
        ("table", letter, Style(), ()),
        ("stacked", letter, Style(layout=Layout.STACKED), ()),
        ("together", statement, Style(), others),
    ):
        document = folder / f"{name}.docx"
        forumdocs.write(handout, document, style=style, others=more)
        print_page(document, name)
    summary = folder / "summary.docx"
    write_summary(summarize([forumdocs.read(MINUTES)]), summary)
    print_page(summary, "summary")


def _show_pages(folder: Path) -> None:
    """What a browser shows: a handout with a doubt opened, the terms for the booth in the dark."""
    handout, sheet = folder / "handout.html", folder / "sheet.html"
    forumdocs.write(forumdocs.translate(STATEMENT, "en"), handout)
    terms = make_sheet([forumdocs.read(STATEMENT)], forumdocs.load_glossary(), langs=("en", "zh", "ko", "ru"))
    write_sheet(terms, sheet)
    with show(handout, height=900) as page:
        page.locator(".flagged").first.click()
        page.screenshot(path=IMAGES / "page.png")
    with show(sheet, height=640, colors="dark") as page:
        page.evaluate("document.getElementById('options').open = false")
        page.keyboard.type("liangzi")
        page.wait_for_timeout(500)  # the search waits for a pause in typing
        page.screenshot(path=IMAGES / "booth.png")


def print_page(document: Path, name: str) -> None:
    """Render the upper part of the first page of a text or DOCX file to ``docs/img/NAME.png``."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        _run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(document)])
        pdf = Path(folder) / f"{document.stem}.pdf"
        shown = ["-r", str(RESOLUTION), "-H", str(HEIGHT), "-png", "-singlefile"]
        _run(["pdftoppm", *shown, str(pdf), str(IMAGES / name)])


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def show(page: Path, *, height: int, colors: str = "light") -> Iterator[Page]:
    """An HTML page in a window of Chromium, 1,000 pixels wide, which jumps where it would scroll slowly."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        view = {"width": 1000, "height": height}
        shown = browser.new_page(viewport=view, color_scheme=colors, reduced_motion="reduce")
        shown.goto(page.as_uri())
        yield shown
        browser.close()


if __name__ == "__main__":
    make()
