from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forumdocs.model import Cell, Kind
from forumdocs.readers import text as reader


def read(text: str):
    return reader.read(text.encode(), name="a.txt").blocks


def texts(text: str) -> list[str]:
    return [block.text for block in read(text)]


PROSE = "The members discussed the state of the network and agreed on the next steps."


def test_a_blank_line_ends_a_block() -> None:
    assert texts("first part\n \t\nsecond part") == ["first part", "second part"]


def test_a_line_of_ideographic_spaces_is_blank() -> None:
    assert texts("第一段\n\u3000\u3000\n第二段") == ["第一段", "第二段"]


def test_wrapped_lines_are_one_block() -> None:
    text = (
        "The members discussed the state of the network in\n"
        "the region and agreed on the next steps, which the\n"
        "secretariat will publish before the end of May."
    )

    (block,) = read(text)

    assert block.text == text.replace("\n", " ")
    assert block.place.address == "1-3"


def test_wrapped_chinese_is_joined_without_spaces() -> None:
    lines = [
        "与会代表讨论了区域量子通信网络的建设情况，并就下一步",
        "工作达成了一致意见。秘书处将在五月底之前公布会议纪要",
        "和相关文件。",
    ]

    assert texts("\n".join(lines)) == ["".join(lines)]


def test_a_paragraph_on_each_line_stays_a_block_each() -> None:
    lines = [PROSE, "Afterwards they visited the laboratory.", PROSE + " " + PROSE]

    assert texts("\n".join(lines)) == lines


def test_a_change_of_script_between_lines_ends_a_block() -> None:
    lines = ["The forum opens on Monday in the main hall of the\n", "与会代表将在周一讨论量子网络。"]

    assert texts("".join(lines)) == [lines[0].strip(), lines[1]]


def test_an_english_name_on_a_wrapped_chinese_line_does_not_end_the_block() -> None:
    lines = [
        "本次会议由多家机构共同主办，其中包括欧洲的合作伙伴以",
        "及 International Network of Quantum Laboratories 等单",
        "位，会议期间还将举办多场专题讨论和实验室参观活动。",
    ]

    assert len(texts("\n".join(lines))) == 1


def test_address_lines_stay_lines_of_their_own() -> None:
    lines = ["Secretariat of the Forum", "12 Harbour Road", "Room 304", "Tel. 555 0199"]

    assert texts("\n".join(lines)) == lines


def test_verses_and_menus_stay_lines_of_their_own() -> None:
    lines = ["home", "about us", "our members", "contact"]

    assert texts("\n".join(lines)) == lines


def test_an_indent_begins_a_paragraph() -> None:
    lines = [
        "\u3000\u3000与会代表讨论了区域量子通信网络的建设情况，并就下",
        "一步工作达成了一致意见。秘书处将在五月底之前公布纪要。",
        "\u3000\u3000各国代表还参观了实验室，并就标准问题交换了意见，",
        "会议取得了圆满成功。",
    ]

    assert [block.place.address for block in read("\n".join(lines))] == ["1-2", "3-4"]


@pytest.mark.parametrize(
    ("line", "marker", "text"),
    [
        ("- open the meeting", "-", "open the meeting"),
        ("• open the meeting", "•", "open the meeting"),
        ("1) open the meeting", "1)", "open the meeting"),
        ("(a) open the meeting", "(a)", "open the meeting"),
        ("①开幕式", "①", "开幕式"),
        ("（一）开幕式", "（一）", "开幕式"),
        ("가. 개회식", "가.", "개회식"),
        ("а) открытие", "а)", "открытие"),
        ("1. open the meeting", "1.", "open the meeting"),
    ],
)
def test_a_list_item_gives_its_marker(line: str, marker: str, text: str) -> None:
    (block,) = read(line)

    assert (block.kind, block.marker, block.text, block.level) == (Kind.LIST_ITEM, marker, text, 1)


@pytest.mark.parametrize(
    "line",
    [
        "2024. was the year of the first forum.",
        "2025 was a good year.",
        "12. March is the day of the meeting.",
        "5. 3. (금) 오후 2시에 개최된다.",
        "1.5 million people took part.",
        "-5 °C was measured in the hall.",
        "(2024) saw the first forum.",
        "А. Иванов открыл форум.",
        "1990年代，研究开始起步。",
    ],
)
def test_a_sentence_that_begins_with_a_number_is_no_list_item(line: str) -> None:
    (block,) = read(line)

    assert (block.kind, block.text) == (Kind.PARAGRAPH, line)


def test_a_number_beside_its_neighbour_is_a_list() -> None:
    blocks = read("11. open the session\n12. close the session")

    assert [block.marker for block in blocks] == ["11.", "12."]


def test_indents_and_styles_nest_a_list() -> None:
    blocks = read("- one\n  - two\n  - three\n- four\n1) five\n- six")

    assert [block.level for block in blocks] == [1, 2, 2, 1, 2, 1]


def test_a_hanging_line_belongs_to_its_item() -> None:
    blocks = read("- a long item that fills the line and goes\n  on below it\n- next")

    assert [block.text for block in blocks] == [
        "a long item that fills the line and goes on below it",
        "next",
    ]


def test_items_with_numbers_of_several_parts_hang_like_others() -> None:
    text = (
        "2.1. Назначить рабочую группу по подготовке итогового\n     документа.\n"
        "2.2. Собраться вновь осенью, не позднее октября, чтобы успеть к\n     15:00 пятницы.\n"
    )
    assert [(block.kind, block.marker, block.text) for block in read(text)] == [
        (Kind.LIST_ITEM, "2.1.", "Назначить рабочую группу по подготовке итогового документа."),
        (Kind.LIST_ITEM, "2.2.", "Собраться вновь осенью, не позднее октября, чтобы успеть к 15:00 пятницы."),
    ]


def test_a_narrow_line_that_goes_on_in_small_letters_is_wrapped() -> None:
    assert texts("The secretariat kindly asks\nall guests to be on time.") == [
        "The secretariat kindly asks all guests to be on time."
    ]
    assert texts("Tea and coffee\nbiscuits") == ["Tea and coffee", "biscuits"]


def test_a_dash_at_the_edge_of_a_wrapped_line_is_no_bullet() -> None:
    text = (
        "Участники приехали из Владивостока и Казани\n"
        "— городов, где работают крупные лаборатории,\n"
        "и обсудили общие планы на ближайшие годы."
    )

    assert texts(text) == [text.replace("\n", " ")]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("1. Introduction", 1),
        ("2.1 Networks in the region", 2),
        ("一、总体要求", 1),
        ("（一）总体要求", 2),
        ("第一章 总则", 1),
        ("제1장 총칙", 1),
        ("Глава 1. Общие положения", 1),
        ("State of the network", 2),
    ],
)
def test_a_short_line_over_a_paragraph_is_a_heading(line: str, level: int) -> None:
    _, block, below = read(f"{PROSE}\n\n{line}\n\n{PROSE}")

    assert (block.kind, block.level, block.text, block.marker) == (Kind.HEADING, level, line, "")
    assert below.kind == Kind.PARAGRAPH


@pytest.mark.parametrize("line", ["It was agreed.", "agreed in the hall", "Tel. +82 2 555 0199", "x@y.org"])
def test_other_short_lines_are_no_headings(line: str) -> None:
    assert read(f"{PROSE}\n\n{line}\n\n{PROSE}")[1].kind == Kind.PARAGRAPH


def test_the_first_heading_is_the_title() -> None:
    assert read(f"Quantum Forum\n\n{PROSE}")[0].level == 1


def test_a_pile_of_short_lines_is_a_menu_rather_than_headings() -> None:
    blocks = read(f"Home\n\nNews\n\nMembers\n\nContact\n\n{PROSE}")

    assert blocks[0].kind == blocks[1].kind == Kind.PARAGRAPH


def test_tabs_in_a_grid_are_a_table() -> None:
    blocks = read("Country\tBudget\nKorea\t10\n\nplain\n\nA\tB\nC\t")

    assert [(block.text, block.cell) for block in blocks] == [
        ("Country", Cell(0, 0, 0)),
        ("Budget", Cell(0, 0, 1)),
        ("Korea", Cell(0, 1, 0)),
        ("10", Cell(0, 1, 1)),
        ("plain", None),
        ("A", Cell(1, 0, 0)),
        ("B", Cell(1, 0, 1)),
        ("C", Cell(1, 1, 0)),
    ]


def test_a_line_drawn_across_the_page_is_left_out() -> None:
    assert texts("above\n=====\nbelow\n* * *\nend") == ["above", "below", "end"]


def test_blocks_are_numbered_in_order() -> None:
    assert [block.index for block in read("a\n\nb\n\nc")] == [0, 1, 2]


@given(st.text(max_size=400))
def test_no_letter_is_lost_or_moved(text: str) -> None:
    from forumdocs.readers.lines import normalize

    def letters(of: str) -> str:
        return "".join(char for char in of if char.isalpha())

    blocks = reader.split_blocks(text)

    assert letters("".join(block.marker + block.text for block in blocks)) == letters(normalize(text))


def test_the_sentences_of_a_real_bilingual_text_keep_their_lines(seeds) -> None:
    path = next(seeds.glob("000*.txt"))
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]

    assert len(reader.read(path.read_bytes(), name=path.name).blocks) == len(lines)
