from __future__ import annotations

from dataclasses import replace

import pytest

from forumdocs.glossary import LANGUAGES, Concept, Status, Term
from forumdocs.glossary.validation import Fault, is_only_simplified, is_only_traditional, validate

TEXTS = {
    "en": "quantum sensor",
    "zh-Hans": "量子传感器",
    "zh-Hant": "量子感測器",
    "ko": "양자 센서",
    "ru": "квантовый датчик",
    "ja": "量子センサー",
    "th": "เซ็นเซอร์ควอนตัม",
}
SOUND = Concept(
    "quantum-sensor",
    tuple(Term(text, lang) for lang, text in TEXTS.items()),
    domain="sensing-metrology",
    definition="Device that measures through a quantum effect.",
)


def with_term(lang: str, text: str, **more: object) -> Concept:
    """The sound concept with another preferred term in one language."""
    changed = Term(text, lang, **more)  # type: ignore[arg-type]
    return replace(SOUND, terms=tuple(changed if t.lang == lang else t for t in SOUND.terms))


def problems(*concepts: Concept) -> list[str]:
    return [str(fault) for fault in validate(concepts)]


def test_a_sound_entry_has_no_fault() -> None:
    assert problems(SOUND) == []


@pytest.mark.parametrize(
    ("lang", "text", "problem"),
    [
        ("en", "квантовый датчик", "letters that en is not written in"),
        ("ko", "量子传感器", "letters that ko is not written in"),
        ("th", "量子", "letters that th is not written in"),
        ("zh-Hant", "量子传感器", "has Simplified characters"),
        ("zh-Hans", "量子傳感器", "has Traditional characters"),
        ("ru", "квантовый дaтчик", "mixes Latin and Cyrillic"),
        ("en", "quantum sensоr", "mixes Latin and Cyrillic"),
        ("en", "quantum  sensor", "stray spaces"),
        ("en", "", "is empty"),
        ("en", "quantum\u200bsensor", "invisible characters"),
        ("ru", "квантовыи\u0306 датчик", "composed form"),
    ],
)
def test_a_term_in_the_wrong_letters_is_found(lang: str, text: str, problem: str) -> None:
    assert any(problem in line and f"({lang})" in line for line in problems(with_term(lang, text)))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh-Hant", "台灣後端里程"),
        ("zh-Hans", "镱离子光钟"),
        ("ru", "NV-центр"),
        ("ko", "QKD"),
        ("ja", "NV中心"),
        ("ru", "π-импульс"),
    ],
)
def test_what_is_at_home_in_a_language_is_no_fault(lang: str, text: str) -> None:
    assert problems(with_term(lang, text)) == []


def test_a_reading_must_be_kana_and_a_stress_must_fit_its_term() -> None:
    assert problems(with_term("ja", "量子センサー", reading="ryōshi")) == [
        "quantum-sensor (ja): '量子センサー' has a reading that is not kana"
    ]
    assert problems(with_term("ru", "кубит", stress="куби́ты")) == [
        "quantum-sensor (ru): 'кубит' is stressed as another word"
    ]
    assert problems(with_term("ru", "кубит", stress="куби́т")) == []


def test_a_language_without_terms_is_a_fault_unless_it_is_marked_as_lacking() -> None:
    without = replace(SOUND, terms=tuple(t for t in SOUND.terms if t.lang != "th"))
    assert validate([without]) == (
        Fault("quantum-sensor", "th", "no term; give one, or name the language under 'lacking'"),
    )
    assert validate([replace(without, lacking=("th",))]) == ()


def test_a_language_with_admitted_terms_alone_misses_its_preferred_one() -> None:
    assert problems(with_term("ko", "양자 센서", status=Status.ADMITTED)) == ["quantum-sensor (ko): no preferred term"]


def test_a_long_or_missing_definition_is_a_fault() -> None:
    assert problems(replace(SOUND, definition="word " * 31)) == ["quantum-sensor: a definition of 31 words; at most 30"]
    assert problems(replace(SOUND, definition="")) == ["quantum-sensor: no definition"]


def test_a_glossary_of_a_user_need_not_have_more_languages_than_it_has() -> None:
    both = Concept("laser", (Term("laser", "en"), Term("лазер", "ru")))
    one = Concept("maser", (Term("maser", "en"),))
    assert [str(fault) for fault in validate([both, one], complete=False)] == [
        "maser (ru): no term; give one, or name the language under 'lacking'"
    ]


def test_two_concepts_with_one_preferred_term_are_found_whatever_its_case_and_spaces() -> None:
    terms = (Term("detector", "en"), Term("양자센서", "ko"))
    other = Concept("detector", terms, definition="A detector.", lacking=("zh-Hans", "zh-Hant", "ru", "ja", "th"))
    assert problems(SOUND, other) == ["detector (ko): '양자센서' is the preferred term of quantum-sensor too"]


def test_a_term_that_is_forbidden_here_and_usable_there_is_found() -> None:
    other = Concept(
        "gauge",
        (Term("gauge", "en"), Term("Quantum Sensor", "en", Status.FORBIDDEN)),
        definition="A gauge.",
        lacking=LANGUAGES[1:],
    )
    assert problems(SOUND, other) == [
        "gauge (en): 'Quantum Sensor' is forbidden here or there, and a term of quantum-sensor too"
    ]


def test_an_id_that_stands_twice_is_found() -> None:
    assert "quantum-sensor: the id stands 2 times, in sensing-metrology" in problems(SOUND, SOUND)


def test_a_term_that_stands_twice_in_an_entry_is_found() -> None:
    twice = replace(SOUND, terms=(*SOUND.terms, Term("quantum sensor", "en", Status.ADMITTED)))
    assert problems(twice) == ["quantum-sensor (en): 'quantum sensor' stands twice"]


@pytest.mark.parametrize("char", "台里后只干云余准")
def test_characters_of_both_chinese_scripts_are_not_taken_for_one_of_them(char: str) -> None:
    assert not is_only_traditional(char)


def test_characters_of_one_script_are_told() -> None:
    assert all(map(is_only_simplified, "纠缠传态测"))
    assert all(map(is_only_traditional, "糾纏傳態測"))
    assert not any(map(is_only_simplified, "量子台里后"))
