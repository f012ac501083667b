from __future__ import annotations

from pathlib import Path

import pytest

from forumdocs.glossary import Concept, Status, Term, load_glossary
from forumdocs.glossary.compiled import remembered, remembered_concepts
from forumdocs.glossary.store import load_folder, write_toml

CONCEPT = Concept(
    "x",
    (Term("кубит", "ru", Status.PREFERRED, stress="куби́т"), Term("QB", "en", Status.ADMITTED, abbreviation=True)),
    domain="d",
    part_of_speech="noun",
    definition="Line\nbreak.",
    note="\u2028",
    checked={"ru": "A"},
    lacking=("th",),
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FORUMDOCS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def cache_files(home: Path) -> list[Path]:
    return sorted((home / "cache" / "glossary").glob("*"))


def unmakable() -> str:
    raise AssertionError("made again")


def test_what_was_made_once_is_not_made_again() -> None:
    assert remembered("kind", "key", lambda: "text\nд") == "text\nд"
    assert remembered("kind", "key", unmakable) == "text\nд"
    assert remembered("kind", "other", lambda: "new") == "new"


@pytest.mark.parametrize("damage", [b"", b"forumdocs-glossary-cache 4 00000000\ntext", b"\xff\xfe"])
def test_a_damaged_file_is_made_again(home: Path, damage: bytes) -> None:
    remembered("kind", "key", lambda: "text")
    (path,) = cache_files(home)
    path.write_bytes(damage)
    assert remembered("kind", "key", lambda: "again") == "again"
    assert remembered("kind", "key", unmakable) == "again"


def test_a_file_cut_short_is_made_again(home: Path) -> None:
    remembered("kind", "key", lambda: "text" * 100)
    (path,) = cache_files(home)
    path.write_bytes(path.read_bytes()[:-5])
    assert remembered("kind", "key", lambda: "again") == "again"


def test_where_nothing_can_be_written_the_work_is_done_anew(home: Path) -> None:
    home.parent.mkdir(exist_ok=True)
    home.write_text("a file where the folder should be", encoding="utf-8")
    assert remembered("kind", "key", lambda: "text") == "text"
    assert remembered("kind", "key", lambda: "again") == "again"


def test_the_oldest_files_go(home: Path) -> None:
    for number in range(70):
        remembered("kind", str(number), lambda: "text")
    assert len(cache_files(home)) == 64


def test_concepts_come_back_as_they_were() -> None:
    for _ in range(2):
        assert list(remembered_concepts("key", lambda: [CONCEPT]).values()) == [CONCEPT]


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    write_toml([CONCEPT], folder / "d.toml")
    assert [t.text for t in load_folder(folder)["x"].terms if t.lang == "ru"] == ["кубит"]
    changed = (folder / "d.toml").read_text(encoding="utf-8").replace("кубит", "кутрит")
    (folder / "d.toml").write_text(changed, encoding="utf-8")
    assert [t.text for t in load_folder(folder)["x"].terms if t.lang == "ru"] == ["кутрит"]


def test_a_file_of_the_user_is_over_the_built_in_glossary_from_the_cache_too(tmp_path: Path) -> None:
    write_toml([CONCEPT], tmp_path / "mine.toml")
    for _ in range(2):
        glossary = load_glossary([tmp_path / "mine.toml"])
        assert "x" in glossary
        assert len(glossary) > 1
