"""What stands above the text: titles, event and date, where the handout comes from, the summary."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from forumdocs.languages import name_of
from forumdocs.model import Origin
from forumdocs.writers import wordml as w
from forumdocs.writers.docx.setting import NUMBER_WIDTH, count_doubts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forumdocs.model import Handout, Meta
    from forumdocs.writers.docx.setting import Setting

FACTS = ("event", "date", "number", "author")
"""What the title block says below the title, in order: fields of :class:`forumdocs.model.Meta`."""
FACT_WIDTH = 2900
SMALL = 16
"""Half-points of the line about the making of the handout."""
DIGEST = 12
"""Letters of the digest of a glossary that tell it from others."""


def write_front(setting: Setting) -> Iterator[Any]:
    """The elements above the text."""
    yield from _titles(setting)
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
    """The title in all languages: what a person wrote stands first, what the machine made of it below."""
    (first, lang), *others = titles_of(setting)
    yield w.paragraph([setting.run(first, lang)], style="Title")
    for text, other in others:
        yield w.paragraph([setting.run(text, other, color=w.INK)], style="Subtitle")


def titles_of(setting: Setting) -> list[tuple[str, str]]:
    """The title and those of its counterparts that can be trusted, each with its language."""
    found: dict[str, str] = {}
    machine: dict[str, str] = {}
    for handout in setting.handouts:
        original, translated, by_machine = _titles_in(handout)
        if translated and not by_machine:
            found.setdefault(*translated)
        found.setdefault(*original)
        if translated and by_machine:
            machine.setdefault(*translated)
    return [*found.items(), *((text, lang) for text, lang in machine.items() if text not in found)]


def _titles_in(handout: Handout) -> tuple[tuple[str, str], tuple[str, str] | None, bool]:
    """The title of the source, that of a handout where there is one to trust, and whether a machine made it."""
    title = handout.meta.title or handout.title
    pair = next((pair for pair in handout.pairs if title in (pair.source, pair.target)), None)
    is_source = pair is not None and pair.source == title
    lang = pair.source_lang if pair and is_source else _language_of_title(handout)
    if handout.meta.target_title:
        return (title, lang), (handout.meta.target_title, handout.target_lang), False
    if pair is None or not is_source or pair.flags or pair.target == title:
        return (title, lang if is_source else handout.target_lang), None, False
    return (title, lang), (pair.target, handout.target_lang), pair.origin is Origin.MT


def _language_of_title(handout: Handout) -> str:
    return handout.source_langs[0] if handout.meta.title and handout.source_langs else handout.target_lang


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
    """Where the text comes from, in one small line, and what is to be checked in another."""
    first = setting.handouts[0]
    parts = [first.source, _languages(setting)]
    parts += [_counts(handout, named=len(setting.handouts) > 1) for handout in setting.handouts]
    parts += [_terms(first), _left_out(first), _engine(first)]
    parts.append(f"forumdocs {first.provenance.forumdocs}, {date.today().isoformat()}")
    yield w.paragraph([setting.run("  ·  ".join(filter(None, parts)), "en", size=SMALL, color=w.QUIET)], after=80)
    if setting.is_draft:
        runs = setting.label("draft", size=SMALL, color=w.WARNING, bold=True)
        runs.append(setting.run(f": not revised{_doubts(setting)}", "en", size=SMALL, color=w.WARNING))
        yield w.paragraph(runs, after=120)


def _languages(setting: Setting) -> str:
    sources = ", ".join(map(name_of, setting.sources))
    targets = ", ".join(map(name_of, setting.targets))
    return f"{sources} → {targets}" if sources else targets


def _counts(handout: Handout, *, named: bool) -> str:
    origins = Counter(pair.origin for pair in handout.pairs if pair.source_lang != "und")
    signs = sum(pair.source_lang == "und" for pair in handout.pairs)
    counts = (
        (origins[Origin.MT], "translated by machine"),
        (origins[Origin.MEMORY], "from memory"),
        (origins[Origin.PARALLEL], "already bilingual in the source (marked =)"),
        (origins[Origin.SAME], f"already in {name_of(handout.target_lang)}"),
        (signs, "without words"),
    )
    name = f"{name_of(handout.target_lang)}: " if named else ""
    return name + ", ".join(f"{number} {what}" for number, what in counts if number)


def _terms(handout: Handout) -> str:
    """How many terms of the glossary the source names, and whether the target has them."""
    terms = [term for pair in handout.pairs for term in pair.terms]
    missing = sum(not term.satisfied for term in terms)
    state = f"{missing} missing in the translation" if missing else "all in the translation"
    return f"{len(terms)} terms of the glossary, {state}" if terms else ""


def _left_out(handout: Handout) -> str:
    left_out = Counter(dropped.rule for dropped in handout.dropped)
    rules = ", ".join(f"{rule} {number}" for rule, number in left_out.most_common())
    return f"left out: {rules}" if rules else ""


def _engine(handout: Handout) -> str:
    digest = handout.provenance.glossary.rpartition(":")[2][:DIGEST]
    return handout.provenance.engine + (f", glossary {digest}" if digest else "")


def _doubts(setting: Setting) -> str:
    """How many sentences are marked, and how many of them because they are likely of no use."""
    counts = [count_doubts(handout) for handout in setting.handouts]
    flagged, low = (sum(numbers) for numbers in zip(*counts, strict=True))
    check = f"; {flagged} marked to check" if flagged else ""
    return f"{check}, {low} of them likely wrong (low confidence)" if low else check


def _summary(setting: Setting) -> Iterator[Any]:
    """The sentences that sum the source up, each with the number of its paragraph."""
    width = (setting.text_width - NUMBER_WIDTH) // (1 + len(setting.targets))
    table = w.empty_table((NUMBER_WIDTH, *[width] * (1 + len(setting.targets))), border=w.RULE, inside=False)
    others = [({pair.source: pair.target for pair in h.pairs}, h.target_lang) for h in setting.handouts[1:]]
    langs = {pair.block: pair.source_lang for pair in setting.handouts[0].pairs}
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
