from __future__ import annotations

import pytest

from forumdocs.glossary import Term
from forumdocs.glossary.forms import forms, with_particle
from forumdocs.glossary.forms.russian import declension, with_last_part_declined, with_other_complements


def test_the_term_itself_comes_first() -> None:
    assert forms(Term("квантовый компьютер", "ru"))[0] == "квантовый компьютер"
    assert forms(Term("量子計算", "ja")) == ("量子計算",)


@pytest.mark.parametrize(
    ("singular", "plurals"),
    [
        ("qubit", ("qubits",)),
        ("Bell inequality", ("Bell inequalities",)),
        ("density matrix", ("density matrices", "density matrixes")),
        ("degree of freedom", ("degrees of freedom",)),
        ("eigenbasis", ("eigenbases",)),
        ("QKD", ("QKDs",)),
        ("bus", ("buses",)),
        ("spacecraft", ()),
        ("quantum mechanics", ()),
    ],
)
def test_an_english_noun_has_its_plurals(singular: str, plurals: tuple[str, ...]) -> None:
    assert forms(Term(singular, "en")) == (singular, *plurals)


@pytest.mark.parametrize(
    ("verb", "others"),
    [
        ("entangle", ("entangles", "entangled", "entangling")),
        ("transmit", ("transmits", "transmitted", "transmitting")),
        ("take the floor", ("takes the floor", "took the floor", "taken the floor", "taking the floor")),
        ("apply", ("applies", "applied", "applying")),
    ],
)
def test_an_english_verb_is_conjugated(verb: str, others: tuple[str, ...]) -> None:
    assert forms(Term(verb, "en"), "verb") == (verb, *others)


def test_an_english_name_does_not_change() -> None:
    assert forms(Term("Quantum Flagship", "en"), "proper-noun") == ("Quantum Flagship",)


@pytest.mark.parametrize(
    ("term", "number", "case", "form"),
    [
        ("квантовое распределение ключей", "sing", "ablt", "квантовым распределением ключей"),
        ("квантовые вычисления", "plur", "loct", "квантовых вычислениях"),
        ("алгоритм Шора", "plur", "gent", "алгоритмов Шора"),
        ("NV-центр", "sing", "loct", "NV-центре"),
        ("устойчивый к ошибкам кубит", "plur", "datv", "устойчивым к ошибкам кубитам"),
        ("классический и квантовый канал", "sing", "gent", "классического и квантового канала"),
        ("наука и техника", "sing", "accs", "науку и технику"),
        ("постоянная Планка", "sing", "accs", "постоянную Планка"),
        ("ведущий учёный", "sing", "accs", "ведущего учёного"),
        ("Министерство науки и технологий", "sing", "datv", "Министерству науки и технологий"),
        ("кудит", "plur", "ablt", "кудитами"),
    ],
)
def test_a_russian_phrase_agrees_in_every_case(term: str, number: str, case: str, form: str) -> None:
    assert declension(term)[number, case] == form
    assert form in forms(Term(term, "ru"))


def test_a_russian_plural_has_no_singular() -> None:
    assert "квантовое вычисление" not in forms(Term("квантовые вычисления", "ru"))


def test_a_russian_name_in_the_singular_has_no_plural() -> None:
    told = forms(Term("Российский квантовый центр", "ru"), "proper-noun")
    assert "Российским квантовым центром" in told
    assert "Российские квантовые центры" not in told


def test_a_russian_abbreviation_does_not_decline() -> None:
    assert forms(Term("КРК", "ru", abbreviation=True)) == ("КРК",)


def test_russian_verbs_and_adjectives_have_their_paradigms() -> None:
    assert {"запутывает", "запутывали"} <= set(forms(Term("запутывать", "ru"), "verb"))
    assert {"квантовая", "квантовыми"} <= set(forms(Term("квантовый", "ru"), "adjective"))


def test_a_russian_complement_may_change_its_number() -> None:
    assert with_other_complements("состояние кубита") == ("состояние кубита", "состояние кубитов")
    assert with_other_complements("источник одиночных фотонов")[1] == "источник одиночного фотона"
    assert with_other_complements("алгоритм Шора") == ("алгоритм Шора",)


def test_the_first_part_of_a_russian_compound_may_stay() -> None:
    assert "спин-эха" in with_last_part_declined("спин-эхо")
    assert with_last_part_declined("NV-центр") == ()


@pytest.mark.parametrize(
    ("term", "particle", "joined"),
    [
        ("양자 키 분배", "을", "양자 키 분배를"),
        ("얽힘", "가", "얽힘이"),
        ("큐비트", "으로", "큐비트로"),
        ("채널", "으로", "채널로"),
        ("칩", "로", "칩으로"),
        ("QKD", "은", "QKD는"),
        ("NISQ", "과", "NISQ와"),
        ("VPN", "를", "VPN을"),
        ("URL", "으로", "URL로"),
        ("Python", "는", "Python은"),
        ("BB84", "은", "BB84는"),
        ("T1", "으로", "T1로"),
        ("양자 얽힘(entanglement state)", "가", "양자 얽힘(entanglement state)이"),
        ("칩", "에서는", "칩에서는"),
    ],
)
def test_a_korean_particle_follows_the_last_sound(term: str, particle: str, joined: str) -> None:
    assert with_particle(term, particle) == joined


def test_a_field_of_knowledge_has_no_russian_plural_that_would_name_people() -> None:
    assert "физик" not in forms(Term("физика", "ru"))
    assert "квантовой механикой" in forms(Term("квантовая механика", "ru"))
    assert "квантовых механик" not in forms(Term("квантовая механика", "ru"))
