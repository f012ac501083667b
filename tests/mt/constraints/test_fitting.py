from __future__ import annotations

import pytest

from forumdocs.mt.constraints.fitting import fit_after, put, starts_with_vowel_sound


def put_for(text: str, words: str, form: str, lang: str) -> str:
    start = text.index(words)
    return put(text, (start, start + len(words)), form, lang)[0]


@pytest.mark.parametrize(
    ("text", "words", "form", "lang", "expected"),
    [
        ("They saw a device.", "device", "ion trap", "en", "They saw an ion trap."),
        ("It is an old trap.", "old trap", "qubit", "en", "It is a qubit."),
        ("A thing works.", "thing", "NV centre", "en", "An NV centre works."),
        ("Речь идёт о ловушке.", "ловушке", "ионной ловушке", "ru", "Речь идёт об ионной ловушке."),
        ("Речь идёт об уходе.", "уходе", "кубите", "ru", "Речь идёт о кубите."),
        ("Установка работает.", "Установка", "ионная ловушка", "ru", "Ионная ловушка работает."),
        ("장치를 켰다.", "장치를", "큐비트", "ko", "큐비트를 켰다."),
        ("새 센서는 작다.", "센서는", "이온 트랩", "ko", "새 이온 트랩은 작다."),
        ("实验用了离子阱。", "离子", "量子比特", "zh", "实验用了量子比特阱。"),
    ],
)
def test_a_term_takes_a_place_and_the_words_around_fit(
    text: str, words: str, form: str, lang: str, expected: str
) -> None:
    assert put_for(text, words, form, lang) == expected


@pytest.mark.parametrize(
    ("text", "words", "form", "lang", "expected"),
    [
        ("the quantum keys work", "keys", "quantum key", "en", "the quantum key work"),
        ("the entangled pairs fly", "entangled", "photon pairs", "en", "the photon pairs fly"),
        ("о квантовых ключах", "ключах", "квантовых вычислениях", "ru", "о квантовых вычислениях"),
        ("使用量子密钥。", "密钥", "量子金库", "zh", "使用量子金库。"),
    ],
)
def test_words_of_the_term_beside_the_place_are_not_said_twice(
    text: str, words: str, form: str, lang: str, expected: str
) -> None:
    assert put_for(text, words, form, lang) == expected


def test_the_place_of_the_term_is_told() -> None:
    text, (start, end) = put("We use  it.", (8, 10), "qubits", "en")
    assert (text, text[start:end]) == ("We use qubits.", "qubits")


def test_an_empty_place_gets_the_term_and_a_space() -> None:
    assert put("Мы видим.", (8, 8), "кубиты", "ru")[0] == "Мы видим кубиты."


@pytest.mark.parametrize(
    ("form", "after", "fitted"),
    [
        ("큐비트", "을 쓴다", "를 쓴다"),
        ("QKD", "은", "는"),
        ("이온 트랩", "로 간다", "으로 간다"),
        ("회의", "장은", "장은"),
    ],
)
def test_a_korean_particle_follows_the_last_sound(form: str, after: str, fitted: str) -> None:
    assert fit_after(form, after, "ko") == fitted


@pytest.mark.parametrize(
    ("text", "vowel"),
    [("ion", True), ("qubit", False), ("unit", False), ("hour", True), ("NV centre", True), ("QKD", False),
     ("UNESCO site", False), ("entangled state", True), ("European plan", False)],
)  # fmt: skip
def test_an_is_said_before_a_vowel_sound(text: str, vowel: bool) -> None:
    assert starts_with_vowel_sound(text) == vowel
