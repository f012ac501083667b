from __future__ import annotations

from forumdocs.mt.constraints import Terminology, to_script


def test_terms_change_their_words_and_the_rest_its_characters(terms: Terminology) -> None:
    assert to_script("理事会讨论量子比特。", "zh-Hant", terms) == "理事會討論量子位元。"
    assert to_script("理事會討論量子位元。", "zh-Hans", terms) == "理事会讨论量子比特。"


def test_without_a_glossary_characters_are_converted() -> None:
    assert to_script("量子比特的发展", "zh-Hant") == "量子比特的發展"
