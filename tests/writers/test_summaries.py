from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from lxml import html

from forumdocs.model import KeyPoint, Point, Summary, SummarySentence
from forumdocs.writers import (
    summary_docx,
    summary_html,
    summary_json,
    summary_markdown,
    summary_parts,
    summary_text,
)
from forumdocs.writers.phrases import say

ONE = Summary(
    title="Coils <and> keys",
    sources=("a.txt",),
    sentences=(
        SummarySentence(3, "Coil A_1 was built.", "线圈A_1已建成。", 0.25, "en"),
        SummarySentence(7, "It cost 5 euros.", "花费5欧元。", 0.2, "en"),
    ),
    points=(
        KeyPoint(Point.SUM, "5 EUR", "5 euros", 7, "en", "a.txt"),
        KeyPoint(Point.WHO, "Odile", "Odile", 7, "en", "a.txt"),
    ),
    target_lang="zh",
    draft=True,
)
TWO = Summary(
    title="a and b",
    sources=("a.txt", "b.txt"),
    sentences=(
        SummarySentence(3, "Coil A was built.", "", 0.25, "en", "a.txt", "coil"),
        SummarySentence(1, "Катушку построили.", "", 0.2, "ru", "b.txt", "coil"),
        SummarySentence(2, "The rest.", "", 0.1, "en", "b.txt"),
    ),
    points=(),
    whole=True,
)


def text_of(summary: Summary, name: str) -> str:
    if name == "docx":
        document = docx.Document(BytesIO(summary_docx.render(summary)))
        return "\n".join(
            text
            for part in document.iter_inner_content()
            for text in ([part.text] if hasattr(part, "text") else cells(part))
        )
    module = {"html": summary_html, "markdown": summary_markdown, "text": summary_text}[name]
    content = module.render(summary).decode("utf-8")
    return html.document_fromstring(content).text_content() if name == "html" else content


def cells(table: docx.table.Table) -> list[str]:
    return [cell.text for row in table.rows for cell in row.cells]


@pytest.mark.parametrize("name", ["docx", "html", "markdown", "text"])
def test_every_format_holds_sentences_translations_places_and_points(name: str) -> None:
    text = text_of(ONE, name).replace("\\", "").replace("\u00a0", " ")
    for expected in (
        "Coils <and> keys",
        "Coil A_1 was built.",
        "线圈A_1已建成。",
        "¶ 3",
        "5 EUR (5 euros)",
        "Odile",
        "草稿，机器翻译",
        "金额",
        "要点",
    ):
        assert expected in text


@pytest.mark.parametrize("name", ["docx", "html", "markdown", "text"])
def test_several_documents_stand_under_their_topics_with_their_names(name: str) -> None:
    text = text_of(TWO, name).replace("\u00a0", " ")
    for expected in ("coil", "Other topics", "a.txt ¶ 3", "b.txt ¶ 1", "too short to summarise"):
        assert expected in text


def test_one_document_has_exactly_the_keys_of_the_reference_and_several_tell_the_file() -> None:
    assert json.loads(summary_json.render(ONE))[0] == {
        "block": 3,
        "source": "Coil A_1 was built.",
        "target": "线圈A_1已建成。",
        "score": 0.25,
    }
    assert [row["file"] for row in json.loads(summary_json.render(TWO))] == ["a.txt", "b.txt", "b.txt"]


def test_the_page_asks_the_network_for_nothing() -> None:
    page = html.document_fromstring(summary_html.render(ONE).decode("utf-8"))
    assert not page.xpath("//script | //link | //img | //*[@src]")


def test_a_decision_may_take_the_width_of_a_phone() -> None:
    page = html.document_fromstring(summary_html.render(THREE).decode("utf-8"))
    (long,) = page.xpath("//table[@class='points']//tr[@class='long']")
    assert [div.get("lang") for div in long.xpath(".//div")] == ["zh", "ko", "ru"]


@pytest.mark.parametrize(
    ("kind", "value", "text", "shown"),
    [
        (Point.SUM, "126000000 RUB", "126 млн рублей", "126\u00a0000\u00a0000\u00a0RUB (126 млн рублей)"),
        (Point.WHEN, "--04-13/--04-17", "13 по 17 апреля.", "04-13 – 04-17 (13 по 17 апреля)"),
        (Point.WHEN, "--05", "мая", "5月 (мая)"),
        (Point.WHEN, "--10/--11", "октябрь–ноябрь", "10月 – 11月 (октябрь–ноябрь)"),
        (Point.WHEN, "--11", "11月", "11月"),
        (Point.DEADLINE, "2027-05-31", "May 2027", "2027-05-31 (May 2027)"),
        (Point.WHERE, "Казань", "Казани", "Казань (Казани)"),
    ],
)
def test_a_key_point_is_readable(kind: Point, value: str, text: str, shown: str) -> None:
    summary = replace(ONE, points=(KeyPoint(kind, value, text, 1, "ru"),))
    assert [summary_parts.meaning(fact, summary) for fact in summary_parts.points(summary)] == [shown]


def test_a_place_is_called_as_the_reader_calls_it_beside_the_words_of_the_source() -> None:
    summary = replace(ONE, points=(KeyPoint(Point.WHERE, "Казань", "Казани", 1, "ru", name="喀山"),))
    (fact,) = summary_parts.points(summary)
    assert summary_parts.pieces(fact, summary) == [("喀山", "zh"), (" (Казани)", "ru")]


def for_readers(summary: Summary, **names: str) -> Summary:
    """The same summary in further languages, each sentence and decision with the language before it."""
    others = tuple(
        replace(
            summary,
            target_lang=lang,
            sentences=tuple(replace(one, target=f"<{lang}> {one.source}") for one in summary.sentences),
            points=tuple(
                replace(one, name=name if one.kind is Point.WHERE else "", target=one.target and f"<{lang}> {one.text}")
                for one in summary.points
            ),
        )
        for lang, name in names.items()
    )
    return replace(summary, others=others)


DECISION = KeyPoint(
    Point.DECISION, "Coils are bought.", "Coils are bought.", 7, "en", "a.txt", "Coils are bought.", target="购买线圈。"
)
KAZAN = KeyPoint(Point.WHERE, "Kazan", "Kazan", 7, "en", "a.txt", name="喀山")
THREE = for_readers(replace(ONE, points=(KAZAN, DECISION)), ko="카잔", ru="Казань")


@pytest.mark.parametrize("name", ["docx", "html", "markdown", "text"])
def test_translations_into_all_languages_stand_beside_each_sentence_and_decision(name: str) -> None:
    text = text_of(THREE, name).replace("\\", "").replace("\u00a0", " ")
    for expected in (
        "线圈A_1已建成。",
        "<ko> Coil A_1 was built.",
        "<ru> Coil A_1 was built.",
        "喀山 / 카잔 / Казань (Kazan)",
        "购买线圈。",
        "<ko> Coils are bought.",
        "<ru> Coils are bought.",
    ):
        assert text.count(expected) == 1


def test_three_texts_beside_each_other_turn_the_page_and_each_says_its_language() -> None:
    one, three = (docx.Document(BytesIO(summary_docx.render(summary))) for summary in (ONE, THREE))
    assert one.sections[0].page_width < one.sections[0].page_height
    assert three.sections[0].page_width > three.sections[0].page_height
    assert [cell.text for cell in three.tables[0].rows[0].cells] == ["¶", "原文", "中文", "한국어", "Русский"]
    assert len({len(row.cells) for row in three.tables[0].rows}) == 1


@pytest.mark.parametrize("name", ["docx", "html", "markdown", "text"])
def test_a_text_that_is_in_the_language_asked_for_stands_once(name: str) -> None:
    same = tuple(replace(sentence, target=sentence.source) for sentence in ONE.sentences)
    text = text_of(for_readers(replace(ONE, sentences=same, target_lang="en"), ru=""), name)
    assert text.replace("\\", "").count("It cost 5 euros.") == 2  # the source, and the Russian that repeats it here


def test_the_last_paragraph_takes_no_room_that_would_need_a_page() -> None:
    document = docx.Document(BytesIO(summary_docx.render(ONE)))
    assert document.paragraphs[-1].paragraph_format.line_spacing == docx.shared.Pt(1)


def test_in_json_several_languages_stand_by_their_tags_beside_the_keys_of_one() -> None:
    row = json.loads(summary_json.render(THREE))[1]
    assert row == {
        "block": 7,
        "source": "It cost 5 euros.",
        "target": "花费5欧元。",
        "score": 0.2,
        "targets": {"zh": "花费5欧元。", "ko": "<ko> It cost 5 euros.", "ru": "<ru> It cost 5 euros."},
    }
    where, decision = json.loads(summary_json.render_points(THREE))
    assert "targets" not in where
    assert decision["targets"] == {
        "zh": "购买线圈。",
        "ko": "<ko> Coils are bought.",
        "ru": "<ru> Coils are bought.",
    }


def test_it_is_a_draft_where_any_of_its_languages_is() -> None:
    by_people = for_readers(replace(ONE, draft=False), ru="")
    assert not summary_parts.notices(by_people)
    (russian,) = by_people.others
    assert summary_parts.notices(replace(by_people, others=(replace(russian, draft=True),)))


@pytest.mark.parametrize("name", ["docx", "html", "markdown", "text"])
@pytest.mark.parametrize("lang", ["zh", "zh-Hant", "ko", "ru", "ja", "th"])
def test_headings_and_labels_are_in_the_language_of_the_reader(name: str, lang: str) -> None:
    text = text_of(replace(ONE, target_lang=lang, whole=True), name).replace("\\", "")
    keys = ["points", "sum", "who", "draft", "whole"] + (["summary"] if name != "text" else [])
    assert [key for key in keys if say(key, lang) not in text] == []
    assert [key for key in keys if say(key, "en") in text] == []


def test_without_a_translation_the_reader_reads_what_most_sentences_are_written_in() -> None:
    assert replace(TWO, target_lang="").lang == "en"
    russian = tuple(replace(sentence, lang="ru") for sentence in TWO.sentences[1:])
    assert replace(TWO, sentences=TWO.sentences[:1] + russian).lang == "ru"


@pytest.mark.parametrize("name", ["docx", "html", "markdown", "text"])
def test_a_place_that_two_documents_name_in_two_languages_stands_once(name: str) -> None:
    twice = (
        KeyPoint(Point.WHERE, "Busan", "Busan", 1, "en", name="釜山"),
        KeyPoint(Point.WHERE, "부산", "부산", 2, "ko", name="釜山"),
    )
    assert text_of(replace(ONE, points=twice), name).count("釜山") == 1


def test_the_label_stands_in_every_row_since_a_page_may_break_between() -> None:
    both = tuple(KeyPoint(Point.SUM, value, value, 1, "en") for value in ("5 EUR", "6 EUR"))
    assert text_of(replace(ONE, points=both), "docx").count("金额") == 2
