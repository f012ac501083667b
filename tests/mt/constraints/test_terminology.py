from __future__ import annotations

import pytest

from forumdocs.glossary import Concept, Glossary, Status, Term
from forumdocs.mt.constraints import Terminology, Unit, Wanted


def test_a_source_names_each_concept_once_with_all_its_places(terms: Terminology) -> None:
    board, bed = terms.read("The board saw the test bed, and the board left.", "en")
    assert (board.concept, len(board.spots)) == ("board", 2)
    assert (bed.concept, bed.spots) == ("test-bed", ((18, 26),))


def test_the_number_of_the_source_is_known_where_its_form_tells(terms: Terminology) -> None:
    assert [want.number for want in terms.read("Two qubits and a test bed.", "en")] == ["plur", "sing"]
    assert [want.number for want in terms.read("Без кубитов нет полигона.", "ru")] == ["plur"]
    assert [want.number for want in terms.read("两个量子比特", "zh")] == [""]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Работа идёт на испытательных полигонах.", 0),
        ("Работа идёт на полигоне.", 1),
        ("Работа идёт.", 1),
    ],
)
def test_a_term_is_satisfied_in_any_form_and_by_nothing_else(terms: Terminology, text: str, missing: int) -> None:
    wanted = terms.read("The test bed is in use.", "en")
    assert len(terms.missing(wanted, text, "ru")) == missing


def test_an_abbreviation_will_do_where_the_source_has_nothing_else(terms: Terminology) -> None:
    short, long = terms.read("QKD works.", "en"), terms.read("Quantum key distribution (QKD) works.", "en")
    assert not terms.missing(short, "КРК работает.", "ru")
    assert not terms.missing(short, "Работает квантовое распределение ключей.", "ru")
    assert terms.missing(long, "КРК работает.", "ru")


def test_a_concept_without_a_term_in_the_target_language_is_not_missing(terms: Terminology) -> None:
    assert terms.missing(terms.read("The hallway track was best.", "en"), "最好的是走廊。", "zh") == ()


def test_what_a_pivot_lost_stays_wanted_without_a_place(terms: Terminology) -> None:
    wanted = terms.read("理事会在试验平台开会。", "zh")
    carried = terms.carry(wanted, "They met on the test bed.", "en")
    assert [(want.concept, bool(want.spots)) for want in carried] == [("board", False), ("test-bed", True)]


def test_deprecated_and_forbidden_terms_are_found_in_any_form(terms: Terminology) -> None:
    found = terms.unwelcome("На полигончике собрался совет, а не борд.", "ru")
    assert [match.concept.id for match in found] == ["test-bed", "board"]


def test_what_is_wrong_for_one_concept_and_right_for_another_is_left() -> None:
    glossary = Glossary(
        [
            Concept("safety", (Term("safety", "en"), Term("security", "en", Status.DEPRECATED))),
            Concept("security", (Term("security", "en"),)),
        ]
    )
    assert Terminology(glossary).unwelcome("The security of the network.", "en") == ()


def test_each_wording_of_the_source_is_told_once(terms: Terminology) -> None:
    found = terms.check(
        "Quantum key distribution (QKD) and QKD again.",
        "Квантового распределения ключей здесь два.",
        source_lang="en",
        target_lang="ru",
    )
    told = [(term.source, term.target, term.satisfied) for term in found]
    target = "Квантового распределения ключей"
    assert told == [("Quantum key distribution", target, True), ("QKD", target, True)]


def test_a_missing_term_is_told_with_what_should_stand_there(terms: Terminology) -> None:
    (found,) = terms.check("The board met.", "Они собрались.", source_lang="en", target_lang="ru")
    assert (found.concept, found.target, found.satisfied) == ("board", "совет", False)


def test_a_glossary_with_one_chinese_script_serves_the_other() -> None:
    terms = Terminology(Glossary([Concept("grant", (Term("grant", "en"), Term("资助协议", "zh-Hans")))]))
    wanted = terms.read("The grant ended.", "en")
    assert terms.forms(wanted[0], "zh-Hant") == ("資助協議",)


def test_a_unit_in_pieces_keeps_each_term_where_it_stands(terms: Terminology) -> None:
    text = "The board met, the test bed opened."
    first, second = Unit(text, terms.read(text, "en")).cut(["The board met, ", "the test bed opened."])
    assert [want.concept for want in first.wanted] == ["board"]
    assert second.wanted == (Wanted("test-bed", ((4, 12),), number="sing"),)


@pytest.mark.parametrize(("text", "alone"), [("Test bed", True), ("«Test bed»:", True), ("The test bed", False)])
def test_a_heading_may_be_nothing_but_a_term(terms: Terminology, text: str, alone: bool) -> None:
    assert (Unit(text, terms.read(text, "en")).only_term is not None) == alone


def test_an_empty_glossary_asks_for_nothing() -> None:
    terms = Terminology(Glossary())
    assert terms.read("The board met.", "en") == ()
    assert terms.unwelcome("Совет собрался.", "ru") == ()
