from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from forumdocs.mt import decoding
from forumdocs.mt.engine import Engine
from forumdocs.pipelines.batch.jobs import Settings
from forumdocs.pipelines.batch.ledger import FOLDER, Ledger, State
from forumdocs.pipelines.batch.placing import place
from forumdocs.pipelines.batch.recall import RecallingEngine
from forumdocs.pipelines.batch.running import Batch, Tally, Window
from forumdocs.pipelines.batch.sources import find_sources
from forumdocs.pipelines.translation import Options, translate
from forumdocs.writers import write
from forumdocs.writers.style import Layout, Style

TEXTS = {
    "dinner.txt": "Dinner is served in the garden.\n\nGuests are asked to bring their badges.\n",
    "hall.txt": "The forum opens in the harbour hall on Monday.\n\nThe board reads the proposals.\n",
    "tour.txt": "The board reads the proposals.\n\nA bus leaves for the laboratory at nine.\n",
}
SETTINGS = Settings(targets=("ko", "ru"), suffix=".json", options=Options(beam=1, no_glossary=True))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "in", TEXTS)
    return tmp_path


def put(folder: Path, texts: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


class Outcome:
    """What a run was to do, and what came of it."""

    def __init__(
        self,
        folder: Path,
        out: str = "out",
        *,
        settings: Settings = SETTINGS,
        retry_failed: bool = False,
        window: Window | None = None,
        executor: Executor | None = None,
    ) -> None:
        self.shown: list[tuple[int, int, int]] = []
        with Ledger(folder / out) as ledger, executor or ThreadPoolExecutor(1) as crew:
            jobs = place([(source, settings) for source in find_sources([folder / "in"])], folder / out)
            engine = RecallingEngine(ledger, compute_type=settings.options.compute_type)
            batch = Batch(jobs, ledger=ledger, engine=engine)
            todo = batch.todo(retry_failed=retry_failed)
            self.todo = [job.output.name for job in todo]
            self.tally = batch.run(todo, crew, window=window, watch=self.note)
            self.records = {record.output.name: record for record in batch.records()}
        written = [path for path in sorted((folder / out).glob("*.json")) if path.is_file()]
        self.contents = {path.name: path.read_bytes() for path in written}

    def note(self, tally: Tally) -> None:
        self.shown.append((tally.done, tally.failed, tally.sentences))


def test_every_document_becomes_a_handout_in_every_language(folder: Path) -> None:
    outcome = Outcome(folder)
    assert sorted(outcome.contents) == [f"{Path(name).stem}.{tag}.json" for name in TEXTS for tag in ("ko", "ru")]
    assert (outcome.tally.done, outcome.tally.failed) == (6, 0)
    assert outcome.shown[-1] == (6, 0, 12)


def test_a_document_is_translated_as_it_would_be_alone(folder: Path) -> None:
    together = Outcome(folder).contents["hall.ko.json"]
    alone = translate(folder / "in" / "hall.txt", "ko", options=SETTINGS.options)
    targets = [pair["target"] for pair in json.loads(together)["pairs"]]
    assert targets == [pair.target for pair in alone.pairs]
    assert [pair["score"] for pair in json.loads(together)["pairs"]] == [round(pair.score, 4) for pair in alone.pairs]


def test_how_documents_are_put_together_makes_no_difference(folder: Path) -> None:
    assert Outcome(folder, "one", window=Window(documents=1)).contents == Outcome(folder, "all").contents


def test_a_second_run_has_nothing_to_do(folder: Path) -> None:
    Outcome(folder)
    second = Outcome(folder)
    assert second.todo == []
    assert {record.state for record in second.records.values()} == {State.DONE}


def test_a_changed_document_is_done_again(folder: Path) -> None:
    Outcome(folder)
    put(folder / "in", {"hall.txt": "The forum opens in the garden.\n"})
    assert Outcome(folder).todo == ["hall.ko.json", "hall.ru.json"]


def test_a_handout_that_was_deleted_is_made_again(folder: Path) -> None:
    before = Outcome(folder).contents
    (folder / "out" / "hall.ko.json").unlink()
    (folder / "out" / "tour.ru.json").write_bytes(b"")
    again = Outcome(folder)
    assert again.todo == ["hall.ko.json", "tour.ru.json"]
    assert again.contents == before


def test_a_handout_that_was_edited_is_kept_and_told(folder: Path) -> None:
    before = Outcome(folder).contents["hall.ko.json"]
    (folder / "out" / "hall.ko.json").write_text("revised", encoding="utf-8")
    again = Outcome(folder)
    assert again.todo == []
    assert again.contents["hall.ko.json"] == b"revised"
    record = again.records["hall.ko.json"]
    assert record.state is State.EDITED
    assert record.reason == "edited since it was made; delete or move it to have it made anew."
    (folder / "out" / "hall.ko.json").unlink()
    anew = Outcome(folder)
    assert (anew.todo, anew.contents["hall.ko.json"]) == (["hall.ko.json"], before)


def test_an_edited_handout_is_kept_when_its_source_changes_or_fails_too(folder: Path) -> None:
    Outcome(folder)
    (folder / "out" / "hall.ko.json").write_text("revised", encoding="utf-8")
    for text, todo in (("The forum opens in the garden.\n", ["hall.ru.json"]), ("", ["hall.ru.json"])):
        put(folder / "in", {"hall.txt": text})
        again = Outcome(folder)
        assert again.todo == todo
        assert again.contents["hall.ko.json"] == b"revised"
        assert again.records["hall.ko.json"].reason.startswith(
            "edited since it was made, and its source or the options have changed; "
        )


def test_a_handout_is_known_as_ours_after_its_document_failed(folder: Path) -> None:
    Outcome(folder)
    for text, state in (("", State.FAILED), ("The forum opens in the garden.\n", State.DONE)):
        put(folder / "in", {"hall.txt": text})
        assert Outcome(folder).records["hall.ko.json"].state is state


def test_a_file_that_no_run_wrote_is_kept_and_told(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "hall.ko.json").write_text("mine", encoding="utf-8")
    outcome = Outcome(folder)
    assert outcome.contents["hall.ko.json"] == b"mine"
    assert outcome.records["hall.ko.json"].state is State.FOREIGN
    assert "no run has written" in outcome.records["hall.ko.json"].reason
    assert (len(outcome.todo), outcome.tally.done) == (5, 5)


def test_a_file_that_comes_while_its_handout_is_made_is_kept(folder: Path) -> None:
    class Colleague(ThreadPoolExecutor):
        def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            (folder / "out" / "hall.ko.json").write_text("mine", encoding="utf-8")
            return super().submit(work, *args, **kwargs)

    outcome = Outcome(folder, executor=Colleague(1))
    assert (len(outcome.todo), outcome.tally.done, outcome.tally.kept, outcome.tally.ended) == (6, 5, 1, 6)
    assert outcome.contents["hall.ko.json"] == b"mine"
    assert outcome.records["hall.ko.json"].state is State.FOREIGN


def test_what_a_run_wrote_is_ours_also_when_it_was_killed_before_it_could_enter_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Outcome(folder, "whole").contents
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "enter", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            Outcome(folder)
    assert list((folder / "out").glob("*.json"))
    again = Outcome(folder)
    assert len(again.todo) == 6
    assert again.contents == whole


def test_other_options_or_looks_do_all_again(folder: Path) -> None:
    Outcome(folder)
    wider = replace(SETTINGS, options=replace(SETTINGS.options, beam=2))
    assert len(Outcome(folder, settings=wider).todo) == 6
    assert len(Outcome(folder, settings=replace(wider, meta=(("event", "Harbour Forum"),))).todo) == 6


def test_a_sentence_is_decoded_once_in_all_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Outcome(folder)
    put(folder / "in", {"more.txt": "A bus leaves for the laboratory at nine.\n\nDinner is served in the garden.\n"})
    monkeypatch.setattr(decoding, "load_model", lambda *_, **__: pytest.fail("a model was loaded"))
    outcome = Outcome(folder)
    assert outcome.todo == ["more.ko.json", "more.ru.json"]
    assert outcome.tally.done == 2


def test_each_compute_type_decodes_for_itself_and_is_recalled_by_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []

    def load_and_note(*args: Any, load: Callable[..., Any] = decoding.load_model, **choices: Any) -> Any:
        model = load(*args, **choices)
        loaded.append(model.compute_type)
        return model

    monkeypatch.setattr(decoding, "load_model", load_and_note)
    exact, small = (
        replace(SETTINGS, targets=("ko",), options=replace(SETTINGS.options, compute_type=name))
        for name in ("float32", "int8")
    )
    for settings, numbers in ((exact, ["float32"]), (small, ["int8_float32"])):
        outcome = Outcome(folder, settings=settings)
        assert (len(outcome.todo), outcome.tally.done) == (3, 3)
        assert loaded == numbers
        loaded.clear()
    again = Outcome(folder, settings=exact)  # whose handouts those of int8 replaced, while its sentences are known
    assert (len(again.todo), again.tally.done, loaded) == (3, 3, [])


def test_a_document_that_fails_does_not_stop_the_others(folder: Path) -> None:
    put(folder / "in", {"empty.txt": "  \n", "french.txt": "Le conseil se réunit demain matin dans la grande salle.\n"})
    outcome = Outcome(folder)
    assert (outcome.tally.done, outcome.tally.failed) == (6, 4)
    assert "empty.txt: the file is empty" in outcome.records["empty.ko.json"].reason
    assert "french.txt" in outcome.records["french.ru.json"].reason
    assert outcome.records["french.ru.json"].state is State.FAILED


def test_what_failed_is_left_until_it_is_asked_for_or_changes(folder: Path) -> None:
    put(folder / "in", {"empty.txt": "", "french.txt": "Le conseil se réunit demain matin dans la grande salle.\n"})
    Outcome(folder)
    assert Outcome(folder).todo == []
    assert len(Outcome(folder, retry_failed=True).todo) == 4
    put(folder / "in", {"empty.txt": "Dinner is served in the garden.\n", "new.txt": TEXTS["hall.txt"]})
    again = Outcome(folder, retry_failed=True)  # a file that was put right is the first that people mean by this
    assert again.todo == ["empty.ko.json", "empty.ru.json", "french.ko.json", "french.ru.json"]
    assert again.records["empty.ko.json"].state is State.DONE
    assert again.records["new.ko.json"].state is State.PENDING
    assert Outcome(folder).todo == ["new.ko.json", "new.ru.json"]
    assert [r.state for r in Outcome(folder).records.values()].count(State.FAILED) == 2


def test_an_output_that_cannot_be_written_is_a_failure_of_its_own(folder: Path) -> None:
    (folder / "out" / "hall.ko.json").mkdir(parents=True)
    outcome = Outcome(folder)
    assert outcome.records["hall.ko.json"].state is State.FAILED
    assert "hall.ko.json" in outcome.records["hall.ko.json"].reason
    assert outcome.tally.done == 5


class Perilous(Executor):
    """Loses a process to each document of a kind, as a pool does when a reader crashes."""

    def __init__(self, deadly: str, lives: int) -> None:
        self._deadly, self._lives = deadly, lives

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if self._lives and self._deadly in str(args):
            self._lives -= 1
            future.set_exception(BrokenExecutor("a process ended"))
        else:
            future.set_result(work(*args, **kwargs))
        return future


def test_a_document_that_costs_a_process_its_life_is_tried_once_more(folder: Path) -> None:
    assert Outcome(folder, executor=Perilous("hall.txt", lives=1)).tally.done == 6


def test_a_document_that_costs_two_processes_their_lives_has_failed(folder: Path) -> None:
    outcome = Outcome(folder, executor=Perilous("hall.txt", lives=2))
    assert (outcome.tally.done, outcome.tally.failed) == (4, 2)
    assert "hall.txt" in outcome.records["hall.ko.json"].reason


def test_a_run_that_is_killed_is_finished_by_the_next_with_the_same_bytes(folder: Path) -> None:
    numbers = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
    put(folder / "in", {f"{n}.txt": f"Session {n} is open to {n} guests.\n\nBring {n} badges.\n" for n in numbers})
    script = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); from test_running import *; "
    script += f"Outcome(Path({str(folder)!r}), 'killed', window=Window(documents=2))"
    process = subprocess.Popen([sys.executable, "-c", script])
    # With the second file in its place, the first is certainly entered in the ledger.
    while len(early := list((folder / "killed").glob("*.json"))) < 2:
        assert process.poll() is None
        time.sleep(0.02)
    process.kill()
    assert process.wait() == (-signal.SIGKILL if sys.platform != "win32" else 1)
    assert [json.loads(path.read_text(encoding="utf-8"))["source"] for path in early]
    resumed = Outcome(folder, "killed", window=Window(documents=2))
    assert 0 < len(resumed.todo) < 22
    assert resumed.contents == Outcome(folder, "whole").contents
    left = [path.name for path in (folder / "killed").rglob("*") if path.is_file() and path.suffix != ".json"]
    assert left == ["ledger.sqlite"]
    assert [path.name for path in (folder / "killed" / FOLDER).iterdir()] == ["ledger.sqlite"]


def test_a_document_that_its_layout_does_not_take_fails_alone_and_is_not_translated(folder: Path, briefs: Path) -> None:
    shutil.copy(briefs / "handout-half-translated.docx", folder / "in" / "half.docx")
    settings = replace(SETTINGS, targets=("ko",), suffix=".docx", style=Style(layout=Layout.INPLACE))
    outcome = Outcome(folder, settings=settings)
    states = {name: record.state for name, record in outcome.records.items()}
    assert states.pop("half.ko.docx") is State.DONE
    assert set(states.values()) == {State.FAILED}
    assert "only .docx files can be translated with --layout inplace" in outcome.records["hall.ko.docx"].reason
    assert outcome.tally.sentences == outcome.tally.found < 30


def test_a_batch_makes_the_pairs_of_a_single_document_that_is_decoded_exactly(folder: Path, briefs: Path) -> None:
    for name in ("four-languages.txt", "handout-half-translated.docx"):
        shutil.copy(briefs / name, folder / "in")
    batched = Outcome(folder, settings=replace(SETTINGS, targets=("ko",))).contents
    engine = Engine(exact=True)
    for name in ("four-languages.txt", "handout-half-translated.docx", "hall.txt"):
        single = folder / "single" / f"{Path(name).stem}.ko.json"
        write(translate(folder / "in" / name, "ko", options=SETTINGS.options, engine=engine), single)
        assert json.loads(batched[single.name]) == json.loads(single.read_bytes())


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="this system has no names that are not text")
def test_documents_whose_names_are_no_text_become_handouts_too(folder: Path) -> None:
    for name in (b"\xb1\xa8\xb8\xe6.txt", b"\xb1\xa8\xb8\xe7.txt"):  # GB2312, as unzip leaves it
        (folder / "in" / os.fsdecode(name)).write_text(TEXTS["hall.txt"], encoding="utf-8")
    (folder / "in" / os.fsdecode(b"\xb1.docx")).write_bytes(b"PK\x03\x04 cut off")
    outcome = Outcome(folder, settings=replace(SETTINGS, targets=("ko",)))
    assert (outcome.tally.done, outcome.tally.failed) == (5, 1)
    assert all(name.isascii() for name in outcome.contents)
    assert len(outcome.contents) == 5
    (failed,) = (record for record in outcome.records.values() if record.state is State.FAILED)
    assert failed.source.endswith("?.docx")
    assert failed.reason.startswith(failed.source)
    assert Outcome(folder, settings=replace(SETTINGS, targets=("ko",))).todo == []
