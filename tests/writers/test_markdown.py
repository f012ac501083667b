from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from forumdocs.model import Cell, Handout, Kind, Meta, Origin, Pair, SummarySentence
from forumdocs.writers.markdown import escape, render
from forumdocs.writers.style import Style


def written(handout: Handout, *others: Handout, style: Style | None = None) -> str:
    return render(handout, style or Style(), others).decode("utf-8")


def shown(text: str) -> str:
    """What a reader sees of Markdown."""
    page = MarkdownIt("commonmark").enable("table").enable("strikethrough").render(text)
    return html.fromstring(f"<div>{page}</div>").text_content().strip()


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=("C", "Z"))
        | st.sampled_from(" *_`#[]()<>|~-+1.:&\\!=a")
    )
)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    assert shown(escape(text)) == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("1. First", r"1\. First"),
        ("# no heading", r"\# no heading"),
        ("- no item", r"\- no item"),
        ("a * b | c", r"a \* b \| c"),
        ("snake_case", r"snake\_case"),
        ("see https://example.org/a_b?c=1&d=2*", r"see https://example.org/a_b?c=1&d=2\*"),
        ("costs $5 or $6", r"costs \$5 or \$6"),
    ],
)
def test_signs_of_markdown_are_escaped_where_they_would_count(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_a_paragraph_is_followed_by_its_translation_as_a_quotation(handout: Handout) -> None:
    text = written(handout)
    assert (
        "论坛将在“国家会议中心”举行。请于7月1日前登记。\n\n"
        "> The forum takes place at the convention centre. Please register by 2 July.[^1.2]\n"
    ) in text
    assert "[^1.2]: 1.2: 数字与原文不符：请逐一核对数字和日期。 / The numbers are not those of the source" in text


def test_a_heading_shows_both_languages_in_the_outline(handout: Handout, make_pair: Callable[..., Pair]) -> None:
    agenda = make_pair("6.1", "zh", "议程", "Agenda", kind=Kind.HEADING, flags=("too-short",))
    assert "## 议程 / Agenda[^6.1]\n" in written(replace(handout, pairs=(*handout.pairs, agenda)))


def test_a_title_that_the_text_begins_with_stands_once(handout: Handout) -> None:
    text = written(handout)
    assert text.startswith("# 关于论坛的通知 / Notice of the forum\n")
    assert text.count("Notice of the forum") == 1


def test_wording_that_is_the_same_in_both_languages_keeps_its_footnote(
    handout: Handout, make_pair: Callable[..., Pair]
) -> None:
    same = make_pair("6.1", "zh", "IEC 2027", "IEC 2027", kind=Kind.HEADING, flags=("untranslated",))
    assert "## IEC 2027[^6.1]\n" in written(replace(handout, pairs=(*handout.pairs, same)))


def test_text_in_the_target_language_stands_once(handout: Handout) -> None:
    assert written(handout).count("Coffee is served.") == 1
    assert "> Coffee" not in written(handout)


def test_an_item_holds_its_translation(handout: Handout) -> None:
    assert "1) Ждём вас!\n\n   > We look forward to seeing you!\n" in written(handout)


def test_a_bullet_is_set_once(handout: Handout, make_pair: Callable[..., Pair]) -> None:
    pairs = tuple(
        make_pair(f"{n}.1", "ru", "Чай", "Tea", kind=Kind.LIST_ITEM, level=1, marker=marker)
        for n, marker in enumerate(("•", "-", "", "（二）"))
    )
    lines = [line for line in written(replace(handout, pairs=pairs)).splitlines() if "Чай" in line]
    assert lines == ["- Чай", "- Чай", "- Чай", "- (2) Чай"]


def test_a_table_stays_a_table_with_both_languages_in_a_cell(handout: Handout, make_pair: Callable[..., Pair]) -> None:
    cells = [("时间", "Time"), ("地点", "Place"), ("10:00", "10:00"), ("甲|乙", "A|B")]
    pairs = tuple(
        make_pair(f"{n}.1", "zh", source, target, kind=Kind.TABLE_CELL, cell=Cell(0, n // 2, n % 2))
        for n, (source, target) in enumerate(cells)
    )
    text = written(replace(handout, pairs=pairs))
    assert "| 时间<br>Time | 地点<br>Place |\n| --- | --- |\n| 10:00 | 甲\\|乙<br>A\\|B |\n" in text
    assert "<td>10:00</td>" in MarkdownIt("commonmark").enable("table").render(text)


def test_further_targets_are_further_quotations_with_their_languages(handout: Handout) -> None:
    korean = replace(
        handout,
        target_lang="ko",
        pairs=tuple(replace(p, target="번역", origin=Origin.MT, flags=("too-short",)) for p in handout.pairs),
    )
    text = written(handout, korean)
    assert "> **English:** There is no fee.\n\n> **한국어:** 번역[^2.1-2]" in text
    assert "[^2.1-2]: 2.1: 译文明显偏短：可能有遗漏。 / 번역문이 보통보다" in text


def test_a_text_in_one_of_several_targets_stands_once(handout: Handout) -> None:
    korean = replace(
        handout,
        target_lang="ko",
        pairs=tuple(
            replace(p, target=p.source if p.source_lang == "ko" else "번역", origin=Origin.SAME) for p in handout.pairs
        ),
    )
    assert written(handout, korean).count("참가비는 없습니다.") == 1


def test_the_draft_is_said_until_it_is_final(handout: Handout) -> None:
    assert "**草稿，机器翻译 / DRAFT, machine translation**" in written(handout)
    assert "DRAFT" not in written(handout, style=Style(final=True))
    assert "DRAFT" not in written(replace(handout, draft=False))


def test_what_is_known_of_the_document_and_its_summary_stand_on_top(handout: Handout) -> None:
    full = replace(
        handout,
        meta=Meta(target_title="A *notice*", event="Forum", date="2026-07-01"),
        summary=(SummarySentence(1, "请登记。", "Please register.", 1.0),),
    )
    text = written(full)
    assert text.startswith("# 关于论坛的通知 / A \\*notice\\*\n")
    assert "\nForum · 2026-07-01\n" in text
    assert "## 摘要 / Summary\n\n请登记。 (¶ 1)\n\n> Please register.\n" in text


def test_every_footnote_is_named_once_and_used_once(handout: Handout) -> None:
    text = written(handout)
    used, defined = re.findall(r"\[\^([\d.-]+)\](?!:)", text), re.findall(r"^\[\^([\d.-]+)\]:", text, re.MULTILINE)
    assert used == defined == ["1.2"]
