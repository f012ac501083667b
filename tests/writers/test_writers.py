from __future__ import annotations

from pathlib import Path

import pytest

from forumdocs.errors import WriteError
from forumdocs.model import Handout
from forumdocs.writers import FORMATS, replace_file, write


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_suffix_picks_the_format(handout: Handout, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "deep" / f"notice{suffix}"
    write(handout, path)
    assert path.read_bytes()[:2] == {".docx": b"PK", ".json": b"{\n"}.get(suffix, "关于".encode()[:2])


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
