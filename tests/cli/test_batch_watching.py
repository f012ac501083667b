from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows gives no single process an interrupt")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    own = {"FORUMDOCS_HOME": str(tmp_path / "home"), "ARGOS_PACKAGES_DIR": str(tmp_path / "argos")}
    return os.environ | own | {"PYTHONPATH": str(ROOT)}


@pytest.fixture
def watch(tmp_path: Path, environment: dict[str, str]) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def start(*options: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "forumdocs", "batch"]
        where = ["--watch", str(tmp_path / "inbox"), "-o", str(tmp_path / "inbox" / "handouts"), "--format", "txt"]
        process = subprocess.Popen(
            [*command, *where, "--to", "ko", *options], stderr=subprocess.PIPE, text=True, env=environment
        )
        started.append(process)
        return process

    (tmp_path / "inbox").mkdir()
    yield start
    for process in started:
        process.kill()
        process.communicate()


def wait_for(path: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not path.exists():
        assert time.monotonic() < end, f"{path} did not appear"
        time.sleep(0.1)


def end(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, told
    return told


def test_documents_dropped_into_a_folder_become_handouts_and_a_restart_makes_only_the_new(
    tmp_path: Path, watch: Callable[..., subprocess.Popen[str]]
) -> None:
    inbox, made = tmp_path / "inbox", tmp_path / "inbox" / "handouts"
    (inbox / "opening.txt").write_text("The forum opens on Monday.", encoding="utf-8")
    process = watch("--nice")
    wait_for(made / "opening.ko.txt")
    (inbox / "broken.docx").write_bytes(b"PK\x03\x04 cut off")
    (inbox / "day 2").mkdir()
    (inbox / "day 2" / "closing.txt").write_text("The forum closes on Friday.", encoding="utf-8")
    wait_for(made / "day 2" / "closing.ko.txt")
    wait_for(made / "report.html")
    time.sleep(0.5)
    told = end(process)
    assert "1 of 3 handouts failed" in told
    assert told.endswith("Ended; everything that was made is in its place.\n")

    first = (made / "opening.ko.txt").stat().st_mtime_ns
    (inbox / "late.txt").write_text("Lunch is at noon.", encoding="utf-8")
    process = watch()
    wait_for(made / "late.ko.txt")
    time.sleep(0.5)
    end(process)
    assert (made / "opening.ko.txt").stat().st_mtime_ns == first


def test_what_was_given_beside_a_watched_folder_stays_in_the_report(
    tmp_path: Path, watch: Callable[..., subprocess.Popen[str]]
) -> None:
    inbox, made = tmp_path / "inbox", tmp_path / "inbox" / "handouts"
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "broken.docx").write_bytes(b"PK\x03\x04 cut off")
    for folder, text in ((tmp_path / "briefs", "오전에 개회한다."), (inbox, "오후에 폐회한다.")):
        (folder / "agenda.txt").write_text(text, encoding="utf-8")
    process = watch(str(tmp_path / "briefs"))
    wait_for(made / "inbox-agenda-txt.ko.txt")
    time.sleep(0.5)
    end(process)
    assert "오전" in (made / "agenda.ko.txt").read_text(encoding="utf-8")  # made before the other came
    report = (made / "report.csv").read_text(encoding="utf-8-sig")
    assert all(name in report for name in ("broken.docx", "briefs-agenda-txt.ko.txt", "inbox-agenda-txt.ko.txt"))


def test_neither_sources_nor_a_folder_to_watch_is_wrong_usage(tmp_path: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "forumdocs", "batch", "--to", "ko", "-o", "out"]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path)
    assert run.returncode == 2
    assert run.stderr.startswith("Error: Missing argument 'SOURCE...'")
    assert not (tmp_path / "out").exists()
