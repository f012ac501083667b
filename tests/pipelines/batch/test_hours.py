from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from forumdocs.pipelines.batch.crew import hire
from forumdocs.pipelines.batch.jobs import Settings
from forumdocs.pipelines.batch.ledger import Ledger
from forumdocs.pipelines.batch.placing import place
from forumdocs.pipelines.batch.recall import RecallingEngine
from forumdocs.pipelines.batch.running import Batch, Tally, Window
from forumdocs.pipelines.batch.schedule import Gate, parse_hours
from forumdocs.pipelines.batch.sources import find_sources
from forumdocs.pipelines.translation import Options


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUMDOCS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "argos"))


def test_a_batch_rests_between_its_windows_by_day_and_what_is_made_is_in_its_place(tmp_path: Path) -> None:
    sources, out = tmp_path / "sources", tmp_path / "out"
    sources.mkdir()
    for number in range(3):
        (sources / f"brief-{number}.txt").write_text(f"The board met on {number + 1} May.", encoding="utf-8")
    wish = Settings(targets=("ko",), suffix=".txt", options=Options(beam=1, no_glossary=True))
    jobs = place([(source, wish) for source in find_sources([sources])], out)
    moment, there = [datetime(2027, 5, 13, 5, 59)], list[int]()

    def end_of_the_night(tally: Tally) -> None:
        if tally.sentences:
            moment[0] = max(moment[0], datetime(2027, 5, 13, 6, 0))

    def sleep(seconds: float) -> None:
        there.append(len(list(out.glob("*.txt"))))
        moment[0] += timedelta(hours=1)

    gate = Gate(hours=parse_hours("22:00-06:00"), now=lambda: moment[0], sleep=sleep)
    with Ledger(out) as ledger, hire(documents=len(jobs)) as executor:
        batch = Batch(jobs, ledger=ledger, engine=RecallingEngine(ledger))
        tally = batch.run(jobs, executor, window=Window(documents=1), gate=gate, watch=end_of_the_night)
    assert tally.done == 3
    assert there == [1] * 16  # from 6:00 to 22:00, an hour at a time
