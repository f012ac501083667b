from __future__ import annotations

import io
import json
from dataclasses import replace

import docx
import pytest

from forumdocs.errors import NoText, ReadError
from forumdocs.model import Cell, Handout, Kind, Origin, Pair, Provenance, TranslationUnit
from forumdocs.readers.bitexts import find_format, read_bitext
from forumdocs.writers.docx import render
from forumdocs.writers.json import render as render_json

PAIRS = (
    Pair("0.1", 0, "zh", "论坛议程", "Agenda of the Forum", Origin.MT, 0.9, kind=Kind.HEADING),
    Pair("1.1", 1, "zh", "会议将于九点开始。", "The meeting starts at nine.", Origin.MT, 0.2, ("low-confidence",)),
    Pair("1.2", 1, "en", "Welcome.", "Welcome.", Origin.SAME, 1.0),
    Pair(
        "2.1",
        2,
        "ko",
        "참가자는 명찰을 지참해 주십시오.",
        "Participants are asked to wear their badges.",
        Origin.PARALLEL,
        1.0,
    ),
)
HANDOUT = Handout("agenda.txt", "Agenda", ("zh", "ko"), "en", PAIRS, (), Provenance("0.1", "test"))


def sides(units: tuple[TranslationUnit, ...]) -> list[tuple[str, str, str, str, str]]:
    return [(u.id, u.source_lang.split("-")[0], u.source, u.target_lang, u.target) for u in units]


EXPECTED = [
    ("0.1", "zh", "论坛议程", "en", "Agenda of the Forum"),
    ("1.1", "zh", "会议将于九点开始。", "en", "The meeting starts at nine."),
    ("2.1", "ko", "참가자는 명찰을 지참해 주십시오.", "en", "Participants are asked to wear their badges."),
]


def test_our_handout_is_read_back_without_its_remarks() -> None:
    assert sides(read_bitext(render(HANDOUT), name="x.docx")) == EXPECTED


def test_a_heading_that_has_become_the_title_is_read_back() -> None:
    titled = replace(HANDOUT, title="论坛议程")
    assert sides(read_bitext(render(titled), name="x.docx")) == EXPECTED


@pytest.mark.parametrize("lang", ["zh-Hant", "ko", "ru", "ja", "th"])
def test_the_word_to_check_is_no_part_of_a_sentence_in_any_language(lang: str) -> None:
    units = read_bitext(render(replace(HANDOUT, target_lang=lang)), name="x.docx")
    assert [(unit.source, unit.target) for unit in units] == [(source, target) for _, _, source, _, target in EXPECTED]


def test_a_table_of_the_source_in_our_handout_is_read_back_cell_by_cell() -> None:
    cells = [("时间", "Time"), ("地点", "Place"), ("9:00", "9:00"), ("大厅", "Main hall")]
    pairs = tuple(
        Pair(f"{n}.1", n, "zh", *sides_, Origin.MT, 0.9, kind=Kind.TABLE_CELL, cell=Cell(0, n // 2, n % 2))
        for n, sides_ in enumerate(cells)
    )
    units = read_bitext(render(replace(HANDOUT, pairs=pairs)), name="x.docx")
    assert [(unit.source, unit.target) for unit in units] == [cells[0], cells[1], cells[3]]


def test_our_json_is_read_back() -> None:
    assert sides(read_bitext(render_json(HANDOUT), name="x.json")) == EXPECTED


def test_the_place_of_a_target_is_its_paragraph() -> None:
    data = render(HANDOUT)
    paragraphs = list(docx.Document(io.BytesIO(data)).element.body.iter("{*}p"))
    for unit in read_bitext(data, name="x.docx"):
        texts = "".join(t.text or "" for t in paragraphs[int(unit.place.address)].iter("{*}t"))
        assert texts == unit.target


def test_a_table_that_a_person_made_is_read_by_its_last_two_columns_with_words() -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    for row, cells in zip(
        table.rows,
        (("1", "Семинар начнётся утром.", "The workshop starts in the morning."), ("2", "", "")),
        strict=True,
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    assert sides(read_bitext(out.getvalue(), name="x.docx")) == [
        ("row 0", "ru", "Семинар начнётся утром.", "en", "The workshop starts in the morning.")
    ]


def test_a_target_that_looks_like_another_language_is_in_that_of_its_column() -> None:
    babble = Pair("3.1", 3, "zh", "量子论坛", "Het kwantumforum van de stad", Origin.MT, 0.1)
    handout = Handout("agenda.txt", "Agenda", ("zh", "ko"), "en", (*PAIRS, babble), (), Provenance("0.1", "test"))
    *_, last = read_bitext(render(handout), name="x.docx")
    assert (last.id, last.target_lang) == ("3.1", "en")


TMX = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en-US"/><body>
<tu tuid="a"><tuv xml:lang="ko-KR"><seg>양자 <bpt i="1">&lt;b></bpt>센서</seg></tuv>
<tuv xml:lang="EN-US"><seg>quantum sensor</seg></tuv>
<tuv xml:lang="fr"><seg>capteur</seg></tuv><tuv xml:lang="zh-TW"><seg>量子感測器</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu></body></tmx>"""


def test_tmx_gives_a_unit_for_each_language_beside_its_source_language() -> None:
    units = read_bitext(TMX.encode(), name="x.tmx")
    assert [(u.id, u.source_lang, u.source, u.target_lang, u.target) for u in units] == [
        ("a", "en", "quantum sensor", "ko", "양자 센서"),
        ("a", "en", "quantum sensor", "zh-Hant", "量子感測器"),
    ]


XLIFF1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="ru" target-language="en"><body><group><trans-unit id="7">
<source>Открытие <g id="1">форума</g></source><target>Opening of the <g id="1">Forum</g></target>
<note>x</note></trans-unit><trans-unit id="8"><source>пусто</source></trans-unit></group></body></file></xliff>"""
XLIFF2 = """<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="ru" trgLang="en"><file id="f">
<unit id="7"><segment><source>Открытие</source><target>Opening</target></segment>
<segment><source>Закрытие</source><target>Closing<ph id="1"/></target></segment></unit></file></xliff>"""


def test_xliff_of_both_generations_is_read() -> None:
    assert sides(read_bitext(XLIFF1.encode(), name="x.xlf")) == [
        ("7", "ru", "Открытие форума", "en", "Opening of the Forum")
    ]
    assert sides(read_bitext(XLIFF2.encode("utf-16"), name="x.xlf")) == [
        ("7.1", "ru", "Открытие", "en", "Opening"),
        ("7.2", "ru", "Закрытие", "en", "Closing"),
    ]


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (b"PK\x03\x04...", "docx"),
        (TMX.encode("utf-16"), "tmx"),
        (b'\xef\xbb\xbf{"target_lang": "en"}', "json"),
        (b"[Logistics] plain text", ""),
    ],
)
def test_the_format_is_told_from_the_content(data: bytes, format_: str) -> None:
    assert find_format(data) == format_


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        (b"<tmx><body/>", ReadError, "not well-formed"),
        (b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx>&a;</tmx>', ReadError, "entities"),
        (b"<tmx/>", NoText, "no text beside its translation"),
        (b'{"target_lang": 3', ReadError, "no JSON"),
        (json.dumps({"target_lang": "en", "pairs": [{}]}).encode(), ReadError, "no JSON of forumdocs"),
        (XLIFF2.replace('trgLang="en"', 'trgLang="de"').encode(), ReadError, "'de'"),
    ],
)
def test_a_damaged_file_is_told_in_one_line(data: bytes, error: type[Exception], said: str) -> None:
    with pytest.raises(error) as caught:
        read_bitext(data, name="mine.file")
    assert "mine.file" in str(caught.value)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
