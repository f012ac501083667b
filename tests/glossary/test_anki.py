from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest

from forumdocs.errors import GlossaryError
from forumdocs.glossary import Concept, Glossary, Term
from forumdocs.glossary.anki import FIELDS, write_deck
from forumdocs.glossary.sheet import Entry, Occurrence, Sheet


def collection(path: Path, folder: Path) -> sqlite3.Connection:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {"collection.anki2", "media"}
        archive.extract("collection.anki2", folder)
    return sqlite3.connect(folder / "collection.anki2")


@pytest.fixture
def deck(glossary: Glossary, tmp_path: Path) -> Any:
    assert write_deck(glossary, tmp_path / "deck.apkg", back="zh-Hans") == 5
    connection = collection(tmp_path / "deck.apkg", tmp_path)
    yield connection
    connection.close()


def test_a_note_holds_both_sides_with_their_readings(deck: Any) -> None:
    fields = {row[0].split("\x1f")[0]: row[0].split("\x1f") for row in deck.execute("SELECT flds FROM notes")}
    assert fields["quantum key distribution (QKD)"][1:5] == [
        "",
        "量子密钥分发",
        "liàngzǐ mìyào fēnfā",
        "Method by which two parties obtain a shared secret key.",
    ]
    assert fields["Northern Institute of Metrology"][3] == "Běifāng Jìliàng Yánjiūyuàn"
    assert all(len(row) == len(FIELDS) for row in fields.values())


def test_each_note_has_a_card_each_way(deck: Any) -> None:
    assert deck.execute("SELECT ord, count(*) FROM cards GROUP BY ord").fetchall() == [(0, 5), (1, 5)]
    (models,) = deck.execute("SELECT models FROM col").fetchone()
    (model,) = (m for m in json.loads(models).values() if m["name"] == "forumdocs en – zh-Hans")
    assert [template["name"] for template in model["tmpls"]] == ["Front → Back", "Back → Front"]
    assert '<div class="term" lang="zh-Hans">{{Back}}</div>' in model["tmpls"][1]["qfmt"]
    assert "{{#Back reading}}" in model["tmpls"][0]["afmt"]
    assert "{{#Front reading}}" in model["tmpls"][1]["afmt"]


def test_the_domain_is_a_tag(deck: Any) -> None:
    assert deck.execute("SELECT count(*) FROM notes WHERE tags LIKE '%forumdocs::computing%'").fetchone() == (2,)


def test_the_same_terms_give_the_same_bytes(glossary: Glossary, tmp_path: Path) -> None:
    for name in ("one.apkg", "other.apkg"):
        write_deck(glossary, tmp_path / name, front="ru", back="ko")
    assert (tmp_path / "one.apkg").read_bytes() == (tmp_path / "other.apkg").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.apkg", "other.apkg"]


def test_a_note_is_known_again_by_its_concept_when_its_text_changes(glossary: Glossary, tmp_path: Path) -> None:
    def ids(name: str, concepts: Glossary, **options: Any) -> dict[str, int]:
        write_deck(concepts, tmp_path / name, **options)
        (tmp_path / f"{name}.d").mkdir()
        connection = collection(tmp_path / name, tmp_path / f"{name}.d")
        found = dict(connection.execute("SELECT guid, mod FROM notes").fetchall())
        connection.close()
        return found

    old = ids("old.apkg", glossary)
    changed = Glossary([Concept("qubit", (Term("qubit", "en"), Term("量子位", "zh-Hans"))), *list(glossary)[2:]])
    new = ids("new.apkg", changed, moment=1_800_000_000.0)
    assert set(new) < set(old)
    assert set(new.values()) == {1_800_000_000}
    assert not set(ids("korean.apkg", glossary, back="ko")) & set(old)


def test_text_from_outside_is_never_markup(tmp_path: Path) -> None:
    glossary = Glossary([Concept("a", (Term("a<b & c", "en"), Term("<甲>", "zh-Hans")))])
    write_deck(glossary, tmp_path / "deck.apkg")
    connection = collection(tmp_path / "deck.apkg", tmp_path)
    assert connection.execute("SELECT flds FROM notes").fetchone()[0].startswith("a&lt;b &amp; c\x1f")
    connection.close()


def test_a_sheet_gives_a_deck_of_its_terms_under_its_title(glossary: Glossary, tmp_path: Path) -> None:
    entry = Entry(glossary["qubit"], (Occurrence(0, 1, "qubits", "en"),))
    sheet = Sheet("Opening", ("opening.docx",), ("en", "ru"), (entry,))
    assert write_deck(sheet, tmp_path / "deck.apkg", back="ru") == 1
    connection = collection(tmp_path / "deck.apkg", tmp_path)
    assert "Opening (en \\u2013 ru)" in connection.execute("SELECT decks FROM col").fetchone()[0]
    assert "куби́т" in connection.execute("SELECT flds FROM notes").fetchone()[0]
    connection.close()


def test_a_deck_without_cards_is_an_error_that_names_the_languages(tmp_path: Path) -> None:
    glossary = Glossary([Concept("a", (Term("a", "en"),))])
    with pytest.raises(GlossaryError, match="both English and Thai"):
        write_deck(glossary, tmp_path / "deck.apkg", back="th")
    assert not list(tmp_path.iterdir())
