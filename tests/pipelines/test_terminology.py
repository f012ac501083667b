from __future__ import annotations

from pathlib import Path

import pytest

from forumdocs.errors import LanguageError, NoText
from forumdocs.glossary import Concept, Glossary, Term
from forumdocs.model import Block, Document
from forumdocs.paths import HOME_VARIABLE
from forumdocs.pipelines.terminology import make_sheet

GLOSSARY = Glossary(
    [
        Concept("twist-gate", (Term("twist gate", "en"), Term("扭转门", "zh-Hans"), Term("扭轉閘", "zh-Hant"))),
        Concept("coil-clock", (Term("coil clock", "en"), Term("线圈钟", "zh-Hans"), Term("катушечные часы", "ru"))),
        Concept("never-named", (Term("never named", "en"),)),
    ]
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))


def document(name: str, *texts: str) -> Document:
    return Document(f"/somewhere/{name}", "text", tuple(Block(number, text) for number, text in enumerate(texts)))


def test_terms_are_collected_over_documents_in_reading_order_whatever_their_language() -> None:
    first = document("one.txt", "The coil clock was shown to all guests.", "研究所展示了扭转门，也展示了线圈钟。")
    second = document("two.txt", "Nothing of note was said here.", "A twist gate was built by the guests.")
    sheet = make_sheet([first, second], GLOSSARY, langs=["zh", "en"])
    assert [entry.concept.id for entry in sheet.entries] == ["coil-clock", "twist-gate"]
    assert sheet.entries[0].paragraphs == {0: (0, 1)}
    assert sheet.entries[1].paragraphs == {0: (1,), 1: (1,)}
    assert sheet.entries[0].surfaces == ("coil clock", "线圈钟")
    assert sheet.documents == ("one.txt", "two.txt")
    assert sheet.title == "one, two"
    assert sheet.langs == ("en", "zh-Hans")
    assert sheet.pinyin["扭转门"] == "niǔzhuǎnmén"


def test_many_documents_are_named_by_the_first() -> None:
    documents = [document(f"{number}.txt", "The coil clock was shown to all guests.") for number in range(5)]
    assert make_sheet(documents, GLOSSARY).title == "0 and 4 more documents"


def test_passages_in_other_languages_are_passed_over() -> None:
    mixed = document("three.txt", "La porte de torsion est belle et nouvelle.", "The coil clock was shown to guests.")
    assert [entry.concept.id for entry in make_sheet([mixed], GLOSSARY).entries] == ["coil-clock"]


def test_documents_without_terms_are_an_error_that_says_what_to_do() -> None:
    with pytest.raises(NoText, match=r"one\.txt: no term of the glossary .* --glossary"):
        make_sheet([document("one.txt", "Nothing of note was said here.")], GLOSSARY)


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(LanguageError, match="'fr'"):
        make_sheet([document("one.txt", "The coil clock.")], GLOSSARY, langs=["fr"])
