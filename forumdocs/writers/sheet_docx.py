"""The interpreters' sheet as a DOCX table on landscape paper: a row a term, a column a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forumdocs import __version__
from forumdocs.glossary.reading import aids_of
from forumdocs.glossary.sheet import names_in
from forumdocs.languages import name_of
from forumdocs.wording import counted
from forumdocs.writers import wordml as w
from forumdocs.writers.packing import pack

if TYPE_CHECKING:
    from forumdocs.glossary import Concept, Term
    from forumdocs.glossary.sheet import Entry, Sheet

PAGE_MM = (w.A4_MM[1], w.A4_MM[0])
MARGIN_MM = 15.0
TEXT_WIDTH = round((PAGE_MM[0] - 2 * MARGIN_MM) / 25.4 * 1440)
PLACE_WIDTH = 1500
"""Width of the column of paragraph numbers, in twentieths of a point."""
SMALL, TINY = 17, 15
"""Half-points of what stands below a term, and of paragraph numbers."""
MOST_PLACES = 16
"""Paragraphs named for a term; more would make its row tall."""
ROWS_OF_A_TABLE = 400
"""As in the handout: LibreOffice needs long for longer tables."""


def render(sheet: Sheet) -> bytes:
    """The sheet as the bytes of a DOCX file (A4 landscape, numbered pages, repeated header row)."""
    import docx

    document = docx.Document()
    w.set_up_page(document, PAGE_MM, margin_mm=MARGIN_MM, title=sheet.title, lang=sheet.langs[0])
    w.write_footer(document, f"{sheet.title}  ·  forumdocs {__version__}")
    w.set_up_styles(document)
    w.append(document.add_paragraph(style="Title")._p, w.run(sheet.title, "en"))
    document.add_paragraph(w.clean(_facts(sheet)), style="Subtitle")
    body = document.element.body
    for start in range(0, len(sheet.entries), ROWS_OF_A_TABLE):
        body.insert(len(body) - 1, _table(sheet, sheet.entries[start : start + ROWS_OF_A_TABLE]))
        document.add_paragraph(style="Small gap")
    return pack(document)


def _facts(sheet: Sheet) -> str:
    names = sheet.documents
    sources = "; ".join(f"{number}: {name}" for number, name in enumerate(names, 1)) if len(names) > 1 else names[0]
    return f"{counted(len(sheet.entries), 'term')} in order of appearance – {sources}"


def _table(sheet: Sheet, entries: tuple[Entry, ...]) -> Any:
    width = (TEXT_WIDTH - PLACE_WIDTH) // len(sheet.langs)
    table = w.empty_table((PLACE_WIDTH, *[width] * len(sheet.langs)), border=w.RULE, inside=True)
    heads = [("Paragraph", PLACE_WIDTH), *((name_of(lang), width) for lang in sheet.langs)]
    cells = [
        w.cell(size, [w.paragraph([w.run(name, "en", size=SMALL, color="FFFFFF", bold=True)])], fill=w.HEAD_FILL)
        for name, size in heads
    ]
    table.append(w.element("tr", w.element("trPr", w.element("cantSplit"), w.element("tblHeader")), *cells))
    for entry in entries:
        table.append(_row(sheet, entry, width))
    return table


def _row(sheet: Sheet, entry: Entry, width: int) -> Any:
    cells = [w.cell(PLACE_WIDTH, _places(sheet, entry))]
    for number, lang in enumerate(sheet.langs):
        paragraphs = _term(sheet, entry.concept, lang)
        if number == 0 and entry.concept.definition:
            paragraphs.append(w.paragraph([w.run(entry.concept.definition, "en", size=TINY, color=w.QUIET)]))
        cells.append(w.cell(width, paragraphs))
    return w.element("tr", w.element("trPr", w.element("cantSplit")), *cells)


def _places(sheet: Sheet, entry: Entry) -> list[Any]:
    """How often a concept comes up, and in which paragraphs; documents by number where there are several."""
    parts, left = [], MOST_PLACES
    for document, paragraphs in entry.paragraphs.items():
        start = f"{document + 1}: " if len(sheet.documents) > 1 else ""
        parts.append(start + ", ".join(map(str, paragraphs[: max(left, 0)])))
        left -= len(paragraphs)
        if left < 0:
            parts[-1] += " …"
            break
    return [
        w.paragraph([w.run(f"{entry.count}×", "en", size=SMALL, bold=True)]),
        w.paragraph([w.run(f"¶ {'; '.join(parts)}", "en", size=TINY, color=w.QUIET)]),
    ]


def _term(sheet: Sheet, concept: Concept, lang: str) -> list[Any]:
    """The paragraphs of one cell: the term, how it is read, its other names, and what not to say."""
    names = names_in(concept, lang)
    if names.head is None:
        return [w.paragraph([w.run("–", "en", color=w.QUIET)])]
    runs = [w.run(names.head.stress or names.head.text, lang, size=22, bold=True)]
    runs += [w.run(f"  {text}", lang, size=SMALL) for text in names.abbreviations]
    paragraphs = [w.paragraph(runs)]
    if aid := _aid(sheet, concept, names.head):
        paragraphs.append(w.paragraph([w.run(aid, lang if lang == "ja" else "en", size=SMALL, color=w.QUIET)]))
    if names.also:
        also = [w.run("also ", "en", size=TINY, color=w.QUIET), w.run(", ".join(names.also), lang, size=SMALL)]
        paragraphs.append(w.paragraph(also))
    if names.avoid:
        avoid = [("not ", "en"), (", ".join(names.avoid), lang)]
        paragraphs.append(w.paragraph([w.run(text, tag, size=TINY, color=w.WARNING) for text, tag in avoid]))
    return paragraphs


def _aid(sheet: Sheet, concept: Concept, term: Term) -> str:
    proper = concept.part_of_speech == "proper-noun"
    return aids_of(term, pinyin=sheet.pinyin.get(term.text, ""), proper=proper).line
