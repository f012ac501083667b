from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from forumdocs.errors import ForumdocsError
from forumdocs.pipelines.batch.watching import AGAIN, PATIENCE, Watch, follow

SUFFIXES = frozenset({".txt", ".docx"})


def put(path: Path, text: str = "The session opens at nine.", *, changed: float | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if changed:
        os.utime(path, (changed, changed))
    return path


def watch(folder: Path, **options: object) -> Watch:
    return Watch(folder, suffixes=SUFFIXES, settled=3.0, **options)  # type: ignore[arg-type]


def test_a_file_is_taken_once_when_it_has_stood_still(tmp_path: Path) -> None:
    brief = put(tmp_path / "brief.txt")
    watched = watch(tmp_path)
    assert [watched.look(moment) for moment in (0.0, 2.0, 3.0, 4.0, 60.0)] == [[], [], [brief], [], []]


def test_a_file_that_still_grows_is_left_alone(tmp_path: Path) -> None:
    watched = watch(tmp_path)
    for second in range(10):
        put(tmp_path / "slow-copy.docx", "x" * (second + 1))
        assert watched.look(float(second)) == []
    assert watched.look(12.0) == [tmp_path / "slow-copy.docx"]


def test_a_file_that_is_written_over_in_the_same_size_starts_to_wait_again(tmp_path: Path) -> None:
    brief = put(tmp_path / "brief.txt", "one", changed=1_800_000_000.0)
    watched = watch(tmp_path)
    assert watched.look(0.0) == []
    put(brief, "two", changed=1_800_000_001.0)
    assert [watched.look(3.0), watched.look(6.0)] == [[], [brief]]


def test_a_file_that_is_changed_after_it_was_taken_is_taken_again(tmp_path: Path) -> None:
    brief = put(tmp_path / "brief.txt")
    watched = watch(tmp_path)
    assert [watched.look(0.0), watched.look(3.0)] == [[], [brief]]
    put(brief, "The session opens at ten instead.")
    assert [watched.look(5.0), watched.look(8.0)] == [[], [brief]]


@pytest.mark.parametrize(
    "name", ["~$brief.docx", "~WRL0001.docx", ".brief.txt", "brief.docx.part", "brief.docx.crdownload", "notes.xlsx"]
)
def test_temporary_files_and_strangers_are_passed_over(tmp_path: Path, name: str) -> None:
    put(tmp_path / name)
    watched = watch(tmp_path)
    assert [watched.look(0.0), watched.look(9.0)] == [[], []]


def test_a_download_is_taken_when_its_part_has_gone(tmp_path: Path) -> None:
    brief, part = put(tmp_path / "brief.docx"), put(tmp_path / "brief.docx.part")
    watched = watch(tmp_path)
    assert [watched.look(0.0), watched.look(9.0)] == [[], []]
    part.unlink()
    assert [watched.look(10.0), watched.look(13.0)] == [[], [brief]]


def test_an_empty_file_waits_for_its_content(tmp_path: Path) -> None:
    brief = put(tmp_path / "brief.txt", "")
    watched = watch(tmp_path)
    assert [watched.look(0.0), watched.look(9.0)] == [[], []]
    put(brief)
    assert [watched.look(10.0), watched.look(13.0)] == [[], [brief]]


def test_a_file_that_vanishes_before_it_settles_is_forgotten(tmp_path: Path) -> None:
    brief = put(tmp_path / "brief.txt")
    watched = watch(tmp_path)
    assert watched.look(0.0) == []
    brief.unlink()
    assert watched.look(3.0) == []
    put(brief)
    assert [watched.look(4.0), watched.look(7.0)] == [[], [brief]]


def test_folders_in_the_folder_count_but_not_that_of_the_outputs(tmp_path: Path) -> None:
    deep = put(tmp_path / "2027" / "day 1" / "opening.txt")
    put(tmp_path / "handouts" / "2027" / "opening.en.docx")
    put(tmp_path / ".git" / "notes.txt")
    watched = watch(tmp_path, apart=tmp_path / "handouts")
    assert [watched.look(0.0), watched.look(3.0)] == [[], [deep]]


def test_a_file_that_cannot_be_opened_is_taken_after_a_while_so_that_it_fails_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = put(tmp_path / "brief.txt")

    def refuse(path: Path, *_: object) -> None:  # what Windows does for Word, and no system for its superuser
        raise PermissionError(13, "in use", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    watched = watch(tmp_path)
    assert [watched.look(0.0), watched.look(9.0), watched.look(PATIENCE)] == [[], [], [brief]]


def test_a_folder_that_goes_away_and_comes_back_is_told_of_once_each_and_nothing_is_done_twice(tmp_path: Path) -> None:
    folder, away = tmp_path / "inbox", tmp_path / "away"
    brief = put(folder / "brief.txt")
    taken, told = list[list[Path]](), list[str]()

    def moments() -> Iterator[float]:
        yield from (0.0, 3.0)
        folder.rename(away)
        yield from (5.0, 7.0)
        away.rename(folder)
        yield from (9.0, 12.0, 15.0)

    follow(watch(folder), taken.append, told.append, moments=moments())
    assert taken == [[brief]]
    assert [line.removeprefix(f"{folder}: ").split(" (")[0] for line in told] == ["out of reach", "is back."]


def test_each_round_knows_all_files_that_have_settled_since_their_names_hang_together(tmp_path: Path) -> None:
    first, rounds = put(tmp_path / "brief.txt"), list[list[Path]]()

    def moments() -> Iterator[float]:
        yield from (0.0, 3.0)
        put(tmp_path / "agenda.txt")
        yield from (4.0, 7.0)
        first.unlink()
        put(tmp_path / "late.txt")
        yield from (8.0, 11.0)

    follow(watch(tmp_path), rounds.append, print, moments=moments())
    names = [[path.name for path in found] for found in rounds]
    assert names == [["brief.txt"], ["agenda.txt", "brief.txt"], ["agenda.txt", "late.txt"]]


def test_work_that_could_not_be_done_is_tried_again_after_a_while(tmp_path: Path) -> None:
    put(tmp_path / "brief.txt")
    rounds, told = list[int](), list[str]()

    def fail_at_first(found: list[Path]) -> None:
        rounds.append(len(found))
        if len(rounds) == 1:
            raise ForumdocsError("out/: the disk is full.")

    follow(watch(tmp_path), fail_at_first, told.append, moments=(0.0, 3.0, 10.0, 3.0 + AGAIN, 5.0 + AGAIN))
    assert rounds == [1, 1]
    assert told == ["Error: out/: the disk is full."]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives no single process an interrupt")
def test_an_interrupt_while_nothing_is_to_do_ends_the_watch_in_peace(tmp_path: Path) -> None:
    put(tmp_path / "brief.txt")
    code = (
        "import sys; from pathlib import Path; from forumdocs.pipelines.batch.watching import Watch, follow\n"
        "watched = Watch(Path(sys.argv[1]), suffixes={'.txt'}, settled=0.0)\n"
        "follow(watched, lambda found: print(*[path.name for path in found], flush=True), print)\n"
        "print('ended')"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "brief.txt\n"
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=20)
    assert (out, error, process.returncode) == ("ended\n", "", 0)
