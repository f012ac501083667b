from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forumdocs.mt.clauses import join, split


def cut(text: str, lang: str, limit: int) -> list[str]:
    return [piece.text for piece in split(text, lang, limit=limit, length=len)]


def test_a_sentence_that_fits_stays_whole() -> None:
    assert cut("Short, but whole.", "en", 20) == ["Short, but whole."]


def test_a_long_sentence_is_cut_after_commas() -> None:
    text = "The board met in spring, it read the proposals, it chose three of them, and it told the authors."
    assert cut(text, "en", 50) == [
        "The board met in spring, it read the proposals, ",
        "it chose three of them, and it told the authors.",
    ]


def test_a_semicolon_is_better_than_a_comma() -> None:
    text = "理事会于春季召开，审议了所有方案；随后选定了三个项目，并通知了申请单位。"
    assert cut(text, "zh", 25)[0] == "理事会于春季召开，审议了所有方案；"


def test_a_conjunction_serves_where_there_is_no_punctuation() -> None:
    text = "Совет рассмотрел все предложения лабораторий и выбрал три совместных проекта"
    assert cut(text, "ru", 60)[1].startswith("и выбрал")


def test_korean_is_cut_after_the_ending_of_a_clause() -> None:
    text = "연구소는 봄에 제안서를 제출하고 이사회는 여름에 세 과제를 선정했다."
    assert cut(text, "ko", 25)[0] == "연구소는 봄에 제안서를 제출하고 "


def test_a_number_is_not_cut_at_its_comma() -> None:
    text = "It costs 1,250,000 euros in all, paid over five years, by both sides."
    assert all("1,250,000" in piece or "250" not in piece for piece in cut(text, "en", 36))


def test_brackets_are_kept_together_where_that_is_possible() -> None:
    text = "The laboratories (Seoul, Daejeon, Busan and Gwangju) share one link, and the others wait for it."
    assert cut(text, "en", 72)[0].endswith("share one link, ")


def test_only_cuts_between_words_are_marked_hard() -> None:
    hard = split("word " * 40, "en", limit=50, length=len)
    assert all(piece.hard for piece in hard[:-1])
    assert all(piece.text.endswith(" ") for piece in hard)
    soft = split("one clause here, " * 10, "en", limit=50, length=len)
    assert not any(piece.hard for piece in soft)


def test_chinese_without_punctuation_is_cut_between_characters() -> None:
    pieces = split("量子" * 60, "zh", limit=30, length=len)
    assert "".join(piece.text for piece in pieces) == "量子" * 60
    assert max(len(piece.text) for piece in pieces) <= 30


@given(
    st.text(alphabet="ab ,，;；。.、()（“”и고 \n1", max_size=200),
    st.sampled_from(["en", "zh", "ko", "ru", "ja", "th"]),
)
def test_the_pieces_give_the_sentence_back_and_all_fit(text: str, lang: str) -> None:
    pieces = split(text, lang, limit=20, length=len)
    assert "".join(piece.text for piece in pieces) == text
    assert all(len(piece.text) <= 20 for piece in pieces)


@pytest.mark.parametrize(
    ("clauses", "translations", "lang", "joined"),
    [
        (["先读，", "后选。"], ["They read.", "Then they chose."], "en", "They read, Then they chose."),
        (["先读；", "后选。"], ["They read.", "They chose."], "en", "They read; they chose."),
        (["They read, ", "they chose."], ["他们读了。", "他们选了。"], "zh", "他们读了，他们选了。"),
        (["They read, ", "they chose."], ["Они прочли.", "И выбрали."], "ru", "Они прочли, и выбрали."),
        (["They read. ", "They chose."], ["Они прочли.", "И выбрали."], "ru", "Они прочли. И выбрали."),
        (
            ["They read ", "and chose."],
            ["그들은 읽었다.", "그리고 골랐다."],
            "ko",
            "그들은 읽었다 그리고 골랐다.",
        ),
    ],
)
def test_clauses_are_joined_as_the_target_language_joins_them(
    clauses: list[str], translations: list[str], lang: str, joined: str
) -> None:
    assert join(clauses, translations, lang) == joined


@pytest.mark.parametrize("limit", [50, 60, 70])
def test_a_term_is_not_cut(limit: int) -> None:
    term = "Ministry of Science and Technology"
    text = f"The delegates of both parties met the {term} of the host country and its neighbour in the spring"
    start = text.index(term)
    pieces = [p.text for p in split(text, "en", limit=limit, length=len, whole=[(start, start + len(term))])]
    assert "".join(pieces) == text
    assert any(term in piece for piece in pieces)
    assert not any(term in piece for piece in cut(text, "en", limit))
