"""LibreOffice without its windows: where it is installed, and what it converts."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from forumdocs.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = ("soffice", "libreoffice")
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
"""Where LibreOffice stands outside of the search path."""
WINDOWS_FOLDERS = ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)")
"""Variables of the environment that name the folders of programs on Windows."""
WINDOWS_PROGRAM = "LibreOffice/program/soffice.com"
"""The program that waits until the work is done; ``soffice.exe`` returns at once."""
TIMEOUT = 300
"""Seconds; a handout of 3,000 rows takes about one minute, a first start on a slow disk 20 s."""


def find_office() -> Path:
    """The program of LibreOffice.

    Raises:
        WriteError: there is none.
    """
    found = next(filter(None, map(shutil.which, NAMES)), None)
    places = [Path(found)] if found else [*map(Path, PLACES), *_windows_places()]
    for place in places:
        if place.is_file():
            return place
    raise WriteError(
        "PDF needs LibreOffice, which is not installed here: install it from libreoffice.org, or write .docx and save "
        "that as PDF in your word processor."
    )


def _windows_places() -> list[Path]:
    return [Path(folder) / WINDOWS_PROGRAM for name in WINDOWS_FOLDERS if (folder := os.environ.get(name))]


def convert(source: Path, office: Path, *, name: str, timeout: float = TIMEOUT) -> bytes:
    """A document as PDF, converted in its own folder with a profile of its own.

    A profile of its own works beside a LibreOffice that is open, and is not what somebody has set up there.

    Args:
        source: the document; its folder is written to.
        office: the program.
        name: of the handout, for messages.
        timeout: in seconds.

    Raises:
        WriteError: the program does not finish in time, or makes no PDF.
    """
    profile = (source.parent / "profile").as_uri()
    command = [str(office), f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", "pdf:writer_pdf_Export", "--outdir", str(source.parent), str(source)]
    _run(command, name=name, timeout=timeout)
    target = source.with_suffix(".pdf")
    if not target.is_file():
        raise WriteError(f"{name}: LibreOffice ({office}) made no PDF; write .docx, and open that to see why.")
    return target.read_bytes()


def _run(command: Sequence[str], *, name: str, timeout: float) -> None:
    """Run a program that may start others, and end them all where it takes too long."""
    silent = subprocess.DEVNULL  # a pipe would be held open by what the program leaves running
    try:
        process = subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent, start_new_session=True)
    except OSError as error:
        raise WriteError(f"{command[0]}: cannot be started ({error.strerror}); install LibreOffice anew.") from error
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired as error:
        raise WriteError(
            f"{name}: LibreOffice took more than {timeout:g} s; write .docx, and save that as PDF."
        ) from error
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and those that it started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    process.wait()
