"""A summary as a DOCX: the sentences, beside them their translation, then a table of key points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forumdocs import __version__
from forumdocs.writers import summary_parts as parts
from forumdocs.writers import wordml as w
from forumdocs.writers.packing import pack
from forumdocs.writers.phrases import say
from forumdocs.writers.tongues import native_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.model import Summary

MARGIN_MM = 18.0
PLACE_WIDTH, FILE_WIDTH, LABEL_WIDTH = 800, 2000, 1300
"""Widths of the columns of places, without and with the name of a file, and of kinds, in twentieths of a point."""
SMALL = 17
"""Half-points of places and notices."""


def render(summary: Summary) -> bytes:
    """The summary as the bytes of a DOCX file (A4, numbered pages, repeated header row)."""
    import docx
    from docx.shared import Pt

    lang = summary.lang
    document = docx.Document()
    w.set_up_page(document, _paper(summary), margin_mm=MARGIN_MM, title=summary.title, lang=lang)
    w.write_footer(document, f"{summary.title}  ·  forumdocs {__version__}")
    w.set_up_styles(document)
    w.append(document.add_paragraph(style="Title")._p, w.run(summary.title, lang))
    w.append(document.add_paragraph(style="Subtitle")._p, w.run(parts.facts(summary), lang))
    for notice in parts.notices(summary):
        w.append(document.add_paragraph()._p, w.run(notice, lang, color=w.WARNING, bold=True))
        document.add_paragraph(style="Small gap")
    for topic, members in parts.topics(summary):
        w.append(document.add_heading(level=2)._p, w.run(topic or say("summary", lang), lang))
        _add(document, _sentences(summary, members))
    if summary.points:
        w.append(document.add_heading(level=2)._p, w.run(say("points", lang), lang))
        _add(document, _points(summary))
    document.paragraphs[-1].paragraph_format.line_spacing = Pt(1)  # a taller one may need a page of its own
    return pack(document)


def _add(document: Any, table: Any) -> None:
    body = document.element.body
    body.insert(len(body) - 1, table)
    document.add_paragraph(style="Small gap")


def _paper(summary: Summary) -> tuple[float, float]:
    """The page, turned where three texts or more stand side by side."""
    width, height = w.A4_MM
    return (height, width) if len(parts.columns(summary)) > 1 else (width, height)


def _text_width(summary: Summary) -> int:
    """Width of what stands between the margins, in twentieths of a point."""
    return round((_paper(summary)[0] - 2 * MARGIN_MM) / 25.4 * 1440)


def _place_width(summary: Summary) -> int:
    return FILE_WIDTH if len(summary.sources) > 1 else PLACE_WIDTH


def _sentences(summary: Summary, members: Sequence[parts.Row]) -> Any:
    place, columns = _place_width(summary), parts.columns(summary)
    width = (_text_width(summary) - place) // (1 + len(columns))
    table = w.empty_table((place, *[width] * (1 + len(columns))), border=w.RULE, inside=True)
    if columns:
        names = [(native_name(each.lang), each.lang, width) for each in columns]
        heads = (("¶", summary.lang, place), (say("source", summary.lang), summary.lang, width), *names)
        cells = [
            w.cell(size, [w.paragraph([w.run(text, lang, size=SMALL, color="FFFFFF", bold=True)])], fill=w.HEAD_FILL)
            for text, lang, size in heads
        ]
        table.append(w.element("tr", w.element("trPr", w.element("cantSplit"), w.element("tblHeader")), *cells))
    for sentence, targets in members:
        texts = ((sentence.source, sentence.lang), *targets)
        cells = [_text(text, lang, width) for text, lang in texts]
        table.append(_row([_place(parts.place(sentence, summary), place), *cells]))
    return table


def _points(summary: Summary) -> Any:
    place = _place_width(summary)
    width = _text_width(summary) - LABEL_WIDTH - place
    table = w.empty_table((LABEL_WIDTH, width, place), border=w.RULE, inside=True)
    shown = ""
    for fact in parts.points(summary):
        label = parts.label(fact.point, summary)
        looks = {"color": w.QUIET} if label == shown else {"bold": True}  # said again, since a page may break here
        head = w.cell(LABEL_WIDTH, [w.paragraph([w.run(label, summary.lang, **looks)])])
        meaning = w.paragraph([w.run(text, lang) for text, lang in parts.pieces(fact, summary)])
        targets = [w.paragraph([w.run(text, lang)]) for text, lang in fact.targets]
        place_cell = _place(parts.place(fact.point, summary), place)
        table.append(_row([head, w.cell(width, [meaning, *targets]), place_cell]))
        shown = label
    return table


def _row(cells: Sequence[Any]) -> Any:
    return w.element("tr", w.element("trPr", w.element("cantSplit")), *cells)


def _place(text: str, width: int) -> Any:
    text = text.replace("¶ ", "¶\u00a0")  # the sign stays on the line of its number
    return w.cell(width, [w.paragraph([w.run(text, "en", size=SMALL, color=w.QUIET)])])


def _text(text: str, lang: str, width: int) -> Any:
    return w.cell(width, [w.paragraph([w.run(" ".join(text.split()), lang)])])
