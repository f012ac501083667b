"""The handout as a page, read as markup and in a real browser: Chromium without a window, through Playwright."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from forumdocs.errors import WriteError
from forumdocs.model import Cell, Handout, Kind, Meta, Origin, Pair, Picture, SummarySentence, TermMatch
from forumdocs.paths import HOME_VARIABLE
from forumdocs.writers.html import render
from forumdocs.writers.images import MOST_BYTES
from forumdocs.writers.style import Layout, Paper, Style

WIDTHS = ((390, 844), (820, 1180), (1440, 900))
"""Phone, tablet and desktop."""
GIF = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"
"""A black point."""
STACKED = Style(layout=Layout.STACKED)


@pytest.fixture(scope="session", autouse=True)
def no_glossary_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture
def full(handout: Handout, make_pair: Callable[..., Pair]) -> Handout:
    """The notice with everything a page can show: terms, a table, three headings, a summary, Japanese."""
    qkd = TermMatch("qkd", "量子密钥分发", "quantum key distribution", True)
    own = TermMatch("our-own", "经典信道", "classical channel", False)
    cells = [("时间", "Time"), ("地点", "Place"), ("10:00", "10:00"), ("主会场", "Main hall")]
    return replace(
        handout,
        source_langs=("zh", "ja", "th"),
        pairs=(
            *handout.pairs,
            make_pair("6.1", "zh", "议程", "Agenda", kind=Kind.HEADING, level=2),
            *(
                make_pair(f"{n}.1", "zh", *texts, kind=Kind.TABLE_CELL, cell=Cell(0, (n - 7) // 2, (n - 7) % 2))
                for n, texts in enumerate(cells, 7)
            ),
            make_pair("11.1", "ja", "技術", "Technology", kind=Kind.HEADING, level=2, flags=("low-confidence",)),
            make_pair("12.1", "zh", "量子密钥分发离不开经典信道。", "Quantum key distribution", terms=(qkd, own)),
            replace(
                make_pair("13.1", "zh", "再谈量子密钥分发。", f"On quantum key distribution again <b>. {'A' * 150}"),
                terms=(qkd, own),
                flags=("term-missing",),
            ),
        ),
        summary=(SummarySentence(1, "请于7月1日前登记。", "Please register by 2 July.", 1.0),),
        meta=Meta(event="Four Rivers", date="7 July", number="A/1"),
        pictures={2: (Picture(GIF, 400.0, "A map <of> rivers"), Picture(b"\x01\0\0\0 EMF", 20.0)), 8: (Picture(GIF),)},
    )


def korean(handout: Handout) -> Handout:
    pairs = tuple(replace(p, target="번역", origin=Origin.MT, flags=(), terms=()) for p in handout.pairs)
    return replace(handout, target_lang="ko", pairs=pairs, summary=())


def parsed(handout: Handout, style: Style | None = None, *others: Handout) -> Any:
    return html.fromstring(render(handout, style or Style(), others).decode("utf-8"))


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


# Without a browser.


def test_source_and_translation_stand_side_by_side_sentence_by_sentence(full: Handout) -> None:
    rows = parsed(full).xpath("//table[contains(@class,'pairs')]/tbody/tr[not(@class='picture')]")
    assert [words(cell) for cell in rows[0]][:3] == [
        "1.1",
        "论坛将在“国家会议中心”举行。",
        "The forum takes place at the convention centre.",
    ]
    assert [words(cell) for cell in rows[4]] == ["4.1", "–", "Coffee is served."]


def test_in_the_stacked_layout_the_translation_stands_below_the_paragraph(full: Handout) -> None:
    (passage,) = parsed(full, STACKED).xpath("//*[@id='b1']")
    assert [words(p) for p in passage.xpath("p")] == [
        "论坛将在“国家会议中心”举行。请于7月1日前登记。",
        "The forum takes place at the convention centre. Please register by 2 July.",
    ]
    assert [p.get("lang") for p in passage.xpath("p")] == ["zh", "en"]


@pytest.mark.parametrize("style", [Style(), STACKED])
def test_every_text_names_its_language(full: Handout, style: Style) -> None:
    page = parsed(full, style)
    for side in page.xpath("//*[contains(@class,'source') or contains(@class,'target')][self::p]"):
        assert side.get("lang")
    assert [p.get("lang") for p in page.xpath("//*[@id='b5']//p[@lang]")] == ["th", "en"]


@pytest.mark.parametrize("style", [Style(), STACKED])
def test_headings_are_headings_in_both_languages(full: Handout, style: Style) -> None:
    page = parsed(full, style)
    found = [(h.tag, [words(span) for span in h.xpath("span")]) for h in page.xpath("//main//h2|//main//h3")]
    assert found == [
        ("h2", ["议程", "Agenda"]),
        ("h2", ["技術", "Technology"]),
    ]


@pytest.mark.parametrize("style", [Style(), STACKED])
def test_the_contents_lead_to_the_headings(full: Handout, style: Style, make_pair: Callable[..., Pair]) -> None:
    last = make_pair("14.1", "zh", "附件", "Annex", kind=Kind.HEADING, level=3)
    page = parsed(replace(full, pairs=(*full.pairs, last)), style)
    links = {link.get("href"): words(link) for link in page.xpath("//nav//a")}
    assert links == {"#b6": "Agenda", "#b11": "Technology", "#b14": "Annex"}
    assert all(page.xpath(f"//*[@id='{target[1:]}']") for target in links)


@pytest.mark.parametrize("style", [Style(), STACKED])
def test_a_title_that_the_text_begins_with_stands_once(full: Handout, style: Style) -> None:
    doubtful = replace(full.pairs[0], flags=("too-short",))
    page = parsed(replace(full, pairs=(doubtful, *full.pairs[1:])), style)
    assert words(page.find("body")).count("关于论坛的通知") == 1
    (check,) = page.xpath("//header//*[@id='b0']//details")
    assert words(check.find("summary")) == "Check 0.1 · too short"


def test_a_title_below_the_header_of_the_pages_stands_once(full: Handout) -> None:
    header = replace(full.pairs[5], source="Форум", kind=Kind.HEADER)
    pairs = tuple(replace(p, id=f"{p.block + 1}.{p.id[2:]}", block=p.block + 1) for p in full.pairs[:5])
    page = parsed(replace(full, pairs=(replace(header, id="0.1", block=0), *pairs)))
    assert words(page.find("body")).count("Notice of the forum") == 1


def test_a_title_in_the_words_of_the_user_is_also_that_of_the_text(full: Handout) -> None:
    page = parsed(replace(full, meta=Meta(target_title="A Word to All")))
    assert [words(p) for p in page.xpath("//header//p[@class='subtitle']")] == ["A Word to All"]
    assert "Notice of the forum" not in words(page.find("body"))


def test_a_heading_that_is_the_same_in_both_languages_is_said_once(
    full: Handout, make_pair: Callable[..., Pair]
) -> None:
    same = make_pair("14.1", "zh", "2027", "2027", kind=Kind.HEADING)
    page = parsed(replace(full, pairs=(*full.pairs, same)), STACKED)
    assert words(page.xpath("//*[@id='b14']")[0]) == "2027"


def test_a_page_speaks_the_languages_of_its_readers(full: Handout) -> None:
    page = parsed(full, Style(signature=True))
    assert page.get("lang") == "en"
    assert words(page.xpath("//section[@class='summary']/h2")[0]) == "摘要 / Summary"
    assert words(page.xpath("//details[@class='facts']/summary")[0]) == "关于本材料 / About this handout"
    labels = page.xpath("//details[@class='facts']/dl/@lang")
    assert labels == ["zh", "en"]
    assert "批准 / Approved by" in words(page.xpath("//section[@class='signature']")[0])
    check = page.xpath("//details[@id='check-1.2-0']")[0]
    assert [item.get("lang") for item in check.xpath(".//li")] == ["zh", "en"]


def test_a_page_for_readers_of_other_languages_has_no_english(full: Handout) -> None:
    page = parsed(replace(korean(full), pairs=tuple(replace(p, flags=("too-short",)) for p in korean(full).pairs)))
    page.xpath("//body/script")[0].drop_tree()
    said = words(page.find("body"))
    for english in ("Check", "Summary", "Terms", "About", "Contents", "Picture", "Source", "DRAFT", "too short"):
        assert english not in said
    assert "확인 · 너무 짧음" in said


def test_traditional_chinese_says_so(full: Handout, make_pair: Callable[..., Pair]) -> None:
    text = "請於七月一日前登記參加量子論壇，會議將討論關鍵技術與國際標準。"
    page = parsed(replace(full, pairs=(make_pair("14.1", "zh", text, "Register."),)))
    assert page.xpath("//td[contains(@class,'source')]/p/@lang") == ["zh-Hant"]
    assert words(page.xpath("//thead//th")[1]).startswith("中文（繁體）")


def test_a_text_in_one_of_several_targets_stands_in_its_column(full: Handout) -> None:
    russian = replace(
        korean(full), target_lang="ru", pairs=tuple(p for p in korean(full).pairs if p.source_lang != "ru")
    )
    page = parsed(full, Style(), russian)
    assert words(page.xpath("//*[@id='b3']/td")[3]).endswith("Ждём вас!")


@pytest.mark.parametrize("style", [Style(), STACKED])
def test_a_table_of_the_source_stays_a_table(full: Handout, style: Style) -> None:
    rows = parsed(full, style).xpath("//table[@class='grid']//tr")
    assert [[[words(p) for p in cell] for cell in row] for row in rows] == [
        [["时间", "Time"], ["地点", "Place"]],
        [["10:00"], ["主会场", "Main hall"]],
    ]


def test_an_item_keeps_its_marker_and_stands_in_a_list(full: Handout) -> None:
    (item,) = parsed(full, STACKED).xpath("//main/ul/li")
    assert words(item) == "31) Ждём вас!1) We look forward to seeing you!"


def test_a_term_leads_to_its_entry_in_the_languages_of_the_glossary(full: Handout) -> None:
    page = parsed(full)
    links = page.xpath("//*[@id='s13.1']/ancestor::tr//a[contains(@class,'term')]")
    assert [words(link) for link in links] == ["量子密钥分发", "quantum key distribution"]
    (entry,) = page.xpath(f"//*[@id='{links[0].get('href')[1:]}']")
    assert "quantum key distribution" in words(entry)
    assert {dd.get("lang") for dd in entry.xpath(".//dd")} >= {"en", "zh-Hans", "ko", "ru", "ja", "th"}
    assert entry.xpath("p")


def test_a_term_of_a_glossary_that_is_not_installed_has_what_the_pairs_show(full: Handout) -> None:
    page = parsed(full)
    (link,) = page.xpath("//*[@id='s12.1']/ancestor::tr//a[contains(@class,'missing')]")
    (entry,) = page.xpath(f"//*[@id='{link.get('href')[1:]}']")
    assert [words(dd) for dd in entry.xpath(".//dd")] == ["经典信道", "classical channel"]


def test_a_glossary_that_was_named_for_the_run_gives_its_definitions(full: Handout, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[our-own]\ndefinition = "A line that carries bits."\nen = { preferred = "classical channel" }\n'
        'zh-Hans = { preferred = "经典信道" }\n',
        encoding="utf-8",
    )
    page = parsed(replace(full, glossaries=(path,)))
    assert page.xpath("//*[@class='entry']/p[contains(., 'A line that carries bits.')]")
    path.unlink()
    assert parsed(replace(full, glossaries=(path,))).xpath("//*[@class='entry']")


@pytest.mark.parametrize("style", [Style(), STACKED])
def test_pictures_stand_where_the_source_has_them_and_say_what_they_show(full: Handout, style: Style) -> None:
    page = parsed(full, style)
    images = page.xpath("//main//img")
    assert [image.get("alt") for image in images] == ["A map <of> rivers", "Picture 3 of the source"]
    assert all(base64.b64decode(image.get("src").removeprefix("data:image/gif;base64,")) == GIF for image in images)
    assert [image.get("width") for image in images] == ["1512", None]
    (lost,) = page.xpath("//*[@class='lost']")
    assert words(lost) == "Picture 2 of the source: in a format that browsers do not show"
    order = page.xpath("//main//img | //main//table[@class='grid'] | //main//*[@id='b3'] | //main//*[@id='b2']")
    assert [element.get("id") or element.tag for element in order] == ["b2", "img", "b3", "table", "img"]


def test_a_picture_without_a_description_is_named_by_its_caption(full: Handout, make_pair: Callable[..., Pair]) -> None:
    caption = make_pair("14.1", "zh", "图一", "Figure 1: the line", kind=Kind.CAPTION)
    page = parsed(replace(full, pairs=(*full.pairs, caption), pictures={13: (Picture(GIF),)}))
    assert page.xpath("//img/@alt") == ["Figure 1: the line"]


def test_a_picture_beyond_bounds_is_named_but_not_in_the_page(full: Handout) -> None:
    page = render(replace(full, pictures={2: (Picture(GIF + bytes(MOST_BYTES)),)}), Style()).decode("utf-8")
    assert "Picture 1 of the source: too large for this page (8 MiB)" in page
    assert "<img" not in page


def test_a_flag_is_explained_in_plain_words_and_names_the_missing_term(full: Handout) -> None:
    (check,) = parsed(full).xpath("//details[@id='check-13.1-0']")
    assert words(check.find("summary")) == "Check · term missing"
    assert "Expected: “经典信道” → “classical channel”." in words(check)


def test_marks_and_entries_can_be_left_out(full: Handout) -> None:
    page = parsed(full, Style(mark_terms=False, appendix=False))
    assert page.xpath("//input[@id='marks']")[0].get("checked") is None
    assert page.xpath("//section[@class='terms without']")


def test_the_title_block_says_what_is_known(full: Handout) -> None:
    header = parsed(full).find(".//header")
    assert words(header.find(".//h1")) == "关于论坛的通知"
    assert [words(p) for p in header.xpath(".//p[@class='subtitle']")] == ["Notice of the forum"]
    assert "Four Rivers · 7 July · A/1" in words(header)
    assert words(parsed(full).xpath("//section[@class='summary']//li")[0]) == (
        "请于7月1日前登记。Please register by 2 July.¶ 1"
    )


def test_the_draft_is_said_until_it_is_final(full: Handout) -> None:
    draft = parsed(full).xpath("//p[@class='draft']/span")
    assert [(words(span), span.get("lang")) for span in draft] == [
        ("草稿，机器翻译", "zh"),
        ("DRAFT, machine translation", "en"),
    ]
    assert 'content: "草稿，机器翻译 / DRAFT, machine translation"' in render(full, Style()).decode("utf-8")
    assert b"DRAFT" not in render(full, Style(final=True))
    assert b"DRAFT" not in render(replace(full, draft=False))


def test_further_targets_are_further_columns(full: Handout) -> None:
    page = parsed(full, Style(), korean(full))
    assert [words(head) for head in page.xpath("//thead//th")][2:] == ["English", "한국어"]
    cells = page.xpath("//*[@id='s4.1']/ancestor::tr/td")
    assert [words(cell) for cell in cells] == ["4.1", "Coffee is served.", "Coffee is served.", "번역"]
    assert b"size: A4 landscape;" in render(full, Style(), [korean(full)])


def test_a_document_in_the_target_language_has_one_column(handout: Handout) -> None:
    same = tuple(replace(p, source_lang="en", source=p.target, origin=Origin.SAME, flags=()) for p in handout.pairs)
    page = parsed(replace(handout, pairs=same, source_langs=()))
    assert [words(head) for head in page.xpath("//thead//th")] == ["No.", "English"]


def test_a_paragraph_in_one_of_several_targets_stands_once(full: Handout) -> None:
    other = korean(full)
    pairs = tuple(replace(p, target=p.source, origin=Origin.SAME) if p.source_lang == "ko" else p for p in other.pairs)
    page = parsed(full, STACKED, replace(other, pairs=pairs))
    assert [words(text) for text in page.xpath("//*[@id='b2']/p")] == ["참가비는 없습니다.", "There is no fee."]


def test_paper_and_fonts_are_as_chosen(full: Handout) -> None:
    page = render(full, Style(paper=Paper.LETTER, fonts=(("Hans", 'SimSun"; } * { x'),))).decode("utf-8")
    assert "size: Letter;" in page
    assert '[lang|="zh"] { font-family: "SimSun    x", sans-serif; }' in page


def test_a_layout_that_writes_into_the_source_is_refused(full: Handout) -> None:
    with pytest.raises(WriteError, match="inplace is for DOCX"):
        render(full, Style(layout=Layout.INPLACE))


def test_text_from_outside_is_never_markup(full: Handout) -> None:
    page = render(replace(full, title="</style><script>x</script>", source='a"<i>.txt')).decode("utf-8")
    assert page.count("<script>") == 1
    assert "<b>." not in page
    assert "<i>" not in page


@pytest.mark.parametrize("style", [Style(), STACKED])
def test_ids_are_unique_and_links_lead_somewhere(full: Handout, style: Style) -> None:
    page = parsed(full, style, korean(full))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href")} <= set(ids)


def test_the_page_names_nothing_that_it_would_have_to_fetch(full: Handout) -> None:
    page = render(full).decode("utf-8")
    assert not re.search(r"""(src|href)\s*=\s*["'](?!#|data:image/)|url\(|@import|https?://""", page)
    assert "default-src 'none'" in page


# In the browser.


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is in the dependency group ci")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def show(browser: Any, full: Handout, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """A function that opens the handout; the page may not fetch anything, nor complain."""
    faults: list[str] = []
    contexts = []

    def open_page(style: Style | None = None, *others: Handout, width: int = 1440, **more: Any) -> Any:
        path = tmp_path / "notice.html"
        path.write_bytes(render(full, style or Style(), others))
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: faults.append(request.url) if request.url != path.as_uri() else None)
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


TERM = "#b13 a.term"


@pytest.mark.parametrize("way", ["hover", "focus", "tap"])
def test_a_term_shows_its_entry_by_pointer_keyboard_and_finger(show: Callable[..., Any], way: str) -> None:
    page = show(has_touch=True)
    assert not page.is_visible("#card")
    getattr(page.locator(TERM).first, way)()
    assert page.is_visible("#card")
    assert "quantum key distribution" in page.inner_text("#card")
    assert page.get_attribute(f"{TERM} >> nth=0", "aria-describedby") == "card"
    page.keyboard.press("Escape")
    assert not page.is_visible("#card")


def test_the_entry_stays_while_the_pointer_is_on_it(show: Callable[..., Any]) -> None:
    page = show()
    page.hover(f"{TERM} >> nth=0")
    page.hover("#card")
    page.wait_for_timeout(400)
    assert page.is_visible("#card")
    page.mouse.move(1, 1)
    page.wait_for_timeout(400)
    assert not page.is_visible("#card")


@pytest.mark.parametrize("style", [Style(), STACKED])
def test_a_click_on_a_doubtful_sentence_shows_why(show: Callable[..., Any], style: Style) -> None:
    page = show(style)
    reason = page.get_by_text("compare every figure and date")
    assert not reason.is_visible()
    page.get_by_text("Please register by 2 July.").last.click()
    assert reason.is_visible()


def test_the_sentence_under_the_pointer_and_its_counterpart_light_up(show: Callable[..., Any]) -> None:
    page = show(STACKED)
    page.get_by_text("The forum takes place").hover()
    lit = page.eval_on_selector_all(".lit", "spans => spans.map(span => span.textContent)")
    assert lit == ["论坛将在“国家会议中心”举行。", "The forum takes place at the convention centre."]


def test_the_marks_of_terms_are_switched_off_with_one_click(show: Callable[..., Any]) -> None:
    page = show()
    line = f"getComputedStyle(document.querySelector('{TERM}')).textDecorationLine"
    assert page.evaluate(line) == "underline"
    page.click("#marks")
    assert page.evaluate(line) == "none"


def test_without_scripts_terms_and_reasons_can_still_be_read(show: Callable[..., Any]) -> None:
    page = show(Style(appendix=False), java_script_enabled=False)
    entry = page.locator(".entry").first
    assert not entry.is_visible()
    page.click(f"{TERM} >> nth=0")
    assert entry.is_visible()
    page.click("#check-1\\.2-0 summary")
    assert page.get_by_text("compare every figure and date").is_visible()


@pytest.mark.parametrize("style", [Style(), STACKED])
@pytest.mark.parametrize("width", [width for width, _ in WIDTHS])
def test_nothing_stands_outside_the_screen(show: Callable[..., Any], full: Handout, width: int, style: Style) -> None:
    page = show(style, korean(full), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.focus(f"{TERM} >> nth=-1")
    box = page.locator("#card").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_on_a_phone_the_translation_stands_below_the_source(show: Callable[..., Any]) -> None:
    page = show(width=390)
    source, target = (page.locator(f"#b5 td.{side}").bounding_box() for side in ("source", "target"))
    assert target["y"] >= source["y"] + source["height"]
    assert source["width"] > 300


@pytest.mark.parametrize("style", [Style(signature=True), STACKED])
def test_the_print_holds_all_text_and_repeats_the_heads(
    show: Callable[..., Any], full: Handout, style: Style, tmp_path: Path
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    page = show(style, color_scheme="dark")
    page.pdf(path=tmp_path / "notice.pdf", prefer_css_page_size=True)
    run = subprocess.run(["pdftotext", "-layout", str(tmp_path / "notice.pdf"), "-"], capture_output=True, check=True)
    text = run.stdout.decode("utf-8")
    for part in ("There is no fee.", "量子密钥分发", "Main hall", "ยินดี", "DRAFT"):
        assert part in text
    assert re.search(r"\b1/\d", text)
    assert "Mark the terms" not in text


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("style", [Style(signature=True), STACKED])
@pytest.mark.parametrize("width", [width for width, _ in WIDTHS])
def test_a_checker_finds_no_fault(
    show: Callable[..., Any], full: Handout, width: int, style: Style, theme: str
) -> None:
    axe = files(pytest.importorskip("axe_playwright_python", reason="axe-core is in the dependency group ci"))
    page = show(style, korean(full), width=width, color_scheme=theme)
    page.evaluate((axe / "axe.min.js").read_text(encoding="utf-8"))
    page.evaluate("document.querySelectorAll('details').forEach(element => (element.open = true))")
    page.focus(f"{TERM} >> nth=0")
    report = page.evaluate("axe.run(document)")
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in report["violations"]] == []
