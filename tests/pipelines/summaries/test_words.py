from __future__ import annotations

import pytest

from forumdocs.glossary import Concept, Glossary, Matcher, Term
from forumdocs.pipelines.summaries.words import words_of

MATCHER = Matcher(Glossary([Concept("coil", (Term("coil", "en"), Term("线圈", "zh-Hans"), Term("катушка", "ru")))]))


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("en", "measured networks", "measuring a network"),
        ("ru", "в квантовых сетях", "квантовая сеть"),
        ("ko", "연구소를", "연구소에서"),
        ("zh", "量子網路", "量子网路"),
    ],
)
def test_forms_of_a_word_are_one_token(lang: str, one: str, other: str) -> None:
    assert set(words_of(one, lang, MATCHER)) == set(words_of(other, lang, MATCHER))


@pytest.mark.parametrize(("lang", "text"), [("en", "two coils"), ("zh", "两个线圈"), ("ru", "две катушки")])
def test_a_concept_is_the_same_token_in_all_languages(lang: str, text: str) -> None:
    assert "#coil" in words_of(text, lang, MATCHER)


@pytest.mark.parametrize(("lang", "text"), [("ja", "量子コンピュータ"), ("th", "ควอนตัม"), ("fr", "bonjour")])
def test_every_language_has_tokens(lang: str, text: str) -> None:
    assert words_of(text, lang, MATCHER)
