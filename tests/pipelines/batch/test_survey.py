from __future__ import annotations

import tracemalloc
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from forumdocs.mt.engine import Engine
from forumdocs.pipelines.batch import survey as module
from forumdocs.pipelines.batch.jobs import Settings, Source
from forumdocs.pipelines.batch.placing import place
from forumdocs.pipelines.batch.survey import DistinctCount, Survey, survey
from forumdocs.pipelines.translation import Options

TEXTS = {
    "a.txt": "The forum opens on Monday. The laboratory is closed on Tuesday.",
    "b.txt": "The forum opens on Monday. Registration begins at nine in the morning.",
    "c.txt": "量子技术论坛将于星期一开幕。",
}


@pytest.fixture
def sources(tmp_path: Path) -> list[Source]:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [Source(tmp_path / name) for name in TEXTS]


def count(sources: list[Source], *targets: str, speed: float = 2.0, executor: Executor | None = None) -> Survey:
    settings = Settings(targets=targets, options=Options(keep_all=True))
    jobs = place([(source, settings) for source in sources], sources[0].path.parent / "out")
    with executor or ThreadPoolExecutor(1) as used:
        return survey(iter(jobs), used, packages=Engine().packages, speed=speed)


def test_a_sentence_that_stands_in_two_documents_is_work_once(sources: list[Source]) -> None:
    found = count(sources[:2], "ko")
    assert (found.documents, found.handouts, found.sentences, found.distinct, found.repeated) == (2, 2, 4, 3, 1)
    assert found.seconds == 1.5


def test_each_target_is_work_of_its_own_and_text_in_it_is_none(sources: list[Source]) -> None:
    assert count(sources, "zh").sentences == 4
    assert count(sources, "zh", "ko").sentences == 4 + 5
    assert count(sources, "zh", "ko").handouts == 6


def test_what_cannot_be_read_is_told_and_stops_nothing(sources: list[Source], tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4 nothing")
    found = count([*sources, Source(tmp_path / "scan.pdf"), Source(tmp_path / "gone.txt")], "ko", "ru")
    assert (found.documents, found.handouts, found.failing) == (5, 10, 4)
    scan, gone = found.faults
    assert "scan.pdf is damaged" in scan
    assert "gone.txt: no such file" in gone
    assert found.sentences == 10


def test_a_document_that_costs_processes_their_lives_is_told_and_stops_nothing(sources: list[Source]) -> None:
    class Perilous(Executor):
        def submit(self, work: Any, /, *args: Any, **options: Any) -> Future[Any]:
            future: Future[Any] = Future()
            if "b.txt" in str(args):
                future.set_exception(BrokenExecutor("a process ended"))
            else:
                future.set_result(work(*args, **options))
            return future

    found = count(sources, "ko", executor=Perilous())
    assert (found.handouts, found.failing, found.sentences) == (3, 1, 3)
    assert "b.txt: the process that worked on it" in found.faults[0]


def test_it_is_said_in_one_line() -> None:
    found = Survey(documents=1200, handouts=2400, sentences=90000, distinct=60000, seconds=5400, failing=3)
    assert str(found) == (
        "1,200 documents, 2,400 handouts, 3 of which cannot be made; 90,000 sentences to translate, 30,000 of them "
        "repeated; about 1 h 30 min"
    )


def test_no_more_documents_are_read_ahead_than_allowed(sources: list[Source], monkeypatch: pytest.MonkeyPatch) -> None:
    class Reluctant(Executor):
        """Does nothing before a result is asked for, and knows how much waits."""

        waiting, most = 0, 0

        def submit(self, work: Any, /, *args: Any, **options: Any) -> Future[Any]:
            self.waiting += 1
            self.most = max(self.most, self.waiting)
            future: Future[Any] = Future()

            def result(timeout: float | None = None) -> Any:
                self.waiting -= 1
                return work(*args, **options)

            future.result = result  # type: ignore[method-assign]
            return future

    monkeypatch.setattr(module, "AHEAD", 2)
    executor = Reluctant()
    assert count(sources, "ko", executor=executor).documents == 3
    assert executor.most == 2


def test_different_numbers_are_counted_exactly_while_there_is_room() -> None:
    counter = DistinctCount(room=1000)
    counter.add(number * 0x9E3779B97F4A7C15 % 2**64 for number in [*range(900)] * 3)
    assert counter.estimate() == 900


def test_beyond_that_they_are_counted_closely_in_the_same_room() -> None:
    counter = DistinctCount(room=1 << 14)
    tracemalloc.start()
    counter.add(module._number("en", "ko", str(number % 200_000)) for number in range(300_000))
    size = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert counter.estimate() == pytest.approx(200_000, rel=0.03)
    assert size < 4 << 20
