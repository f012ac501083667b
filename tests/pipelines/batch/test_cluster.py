from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from forumdocs import __version__
from forumdocs.errors import ClusterError
from forumdocs.mt.packages import STARTER
from forumdocs.pipelines.batch.cluster import Cluster
from forumdocs.pipelines.batch.crew import hire
from forumdocs.pipelines.batch.jobs import Job, Settings
from forumdocs.pipelines.batch.ledger import Ledger, State
from forumdocs.pipelines.batch.placing import place
from forumdocs.pipelines.batch.recall import RecallingEngine
from forumdocs.pipelines.batch.running import Batch, Tally
from forumdocs.pipelines.batch.sources import find_sources
from forumdocs.pipelines.translation import Options

pytest.importorskip("distributed", reason="the extra forumdocs[cluster] is not installed")

ROOT = Path(__file__).resolve().parents[3]
STARTING = 60.0
"""Seconds that a scheduler or a worker may take to start on a busy machine."""


@dataclass
class Machines:
    """A scheduler and workers as processes of their own, each worker with its own home, as if on another machine."""

    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    address: str = ""

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        note = self.folder / "scheduler.json"
        scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(note))
        self._wait_for(lambda: note.exists() and note.stat().st_size > 0)
        self.address = json.loads(note.read_text(encoding="utf-8"))["address"]
        return scheduler

    def start_worker(self, name: str, *options: str) -> subprocess.Popen[bytes]:
        home = self.folder / name
        home.mkdir()
        places = {"FORUMDOCS_HOME": str(home), "ARGOS_PACKAGES_DIR": str(home / "argos")}
        arguments = (self.address, "--name", name, "--nthreads", "1", "--local-directory", str(home))
        return self._start("worker", *arguments, *(options or ("--no-nanny",)), **places)

    def crates_of(self, name: str) -> list[str]:
        return sorted(path.name for path in (self.folder / name / "cache" / "crates").glob("*/*"))

    def _start(self, what: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{what}-{len(self.processes)}.log").open("wb")
        with log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard", *arguments],
                env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.processes.append(process)
        return process

    def _wait_for(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + STARTING
        while not condition():
            assert time.monotonic() < end, "the scheduler did not start"
            time.sleep(0.1)

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(timeout=3)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    started = Machines(tmp_path / "machines")
    started.folder.mkdir()
    try:
        started.start_scheduler()
        yield started
    finally:
        started.stop()


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUMDOCS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "argos"))


def write_briefs(folder: Path, count: int) -> Path:
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"brief-{number}.txt").write_text(
            f"The board met on {number + 1} May.\n\n"
            f"Quantum key distribution links {number + 2} laboratories. The next meeting opens at nine.\n\n"
            f"量子密钥分发网络连接{number + 2}个实验室。\n",
            encoding="utf-8",
        )
    return folder


def jobs_for(folder: Path, out: Path, *targets: str, **settings: object) -> list[Job]:
    wish = Settings(targets=targets or ("ko",), **settings)  # type: ignore[arg-type]
    return place([(source, wish) for source in find_sources([folder], outside=out)], out)


def run_here(jobs: list[Job], out: Path) -> None:
    with Ledger(out) as ledger, hire(documents=len(jobs)) as executor:
        batch = Batch(jobs, ledger=ledger, engine=RecallingEngine(ledger))
        batch.run(batch.todo(), executor)


def run_there(
    jobs: list[Job], out: Path, address: str, *, watch: Callable[[Tally], object] = bool
) -> tuple[dict[Job, State], dict[Job, str], list[str]]:
    """What became of each job, the reasons of those that failed, and what was said of the workers."""
    told: list[str] = []
    with Ledger(out) as ledger, Cluster(address, tell=told.append) as cluster:
        batch = Batch(jobs, ledger=ledger, engine=RecallingEngine(ledger))
        cluster.run(batch, batch.todo(), watch=watch)
        records = {job: ledger.record_of(job) for job in jobs}
    return batch.states, {job: record.reason for job, record in records.items() if record}, told


def contents(folder: Path) -> dict[str, object]:
    """What stands in the handouts of a folder, down to the bytes of every part of a DOCX."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and ".forumdocs" not in path.parts:
            name = path.relative_to(folder).as_posix()
            found[name] = _parts(path) if path.suffix == ".docx" else path.read_bytes()
    return found


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {
            name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"
        }  # holds the date


def install_package(argos: Path) -> None:
    """English to Korean as an Argos package of its own, which no other machine has."""
    folder = argos / "translate-en_ko-9_0"
    shutil.copytree(STARTER / "shared", folder)
    metadata = json.loads((STARTER / "packages" / "en_ko" / "metadata.json").read_text(encoding="utf-8"))
    del metadata["shared"]
    (folder / "metadata.json").write_text(json.dumps(metadata | {"package_version": "9.0"}), encoding="utf-8")


def test_a_cluster_that_loses_a_worker_makes_the_handouts_that_one_machine_makes(
    machines: Machines, tmp_path: Path, briefs: Path
) -> None:
    install_package(tmp_path / "argos")
    sources = write_briefs(tmp_path / "sources", 7)
    (sources / "damaged.docx").write_bytes(b"PK\x03\x04 cut off")
    with zipfile.ZipFile(sources / "late.zip", "w") as archive:
        archive.writestr("day 2/closing.txt", "The forum closes on Friday at noon.")
    glossary = tmp_path / "ours.csv"
    glossary.write_text("en,ko\nlaboratory,시험소\n", encoding="utf-8")
    options = Options(glossary=(glossary,), beam=1)
    doomed, other = machines.start_worker("one"), machines.start_worker("two")

    def kill_one(tally: Tally) -> None:
        if tally.done >= 2 and doomed.poll() is None:
            doomed.kill()

    here, there = tmp_path / "here", tmp_path / "there"
    run_here(jobs_for(sources, here, "ko", options=options), here)
    jobs = jobs_for(sources, there, "ko", options=options)
    states, reasons, told = run_there(jobs, there, machines.address, watch=kill_one)

    assert doomed.poll() is not None
    assert other.poll() is None
    assert any("this worker is lost" in line for line in told)
    failed = [job for job, state in states.items() if state is State.FAILED]
    assert [job.source.path.name for job in failed] == ["damaged.docx"]
    assert reasons[failed[0]].startswith(f"{sources / 'damaged.docx'}: is a damaged")
    assert len(contents(here)) == 8
    assert contents(there) == contents(here)
    assert any("시험소" in text.decode() for text in contents(there)["brief-0.ko.docx"].values() if b"<w:" in text)  # type: ignore[attr-defined]
    assert "translate-en_ko-9_0" in machines.crates_of("two")
    assert "starter" not in machines.crates_of("two")


def test_what_one_machine_has_done_a_cluster_does_not_do_again(machines: Machines, tmp_path: Path) -> None:
    sources, out = write_briefs(tmp_path / "sources", 2), tmp_path / "out"
    jobs = jobs_for(sources, out, suffix=".txt")
    run_here(jobs, out)
    states, _, told = run_there(jobs, out, machines.address)  # which has no worker, and needs none
    assert set(states.values()) == {State.DONE}
    assert told == []


def test_a_persons_file_is_kept_whenever_it_came(machines: Machines, tmp_path: Path) -> None:
    sources, out = write_briefs(tmp_path / "sources", 3), tmp_path / "out"
    jobs = jobs_for(sources, out, suffix=".txt")
    before, between, free = (job.output for job in jobs)
    out.mkdir()
    before.write_text("mine", encoding="utf-8")
    machines.start_worker("one")

    def come(tally: Tally) -> None:
        between.write_text("mine too", encoding="utf-8")

    states, _, _ = run_there(jobs, out, machines.address, watch=come)
    assert list(states.values()) == [State.FOREIGN, State.FOREIGN, State.DONE]
    assert before.read_text(encoding="utf-8") == "mine"
    assert between.read_text(encoding="utf-8") == "mine too"
    assert free.stat().st_size


FATAL = "what this file does to a parser"
ENDLESS = "what keeps a reader for years"
PERILS = f"""
import os, re
from forumdocs.pipelines.batch import crew, making
def read_or_die(source, encoding="", read=making.read_source):
    text = source.path.read_text(encoding="utf-8", errors="replace")
    if {FATAL!r} in text:
        os._exit(139)
    if {ENDLESS!r} in text:
        crew.MOST_SECONDS = 1.0
        with crew.limited(0):
            re.match("(a*)*b", "a" * 40)
    return read(source, encoding)
making.read_source = read_or_die
"""
"""A worker that starts with this ends without a word over a document with the first words, as by a fault in a C
library, and does not come to an end with a document that has the others."""


@pytest.mark.parametrize("peril", [FATAL, ENDLESS])
def test_a_document_that_brings_its_workers_down_has_failed_and_the_others_are_done(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, peril: str
) -> None:
    monkeypatch.setattr("forumdocs.pipelines.batch.cluster.TRIES", 2)  # a worker takes seconds to start anew
    sources, out = write_briefs(tmp_path / "sources", 4), tmp_path / "out"
    (sources / "brief-1.txt").write_text(f"This is {peril}.", encoding="utf-8")
    (tmp_path / "perils.py").write_text(PERILS, encoding="utf-8")
    for name in ("one", "two"):
        machines.start_worker(name, "--nanny", "--preload", str(tmp_path / "perils.py"))
    jobs = jobs_for(sources, out, suffix=".txt")
    states, reasons, _ = run_there(jobs, out, machines.address)
    failed = [job for job, state in states.items() if state is State.FAILED]
    assert [job.source.path.name for job in failed] == ["brief-1.txt"], list(reasons.values())
    assert f"{sources / 'brief-1.txt'}: given up after 2 workers; the worker that had it was lost" in reasons[failed[0]]
    assert sorted(contents(out)) == ["brief-0.ko.txt", "brief-2.ko.txt", "brief-3.ko.txt"]


def test_the_command_passes_over_a_worker_with_another_forumdocs_and_names_it(
    machines: Machines, tmp_path: Path
) -> None:
    sources, out = write_briefs(tmp_path / "sources", 2), tmp_path / "out"
    (tmp_path / "old.py").write_text("import forumdocs\nforumdocs.__version__ = '0.0.1'\n", encoding="utf-8")
    machines.start_worker("old", "--no-nanny", "--preload", str(tmp_path / "old.py"))
    machines.start_worker("new")
    command = [sys.executable, "-m", "forumdocs", "batch", str(sources), "--to", "ko"]
    where = ["-o", str(out), "--format", "txt", "--dask", machines.address]
    run = subprocess.run([*command, *where], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert run.returncode == 0, run.stderr
    plan, first, *_, last = run.stderr.splitlines()  # between them lines of progress, if the machine is slow
    assert plan == "2 documents, 2 handouts; their sentences are counted where they are read."
    assert first.endswith(f": this worker is passed over: it has forumdocs 0.0.1, this machine {__version__}.")
    assert last.startswith("2 handouts in ")
    assert sorted(path for path in contents(out) if path.endswith(".txt")) == ["brief-0.ko.txt", "brief-1.ko.txt"]


def test_a_scheduler_that_goes_away_ends_the_run_and_what_is_done_stays(machines: Machines, tmp_path: Path) -> None:
    sources, out = write_briefs(tmp_path / "sources", 12), tmp_path / "out"
    machines.start_worker("one")

    def stop(tally: Tally) -> None:
        if tally.done >= 2:
            machines.processes[0].kill()

    jobs = jobs_for(sources, out, suffix=".txt")
    with pytest.raises(ClusterError, match=r"the scheduler does not answer any more; .* goes on where this one"):
        run_there(jobs, out, machines.address, watch=stop)
    with Ledger(out) as ledger:
        left = Batch(jobs, ledger=ledger, engine=RecallingEngine(ledger)).todo()
    assert 0 < len(left) <= 10
    assert len(contents(out)) == 12 - len(left)


def test_an_address_where_nobody_answers_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forumdocs.pipelines.batch.cluster.CONNECTING", 0.5)
    with pytest.raises(ClusterError, match=r"^tcp://127\.0\.0\.1:9: no Dask scheduler answers there; .*firewall"):
        Cluster("tcp://127.0.0.1:9")


@pytest.mark.parametrize("address", ["smoke://hill", "tcp://127.0.0.1", "tls://127.0.0.1:9"])
def test_an_address_that_is_none_or_wants_certificates_is_told_in_one_line(address: str) -> None:
    with pytest.raises(ClusterError, match=rf"^{address}: no Dask scheduler answers there; .* the certificates\.$"):
        Cluster(address)


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'forumdocs\[cluster\]'"):
        Cluster("tcp://127.0.0.1:9")
