"""WordprocessingML: the pieces of which our Word documents are built.

python-docx makes the package, styles and page set-up; tables are built with lxml directly, because python-docx looks
a cell up in time that grows with the table. Child elements stand in the order that ISO/IEC 29500-1 section 17 asks for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from forumdocs.languages import LANGUAGES, font_of, ooxml_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

HANG = 220
"""Twentieths of a point that a list item stands in a level, and that its marker hangs before its text."""
WORD_VERSION = 15
"""Word 2013 and later; python-docx says 2010, which Word shows as "Compatibility Mode"."""
INK, QUIET, WARNING = "1F2A37", "7A8594", "B45309"
HEAD_FILL, HEADING_FILL, BOX_FILL, RULE = "1F3A5F", "E8EEF5", "F4F6F9", "C9D1DB"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CELL_MARGINS = (("top", 40), ("left", 90), ("bottom", 40), ("right", 90))
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_THAI = re.compile("[\u0e00-\u0e7f]")


A4_MM = (210.0, 297.0)
"""A4 upright, width and height."""


def set_up_page(document: Any, size_mm: tuple[float, float], *, margin_mm: float, title: str, lang: str) -> None:
    """Give a new python-docx document its page, its properties and the behaviour of today's Word.

    Args:
        document: a document of python-docx.
        size_mm: width and height; a page that is wider than high is turned.
        margin_mm: left and right margin.
        title: for the properties of the file.
        lang: tag of its main language.
    """
    from docx.enum.section import WD_ORIENTATION
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in size_mm)
    if size_mm[0] > size_mm[1]:
        section.orientation = WD_ORIENTATION.LANDSCAPE
    section.left_margin = section.right_margin = Mm(margin_mm)
    section.top_margin, section.bottom_margin = Mm(16), Mm(16)
    section.header_distance = section.footer_distance = Mm(8)
    properties = document.core_properties
    properties.title = clean(title)
    properties.author = "forumdocs"
    properties.comments = ""
    properties.language = ooxml_tag(lang)
    _set_word_version(document.settings.element)


def _set_word_version(settings: Any) -> None:
    for setting in settings.iter(f"{{{W}}}compatSetting"):
        if setting.get(f"{{{W}}}name") == "compatibilityMode":
            setting.set(f"{{{W}}}val", str(WORD_VERSION))


def write_footer(document: Any, text: str) -> None:
    """Put a text and the number of the page at the foot of each page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    append(paragraph._p, run(f"{text}  ·  ", "en"), *field("PAGE"), run(" / ", "en"), *field("NUMPAGES"))
    paragraph.style = "Footer"
    paragraph.alignment = 1


def set_up_styles(document: Any) -> None:
    """Set the styles Normal, Footer, Title and Subtitle in our fonts, and add a thin paragraph, ``Small gap``."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles = document.styles
    for name, size in (("Normal", 10.5), ("Footer", 8), ("Title", 20), ("Subtitle", 11)):
        style = styles[name]
        for spacing in style.element.findall(f"{{{W}}}rPr/{{{W}}}spacing"):
            spacing.getparent().remove(spacing)  # the template spaces the letters of titles, Han apart too
        style.font.size = Pt(size)
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(QUIET if name in ("Footer", "Subtitle") else INK)
        _set_fonts(style.element.get_or_add_rPr())
    styles["Normal"].paragraph_format.space_after = Pt(0)
    styles["Title"].paragraph_format.space_after = Pt(2)
    styles["Subtitle"].paragraph_format.space_after = Pt(6)
    border = styles["Title"].element.find(f".//{{{W}}}pBdr")
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
    properties.insert(0, element("rFonts", **fonts))


def element(name: str, *children: Any, **attributes: object) -> Any:
    """An element of WordprocessingML: ``element("color", val="FFFFFF")`` is ``<w:color w:val="FFFFFF"/>``."""
    from docx.oxml.parser import OxmlElement

    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(f"{{{W}}}{key}", str(value))
    append(element, *children)
    return element


def append(parent: Any, *children: Any) -> None:
    """Put children at the end of an element."""
    for child in children:
        parent.append(child)


def empty_table(widths: Sequence[int], *, border: str, inside: bool) -> Any:
    """A table without rows; widths in twentieths of a point, a rule above and below, and between rows if ``inside``."""
    lines = [("top", border), ("bottom", border)] + ([("insideH", border)] if inside else [])
    borders = [element(side, val="single", sz=4, space=0, color=color) for side, color in lines]
    margins = [element(side, w=size, type="dxa") for side, size in _CELL_MARGINS]
    return element(
        "tbl",
        element(
            "tblPr",
            element("tblW", w=sum(widths), type="dxa"),
            element("tblBorders", *borders),
            element("tblLayout", type="fixed"),
            element("tblCellMar", *margins),
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
    )


def cell(width: int, paragraphs: list[Any], fill: str = "", goes_on: bool = False) -> Any:
    """A table cell; ``goes_on`` takes the rule above away, so that a paragraph's sentences hang together."""
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if goes_on:
        properties.append(element("tcBorders", element("top", val="nil")))
    if fill:
        properties.append(element("shd", val="clear", color="auto", fill=fill))
    return element("tc", properties, *paragraphs)


def paragraph(runs: list[Any], *, level: int = 0, hangs: bool = False, before: int = 0, keep: bool = False) -> Any:
    """A paragraph of a cell.

    ``hangs`` puts its first line, which has a marker, before the others; ``keep`` holds its row on one page with the
    next.
    """
    properties = [element("keepNext")] if keep else []
    if before:
        properties.append(element("spacing", before=before))
    if level:
        properties.append(element("ind", left=HANG * (min(level, 5) + 1), hanging=HANG * hangs))
    return element("p", *([element("pPr", *properties)] if properties else []), *runs)


def run(text: str, lang: str, *, size: int = 0, color: str = "", bold: bool = False) -> Any:
    """A run of text in one language; ``size`` in half-points, 0 for the style's own."""
    properties = element("rPr", *_fonts_of(lang))
    if bold:
        append(properties, element("b"), element("bCs"))
    if color:
        properties.append(element("color", val=color))
    if size:
        append(properties, element("sz", val=size), element("szCs", val=size))
    if _THAI.search(text):
        properties.append(element("cs"))
    properties.append(_language_of(lang))
    run = element("r", properties)
    for number, line in enumerate(clean(text).split("\n")):
        if number:
            run.append(element("br"))
        piece = element("t")
        piece.text = line.replace("\t", " ")
        piece.set(_XML_SPACE, "preserve")
        run.append(piece)
    return run


def _fonts_of(lang: str) -> list[Any]:
    """``w:rFonts`` for a language; the hint sends shared punctuation such as “ ” to the East Asian font."""
    base = lang.split("-", 1)[0]
    if base in ("zh", "ja", "ko"):
        return [element("rFonts", hint="eastAsia", eastAsia=font_of(lang))]
    return []


def _language_of(lang: str) -> Any:
    base = lang.split("-", 1)[0]
    slot = {"zh": "eastAsia", "ja": "eastAsia", "ko": "eastAsia", "th": "bidi"}.get(base, "val")
    return element("lang", **{slot: ooxml_tag(lang) if base in LANGUAGES else base})


def field(code: str) -> list[Any]:
    """The runs of a field such as ``PAGE``, which the word processor fills in."""
    runs = []
    for part in ("begin", None, "separate", "text", "end"):
        run = element("r")
        if part is None:
            instruction = element("instrText")
            instruction.text = code
            run.append(instruction)
        elif part == "text":
            shown = element("t")
            shown.text = "1"
            run.append(shown)
        else:
            run.append(element("fldChar", fldCharType=part))
        runs.append(run)
    return runs


def clean(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("", text)
