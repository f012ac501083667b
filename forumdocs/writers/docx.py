"""The handout as a DOCX table, source and target side by side, one row a sentence group.

python-docx makes the package, styles and page set-up; the rows of the large table are built with lxml directly,
because python-docx looks a cell up in time that grows with the table.
"""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from forumdocs.languages import LANGUAGES, font_of, name_of, ooxml_tag
from forumdocs.model import Kind, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forumdocs.model import Handout, Pair

PAGE_MM = (210.0, 297.0)
"""A4, width and height."""
MARGIN_MM = 18.0
NUMBER_WIDTH = 740
"""Width of the column of paragraph numbers, in twentieths of a point: room for ``1234.12`` at 7.5 points."""
TEXT_WIDTH = round((PAGE_MM[0] - 2 * MARGIN_MM) / 25.4 * 1440)

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
    body.insert(len(body) - 1, _table(handout))
    document.add_paragraph(style="Small gap")  # Word wants a paragraph after a table that ends a document
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
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Footer"]
    _append(
        footer._p,
        _run(f"{handout.source}  ·  ", "en"),
        *_field("PAGE"),
        _run(" / ", "en"),
        *_field("NUMPAGES"),
    )
    footer.alignment = 1


def _set_up_styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles = document.styles
    for name, size in (("Normal", 10.5), ("Footer", 8), ("Title", 20), ("Subtitle", 11)):
        style = styles[name]
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
    gap.font.size = Pt(4)


def _set_fonts(properties: Any) -> None:
    """Replace a style's theme fonts by named ones, for Latin, East Asian and complex scripts."""
    from docx.oxml.ns import qn

    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    latin = font_of("en")
    fonts = {"ascii": latin, "hAnsi": latin, "eastAsia": font_of("zh"), "cs": font_of("th")}
    properties.insert(0, _element("rFonts", **fonts))


def _write_title(document: Any, handout: Handout) -> None:
    title = document.add_paragraph(style="Title")
    _append(title._p, _run(handout.title, _lang_of_title(handout)))
    sources = ", ".join(name_of(code) for code in handout.source_langs) or name_of(handout.target_lang)
    subtitle = f"{sources} – {name_of(handout.target_lang)}" if handout.source_langs else sources
    document.add_paragraph(subtitle, style="Subtitle")


def _lang_of_title(handout: Handout) -> str:
    return next((pair.source_lang for pair in handout.pairs if pair.source == handout.title), "en")


def _facts(handout: Handout) -> list[tuple[str, str]]:
    """What the box at the top says: label and text."""
    origins = [pair.origin for pair in handout.pairs]
    counts = (
        (origins.count(Origin.MT), "translated by machine"),
        (origins.count(Origin.MEMORY), "from memory"),
        (origins.count(Origin.PARALLEL), "already bilingual in the source (marked =)"),
        (origins.count(Origin.SAME), f"already in {name_of(handout.target_lang)}"),
    )
    flagged = sum(bool(pair.flags) for pair in handout.pairs)
    facts = [
        ("Source", handout.source),
        ("Sentences", "; ".join(f"{number} {what}" for number, what in counts if number)),
        ("Engine", handout.provenance.engine),
        ("Made on", f"{date.today().isoformat()} with forumdocs {handout.provenance.forumdocs}"),
    ]
    if handout.draft:
        check = f"; {flagged} marked “Check”" if flagged else ""
        facts.append(("Status", f"DRAFT: machine translation, not revised{check}"))
    return [(label, text) for label, text in facts if text]


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


def _table(handout: Handout) -> Any:
    """The pairs; a document that is all in the target language already gets one text column."""
    columns = 2 if any(pair.origin is not Origin.SAME for pair in handout.pairs) else 1
    width = (TEXT_WIDTH - NUMBER_WIDTH) // columns
    table = _empty_table((NUMBER_WIDTH, *[width] * columns), border=RULE, inside=True)
    table.append(_header_row(handout, columns, width))
    previous = None
    for pair in handout.pairs:
        table.append(_row(pair, handout.target_lang, columns, width, goes_on=pair.block == previous))
        previous = pair.block
    return table


def _header_row(handout: Handout, columns: int, width: int) -> Any:
    sources = ", ".join(name_of(code) for code in handout.source_langs)
    names = [f"Source ({sources})", name_of(handout.target_lang)][-columns:]
    cells = [_cell(NUMBER_WIDTH, [_paragraph([_run("No.", "en", size=16, color="FFFFFF")])], fill=HEAD_FILL)]
    for name in names:
        run = _run(name, "en", size=19, color="FFFFFF", bold=True)
        cells.append(_cell(width, [_paragraph([run])], fill=HEAD_FILL))
    return _element("tr", _element("trPr", _element("cantSplit"), _element("tblHeader")), *cells)


def _row(pair: Pair, target_lang: str, columns: int, width: int, *, goes_on: bool) -> Any:
    heading = pair.kind is Kind.HEADING
    fill = HEADING_FILL if heading else ""
    number = pair.id + (" =" if pair.origin is Origin.PARALLEL else "")
    cells = [_cell(NUMBER_WIDTH, [_paragraph([_run(number, "en", size=15, color=QUIET)])], fill, goes_on)]
    if columns == 2:
        same = pair.origin is Origin.SAME
        source = [_run("–", "en", color=QUIET)] if same else _text_runs(pair, pair.source, pair.source_lang)
        cells.append(_cell(width, [_paragraph(source, level=pair.level * (not heading))], fill, goes_on))
    target = [_paragraph(_text_runs(pair, pair.target, target_lang), level=pair.level * (not heading))]
    if pair.flags:
        reasons = ", ".join(flag.replace("-", " ") for flag in pair.flags)
        target.append(_paragraph([_run(f"Check: {reasons}", "en", size=15, color=WARNING)]))
    cells.append(_cell(width, target, fill, goes_on))
    return _element("tr", _element("trPr", _element("cantSplit")), *cells)


def _text_runs(pair: Pair, text: str, lang: str) -> list[Any]:
    marker = f"{pair.marker} " if pair.marker and pair.id.endswith(".1") else ""
    return [_run(marker + text, lang, bold=pair.kind is Kind.HEADING)]


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


def _paragraph(runs: list[Any], *, level: int = 0) -> Any:
    properties = []
    if level:
        properties = [_element("pPr", _element("ind", left=200 * min(level, 5), hanging=0))]
    return _element("p", *properties, *runs)


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
