from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from forumdocs.errors import WriteError
from forumdocs.files import replace_file
from forumdocs.model import Handout
from forumdocs.writers import FORMATS, check_place, write

STARTS = {
    ".docx": b"PK",
    ".html": b"<!doctype html>",
    ".json": b"{\n",
    ".md": b"# ",
    ".pdf": b"%PDF",
    ".tmx": b"<?xml",
    ".txt": "关于".encode(),
    ".xlf": b"<?xml",
}


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_suffix_picks_the_format(handout: Handout, tmp_path: Path, suffix: str) -> None:
    if suffix == ".pdf" and shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    path = tmp_path / "deep" / f"notice{suffix}"
    write(handout, path)
    assert path.read_bytes().startswith(STARTS[suffix])


def test_an_unknown_suffix_is_refused_with_the_choices(handout: Handout, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"notice\.odt: cannot write '\.odt' files; name one that ends in"):
        write(handout, tmp_path / "notice.odt")


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    place = tmp_path / "taken.docx"
    place.mkdir()
    with pytest.raises(WriteError, match="choose another place"):
        replace_file(place, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["taken.docx"]


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    place = tmp_path / "notice.txt"
    place.write_bytes(b"old")
    replace_file(place, b"new")
    assert place.read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WriteError, match="file: is no folder"):
        check_place(tmp_path / "file" / "deeper" / "out.docx")
    check_place(tmp_path / "new" / "deeper" / "out.docx")
    assert not (tmp_path / "new").exists()


def test_an_interrupted_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace_file(tmp_path / "out.txt", b"text")
    assert list(tmp_path.iterdir()) == []
