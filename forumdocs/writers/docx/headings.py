"""Headings, captions and the title: the source side with its number, below it each target side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forumdocs.languages import join_sentences
from forumdocs.model import Kind, Origin
from forumdocs.writers import wordml as w
from forumdocs.writers.docx.setting import NUMBER_WIDTH, TINY
from forumdocs.writers.passages import flags_of, targets_of
from forumdocs.writers.style import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forumdocs.model import Pair
    from forumdocs.writers.docx.setting import Setting
    from forumdocs.writers.passages import Line, Passage

DEEPEST_HEADING = 9
SOURCE_HEADINGS = (30, 26, 24, 22)
"""Half-points of headings in the source and in further target languages, by level."""
TITLE_SIZES = (40, 32)
"""Half-points of the title of the source, and of the target."""
CAPTION_SPACE = 60


def write_heading(setting: Setting, block: Passage, *, is_title: bool = False) -> Iterator[Any]:
    """The paragraphs of a heading or caption; Word's navigation shows the first target of a heading.

    The source does not stand above a first target of the same words, nor does a further target repeat it.
    """
    sides = [
        [pair for line in block.lines for pair in targets_of(line, column, lang)]
        for column, lang in enumerate(setting.targets)
    ]
    words = source_words(block)
    has_source = _text(sides[0]) != words
    if has_source:
        yield _source_side(setting, block, is_title=is_title)
    for column, pairs in enumerate(sides):
        if pairs and not (column and _text(pairs) == words):
            before = 0 if has_source or column else _space_above(block, is_title=is_title)
            yield _target_side(setting, block, pairs, column, before=before, is_title=is_title)


def _source_side(setting: Setting, block: Passage, *, is_title: bool) -> Any:
    runs = [number_run(setting, block.lines[0].id, block.lines), w.tab()]
    runs += join_runs(setting, block.source, **_looks_of_source(block, is_title=is_title))
    style = "Caption" if block.first.kind is Kind.CAPTION else "Title" if is_title else ""
    indent = text_indent(setting)
    before = _space_above(block, is_title=is_title)
    return w.paragraph(runs, keep=True, before=before, indent=indent, hanging=indent, style=style)


def _target_side(
    setting: Setting, block: Passage, pairs: Sequence[Pair], column: int, *, before: int, is_title: bool
) -> Any:
    first, lang = block.first, setting.targets[column]
    is_caption = first.kind is Kind.CAPTION
    style = "Caption" if is_caption else f"Heading{min(max(first.level, 1), DEEPEST_HEADING)}"
    looks: dict[str, Any] = {"color": w.INK} if is_caption else {"size": TITLE_SIZES[1]} if is_title else {}
    if column and not is_caption:  # one entry of the navigation is enough
        size = TITLE_SIZES[1] if is_title else _size(block)
        style, looks = "", {"size": size, "color": w.HEAD_FILL, "bold": True}
    return w.paragraph(
        join_runs(setting, pairs, lang=lang, **looks),
        style=style,
        keep=not is_caption,
        indent=text_indent(setting),
        before=before,
        after=CAPTION_SPACE,
        bar=w.WARNING if any(pair.flags for pair in pairs) else "",
    )


def _space_above(block: Passage, *, is_title: bool) -> int:
    return 0 if is_title else CAPTION_SPACE if block.first.kind is Kind.CAPTION else 240


def _size(block: Passage) -> int:
    return SOURCE_HEADINGS[min(max(block.first.level, 1), len(SOURCE_HEADINGS)) - 1]


def _looks_of_source(block: Passage, *, is_title: bool) -> dict[str, Any]:
    if block.first.kind is Kind.CAPTION:
        return {}
    return {"size": TITLE_SIZES[0] if is_title else _size(block), "color": w.INK}


def text_indent(setting: Setting) -> int:
    """Where text begins that stands beside no table, right of the numbers: in line with the text in the tables."""
    return NUMBER_WIDTH + (w.CELL_PADDING if setting.style.layout is Layout.TABLE else 0)


def source_words(block: Passage) -> str:
    """The source of a block as one text."""
    return join_sentences(pair.source for pair in block.source)


def _text(pairs: Sequence[Pair]) -> str:
    return join_sentences(pair.target for pair in pairs)


def join_runs(setting: Setting, pairs: Sequence[Pair], *, lang: str = "", **looks: Any) -> list[Any]:
    """The runs of the sentences of a paragraph: of their targets in ``lang``, of their sources where that is empty.

    Targets that are to be checked carry their comments.
    """
    runs: list[Any] = []
    before = ""
    for pair in pairs:
        text, tag = (pair.target, lang) if lang else (pair.source, setting.tag_of(pair))
        joined = join_sentences([before, text]) if before else text
        space = joined[len(before) :][: len(joined) - len(before) - len(text)]
        if space:
            runs.append(setting.run(space, tag, **looks))
        found = setting.text(pair, tag, target=bool(lang), **looks)
        runs += setting.comments.attach(found, setting.reasons(pair, lang)) if lang and pair.flags else found
        before = joined
    return runs


def number_run(setting: Setting, number: str, lines: Sequence[Line]) -> Any:
    """The number of a sentence or a paragraph: coloured where it is to be checked, ``=`` where it came translated."""
    color = w.WARNING if any(map(flags_of, lines)) else w.QUIET
    parallel = any(pair.origin is Origin.PARALLEL for line in lines for pairs in line.pairs for pair in pairs)
    return setting.run(number + (" =" if parallel else ""), "en", size=TINY, color=color)
