from __future__ import annotations

from forumdocs.model import Handout
from forumdocs.writers.text import render


def test_the_sentences_of_a_paragraph_stand_together_above_their_translation(handout: Handout) -> None:
    text = render(handout).decode("utf-8")
    assert (
        "论坛将在“国家会议中心”举行。请于7月1日前登记。\n"
        "The forum takes place at the convention centre. Please register by 2 July.\n\n"
    ) in text


def test_text_already_in_the_target_language_stands_once(handout: Handout) -> None:
    assert render(handout).decode("utf-8").count("Coffee is served.") == 1


def test_a_list_item_keeps_its_marker_on_both_lines(handout: Handout) -> None:
    assert "1) Ждём вас!\n1) We look forward to seeing you!\n" in render(handout).decode("utf-8")
