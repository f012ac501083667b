from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forumdocs.errors import ReadError
from forumdocs.model import Cell, Kind
from forumdocs.readers import html

FIRST = "The first paragraph tells of a network of repeaters that spans three cities in the region."
SECOND = "The second one names the people who built it, and the day on which it was switched on."
CHINESE = "与会代表讨论了区域量子通信网络的建设情况，并就下一步工作达成了一致意见。"


def document(body: str):
    return html.read(body.encode(), name="a.html")


def read(body: str):
    return document(body).blocks


def texts(body: str) -> list[str]:
    return [block.text for block in read(body)]


def page(*parts: str) -> str:
    return f"<!doctype html><html><head><title>T</title></head><body>{''.join(parts)}</body></html>"


def test_the_title_goes_to_the_document_and_into_no_block() -> None:
    found = document("<title>The  forum &amp; more</title><h1>The forum</h1><p>Text.</p>")

    assert found.title == "The forum & more"
    assert [block.text for block in found.blocks] == ["The forum", "Text."]


def test_headings_paragraphs_and_lists_have_their_kinds() -> None:
    blocks = read(
        "<h2>Head</h2><p>Text.</p><ol start=3><li><p>three</p><p>more</p><ul><li>deep</li></ul></li>"
        "<li>four</li></ol><figure><figcaption>the hall</figcaption></figure>"
    )

    assert [(block.kind, block.level, block.marker, block.text) for block in blocks] == [
        (Kind.HEADING, 2, "", "Head"),
        (Kind.PARAGRAPH, 0, "", "Text."),
        (Kind.LIST_ITEM, 1, "3.", "three"),
        (Kind.LIST_ITEM, 1, "", "more"),
        (Kind.LIST_ITEM, 2, "•", "deep"),
        (Kind.LIST_ITEM, 1, "4.", "four"),
        (Kind.CAPTION, 0, "", "the hall"),
    ]


def test_inline_elements_do_not_break_words() -> None:
    assert texts("<p>quan<b>tum</b> net<i>works</i>, a<sup>2</sup></p>") == ["quantum networks, a2"]


def test_a_line_break_of_the_source_is_a_space_but_not_between_ideographs() -> None:
    assert texts("<p>one\n  two</p><p>量子\n<b>通信</b></p>") == ["one two", "量子通信"]


def test_a_br_ends_a_line() -> None:
    assert texts("<p>12 Harbour Road<br>Room 304<br><br>Seoul</p>") == [
        "12 Harbour Road",
        "Room 304",
        "Seoul",
    ]


def test_text_between_blocks_is_kept() -> None:
    assert texts("<div>one<p>two</p>three<table><tr><td>four</table>five</div>") == [
        "one",
        "two",
        "three",
        "four",
        "five",
    ]


def test_what_is_not_shown_is_left_out() -> None:
    body = (
        "<script>var a = '<p>x</p>'</script><style>p {}</style><template><p>t</p></template><!-- c -->"
        "<p hidden>h</p><p style='Display: NONE'>n</p><span aria-hidden=true>i</span><p>shown</p>"
    )

    assert texts(body) == ["shown"]


def test_old_windows_references_are_read_as_meant() -> None:
    assert texts("<p>It&#146;s &mdash; here</p>") == ["It’s — here"]


def test_a_data_table_gives_cells_and_counts_spans() -> None:
    blocks = read(
        "<table><tr><th rowspan=2>A</th><th colspan=2>B</th></tr><tr><td>c</td><td>d</td></tr>"
        "<tr><td>e</td><td>f</td><td>g</td></tr></table>"
    )

    assert [(block.text, block.cell) for block in blocks] == [
        ("A", Cell(0, 0, 0)),
        ("B", Cell(0, 0, 1)),
        ("c", Cell(0, 1, 1)),
        ("d", Cell(0, 1, 2)),
        ("e", Cell(0, 2, 0)),
        ("f", Cell(0, 2, 1)),
        ("g", Cell(0, 2, 2)),
    ]
    assert {block.kind for block in blocks} == {Kind.TABLE_CELL}


def test_a_table_for_layout_is_no_table() -> None:
    blocks = read(f"<table><tr><td><h1>Forum</h1></td></tr><tr><td><p>{FIRST}</p></td></tr></table>")

    assert [block.cell for block in blocks] == [None, None]


def test_the_address_is_an_xpath() -> None:
    assert read("<div><p>a</p><p>b</p></div>")[1].place.address.endswith("/div/p[2]")


def test_site_chrome_is_left_out() -> None:
    body = page(
        "<nav><a href=/>Home</a> <a href=/n>News</a></nav>",
        f"<main><h1>Forum</h1><p>{FIRST}</p><p>{SECOND}</p></main>",
        "<div class='related-posts'><ul><li><a href=1>Another story about another thing</a></li></ul></div>",
        "<div id=cookie-consent><p>We use cookies to make this site better. Please accept them.</p></div>",
    )

    assert texts(body) == ["Forum", FIRST, SECOND]


def test_prose_in_every_language_of_a_page_is_kept() -> None:
    body = page(
        "<div class=a><h1>Forum</h1>",
        f"<p>{FIRST}</p><p>{SECOND}</p></div><hr><div class=b><h2>论坛</h2><p>{CHINESE}</p></div>",
    )

    assert texts(body) == ["Forum", FIRST, SECOND, "论坛", CHINESE]


def test_a_body_that_calls_itself_by_a_sidebar_is_still_read() -> None:
    body = f"<html><body class='has-sidebar'><p>{FIRST}</p><p>{SECOND}</p></body></html>"

    assert texts(body) == [FIRST, SECOND]


def test_short_pages_are_read_whole() -> None:
    assert texts(page("<p>Closed today.</p><p>Open on Monday.</p>")) == ["Closed today.", "Open on Monday."]


@pytest.mark.parametrize(
    ("head", "codec", "name"),
    [
        ("<meta charset=gb2312>", "gbk", "gb18030"),
        ("<meta charset=utf-8>", "gbk", "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=big5">', "gbk", "gb18030"),
        ('<?xml version="1.0" encoding="gbk"?>', "gbk", "gb18030"),
        ("", "utf-16", "utf-16-le"),
    ],
)
def test_the_declared_encoding_is_believed_only_if_plausible(head: str, codec: str, name: str) -> None:
    found = html.read(f"{head}<p>{CHINESE}</p>".encode(codec), name="a.html")

    assert found.encoding == name
    assert [block.text for block in found.blocks] == [CHINESE]


def test_entities_are_not_expanded_from_a_doctype() -> None:
    body = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "yy">]><p>a &x; &y; b</p>'

    assert "root:" not in "".join(texts(body))


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 20000 + "<p>deep text</p>",
        "<p>deep text" + "<font>" * 5000,
        "<table><tr><td>" * 3000 + "deep text",
        "<ul><li>" * 3000 + "deep text",
    ],
)
def test_deep_nesting_loses_no_text(body: str) -> None:
    assert "deep text" in texts(body)


TAGS = ["<p>", "</p>", "<table>", "<tr>", "<td>", "<li>", "<ul>", "<a>", "</a>", "<br>", "<h1>", "</div>"]


@given(st.lists(st.sampled_from([*TAGS, "x", "yy", "&", "<", ">"])))
def test_any_soup_of_tags_is_read(parts: list[str]) -> None:
    try:
        blocks = read("<i>" + "".join(parts))
    except ReadError:
        return
    assert [block.index for block in blocks] == list(range(len(blocks)))


STORY = (
    "<p>The ferry company opened its first quantum link on Monday. Three islands share it.</p>"
    "<p>Engineers had laid the fibre along the sea bed in March, and tested it for ten weeks.</p>"
    "<p>The second line, which is to reach the lighthouse, will be opened before the winter.</p>"
)


def _texts(body: str, title: str) -> list[str]:
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return [block.text for block in html.read(page.encode(), name="page.html").blocks]


def test_a_headline_that_the_title_words_otherwise_is_kept_with_its_deck() -> None:
    head = "<div class='t'><h2>Ferry company opens a first quantum link</h2><h3>Three islands, one line</h3></div>"
    texts = _texts(
        f"<div><a>Sea</a> <a>Sky</a></div>{head}<div class='body'>{STORY}</div>",
        "Ferry company opens quantum link - Coast",
    )
    assert texts[:2] == ["Ferry company opens a first quantum link", "Three islands, one line"]


def test_only_prose_is_kept_above_the_headline() -> None:
    side = "<p>Welcome to the home of the Coast Post, read on all islands!</p><ul><li>Sea</li><li>Sky</li></ul>"
    texts = _texts(f"{side}<h1>Ferries share a quantum link</h1>{STORY}", "Ferries share a quantum link")
    assert texts[1] == "Ferries share a quantum link"
    assert "Sea" not in texts


def test_a_heading_inside_the_text_is_no_headline() -> None:
    texts = _texts(
        f"<p>Short note</p>{STORY}<h2>Ferries share a quantum link</h2>{STORY}", "Ferries share a quantum link"
    )
    assert texts.index("Ferries share a quantum link") == 4


def test_a_cookie_notice_is_left_out_even_if_it_is_prose() -> None:
    notice = "<div class='gdpr'><p>We and our 312 partners store and read data on your device.</p></div>"
    texts = _texts(notice + STORY, "Ferries")
    assert not any("partners" in text for text in texts)


def test_links_that_touch_are_lines_of_their_own() -> None:
    assert _texts("<div><a>World</a><a>Science</a> and <a>Sea</a></div>", "") == ["World", "Science and Sea"]
    assert _texts("<p>As shown before<a>[1]</a><a>[2]</a>.</p>", "") == ["As shown before[1][2]."]


def test_author_and_day_come_from_the_meta_elements() -> None:
    page = document(
        '<meta name="Author" content="Press office"><meta property="article:published_time" '
        'content="2026-02-12T08:00+09:00"><meta name="date" content="2020-01-02"><p>Text.</p>'
    )
    assert (page.meta.author, page.meta.date) == ("Press office", "2026-02-12")
