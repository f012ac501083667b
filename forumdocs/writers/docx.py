"""The handout as a DOCX table, source and target side by side, one row a sentence group.

python-docx makes the package, styles and page set-up; the rows of the large table are built with lxml directly,
because python-docx looks a cell up in time that grows with the table.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import partial
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from forumdocs.languages import LANGUAGES, font_of, name_of, ooxml_tag
from forumdocs.model import Kind, Origin
from forumdocs.readers.bitexts.handouts import CHECK
from forumdocs.writers.markers import write_marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forumdocs.model import Handout, Pair

PAGE_MM = (210.0, 297.0)
"""A4, width and height."""
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
HANG = 220
"""Twentieths of a point that a list item stands in a level, and that its marker hangs before its text."""
WORD_VERSION = 15
"""Word 2013 and later; python-docx says 2010, which Word shows as "Compatibility Mode"."""

INK, QUIET, WARNING = "1F2A37", "7A8594", "B45309"
HEAD_FILL, HEADING_FILL, BOX_FILL, RULE = "1F3A5F", "E8EEF5", "F4F6F9", "C9D1DB"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_THAI = re.compile("[\u0e00-\u0e7f]")


def render(handout: Handout) -> bytes:
    """The handout as the bytes of a DOCX file (A4, numbered pages, repeated header row)."""
    import docx

    document = docx.Document()
    _set_up_page(document, handout)
    _set_up_styles(document)
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
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in PAGE_MM)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin, section.bottom_margin = Mm(16), Mm(16)
    section.header_distance = section.footer_distance = Mm(8)
    properties = document.core_properties
    properties.title = _clean(handout.title)
    properties.author = "forumdocs"
    properties.comments = ""
    properties.language = ooxml_tag(handout.target_lang)
    _set_word_version(document.settings.element)
    _write_footer(section.footer.paragraphs[0], handout)


def _set_word_version(settings: Any) -> None:
    for setting in settings.iter(f"{{{_W}}}compatSetting"):
        if setting.get(f"{{{_W}}}name") == "compatibilityMode":
            setting.set(f"{{{_W}}}val", str(WORD_VERSION))


def _write_footer(paragraph: Any, handout: Handout) -> None:
    draft = "  ·  draft, machine translation" if handout.draft else ""
    _append(
        paragraph._p,
        _run(f"{handout.source}{draft}  ·  ", "en"),
        *_field("PAGE"),
        _run(" / ", "en"),
        *_field("NUMPAGES"),
    )
    paragraph.style = "Footer"
    paragraph.alignment = 1


def _set_up_styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles = document.styles
    for name, size in (("Normal", 10.5), ("Footer", 8), ("Title", 20), ("Subtitle", 11)):
        style = styles[name]
        for spacing in style.element.findall(f"{{{_W}}}rPr/{{{_W}}}spacing"):
            spacing.getparent().remove(spacing)  # the template spaces the letters of titles, Han apart too
        style.font.size = Pt(size)
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(QUIET if name in ("Footer", "Subtitle") else INK)
        _set_fonts(style.element.get_or_add_rPr())
    styles["Normal"].paragraph_format.space_after = Pt(0)
    styles["Title"].paragraph_format.space_after = Pt(2)
    styles["Subtitle"].paragraph_format.space_after = Pt(6)
    border = styles["Title"].element.find(f".//{{{_W}}}pBdr")
    if border is not None:
        border.getparent().remove(border)
    gap = styles.add_style("Small gap", WD_STYLE_TYPE.PARAGRAPH)
    gap.base_style = styles["Normal"]
    gap.font.size = Pt(6)


def _set_fonts(properties: Any) -> None:
    """Replace a style's theme fonts by named ones, for Latin, East Asian and complex scripts."""
    from docx.oxml.ns import qn

    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    latin = font_of("en")
    fonts = {"ascii": latin, "hAnsi": latin, "eastAsia": font_of("zh"), "cs": font_of("th")}
    properties.insert(0, _element("rFonts", **fonts))


def _write_title(document: Any, handout: Handout) -> None:
    """The title in both languages: what a person wrote stands first, what the machine made of it below."""
    (first, lang), *second = _titles(handout)
    _append(document.add_paragraph(style="Title")._p, _run(first, lang))
    for text, other in second:
        _append(document.add_paragraph(style="Subtitle")._p, _run(text, other, color=INK))
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
    flagged = sum(bool(pair.flags) for pair in handout.pairs)
    left_out = Counter(dropped.rule for dropped in handout.dropped)
    rules = ", ".join(f"{rule} {number}" for rule, number in left_out.most_common())
    facts = [
        ("Source", handout.source),
        ("Sentences", _counts(handout)),
        ("Left out", rules and f"{_lines_left_out(left_out.total())} no part of the text: {rules}"),
        ("Engine", handout.provenance.engine),
        ("Made on", f"{date.today().isoformat()} with forumdocs {handout.provenance.forumdocs}"),
    ]
    if handout.draft:
        check = f"; {flagged} marked “Check”" if flagged else ""
        facts.append(("Status", f"DRAFT: machine translation, not revised{check}"))
    return [(label, text) for label, text in facts if text]


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
    table = _empty_table(widths, border=RULE, inside=False)
    for label, text in facts:
        ink = WARNING if label == "Status" else INK
        table.append(
            _element(
                "tr",
                _cell(widths[0], [_paragraph([_run(label, "en", size=17, color=QUIET)])], fill=BOX_FILL),
                _cell(widths[1], [_paragraph([_run(text, "en", size=17, color=ink)])], fill=BOX_FILL),
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
    table = _empty_table((NUMBER_WIDTH, *[width] * columns), border=RULE, inside=True)
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
    cells = [_cell(NUMBER_WIDTH, [_paragraph([_run("No.", "en", size=16, color="FFFFFF")])], fill=HEAD_FILL)]
    for name in names:
        run = _run(name, "en", size=19, color="FFFFFF", bold=True)
        cells.append(_cell(width, [_paragraph([run])], fill=HEAD_FILL))
    return _element("tr", _element("trPr", _element("cantSplit"), _element("tblHeader")), *cells)


def _row(line: list[Pair], target_lang: str, columns: int, width: int, *, goes_on: bool) -> Any:
    first = line[0]
    heading = first.kind is Kind.HEADING
    level = 0 if heading else first.level
    put = partial(_paragraph, level=level, hangs=bool(write_marker(first, target_lang)), keep=heading)
    fill = HEADING_FILL if heading else ""
    number = _paragraph([_run(_number(line), "en", size=15, color=QUIET)], before=NUMBER_DROP)
    cells = [_cell(NUMBER_WIDTH, [number], fill, goes_on)]
    if columns == 2:
        cells.append(_cell(width, [put(_source_runs(line))], fill, goes_on))
    target = [put(_join(_text_runs(pair, pair.target, target_lang) for pair in line))]
    if flags := dict.fromkeys(flag.replace("-", " ") for pair in line for flag in pair.flags):
        check = _run(f"{CHECK}{', '.join(flags)}", "en", size=15, color=WARNING)
        target.append(_paragraph([check], level=level))
    cells.append(_cell(width, target, fill, goes_on))
    return _element("tr", _element("trPr", _element("cantSplit")), *cells)


def _number(line: list[Pair]) -> str:
    if len(line) > 1:
        return f"{line[0].block}–{line[-1].block}"
    return line[0].id + (" =" if line[0].origin is Origin.PARALLEL else "")


def _source_runs(line: list[Pair]) -> list[Any]:
    """The source side: a dash for text in the target language; signs without words stand on both sides."""
    dash = [_run("–", "en", color=QUIET)]
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
            runs.append(_run(CELL_SEPARATOR, "en", color=QUIET))
        runs += cell
    return runs


def _text_runs(pair: Pair, text: str, lang: str) -> list[Any]:
    return [_run(write_marker(pair, lang) + text, lang, bold=pair.kind is Kind.HEADING)]


# WordprocessingML, in the order of child elements that ISO/IEC 29500-1 section 17 asks for.

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def _element(name: str, *children: Any, **attributes: object) -> Any:
    from docx.oxml.parser import OxmlElement

    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(f"{{{_W}}}{key}", str(value))
    _append(element, *children)
    return element


def _append(parent: Any, *children: Any) -> None:
    for child in children:
        parent.append(child)


def _empty_table(widths: Iterable[int], *, border: str, inside: bool) -> Any:
    lines = [("top", border), ("bottom", border)] + ([("insideH", border)] if inside else [])
    borders = [_element(side, val="single", sz=4, space=0, color=color) for side, color in lines]
    margins = [_element(side, w=size, type="dxa") for side, size in _CELL_MARGINS]
    return _element(
        "tbl",
        _element(
            "tblPr",
            _element("tblW", w=TEXT_WIDTH, type="dxa"),
            _element("tblBorders", *borders),
            _element("tblLayout", type="fixed"),
            _element("tblCellMar", *margins),
        ),
        _element("tblGrid", *(_element("gridCol", w=width) for width in widths)),
    )


_CELL_MARGINS = (("top", 40), ("left", 90), ("bottom", 40), ("right", 90))


def _cell(width: int, paragraphs: list[Any], fill: str = "", goes_on: bool = False) -> Any:
    """A table cell; ``goes_on`` takes the rule above away, so that a paragraph's sentences hang together."""
    properties = _element("tcPr", _element("tcW", w=width, type="dxa"))
    if goes_on:
        properties.append(_element("tcBorders", _element("top", val="nil")))
    if fill:
        properties.append(_element("shd", val="clear", color="auto", fill=fill))
    return _element("tc", properties, *paragraphs)


def _paragraph(runs: list[Any], *, level: int = 0, hangs: bool = False, before: int = 0, keep: bool = False) -> Any:
    """A paragraph of a cell.

    ``hangs`` puts its first line, which has a marker, before the others; ``keep`` holds its row on one page with the
    next.
    """
    properties = [_element("keepNext")] if keep else []
    if before:
        properties.append(_element("spacing", before=before))
    if level:
        properties.append(_element("ind", left=HANG * (min(level, 5) + 1), hanging=HANG * hangs))
    return _element("p", *([_element("pPr", *properties)] if properties else []), *runs)


def _run(text: str, lang: str, *, size: int = 0, color: str = "", bold: bool = False) -> Any:
    """A run of text in one language; ``size`` in half-points, 0 for the style's own."""
    properties = _element("rPr", *_fonts_of(lang))
    if bold:
        _append(properties, _element("b"), _element("bCs"))
    if color:
        properties.append(_element("color", val=color))
    if size:
        _append(properties, _element("sz", val=size), _element("szCs", val=size))
    if _THAI.search(text):
        properties.append(_element("cs"))
    properties.append(_language_of(lang))
    run = _element("r", properties)
    for number, line in enumerate(_clean(text).split("\n")):
        if number:
            run.append(_element("br"))
        piece = _element("t")
        piece.text = line.replace("\t", " ")
        piece.set(_XML_SPACE, "preserve")
        run.append(piece)
    return run


def _fonts_of(lang: str) -> list[Any]:
    """``w:rFonts`` for a language; the hint sends shared punctuation such as “ ” to the East Asian font."""
    base = lang.split("-", 1)[0]
    if base in ("zh", "ja", "ko"):
        return [_element("rFonts", hint="eastAsia", eastAsia=font_of(lang))]
    return []


def _language_of(lang: str) -> Any:
    base = lang.split("-", 1)[0]
    slot = {"zh": "eastAsia", "ja": "eastAsia", "ko": "eastAsia", "th": "bidi"}.get(base, "val")
    return _element("lang", **{slot: ooxml_tag(lang) if base in LANGUAGES else base})


def _field(code: str) -> list[Any]:
    """The runs of a field such as ``PAGE``, which the word processor fills in."""
    runs = []
    for part in ("begin", None, "separate", "text", "end"):
        run = _element("r")
        if part is None:
            instruction = _element("instrText")
            instruction.text = code
            run.append(instruction)
        elif part == "text":
            shown = _element("t")
            shown.text = "1"
            run.append(shown)
        else:
            run.append(_element("fldChar", fldCharType=part))
        runs.append(run)
    return runs


def _clean(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("", text)
