"""How handouts look: the elements that Word insists on, and the pages that LibreOffice makes of them."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from schema import misplaced

from forumdocs.model import Cell, Handout, Kind, Meta, Origin, Pair, Picture, SummarySentence, TermMatch
from forumdocs.readers import read
from forumdocs.writers import Layout, Paper, Style
from forumdocs.writers.docx import render

STACKED = Style(layout=Layout.STACKED)
POINTS_PER_MM = 72 / 25.4


def png(width: int = 40, height: int = 20) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x80" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def full(handout: Handout, make_pair: Callable[..., Pair]) -> Handout:
    """A handout with everything that a handout may have."""
    term = (TermMatch("forum", "论坛", "forum", True),)
    cells = [
        make_pair(f"{number}.1", "zh", source, target, kind=Kind.TABLE_CELL, cell=Cell(0, number // 12, number % 2))
        for number, source, target in ((10, "时间", "Time"), (11, "地点", "Place"), (12, "上午", "Morning"))
    ]
    caption = make_pair("9.1", "zh", "图1 会场", "Figure 1. The venue", kind=Kind.CAPTION)
    first, second, *others = handout.pairs
    pairs = (first, replace(second, terms=term), *others, caption, *cells)
    summary = (SummarySentence(1, second.source, second.target, 0.9),)
    meta = Meta(event="量子论坛", date="2027-05-14", number="QF/7", author="秘书处")
    return replace(handout, pairs=pairs, meta=meta, summary=summary, pictures={5: (Picture(png(), 40.0, "Hall"),)})


def parts(data: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")}


def paragraphs(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs if paragraph.text]


@pytest.mark.parametrize("layout", [Layout.TABLE, Layout.STACKED])
@pytest.mark.parametrize("together", [False, True])
def test_every_element_stands_where_the_schema_wants_it(full: Handout, layout: Layout, together: bool) -> None:
    others = [replace(full, target_lang="ru")] if together else []
    data = render(full, Style(layout=layout, signature=True, fonts=(("Cyrl", "PT Sans"),)), others)
    for name, root in parts(data).items():
        if name.startswith("word/") and "WithEffects" not in name:
            assert misplaced(root) == [], name


def test_every_run_with_text_carries_a_language(full: Handout) -> None:
    for name, root in parts(render(full, Style(signature=True))).items():
        runs = [run for run in root.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
        assert all(run.find(f"{qn('w:rPr')}/{qn('w:lang')}") is not None for run in runs), name


def test_the_title_block_says_event_date_number_and_author_in_both_languages(full: Handout) -> None:
    table = docx.Document(BytesIO(render(full))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["活动 / Event", "量子论坛"],
        ["日期 / Date", "2027-05-14"],
        ["文件编号 / Document no.", "QF/7"],
        ["作者 / Author", "秘书处"],
    ]


def test_the_titles_that_the_user_gave_stand_on_top(full: Handout) -> None:
    named = replace(full, meta=Meta(title="开幕词", target_title="Opening words"))
    assert paragraphs(render(named))[:2] == ["开幕词", "Opening words"]


def test_terms_carry_one_character_style_on_both_sides(full: Handout) -> None:
    document = docx.Document(BytesIO(render(full)))
    runs = [
        r for table in document.tables for row in table.rows for c in row.cells for p in c.paragraphs for r in p.runs
    ]
    assert [run.text for run in runs if run.style.name == "Glossary term"] == ["论坛", "forum"]


def test_a_term_is_marked_in_any_case_but_not_inside_a_word(full: Handout, make_pair: Callable[..., Pair]) -> None:
    terms = (TermMatch("qubit", "кубит", "qubit", True), TermMatch("gate", "вентиль", "qubit gate", True))
    texts = ("Кубит и вентиль, кубитный.", "Qubit  gates, a Qubit gate, qubits and a qubit.")
    pair = make_pair("0.1", "ru", *texts, terms=terms)
    table = docx.Document(BytesIO(render(replace(full, pairs=(pair,), meta=Meta(), summary=())))).tables[0]
    runs = [run for cell in table.rows[1].cells for run in cell.paragraphs[0].runs]
    marked = [run.text for run in runs if run.style.name == "Glossary term"]
    assert marked == ["Кубит", "вентиль", "Qubit", "Qubit gate", "qubit"]


def test_terms_are_listed_at_the_end_with_their_sentences(full: Handout) -> None:
    table = docx.Document(BytesIO(render(full))).tables[-1]
    assert [cell.text for cell in table.rows[1].cells] == ["论坛", "forum", "1.1"]
    assert "术语 / Terms" in paragraphs(render(full))


def test_a_concept_is_listed_once_with_all_its_wordings(full: Handout, make_pair: Callable[..., Pair]) -> None:
    wordings = (("photon", "光子"), ("Photons", "光子"), ("photons", "光量子"))
    pairs = tuple(
        make_pair(f"{n}.1", "en", source, target, terms=(TermMatch("photon", source, target, True),))
        for n, (source, target) in enumerate(wordings)
    )
    table = docx.Document(BytesIO(render(replace(full, pairs=pairs, target_lang="zh")))).tables[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [
        ["photon, Photons", "光子, 光量子", "0.1, 1.1, 2.1"]
    ]


def test_without_marks_and_appendix_nothing_of_the_terms_is_seen(full: Handout) -> None:
    data = render(full, Style(mark_terms=False, appendix=False))
    assert "术语 / Terms" not in paragraphs(data)
    assert not list(parts(data)["word/document.xml"].iter(qn("w:rStyle")))


def test_the_summary_stands_on_top_and_cites_its_paragraphs(full: Handout) -> None:
    table = docx.Document(BytesIO(render(full))).tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["¶ 1", full.pairs[1].source, full.pairs[1].target]


def test_there_is_room_for_signatures_where_they_are_wanted(full: Handout) -> None:
    *_, table = docx.Document(BytesIO(render(full, Style(signature=True)))).tables
    assert [cell.text for cell in table.rows[0].cells] == ["审校 / Revised by", "批准 / Approved by"]


def test_a_picture_stands_behind_its_block_and_above_its_caption(full: Handout) -> None:
    body = parts(render(full))["word/document.xml"][0]
    place = next(at for at, element in enumerate(body) if element.find(f".//{qn('w:drawing')}") is not None)
    assert "Welcome" in "".join(body[place - 2].itertext())
    assert "图1 会场" in "".join(body[place + 1].itertext())
    assert body[place].find(".//{*}docPr").get("descr") == "Hall"


def test_a_picture_that_word_cannot_show_is_left_out(full: Handout) -> None:
    data = render(replace(full, pictures={5: (Picture(b"\1\0\0\0EMF"),)}))
    assert parts(data)["word/document.xml"].find(f".//{qn('w:drawing')}") is None


def test_three_columns_of_text_turn_the_paper(full: Handout) -> None:
    others = [replace(full, target_lang="ko")]
    one, two = (docx.Document(BytesIO(render(full, others=more))).sections[0] for more in ([], others))
    assert one.page_width < one.page_height
    assert two.page_width > two.page_height


def test_targets_of_one_source_stand_side_by_side_in_the_order_of_the_user(full: Handout) -> None:
    korean = replace(full, target_lang="ko", pairs=tuple(replace(pair, target="네.") for pair in full.pairs))
    table = docx.Document(BytesIO(render(full, others=[korean]))).tables[2]
    assert [cell.text for cell in table.rows[0].cells][2:] == ["English", "한국어"]
    assert [cell.text for cell in table.rows[1].cells] == ["1.1", full.pairs[1].source, full.pairs[1].target, "네."]


def test_a_sentence_that_one_language_has_joined_to_another_stands_once_there(full: Handout) -> None:
    joined = replace(full.pairs[1], source="甲。乙。", target="둘.", origin=Origin.PARALLEL)
    korean = replace(full, target_lang="ko", pairs=(full.pairs[0], joined, *full.pairs[3:]))
    table = docx.Document(BytesIO(render(full, others=[korean]))).tables[2]
    shown = [[cell.text for cell in row.cells][1:] for row in table.rows[1:3]]
    first, second = full.pairs[1:3]
    assert shown[0] == [f"{first.source}{second.source}", f"{first.target} {second.target}", "둘."]


def test_a_sentence_in_a_target_language_stands_in_its_column(full: Handout, make_pair: Callable[..., Pair]) -> None:
    english = replace(full, title="", pairs=(make_pair("0.1", "zh", "你好。", "Hello.", Origin.PARALLEL),))
    both = (make_pair("0.1", "zh", "你好。", "안녕."), make_pair("1.1", "en", "Hello.", "여보세요."))
    korean = replace(full, target_lang="ko", pairs=both)
    table = docx.Document(BytesIO(render(replace(english, meta=Meta(), summary=()), others=[korean]))).tables[0]
    assert [[cell.text for cell in row.cells][1:] for row in table.rows[1:]] == [
        ["你好。", "Hello.", "안녕."],
        ["Hello.", "Hello.", "여보세요."],
    ]


def test_a_text_that_the_source_holds_in_both_target_languages_is_shown_once(
    full: Handout, make_pair: Callable[..., Pair]
) -> None:
    into_english = (make_pair("0.1", "ko", "안녕.", "Hello.", Origin.PARALLEL), make_pair("2.1", "ko", "둘.", "Two."))
    into_korean = (make_pair("1.1", "en", "Hello.", "안녕.", Origin.PARALLEL), replace(into_english[1], target="둘."))
    english = replace(full, title="", pairs=into_english, meta=Meta(), summary=())
    korean = replace(english, target_lang="ko", pairs=into_korean)
    table = docx.Document(BytesIO(render(english, others=[korean]))).tables[0]
    assert [row.cells[0].text for row in table.rows[1:]] == ["0.1 =", "2.1"]
    doubtful = replace(korean, pairs=(replace(into_korean[0], flags=("too-long",)), into_korean[1]))
    table = docx.Document(BytesIO(render(english, others=[doubtful]))).tables[0]
    assert [row.cells[0].text for row in table.rows[1:]] == ["0.1 =", "1.1 =\n확인", "2.1"]


def test_stacked_stands_upright_and_says_nothing_twice(full: Handout, make_pair: Callable[..., Pair]) -> None:
    pairs = (make_pair("0.1", "en", "Hello.", "Hello.", Origin.SAME), make_pair("1.1", "und", "14:30", "14:30"))
    english = replace(full, title="", pairs=pairs, meta=Meta(), summary=())
    korean = replace(english, target_lang="ko", pairs=(replace(pairs[0], target="안녕.", origin=Origin.MT), pairs[1]))
    data = render(english, STACKED, [korean])
    section = docx.Document(BytesIO(data)).sections[0]
    assert section.page_width < section.page_height
    assert paragraphs(data)[-3:] == ["0\tHello.", "안녕.", "1\t14:30"]


def test_further_targets_of_a_heading_look_like_it_but_are_no_entry_of_the_navigation(full: Handout) -> None:
    english = replace(full, title="", summary=())
    shown = docx.Document(BytesIO(render(english, others=[replace(english, target_lang="ru")]))).paragraphs
    first = next(place for place, paragraph in enumerate(shown) if paragraph.style.name == "Heading 1")
    assert shown[first + 1].style.name == "Normal"
    assert all(run.font.bold for run in shown[first + 1].runs)


def test_a_heading_in_a_target_language_stands_once(full: Handout, make_pair: Callable[..., Pair]) -> None:
    heading = make_pair("1.1", "en", "Programme", "Programme", Origin.SAME, kind=Kind.HEADING, level=1)
    english = replace(full, pairs=(heading,), meta=Meta(), summary=())
    korean = replace(english, target_lang="ko", pairs=(replace(heading, target="프로그램", origin=Origin.MT),))
    assert paragraphs(render(english, others=[korean]))[-2:] == ["Programme", "프로그램"]
    assert paragraphs(render(korean, others=[english]))[-2:] == ["1.1\tProgramme", "프로그램"]


def test_a_column_of_a_table_holds_its_longest_word(full: Handout, make_pair: Callable[..., Pair]) -> None:
    texts = ("Показатели за отчётный период, включая предварительные данные", "1 234 567,89", "неопределённость")
    cells = tuple(make_pair(f"{n}.1", "ru", t, t, cell=Cell(0, 0, n)) for n, t in enumerate(texts))
    table = docx.Document(BytesIO(render(replace(full, pairs=cells, meta=Meta(), summary=())))).tables[0]
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert widths[3] >= len("неопределённость") * 105


def test_letter_paper(full: Handout) -> None:
    section = docx.Document(BytesIO(render(full, Style(paper=Paper.LETTER)))).sections[0]
    assert (round(section.page_width.inches, 2), round(section.page_height.inches, 2)) == (8.5, 11)


def test_a_font_that_the_user_chose_is_used_for_its_script(full: Handout) -> None:
    data = render(full, Style(fonts=(("Hans", "SimSun"), ("Cyrl", "PT Sans"))))
    fonts = [element.attrib for element in parts(data)["word/document.xml"].iter(qn("w:rFonts"))]
    assert any(attributes.get(qn("w:eastAsia")) == "SimSun" for attributes in fonts)
    assert any(attributes.get(qn("w:ascii")) == "PT Sans" for attributes in fonts)
    assert not any(attributes.get(qn("w:eastAsia")) == "Microsoft YaHei" for attributes in fonts)


def test_every_font_has_substitutes_on_other_systems(full: Handout) -> None:
    table = parts(render(full))["word/fontTable.xml"]
    assert {font.get(qn("w:name")) for font in table} >= {"Calibri", "Microsoft YaHei", "Malgun Gothic"}
    assert all(font.find(qn("w:altName")) is not None for font in table)


def test_east_asian_typesetting_is_on(full: Handout) -> None:
    found = parts(render(full))
    normal = next(s for s in found["word/styles.xml"].iter(qn("w:style")) if s.get(qn("w:styleId")) == "Normal")
    assert normal.find(f"{qn('w:pPr')}/{qn('w:kinsoku')}") is not None
    assert normal.find(f"{qn('w:pPr')}/{qn('w:overflowPunct')}") is not None
    control = found["word/settings.xml"].find(qn("w:characterSpacingControl"))
    assert control.get(qn("w:val")) == "compressPunctuation"


def test_no_script_is_slanted(full: Handout) -> None:
    found = parts(render(full))["word/styles.xml"]
    subtitle = next(style for style in found.iter(qn("w:style")) if style.get(qn("w:styleId")) == "Subtitle")
    assert {slant.get(qn("w:val")) for slant in subtitle.iter(qn("w:i"), qn("w:iCs"))} == {"0"}


def test_a_row_is_kept_on_one_page_unless_it_is_longer(full: Handout, make_pair: Callable[..., Pair]) -> None:
    long = make_pair("1.1", "zh", "长" * 4000, "long")
    rows = docx.Document(BytesIO(render(replace(full, pairs=(long, *full.pairs[2:]), summary=())))).tables[1].rows
    kept = [row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows]
    assert kept[:3] == [True, False, True]


def test_stacked_sets_each_target_below_its_source(full: Handout) -> None:
    shown = paragraphs(render(full, STACKED))
    place = shown.index("1\t论坛将在“国家会议中心”举行。请于7月1日前登记。")
    assert shown[place + 1] == "The forum takes place at the convention centre. Please register by 2 July."
    assert "4\tCoffee is served." in shown


def test_the_lines_of_a_stacked_item_stand_behind_its_marker(full: Handout) -> None:
    shown = docx.Document(BytesIO(render(full, STACKED))).paragraphs
    source = next(p for p in shown if p.text == "3\t1) Ждём вас!")
    target = next(p for p in shown if p.text == "1) We look forward to seeing you!")
    (stop,) = source.paragraph_format.tab_stops
    for paragraph, start in ((source, 0), (target, stop.position)):
        margins = paragraph.paragraph_format
        assert margins.left_indent + margins.first_line_indent == start
        assert margins.left_indent > stop.position


@pytest.mark.parametrize("layout", [Layout.TABLE, Layout.STACKED])
@pytest.mark.parametrize("together", [False, True])
def test_docx2python_reads_the_same_text(full: Handout, layout: Layout, together: bool, tmp_path: Path) -> None:
    docx2python = pytest.importorskip("docx2python")
    others = [replace(full, target_lang="ru")] if together else []
    path = tmp_path / "handout.docx"
    path.write_bytes(render(full, Style(layout=layout, signature=True), others))
    with docx2python.docx2python(path) as content:
        text = "".join(content.text.split())
    shown = ["".join(block.text.split()) for block in read(path).blocks]
    assert [words for words in shown if words not in text] == []
    for pair in full.pairs:
        assert "".join(pair.source.split()) in "".join(shown)
        assert "".join(pair.target.split()) in "".join(shown)


# Pages


@pytest.fixture(scope="session")
def to_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], bytes]:
    """A function that lays a DOCX file out with LibreOffice."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("pages")

    def convert(data: bytes) -> bytes:
        (folder / "handout.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "handout.docx"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
        return (folder / "handout.pdf").read_bytes()

    return convert


def boxes(pdf: bytes) -> list[list[tuple[str, float, float, float, float]]]:
    """Page by page, each character but spaces with its left, bottom, right and top in points."""
    import pypdfium2

    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        characters = [(text.get_text_range(n, 1), *text.get_charbox(n)) for n in range(text.count_chars())]
        pages.append([found for found in characters if found[0].strip()])
    return pages


def top_of(page: list[tuple[str, float, float, float, float]], words: str) -> float:
    """The baseline of the first of some words."""
    whole = "".join(found[0] for found in page)
    return page[whole.index("".join(words.split()))][2]


@pytest.mark.parametrize("style", [Style(signature=True), STACKED, Style(paper=Paper.LETTER)])
def test_nothing_stands_outside_the_margins(full: Handout, style: Style, to_pdf: Callable[[bytes], bytes]) -> None:
    import pypdfium2

    pdf = to_pdf(render(full, style))
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    margin = 17 * POINTS_PER_MM
    for page in boxes(pdf):
        assert min(found[1] for found in page) > margin
        assert max(found[3] for found in page) < width - margin
        assert min(found[2] for found in page) > 7 * POINTS_PER_MM
        assert max(found[4] for found in page) < height - 7 * POINTS_PER_MM


def test_both_sides_of_a_row_begin_on_the_same_line(full: Handout, to_pdf: Callable[[bytes], bytes]) -> None:
    page = boxes(to_pdf(render(replace(full, summary=()))))[0]
    for pair in full.pairs[1:4]:
        assert top_of(page, pair.source) == pytest.approx(top_of(page, pair.target), abs=3.5)


def test_every_character_has_a_glyph(full: Handout, to_pdf: Callable[[bytes], bytes]) -> None:
    text = "".join(found[0] for page in boxes(to_pdf(render(full, Style(signature=True)))) for found in page)
    for pair in full.pairs:
        assert "".join(pair.source.split()) in text
        assert "".join(pair.target.split()) in text
    assert "\ufffd" not in text
    assert "\0" not in text


def test_the_header_row_is_repeated_on_the_next_page(
    handout: Handout, make_pair: Callable[..., Pair], to_pdf: Callable[[bytes], bytes]
) -> None:
    pairs = tuple(make_pair(f"{n}.1", "zh", "欢迎。", "Welcome.") for n in range(90))
    pages = boxes(to_pdf(render(replace(handout, pairs=pairs))))
    assert len(pages) > 1
    assert all("English" in "".join(found[0] for found in page) for page in pages)
