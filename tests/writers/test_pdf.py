from __future__ import annotations

import shutil
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest

from forumdocs.errors import WriteError
from forumdocs.model import Handout
from forumdocs.writers import check_place, office
from forumdocs.writers.pdf import render

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "PLACES", ())
    for name in office.WINDOWS_FOLDERS:
        monkeypatch.delenv(name, raising=False)


def _program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_pdf_holds_the_text_of_the_handout(handout: Handout) -> None:
    import pypdfium2

    pages = pypdfium2.PdfDocument(BytesIO(render(handout)))
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    for words in ("关于论坛的通知", "There is no fee.", "참가비는 없습니다.", "Ждём вас!"):
        assert words in text


@pytest.mark.usefixtures("no_office")
def test_without_libreoffice_that_is_told_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"PDF needs LibreOffice.*write \.docx"):
        check_place(tmp_path / "notice.pdf")


@pytest.mark.usefixtures("no_office")
def test_libreoffice_is_found_where_windows_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = _program(tmp_path / "LibreOffice" / "program" / "soffice.com", "")
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert office.find_office() == program


@needs_posix
def test_a_program_that_makes_nothing_is_told(tmp_path: Path) -> None:
    program = _program(tmp_path / "soffice", "exit 0")
    with pytest.raises(WriteError, match=r"notice\.txt: LibreOffice .* made no PDF"):
        office.convert(tmp_path / "handout.docx", program, name="notice.txt")


@needs_posix
def test_a_program_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    program = _program(tmp_path / "soffice", f"(sleep 2; touch {tmp_path}/late) & sleep 60")
    start = time.monotonic()
    with pytest.raises(WriteError, match=r"took more than 0\.2 s"):
        office.convert(tmp_path / "handout.docx", program, name="notice.txt", timeout=0.2)
    assert time.monotonic() - start < 2
    time.sleep(2.2)
    assert not (tmp_path / "late").exists()


@needs_posix
def test_a_file_that_is_no_program_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "soffice"
    broken.write_bytes(b"")
    with pytest.raises(WriteError, match="cannot be started"):
        office.convert(tmp_path / "handout.docx", broken, name="notice.txt")
