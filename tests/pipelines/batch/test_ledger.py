from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from forumdocs.errors import WriteError
from forumdocs.mt.engine import Translation
from forumdocs.pipelines.batch.jobs import Job, Source
from forumdocs.pipelines.batch.ledger import FOLDER, NAME, Ledger, Record, State


def test_a_full_disk_is_told_with_the_next_step(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger._connection.execute("PRAGMA max_page_count = 1")  # which SQLite raises to what there is already
        with pytest.raises(WriteError, match=r"is full.*; free some space"):
            ledger.remember({bytes([n]): Translation("a" * 3000, -1.0) for n in range(50)})
        assert ledger.recall([b"\x01"]) == {}


def test_a_damaged_ledger_is_told_with_the_next_step(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / NAME).write_bytes(b"no database, but long enough to be looked at" * 100)
    with pytest.raises(WriteError, match=r"is damaged .*; delete it, and move the handouts away"):
        Ledger(tmp_path)


@pytest.mark.parametrize("member", ["", "2026/agenda.txt"])
def test_a_document_does_not_take_the_place_of_another_that_is_still_there(tmp_path: Path, member: str) -> None:
    first, second = (Source(tmp_path / day / "agenda", member) for day in ("day-1", "day-2"))
    output = tmp_path / "out" / "agenda.ko.txt"
    for source in (first, second):
        source.path.parent.mkdir()
        source.path.write_text("The forum opens.", encoding="utf-8")

    def state_of(source: Source, key: str = "new") -> State:
        return ledger.state_of(Job(source=source, targets=("ko",), output=output), key)

    content = "회의가 열린다.".encode()
    record = Record(output=output, source=first.name, targets=("ko",), state=State.DONE, key="old")
    with Ledger(tmp_path / "out") as ledger:
        ledger.save(content, replace(record, sha256=hashlib.sha256(content).hexdigest()))
        assert state_of(first) is State.PENDING  # which has changed itself
        assert state_of(second, "old") is State.DONE  # with the same content
        assert state_of(second) is State.TAKEN
        if member:
            assert state_of(replace(first, member="2025/agenda.txt")) is State.TAKEN
        first.path.rename(first.path.with_name("moved"))
        assert state_of(second) is State.PENDING
        first.path.with_name("moved").rename(first.path)
        output.unlink()
        assert state_of(second) is State.PENDING
