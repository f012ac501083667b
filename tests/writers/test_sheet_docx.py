from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from forumdocs.glossary.sheet import Occurrence, Sheet
from forumdocs.writers.sheet_docx import MOST_PLACES, ROWS_OF_A_TABLE, render


def tables(sheet: Sheet) -> list[Any]:
    return docx.Document(BytesIO(render(sheet))).tables


def rows(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in tables(sheet)[0].rows]


def test_a_row_is_a_term_and_a_column_a_language(sheet: Sheet) -> None:
    table = rows(sheet)
    assert table[0] == ["Paragraph", "English", "Simplified Chinese", "Korean", "Russian"]
    assert table[1] == [
        "2×\n¶ 1: 0; 2: 9",
        "quantum key distribution  QKD\nMethod by which two parties obtain a shared secret key.",
        "量子密钥分发\nliàngzǐ mìyào fēnfā",
        "양자 키 분배\nyangja ki bunbae\nnot 양자 키 분포",
        "ква́нтовое распределе́ние ключе́й",
    ]
    assert table[6][4] == "–"


def test_the_page_is_landscape_and_its_header_row_is_repeated(sheet: Sheet) -> None:
    document = docx.Document(BytesIO(render(sheet)))
    section = document.sections[0]
    assert section.page_width > section.page_height
    assert section._sectPr.find(qn("w:pgSz")).get(qn("w:orient")) == "landscape"
    assert document.tables[0].rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert document.paragraphs[0].text == "Opening </script> & panel"


def test_each_term_has_the_font_and_language_of_its_script(sheet: Sheet) -> None:
    run = tables(sheet)[0].rows[1].cells[3].paragraphs[0].runs[0]._r
    assert run.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "Malgun Gothic"
    assert run.rPr.find(qn("w:lang")).get(qn("w:eastAsia")) == "ko-KR"


def test_a_term_that_is_everywhere_does_not_fill_the_page(sheet: Sheet) -> None:
    everywhere = tuple(Occurrence(number % 2, number, "x", "en") for number in range(100))
    entry = replace(sheet.entries[0], occurrences=everywhere)
    place = rows(replace(sheet, entries=(entry,)))[1][0]
    assert place.startswith("100×\n¶ 1: 0, 2")
    assert place.endswith(" …")
    assert place.count(",") < MOST_PLACES


def test_a_long_sheet_is_cut_into_tables_with_a_header_each(sheet: Sheet) -> None:
    long = replace(sheet, entries=sheet.entries[:1] * (ROWS_OF_A_TABLE + 1))
    assert [len(table.rows) for table in tables(long)] == [ROWS_OF_A_TABLE + 1, 2]


def test_libreoffice_opens_it_on_one_page(sheet: Sheet, tmp_path: Path) -> None:
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        pytest.skip("LibreOffice or pdftotext is not installed")
    (tmp_path / "sheet.docx").write_bytes(render(sheet))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(tmp_path / "sheet.docx")], check=True, capture_output=True, timeout=120)
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "sheet.pdf"), "-"], check=True, capture_output=True
    ).stdout.decode("utf-8")
    assert "optical lattice" in text
    assert "1 / 1" in text
