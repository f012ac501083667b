"""Parts of the text: the sentences of one side with their terms and doubts, tables of the source, pictures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from forumdocs.languages import join_sentences
from forumdocs.model import Kind
from forumdocs.readers.bitexts.handouts import CHECK
from forumdocs.writers.entries import marks_in
from forumdocs.writers.html.markup import lang_of
from forumdocs.writers.images import data_address
from forumdocs.writers.markers import show_marker
from forumdocs.writers.passages import Grid, Passage, source_text, target_text, targets_of
from forumdocs.writers.phrases import speak
from forumdocs.writers.reasons import name_flag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forumdocs.model import Pair, Picture
    from forumdocs.writers.html.setting import Setting

_PIXELS_PER_MM = 96 / 25.4
"""Of CSS (CSS Values and Units 4, 6.2)."""
_SHAPES = {
    Kind.CAPTION: "caption",
    Kind.FOOTNOTE: "footnote",
    Kind.HEADER: "header",
    Kind.FOOTER: "footer",
}


def shape_of(pair: Pair) -> str:
    """The classes by which a block looks like what it is."""
    if pair.kind is Kind.LIST_ITEM or pair.marker:
        return f"item in{min(pair.level, 4)}" if pair.level > 1 else "item"
    return _SHAPES.get(pair.kind, "")


# Sentences. A side of a passage is known by the number of its handout; None is the source.


def side_of(setting: Setting, passage: Passage, place: int | None) -> list[Pair]:
    """The pairs of one side of a passage: of the source, or of what stands in the column of a target."""
    if place is None:
        return passage.source
    return [pair for line in passage.lines for pair in targets_of(line, place, setting.targets[place])]


def distinct_sides(setting: Setting, passage: Passage) -> list[tuple[int | None, list[Pair]]]:
    """The sides of a passage, each wording once; the source stands first unless it is a target already."""
    sides: dict[str, tuple[int | None, list[Pair]]] = {}
    for place in range(len(setting.handouts)):
        if pairs := side_of(setting, passage, place):
            sides.setdefault(target_text(pairs), (place, pairs))
    words = source_text(passage.source)
    source = [] if words in sides else [(None, passage.source)]
    return [*source, *sides.values()]


def source_side(setting: Setting, pairs: Sequence[Pair], shape: str) -> str:
    """A paragraph of the source."""
    return sentences(setting, None, pairs, tag="p", css=f"source {shape}".strip())


def target_side(setting: Setting, pairs: Sequence[Pair], place: int, shape: str) -> str:
    """A paragraph of a translation."""
    return sentences(setting, place, pairs, tag="p", css=f"target {shape}".strip())


def sentences(setting: Setting, place: int | None, pairs: Sequence[Pair], *, tag: str, css: str = "") -> str:
    """The sentences of one side of a block, each a span that its counterparts and its reasons can find."""
    if not pairs:
        return f"<{tag}></{tag}>"
    lang = setting.tag_of(pairs[0]) if place is None else setting.targets[place]
    marker = show_marker(pairs[0], lang)
    shown = f'<span class="marker">{escape(marker)}</span>' if marker else ""
    spans = [_sentence(setting, pair, place) for pair in pairs]
    texts = [pair.source if place is None else pair.target for pair in pairs]
    classes = f' class="{css}"' if css else ""
    return f"<{tag}{classes}{lang_of(lang)}>{shown}{_joined(spans, texts)}</{tag}>"


def _sentence(setting: Setting, pair: Pair, place: int | None) -> str:
    text = pair.source if place is None else pair.target
    parts, end = [], 0
    for mark in marks_in(pair, target=place is not None):
        css = "term" if mark.satisfied else "term missing"
        words = escape(text[mark.start : mark.end])
        parts += [
            escape(text[end : mark.start]),
            f'<a class="{css}" href="#{setting.anchors[mark.concept]}">{words}</a>',
        ]
        end = mark.end
    content = "".join(parts) + escape(text[end:])
    check = f' data-check="{_check_id(pair, place)}"' if place is not None and pair.flags else ""
    css = "s flagged" if check else "s"
    return f'<span class="{css}" data-s="{escape(pair.id)}"{check}>{content}</span>'


def _joined(spans: Sequence[str], texts: Sequence[str]) -> str:
    """Spans parted as their sentences are: by a space, or by nothing after Chinese and Japanese."""
    joined = spans[0]
    for number, span in enumerate(spans[1:], 1):
        before = join_sentences(texts[:number])
        parted = join_sentences([before, texts[number]]) != before + texts[number]
        joined += f" {span}" if parted else span
    return joined


# Doubts.


def checks(setting: Setting, pairs: Iterable[Pair], place: int, *, numbered: bool = False) -> str:
    """What is to be checked in the sentences of a translation."""
    return "".join(_check(setting, pair, place, numbered=numbered) for pair in pairs if pair.flags)


def _check_id(pair: Pair, place: int) -> str:
    return f"check-{escape(pair.id)}-{place}"


def _check(setting: Setting, pair: Pair, place: int, *, numbered: bool) -> str:
    """Why a sentence wants a look: in short, and in plain words when it is opened."""
    lang = setting.targets[place]
    what = ", ".join(name_flag(flag, lang) for flag in pair.flags)
    name = f"{speak(CHECK, lang)} {pair.id}" if numbered else speak(CHECK, lang)
    reasons = "".join(
        f"<li{lang_of(tag)}>{escape(' '.join(said))}</li>" for tag, said in setting.explain(pair, lang).items()
    )
    return (
        f'<details class="check" id="{_check_id(pair, place)}"><summary{lang_of(lang)}>{escape(f"{name} · {what}")}'
        f"</summary><ul>{reasons}</ul></details>"
    )


# Tables of the source.


def grid_markup(setting: Setting, grid: Grid) -> str:
    """A table of the source, each cell with its translations below."""
    rows = "".join(f"<tr>{''.join(_grid_cell(setting, cell) for cell in row)}</tr>" for row in grid.rows)
    name = escape(setting.say("table").format(number=grid.number + 1))
    region = f'<div class="scroll" role="region" aria-label="{name}" tabindex="0">'
    return f'{region}<table class="grid">{rows}</table></div>'


def _grid_cell(setting: Setting, cell: tuple[Passage, ...]) -> str:
    return f"<td>{''.join(_cell_passage(setting, passage) for passage in cell)}</td>"


def _cell_passage(setting: Setting, passage: Passage) -> str:
    source = source_text(passage.source)
    targets, texts = "", set()
    for place in range(len(setting.handouts)):
        pairs = passage.pairs_of(place)
        if pairs and (text := target_text(pairs)) != source and text not in texts:
            texts.add(text)
            targets += target_side(setting, pairs, place, "") + checks(setting, pairs, place, numbered=True)
    return source_side(setting, passage.source, "translated" if targets else "") + targets


# Pictures.


def pictures_behind(setting: Setting, passage: Passage | Grid, tag: str) -> Iterator[str]:
    """The pictures that stand behind a passage in the source."""
    found = setting.pictures.get(passage.first.block if isinstance(passage, Grid) else passage.block, [])
    if found:
        shown = "".join(_picture(setting, number, picture, passage) for number, picture in found)
        yield f'<{tag} class="pictures">{shown}</{tag}>'


def _picture(setting: Setting, number: int, picture: Picture, passage: Passage | Grid) -> str:
    """A picture as wide as in the source if there is room, or a note that it cannot be shown."""
    name = setting.say("picture").format(number=number)
    if lost := setting.lost.get(number):
        return f'<p class="lost">{escape(f"{name}: {lost}")}</p>'
    width = f' width="{round(picture.width * _PIXELS_PER_MM)}"' if picture.width else ""
    said = picture.description or _caption_near(setting, passage)
    return f'<img src="{data_address(picture)}" alt="{escape(said or name)}"{width}>'


def _caption_near(setting: Setting, passage: Passage | Grid) -> str:
    """The caption under the pictures behind a passage, or the passage itself if it is one."""
    for near in (setting.passage_after(passage), passage):
        if isinstance(near, Passage) and near.first.kind is Kind.CAPTION:
            return target_text(near.pairs_of(0)) or source_text(near.source)
    return ""
