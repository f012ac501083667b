from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forumdocs.model import Cell, Kind
from forumdocs.readers import markdown


def document(text: str):
    return markdown.read(text.encode(), name="a.md")


def read(text: str):
    return document(text).blocks


def test_headings_have_their_level() -> None:
    blocks = read("# One\n\nTwo\n---\n\n### Three\n")

    assert [(block.kind, block.level, block.text) for block in blocks] == [
        (Kind.HEADING, 1, "One"),
        (Kind.HEADING, 2, "Two"),
        (Kind.HEADING, 3, "Three"),
    ]


def test_a_paragraph_is_joined_and_loses_its_markup() -> None:
    (block,) = read("A *quick* [link](http://example.org) with\n`code`, **bold** and <b>tags</b>.\n")

    assert block.text == "A quick link with code, bold and tags."
    assert block.place.address == "1-2"


def test_wrapped_chinese_is_joined_without_spaces() -> None:
    assert read("量子通信\n网络")[0].text == "量子通信网络"


def test_a_change_of_script_ends_a_block() -> None:
    blocks = read("The forum opens on Monday.\n论坛将于周一开幕。")

    assert [(block.text, block.place.address) for block in blocks] == [
        ("The forum opens on Monday.", "1"),
        ("论坛将于周一开幕。", "2"),
    ]


def test_a_hard_break_ends_a_block() -> None:
    blocks = read("one  \ntwo\\\nthree<br>four")

    assert [(block.text, block.place.address) for block in blocks] == [
        ("one", "1"),
        ("two", "2"),
        ("three", "3"),
        ("four", "3"),
    ]


def test_list_items_nest_and_keep_their_markers() -> None:
    blocks = read("- one\n  - two\n- three\n\n3. four\n4. five\n")

    assert [(block.text, block.marker, block.level) for block in blocks] == [
        ("one", "-", 1),
        ("two", "-", 2),
        ("three", "-", 1),
        ("four", "3.", 1),
        ("five", "4.", 1),
    ]
    assert {block.kind for block in blocks} == {Kind.LIST_ITEM}


def test_the_second_paragraph_of_an_item_has_no_marker() -> None:
    assert [block.marker for block in read("- one\n\n  two\n")] == ["-", ""]


def test_a_table_gives_cells() -> None:
    blocks = read("| a | b |\n|---|---|\n| 1 | **2** |\n")

    assert [(block.text, block.cell, block.place.address) for block in blocks] == [
        ("a", Cell(0, 0, 0), "1"),
        ("b", Cell(0, 0, 1), "1"),
        ("1", Cell(0, 1, 0), "3"),
        ("2", Cell(0, 1, 1), "3"),
    ]


def test_a_quote_is_read() -> None:
    assert read("> quoted\n> text")[0].text == "quoted text"


def test_code_is_one_block_with_its_lines() -> None:
    (block,) = read("```python\na = 1\nb = 2\n```\n")

    assert block.text == "a = 1\nb = 2"


def test_an_image_gives_a_caption() -> None:
    blocks = read("Before ![the hall](x.png) after.")

    assert [(block.kind, block.text) for block in blocks] == [
        (Kind.PARAGRAPH, "Before after."),
        (Kind.CAPTION, "the hall"),
    ]


def test_footnotes_are_blocks_and_their_marks_go() -> None:
    blocks = read("A claim.[^1] Another.[^b]\n\n[^1]: The note.\n[^b]: word\n")

    assert [(block.kind, block.text, block.marker) for block in blocks] == [
        (Kind.PARAGRAPH, "A claim. Another.", ""),
        (Kind.FOOTNOTE, "The note.", "1"),
        (Kind.FOOTNOTE, "word", "b"),
    ]


def test_front_matter_gives_the_title_only() -> None:
    found = document('---\ntitle: "The forum"\ndate: 2025-01-01\n---\n\nText.\n')

    assert found.title == "The forum"
    assert [(block.text, block.place.address) for block in found.blocks] == [("Text.", "6")]


def test_a_rule_at_the_start_is_no_front_matter() -> None:
    assert [block.text for block in read("---\n\nText here.\n\n---\n")] == ["Text here."]


def test_html_in_markdown_is_read_as_html() -> None:
    blocks = read(
        "<div>\n<p>Inside.</p><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></div>\n"
        "\n| x |\n|---|\n"
    )

    assert [block.text for block in blocks] == ["Inside.", "a", "b", "c", "d", "x"]
    assert [block.cell.table for block in blocks if block.cell] == [0, 0, 0, 0, 1]


def test_a_comment_is_left_out() -> None:
    assert [block.text for block in read("<!-- hidden -->\n\nshown\n")] == ["shown"]


@pytest.mark.parametrize("text", ["> " * 50 + "deep", "- " * 50 + "deep", "*" * 5000 + "deep", "[" * 5000 + "deep"])
def test_deep_nesting_loses_no_text(text: str) -> None:
    assert [block.text.strip("*[") for block in read(text + "\n\nend")] == ["deep", "end"]


@given(st.text(alphabet="ab #*-_>|`[]()<!^:\n 1.~\\&", max_size=200))
def test_any_markdown_is_read(text: str) -> None:
    assert [block.index for block in read(text)] == list(range(len(read(text))))


def test_the_front_matter_fills_the_title_block() -> None:
    text = (
        '---\ntitle: Minutes\nauthor: Secretariat\ndate: "14 May 2027"\nevent: Third forum\nlayout: page\n---\nText.\n'
    )
    found = document(text)
    meta = found.meta
    assert (found.title, meta.author, meta.date, meta.event) == ("Minutes", "Secretariat", "14 May 2027", "Third forum")
