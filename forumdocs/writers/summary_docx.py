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

    from forumdocs.model import Summary, SummarySentence

MARGIN_MM = 18.0
TEXT_WIDTH = round((w.A4_MM[0] - 2 * MARGIN_MM) / 25.4 * 1440)
PLACE_WIDTH, FILE_WIDTH, LABEL_WIDTH = 800, 2000, 1300
"""Widths of the columns of places, without and with the name of a file, and of kinds, in twentieths of a point."""
SMALL = 17
"""Half-points of places and notices."""


def render(summary: Summary) -> bytes:
    """The summary as the bytes of a DOCX file (A4, numbered pages, repeated header row)."""
    import docx

    lang = summary.lang
    document = docx.Document()
    w.set_up_page(document, w.A4_MM, margin_mm=MARGIN_MM, title=summary.title, lang=lang)
    w.write_footer(document, f"{summary.title}  ·  forumdocs {__version__}")
    w.set_up_styles(document)
    w.append(document.add_paragraph(style="Title")._p, w.run(summary.title, lang))
    w.append(document.add_paragraph(style="Subtitle")._p, w.run(parts.facts(summary), lang))
    for notice in parts.notices(summary):
        w.append(document.add_paragraph()._p, w.run(notice, lang, color=w.WARNING, bold=True))
    for topic, members in parts.topics(summary):
        w.append(document.add_heading(level=2)._p, w.run(topic or say("summary", lang), lang))
        _add(document, _sentences(summary, members))
    if summary.points:
        w.append(document.add_heading(level=2)._p, w.run(say("points", lang), lang))
        _add(document, _points(summary))
    return pack(document)


def _add(document: Any, table: Any) -> None:
    body = document.element.body
    body.insert(len(body) - 1, table)
    document.add_paragraph(style="Small gap")


def _place_width(summary: Summary) -> int:
    return FILE_WIDTH if len(summary.sources) > 1 else PLACE_WIDTH


def _sentences(summary: Summary, members: Sequence[SummarySentence]) -> Any:
    place = _place_width(summary)
    columns = 2 if summary.target_lang else 1
    width = (TEXT_WIDTH - place) // columns
    table = w.empty_table((place, *[width] * columns), border=w.RULE, inside=True)
    if summary.target_lang:
        lang = summary.target_lang
        heads = (("¶", place), (say("source", lang), width), (native_name(lang), width))
        cells = [
            w.cell(size, [w.paragraph([w.run(text, lang, size=SMALL, color="FFFFFF", bold=True)])], fill=w.HEAD_FILL)
            for text, size in heads
        ]
        table.append(w.element("tr", w.element("trPr", w.element("cantSplit"), w.element("tblHeader")), *cells))
    for sentence in members:
        cells = [_place(parts.place(sentence, summary), place), _text(sentence.source, sentence.lang, width)]
        if summary.target_lang:
            cells.append(_text(sentence.target, summary.target_lang, width))
        table.append(_row(cells))
    return table


def _points(summary: Summary) -> Any:
    place = _place_width(summary)
    width = TEXT_WIDTH - LABEL_WIDTH - place
    table = w.empty_table((LABEL_WIDTH, width, place), border=w.RULE, inside=True)
    shown = ""
    for point in parts.points(summary):
        label = parts.label(point, summary)
        looks = {"color": w.QUIET} if label == shown else {"bold": True}  # said again, since a page may break here
        head = w.cell(LABEL_WIDTH, [w.paragraph([w.run(label, summary.lang, **looks)])])
        meaning = [w.run(text, lang) for text, lang in parts.pieces(point, summary)]
        cells = [head, w.cell(width, [w.paragraph(meaning)]), _place(parts.place(point, summary), place)]
        table.append(_row(cells))
        shown = label
    return table


def _row(cells: Sequence[Any]) -> Any:
    return w.element("tr", w.element("trPr", w.element("cantSplit")), *cells)


def _place(text: str, width: int) -> Any:
    text = text.replace("¶ ", "¶\u00a0")  # the sign stays on the line of its number
    return w.cell(width, [w.paragraph([w.run(text, "en", size=SMALL, color=w.QUIET)])])


def _text(text: str, lang: str, width: int) -> Any:
    return w.cell(width, [w.paragraph([w.run(" ".join(text.split()), lang)])])
