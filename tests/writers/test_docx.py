from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table

from forumdocs.model import Cell, Handout, Kind, Meta, Origin, Pair, TermMatch
from forumdocs.writers import Style
from forumdocs.writers.docx import render
from forumdocs.writers.docx.arrangement import ROWS_OF_A_TABLE


def tables(data: bytes) -> list[Table]:
    return docx.Document(BytesIO(data)).tables


def main_table(data: bytes) -> Table:
    return tables(data)[0]


def rows(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in main_table(data).rows]


def paragraphs(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs if paragraph.text]


def comments(data: bytes) -> list[str]:
    return [comment.text for comment in docx.Document(BytesIO(data)).comments]


def test_every_sentence_is_a_row_with_source_and_target_side_by_side(handout: Handout) -> None:
    table = rows(render(handout))
    assert len(table) == 1 + len(handout.pairs[1:])
    assert table[1] == ["1.1", "论坛将在“国家会议中心”举行。", "The forum takes place at the convention centre."]


def test_a_heading_is_a_heading_between_the_tables_so_that_word_can_navigate(handout: Handout) -> None:
    pairs = (*handout.pairs, replace(handout.pairs[0], id="6.1", block=6, level=2))
    document = docx.Document(BytesIO(render(replace(handout, pairs=pairs))))
    shown = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert shown == [("Heading 1", "Notice of the forum"), ("Heading 2", "Notice of the forum")]
    assert "6.1\t关于论坛的通知" in [p.text for p in document.paragraphs]


def test_the_header_row_names_the_languages_and_is_repeated_on_every_page(handout: Handout) -> None:
    table = main_table(render(handout))
    assert [cell.text for cell in table.rows[0].cells] == ["编号", "中文 · 한국어 · Русский · ไทย", "English"]
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None


def test_text_already_in_the_target_language_stands_in_its_column_once(handout: Handout) -> None:
    row = next(row for row in rows(render(handout)) if row[0] == "4.1")
    assert row == ["4.1", "–", "Coffee is served."]


def test_a_document_all_in_the_target_language_gets_one_text_column(handout: Handout) -> None:
    pairs = tuple(replace(p, origin=Origin.SAME, target=p.source) for p in handout.pairs)
    table = rows(render(replace(handout, pairs=pairs)))
    assert table[4] == ["3.1", "1) Ждём вас!"]


def test_a_flagged_sentence_is_marked_in_the_margin_and_a_comment_says_why(handout: Handout) -> None:
    data = render(handout)
    row = next(row for row in main_table(data).rows if row.cells[0].text.startswith("1.2"))
    assert [cell.text for cell in row.cells] == ["1.2\nCheck", "请于7月1日前登记。", "Please register by 2 July."]
    assert row.cells[0]._tc.find(f".//{qn('w:tcBorders')}/{qn('w:left')}") is not None
    assert row.cells[2]._tc.find(f".//{qn('w:commentRangeStart')}") is not None
    assert len(comments(data)) == 1


def test_a_comment_says_why_in_the_languages_of_the_source_and_of_the_target(handout: Handout) -> None:
    (comment,) = comments(render(handout))
    assert comment.splitlines() == [
        "数字与原文不符：请逐一核对数字和日期。",
        "The numbers are not those of the source: compare every figure and date.",
    ]
    (korean,) = comments(render(replace(handout, target_lang="ko", source_langs=("en",))))
    assert korean.endswith("숫자가 원문과 다릅니다. 모든 수치와 날짜를 대조하십시오.")


@pytest.mark.parametrize(("lang", "word"), [("ru", "Сверить"), ("zh-Hant", "核對"), ("th", "ตรวจ")])
def test_the_readers_of_the_target_are_asked_to_check_in_their_language(handout: Handout, lang: str, word: str) -> None:
    assert rows(render(replace(handout, target_lang=lang)))[2][0] == f"1.2\n{word}"


def test_the_head_says_in_both_languages_how_many_translations_are_likely_wrong(handout: Handout) -> None:
    def status(*flags: str) -> list[str]:
        pairs = (replace(handout.pairs[1], flags=flags), *handout.pairs[2:])
        shown = paragraphs(render(replace(handout, pairs=pairs)))
        return [text.split("  ·  ")[1] for text in shown if text.startswith(("DRAFT", "草稿"))]

    assert status() == ["待核对: 1", "to check: 1"]
    assert status("low-confidence") == ["待核对: 2 (很可能有误: 1)", "to check: 2 (likely wrong: 1)"]


def test_the_doubt_about_one_cell_is_shown_in_its_row(handout: Handout, make_pair: Callable[..., Pair]) -> None:
    cells = (
        make_pair("1.1", "zh", "时间", "Time", cell=Cell(0, 0, 0)),
        make_pair("2.1", "zh", "地点", "The points", cell=Cell(0, 0, 1), flags=("low-confidence",)),
    )
    data = render(replace(handout, pairs=cells))
    row = main_table(data).rows[-1]
    assert [cell.text for cell in row.cells] == ["1–2", "时间\nTime", "地点\nThe points"]
    assert len(comments(data)) == 1


def test_a_pair_that_the_source_held_is_marked(handout: Handout) -> None:
    assert any(row[0] == "2.1 =" for row in rows(render(handout)))


@pytest.mark.parametrize(
    ("row", "column", "slot", "tag"),
    [(1, 1, "eastAsia", "zh-CN"), (1, 2, "val", "en-GB"), (3, 1, "eastAsia", "ko-KR"), (6, 1, "bidi", "th-TH")],
)
def test_each_run_carries_the_language_of_its_text(
    handout: Handout, row: int, column: int, slot: str, tag: str
) -> None:
    cell = main_table(render(handout)).rows[row].cells[column]
    lang = cell.paragraphs[0].runs[0]._r.rPr.find(qn("w:lang"))
    assert lang.get(qn(f"w:{slot}")) == tag


def test_chinese_quotation_marks_take_the_east_asian_font(handout: Handout) -> None:
    fonts = main_table(render(handout)).rows[1].cells[1].paragraphs[0].runs[0]._r.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:hint")) == "eastAsia"
    assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"


def test_the_page_is_a4_and_numbered(handout: Handout) -> None:
    document = docx.Document(BytesIO(render(handout)))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    codes = [node.text for node in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"] * 2


def test_pages_are_numbered_in_the_languages_of_the_handout(handout: Handout) -> None:
    footer = docx.Document(BytesIO(render(replace(handout, target_lang="ko")))).sections[0].footer
    assert footer.paragraphs[0].text == "notice.txt  ·  第 1 页，共 1 页 / 1/1쪽"


def test_a_small_line_says_where_the_text_comes_from(handout: Handout) -> None:
    shown = paragraphs(render(handout))
    stamp = next(text for text in shown if text.startswith("notice.txt"))
    assert "中文, 한국어, Русский, ไทย → English  ·  starter" in stamp
    assert next(text for text in shown if text.startswith("DRAFT")).split("  ·  ")[2:] == [
        "sentences translated by machine: 5",
        "translated in the source (marked =): 1",
        "in this language already: 1",
        "left out as not part of the text: 1",
    ]


def test_a_handout_without_machine_text_is_no_draft(handout: Handout) -> None:
    data = render(replace(handout, draft=False))
    assert "DRAFT" not in " ".join(paragraphs(data))
    assert docx.Document(BytesIO(data)).sections[0].header.paragraphs[0].text == ""


def test_characters_that_xml_cannot_hold_are_left_out(handout: Handout) -> None:
    pairs = (replace(handout.pairs[1], target="a\x0bb\x00c\ud800"),)
    assert rows(render(replace(handout, pairs=pairs)))[1][2] == "abc"


def test_every_part_is_well_formed_and_every_run_property_in_the_order_of_the_schema(handout: Handout) -> None:
    order = ["rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "cs", "lang"]
    with zipfile.ZipFile(BytesIO(render(handout))) as package:
        assert package.testzip() is None
    for properties in docx.Document(BytesIO(render(handout))).element.body.iter(qn("w:rPr")):
        places = [order.index(child.tag.split("}")[1]) for child in properties]
        assert places == sorted(places)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_the_handout_and_shows_every_text(handout: Handout, tmp_path: Path) -> None:
    (tmp_path / "handout.docx").write_bytes(render(handout))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "handout.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "handout.txt").read_text(encoding="utf-8")
    for pair in handout.pairs:
        assert pair.target in text
        assert pair.source in text


@pytest.fixture
def cells_of_a_row(make_pair: Callable[..., Pair]) -> Callable[..., tuple[Pair, ...]]:
    """A function of the cells of one row of a source table: their language, source, target, origin; blocks from 3."""

    def make(*cells: tuple[str, str, str, Origin]) -> tuple[Pair, ...]:
        kind = Kind.TABLE_CELL
        return tuple(make_pair(f"{n}.1", *cell, kind=kind, cell=Cell(0, 0, n)) for n, cell in enumerate(cells, 3))

    return make


def test_a_table_of_the_source_stays_a_table_with_each_target_below_its_source(
    handout: Handout, cells_of_a_row: Callable[..., tuple[Pair, ...]]
) -> None:
    cells = cells_of_a_row(
        ("zh", "合肥", "Hefei", Origin.MT),
        ("und", "23.4", "23.4", Origin.SAME),
        ("en", "Good", "Good", Origin.SAME),
    )
    assert rows(render(replace(handout, pairs=cells))) == [["3–5", "合肥\nHefei", "23.4", "Good"]]


def test_a_cell_alone_in_its_row_goes_over_the_whole_table(
    handout: Handout, cells_of_a_row: Callable[..., tuple[Pair, ...]], make_pair: Callable[..., Pair]
) -> None:
    title = make_pair("2.1", "zh", "表", "Table", cell=Cell(0, 0, 3))
    cells = (replace(c, cell=replace(c.cell, row=1)) for c in cells_of_a_row(*[("zh", "城", "City", Origin.MT)] * 3))
    row = main_table(render(replace(handout, pairs=(title, *cells)))).rows[0]
    assert row._tr.find(f".//{qn('w:gridSpan')}").get(qn("w:val")) == "3"


def test_tables_that_lay_out_prose_or_a_translation_are_shown_sentence_by_sentence(
    handout: Handout, cells_of_a_row: Callable[..., tuple[Pair, ...]]
) -> None:
    long = cells_of_a_row(("zh", "长" * 400, "Long", Origin.MT), ("zh", "文" * 30, "text", Origin.MT))
    assert [row[0] for row in rows(render(replace(handout, pairs=long)))[1:]] == ["3.1", "4.1"]
    first, second = cells_of_a_row(("zh", "城", "City", Origin.PARALLEL), ("zh", "山", "Hill", Origin.MT))
    below = replace(second, cell=Cell(0, 1, 1))
    assert [row[0] for row in rows(render(replace(handout, pairs=(first, below))))[1:]] == ["3.1 =", "4.1"]


def test_a_table_whose_cells_hold_both_languages_stays_a_table(
    handout: Handout, cells_of_a_row: Callable[..., tuple[Pair, ...]]
) -> None:
    both = cells_of_a_row(("zh", "城", "City", Origin.PARALLEL), ("zh", "山", "Hill", Origin.MT))
    assert rows(render(replace(handout, pairs=both))) == [["3–4", "城\nCity", "山\nHill"]]


def test_signs_without_words_stand_on_both_sides(handout: Handout, make_pair: Callable[..., Pair]) -> None:
    pairs = (*handout.pairs, make_pair("6.1", "und", "14:30", "14:30", Origin.SAME))
    assert rows(render(replace(handout, pairs=pairs)))[-1] == ["6.1", "14:30", "14:30"]


@pytest.mark.parametrize("kind", [Kind.HEADING, Kind.PARAGRAPH])
def test_a_title_at_the_head_of_the_text_stands_once_in_both_languages(handout: Handout, kind: Kind) -> None:
    pairs = (replace(handout.pairs[0], kind=kind), *handout.pairs[1:])
    shown = paragraphs(render(replace(handout, pairs=pairs)))
    assert shown[:2] == ["0.1\t关于论坛的通知", "Notice of the forum"]
    assert sum("关于论坛的通知" in text for text in shown) == 1
    assert "0.1" not in [row[0] for row in rows(render(replace(handout, pairs=pairs)))]


def test_a_doubtful_title_carries_its_comment(handout: Handout) -> None:
    pairs = (replace(handout.pairs[0], flags=("low-confidence",)), *handout.pairs[2:])
    data = render(replace(handout, pairs=pairs))
    assert paragraphs(data)[1] == "Notice of the forum"
    assert next(comment.splitlines()[-1] for comment in comments(data)).startswith("The machine is likely wrong")


def test_a_title_that_does_not_stand_in_the_text_stands_above_it(handout: Handout) -> None:
    title, line, *others = paragraphs(render(replace(handout, title="Minutes")))
    assert title == "Minutes"
    assert line.startswith("notice.txt")
    assert "0.1\t关于论坛的通知" in others


def test_the_user_names_the_title_of_the_translation(handout: Handout) -> None:
    named = replace(handout, meta=Meta(target_title="Notice to delegates"))
    assert paragraphs(render(named))[:2] == ["0.1\t关于论坛的通知", "Notice to delegates"]


def test_traditional_chinese_is_told_by_its_characters(handout: Handout) -> None:
    pairs = (replace(handout.pairs[1], source="論壇將於國家會議中心舉行。"), *handout.pairs[3:])
    data = render(replace(handout, pairs=pairs, title=""))
    assert rows(data)[0][:2] == ["編號", "中文（繁體） · 한국어 · Русский · ไทย"]
    lang = main_table(data).rows[1].cells[1].paragraphs[0].runs[0]._r.rPr.find(qn("w:lang"))
    assert lang.get(qn("w:eastAsia")) == "zh-TW"


def test_sentences_of_one_paragraph_have_no_rule_between_them(handout: Handout) -> None:
    first, second = (row.cells[1]._tc.tcPr.find(qn("w:tcBorders")) for row in main_table(render(handout)).rows[1:3])
    assert [edge.tag for edge in first] == [qn("w:bottom")]
    assert [edge.tag for edge in second] == [qn("w:top")]


def test_no_space_is_set_between_a_number_and_korean(handout: Handout) -> None:
    cells = main_table(render(handout)).rows[3].cells
    assert cells[1].paragraphs[0]._p.pPr.find(qn("w:autoSpaceDN")).get(qn("w:val")) == "0"
    assert cells[2].paragraphs[0]._p.pPr is None


@pytest.mark.parametrize(
    ("draft", "final", "head"),
    [
        (True, False, "草稿，机器翻译 / DRAFT, machine translation"),
        (True, True, ""),
        (False, False, ""),
    ],
)
def test_the_head_of_every_page_says_that_it_is_a_draft_until_it_is_final(
    handout: Handout, draft: bool, final: bool, head: str
) -> None:
    document = docx.Document(BytesIO(render(replace(handout, draft=draft), Style(final=final))))
    assert document.sections[0].header.paragraphs[0].text == head


def test_a_small_line_says_whether_the_terms_of_the_glossary_are_in_the_target(handout: Handout) -> None:
    def line(*satisfied: bool) -> str:
        first = replace(handout.pairs[0], terms=tuple(TermMatch("forum", "论坛", "forum", done) for done in satisfied))
        data = render(replace(handout, pairs=(first, *handout.pairs[1:])))
        return next(text for text in paragraphs(data) if text.startswith("DRAFT"))

    assert "terms" not in line()
    assert "terms of the glossary: 2  ·  left out" in line(True, True)
    assert "terms of the glossary: 2 (missing in the translation: 1)" in line(True, False)


def test_the_lines_of_an_item_stand_right_of_its_marker(handout: Handout) -> None:
    row = next(row for row in main_table(render(handout)).rows if row.cells[0].text == "3.1")
    indent = row.cells[2].paragraphs[0]._p.pPr.find(qn("w:ind"))
    assert int(indent.get(qn("w:left"))) > int(indent.get(qn("w:hanging"))) > 0


def test_word_does_not_fall_back_to_compatibility_mode(handout: Handout) -> None:
    settings = docx.Document(BytesIO(render(handout))).settings.element
    modes = [s.get(qn("w:val")) for s in settings.iter(qn("w:compatSetting")) if "Mode" in s.get(qn("w:name"))]
    assert modes == ["15"]


def test_a_long_handout_is_cut_into_tables_between_paragraphs(handout: Handout, make_pair: Callable[..., Pair]) -> None:
    pairs = tuple(make_pair(f"{n // 3}.{n % 3 + 1}", "ko", "네.", "Yes.") for n in range(3 * ROWS_OF_A_TABLE))
    first, *others = tables(render(replace(handout, pairs=pairs)))
    shown = [row.cells[0].text for table in (first, *others) for row in table.rows[1:]]
    assert shown == [pair.id for pair in pairs]
    assert 1 < len(others) < 4
    assert all(table.rows[1].cells[0].text.endswith(".1") for table in others)
    assert all(table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in others)
