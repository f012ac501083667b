from __future__ import annotations

from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from forumdocs.mt.engine import Engine
from forumdocs.pipelines.batch import readings as module
from forumdocs.pipelines.batch.jobs import Settings
from forumdocs.pipelines.batch.ledger import Ledger
from forumdocs.pipelines.batch.making import Order, read_order, take_orders
from forumdocs.pipelines.batch.placing import place
from forumdocs.pipelines.batch.readings import Readings, pack
from forumdocs.pipelines.batch.recall import RecallingEngine
from forumdocs.pipelines.batch.running import Batch
from forumdocs.pipelines.batch.sources import find_sources
from forumdocs.pipelines.batch.survey import survey
from forumdocs.pipelines.translation import Options

TEXTS = {
    "bus.txt": "A bus leaves for the laboratory at nine.\n",
    "hall.txt": "The forum opens in the harbour hall on Monday.\n",
    "void.txt": "",
}
SETTINGS = Settings(targets=("ko", "ru"), suffix=".json", options=Options(beam=1, no_glossary=True, keep_all=True))


@pytest.fixture
def orders(tmp_path: Path) -> list[Order]:
    (tmp_path / "in").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    sources = find_sources([tmp_path / "in"])
    return list(take_orders(place([(source, SETTINGS) for source in sources], tmp_path / "out")))


class Noting(Executor):
    """Does its work at once, and notes what it was."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def submit(self, work: Any, /, *args: Any, **options: Any) -> Future[Any]:
        self.done.append(work.__name__)
        future: Future[Any] = Future()
        future.set_result(work(*args, **options))
        return future


def run(orders: list[Order], folder: Path, readings: Readings | None) -> tuple[Noting, dict[str, bytes]]:
    jobs, executor = [job for order in orders for job in order.jobs], Noting()
    with Ledger(folder) as ledger:
        engine = RecallingEngine(ledger)
        if readings is not None:
            survey(jobs, executor, packages=engine.packages, speed=1.0, readings=readings)
        executor.done.clear()
        Batch(jobs, ledger=ledger, engine=engine).run(jobs, executor, readings=readings)
    return executor, {job.output.name: job.output.read_bytes() for job in jobs if job.output.exists()}


def test_what_the_survey_read_is_not_read_again(orders: list[Order], tmp_path: Path) -> None:
    executor, surveyed = run(orders, tmp_path / "out", Readings())
    assert "read_order" not in executor.done
    for order in orders:
        for job in order.jobs:
            job.output.unlink(missing_ok=True)
    executor, unsurveyed = run(orders, tmp_path / "out", None)
    assert executor.done.count("read_order") == len(TEXTS)
    assert surveyed == unsurveyed
    assert len(surveyed) == 4


def test_what_finds_no_room_is_read_again(orders: list[Order], tmp_path: Path) -> None:
    first = len(pack(read_order(orders[0], Engine().packages)))
    executor, contents = run(orders, tmp_path / "out", Readings(room=first))
    assert executor.done.count("read_order") == len(TEXTS) - 1
    assert len(contents) == 4


def test_a_reading_that_is_taken_makes_room_for_another(orders: list[Order]) -> None:
    packages = Engine().packages
    one, other = (read_order(order, packages) for order in orders[:2])
    readings = Readings(room=max(len(pack(one)), len(pack(other))))
    readings.keep(one.order, pack(one))
    readings.keep(other.order, pack(other))
    assert (one.order in readings, other.order in readings) == (True, False)
    assert readings.take(one.order) == one
    readings.keep(other.order, pack(other))
    assert readings.take(other.order) == other


def test_a_large_document_is_not_kept(orders: list[Order], monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read_order(orders[0], Engine().packages)
    size = len(pack(reading))
    monkeypatch.setattr(module, "LARGEST", size - 1)
    readings = Readings()
    readings.keep(orders[0], pack(reading))
    assert orders[0] not in readings


def test_what_cannot_be_read_is_not_tried_again_either(orders: list[Order]) -> None:
    readings = Readings()
    jobs = [job for order in orders for job in order.jobs]
    survey(jobs, Noting(), packages=Engine().packages, speed=1.0, readings=readings)
    assert all(order in readings for order in orders)
    assert "void.txt" in readings.take(orders[2]).faults["ko"]
