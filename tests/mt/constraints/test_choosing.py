from __future__ import annotations

import pytest

from forumdocs.glossary import Term
from forumdocs.mt.constraints.choosing import (
    all_forms,
    fitting_after,
    fitting_instead,
    in_number,
    number_of,
    plurals,
    standing_alone,
)

QUBIT, KUBIT = Term("qubit", "en"), Term("кубит", "ru")


def test_an_abbreviation_has_one_form() -> None:
    assert all_forms(Term("КРК", "ru", abbreviation=True), "noun") == ("КРК",)


def test_a_plural_source_asks_for_a_plural() -> None:
    assert in_number(QUBIT, all_forms(QUBIT, "noun"), "plur") == ("qubits",)
    assert set(in_number(KUBIT, all_forms(KUBIT, "noun"), "plur")) == {
        "кубиты",
        "кубитов",
        "кубитам",
        "кубитами",
        "кубитах",
    }


def test_a_term_without_a_plural_keeps_the_forms_that_it_has() -> None:
    only = Term("квантовые вычисления", "ru")
    assert in_number(only, all_forms(only, "noun"), "sing") == all_forms(only, "noun")
    assert number_of(only, "квантовых вычислений") == ""


@pytest.mark.parametrize(
    ("before", "forms"),
    [
        ("Речь о", {"кубите", "кубитах"}),
        ("Ответ для", {"кубита", "кубитов"}),
        ("Связь между", {"кубитом", "кубитами"}),
        ("К", {"кубиту", "кубитам"}),
    ],
)
def test_a_russian_preposition_narrows_the_cases(before: str, forms: set[str]) -> None:
    assert set(fitting_after(KUBIT, all_forms(KUBIT, "noun"), before)) == forms


@pytest.mark.parametrize(
    ("before", "forms"),
    [
        ("", {"кубит", "кубиты"}),
        ("Свойства", {"кубит", "кубита", "кубиты", "кубитов"}),
        ("В новом", {"кубите", "кубитах"}),
        ("Учёные измерили", {"кубит", "кубиты"}),
        ("Сначала сенсор,", {"кубит", "кубита", "кубиты", "кубитов"}),
    ],
)
def test_russian_cases_are_narrowed_by_the_word_before(before: str, forms: set[str]) -> None:
    assert set(fitting_after(KUBIT, all_forms(KUBIT, "noun"), before)) == forms


def test_the_more_frequent_case_of_a_preposition_comes_first() -> None:
    assert fitting_after(KUBIT, all_forms(KUBIT, "noun"), "Ошибка в")[0] == "кубите"
    assert fitting_after(KUBIT, all_forms(KUBIT, "noun"), "Вместе с")[0] == "кубитом"


@pytest.mark.parametrize(
    ("instead", "forms"),
    [
        ("датчиков", ("кубитов",)),
        ("новым датчиком", ("кубитом",)),
        ("быстро", all_forms(KUBIT, "noun")),
        ("", all_forms(KUBIT, "noun")),
    ],
)
def test_a_russian_term_takes_number_and_case_of_the_noun_that_gives_way(instead: str, forms: tuple[str, ...]) -> None:
    assert fitting_instead(KUBIT, all_forms(KUBIT, "noun"), instead) == forms


def test_an_indefinite_article_takes_the_singular() -> None:
    assert fitting_after(QUBIT, all_forms(QUBIT, "noun"), "This is a") == ("qubit",)
    assert fitting_after(QUBIT, all_forms(QUBIT, "noun"), "These are the") == ("qubit", "qubits")


def test_a_russian_heading_stands_in_the_nominative() -> None:
    assert standing_alone(KUBIT, all_forms(KUBIT, "noun")) == ("кубит", "кубиты")


def test_the_plural_of_a_case_is_known() -> None:
    pairs = plurals(KUBIT, all_forms(KUBIT, "noun"))
    assert (pairs["кубита"], pairs["кубитом"]) == ("кубитов", "кубитами")
    assert plurals(KUBIT, ("кубит", "кубита")) == {}
