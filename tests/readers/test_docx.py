from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from word_files import element, p, r, word_file, zip_file

from forumdocs.errors import NoText, ReadError, UnknownFormat
from forumdocs.model import Cell, Kind, Place
from forumdocs.readers import archives, docx
from forumdocs.readers.ooxml import NAMESPACES

if TYPE_CHECKING:
    from pathlib import Path

    from forumdocs.model import Document

SECONDS_A_FILE = 5.0


def read(body: str, **options: object) -> Document:
    return docx.read(word_file(body, **options), name="brief.docx")  # type: ignore[arg-type]


def texts(body: str, **options: object) -> list[str]:
    return [block.text for block in read(body, **options).blocks]


# Words


def test_insertions_are_accepted_and_deletions_dropped():
    body = p(
        "The centre ",
        content=f"<w:ins>{r('will open')}</w:ins><w:del><w:r><w:delText>opened</w:delText></w:r></w:del>",
    )
    assert texts(body) == ["The centre will open"]


def test_moved_text_stands_where_it_was_moved_to():
    body = p(content=f"<w:moveFrom>{r('Seoul')}</w:moveFrom>") + p(content=f"<w:moveTo>{r('Seoul')}</w:moveTo>")
    assert texts(body) == ["Seoul"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    body = p("One ", properties="<w:rPr><w:del/></w:rPr>") + p("sentence.") + p("Another.")
    assert texts(body) == ["One sentence.", "Another."]


@pytest.mark.parametrize(
    "wrapper",
    [
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
        "<w:customXml>{}</w:customXml>",
        "<w:r><w:ruby><w:rt><w:r><w:t>reading</w:t></w:r></w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
    ],
)
def test_words_inside_wrappers_are_read(wrapper: str):
    assert texts(p(content=wrapper.format(r("量子通信")))) == ["量子通信"]


def test_formula_text_is_read_in_its_place():
    formula = "<m:oMath><m:r><m:t>E=hν</m:t></m:r></m:oMath>"
    assert texts(p("Energy ", content=formula + r(" rises."))) == ["Energy E=hν rises."]


def test_a_block_level_content_control_is_read():
    assert texts(f"<w:sdt><w:sdtContent>{p('Agenda')}</w:sdtContent></w:sdt>") == ["Agenda"]


def field_mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_a_field_shows_its_result_and_hides_its_instruction():
    field = field_mark("begin") + r("hidden") + field_mark("separate") + r("12 May") + field_mark("end")
    assert texts(p("On ", content=field + r("."))) == ["On 12 May."]


def test_a_field_that_never_ends_hides_nothing():
    assert texts(p(content=field_mark("begin")) + p("All the rest.")) == ["All the rest."]


def test_a_field_may_run_over_several_paragraphs():
    body = p(content=field_mark("begin") + field_mark("separate") + r("First")) + p("Second", content=field_mark("end"))
    assert texts(body) == ["First", "Second"]


def test_hidden_text_is_left_out_by_run_and_by_style():
    styles = element(
        "w:styles",
        '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>',
    )
    runs = r("hidden", properties="<w:vanish/>") + r("too", properties='<w:rStyle w:val="Secret"/>')
    shown = r("!", properties='<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>')
    assert texts(p("Shown", content=runs + shown), parts={"styles": styles}) == ["Shown!"]


def test_tabs_breaks_and_hyphens_are_characters():
    pieces = [r("a"), "<w:r><w:tab/></w:r>", r("b"), "<w:r><w:br/></w:r>", r("c")]
    pieces += ["<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>", r("d")]
    assert texts(p(content="".join(pieces))) == ["a\tb\nc-d"]


def test_symbol_font_characters_become_unicode():
    assert texts(p("angle ", content='<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>')) == ["angle α"]


def drawing(text: str) -> str:
    return f"<w:drawing><w:txbxContent>{p(text)}</w:txbxContent></w:drawing>"


def alternatives(choice: str, fallback: str) -> str:
    branches = f"<mc:Choice Requires='wps'>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{branches}</mc:AlternateContent></w:r>"


def test_a_text_box_is_read_once_though_the_file_holds_it_twice():
    twice = alternatives(drawing("Note"), drawing("Note"))
    assert texts(p("Anchor", content=twice) + p("After")) == ["Anchor", "Note", "After"]


def test_the_fallback_is_read_where_the_choice_holds_no_words():
    assert texts(p(content=alternatives("<w:drawing/>", drawing("Note")))) == ["Note"]


# Blocks


STYLES = element(
    "w:styles",
    "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
        for key, name, more in [
            ("1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
            ("a", "My heading", '<w:basedOn w:val="1"/>'),
            ("b", "Заголовок 2", ""),
            ("c", "Title", ""),
            ("d", "TOC Heading", '<w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'),
            ("e", "caption", ""),
            ("x", "loop", '<w:basedOn w:val="x"/>'),
        ]
    ),
)


@pytest.mark.parametrize(
    ("style", "kind", "level"),
    [
        ("1", Kind.HEADING, 1),
        ("a", Kind.HEADING, 1),
        ("b", Kind.HEADING, 2),
        ("c", Kind.HEADING, 1),
        ("d", Kind.PARAGRAPH, 0),
        ("e", Kind.CAPTION, 0),
        ("x", Kind.PARAGRAPH, 0),
        ("missing", Kind.PARAGRAPH, 0),
    ],
)
def test_styles_tell_headings_and_captions(style: str, kind: Kind, level: int):
    block = read(p("Words", style=style), parts={"styles": STYLES}).blocks[0]
    assert (block.kind, block.level) == (kind, level)


def numbered(level: int, num_id: str = "1") -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'


def numbering(
    levels: list[tuple[str, str]], nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
) -> str:
    defined = "".join(
        f'<w:lvl w:ilvl="{i}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    return element("w:numbering", f'<w:abstractNum w:abstractNumId="0">{defined}</w:abstractNum>{nums}')


def test_list_items_are_numbered_as_word_numbers_them():
    levels = [("decimal", "%1."), ("lowerLetter", "%1.%2)")]
    body = "".join(p("x", properties=numbered(level)) for level in (0, 0, 1, 1, 0, 1))
    blocks = read(body, parts={"numbering": numbering(levels)}).blocks
    assert [(b.kind, b.marker, b.level) for b in blocks] == [
        (Kind.LIST_ITEM, marker, level)
        for marker, level in [("1.", 1), ("2.", 1), ("2.a)", 2), ("2.b)", 2), ("3.", 1), ("3.a)", 2)]
    ]


@pytest.mark.parametrize(
    ("form", "markers"),
    [
        ("upperRoman", ["I", "II", "III", "IV"]),
        ("chineseCounting", ["一", "二", "三", "四"]),
        ("ganada", ["가", "나", "다", "라"]),
        ("russianLower", ["а", "б", "в", "г"]),
        ("decimalEnclosedCircle", ["①", "②", "③", "④"]),
        ("somethingNew", ["1", "2", "3", "4"]),
    ],
)
def test_numbers_are_spelled_in_the_format_of_the_list(form: str, markers: list[str]):
    body = p("x", properties=numbered(0)) * len(markers)
    assert [b.marker for b in read(body, parts={"numbering": numbering([(form, "%1")])}).blocks] == markers


def test_a_restarted_list_begins_again():
    abstract = '<w:abstractNumId w:val="0"/>'
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    nums = f'<w:num w:numId="1">{abstract}</w:num><w:num w:numId="2">{abstract}{restart}</w:num>'
    body = "".join(p("x", properties=numbered(0, num)) for num in "11221")
    blocks = read(body, parts={"numbering": numbering([("decimal", "%1.")], nums)}).blocks
    assert [b.marker for b in blocks] == ["1.", "2.", "7.", "8.", "9."]


def test_a_bullet_of_the_symbol_font_is_a_bullet():
    parts = {"numbering": numbering([("bullet", "\uf0b7")])}
    assert read(p("x", properties=numbered(0)), parts=parts).blocks[0].marker == "•"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_tables_are_read_by_rows_with_the_grid_column_of_each_cell():
    wide = '<w:gridSpan w:val="2"/>'
    first, second = row(cell(p("A"), wide), cell(p("B"))), row(cell(p("C") + p("D")), cell(p()), cell(p("E")))
    assert [(b.text, b.cell) for b in read(p("Before") + table(first, second)).blocks] == [
        ("Before", None),
        ("A", Cell(0, 0, 0)),
        ("B", Cell(0, 0, 2)),
        ("C", Cell(0, 1, 0)),
        ("D", Cell(0, 1, 0)),
        ("E", Cell(0, 1, 2)),
    ]


def test_a_nested_table_has_its_own_number_and_the_outer_cell_goes_on():
    inner = table(row(cell(p("inner"))))
    assert [(b.text, b.cell) for b in read(table(row(cell(p("outer") + inner + p("on"))))).blocks] == [
        ("outer", Cell(0, 0, 0)),
        ("inner", Cell(1, 0, 0)),
        ("on", Cell(0, 0, 0)),
    ]


def test_a_deleted_row_is_left_out_and_one_in_a_content_control_is_not():
    controlled = f"<w:sdt><w:sdtContent>{row(cell(p('kept')))}</w:sdtContent></w:sdt>"
    assert texts(table(row(cell(p("gone")), properties="<w:del/>"), controlled)) == ["kept"]


def test_cited_notes_follow_the_body_and_separators_are_no_notes():
    notes = element(
        "w:footnotes",
        f'<w:footnote w:type="separator" w:id="-1">{p("---")}</w:footnote>'
        f'<w:footnote w:id="5">{p("Never cited.")}</w:footnote>'
        f'<w:footnote w:id="2">{p("See the annex.")}</w:footnote>',
    )
    body = p("Cited", content='<w:r><w:footnoteReference w:id="2"/></w:r>') + p("After")
    blocks = read(body, parts={"footnotes": notes}).blocks
    assert [(b.text, b.kind, b.marker) for b in blocks][1:] == [
        ("After", Kind.PARAGRAPH, ""),
        ("See the annex.", Kind.FOOTNOTE, "1"),
    ]
    assert blocks[-1].place == Place("word/footnotes.xml", "2")


def section_with(references: str) -> str:
    return f"<w:sectPr>{references}</w:sectPr>"


def test_headers_come_first_and_footers_last_each_text_once():
    parts = {"header": element("w:hdr", p("Forum 2031")), "footer": element("w:ftr", p("Draft"))}
    section = section_with('<w:headerReference r:id="header"/><w:footerReference r:id="footer"/>')
    blocks = read(p("Body", properties=section) + section, parts=parts).blocks
    assert [(b.text, b.kind) for b in blocks] == [
        ("Forum 2031", Kind.HEADER),
        ("Body", Kind.PARAGRAPH),
        ("Draft", Kind.FOOTER),
    ]


def test_a_first_page_header_that_is_switched_off_is_not_read():
    section = section_with('<w:headerReference w:type="first" r:id="header"/>')
    parts = {"header": element("w:hdr", p("Left over"))}
    assert texts(p("Body") + section, parts=parts) == ["Body"]


# Files


def test_address_counts_all_paragraph_elements_of_the_part():
    blocks = read(p() + p("First") + table(row(cell(p("Second"))))).blocks
    assert [b.place for b in blocks] == [Place("word/document.xml", "1"), Place("word/document.xml", "2")]
    assert [b.index for b in blocks] == [0, 1]


def test_the_main_part_is_found_by_its_relationship():
    document = read(p("Here"), main="texts/main document.xml", title="A title")
    assert (document.blocks[0].text, document.title, document.format) == ("Here", "A title", "docx")


def test_strict_files_read_like_transitional_ones():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = element("w:document", f"<w:body>{p('Strict')}</w:body>").replace(NAMESPACES["w"], strict)
    data = zip_file({"_rels/.rels": RELATIONSHIPS, "m.xml": document.encode()})
    assert docx.read(data, name="s.docx").blocks[0].text == "Strict"


RELATIONSHIPS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="a" Type="t/officeDocument" Target="/m.xml"/></Relationships>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def with_main(xml: bytes) -> bytes:
    return zip_file({"_rels/.rels": RELATIONSHIPS, "m.xml": xml})


SOUND = word_file(p("Words"))
BAD_FILES = {
    "no words": (word_file(p()), NoText, "no text"),
    "cut off": (SOUND[: len(SOUND) // 2], ReadError, "damaged"),
    "flipped": (SOUND.replace(b"word/document.xml", b"word/dacument.xml"), ReadError, "damaged"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), ReadError, "password"),
    "old format": (OLE, UnknownFormat, ".docx"),
    "no document": (zip_file({"a.txt": b"a"}), ReadError, "without a Word document"),
    "another kind": (with_main(b"<workbook/>"), UnknownFormat, "no Word document"),
    "document type": (with_main(b'<!DOCTYPE x [<!ENTITY e "boom">]><x>&e;</x>'), ReadError, "document type"),
    "bad XML": (with_main(b"<w:document><"), ReadError, "XML"),
    "bomb": (with_main(bytes(archives.RATIO_FREE_BYTES * 2)), ReadError, "times its size"),
}


@pytest.mark.parametrize("case", sorted(BAD_FILES))
def test_a_bad_file_ends_in_one_line_that_names_it(case: str):
    data, error, words = BAD_FILES[case]
    with pytest.raises(error) as caught:
        docx.read(data, name="brief.docx")
    message = str(caught.value)
    assert message.startswith("brief.docx ")
    assert words in message
    assert "\n" not in message


def test_deep_nesting_up_to_the_bound_of_lxml_is_read():
    depth = 200
    body = p(content="<w:smartTag>" * depth + r("deep") + "</w:smartTag>" * depth)
    assert texts(body) == ["deep"]


def test_a_table_of_ten_thousand_rows_is_read_in_seconds():
    rows = [row(cell(p("Quantum key distribution")), cell(p("量子密钥分发")))] * 10_000
    started = time.perf_counter()
    assert len(read(table(*rows)).blocks) == 20_000
    assert time.perf_counter() - started < SECONDS_A_FILE


def outcome(path: Path) -> str:
    """The words of a file, or the line that says why there are none."""
    try:
        return "\n".join(block.text for block in docx.read(path.read_bytes(), name=path.name).blocks)
    except ReadError as error:
        return f"Error: {error}"


def test_every_peer_document_ends_in_text_or_one_line(peer_docs: Path):
    for path in sorted((peer_docs / "docx").glob("*.docx")):
        started = time.perf_counter()
        words = outcome(path)
        assert words.strip()
        assert not words.startswith("Error:") or (words.startswith(f"Error: {path.name} ") and "\n" not in words)
        assert time.perf_counter() - started < SECONDS_A_FILE, path.name


@pytest.mark.parametrize(
    ("file", "words", "times"),
    [
        ("ComplexNumberedLists.docx", "Restarted to 1 from 5", 1),
        ("bug65738.docx", "More of our nested table", 1),
        ("checkboxes.docx", "Test a checkbox within a textbox:", 1),
        ("footnotes.docx", "snoska", 1),
        ("headerFooter.docx", "simple header", 1),
        ("delins.docx", "A pendant worn in place", 0),
    ],
)
def test_peer_documents_hold_known_words(peer_docs: Path, file: str, words: str, times: int):
    assert outcome(peer_docs / "docx" / file).count(words) == times


def test_author_number_and_day_come_from_the_core_properties() -> None:
    said = (
        "<dc:creator>Forum secretariat</dc:creator><dc:identifier>QF/7</dc:identifier>"
        "<dcterms:created>2020-01-02T00:00:00Z</dcterms:created><dcterms:modified>2026-04-20T09:00:00Z</dcterms:modified>"
    )
    meta = read(p("Here"), properties=said).meta
    assert (meta.author, meta.number, meta.date) == ("Forum secretariat", "QF/7", "2026-04-20")
