from __future__ import annotations

from forumdocs.chinese import to_simplified, to_traditional


def test_traditional_text_becomes_simplified() -> None:
    assert to_simplified("國際量子論壇於臺北開幕。") == "国际量子论坛于台北开幕。"


def test_one_simplified_character_becomes_the_traditional_one_of_its_word() -> None:
    assert to_traditional("发展与头发") == "發展與頭髮"


def test_other_scripts_stay_as_they_are() -> None:
    text = "Quantum, 양자, квант, 量子 2025"
    assert to_traditional(text) == to_simplified(text) == text
