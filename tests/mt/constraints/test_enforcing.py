"""Enforcement on a model that says noise: whatever stands in its translations for a term was put there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from forumdocs.glossary import Concept, Glossary, Status, Term
from forumdocs.mt import packages, quality
from forumdocs.mt.constraints import Terminology
from forumdocs.mt.engine import Engine, Translation

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCES = [
    "The board meets on Monday in the main hall.",
    "Laboratories of four countries sent proposals for a test bed, and the board read them.",
    "The test bed, the board, the qubits and quantum key distribution are on the agenda of the meeting.",
    "The board of the test bed met the board of the other test bed.",
    "On 14 May 2027 the board opened 3 test beds (ISO/IEC 4879).",
]


@pytest.fixture
def engine(make: Callable[..., packages.Package]) -> Engine:
    return Engine([make("en", "ru"), make("en", "zh"), make("en", "ko"), make("ko", "en")], threads=1)


def enforced(engine: Engine, terms: Terminology, target: str, *sentences: str, source: str = "en") -> list[Translation]:
    return engine.translate(list(sentences), source=source, target=target, beam=2, terms=terms)


@pytest.mark.parametrize("target", ["ru", "zh", "ko"])
def test_every_term_of_the_source_stands_in_the_target(engine: Engine, terms: Terminology, target: str) -> None:
    for sentence, result in zip(SENTENCES, enforced(engine, terms, target, *SENTENCES), strict=True):
        assert terms.missing(terms.read(sentence, "en"), result.text, target) == ()


def test_the_model_alone_has_none_of_them(engine: Engine, terms: Terminology) -> None:
    results = engine.translate(SENTENCES, source="en", target="zh", beam=2)
    missing = [terms.missing(terms.read(s, "en"), r.text, "zh") for s, r in zip(SENTENCES, results, strict=True)]
    assert all(missing)


def test_terms_come_through_a_pivot(engine: Engine, terms: Terminology) -> None:
    sentence = "이사회는 시험장에서 열립니다."
    (result,) = enforced(engine, terms, "ru", sentence, source="ko")
    assert len(result.packages) == 2
    assert terms.missing(terms.read(sentence, "ko"), result.text, "ru") == ()


def test_a_long_sentence_keeps_the_terms_of_all_its_clauses(engine: Engine, terms: Terminology) -> None:
    sentence = " and ".join(["the board opens the main hall on Monday, the test bed opens the main hall"] * 8)
    (result,) = enforced(engine, terms, "zh", sentence)
    assert result.text.count("试验平台") >= 2
    assert result.text.count("理事会") >= 2


def test_a_term_is_not_cut_where_a_long_sentence_is(engine: Engine) -> None:
    name = "Board of Laboratories and Proposals"
    concept = Concept("board", (Term(name, "en"), Term("实验室理事会", "zh-Hans")), part_of_speech="proper-noun")
    sentence = "The laboratories of the four countries and " * 12 + f"the {name} read them."
    (result,) = enforced(engine, Terminology(Glossary([concept])), "zh", sentence)
    assert "实验室理事会" in result.text


def test_a_heading_that_is_a_term_is_answered_by_the_glossary(engine: Engine, terms: Terminology) -> None:
    bed, key = enforced(engine, terms, "ru", "Test bed", "“Quantum key distribution”")
    assert (bed.text, bed.score) == ("Испытательный полигон", 1.0)
    assert key.text == "“квантовое распределение ключей”"


def test_a_plural_heading_gets_a_plural(engine: Engine, terms: Terminology) -> None:
    assert [t.text for t in enforced(engine, terms, "ru", "Test beds")] == ["Испытательные полигоны"]


def test_a_heading_in_a_language_without_number_gets_the_dictionary_form(engine: Engine) -> None:
    glossary = Glossary([Concept("bed", (Term("test bed", "en"), Term("시험대", "ko")))])
    (heading,) = engine.translate(["시험대"], source="ko", target="en", terms=Terminology(glossary))
    assert heading.text == "Test bed"


def test_what_must_not_appear_gives_way_to_the_preferred_term(engine: Engine) -> None:
    plain = engine.translate(["The main hall opens."], source="en", target="ru")[0].text
    word = max(plain.split(), key=len).strip(".,")
    glossary = Glossary([Concept("hall", (Term("большой зал", "ru"), Term(word, "ru", Status.FORBIDDEN)))])
    assert Terminology(glossary).unwelcome(plain, "ru")
    (result,) = enforced(engine, Terminology(glossary), "ru", "The main hall opens.")
    assert Terminology(glossary).unwelcome(result.text, "ru") == ()


def test_a_wrong_term_without_a_right_one_does_not_keep_others_out(engine: Engine) -> None:
    plain = engine.translate(["The main hall opens."], source="en", target="ru")[0].text
    word = max(plain.split(), key=len).strip(".,")
    wrong = Concept("wrong", (Term("wrong thing", "en"), Term(word, "ru", Status.FORBIDDEN)))
    hall = Concept("hall", (Term("main hall", "en"), Term("большой зал", "ru")))
    terms = Terminology(Glossary([wrong, hall]))
    (result,) = enforced(engine, terms, "ru", "The main hall opens.")
    assert terms.missing(terms.read("main hall", "en"), result.text, "ru") == ()


def test_sentences_without_terms_are_translated_as_ever(engine: Engine, terms: Terminology) -> None:
    sentences = ["The meeting opens on Monday.", "Laboratories sent their proposals."]
    engine = Engine(engine.packages, threads=1, exact=True)  # to the last digit, whatever stands beside them
    plain = engine.translate(sentences, source="en", target="zh", beam=2)
    assert enforced(engine, terms, "zh", *sentences, SENTENCES[0])[:2] == plain


def test_an_empty_glossary_changes_nothing(engine: Engine) -> None:
    plain = engine.translate(SENTENCES, source="en", target="ru", beam=2)
    assert enforced(engine, Terminology(Glossary()), "ru", *SENTENCES) == plain


def test_addresses_and_numbers_beside_a_term_stay(engine: Engine, terms: Terminology) -> None:
    (result,) = enforced(engine, terms, "zh", "The board: https://example.org/test-bed")
    assert result.text.startswith("理事会")
    assert "https://example.org/test-bed" in result.text


def test_the_starter_pack_keeps_to_a_glossary_and_writes_no_worse(
    starter: tuple[packages.Package, ...], terms: Terminology
) -> None:
    engine = Engine(starter)
    plain = engine.translate(SENTENCES[:3], source="en", target="ru")
    results = enforced(engine, terms, "ru", *SENTENCES[:3])
    for sentence, result in zip(SENTENCES, results, strict=False):
        assert terms.missing(terms.read(sentence, "en"), result.text, "ru") == ()
    worst = max(quality.severity(result.flags) for result in plain)
    assert (
        max(quality.severity(result.flags) for result in results) <= worst + quality.SEVERITY[quality.NUMBER_MISMATCH]
    )
