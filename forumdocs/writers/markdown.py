"""The handout as Markdown: each paragraph of the source, its translation below as a quotation.

A table of two columns would be nearer to the printed handout, but on GitHub its cells hold one paragraph each, no
lists and no headings, and Chinese is squeezed beside English; quotations stay readable on a phone and in plain text,
and headings stay headings, which give the file its outline. Tables of the source stay tables, with the translation
below the source in each cell. What to check stands in footnotes, which GitHub links both ways.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forumdocs.model import Kind
from forumdocs.readers.stamps import SEPARATOR
from forumdocs.writers import front
from forumdocs.writers.entries import find_entries, order_languages
from forumdocs.writers.markers import BULLET, show_marker, write_marker
from forumdocs.writers.passages import (
    Grid,
    Passage,
    heading_levels,
    is_passed_on,
    read_new_passages,
    source_text,
    take_title,
    target_text,
)
from forumdocs.writers.style import PLAIN, Style
from forumdocs.writers.tongues import Tongues, native_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forumdocs.glossary import Concept
    from forumdocs.model import Handout, Pair

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$&]")
"""Signs that Markdown, its tables or GitHub's formulas read as markup wherever they stand."""
_START = re.compile(r"(?P<number>\d{1,9})(?P<point>[.)])(?=\s|$)|(?P<sign>[-+#=:])")
"""What makes a line a list, a heading or the underline of one."""
_NUMBER = re.compile(r"\d{1,9}[.)]")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)(?:[A-Za-z0-9./:%?=#@+-]|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])|&(?=[A-Za-z0-9]+=))+"
)
"""An address as far as it holds no sign that could be markup; a sign set off by a backslash would break the link."""
BREAK = "<br>"
"""A new line in the cell of a table, the only markup that Markdown has no sign for."""


def render(handout: Handout, style: Style = PLAIN, others: Sequence[Handout] = ()) -> bytes:
    """The handout as the bytes of a Markdown file in UTF-8, the ``others`` as further quotations."""
    tongues = Tongues(tuple(map(front.with_its_title, (handout, *others))))
    title, passages = take_title([*read_new_passages(tongues.handouts)], handout)
    parts = [*_head(tongues, style, title), *_summary(tongues), *_body(tongues, passages)]
    if style.appendix:
        parts += _terms(tongues)
    parts += _notes(tongues)
    parts.append(f"*{escape(front.made_by(handout))}*")
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def escape(text: str) -> str:
    """Text that Markdown shows as it is, in one line; addresses stay links."""
    line = " ".join(text.split())
    parts, end = [], 0
    for address in _ADDRESS.finditer(line):
        parts += [_escape_signs(line[end : address.start()]), address[0]]
        end = address.end()
    joined = "".join(parts) + _escape_signs(line[end:])
    return _START.sub(_escape_start, joined, count=1) if _START.match(joined) else joined


def _escape_signs(text: str) -> str:
    return _SPECIAL.sub(lambda sign: f"\\{sign[0]}", text)


def _escape_start(start: re.Match[str]) -> str:
    return f"{start['number']}\\{start['point']}" if start["number"] else f"\\{start['sign']}"


def _head(tongues: Tongues, style: Style, title: Passage | None) -> Iterator[str]:
    handouts = tongues.handouts
    texts = _sides(tongues, title) if title else [escape(text) for text, _ in front.titles(handouts)]
    yield f"# {SEPARATOR.join(texts)}"
    if style.says_draft(handouts):
        yield f"**{tongues.label_text('draft')}**"
    if particulars := front.particulars(handouts[0]):
        yield escape(" · ".join(particulars))
    yield escape(f"{tongues.line} · {handouts[0].source}")
    facts = (" · ".join(map(": ".join, front.facts(handout, lang))) for lang, handout in tongues.voices.items())
    if lines := [escape(line) for line in facts if line]:
        yield "  \n".join(lines)


def _summary(tongues: Tongues) -> Iterator[str]:
    handouts = tongues.handouts
    if handouts[0].summary:
        yield f"## {tongues.label_text('summary')}"
    for number, sentence in enumerate(handouts[0].summary):
        yield f"{escape(sentence.source)} (¶ {sentence.block})"
        targets = [(h, h.summary[number].target) for h in handouts if number < len(h.summary)]
        yield from _quotes([(h, escape(text)) for h, text in targets if text and text != sentence.source], handouts)


def _body(tongues: Tongues, passages: Sequence[Passage | Grid]) -> Iterator[str]:
    levels = heading_levels(passages, top=2)
    for passage in passages:
        if isinstance(passage, Grid):
            yield _grid(tongues, passage)
        elif passage.block in levels:
            yield f"{'#' * levels[passage.block]} {SEPARATOR.join(_sides(tongues, passage))}"
        else:
            yield from _paragraphs(tongues, passage)


def _sides(tongues: Tongues, passage: Passage) -> list[str]:
    """All languages, each wording once; what is to be checked in one hangs on it."""
    sides = dict.fromkeys([_source(tongues, passage)], "")
    for _, text, notes in _targets(tongues, passage):
        sides[text] = sides.get(text, "") + notes
    return [text + notes for text, notes in sides.items() if text]


def _paragraphs(tongues: Tongues, passage: Passage) -> Iterator[str]:
    """The source and its translations; text that is in the only target language already stands once, unquoted."""
    handouts, source = tongues.handouts, _source(tongues, passage)
    targets = _targets(tongues, passage)
    if len(targets) == 1 and all(map(is_passed_on, passage.source)):
        paragraphs = [targets[0][1] + targets[0][2]]
    else:
        further = [(handout, text + notes) for handout, text, notes in targets if text != source or notes]
        paragraphs = [source, *_quotes(further, handouts)]
    text = "\n\n".join(paragraphs)
    yield _as_item(text, passage.first) if passage.first.kind is Kind.LIST_ITEM else text


def _as_item(text: str, pair: Pair) -> str:
    """A paragraph and its quotations as one item; a number as Markdown has it stays, other markers are text."""
    bullet = pair.marker if _NUMBER.fullmatch(pair.marker) else "-"
    indent = "   " * (max(pair.level, 1) - 1)
    hanging = " " * (len(bullet) + 1)
    first, *rest = text.splitlines()
    return "\n".join([f"{indent}{bullet} {first}", *(f"{indent}{hanging}{line}" if line else "" for line in rest)])


def _source(tongues: Tongues, passage: Passage) -> str:
    return _marked(passage.source, tongues.tag_of(passage.first), source_text(passage.source))


def _targets(tongues: Tongues, passage: Passage) -> list[tuple[Handout, str, str]]:
    """The translations, each with its handout and the signs of its footnotes."""
    found = []
    for place, handout in enumerate(tongues.handouts):
        if pairs := passage.pairs_of(place):
            notes = "".join(f"[^{_note_id(pair, place)}]" for pair in pairs if pair.flags)
            found.append((handout, _marked(pairs, handout.target_lang, target_text(pairs)), notes))
    return found


def _marked(pairs: Sequence[Pair], lang: str, text: str) -> str:
    """Text behind its marker, where that is no bullet or number that Markdown sets itself."""
    first = pairs[0]
    is_set = first.kind is Kind.LIST_ITEM and (
        _NUMBER.fullmatch(first.marker) or show_marker(first, lang)[:1] == BULLET
    )
    return escape(text if is_set else write_marker(first, lang) + text)


def _quotes(targets: Iterable[tuple[Handout, str]], handouts: Sequence[Handout]) -> Iterator[str]:
    """Quotations, each with its language where there are several."""
    for handout, text in targets:
        label = f"**{native_name(handout.target_lang)}:** " if len(handouts) > 1 else ""
        yield f"> {label}{text}"


def _grid(tongues: Tongues, grid: Grid) -> str:
    rows = [[_cell(tongues, cell) for cell in row] for row in grid.rows]
    rule = ["---"] * len(rows[0])
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))


def _cell(tongues: Tongues, passages: Iterable[Passage]) -> str:
    return BREAK.join(side for passage in passages for side in _sides(tongues, passage))


def _terms(tongues: Tongues) -> Iterator[str]:
    """The terms as a table, one column for each language of the handouts."""
    handouts = tongues.handouts
    entries = find_entries(handouts)
    if not entries:
        return
    own = [lang for handout in handouts for lang in (*handout.source_langs, handout.target_lang)]
    langs = order_languages(handouts)[: len({lang.split("-")[0] for lang in own})]
    yield f"## {tongues.label_text('terms')}"
    head = [*map(native_name, langs), tongues.label_text("definition")]
    rows = [
        [*(_preferred(concept, lang) for lang in langs), escape(concept.definition)] for concept in entries.values()
    ]
    yield "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def _preferred(concept: Concept, lang: str) -> str:
    term = concept.preferred(lang)
    return escape(term.text) if term else "–"


def _notes(tongues: Tongues) -> Iterator[str]:
    """Why a sentence wants a look, one footnote for each."""
    notes = [
        f"[^{_note_id(pair, place)}]: {escape(f'{pair.id}: {_reasons(tongues, pair, handout.target_lang)}')}"
        for place, handout in enumerate(tongues.handouts)
        for pair in handout.pairs
        if pair.flags
    ]
    if notes:
        yield "\n".join(notes)


def _reasons(tongues: Tongues, pair: Pair, lang: str) -> str:
    return SEPARATOR.join(" ".join(reasons) for reasons in tongues.explain(pair, lang).values())


def _note_id(pair: Pair, place: int) -> str:
    return f"{pair.id}-{place + 1}" if place else pair.id
