from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pypdf
import pytest
from pdf_files import Text, lines, pdf_file

from forumdocs.errors import NoText, ReadError
from forumdocs.model import Cell, Kind, Place
from forumdocs.readers import pdf

if TYPE_CHECKING:
    from pathlib import Path

    from forumdocs.model import Block

SECONDS_A_FILE = 10.0

FIRST = (
    "The delegations met for three days and agreed on a common profile for the exchange of keys between the "
    "networks of the member states, which will be published in spring."
)
SECOND = (
    "A second round of tests is planned for the autumn, when the laboratories of both sides will have "
    "received the new detectors and the secretariat will have collected all comments."
)
THIRD = "Finally the chair thanked the hosts and closed the meeting after the reports of the working groups."
CHINESE = (
    "各代表团就量子密钥交换的共同配置文件达成一致，该文件将于春季公布，"
    "并在秋季进行第二轮测试，届时双方实验室都将收到新的探测器。"
)
KOREAN = "각국 대표단은 키 교환을 위한 공동 규격에 합의하였으며 이 규격은 봄에 공개된다."


def read(*pages: list[Text], rules: tuple[float, ...] = ()) -> list[Block]:
    return list(pdf.read(pdf_file(*pages, rules=rules), name="brief.pdf").blocks)


def texts(*pages: list[Text]) -> list[str]:
    return [block.text for block in read(*pages)]


# Lines and paragraphs


def test_lines_become_paragraphs_though_nothing_stands_between_them():
    top = lines(FIRST)
    below = lines(SECOND, first=Text("", y=top[-1].y + 12))
    assert texts(top + below) == [FIRST, SECOND]


def test_an_indent_begins_a_paragraph_where_the_line_before_is_full():
    one = "a word " * 17 + "a wor"
    first, *rest = lines(SECOND, first=Text("", y=96), width=57)
    indented = [Text(first.words, x=90, y=first.y), *rest]
    assert texts(lines(one, width=62)[:2] + indented)[1].startswith("A second round")


def test_a_hyphenated_word_is_mended_and_a_compound_keeps_its_hyphen():
    top = lines(FIRST)
    words = [
        Text("The quantum-safe exchange was shown and the dele-", y=120),
        Text("gations of twelve states saw the quantum-", y=132),
    ]
    words.append(Text("safe exchange at work.", y=144))
    assert texts(top + words)[-1] == (
        "The quantum-safe exchange was shown and the delegations of twelve states saw the quantum-safe "
        "exchange at work."
    )


def test_chinese_lines_are_joined_without_a_space():
    assert texts(lines(CHINESE, width=25, first=Text("", font="chinese"))) == [CHINESE]


def test_korean_without_a_map_to_unicode_is_read():
    assert texts([Text(KOREAN, font="korean", size=8)]) == [KOREAN]


def test_a_paragraph_that_runs_over_a_page_break_is_one():
    rows = lines(FIRST)
    assert texts(rows[:2], [Text(row.words, y=72 + 12 * i) for i, row in enumerate(rows[2:])]) == [FIRST]


def test_a_raised_digit_stays_a_superscript():
    assert texts([Text("The error is 10"), Text("-3", x=162, y=68, size=6), Text("per bit.", x=176)]) == [
        "The error is 10⁻³ per bit."
    ]


# Columns and tables


def test_two_columns_under_a_title_are_read_one_after_the_other():
    title = [Text("Proceedings of the third forum on quantum networks", x=120, y=72, size=12)]
    left = lines(FIRST + " " + SECOND, width=36, first=Text("", y=110))
    right = lines(THIRD + " " + FIRST, width=36, first=Text("", x=320, y=110))
    rows = sorted(left + right, key=lambda text: text.y)
    assert texts(title + rows) == [title[0].words, FIRST + " " + SECOND, THIRD + " " + FIRST]


def agenda(step: float) -> list[Text]:
    rows = [("09:00", "Opening", "Hall A"), ("09:30", "Networks", "Hall B"), ("10:00", "Sensors", "Hall A")]
    return [
        Text(words, x=72 + 120 * column, y=200 + step * row)
        for row, cells in enumerate(rows)
        for column, words in enumerate(cells)
    ]


def test_a_table_is_read_by_rows_and_knows_its_cells():
    blocks = [block for block in read(lines(FIRST) + agenda(16)) if block.kind is Kind.TABLE_CELL]
    assert [(b.text, b.cell) for b in blocks[:4]] == [
        ("09:00", Cell(0, 0, 0)),
        ("Opening", Cell(0, 0, 1)),
        ("Hall A", Cell(0, 0, 2)),
        ("09:30", Cell(0, 1, 0)),
    ]
    assert len(blocks) == 9


def test_rules_part_the_rows_of_a_bilingual_table():
    cells = []
    for row, (english, chinese) in enumerate([(FIRST, CHINESE), (SECOND, CHINESE[:40])]):
        cells += lines(english, width=36, first=Text("", y=100 + 66 * row))
        cells += lines(chinese, width=18, first=Text("", x=330, y=100 + 66 * row, font="chinese"))
    blocks = read(cells, rules=(88, 155.5, 230))
    assert [(b.text, b.cell) for b in blocks] == [
        (FIRST, Cell(0, 0, 0)),
        (CHINESE, Cell(0, 0, 1)),
        (SECOND, Cell(0, 1, 0)),
        (CHINESE[:40], Cell(0, 1, 1)),
    ]


# Kinds


def test_large_or_heavy_type_makes_headings_with_levels():
    page = [
        Text("Report of the forum", size=16),
        Text("Next steps", y=100, font="bold"),
        *lines(FIRST, first=Text("", y=116)),
    ]
    assert [(b.kind, b.level) for b in read(page)] == [
        (Kind.HEADING, 1),
        (Kind.HEADING, 2),
        (Kind.PARAGRAPH, 0),
    ]


def test_a_number_is_a_marker_in_a_heading_but_a_word_in_a_paragraph():
    page = [Text("2 Results", size=16), *lines("12 countries took part. " + FIRST, first=Text("", y=100))]
    assert [(b.marker, b.text) for b in read(page)] == [
        ("2", "Results"),
        ("", "12 countries took part. " + FIRST),
    ]


def test_a_dash_at_the_start_of_a_full_line_is_no_bullet():
    page = [
        Text("We thank the hosts of the second meeting and also the chair"),
        Text("- who could not come - for all.", y=84),
    ]
    assert len(read(page)) == 1


def test_list_items_lose_their_markers_and_keep_their_lines_together():
    first = lines(FIRST, width=50, first=Text("", x=90, y=72))
    second = lines(SECOND, width=50, first=Text("", x=90, y=72 + 12 * len(first)))
    markers = [Text("1.", y=72), Text("2.", y=second[0].y)]
    rows = sorted(first + second + markers, key=lambda text: (text.y, text.x))
    assert [(b.kind, b.marker, b.text) for b in read(rows)] == [
        (Kind.LIST_ITEM, "1.", FIRST),
        (Kind.LIST_ITEM, "2.", SECOND),
    ]


def test_running_lines_are_kept_once_and_page_numbers_with_them():
    bodies = [FIRST, SECOND, THIRD]
    pages = [
        [Text("Quantum Forum 2031", y=30), *lines(body), Text(f"Page {number} of 3", y=760)]
        for number, body in enumerate(bodies, start=1)
    ]
    assert [(b.kind, b.text) for b in read(*pages)] == [
        (Kind.HEADER, "Quantum Forum 2031"),
        *((Kind.PARAGRAPH, body) for body in bodies),
        (Kind.FOOTER, "Page 1 of 3"),
    ]


def test_the_titles_of_slides_are_no_running_lines():
    pages = [
        [Text(f"Results, part {number}", y=60, size=24), Text("Loss", y=200), *lines(body, first=Text("", y=300))]
        for number, body in enumerate([FIRST, SECOND, THIRD], start=1)
    ]
    found = read(*pages)
    assert [b.text for b in found if b.kind is Kind.HEADING] == [f"Results, part {n}" for n in (1, 2, 3)]
    assert not {b.kind for b in found} & {Kind.HEADER, Kind.FOOTER}


def test_pages_that_hold_the_same_are_not_all_running_lines():
    pages = [[Text("Silence, please", y=300), Text("Interpretation is under way", y=330)]] * 3
    assert " ".join(texts(*pages)).count("Silence, please") == 3


def test_a_line_of_the_text_that_returns_at_the_same_place_is_no_running_line():
    pages = [[*lines(body), Text("We agree.", y=120)] for body in (FIRST, SECOND)]
    assert texts(*pages).count("We agree.") == 2


def test_hours_at_the_top_of_two_pages_are_no_page_numbers():
    pages = [[Text(f"{hour}:00 Session", y=40), *lines(body)] for hour, body in ((9, FIRST), (15, SECOND))]
    assert {"9:00 Session", "15:00 Session"} <= set(texts(*pages))


def test_a_footnote_does_not_cut_the_paragraph_that_runs_past_it():
    rows = lines(FIRST)
    note = Text("1 See the annex of the minutes.", y=700, size=8)
    after = [Text(row.words, y=72 + 12 * i) for i, row in enumerate(rows[2:])]
    assert [(b.kind, b.text) for b in read([*rows[:2], note], after)] == [
        (Kind.PARAGRAPH, FIRST),
        (Kind.FOOTNOTE, "1 See the annex of the minutes."),
    ]


def test_the_place_is_the_page_and_the_row_on_it():
    blocks = read([Text("Title of it", size=16)], lines(FIRST))
    assert [b.place for b in blocks] == [Place("page 1", "0"), Place("page 2", "0")]
    assert [b.index for b in blocks] == [0, 1]


# Files


def encrypted(password: str) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(pdf_file([Text("Open to all.")])))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_file_encrypted_without_a_password_for_readers_is_read():
    assert pdf.read(encrypted(""), name="brief.pdf").blocks[0].text == "Open to all."


SOUND = pdf_file(lines(FIRST))
BAD_FILES = {
    "password": (encrypted("secret"), ReadError, "password"),
    "no words": (pdf_file([]), NoText, "OCR"),
    "cut off": (SOUND[:100], ReadError, "damaged"),
    "no PDF": (b"%PDF-1.7 but nothing else", ReadError, "damaged"),
    "empty": (b"", ReadError, "damaged"),
}


@pytest.mark.parametrize("case", sorted(BAD_FILES))
def test_a_bad_file_ends_in_one_line_that_names_it(case: str):
    data, error, words = BAD_FILES[case]
    with pytest.raises(error) as caught:
        pdf.read(data, name="brief.pdf")
    message = str(caught.value)
    assert message.startswith("brief.pdf ")
    assert words in message
    assert "\n" not in message


def test_a_file_that_takes_too_long_ends_in_one_line(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "TIME_LIMIT", 0.001)
    with pytest.raises(ReadError, match=r"^brief\.pdf takes more than"):
        pdf.read(SOUND, name="brief.pdf")


def outcome(path: Path) -> str:
    """The words of a file, or the line that says why there are none."""
    try:
        return "\n".join(block.text for block in pdf.read(path.read_bytes(), name=path.name).blocks)
    except ReadError as error:
        return f"Error: {error}"


def test_every_peer_document_ends_in_text_or_one_line(peer_docs: Path):
    for path in sorted((peer_docs / "pdf").glob("*.pdf")):
        started = time.perf_counter()
        words = outcome(path)
        assert words.strip()
        assert not words.startswith("Error:") or (words.startswith(f"Error: {path.name} ") and "\n" not in words)
        assert time.perf_counter() - started < SECONDS_A_FILE, path.name


def test_columns_of_a_latex_document_are_read_in_order(peer_docs: Path):
    words = outcome(peer_docs / "pdf" / "multicolumn.pdf")
    assert "consectetuer adipiscing elit" in words
    places = [
        words.index(start) for start in ("Nam dui ligula", "Nulla malesuada", "Quisque ullam", "Suspendisse vel felis")
    ]
    assert places == sorted(places)


def test_arabic_comes_in_logical_order(peer_docs: Path):
    assert outcome(peer_docs / "pdf" / "habibi.pdf").startswith("حَبيبي habibi")


def test_author_and_day_come_from_the_properties():
    info = "/Author (Forum secretariat) /CreationDate (D:20260420090000Z)"
    meta = pdf.read(pdf_file([Text("A line.")], info=info), name="x.pdf").meta
    assert (meta.author, meta.date) == ("Forum secretariat", "2026-04-20")
