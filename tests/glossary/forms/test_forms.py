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


@pytest.mark.parametrize("term", ["двухкубитный гейт", "частные инвестиции", "выборка из схем", "наука и технологии"])
def test_heads_and_prepositions_are_no_complements(term: str) -> None:
    assert not {"гейтов", "инвестиций", "изы", "технологий"} & set(with_other_complements(term)[-1].split())


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
        ("APEC", "는", "APEC은"),
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


@pytest.mark.parametrize(
    ("term", "form"),
    [
        ("прямая трансляция", "прямой трансляции"),
        ("двухкубитный вентиль", "двухкубитного вентиля"),
        ("ридберговский атом", "ридберговского атома"),
        ("совершенная прямая связь", "совершенной прямой связи"),
        ("основное и метастабильное состояние", "основного и метастабильного состояния"),
        ("эрмитов оператор", "эрмитова оператора"),
        ("среднее значение наблюдаемой", "среднего значения наблюдаемой"),
    ],
)
def test_a_word_that_agrees_with_the_noun_after_it_is_an_adjective(term: str, form: str) -> None:
    assert declension(term)["sing", "gent"] == form


def test_a_word_that_agrees_with_a_plural_noun_after_it_is_an_adjective() -> None:
    assert declension("частные инвестиции")["plur", "datv"] == "частным инвестициям"


def test_people_joined_to_organisations_are_no_adjective_of_them() -> None:
    assert declension("учёные и организации")["plur", "accs"] == "учёных и организации"


def test_the_last_of_adjectives_without_a_noun_is_the_head() -> None:
    assert declension("фундаментальная физическая постоянная")["sing", "gent"].endswith("физической постоянной")


@pytest.mark.parametrize(
    ("term", "form"),
    [
        ("лицо, принимающее решение", "лица, принимающего решение"),
        ("распределение ключей, не зависящее от устройств", "распределения ключей, не зависящего от устройств"),
        ("спутник, малая станция", "спутника, малой станции"),
    ],
)
def test_a_russian_participle_after_a_comma_agrees_with_the_noun_before_it(term: str, form: str) -> None:
    assert declension(term)["sing", "gent"] == form


@pytest.mark.parametrize(
    ("term", "form"),
    [
        ("квантовая наука и технологии", "квантовой науки и технологий"),
        ("квантовые физика и химия", "квантовых физики и химии"),
    ],
)
def test_joined_russian_nouns_keep_their_numbers(term: str, form: str) -> None:
    assert declension(term)["plur", "gent"] == form
    assert ("sing", "gent") not in declension(term)


@pytest.mark.parametrize("term", ["ИИ во благо", "НИТУ «МИСиС»", "Цзу Чунчжи", "Минцифры", "КРК"])
def test_what_a_preposition_governs_names_and_abbreviations_do_not_decline(term: str) -> None:
    assert declension(term) == {}


def test_a_noun_that_a_preposition_governs_is_not_the_head() -> None:
    assert declension("реагирующий на слабый свет датчик")["sing", "gent"] == "реагирующего на слабый свет датчика"


@pytest.mark.parametrize(
    ("term", "number", "case", "form"),
    [
        ("новейшая технология", "sing", "gent", "новейшей технологии"),
        ("высшая школа", "sing", "gent", "высшей школы"),
        ("Большая двадцатка", "sing", "gent", "Большой двадцатки"),
        ("обязывающий документ", "sing", "gent", "обязывающего документа"),
        ("лицензионный договор", "plur", "nomn", "лицензионные договоры"),
    ],
)
def test_a_russian_word_keeps_its_degree_and_has_its_plain_forms(term: str, number: str, case: str, form: str) -> None:
    assert declension(term)[number, case] == form


@pytest.mark.parametrize(
    ("term", "form"),
    [
        ("квантовый LDPC-код", "квантового LDPC-кода"),
        ("КМОП-технология", "КМОП-технологии"),
        ("веб-трансляция", "веб-трансляции"),
        ("государство-участник", "государства-участника"),
    ],
)
def test_the_part_of_a_compound_that_declines_is_the_one_that_does_in_russian(term: str, form: str) -> None:
    assert declension(term)["sing", "gent"] == form


@pytest.mark.parametrize(("term", "form"), [("гейт", "гейт"), ("оператор", "оператор"), ("панелист", "панелиста")])
def test_the_accusative_of_things_is_their_nominative_and_of_people_their_genitive(term: str, form: str) -> None:
    assert declension(term)["sing", "accs"] == form


def test_a_unit_has_its_form_after_numerals() -> None:
    assert {"квантовых битов", "квантовых бит"} <= set(forms(Term("квантовый бит", "ru")))
