"""The handout as a DOCX table, source and target side by side, one row a sentence group.

python-docx makes the package, styles and page set-up; the rows of the large table are built with lxml directly,
because python-docx looks a cell up in time that grows with the table.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import partial
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from forumdocs.languages import name_of
from forumdocs.model import LOW_CONFIDENCE, Kind, Origin
from forumdocs.readers.bitexts.handouts import CHECK
from forumdocs.writers import wordml as w
from forumdocs.writers.markers import write_marker
from forumdocs.writers.style import PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forumdocs.model import Handout, Pair

PAGE_MM = w.A4_MM
MARGIN_MM = 18.0
NUMBER_DROP = 40
"""Twentieths of a point that bring the small paragraph numbers down to the line of the text."""
NUMBER_WIDTH = 740
"""Width of the column of paragraph numbers, in twentieths of a point: room for ``1234.12`` at 7.5 points."""
TEXT_WIDTH = round((PAGE_MM[0] - 2 * MARGIN_MM) / 25.4 * 1440)
TABLE_LINE = 84
"""Columns of text, a Han character counting two, up to which the cells of one row of a source table share a row
of the handout: two lines of a text column at 10.5 points. Longer cells get a row each."""
ROWS_OF_A_TABLE = 400
"""Rows after which the next paragraph begins a new table: the time that LibreOffice takes to lay out a table grows
with the square of its rows (1,000 rows 7 s, 3,000 rows 47 s)."""
CELL_SEPARATOR = " | "


def render(handout: Handout, _style: Style = PLAIN, _others: Sequence[Handout] = ()) -> bytes:
    """The handout as the bytes of a DOCX file (A4, numbered pages, repeated header row)."""
    import docx

    document = docx.Document()
    _set_up_page(document, handout)
    w.set_up_styles(document)
    _write_title(document, handout)
    body = document.element.body
    body.insert(len(body) - 1, _box(_facts(handout)))
    document.add_paragraph(style="Small gap")
    for table in _tables(handout):
        body.insert(len(body) - 1, table)
        document.add_paragraph(style="Small gap")  # Word joins tables without one, and wants one at the end
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up_page(document: Any, handout: Handout) -> None:
    w.set_up_page(document, PAGE_MM, margin_mm=MARGIN_MM, title=handout.title, lang=handout.target_lang)
    draft = "  ·  draft, machine translation" if handout.draft else ""
    w.write_footer(document, f"{handout.source}{draft}")


def _write_title(document: Any, handout: Handout) -> None:
    """The title in both languages: what a person wrote stands first, what the machine made of it below."""
    (first, lang), *second = _titles(handout)
    w.append(document.add_paragraph(style="Title")._p, w.run(first, lang))
    for text, other in second:
        w.append(document.add_paragraph(style="Subtitle")._p, w.run(text, other, color=w.INK))
    sources = ", ".join(name_of(code) for code in handout.source_langs)
    languages = f"{sources} – {name_of(handout.target_lang)}" if sources else name_of(handout.target_lang)
    document.add_paragraph(languages, style="Subtitle")


def _titles(handout: Handout) -> list[tuple[str, str]]:
    """The title and, where there is one to trust, its counterpart; each with its language."""
    pair = next((pair for pair in handout.pairs if handout.title in (pair.source, pair.target)), None)
    if pair is None or pair.source != handout.title:
        return [(handout.title, handout.target_lang)]
    original, translated = (pair.source, pair.source_lang), (pair.target, handout.target_lang)
    if pair.flags or pair.target == pair.source:
        return [original]
    return [original, translated] if pair.origin is Origin.MT else [translated, original]


def _facts(handout: Handout) -> list[tuple[str, str]]:
    """What the box at the top says: label and text."""
    left_out = Counter(dropped.rule for dropped in handout.dropped)
    rules = ", ".join(f"{rule} {number}" for rule, number in left_out.most_common())
    facts = [
        ("Source", handout.source),
        ("Sentences", _counts(handout)),
        ("Left out", rules and f"{_lines_left_out(left_out.total())} no part of the text: {rules}"),
        ("Terms", _terms(handout)),
        ("Engine", handout.provenance.engine),
        ("Made on", f"{date.today().isoformat()} with forumdocs {handout.provenance.forumdocs}"),
    ]
    if handout.draft:
        facts.append(("Status", f"DRAFT: machine translation, not revised{_doubts(handout)}"))
    return [(label, text) for label, text in facts if text]


def _doubts(handout: Handout) -> str:
    """How many sentences are marked, and how many of them because they are likely of no use."""
    flagged = [pair.flags for pair in handout.pairs if pair.flags]
    low = sum(LOW_CONFIDENCE in flags for flags in flagged)
    check = f"; {len(flagged)} marked “Check”" if flagged else ""
    return f"{check}, {low} of them likely wrong (low confidence)" if low else check


def _terms(handout: Handout) -> str:
    """How many terms of the glossary the source names, and whether the target has them."""
    terms = [term for pair in handout.pairs for term in pair.terms]
    missing = sum(not term.satisfied for term in terms)
    state = f"{missing} missing in the target (marked “Check”)" if missing else "all in the target"
    return f"{len(terms)} of the glossary, {state}" if terms else ""


def _lines_left_out(number: int) -> str:
    return "1 line that is" if number == 1 else f"{number} lines that are"


def _counts(handout: Handout) -> str:
    origins = Counter(pair.origin for pair in handout.pairs if pair.source_lang != "und")
    signs = sum(pair.source_lang == "und" for pair in handout.pairs)
    counts = (
        (origins[Origin.MT], "translated by machine"),
        (origins[Origin.MEMORY], "from memory"),
        (origins[Origin.PARALLEL], "already bilingual in the source (marked =)"),
        (origins[Origin.SAME], f"already in {name_of(handout.target_lang)}"),
        (signs, "without words"),
    )
    return "; ".join(f"{number} {what}" for number, what in counts if number)


def _box(facts: list[tuple[str, str]]) -> Any:
    widths = (1300, TEXT_WIDTH - 1300)
    table = w.empty_table(widths, border=w.RULE, inside=False)
    for label, text in facts:
        ink = w.WARNING if label == "Status" else w.INK
        table.append(
            w.element(
                "tr",
                w.cell(widths[0], [w.paragraph([w.run(label, "en", size=17, color=w.QUIET)])], fill=w.BOX_FILL),
                w.cell(widths[1], [w.paragraph([w.run(text, "en", size=17, color=ink)])], fill=w.BOX_FILL),
            )
        )
    return table


def _tables(handout: Handout) -> Iterator[Any]:
    """The pairs; a document that is all in the target language already gets one text column."""
    columns = 2 if any(pair.origin is not Origin.SAME for pair in handout.pairs) else 1
    width = (TEXT_WIDTH - NUMBER_WIDTH) // columns
    table, previous = _new_table(handout, columns, width), None
    for line in _lines(handout.pairs):
        unit = _table_row(line[0]) or line[0].block
        if len(table) > ROWS_OF_A_TABLE and unit != previous:
            yield table
            table = _new_table(handout, columns, width)
        table.append(_row(line, handout.target_lang, columns, width, goes_on=unit == previous))
        previous = unit
    yield table


def _new_table(handout: Handout, columns: int, width: int) -> Any:
    table = w.empty_table((NUMBER_WIDTH, *[width] * columns), border=w.RULE, inside=True)
    table.append(_header_row(handout, columns, width))
    return table


def _lines(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """What stands in one row of the handout: a pair, or the short cells of one row of a source table."""
    for row, group in groupby(pairs, key=_table_row):
        cells = list(group)
        if row and _fit_on_a_line(cells):
            yield cells
        else:
            yield from ([pair] for pair in cells)


def _table_row(pair: Pair) -> tuple[int, int] | None:
    return (pair.cell.table, pair.cell.row) if pair.cell else None


def _fit_on_a_line(cells: list[Pair]) -> bool:
    """Whether cells of one row are short, of one sentence each, and none is the translation of another."""
    if len({cell.block for cell in cells}) < len(cells) or any(c.origin is Origin.PARALLEL for c in cells):
        return False
    return all(
        sum(_count_columns(text) for text in side) + len(CELL_SEPARATOR) * (len(cells) - 1) <= TABLE_LINE
        for side in ([cell.source for cell in cells], [cell.target for cell in cells])
    )


def _count_columns(text: str) -> int:
    return len(text) + sum(east_asian_width(char) in "WF" for char in text)


def _header_row(handout: Handout, columns: int, width: int) -> Any:
    sources = ", ".join(name_of(code) for code in handout.source_langs)
    names = [f"Source ({sources})", name_of(handout.target_lang)][-columns:]
    cells = [w.cell(NUMBER_WIDTH, [w.paragraph([w.run("No.", "en", size=16, color="FFFFFF")])], fill=w.HEAD_FILL)]
    for name in names:
        run = w.run(name, "en", size=19, color="FFFFFF", bold=True)
        cells.append(w.cell(width, [w.paragraph([run])], fill=w.HEAD_FILL))
    return w.element("tr", w.element("trPr", w.element("cantSplit"), w.element("tblHeader")), *cells)


def _row(line: list[Pair], target_lang: str, columns: int, width: int, *, goes_on: bool) -> Any:
    first = line[0]
    heading = first.kind is Kind.HEADING
    level = 0 if heading else first.level
    put = partial(w.paragraph, level=level, hangs=bool(write_marker(first, target_lang)), keep=heading)
    fill = w.HEADING_FILL if heading else ""
    number = w.paragraph([w.run(_number(line), "en", size=15, color=w.QUIET)], before=NUMBER_DROP)
    cells = [w.cell(NUMBER_WIDTH, [number], fill, goes_on)]
    if columns == 2:
        cells.append(w.cell(width, [put(_source_runs(line))], fill, goes_on))
    target = [put(_join(_text_runs(pair, pair.target, target_lang) for pair in line))]
    if flags := dict.fromkeys(flag.replace("-", " ") for pair in line for flag in pair.flags):
        check = w.run(f"{CHECK}{', '.join(flags)}", "en", size=15, color=w.WARNING)
        target.append(w.paragraph([check], level=level))
    cells.append(w.cell(width, target, fill, goes_on))
    return w.element("tr", w.element("trPr", w.element("cantSplit")), *cells)


def _number(line: list[Pair]) -> str:
    if len(line) > 1:
        return f"{line[0].block}–{line[-1].block}"
    return line[0].id + (" =" if line[0].origin is Origin.PARALLEL else "")


def _source_runs(line: list[Pair]) -> list[Any]:
    """The source side: a dash for text in the target language; signs without words stand on both sides."""
    dash = [w.run("–", "en", color=w.QUIET)]
    if all(pair.origin is Origin.SAME for pair in line) and any(map(_is_passed_on, line)):
        return dash
    return _join(dash if _is_passed_on(pair) else _text_runs(pair, pair.source, pair.source_lang) for pair in line)


def _is_passed_on(pair: Pair) -> bool:
    return pair.origin is Origin.SAME and pair.source_lang != "und"


def _join(cells: Iterable[list[Any]]) -> list[Any]:
    """The runs of table cells in one line."""
    runs: list[Any] = []
    for cell in cells:
        if runs:
            runs.append(w.run(CELL_SEPARATOR, "en", color=w.QUIET))
        runs += cell
    return runs


def _text_runs(pair: Pair, text: str, lang: str) -> list[Any]:
    return [w.run(write_marker(pair, lang) + text, lang, bold=pair.kind is Kind.HEADING)]
