"""WordprocessingML: the pieces of which our Word documents are built.

python-docx makes the package, styles and page set-up; tables are built with lxml directly, because python-docx looks
a cell up in time that grows with the table. Child elements stand in the order that ISO/IEC 29500-1 section 17 asks for.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from forumdocs.languages import LANGUAGES, ooxml_tag
from forumdocs.writers.fonts import FALLBACKS, USUAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from forumdocs.writers.fonts import Fonts

HANG = 220
"""Twentieths of a point that a list item stands in a level, and that its marker hangs before its text."""
WORD_VERSION = 15
"""Word 2013 and later; python-docx says 2010, which Word shows as "Compatibility Mode"."""
INK, QUIET, WARNING = "1F2A37", "5B6675", "B45309"
HEAD_FILL, HEADING_FILL, BOX_FILL, RULE = "1F3A5F", "E8EEF5", "F4F6F9", "C9D1DB"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = {"w": W}
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
CELL_PADDING = 90
"""Twentieths of a point left and right of what stands in a cell."""
_CELL_MARGINS = (("top", 40), ("left", CELL_PADDING), ("bottom", 40), ("right", CELL_PADDING))
_RUN_LANG = f"{{{W}}}rPr/{{{W}}}lang"
_EAST_ASIAN = f"{{{W}}}eastAsia"
_KOREAN = ooxml_tag("ko")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_THAI = re.compile("[\u0e00-\u0e7f]")


A4_MM = (210.0, 297.0)
"""A4 upright, width and height."""
LETTER_MM = (215.9, 279.4)
TERM_STYLE, CHECK_STYLE = "GlossaryTerm", "ToCheck"
"""Character styles: what they show goes, and comes back, by editing the style."""


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
    for spacing in settings.iter(f"{{{W}}}characterSpacingControl"):
        spacing.set(f"{{{W}}}val", "compressPunctuation")


_PAGE_CODES = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_PAGE_FIELD = re.compile("({pages?})")
_PAGES = (("{page} / {pages}", "en"),)


def write_footer(document: Any, text: str, *, pages: Iterable[tuple[str, str]] = _PAGES, fonts: Fonts = USUAL) -> None:
    """Put a text and the number of the page at the foot of each page.

    Args:
        document: a document of python-docx.
        text: what stands before the number.
        pages: in each language, with its tag, how the number is told; ``{page}`` and ``{pages}`` stand for the fields.
        fonts: of the document.
    """
    paragraph = document.sections[0].footer.paragraphs[0]
    append(paragraph._p, run(text, "en", fonts=fonts))
    for place, (words, lang) in enumerate(pages):
        append(paragraph._p, run(" / " if place else "  ·  ", "en"))
        for piece in filter(None, _PAGE_FIELD.split(words)):
            code = _PAGE_CODES.get(piece)
            append(paragraph._p, *(field(code) if code else [run(piece, lang, fonts=fonts)]))
    paragraph.style = "Footer"
    paragraph.alignment = 1


STYLE_SIZES = {"Normal": 10.5, "Header": 8, "Footer": 8, "Caption": 9, "Title": 20, "Subtitle": 11} | {
    f"Heading {level}": size for level, size in enumerate((15, 13, 12, 11, 10.5, 10.5, 10.5, 10.5, 10.5), start=1)
}
"""Points of the paragraph styles that handouts use."""
_COLORS = dict.fromkeys(("Footer", "Subtitle", "Caption"), QUIET)
_BREAKING = ("kinsoku", "overflowPunct", "autoSpaceDE", "autoSpaceDN")
"""East Asian typesetting: no line begins with a full stop, punctuation hangs, Latin words stand a little apart."""


STYLINGS = 8
"""Choices of fonts whose styles are kept to be copied."""


def set_up_styles(document: Any, fonts: Fonts = USUAL) -> None:
    """Set the paragraph styles in our fonts; add a thin paragraph, ``Small gap``, and the two character styles.

    Args:
        document: a new document of python-docx, whose styles are still those of the template.
        fonts: of the document.
    """
    parts = {part.partname: part for part in document.part.package.iter_parts()}
    parts["/word/styles.xml"]._element = _styles(fonts).__copy__()
    parts["/word/fontTable.xml"]._blob = _font_table(fonts)


@lru_cache(STYLINGS)
def _styles(fonts: Fonts) -> Any:
    """The styles of every document in these fonts: to copy them takes half the time."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    styles = docx.Document().styles
    for name in STYLE_SIZES:
        _set_style(styles[name], fonts)
    _set_east_asian_breaking(styles["Normal"].element.get_or_add_pPr())
    styles["Normal"].paragraph_format.space_after = Pt(0)
    styles["Title"].paragraph_format.space_after = Pt(2)
    styles["Subtitle"].paragraph_format.space_after = Pt(2)
    border = styles["Title"].element.find(f".//{{{W}}}pBdr")
    if border is not None:
        border.getparent().remove(border)
    gap = styles.add_style("Small gap", WD_STYLE_TYPE.PARAGRAPH)
    gap.base_style = styles["Normal"]
    gap.font.size = Pt(6)
    append(
        styles.element,
        _character_style(TERM_STYLE, "Glossary term", element("u", val="dotted", color=QUIET)),
        _character_style(CHECK_STYLE, "To check", element("u", val="wave", color=WARNING)),
    )
    return styles.element


def _set_style(style: Any, fonts: Fonts) -> None:
    from docx.shared import Pt, RGBColor

    for spacing in style.element.findall(f"{{{W}}}rPr/{{{W}}}spacing"):
        spacing.getparent().remove(spacing)  # the template spaces the letters of titles, Han apart too
    style.font.size = Pt(STYLE_SIZES[style.name])
    style.font.italic = style.font.cs_italic = False
    heading = style.name.startswith("Heading")
    style.font.bold = heading or None
    style.font.color.rgb = RGBColor.from_string(HEAD_FILL if heading else _COLORS.get(style.name, INK))
    properties = style.element.get_or_add_rPr()
    for size in properties.findall(f"{{{W}}}szCs"):
        properties.remove(size)
    properties.find(f"{{{W}}}sz").addnext(element("szCs", val=round(STYLE_SIZES[style.name] * 2)))
    _set_fonts(properties, fonts)
    if heading:
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(3)


def _set_fonts(properties: Any, fonts: Fonts) -> None:
    """Replace a style's theme fonts by named ones, for Latin, East Asian and complex scripts."""
    from docx.oxml.ns import qn

    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    latin = fonts.of("en")
    names = {"ascii": latin, "hAnsi": latin, "eastAsia": fonts.of("zh"), "cs": fonts.of("th")}
    properties.insert(0, element("rFonts", **names))


def _set_east_asian_breaking(properties: Any) -> None:
    for place, name in enumerate(_BREAKING):
        properties.insert(place, element(name))


def _character_style(identifier: str, name: str, *looks: Any) -> Any:
    return element(
        "style",
        element("name", val=name),
        element("basedOn", val="DefaultParagraphFont"),
        element("uiPriority", val="1"),
        element("qFormat"),
        element("rPr", *looks),
        type="character",
        customStyle="1",
        styleId=identifier,
    )


@lru_cache(STYLINGS)
def _font_table(fonts: Fonts) -> bytes:
    """The part that lists the fonts of a document with those that stand in for them on other systems."""
    from lxml import etree

    table = element("fonts")
    for name in fonts.names():
        substitutes = [element("altName", val=",".join(FALLBACKS[name]))] if name in FALLBACKS else []
        table.append(element("font", *substitutes, name=name))
    content: bytes = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


MOULDS = 1024
"""Elements kept to be copied: as many as one document has different widths, fonts and colours, and far more."""


def _moulded(make: Callable[..., Any]) -> Callable[..., Any]:
    """Let a function make each element once and give copies of it.

    lxml copies an element with all that is in it in the time that it takes to make one; nine in ten elements of a long
    table are properties that are the same in every row.
    """
    mould = lru_cache(maxsize=MOULDS, typed=True)(make)

    def copy(*args: object, **kwargs: object) -> Any:
        return mould(*args, **kwargs).__copy__()

    return copy


def element(name: str, /, *children: Any, **attributes: object) -> Any:
    """An element of WordprocessingML: ``element("color", val="FFFFFF")`` is ``<w:color w:val="FFFFFF"/>``."""
    element = _bare(name, **attributes)
    element.extend(children)
    return element


@_moulded
def _bare(name: str, /, **attributes: object) -> Any:
    named = {f"{{{W}}}{key}": str(value) for key, value in attributes.items()}
    return _maker()(f"{{{W}}}{name}", named, _NAMESPACES)


@cache
def _maker() -> Callable[..., Any]:
    """What makes elements of the classes of python-docx; its own function splits and joins names at every call."""
    from docx.oxml.parser import oxml_parser

    make: Callable[..., Any] = oxml_parser.makeelement
    return make


def append(parent: Any, *children: Any) -> None:
    """Put children at the end of an element."""
    parent.extend(children)


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


class Inner(NamedTuple):
    """Whether a cell has no rule above it, or below it, since its text hangs together with the text there."""

    above: bool = False
    below: bool = False


_ALONE = Inner()


def cell(
    width: int, paragraphs: list[Any], fill: str = "", *, inner: Inner = _ALONE, bar: str = "", span: int = 1
) -> Any:
    """A table cell.

    Args:
        width: in twentieths of a point.
        paragraphs: what stands in it, at least one.
        fill: colour of the ground.
        inner: which rules it does without, so that a paragraph's sentences hang together.
        bar: colour of a bar at its left.
        span: columns that it covers.
    """
    cell = _empty_cell(width, fill, inner=inner, bar=bar, span=span)
    cell.extend(paragraphs)
    return cell


@_moulded
def _empty_cell(width: int, fill: str, *, inner: Inner, bar: str, span: int) -> Any:
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    borders = [element("top", val="nil")] if inner.above else []
    if bar:
        borders.append(element("left", val="single", sz=24, space=0, color=bar))
    if inner.below:
        borders.append(element("bottom", val="nil"))
    if borders:
        properties.append(element("tcBorders", *borders))
    if fill:
        properties.append(element("shd", val="clear", color="auto", fill=fill))
    return element("tc", properties)


def paragraph(
    runs: list[Any],
    *,
    level: int = 0,
    hangs: bool = False,
    before: int = 0,
    after: int = 0,
    keep: bool = False,
    style: str = "",
    bar: str = "",
    indent: int = 0,
    hanging: int = 0,
    stop: int = 0,
    centred: bool = False,
) -> Any:
    """A paragraph of a cell or of the page.

    Args:
        runs: what stands in it.
        level: of a list item, which stands in by as many steps.
        hangs: puts its first line, which has a marker, before the others.
        before: space above, in twentieths of a point.
        after: space below.
        keep: holds it on one page with the next.
        style: identifier of its style.
        bar: colour of a bar at its left.
        indent: of all lines, in twentieths of a point, beside that of the level.
        hanging: how far the first line stands out of the indent.
        stop: where its first tab goes, where that is not to the indent.
        centred: in the middle of its column.
    """
    korean = _has_korean(runs)
    paragraph = _empty_paragraph(level, hangs, before, after, keep, style, bar, indent, hanging, stop, centred, korean)
    paragraph.extend(runs)
    return paragraph


@_moulded
def _empty_paragraph(
    level: int,
    hangs: bool,
    before: int,
    after: int,
    keep: bool,
    style: str,
    bar: str,
    indent: int,
    hanging: int,
    stop: int,
    centred: bool,
    korean: bool,
) -> Any:
    properties = [element("pStyle", val=style)] if style else []
    if keep:
        properties.append(element("keepNext"))
    if bar:
        properties.append(element("pBdr", element("left", val="single", sz=24, space=6, color=bar)))
    if stop:
        properties.append(element("tabs", element("tab", val="left", pos=stop)))
    if korean:
        properties += [element(name, val=0) for name in ("autoSpaceDE", "autoSpaceDN")]
    if before or after:
        spacing = {name: size for name, size in (("before", before), ("after", after)) if size}
        properties.append(element("spacing", **spacing))
    if level or indent:
        step = HANG * (min(level, 5) + 1) if level else 0
        properties.append(element("ind", left=indent + step, hanging=hanging or HANG * (hangs and bool(level))))
    if centred:
        properties.append(element("jc", val="center"))
    return element("p", *([element("pPr", *properties)] if properties else []))


def _has_korean(runs: list[Any]) -> bool:
    """Korean writes a particle or a counter right after a number: a word processor must set no space there."""
    langs = (run.find(_RUN_LANG) for run in runs)
    return any(lang is not None and lang.get(_EAST_ASIAN) == _KOREAN for lang in langs)


def run(
    text: str,
    lang: str,
    *,
    size: int = 0,
    color: str = "",
    bold: bool = False,
    style: str = "",
    fonts: Fonts = USUAL,
) -> Any:
    """A run of text in one language; ``size`` in half-points, 0 for the style's own; ``style`` is a character style."""
    is_thai = not text.isascii() and _THAI.search(text) is not None
    run = _empty_run(lang, size, color, bold, style, fonts, is_thai)
    piece = run[-1]
    first, *others = clean(text).replace("\t", " ").split("\n")
    piece.text = first
    for line in others:
        piece = piece.__copy__()
        piece.text = line
        append(run, element("br"), piece)
    return run


@_moulded
def _empty_run(lang: str, size: int, color: str, bold: bool, style: str, fonts: Fonts, is_thai: bool) -> Any:
    """A run whose last child is its text."""
    properties = element("rPr", *([element("rStyle", val=style)] if style else []), *_fonts_of(lang, fonts))
    if bold:
        append(properties, element("b"), element("bCs"))
    if color:
        properties.append(element("color", val=color))
    if size:
        append(properties, element("sz", val=size), element("szCs", val=size))
    if is_thai:
        properties.append(element("cs"))
    properties.append(_language_of(lang))
    piece = element("t")
    piece.set(_XML_SPACE, "preserve")
    return element("r", properties, piece)


@_moulded
def tab() -> Any:
    """A run that goes to the next tab stop."""
    return element("r", element("rPr", _language_of("en")), element("tab"))


def _fonts_of(lang: str, fonts: Fonts) -> list[Any]:
    """``w:rFonts`` for a language; the hint sends shared punctuation such as “ ” to the East Asian font."""
    base = lang.split("-", 1)[0]
    if base in ("zh", "ja", "ko"):
        return [element("rFonts", hint="eastAsia", eastAsia=fonts.of(lang))]
    if base == "ru" and fonts.of("ru") != fonts.of("en"):
        return [element("rFonts", ascii=fonts.of("ru"), hAnsi=fonts.of("ru"))]
    return []


def _language_of(lang: str) -> Any:
    base = lang.split("-", 1)[0]
    slot = {"zh": "eastAsia", "ja": "eastAsia", "ko": "eastAsia", "th": "bidi"}.get(base, "val")
    return element("lang", **{slot: ooxml_tag(lang) if base in LANGUAGES else base})


def field(code: str) -> list[Any]:
    """The runs of a field such as ``PAGE``, which the word processor fills in."""
    runs = []
    for part in ("begin", None, "separate", "text", "end"):
        run = element("r", element("rPr", _language_of("en")))
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
