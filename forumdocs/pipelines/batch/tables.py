"""Tables as staff save them: CSV with any delimiter and encoding that Excel writes, and XLSX."""

from __future__ import annotations

import csv
import datetime
import io
import warnings
from typing import TYPE_CHECKING, Any

from forumdocs.errors import ReadError, UnknownEncoding
from forumdocs.readers import load
from forumdocs.readers.archives import Archive
from forumdocs.readers.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    Row = tuple[int, list[str]]
    """The number of a row as Excel counts it, and its cells without outer white space."""
    Table = list[Row]

MAX_ROWS = 100_000
"""Rows with something in them; a list of more documents than that is a mistake, or wants to be several lists."""
MAX_COLUMNS = 200
DELIMITERS = ",;\t"
"""What Excel writes between cells: the comma, the semicolon where the comma stands in numbers, the tab of "Unicode
Text"."""


def read_tables(path: Path) -> Iterator[Table]:
    """What may be meant by a file: the sheets of a workbook, or a CSV file by each delimiter. Empty rows are left out.

    Raises:
        ReadError: the file cannot be read, its encoding cannot be told, or it is too long.
    """
    data = load(path)
    if data.startswith(b"PK"):
        yield from _sheets(data, name=str(path))
        return
    text = _text(data, name=str(path))
    for delimiter in DELIMITERS:
        yield _filled(_records(text, delimiter, name=str(path)), name=str(path))


def _text(data: bytes, *, name: str) -> str:
    try:
        text = decode(data, name=name).text.removeprefix("\ufeff")
    except UnknownEncoding as error:
        raise UnknownEncoding(f"{name}: cannot tell its encoding for certain; save it as CSV UTF-8 or XLSX.") from error
    first, _, rest = text.partition("\n")
    return rest if first.strip().lower().startswith("sep=") else text  # by which Excel is told the delimiter


def _records(text: str, delimiter: str, *, name: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, 1):
            yield number, [cell.strip() for cell in cells[:MAX_COLUMNS]]
    except csv.Error as error:
        raise ReadError(f"{name}: is not CSV at line {reader.line_num} ({error}); mend its quotes.") from error


def _filled(rows: Iterable[Row], *, name: str) -> Table:
    table = []
    for number, cells in rows:
        if any(cells):
            table.append((number, cells))
        if len(table) > MAX_ROWS:
            raise ReadError(f"{name}: has more than {MAX_ROWS:,} rows; split it.")
    return table


def _sheets(data: bytes, *, name: str) -> Iterator[Table]:
    """The sheets of a workbook; of a formula the value that Excel saved with it."""
    import openpyxl

    if "xl/workbook.xml" not in Archive(data, name=name):  # which checks its bounds before openpyxl unpacks it
        raise ReadError(f"{name}: is a zip file but no XLSX workbook; save it as .xlsx or .csv.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about looks that openpyxl does not know, which no one wants here
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for sheet in book.worksheets:
                yield _filled(_sheet_rows(sheet), name=name)
    except ReadError:
        raise
    except Exception as error:  # whatever a damaged or hostile workbook makes openpyxl and its XML parser do
        reason = f"{type(error).__name__}: {error}".splitlines()[0][:120]
        raise ReadError(f"{name}: the workbook cannot be read ({reason}); open and save it in Excel again.") from error


def _sheet_rows(sheet: Any) -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        yield number, [_shown(value) for value in cells[:MAX_COLUMNS]]


def _shown(value: object) -> str:
    """The value of a cell as it is typed: whole numbers without a point, days without an hour."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value).strip()
