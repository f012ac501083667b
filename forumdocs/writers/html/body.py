"""The text of a page: a table, side by side, or paragraph under paragraph."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from forumdocs.model import Kind
from forumdocs.writers.html.markup import label, lang_of
from forumdocs.writers.html.text import (
    checks,
    distinct_sides,
    grid_markup,
    pictures_behind,
    sentences,
    shape_of,
    side_of,
    source_side,
    target_side,
)
from forumdocs.writers.passages import Grid, Line, Passage, is_passed_on, source_text, target_text, targets_of
from forumdocs.writers.tongues import native_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forumdocs.writers.html.setting import Setting


def body(setting: Setting) -> Iterator[str]:
    """The markup of the text, piece by piece."""
    return _table(setting) if setting.is_table else _flow(setting)


# Side by side.


def _table(setting: Setting) -> Iterator[str]:
    yield f'<table role="table" class="pairs"><caption>{label(setting, "side-by-side")}</caption>'
    yield f'<thead role="rowgroup"><tr role="row">{"".join(_heads(setting))}</tr></thead>'
    yield '<tbody role="rowgroup">'
    if setting.title:  # what the source shows right behind its title
        yield from _picture_row(setting, setting.title)
    for passage in setting.passages:
        if isinstance(passage, Grid):
            yield _wide_row(setting, passage.first, grid_markup(setting, passage), "table")
        elif passage.block in setting.levels:
            yield _wide_row(setting, passage, _heading_across(setting, passage), "heading")
        else:
            yield from (_row(setting, passage, line, is_first=not n) for n, line in enumerate(passage.lines))
        yield from _picture_row(setting, passage)
    yield "</tbody></table>"


def _heads(setting: Setting) -> Iterator[str]:
    number, lang = setting.labels("places")[0]
    yield f'<th role="columnheader" scope="col" class="no"{lang_of(lang)}>{escape(number)}</th>'
    sources = " · ".join(f"<span{lang_of(lang)}>{escape(native_name(lang))}</span>" for lang in setting.sources)
    targets = [f"<span{lang_of(lang)}>{escape(native_name(lang))}</span>" for lang in setting.targets]
    for name in [sources, *targets][-setting.columns :]:
        yield f'<th role="columnheader" scope="col">{name}</th>' if name else "<td></td>"


def _wide_row(setting: Setting, passage: Passage, content: str, css: str) -> str:
    number = f'<td role="cell" class="no">{_number(passage.lines[0].id)}</td>'
    return f'<tr role="row" class="new {css}" id="b{passage.block}">{number}{_wide_cell(setting, content)}</tr>'


def _picture_row(setting: Setting, passage: Passage | Grid) -> Iterator[str]:
    for pictures in pictures_behind(setting, passage, "div"):
        cell = _wide_cell(setting, pictures)
        yield f'<tr role="row" class="picture"><td role="cell" class="no"></td>{cell}</tr>'


def _wide_cell(setting: Setting, content: str) -> str:
    return f'<td role="cell" colspan="{setting.columns}">{content}</td>'


def _row(setting: Setting, passage: Passage, line: Line, *, is_first: bool) -> str:
    anchor = f' id="b{passage.block}"' if is_first else ""
    css = ' class="new"' if is_first else ""
    shape = shape_of(passage.first)
    cells = [f'<td role="cell" class="no">{_number(line.id)}</td>']
    if setting.has_source:
        cells.append(_source_cell(setting, line, shape))
    for place, lang in enumerate(setting.targets):
        pairs = targets_of(line, place, lang)
        text = target_side(setting, pairs, place, shape) if pairs else '<p class="none">–</p>'
        name = f' data-name="{escape(native_name(lang))}"' if len(setting.handouts) > 1 else ""
        cells.append(f'<td role="cell" class="target"{name}>{text}{checks(setting, pairs, place)}</td>')
    return f'<tr role="row"{css}{anchor}>{"".join(cells)}</tr>'


def _source_cell(setting: Setting, line: Line, shape: str) -> str:
    if line.is_passed_on:
        return '<td role="cell" class="source passed"><p class="none">–</p></td>'
    return f'<td role="cell" class="source">{source_side(setting, line.source, shape)}</td>'


def _number(line_id: str) -> str:
    return f'<a id="s{escape(line_id)}" href="#s{escape(line_id)}">{escape(line_id)}</a>'


def _heading_across(setting: Setting, passage: Passage) -> str:
    """A heading with each language above its column, and below each what to check in it."""
    said = {place for place, _ in distinct_sides(setting, passage)}
    level, places = setting.levels[passage.block], [None] * setting.has_source + [*range(len(setting.handouts))]
    sides = {place: side_of(setting, passage, place) for place in places}
    texts = [sentences(setting, p, sides[p], tag="span") if p in said else "<span></span>" for p in places]
    found = [checks(setting, sides[place], place) if place is not None else "" for place in places]
    below = "".join(f"<div>{check}</div>" for check in found) if any(found) else ""
    return f'<h{level} class="side">{"".join(texts)}</h{level}>' + (f'<div class="side">{below}</div>' if below else "")


# Paragraph under paragraph.


def _flow(setting: Setting) -> Iterator[str]:
    if setting.title:
        yield from pictures_behind(setting, setting.title, "div")
    for is_list, group in groupby(setting.passages, key=_is_item):
        if is_list:
            yield "<ul>"
        tag = "li" if is_list else "div"
        for passage in group:
            yield _passage(setting, passage, tag)
            yield from pictures_behind(setting, passage, tag)
        if is_list:
            yield "</ul>"


def _is_item(passage: Passage | Grid) -> bool:
    return isinstance(passage, Passage) and passage.first.kind is Kind.LIST_ITEM


def _passage(setting: Setting, passage: Passage | Grid, tag: str) -> str:
    if isinstance(passage, Grid):
        return f'<div class="passage" id="b{passage.first.block}">{grid_markup(setting, passage)}</div>'
    if passage.block in setting.levels:
        return f'<div class="passage heading" id="b{passage.block}">{_heading(setting, passage)}</div>'
    shape = shape_of(passage.first)
    number = f'<span class="number"><a href="#b{passage.block}">{passage.block}</a></span>'
    shown = [] if all(map(is_passed_on, passage.source)) else passage.source
    source = source_side(setting, shown, shape) if shown else ""
    targets = "".join(
        target_side(setting, pairs, place, shape) + checks(setting, pairs, place, numbered=True)
        for place in range(len(setting.handouts))
        if (pairs := passage.pairs_of(place))
        and (target_text(pairs) != source_text(shown) or any(pair.flags for pair in pairs))
    )
    return f'<{tag} class="passage" id="b{passage.block}">{number}{source}{targets}</{tag}>'


def _heading(setting: Setting, passage: Passage) -> str:
    """A heading in all languages, each wording once, and below what to check in it."""
    level = setting.levels[passage.block]
    texts = "".join(sentences(setting, *side, tag="span") for side in distinct_sides(setting, passage))
    found = "".join(checks(setting, passage.pairs_of(n), n, numbered=True) for n in range(len(setting.handouts)))
    return f"<h{level}>{texts}</h{level}>{found}"
