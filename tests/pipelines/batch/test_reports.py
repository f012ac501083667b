from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from forumdocs.errors import WriteError
from forumdocs.pipelines.batch import reports
from forumdocs.pipelines.batch.ledger import Record, State
from forumdocs.pipelines.batch.reports import check_reports, render_csv, render_page, split_reason, write_reports

WIDTHS = (390, 820, 1440)
"""Phone, tablet and desktop."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "handouts").mkdir()
    return tmp_path / "handouts"


@pytest.fixture
def records(folder: Path) -> list[Record]:
    def done(name: str, *, to: str = "en", sentences: int = 100, flagged: int = 0, seconds: float = 1.26) -> Record:
        output = folder / f"{name.rpartition('.')[0]}.{to.replace(',', '+')}.docx"
        return Record(
            output=output,
            source=f"briefs/{name}",
            targets=tuple(to.split(",")),
            state=State.DONE,
            key="k",
            sentences=sentences,
            flagged=flagged,
            seconds=seconds,
        )

    def other(name: str, state: State, reason: str = "") -> Record:
        return Record(output=folder / "x.docx", source=name, targets=("ko",), state=state, key="", reason=reason)

    return [
        done("clean.txt"),
        done("day 1/议程 & <ход>.docx", to="zh-Hant,ru", flagged=40, seconds=3700),
        other("late.pdf", State.PENDING),
        done("some.md", flagged=3, sentences=1000),
        other("briefs/scan.pdf", State.FAILED, "briefs/scan.pdf: holds no text; check that it is the right file."),
    ]


def rows_of(page: bytes) -> list[list[str]]:
    rows = html.fromstring(page.decode("utf-8")).xpath("//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def test_failures_come_first_then_what_waits_then_the_most_to_check(records: list[Record], folder: Path) -> None:
    write_reports(records, folder)
    table = list(csv.reader(io.StringIO((folder / "report.csv").read_text(encoding="utf-8-sig"))))
    assert [row[0] for row in table[1:]] == [
        "briefs/scan.pdf",
        "late.pdf",
        "briefs/day 1/议程 & <ход>.docx",
        "briefs/some.md",
        "briefs/clean.txt",
    ]
    assert [row[0] for row in rows_of((folder / "report.html").read_bytes())] == [
        "scan.pdfbriefs",
        "late.pdf",
        "议程 & <ход>.docxbriefs/day 1",
        "some.mdbriefs",
        "clean.txtbriefs",
    ]


def test_a_failure_has_its_reason_and_the_next_step(records: list[Record], folder: Path) -> None:
    rows = rows_of(render_page(records, folder))  # failures have a table of their own, whatever the order
    assert rows[0][1:] == ["Korean", "Holds no text", "Check that it is the right file."]


@pytest.mark.parametrize(
    ("reason", "halves"),
    [
        ("a.zip/b.txt: is encrypted; unpack it; name it.", ("Is encrypted", "Unpack it; name it.")),
        ("a.zip/b.txt is damaged or is no PDF; get a fresh copy.", ("Is damaged or is no PDF", "Get a fresh copy.")),
        ("b.txt: cannot be opened; close it.", ("Cannot be opened", "Close it.")),
        ("forumdocs itself failed (KeyError: 3)", ("Forumdocs itself failed (KeyError: 3)", "")),
        ("", ("", "")),
    ],
)
def test_a_reason_has_two_halves(reason: str, halves: tuple[str, str]) -> None:
    record = Record(output=Path("x"), source="a.zip/b.txt", targets=("en",), state=State.FAILED, key="", reason=reason)
    assert split_reason(record) == halves


def test_a_handout_has_its_counts_and_a_link_that_moves_with_the_folder(records: list[Record], folder: Path) -> None:
    write_reports(records, folder)
    page = (folder / "report.html").read_bytes()
    rows = rows_of(page)
    assert rows[2][1:] == [
        "day 1/议程 & <ход>.zh-Hant+ru.docx",
        "Traditional Chinese, Russian",
        "100",
        "40 (40 %)",
        "3700.0",
    ]
    assert rows[3][3:] == ["1,000", "3 (under 1 %)", "1.3"]
    links = html.fromstring(page.decode("utf-8")).xpath("//td/a/@href")
    assert links[0] == "day%201/%E8%AE%AE%E7%A8%8B%20%26%20%3C%D1%85%D0%BE%D0%B4%3E.zh-Hant%2Bru.docx"


def test_the_totals_stand_on_top(records: list[Record], folder: Path) -> None:
    found = html.fromstring(render_page(records, folder).decode("utf-8")).xpath("//dl/div")
    assert [(cell[0].text, cell[1].text) for cell in found] == [
        ("Handouts", "5"),
        ("Done", "3"),
        ("Failed", "1"),
        ("Not begun", "1"),
        ("Sentences", "1,200"),
        ("To check", "43 (4 %)"),
        ("Work", "1 h 2 min"),
    ]


def test_the_table_opens_in_excel_and_runs_nothing_there(folder: Path) -> None:
    record = Record(output=folder / "=1+1.docx", source="=1+1.txt", targets=("ko",), state=State.DONE, key="")
    content = render_csv([record], folder)
    assert content.startswith(b"\xef\xbb\xbf")
    assert "'=1+1.txt,ko,done,,,0,0,0.0,'=1+1.docx" in content.decode("utf-8-sig")
    wide = replace(record, source="＝cmd.txt")  # which is a formula to the Excel of China, Korea and Japan
    assert "'＝cmd.txt" in render_csv([wide], folder).decode("utf-8-sig")


def test_a_page_of_very_many_handouts_leaves_the_rest_to_the_table(
    records: list[Record], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST_ROWS", 2)
    page = render_page(records, folder)
    assert len(rows_of(page)) == 4
    assert "And 1 more, in " in page.decode("utf-8")
    assert len(render_csv(records, folder).splitlines()) == 6


def test_a_run_without_failures_says_nothing_of_them(records: list[Record], folder: Path) -> None:
    page = render_page([records[0]], folder).decode("utf-8")
    assert "--retry-failed" not in page
    assert "Not begun" not in page


def test_what_was_kept_is_told_with_a_link_and_the_next_step(records: list[Record], folder: Path) -> None:
    kept = replace(records[0], state=State.EDITED, reason="edited since it was made; delete or move it.")
    page = render_page([*records, kept], folder).decode("utf-8")
    (row,) = html.fromstring(page).xpath("//table[caption='Handouts that were kept']/tbody/tr")
    assert [cell.text_content() for cell in row[1:]] == [
        "clean.en.docx",
        "English",
        "Edited since it was made",
        "Delete or move it.",
    ]
    assert "<dt>Kept</dt><dd>1</dd>" in page
    table = list(csv.reader(io.StringIO(render_csv([kept], folder).decode("utf-8-sig"))))
    assert table[1] == [
        "briefs/clean.txt",
        "en",
        "edited",
        "Edited since it was made",
        "Delete or move it.",
        "",
        "",
        "",
        "clean.en.docx",
    ]


def test_reports_are_written_over_those_of_the_last_run(records: list[Record], folder: Path) -> None:
    write_reports(records, folder)
    check_reports(folder)


@pytest.mark.parametrize("name", ["report.html", "report.csv"])
def test_a_file_of_the_users_is_not_replaced_by_a_report(name: str, folder: Path) -> None:
    (folder / name).write_text("figures of the year", encoding="utf-8")
    with pytest.raises(WriteError, match=f"{name}: is not a report of forumdocs"):
        check_reports(folder)


# In the browser.


@pytest.fixture
def show(browser: Any, records: list[Record], folder: Path) -> Iterator[Callable[..., Any]]:
    """A function that opens the report; the page may not complain, nor fetch anything."""
    faults: list[str] = []
    contexts = []
    write_reports(records, folder)
    address = (folder / "report.html").as_uri()

    def open_page(*, width: int = 1440, **more: Any) -> Any:
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **more))
        page = contexts[-1].new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("request", lambda request: faults.append(request.url) if request.url != address else None)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_stands_outside_the_screen(show: Callable[..., Any], width: int) -> None:
    page = show(width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_phone_shows_a_row_as_a_card_with_the_headings_beside(show: Callable[..., Any]) -> None:
    page = show(width=390)
    assert page.evaluate("getComputedStyle(document.querySelector('td.count'), '::before').content") == '"Sentences: "'
    assert page.evaluate("getComputedStyle(document.querySelector('tbody tr')).display") == "block"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_checker_finds_no_fault(show: Callable[..., Any], width: int, theme: str) -> None:
    axe = files(pytest.importorskip("axe_playwright_python", reason="axe-core is in the dependency group ci"))
    page = show(width=width, color_scheme=theme)
    page.evaluate((axe / "axe.min.js").read_text(encoding="utf-8"))
    report = page.evaluate("axe.run(document)")
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in report["violations"]] == []
