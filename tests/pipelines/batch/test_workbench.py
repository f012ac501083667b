from __future__ import annotations

from pathlib import Path

import pytest

from forumdocs.glossary import load_glossary
from forumdocs.mt.engine import Translation
from forumdocs.mt.packages import installed
from forumdocs.pipelines.batch import workbench
from forumdocs.pipelines.batch.crates import pack
from forumdocs.pipelines.batch.workbench import Bench, Errand, Memory, Parcel, Wish
from forumdocs.pipelines.translation import Options
from forumdocs.writers.style import Style


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUMDOCS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "argos"))
    monkeypatch.setattr(workbench, "_SENT", {})


def made(text: str) -> Translation:
    return Translation(text, 0.9)


def test_a_memory_gives_back_what_it_was_given_and_tells_what_is_new() -> None:
    memory = Memory()
    memory.remember({b"a": made("one"), b"b": made("two")})
    assert memory.recall([b"a", b"x"]) == {b"a": made("one")}
    assert memory.take_fresh() == {b"a": made("one"), b"b": made("two")}
    assert memory.take_fresh() == {}


def test_a_memory_that_is_full_forgets_what_was_longest_unused() -> None:
    memory = Memory(most=2)
    memory.remember({b"a": made("one"), b"b": made("two")})
    memory.recall([b"a"])
    memory.remember({b"c": made("three")})
    assert memory.recall([b"a", b"b", b"c"]) == {b"a": made("one"), b"c": made("three")}


def parcel(*errands: Errand, **options: object) -> Parcel:
    return Parcel(tuple(pack(installed())), "", (), Options(no_glossary=True, beam=1, **options), errands)  # type: ignore[arg-type]


def errand(name: str, text: str, *targets: str) -> Errand:
    wishes = tuple(Wish((target,), ".txt", Style(), (), 0) for target in targets)
    return Errand(f"C:\\briefs\\{name}", name, text.encode(), wishes)


def test_a_parcel_gives_an_outcome_for_every_wish_in_order(tmp_path: Path) -> None:
    sent = parcel(errand("a.txt", "The forum opens on Monday.", "ko", "en"), errand("b.txt", "会议星期一开幕。", "en"))
    delivery = Bench(sent.crates).work(sent, tmp_path)
    assert [bool(outcome.content) for outcome in delivery.outcomes] == [True, True, True]
    assert "The forum opens on Monday." in delivery.outcomes[1].content.decode()
    assert "会议星期一开幕。" in delivery.outcomes[2].content.decode()
    assert delivery.sentences == len(delivery.fresh) == 2


def test_a_sentence_that_a_worker_knows_is_not_fresh_again(tmp_path: Path) -> None:
    sent = parcel(errand("a.txt", "The forum opens on Monday.", "ko"))
    bench = Bench(sent.crates)
    first, second = (bench.work(sent, folder) for folder in (tmp_path / "1", tmp_path / "2") if not folder.mkdir())
    assert first.outcomes[0].content == second.outcomes[0].content
    assert (len(first.fresh), len(second.fresh)) == (1, 0)


def test_a_fault_calls_the_source_by_its_name_at_home(tmp_path: Path) -> None:
    sent = parcel(errand("empty.txt", "   ", "ko"), errand("b.txt", "The forum opens.", "ko"))
    faults = [outcome.fault for outcome in Bench(sent.crates).work(sent, tmp_path).outcomes]
    assert faults[0].startswith("C:\\briefs\\empty.txt")
    assert str(tmp_path) not in faults[0]
    assert faults[1] == ""


def test_the_builtin_glossary_need_not_be_sent() -> None:
    assert workbench.has_glossary(load_glossary().digest)


def test_a_glossary_that_was_sent_is_there_afterwards_and_by_its_digest(tmp_path: Path) -> None:
    ours = tmp_path / "ours.csv"
    ours.write_text("en,ko\nlaboratory,시험소\n", encoding="utf-8")
    glossary = load_glossary([ours])
    assert not workbench.has_glossary("sha256:none")
    workbench.keep_glossary("sha256:none", tuple(glossary))
    assert workbench.has_glossary("sha256:none")
    workbench._SENT.clear()  # as for the next worker process of the machine
    assert workbench.has_glossary("sha256:none")
