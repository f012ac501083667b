from __future__ import annotations

import pytest

from forumdocs.readers.linebreaks import learn_joins

HYPHENATED = learn_joins([["the trans-", "mission of keys and the quantum-safe link"]])
PLAIN = learn_joins([["no hyphen here at all"] * 100])
KOREAN_BROKEN = learn_joins(
    [["키 분배의 표준", "화를 위한 회", "의에서 각국 대", "표단이 모여 장", "비를 시험하였", "다"]]
)
KOREAN_WHOLE = learn_joins([["키 분배의 표준화를", "위한 회의에서", "각국 대표단은", "장비를", "시험하였다"]])


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("the adip-", "iscing elit", "the adipiscing elit"),
        ("a quantum-", "safe link", "a quantum-safe link"),
        ("a well-", "known fact", "a well-known fact"),
        ("a state-of-the-", "art device", "a state-of-the-art device"),
        ("the COVID-", "19 year", "the COVID-19 year"),
        ("the Bose-", "Einstein law", "the Bose-Einstein law"),
        ("рас-", "пределение", "распределение"),
        ("научно-", "технический", "научно-технический"),
        ("soft\u00ad", "ware", "software"),
        ("two words", "meet here", "two words meet here"),
        ("a dash –", "and on", "a dash – and on"),
        ("通向经过认证", "的网络", "通向经过认证的网络"),
        ("误码率为", "2.4%", "误码率为2.4%"),
        ("see https://example.org/", "forum/2031", "see https://example.org/forum/2031"),
        ("การสื่อสาร", "ควอนตัม", "การสื่อสารควอนตัม"),
    ],
)
def test_two_lines_are_joined_as_one_text(before: str, after: str, joined: str):
    assert HYPHENATED.join(before, after) == joined


def test_a_document_that_never_hyphenates_keeps_its_hyphens():
    assert PLAIN.join("the light-", "matter interface") == "the light-matter interface"


def test_a_word_known_from_elsewhere_decides_about_its_hyphen():
    joiner = learn_joins([["the cooperation and the co-design of both"]])
    assert joiner.join("their co-", "operation") == "their cooperation"
    assert joiner.join("their co-", "design") == "their co-design"


def test_korean_words_are_mended_only_where_the_document_breaks_them():
    assert KOREAN_BROKEN.join("각국 대표", "단은") == "각국 대표단은"
    assert KOREAN_WHOLE.join("장기 계획", "발표") == "장기 계획 발표"


def test_a_space_at_the_end_of_a_korean_line_is_kept():
    assert KOREAN_BROKEN.join("2023년에 보고된 ", "값보다") == "2023년에 보고된 값보다"
