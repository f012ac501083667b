from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from forumdocs.errors import BadPackage
from forumdocs.mt import packages
from forumdocs.mt.constraints import Annotator, Terminology, Unit
from forumdocs.mt.decoding import Decoder
from forumdocs.mt.engine import Engine
from forumdocs.mt.packages import TermMarks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.mt.conftest import Argos

MARKS = {"open": "<t>", "middle": "<m>", "close": "</t>"}


def test_the_terms_to_use_stand_beside_those_of_the_source(terms: Terminology) -> None:
    text = "理事会视察了试验平台。"
    shown = Annotator(terms, TermMarks(**MARKS), lang="en").show(Unit(text, terms.read(text, "zh")))
    assert shown.text == "<t>理事会<m>board</t>视察了<t>试验平台<m>test bed</t>。"
    assert [shown.text[slice(*want.spots[0])] for want in shown.wanted] == [
        "<t>理事会<m>board</t>",
        "<t>试验平台<m>test bed</t>",
    ]


def test_a_concept_without_a_term_is_shown_as_it_is(terms: Terminology) -> None:
    text = "The hallway track of the board."
    shown = Annotator(terms, TermMarks(**MARKS), lang="ru").show(Unit(text, terms.read(text, "en")))
    assert shown.text == "The hallway track of the <t>board<m>совет</t>."


def test_a_package_that_understands_no_marks_reads_the_plain_source(terms: Terminology) -> None:
    unit = Unit("The board met.", terms.read("The board met.", "en"))
    assert Annotator(terms, None, lang="ru").show(unit) == unit


def test_a_package_whose_metadata_name_marks_reads_them(
    make: Callable[..., packages.Package], terms: Terminology, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    decode = Decoder.decode

    def listening(self: Decoder, sentences: list[str], **options: object) -> object:
        read.extend(sentences)
        return decode(self, sentences, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Decoder, "decode", listening)
    engine = Engine([make("en", "ru", terms=MARKS)], threads=1)
    (result,) = engine.translate(["They met on the test bed."], source="en", target="ru", terms=terms)
    assert "They met on the <t>test bed<m>испытательный полигон</t>." in read
    assert not terms.missing(terms.read("test bed", "en"), result.text, "ru")


def test_marks_that_the_tokenizer_splits_are_refused(make: Callable[..., packages.Package]) -> None:
    package = make("en", "ru", terms={"open": "<<term>>", "middle": "<m>", "close": "</t>"})
    with pytest.raises(BadPackage, match=r"<<term>>.*is no symbol of its tokenizer"):
        Engine([package], threads=1).translate(["They met."], source="en", target="ru")


def test_metadata_that_lack_a_mark_are_refused(argos: Argos, tmp_path: Path) -> None:
    folder = argos.folder(tmp_path / "half", "en", "ru", terms={"open": "<t>", "close": "</t>"})
    with pytest.raises(BadPackage, match='"terms" lacks open, middle or close'):
        packages.read_package(folder)
