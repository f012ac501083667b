"""Glossaries as tables: CSV, TSV and XLSX, with a column for each language in any order.

What we write has a column for each kind of term (``en``, ``en abbreviation`` …) and reads back as it was. What staff
have is read by the headings that they have: languages by code or name, several terms in a cell.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from forumdocs.errors import GlossaryError, ReadError
from forumdocs.glossary.concepts import LANGUAGES, Concept, Status, Term
from forumdocs.glossary.formats.headings import Heading, understand
from forumdocs.glossary.formats.report import BadRow, Imported
from forumdocs.glossary.validation import has_foreign_letters
from forumdocs.readers.archives import Archive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Row = tuple[int, Sequence[str]]
    """The line on which a row begins, from 1, and its cells."""

MAX_ROWS = 500_000
"""Rows of a table; more is no glossary but a dump of a database."""
MAX_CELL = 2_000
"""Characters of a term; longer cells are prose that slipped into the wrong column."""
SEPARATOR = "|"
"""Between the terms of a cell, in what we write."""
_OTHER_SEPARATORS = re.compile(r"[;；\n]")
"""Between the terms of a cell in other people's tables, where ours does not occur."""

PROPERTIES = ("id", "domain", "part-of-speech", "definition", "note", "lacking")
STATUSES = {
    "preferred": (Status.PREFERRED, False),
    "admitted": (Status.ADMITTED, False),
    "abbreviation": (Status.ADMITTED, True),
    "deprecated": (Status.DEPRECATED, False),
    "forbidden": (Status.FORBIDDEN, False),
}


def has_header(text: str) -> bool:
    """Whether the first line of a text names two languages in columns."""
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    cells = next(csv.reader([first], delimiter=_delimiter(first)), [])
    return sum(bool((h := understand(cell)) and h.lang) for cell in cells) >= 2


def read_delimited(text: str, *, name: str) -> Imported:
    """Read CSV or TSV; the delimiter (comma, semicolon or tab) is the one that the first line has most of.

    Raises:
        GlossaryError: the first row names no language, or the table is too long.
    """
    text = text.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text.split("\n", 1)[0]))
    return _read_rows(_numbered(reader, name), name=name)


def _delimiter(first: str) -> str:
    return max(",;\t", key=first.count)


def _numbered(reader: Any, name: str) -> Iterator[Row]:
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise GlossaryError(f"{name}: line {line} is not CSV ({error}); mend its quotes.") from error


def read_xlsx(data: bytes, *, name: str) -> Imported:
    """Read the first sheet of a workbook that has a table in it. Formulas are never evaluated.

    Raises:
        ReadError: the workbook is damaged, or would unpack to too much.
        GlossaryError: no sheet has a first row that names a language.
    """
    import openpyxl

    archive = Archive(data, name=name)
    if "xl/workbook.xml" not in archive:
        raise GlossaryError(f"{name}: is a zip file but no XLSX workbook; save it as .xlsx or .csv.")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheet = next((s for s in book.worksheets if _sheet_has_header(s)), book.worksheets[0])
        return _read_rows(_sheet_rows(sheet), name=name)
    except GlossaryError:
        raise
    except Exception as error:  # whatever a damaged or hostile workbook makes openpyxl and its XML parser do
        reason = f"{type(error).__name__}: {error}".splitlines()[0][:120]
        raise ReadError(f"{name}: the workbook cannot be read ({reason}); open and save it in Excel again.") from error


def _sheet_has_header(sheet: Any) -> bool:
    first = next(sheet.iter_rows(max_row=1, values_only=True), ())
    return any((heading := understand(str(cell))) and heading.lang for cell in first if cell)


def _sheet_rows(sheet: Any) -> Iterator[Row]:
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        yield (
            line,
            ["" if cell.value is None else f"{'=' if cell.data_type == 'f' else ''}{cell.value}" for cell in cells],
        )


def _read_rows(rows: Iterator[Row], *, name: str) -> Imported:
    _, first = next(rows, (1, ()))
    headings = [understand(cell) for cell in first]
    if not any(heading and heading.lang for heading in headings):
        shown = ", ".join(cell.strip() for cell in first if cell.strip())[:80]
        raise GlossaryError(
            f"{name}: the first row ({shown or 'empty'}) names no language; head the columns en, zh, ko, ru, ja or th."
        )
    concepts: dict[str, tuple[int, Concept]] = {}
    bad: list[BadRow] = []
    for number, (line, cells) in enumerate(rows):
        if number >= MAX_ROWS:
            raise GlossaryError(f"{name}: has more than {MAX_ROWS:,} rows; split it, or export only what you use.")
        if not any(cell.strip() for cell in cells):
            continue
        try:
            concept = _concept(headings, cells)
        except ValueError as error:
            bad.append(BadRow(line, str(error)))
            continue
        if concept.id in concepts:
            bad.append(BadRow(line, f"{concept.id!r} stands on line {concepts[concept.id][0]} already"))
        else:
            concepts[concept.id] = line, concept
    unknown = [cell.strip() for cell, heading in zip(first, headings, strict=True) if cell.strip() and not heading]
    notices = (f"columns left out: {', '.join(unknown)}",) if unknown else ()
    return Imported(tuple(concept for _, concept in concepts.values()), tuple(bad), notices)


def _concept(headings: Sequence[Heading | None], cells: Sequence[str]) -> Concept:
    """The entry of a row.

    Raises:
        ValueError: the row cannot be used; the message says why.
    """
    if any(cell.strip() for cell in cells[len(headings) :]):
        raise ValueError(
            f"has {len(cells)} cells, the heading row {len(headings)}; a separator inside a term needs quotes"
        )
    values: dict[str, str] = {}
    terms: list[Term] = []
    extras: dict[tuple[str, str], str] = {}
    for heading, cell in zip(headings, cells, strict=False):
        if not heading or not (text := cell.strip()):
            continue
        if text.startswith("=") or len(text) > MAX_CELL:
            raise ValueError(
                "a cell holds a formula; paste its value" if text[0] == "=" else "a cell is too long for a term"
            )
        if not heading.lang:
            values[heading.name] = text
        elif heading.name in STATUSES:
            terms += _terms(heading, text)
        else:
            extras[heading.name, heading.lang] = text
    return make_concept(terms, values, extras)


def _terms(heading: Heading, cell: str) -> Iterator[Term]:
    """The terms of a cell; of several in a column of preferred ones, the first is it."""
    parts = cell.split(SEPARATOR) if SEPARATOR in cell else _OTHER_SEPARATORS.split(cell)
    status, abbreviation = STATUSES[heading.name]
    for text in (" ".join(part.split()) for part in parts):
        if not text:
            continue
        term = Term(text, heading.lang, status, abbreviation)
        if has_foreign_letters(term):
            raise ValueError(f"{text!r} is not written in the letters of {heading.lang}")
        yield term
        status = Status.ADMITTED if status is Status.PREFERRED else status


def make_concept(terms: Iterable[Term], values: dict[str, str], extras: dict[tuple[str, str], str]) -> Concept:
    """An entry from what was found of it, in the glossary's order.

    Args:
        terms: its terms.
        values: its properties, by their names in :data:`PROPERTIES`.
        extras: ``reading``, ``stress`` and ``checked``, by name and language.

    Raises:
        ValueError: there are no terms.
    """
    found = list(dict.fromkeys(terms))
    if not found:
        raise ValueError("has no term in any language")
    ordered = sorted(
        (_with_aids(term, extras) for term in found),
        key=lambda term: (LANGUAGES.index(term.lang), term.status is not Status.PREFERRED),
    )
    return Concept(
        id=values.get("id") or _id_of(ordered),
        terms=tuple(ordered),
        domain=values.get("domain", ""),
        part_of_speech=values.get("part-of-speech", "noun"),
        definition=values.get("definition", ""),
        note=values.get("note", ""),
        checked={lang: extras["checked", lang] for lang in LANGUAGES if ("checked", lang) in extras},
        lacking=tuple(values.get("lacking", "").split()),
    )


def _with_aids(term: Term, extras: dict[tuple[str, str], str]) -> Term:
    if term.status is not Status.PREFERRED:
        return term
    reading, stress = (extras.get((name, term.lang), "") for name in ("reading", "stress"))
    return Term(term.text, term.lang, term.status, term.abbreviation, reading, stress)


def _id_of(terms: Sequence[Term]) -> str:
    """An identifier that people can read: the English term in kebab-case, else the first term as it is."""
    first = terms[0].text
    return re.sub(r"[^a-z0-9]+", "-", first.casefold()).strip("-") or first


def render_delimited(concepts: Sequence[Concept], *, delimiter: str) -> bytes:
    """A table in UTF-8 with a byte order mark, without which Excel takes it for another encoding."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(_table(concepts))
    return out.getvalue().encode("utf-8-sig")


def render_xlsx(concepts: Sequence[Concept]) -> bytes:
    """A workbook with one sheet: the first row frozen, with filters; every cell is text, never a formula."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    table = list(_table(concepts))
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Glossary")
    sheet.freeze_panes = "B2"
    for column, head in enumerate(table[0], start=1):
        sheet.column_dimensions[get_column_letter(column)].width = 50 if head in ("definition", "note") else 24
    wrapped, plain, bold = Alignment(wrap_text=True, vertical="top"), Font(), Font(bold=True)
    for number, row in enumerate(table):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text)
            if text:
                cell.data_type = "s"
                cell.alignment = wrapped
                cell.font = plain if number else bold
            cells.append(cell)
        sheet.append(cells)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table[0]))}{len(table)}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _table(concepts: Sequence[Concept]) -> Iterator[list[str]]:
    """The heading row and a row for each concept; columns that would be empty throughout are left out."""
    headings = [Heading(name) for name in PROPERTIES]
    headings += [Heading(kind, lang) for lang in LANGUAGES for kind in (*STATUSES, "reading", "stress", "checked")]
    rows = [[_cell(concept, heading) for heading in headings] for concept in concepts]
    used = [any(row[i] for row in rows) for i in range(len(headings))]
    yield [_title(heading) for heading, keep in zip(headings, used, strict=True) if keep]
    for row in rows:
        yield [cell for cell, keep in zip(row, used, strict=True) if keep]


def _title(heading: Heading) -> str:
    if not heading.lang:
        return heading.name
    return heading.lang if heading.name == "preferred" else f"{heading.lang} {heading.name}"


def _cell(concept: Concept, heading: Heading) -> str:
    terms = concept.in_language(heading.lang) if heading.lang else ()
    if not heading.lang:
        value = getattr(concept, heading.name.replace("-", "_"))
        return " ".join(value) if isinstance(value, tuple) else str(value)
    if heading.name == "checked":
        return concept.checked.get(heading.lang, "")
    if heading.name in ("reading", "stress"):
        return next((aid for term in terms if (aid := getattr(term, heading.name))), "")
    texts = [term.text for term in terms if _kind_of(term) == heading.name]
    joined = f" {SEPARATOR} ".join(texts)
    return f"{joined} {SEPARATOR}" if len(texts) == 1 and _OTHER_SEPARATORS.search(joined) else joined


def _kind_of(term: Term) -> str:
    if term.abbreviation and term.status is Status.ADMITTED:
        return "abbreviation"
    return term.status.value
