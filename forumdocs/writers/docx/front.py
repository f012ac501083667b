"""What stands above the text: titles, event and date, where the handout comes from, the summary."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from forumdocs.writers import wordml as w
from forumdocs.writers.docx.headings import write_heading
from forumdocs.writers.docx.setting import NUMBER_WIDTH
from forumdocs.writers.front import facts, titles
from forumdocs.writers.phrases import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forumdocs.model import Meta
    from forumdocs.writers.docx.setting import Setting
    from forumdocs.writers.passages import Passage

FACTS = ("event", "date", "number", "author")
"""What the title block says below the title, in order: fields of :class:`forumdocs.model.Meta`."""
FACT_WIDTH = 2900
SMALL = 16
"""Half-points of the line about the making of the handout."""
DIGEST = 12
"""Letters of the digest of a glossary that tell it from others."""


def write_front(setting: Setting, title: Passage | None) -> Iterator[Any]:
    """The elements above the text; ``title`` is the passage of the text that is its title, where there is one."""
    yield from write_heading(setting, title, is_title=True) if title else _titles(setting)
    meta = setting.handouts[0].meta
    if any(getattr(meta, fact) for fact in FACTS):
        yield _facts(setting, meta)
        yield gap()
    yield from _provenance(setting)
    if setting.handouts[0].summary:
        yield from _summary(setting)


def gap() -> Any:
    """A thin paragraph: Word joins tables without one, and wants one at the end."""
    return w.paragraph([], style="Smallgap")


def _titles(setting: Setting) -> Iterator[Any]:
    """The titles that do not stand in the text."""
    (first, lang), *others = titles(setting.handouts)
    yield w.paragraph([setting.run(first, setting.tag(lang))], style="Title")
    for text, other in others:
        yield w.paragraph([setting.run(text, other)], style="Subtitle")


def _facts(setting: Setting, meta: Meta) -> Any:
    widths = (FACT_WIDTH, setting.text_width - FACT_WIDTH)
    table = w.empty_table(widths, border=w.RULE, inside=False)
    lang = setting.sources[0] if setting.sources else setting.targets[0]
    for fact in FACTS:
        if value := getattr(meta, fact):
            label = w.paragraph(setting.label(fact, size=18, color=w.QUIET))
            content = w.paragraph([setting.run(value, lang, size=20)])
            table.append(w.element("tr", w.cell(widths[0], [label]), w.cell(widths[1], [content])))
    return table


def _provenance(setting: Setting) -> Iterator[Any]:
    """What made the handout, in one small line, and in each language how far it can be trusted."""
    yield w.paragraph([setting.run(_stamp(setting), "en", size=SMALL, color=w.QUIET)], after=30)
    for lang, handout in setting.voices.items():
        runs = []
        if setting.is_draft:
            runs.append(setting.run(say("draft", lang) + "  ·  ", lang, size=SMALL, color=w.WARNING, bold=True))
        for place, (label, text) in enumerate(facts(handout, lang)):
            color = w.WARNING if label == say("to-check", lang) else w.QUIET
            parted = "  ·  " if place else ""
            runs.append(setting.run(f"{parted}{label}: {text}", lang, size=SMALL, color=color))
        yield w.paragraph(runs, after=30)
    yield gap()


def _stamp(setting: Setting) -> str:
    first = setting.handouts[0]
    stamp = first.provenance
    digest = stamp.glossary.rpartition(":")[2][:DIGEST]
    parts = (
        first.source,
        setting.line,
        stamp.engine if stamp.packages else "",
        digest and f"glossary {digest}",
        f"forumdocs {stamp.forumdocs}, {date.today().isoformat()}",
    )
    return "  ·  ".join(filter(None, parts))


def _summary(setting: Setting) -> Iterator[Any]:
    """The sentences that sum the source up, each with the number of its paragraph."""
    width = (setting.text_width - NUMBER_WIDTH) // (1 + len(setting.targets))
    table = w.empty_table((NUMBER_WIDTH, *[width] * (1 + len(setting.targets))), border=w.RULE, inside=False)
    others = [({pair.source: pair.target for pair in h.pairs}, h.target_lang) for h in setting.handouts[1:]]
    langs = {pair.block: setting.tag_of(pair) for pair in setting.handouts[0].pairs}
    for sentence in setting.handouts[0].summary:
        number = w.paragraph([setting.run(f"¶ {sentence.block}", "en", size=15, color=w.QUIET)])
        lang = langs.get(sentence.block, setting.targets[0])
        sides = [(sentence.source, lang)]
        sides.append((sentence.target, setting.targets[0]))
        sides += [(targets.get(sentence.source, ""), tag) for targets, tag in others]
        cells = [w.cell(width, [w.paragraph([setting.run(text, tag)])], fill=w.BOX_FILL) for text, tag in sides]
        properties = w.element("trPr", w.element("cantSplit"))
        table.append(w.element("tr", properties, w.cell(NUMBER_WIDTH, [number], fill=w.BOX_FILL), *cells))
    yield w.paragraph(setting.label("summary"), style="Heading1", keep=True)
    yield table
    yield gap()
