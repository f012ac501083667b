from __future__ import annotations

from pathlib import Path

import pytest

from forumdocs.errors import WriteError
from forumdocs.mt.engine import Translation
from forumdocs.pipelines.batch.ledger import FOLDER, NAME, Ledger


def test_a_full_disk_is_told_with_the_next_step(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger._connection.execute("PRAGMA max_page_count = 1")  # which SQLite raises to what there is already
        with pytest.raises(WriteError, match=r"is full.*; free some space"):
            ledger.remember({bytes([n]): Translation("a" * 3000, -1.0) for n in range(50)})
        assert ledger.recall([b"\x01"]) == {}


def test_a_damaged_ledger_is_told_with_the_next_step(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / NAME).write_bytes(b"no database, but long enough to be looked at" * 100)
    with pytest.raises(WriteError, match=r"is damaged .*; delete it and the handouts"):
        Ledger(tmp_path)
