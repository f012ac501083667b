"""What stands below the text: the terms of the glossary in it, and room for signatures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from forumdocs.writers import wordml as w
from forumdocs.writers.docx.front import gap
from forumdocs.writers.tongues import native_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forumdocs.writers.docx.setting import Setting

PLACES_WIDTH = 1500
"""Width of the column of paragraph numbers, in twentieths of a point."""
MOST_PLACES = 12
"""Paragraphs named for a term."""
SIGNATURES = ("revised", "approved")
SIGNATURE_LINES = ("name", "signature", "date")
SIGNATURE_HEIGHT = 560
"""Height of a line to write on, in twentieths of a point: 1 cm."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A concept of the glossary: its wordings by what they are in small letters, and the sentences that have it."""

    lang: str
    targets: list[dict[str, str]]
    sources: dict[str, str] = field(default_factory=dict)
    places: dict[str, None] = field(default_factory=dict)


def write_back(setting: Setting) -> Iterator[Any]:
    """The elements below the text."""
    terms = _terms(setting) if setting.style.appendix else []
    if terms:
        yield w.paragraph(setting.label("terms"), style="Heading1", before=360, keep=True)
        yield from (_appendix(setting, terms), gap())
    if setting.style.signature:
        yield w.paragraph([], before=360, keep=True)
        yield from (_signatures(setting), gap())


def _terms(setting: Setting) -> list[_Entry]:
    """A concept and language of the source each, in the order in which they come up."""
    found: dict[tuple[str, str], _Entry] = {}
    for column, handout in enumerate(setting.handouts):
        for pair in handout.pairs:
            for term in pair.terms:
                lang = setting.tag_of(pair)
                entry = found.setdefault((term.concept, lang), _Entry(lang, [{} for _ in setting.handouts]))
                entry.places[pair.id] = None
                entry.sources.setdefault(term.source.casefold(), term.source)
                entry.targets[column].setdefault(term.target.casefold(), term.target)
    return list(found.values())


def _appendix(setting: Setting, terms: list[_Entry]) -> Any:
    width = (setting.text_width - PLACES_WIDTH) // (1 + len(setting.targets))
    table = w.empty_table((*[width] * (1 + len(setting.targets)), PLACES_WIDTH), border=w.RULE, inside=True)
    sources = " · ".join(map(native_name, setting.sources))
    heads = [(sources, setting.sources[0] if setting.sources else "en")]
    heads += [(native_name(lang), lang) for lang in setting.targets]
    cells = [_cell(setting, width, *head, bold=True, color=w.HEAD_FILL) for head in heads]
    cells.append(_cell(setting, PLACES_WIDTH, *setting.labels("places")[0], bold=True, color=w.HEAD_FILL))
    table.append(w.element("tr", w.element("trPr", w.element("cantSplit"), w.element("tblHeader")), *cells))
    for entry in terms:
        cells = [_cell(setting, width, ", ".join(entry.sources.values()), entry.lang)]
        for words, target in zip(entry.targets, setting.targets, strict=True):
            cells.append(_cell(setting, width, ", ".join(words.values()), target))
        places = list(entry.places)
        shown = ", ".join(places[:MOST_PLACES]) + (" …" if len(places) > MOST_PLACES else "")
        cells.append(_cell(setting, PLACES_WIDTH, shown, "en", color=w.QUIET))
        table.append(w.element("tr", w.element("trPr", w.element("cantSplit")), *cells))
    return table


def _cell(setting: Setting, width: int, text: str, lang: str, **looks: Any) -> Any:
    fill = w.HEADING_FILL if looks.get("bold") else ""
    return w.cell(width, [w.paragraph([setting.run(text, lang, size=18, **looks)])], fill=fill)


def _signatures(setting: Setting) -> Any:
    """A column for who revised and a column for who approved, with lines to fill in."""
    width = setting.text_width // len(SIGNATURES)
    table = w.empty_table([width] * len(SIGNATURES), border=w.RULE, inside=True)
    heads = [w.paragraph(setting.label(key, size=19, bold=True), keep=True) for key in SIGNATURES]
    table.append(_signature_row([w.cell(width, [head], fill=w.BOX_FILL) for head in heads], height=0))
    for line in SIGNATURE_LINES:
        last = line == SIGNATURE_LINES[-1]
        cells = [
            w.cell(width, [w.paragraph(setting.label(line, size=16, color=w.QUIET), keep=not last)]) for _ in SIGNATURES
        ]
        table.append(_signature_row(cells, height=SIGNATURE_HEIGHT))
    return table


def _signature_row(cells: list[Any], *, height: int) -> Any:
    properties = w.element("trPr", w.element("cantSplit"))
    if height:
        properties.append(w.element("trHeight", val=height, hRule="atLeast"))
    return w.element("tr", properties, *cells)
