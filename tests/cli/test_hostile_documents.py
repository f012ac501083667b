"""Broken, hostile and odd documents of other projects: each is read, or refused in one line that names it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from forumdocs.cli import main

SECONDS = 20
"""The longest that reading and detection may take; the usual document takes a tenth of one."""


def documents(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in (".docx", ".pdf"))


def test_every_document_ends_in_its_spans_or_in_one_line(peer_docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = [f"{path.name}: {fault}" for path in documents(peer_docs) if (fault := _fault_of(path, capsys))]
    assert wrong == []


def _fault_of(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What is wrong with the answer to a document; nothing where it is right."""
    start = time.monotonic()
    with pytest.raises(SystemExit) as stop:
        main(["detect", str(path), "--json"])
    out, message = capsys.readouterr()
    if time.monotonic() - start > SECONDS:
        return "took too long"
    if stop.value.code == 0:
        rows = [json.loads(line) for line in out.splitlines()]
        return "" if rows and not message and all(row["text"].strip() for row in rows) else f"empty or noisy: {message}"
    one_line = message.startswith("Error: ") and message.count("\n") == 1 and path.name in message
    told = one_line and "itself failed" not in message and not out
    return "" if stop.value.code == 2 and told else f"{stop.value.code} {message}"
