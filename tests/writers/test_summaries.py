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


@pytest.mark.parametrize(
    ("kind", "value", "text", "shown"),
    [
        (Point.SUM, "126000000 RUB", "126 млн рублей", "126\u00a0000\u00a0000\u00a0RUB (126 млн рублей)"),
        (Point.WHEN, "--04-13/--04-17", "13 по 17 апреля.", "04-13 – 04-17 (13 по 17 апреля)"),
        (Point.WHEN, "--05", "мая", "мая"),
        (Point.DEADLINE, "2027-05-31", "May 2027", "2027-05-31 (May 2027)"),
        (Point.WHERE, "Казань", "Казани", "Казань (Казани)"),
    ],
)
def test_a_key_point_is_readable(kind: Point, value: str, text: str, shown: str) -> None:
    assert summary_parts.meaning(KeyPoint(kind, value, text, 1, "ru"), ONE) == shown


def test_a_place_is_called_as_the_reader_calls_it_beside_the_words_of_the_source() -> None:
    point = KeyPoint(Point.WHERE, "Казань", "Казани", 1, "ru", name="喀山")
    assert summary_parts.pieces(point, ONE) == [("喀山", "zh"), (" (Казани)", "ru")]


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
