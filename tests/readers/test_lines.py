from __future__ import annotations

import pytest

from forumdocs.readers.lines import collapse, find_wrap_width, join, normalize, split_lines, unwrap


def joined(text: str, **options: object) -> str:
    return join(split_lines(text), **options)  # type: ignore[arg-type]


def test_normalizing_takes_out_what_no_reader_sees() -> None:
    assert normalize("\ufeffa\u200bb\0c\xadd\r\ne\rf") == "abcd\ne\nf"


def test_normalizing_composes_letters() -> None:
    assert normalize("é 한") == "é 한"


def test_normalizing_keeps_the_joiner_of_an_emoji() -> None:
    assert normalize("👩\u200d🔬") == "👩\u200d🔬"


def test_blanks_of_every_width_become_one_space() -> None:
    assert collapse("\u3000\u3000甲\xa0\xa0乙\t丙 ") == "甲 乙 丙"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("one\ntwo", "one two"),
        ("量子\n通信", "量子通信"),
        ("量子，\nAI", "量子，AI"),
        ("양자\n통신", "양자 통신"),
        ("カタ\nカナ", "カタカナ"),
    ],
)
def test_wrapped_lines_are_joined_as_their_script_wants(lines: str, text: str) -> None:
    assert joined(lines) == text


def test_a_hyphen_goes_if_the_whole_word_is_known() -> None:
    assert joined("stan-\ndards", words={"standards"}) == "standards"


def test_a_hyphen_stays_if_nothing_vouches_for_the_word() -> None:
    assert joined("entanglement-\nbased") == "entanglement-based"


def test_a_soft_hyphen_always_goes() -> None:
    assert joined(normalize("stan\xad\ndards")) == "standards"


WRAPPED = """The working group discussed the draft of the common
standard and agreed to publish it before the summer, so
that the members could send their comments in time for
the next meeting."""


def test_a_wrapped_paragraph_shows_its_width() -> None:
    assert find_wrap_width(split_lines(WRAPPED)) == 55


def test_sentences_on_lines_of_their_own_show_none() -> None:
    lines = [
        "The group met on Monday in the old hall of the university.",
        "It rained.",
        "Members from nine countries took part in the discussion there.",
        "A draft was shown.",
    ]

    assert find_wrap_width(split_lines("\n".join(lines))) is None


def test_a_short_line_ends_a_paragraph_of_wrapped_text() -> None:
    groups = unwrap(split_lines(WRAPPED + "\n" + WRAPPED))

    assert [len(group) for group in groups] == [4, 4]
