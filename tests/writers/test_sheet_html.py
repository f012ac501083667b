"""The page of the interpreters' sheet in a real browser: Chromium without a window, through Playwright."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from forumdocs.glossary import Glossary
from forumdocs.glossary.lookup import lookup
from forumdocs.glossary.sheet import Sheet
from forumdocs.paths import HOME_VARIABLE
from forumdocs.writers.sheet_html import render

WIDTHS = ((390, 844), (820, 1180), (1440, 900))
"""Phone, tablet and desktop."""


# Without a browser.


def test_every_term_cell_names_its_language(sheet: Sheet) -> None:
    found = html.fromstring(render(sheet)).xpath("//tbody//td[@data-lang]")
    assert len(found) == len(sheet.entries) * len(sheet.langs)
    assert all(cell.get("lang") == cell.get("data-lang") for cell in found)


def test_the_terms_stand_in_the_page_without_any_script(sheet: Sheet) -> None:
    (row,) = html.fromstring(render(sheet)).xpath("//tbody/tr[@data-number='0']")
    assert [cell.text_content() for cell in row] == [
        "2× ¶ 1: 0; 2: 9",
        "quantum key distributionQKD",
        "量子密钥分发liàngzǐ mìyào fēnfā",
        "양자 키 분배yangja ki bunbaenot 양자 키 분포",
        "ква́нтовое распределе́ние ключе́й",
        "Method by which two parties obtain a shared secret key.Not the same as quantum cryptography.",
    ]


def test_text_from_outside_is_never_markup(sheet: Sheet) -> None:
    page = render(sheet).decode("utf-8")
    assert page.count("</script>") == 2
    assert "<b> & co." not in page
    assert html.fromstring(page).findtext(".//h1") == "Opening </script> & panel"


def test_the_page_names_nothing_that_it_would_have_to_fetch(sheet: Sheet) -> None:
    page = render(sheet).decode("utf-8")
    assert not re.search(r"""(src|href)\s*=\s*["'](?!#)|url\(|@import|https?://""", page)
    assert "default-src 'none'" in page


# In the browser.


@pytest.fixture(scope="module")
def address(sheet: Sheet, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("sheet") / "opening.terms.html"
    path.write_bytes(render(sheet))
    return path.as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """The page at desktop width; it may not fetch anything, nor complain."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: faults.append(request.url) if request.url != address else None)
    page.goto(address)
    yield page
    context.close()
    assert faults == []


def shown(page: Any) -> list[str]:
    """The English terms in view, in order."""
    return page.eval_on_selector_all(
        "tbody tr:not([hidden]) td[data-lang=en] .term", "terms => terms.map(term => term.textContent)"
    )


def columns(page: Any) -> list[str]:
    return page.eval_on_selector_all("thead th[data-lang]:not([hidden])", "cells => cells.map(c => c.dataset.lang)")


def status(page: Any) -> str:
    return page.inner_text("#status")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("entang", "entanglement"),
        ("QKD", "quantum key distribution"),
        ("密钥", "quantum key distribution"),
        ("liangzi miyao", "quantum key distribution"),
        ("lzmyff", "quantum key distribution"),
        ("eolkim", "entanglement"),
        ("yangjaki", "quantum key distribution"),
        ("양자키", "quantum key distribution"),
        ("ключей", "quantum key distribution"),
        ("объем", "quantum volume"),
        ("kvantovyy ob", "quantum volume"),
        ("ryoshi", "quantum key distribution"),
        ("リョウシ", "quantum key distribution"),
        ("金鑰", "quantum key distribution"),
        ("กุญแจ", "quantum key distribution"),
        ("entaglement", "entanglement"),
        ("expotr contr", "export control"),
        ("얽흼", "entanglement"),
    ],
)
def test_a_term_is_found_while_it_is_typed_as_the_command_finds_it(
    page: Any, sheet: Sheet, typed: str, first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    page.fill("#query", typed)
    assert shown(page)[0] == first
    assert status(page).startswith(f"{len(shown(page))} term")
    hit = lookup(Glossary(entry.concept for entry in sheet.entries), typed)[0]
    assert hit.concept.terms[0].text == first


def test_nothing_found_is_said(page: Any) -> None:
    page.fill("#query", "xylophone")
    assert shown(page) == []
    assert status(page) == "Nothing found for “xylophone”."
    assert page.is_visible("#nothing")


def test_one_types_anywhere_and_escape_shows_all_again(page: Any) -> None:
    page.focus("#larger")
    page.keyboard.type("qubit")
    assert shown(page) == ["qubit"]
    page.keyboard.press("Escape")
    assert len(shown(page)) == 6
    assert shown(page)[0] == "quantum key distribution"
    assert page.input_value("#query") == ""


def test_the_box_empties_itself_and_the_result_stays_until_the_next_is_typed(page: Any) -> None:
    page.select_option("#emptying", "1500")
    page.fill("#query", "qubit")
    page.wait_for_timeout(1800)
    assert page.input_value("#query") == ""
    assert shown(page) == ["qubit"]
    assert "type the next term" in status(page)
    page.focus("#query")
    page.keyboard.type("lattice")
    assert shown(page) == ["optical lattice"]


def test_the_box_keeps_what_found_nothing(page: Any) -> None:
    page.select_option("#emptying", "1500")
    page.fill("#query", "xylophone")
    page.wait_for_timeout(1800)
    assert page.input_value("#query") == "xylophone"


def test_the_box_can_be_left_to_enter_and_escape(page: Any) -> None:
    page.select_option("#emptying", "0")
    page.fill("#query", "qubit")
    page.wait_for_timeout(400)
    assert page.input_value("#query") == "qubit"
    page.focus("#query")
    page.keyboard.press("Enter")
    assert page.input_value("#query") == ""
    assert shown(page) == ["qubit"]


def test_one_key_switches_the_language_pair_and_another_turns_it(page: Any) -> None:
    assert columns(page) == ["en", "zh-Hans", "ko", "ru"]
    page.keyboard.press("F2")
    assert columns(page) == ["en", "zh-Hans"]
    page.keyboard.press("Shift+F2")
    assert columns(page) == ["zh-Hans", "en"]
    page.keyboard.press("F2")
    assert columns(page) == ["en", "ko"]
    page.select_option("#pair", label="Korean – Russian")
    assert columns(page) == ["ko", "ru"]
    page.fill("#query", "qubit")
    assert status(page) == "1 term for “qubit”: 큐비트, кубит"


def test_terms_are_filtered_by_document_and_domain(page: Any) -> None:
    page.select_option("#domain", label="physics")
    assert shown(page) == ["entanglement", "optical lattice"]
    page.select_option("#document", label="opening.docx")
    assert shown(page) == []
    page.select_option("#domain", "")
    assert shown(page) == ["quantum key distribution", "qubit", "export control"]
    page.fill("#query", "entanglement")
    assert shown(page) == []


def test_the_arrows_walk_through_the_terms(page: Any) -> None:
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("tr[aria-current]", "data-number") == "1"
    assert status(page) == "2 of 6: qubit, 量子比特, 큐비트, кубит"
    page.keyboard.press("ArrowUp")
    assert page.get_attribute("tr[aria-current]", "data-number") == "0"


def test_dark_and_large_are_kept_for_the_next_time(page: Any) -> None:
    page.keyboard.press("F4")
    page.click("#larger")
    size = page.evaluate("getComputedStyle(document.querySelector('.term')).fontSize")
    page.reload()
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.querySelector('.term')).fontSize") == size
    assert float(size.removesuffix("px")) > 19.2


def test_definitions_can_be_put_away(page: Any) -> None:
    assert page.is_visible("td.about >> nth=0")
    page.click("#about-toggle")
    assert not page.is_visible("td.about >> nth=0")


def learn(page: Any, *, direction: str = "") -> None:
    page.keyboard.press("F2")
    page.keyboard.press("F8")
    if direction:
        page.select_option("#direction", direction)
        page.focus("#reveal")


def answer(page: Any, *, known: bool) -> str:
    prompt = page.inner_text("#prompt")
    page.keyboard.press("Space")
    page.keyboard.press("2" if known else "1")
    return prompt


def test_cards_are_learned_both_ways_with_the_keyboard_alone(page: Any) -> None:
    learn(page)
    assert page.inner_text("#progress") == "0 known, 12 to go"
    assert page.inner_text("#prompt") == "quantum key distribution"
    assert not page.is_visible("#answer")
    page.keyboard.press("Space")
    assert page.inner_text("#answer-term") == "量子密钥分发"
    assert page.inner_text("#answer-aid") == "liàngzǐ mìyào fēnfā"
    assert page.get_attribute("#answer-term", "lang") == "zh-Hans"
    page.keyboard.press("2")
    assert page.inner_text("#progress") == "1 known, 11 to go"
    prompts = [answer(page, known=True) for _ in range(11)]
    assert "量子密钥分发" in prompts
    assert page.inner_text("#learned-text") == "All known for today."


def test_what_was_missed_comes_back_soon_and_again_another_day(page: Any) -> None:
    learn(page, direction="en>zh-Hans")
    assert answer(page, known=False) == "quantum key distribution"
    later = [answer(page, known=True) for _ in range(6)]
    assert later.index("quantum key distribution") == 3
    page.reload()
    page.keyboard.press("F8")
    page.select_option("#direction", "en>zh-Hans")
    assert page.inner_text("#learned-text") == "Nothing is due today."
    boxes = page.evaluate("JSON.parse(localStorage.getItem('forumdocs.cards'))")
    assert boxes["qkd en>zh-Hans"]["box"] == 0
    assert boxes["qubit en>zh-Hans"]["box"] == 1
    page.evaluate("const day = Date.now() + 86400000; Date.now = () => day")
    page.select_option("#direction", "zh-Hans>en")
    page.select_option("#direction", "en>zh-Hans")
    assert page.inner_text("#prompt") == "quantum key distribution"
    page.keyboard.press("Escape")
    assert page.is_visible("#terms")


def test_all_cards_can_be_practised_again_at_once(page: Any) -> None:
    page.select_option("#document", label="opening.docx")
    learn(page, direction="en>zh-Hans")
    for _ in range(3):
        answer(page, known=True)
    page.keyboard.press("Enter")
    assert page.inner_text("#progress") == "0 known, 3 to go"


def test_a_term_that_lacks_one_of_the_languages_is_no_card(page: Any) -> None:
    page.select_option("#pair", label="English – Russian")
    page.keyboard.press("F8")
    assert page.inner_text("#progress") == "0 known, 10 to go"


def test_learning_works_where_the_browser_keeps_nothing(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})")
    page.goto(address)
    learn(page, direction="en>zh-Hans")
    answer(page, known=True)
    assert page.inner_text("#progress") == "1 known, 5 to go"
    assert page.is_visible("#memory")
    context.close()


def test_the_print_holds_all_terms_and_no_controls(page: Any, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    page.keyboard.press("F4")
    page.keyboard.press("F8")
    page.pdf(path=tmp_path / "sheet.pdf", prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "sheet.pdf"), "-"], capture_output=True, check=True
    ).stdout.decode("utf-8")
    assert "optical lattice" in text
    assert "量子密钥分发" in text
    assert not re.search("Find a term|Options|Learn|Show the answer", text)


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_nothing_stands_outside_the_screen(page: Any, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    for key in ("F2", "F8", "Escape"):
        page.keyboard.press(key)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.is_visible("#query")
    page.evaluate("document.getElementById('options').open = true")
    page.select_option("#emptying", "0")
    for _ in range(5):
        page.click("#larger")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_a_checker_finds_no_serious_fault(browser: Any, address: str, width: int, height: int, theme: str) -> None:
    axe = files(pytest.importorskip("axe_playwright_python", reason="axe-core is in the dependency group ci"))
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    page.evaluate((axe / "axe.min.js").read_text(encoding="utf-8"))
    page.evaluate("document.getElementById('options').open = true")
    for keys in (("F2",), ("q", "u", "ArrowDown"), ("F8",), (" ",)):
        for key in keys:
            page.keyboard.press(key)
        report = page.evaluate("axe.run(document)")
        grave = [fault for fault in report["violations"] if fault["impact"] in ("serious", "critical")]
        assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in grave] == []
    context.close()
