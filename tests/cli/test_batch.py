"""The batch command as a shell sees it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "forumdocs", "batch")
NOTICE = "Dinner is served in the garden.\n\nGuests are asked to bring their badges.\n"


def batch(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *map(str, args)]
    return subprocess.run(command, capture_output=True, check=False, cwd=cwd, text=True, encoding="utf-8")


def told(result: subprocess.CompletedProcess[str]) -> list[str]:
    """The lines on stderr, but for those of progress, which come where a machine is slow."""
    return [line for line in result.stderr.splitlines() if not re.search(r"\d/s\b", line)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "day-1").mkdir(parents=True)
    (tmp_path / "in" / "notice.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "in" / "day-1" / "notice.txt").write_text(NOTICE, encoding="utf-8")
    return tmp_path


def test_a_folder_becomes_handouts_a_report_and_one_line(folder: Path) -> None:
    result = batch("in", "--to", "ko,ru", "-o", "out", cwd=folder)
    assert result.returncode == 0
    assert result.stdout == ""
    planned, done = told(result)
    assert planned.startswith("2 documents, 4 handouts; 8 sentences to translate, 4 of them repeated; about ")
    assert done == f"4 handouts in out, listed in {Path('out', 'report.html')}."
    written = {path.relative_to(folder / "out").as_posix() for path in (folder / "out").rglob("*.*") if path.is_file()}
    assert written == {
        ".forumdocs/ledger.sqlite",
        "day-1/notice.ko.docx",
        "day-1/notice.ru.docx",
        "notice.ko.docx",
        "notice.ru.docx",
        "report.csv",
        "report.html",
    }


def test_what_a_person_edited_or_put_there_is_kept_and_counted(folder: Path) -> None:
    args = ("in", "--to", "ko,ru", "-o", "out", "--format", "txt")
    (folder / "out").mkdir()
    (folder / "out" / "notice.ru.txt").write_text("mine", encoding="utf-8")
    batch(*args, cwd=folder)
    (folder / "out" / "notice.ko.txt").write_text("revised", encoding="utf-8")
    result = batch(*args, cwd=folder)
    page = Path("out", "report.html")
    assert result.returncode == 0
    assert told(result) == [
        f"1 handout edited since: kept, and listed in {page}.",
        f"1 file of yours in the place of a handout: kept, and listed in {page}.",
        f"2 handouts in out, listed in {page}.",
    ]
    assert (folder / "out" / "notice.ko.txt").read_text(encoding="utf-8") == "revised"
    assert (folder / "out" / "notice.ru.txt").read_text(encoding="utf-8") == "mine"


def test_one_document_does_not_replace_the_handout_of_another(folder: Path) -> None:
    (folder / "in" / "notice.txt").write_text("The board meets in the hall.\n", encoding="utf-8")
    args = ("--to", "en", "-o", "out", "--format", "txt", "--quiet")
    assert batch("in/day-1", *args, cwd=folder).returncode == 0
    first = (folder / "out" / "notice.en.txt").read_bytes()
    result = batch("in/notice.txt", *args, cwd=folder)
    assert result.returncode == 2
    assert result.stderr.startswith("Error: 1 handout not made, as those of other documents stand in the way: see ")
    assert (folder / "out" / "notice.en.txt").read_bytes() == first
    report = (folder / "out" / "report.csv").read_text(encoding="utf-8-sig")
    assert "notice.txt stands in its place" in report
    assert batch("in", *args, cwd=folder).returncode == 0
    assert (folder / "out" / "day-1" / "notice.en.txt").read_bytes() == first


def test_a_report_replaces_no_file_of_the_users(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "report.csv").write_text("1;2;3", encoding="utf-8")
    result = batch("in", "--to", "ko", "-o", "out", cwd=folder)
    assert result.returncode == 2
    assert "report.csv: is not a report of forumdocs" in result.stderr
    assert [path.name for path in (folder / "out").iterdir()] == ["report.csv"]


def test_a_document_that_fails_costs_exit_code_2_and_a_line_that_says_where_to_look(folder: Path) -> None:
    (folder / "in" / "torn.docx").write_bytes(b"PK\x03\x04 but no more")
    result = batch("in", "--to", "ko", "-o", "out", "--format", "json", "--quiet", cwd=folder)
    assert result.returncode == 2
    assert result.stderr.startswith("Error: 1 of 3 handouts failed; the reasons are in ")
    assert "report.html" in result.stderr
    assert "--retry-failed" in result.stderr
    assert result.stderr.count("\n") == 1
    assert "torn.docx" in (folder / "out" / "report.csv").read_text(encoding="utf-8-sig")
    (folder / "in" / "torn.docx").write_text(NOTICE, encoding="utf-8")
    (folder / "in" / "late.txt").write_text(NOTICE, encoding="utf-8")
    again = batch("in", "--to", "ko", "-o", "out", "--format", "json", "--retry-failed", cwd=folder)
    assert again.returncode == 0
    plan, *rest = told(again)
    assert plan.startswith("1 document, 1 handout; 2 sentences to translate")
    assert rest == [
        "1 handout not begun; the same command without --retry-failed makes them.",
        f"3 handouts in out, listed in {Path('out', 'report.html')}.",
    ]
    assert (folder / "out" / "torn.ko.json").exists()


def test_a_document_that_cannot_be_read_is_told_before_the_work(folder: Path) -> None:
    (folder / "in" / "old.rtf").write_text("{\\rtf1 Dinner is served.}", encoding="utf-8")
    result = batch("in", "--to", "en", "-o", "out", "--format", "json", cwd=folder)
    planned, fault, failed = told(result)
    assert "3 handouts, 1 of which cannot be made; " in planned
    assert fault.startswith(f"  {Path('in', 'old.rtf')}: ")
    assert failed.startswith("Error: 1 of 3 handouts failed; ")


def test_a_list_says_what_else_is_wanted_of_some_documents_of_a_folder(folder: Path) -> None:
    (folder / "list.csv").write_text("file;targets;title\nin/notice.txt;en;Dinner\n", encoding="utf-8-sig")
    result = batch("in", "list.csv", "--to", "en,ko", "-o", "out", "--format", "txt", "--quiet", cwd=folder)
    assert (result.returncode, result.stderr) == (0, "")
    written = {path.relative_to(folder / "out").as_posix() for path in (folder / "out").rglob("*.txt")}
    assert written == {"day-1/notice.en.txt", "day-1/notice.ko.txt", "notice.en.txt"}


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("in", "-o", "out"), "name at least one language"),
        (("absent", "--to", "en", "-o", "out"), "absent: no such file"),
        (("in", "--to", "ko", "-o", "in/notice.txt"), "in/notice.txt"),
        (("in", "--to", "ko,ru", "--together", "--format", "json", "-o", "out"), "holds one target language"),
        (("in", "--to", "ko"), "-o"),
        (("in", "--to", "ko", "-o", "in"), "is in the output folder"),
        (("--watch", "in", "--to", "ko", "-o", "in"), "the watched folder cannot be the output folder"),
        (("in", "--to", "en,ko,ru,zh", "--together", "-o", "out"), "at most 3 languages fit on one page"),
        (("in", "--to", "ko", "-o", "out", "--dask", "tcp://127.0.0.1:1", "--threads", "2"), "leave out --device"),
        (("in", "--to", "ko", "-o", "out", "--dask", "tcp://127.0.0.1:1", "--jobs", "2"), "and --jobs"),
        (("in", "--watch", "in", "--to", "ko", "-o", "out", "--retry-failed"), "does not go with --watch"),
    ],
)
def test_wrong_usage_gets_one_line_and_nothing_is_made(folder: Path, args: tuple[str, ...], reason: str) -> None:
    before = sorted(folder.rglob("*"))
    result = batch(*args, cwd=folder)
    assert result.returncode == 2
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert reason in result.stderr.replace("\\", "/")
    assert sorted(folder.rglob("*")) == before


def test_two_runs_do_not_work_on_one_folder(folder: Path) -> None:
    from forumdocs.pipelines.batch.ledger import Ledger

    with Ledger(folder / "out"):
        result = batch("in", "--to", "ko", "-o", "out", cwd=folder)
    assert result.returncode == 2
    assert "another run works on this folder" in result.stderr


def test_a_document_in_an_archive_is_translated_in_place(folder: Path, briefs: Path) -> None:
    with zipfile.ZipFile(folder / "briefs.zip", "w") as archive:
        archive.write(briefs / "handout-half-translated.docx", "2026/half.docx")
    args = ("briefs.zip", "--to", "ko", "--layout", "inplace", "--beam", "1", "--quiet", "-o", "out")
    assert batch(*args, cwd=folder).stderr == ""
    assert zipfile.is_zipfile(folder / "out" / "2026" / "half.ko.docx")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no interrupt to one process")
@pytest.mark.parametrize("jobs", ["1", None])
def test_ctrl_c_ends_with_130_and_the_same_command_goes_on(folder: Path, jobs: str | None) -> None:
    many = "\n\n".join(f"Session {n} is open to guests with {n} badges." for n in range(400))
    (folder / "in" / "long.txt").write_text(many, encoding="utf-8")
    command = [*COMMAND, "in", "--to", "ko", "-o", "out", *(("--jobs", jobs) if jobs else ())]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stderr
        process.stderr.readline()  # the plan: work begins
        time.sleep(2)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes of the command
        _, message = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in message
    assert b"resource_tracker" not in message
    assert b"The same command goes on from here." in message
    assert not list((folder / "out").rglob("*.part"))
