"""PDF documents: words with their places, taken out by a child process, put in reading order here.

Running heads and feet are kept once each, as ``Kind.HEADER`` and ``Kind.FOOTER`` (page numbers among the
latter, one for all pages), so that cleaning can report them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import forumdocs
from forumdocs.errors import NoText, ReadError
from forumdocs.model import Block, Cell, Document, Kind, Place
from forumdocs.readers.properties import find_meta

TIME_LIMIT = 60.0
"""Seconds for one file. A page of text takes 10 to 20 ms, so that 2,000 pages fit in on a slow machine."""

_CHILD = """
import sys
sys.path.append(sys.argv[1])
from forumdocs.readers.pdfblocks import main
main()
"""
"""What the child process runs. With ``-P``, and our own path last, no module is imported that happens to lie
in the folder of the documents."""

_REFUSALS = {
    "password": "is protected by a password; open it, remove the password and save it again.",
    "damaged": "is damaged or is no PDF; get a fresh copy of the file.",
    "pages": "has too many pages; split it and read the parts.",
    "characters": "holds too much text; split it and read the parts.",
    "memory": "needs too much memory to be read; print it to a new PDF and read that.",
}


def read(data: bytes, *, name: str, encoding: str | None = None) -> Document:  # noqa: ARG001
    """Read a PDF document.

    Args:
        data: The bytes of the file.
        name: The name of the file, for messages.
        encoding: Ignored; the file says itself how it is encoded.

    Raises:
        ReadError: the file is damaged, needs a password, or takes too much time or memory.
        NoText: the pages are pictures.
    """
    found = _extract(data, name=name)
    blocks = tuple(_block(*values) for values in found["blocks"])
    if not blocks:
        raise NoText(f"{name} holds no text: its pages are pictures, such as a scan; run OCR on it first.")
    return Document(source=name, format="pdf", blocks=blocks, title=found["title"], meta=find_meta(found["fields"]))


def _extract(data: bytes, *, name: str) -> dict[str, Any]:
    """Run :mod:`forumdocs.readers.pdfblocks` on the file, in a process of its own.

    Raises:
        ReadError: the process refuses the file, crashes or takes too long.
    """
    command = [sys.executable, "-P", "-c", _CHILD, str(Path(forumdocs.__file__).parent.parent)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=TIME_LIMIT, check=True)
        found: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            f"{name} takes more than {TIME_LIMIT:.0f} seconds to read; print it to a new PDF and read that."
        ) from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise ReadError(f"{name} is damaged in a way that stops the PDF reader; print it to a new PDF.") from error
    if "refused" in found:
        raise ReadError(f"{name} {_REFUSALS[found['refused']]}")
    return found


def _block(
    index: int, text: str, kind: str, place: list[str], level: int, cell: list[int] | None, marker: str
) -> Block:
    return Block(index, text, Kind(kind), Place(*place), level, Cell(*cell) if cell else None, marker)
