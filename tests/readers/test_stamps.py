from __future__ import annotations

import pytest

from forumdocs.readers.stamps import DRAFT, is_stamp


@pytest.mark.parametrize("text", [*DRAFT.values(), " 草稿，机器翻译 / DRAFT, machine translation"])
def test_the_line_of_a_draft_is_known_in_every_language(text: str) -> None:
    assert is_stamp(text)


@pytest.mark.parametrize("text", ["", "DRAFT", "DRAFT, machine translation / 31 May", "A DRAFT, machine translation"])
def test_what_the_author_says_is_no_stamp(text: str) -> None:
    assert not is_stamp(text)
