from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from forumdocs.errors import WriteError
from forumdocs.pipelines.batch.jobs import Settings, Source
from forumdocs.pipelines.batch.placing import LONGEST_NAME, local_name, name_sources, place, safe_path

BOTH = Settings(targets=("en", "ko"))


def outputs(sources: list[Source], folder: Path, settings: Settings = BOTH) -> list[str]:
    jobs = place([(source, settings) for source in sources], folder)
    return [job.output.relative_to(folder).as_posix() for job in jobs]


def test_handouts_mirror_the_folders_of_the_sources(tmp_path: Path) -> None:
    sources = [Source(tmp_path / "in/2026/a.docx", folder="2026"), Source(tmp_path / "in/b.txt")]
    assert outputs(sources, tmp_path / "out") == ["2026/a.en.docx", "2026/a.ko.docx", "b.en.docx", "b.ko.docx"]


def test_languages_that_stand_together_make_one_handout(tmp_path: Path) -> None:
    settings = replace(BOTH, together=True, suffix=".html")
    (job,) = place([(Source(tmp_path / "a.docx"), settings)], tmp_path / "out")
    assert job.targets == ("en", "ko")
    assert job.output.name == "a.en+ko.html"


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        ([Source(Path("x/a.docx")), Source(Path("x/a.txt"))], ["a-docx", "a-txt"]),
        ([Source(Path("x/a.docx")), Source(Path("x/A.txt"))], ["a-docx", "A-txt"]),
        ([Source(Path("x/a.txt")), Source(Path("y/a.txt")), Source(Path("y/b.txt"))], ["x-a-txt", "y-a-txt", "b"]),
        ([Source(Path("1/x/a.md")), Source(Path("2/x/a.md"))], None),
        ([Source(Path("1/x/a.md")), Source(Path("2/x/a.md")), Source(Path("3/x/a.md"))], None),
        ([Source(Path("z.zip"), "a.md"), Source(Path("y/z/a.md"))], None),
        ([Source(Path("x/a.md")), Source(Path("x/a.txt")), Source(Path("x/a-txt.md"))], None),
        ([Source(Path("x/\u1112\u1161\u11ab.md")), Source(Path("x/한.txt"))], ["한-md", "한-txt"]),
    ],
)
def test_sources_of_one_name_are_told_apart_in_any_order(sources: list[Source], names: list[str] | None) -> None:
    found = name_sources(sources)
    assert len({name.casefold() for name in found.values()}) == len(sources)
    assert names is None or list(found.values()) == names
    assert all(name_sources(order) == found for order in itertools.permutations(sources))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Con", "_Con"),
        ("aux.v2", "_aux.v2"),
        ("LPT1 ", "_LPT1"),
        ("console", "console"),
        ("com10", "com10"),
        ('why? "<so>": a|b*', "why_ __so___ a_b_"),
        ("end. . ", "end"),
        ("a\tb\x00c", "a_b_c"),
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\x\\y", "C_/x/y"),
        ("第3讲：量子", "第3讲：量子"),
        ("   ", "_"),
    ],
)
def test_a_name_is_made_safe_for_every_system(name: str, safe: str) -> None:
    assert safe_path(name) == safe


def test_long_names_are_cut_and_stay_apart() -> None:
    start = "量子技术国际论坛" * 12
    one, two = safe_path(start + "甲"), safe_path(start + "乙")
    assert one != two
    assert one.startswith("量子技术国际论坛")
    assert len(one.encode()) <= LONGEST_NAME
    assert safe_path(start + "甲") == one


def test_a_handout_may_be_named_by_the_user(tmp_path: Path) -> None:
    source, one = Source(tmp_path / "a.docx"), Settings(targets=("en",))
    assert outputs([source], tmp_path, replace(one, output="day 1/opening.html")) == ["day 1/opening.html"]
    assert outputs([source], tmp_path, replace(one, output="opening")) == ["opening.en.docx"]
    assert outputs([source], tmp_path, replace(BOTH, output="o.md")) == ["o.en.md", "o.ko.md"]
    assert outputs([source], tmp_path, replace(one, output="../../o.md")) == ["o.md"]


def test_no_handout_is_written_over_a_source(tmp_path: Path) -> None:
    source = Source(tmp_path / "a.en.txt")
    settings = Settings(targets=("en",), output="A.EN.TXT" if (tmp_path / "x").exists() else "a.en.txt")
    with pytest.raises(WriteError, match="is a source itself"):
        place([(source, settings)], tmp_path)


def test_no_handout_is_written_over_another(tmp_path: Path) -> None:
    settings = Settings(targets=("en",), output="one.docx")
    with pytest.raises(WriteError, match="is wanted of both"):
        place([(Source(tmp_path / "a.txt"), settings), (Source(tmp_path / "b.txt"), settings)], tmp_path / "out")


@pytest.mark.parametrize("output", ["Report.html", "report.csv/x.html", ".forumdocs/unfinished/notice.txt"])
def test_no_handout_goes_where_the_reports_and_the_ledger_are(output: str, tmp_path: Path) -> None:
    settings = Settings(targets=("en",), output=output)
    with pytest.raises(WriteError, match=r"is where a report or the ledger stands; name the handout otherwise"):
        place([(Source(tmp_path / "a.txt"), settings)], tmp_path / "out")


def test_a_format_for_one_language_is_refused_for_several(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="holds one target language"):
        place([(Source(tmp_path / "a.txt"), replace(BOTH, together=True, suffix=".tmx"))], tmp_path)


def test_a_format_that_nobody_writes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"cannot write '\.rtf' files"):
        place([(Source(tmp_path / "a.txt"), replace(BOTH, suffix=".rtf"))], tmp_path)


def test_a_document_that_is_wanted_twice_in_one_place_is_named_once(tmp_path: Path) -> None:
    source = Source(tmp_path / "a.txt")
    with pytest.raises(
        WriteError, match=r"^\S+a\.txt: is wanted twice, and both would go to \S+a\.en\.docx; "
    ) as caught:
        place([(source, BOTH), (source, replace(BOTH, summary=2))], tmp_path / "out")
    assert str(caught.value).count("a.txt") == 1


@pytest.mark.parametrize("name", ["10:30 agenda.docx", "CON.docx", "who?.docx", "议程.docx"])
def test_a_file_from_elsewhere_gets_a_name_that_this_system_can_hold(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert local_name(name) == name
    monkeypatch.setattr("sys.platform", "win32")
    held = local_name(name)
    assert held.endswith(".docx")
    assert not set(held) & set(':?"<>|*')
    assert held.lower() != "con.docx"
    assert (held == name) is (name == "议程.docx")


def test_a_file_from_elsewhere_with_too_long_a_name_keeps_its_suffix() -> None:
    held = local_name("长" * 100 + ".docx")
    assert held.endswith(".docx")
    assert len(held.encode("utf-8")) < 255
