from __future__ import annotations

import math

import pytest

from training.choosing import choose, keeps_english, likeness
from training.data import Row

OURS = ["The forum will open on Monday.", "The forum thanks the delegates of the laboratories."] * 400
THEIRS = ["Click the button to open the file.", "The function returns a list of strings."] * 400


def row(text: str, other: str = "甲") -> Row:
    return Row(False, "en", text, "zh", other, group=text)


def test_text_that_reads_like_ours_scores_above_text_that_does_not() -> None:
    score = likeness(OURS, OURS + THEIRS)
    assert score("The delegates will open the forum.") > 0 > score("The function returns a button.")


def test_every_word_that_we_never_wrote_counts_against_a_text() -> None:
    score = likeness(OURS, OURS + THEIRS)
    assert (
        score("The forum thanks the delegates.")
        > score("The forum thanks the plumbers.")
        > score("The forum fixes plumbers.")
    )


def test_a_fragment_is_no_evidence() -> None:
    assert likeness(OURS, THEIRS)("forum Monday") == -math.inf


def test_the_likest_pairs_are_chosen_and_long_ones_are_not() -> None:
    own = [Row(True, "en", text, "zh", "我") for text in OURS]
    long = row("The forum thanks the delegates. " * 9)
    rows = [*map(row, THEIRS[:2]), row("The laboratories thank the forum."), long]
    chosen = choose(rows * 2, own=own, limit=1, longest=60)
    assert [found.text_a for found in chosen] == ["The laboratories thank the forum."]


@pytest.mark.parametrize(
    ("text", "kept"), [("点击 button 键。", True), ("使用 TensorFlow 和 IBM 的 API。", False), ("打开文件file。", True)]
)
def test_a_pair_that_leaves_english_words_untranslated_is_not_chosen(text: str, kept: bool) -> None:
    assert keeps_english(row("Press the button.", text)) == kept
    own = [Row(True, "en", text, "zh", "我") for text in OURS]
    assert len(choose([row("Press the button.", text)], own=own, limit=9, longest=60)) == (not kept)


def test_every_pair_of_languages_has_its_own_share() -> None:
    own = [Row(True, "en", text, "zh", "我") for text in OURS]
    korean = Row(False, "en", "Press any key.", "ko", "키", group="Press any key.")
    chosen = choose([row("The forum opens today."), row("The forum opens now."), korean], own=own, limit=1, longest=60)
    assert sorted(found.b for found in chosen) == ["ko", "zh"]
