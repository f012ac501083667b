from __future__ import annotations

import errno
from pathlib import Path

import pytest

from forumdocs.errors import WriteError
from forumdocs.files import replace_file


def test_a_full_disk_is_told_with_the_next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fill)
    with pytest.raises(WriteError, match=r"No space left on device.*; free some space"):
        replace_file(tmp_path / "handout.docx", b"content")
    assert list(tmp_path.iterdir()) == []
