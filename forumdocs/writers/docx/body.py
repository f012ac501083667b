"""The text of a handout: a table, side by side, or paragraph under paragraph."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from forumdocs.languages import join_sentences
from forumdocs.model import Kind, Origin
from forumdocs.readers.bitexts.handouts import CHECK
from forumdocs.writers import wordml as w
from forumdocs.writers.docx.arrangement import Grid, Heading, Illustration, Passage, count_columns
from forumdocs.writers.docx.front import gap
from forumdocs.writers.docx.marking import words_of
from forumdocs.writers.docx.setting import NUMBER_WIDTH, native_name
from forumdocs.writers.markers import write_marker
from forumdocs.writers.style import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forumdocs.model import Pair
    from forumdocs.writers.docx.arrangement import Line, Piece
    from forumdocs.writers.docx.setting import Setting

NUMBER_DROP = 40
"""Twentieths of a point that bring the small paragraph numbers down to the line of the text."""
TINY = 15
"""Half-points of paragraph numbers."""
CELL_PADDING = 90
HEADED_ROWS = 4
"""Rows from which a table after the first has a header row of its own: shorter ones stand below a heading, and a row
that names the languages each time would be all that one sees of an agenda."""
PAGE_LINES, LETTER_WIDTH = 44, 105
"""Lines of a page, and twentieths of a point of a Latin letter at 10.5 points: with what these make of a text, a row
is held on one page unless it is longer than that."""
GRID_SIZE = 19
"""Half-points of the words in a table of the source."""
NARROWEST, WIDEST = 6, 40
"""Columns of text between which the columns of a table of the source are as wide as their longest words ask."""
DEEPEST_HEADING = 9
SOURCE_HEADINGS = (30, 26, 24, 22)
"""Half-points of the source side of headings, by level."""


def write_body(setting: Setting, document: Any, pieces: Iterator[Piece]) -> Iterator[Any]:
    """The elements of the text, piece by piece; pictures become parts of the ``document`` of python-docx."""
    stacked = setting.style.layout is Layout.STACKED
    is_first = True
    for piece in pieces:
        if isinstance(piece, Heading):
            yield from _heading(setting, piece)
        elif isinstance(piece, Illustration):
            yield from _pictures(setting, document, piece)
        elif isinstance(piece, Grid):
            yield from (_grid(setting, piece), gap())
        elif isinstance(piece, Passage) and stacked:
            yield from _stack(setting, piece)
        elif isinstance(piece, Passage):
            yield from (_table(setting, piece, is_first=is_first), gap())
            is_first = False


# Pictures, headings and captions


def _pictures(setting: Setting, document: Any, illustration: Illustration) -> Iterator[Any]:
    """The pictures in the middle of the page, no wider than the text; one in a format that Word lacks is left out."""
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.shared import Mm, Twips

    widest = Twips(setting.text_width)
    for picture in illustration.pictures:
        try:
            _, image = document.part.get_or_add_image(BytesIO(picture.data))
        except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
            continue
        width = min(Mm(picture.width) if picture.width else image.width, widest)
        inline = document.part.new_pic_inline(BytesIO(picture.data), width=width)
        inline.docPr.set("descr", w.clean(picture.description))
        yield w.paragraph([w.element("r", w.element("drawing", inline))], before=120, after=60, centred=True)


def _heading(setting: Setting, heading: Heading) -> Iterator[Any]:
    """The source side with its number, then the target side, which Word's navigation shows for a heading."""
    first = heading.lines[0].pair
    style = "Caption" if first.kind is Kind.CAPTION else f"Heading{min(max(first.level, 1), DEEPEST_HEADING)}"
    looks = _looks_of_source(first)
    keep = first.kind is Kind.HEADING
    indent = NUMBER_WIDTH + CELL_PADDING
    flagged = any(line.flags for line in heading.lines)
    if not all(line.is_passed_on for line in heading.lines):
        runs = [_number_run(setting, heading.lines[0], flagged=flagged), w.tab()]
        runs += _joined(setting, [line.pair for line in heading.lines], source=True, **looks)
        before = 60 if first.kind is Kind.CAPTION else 240
        yield w.paragraph(
            runs, keep=True, before=before, indent=indent, hanging=NUMBER_WIDTH, style="" if keep else style
        )
        before = 0
    else:
        before = 240
    for column, lang in enumerate(setting.targets):
        pairs = [target for line in heading.lines if (target := line.targets[column])]
        runs = _joined(setting, pairs, source=False, lang=lang)
        if runs:
            yield w.paragraph(
                runs,
                style=style if column == 0 or not keep else "",
                keep=keep,
                indent=indent,
                before=before,
                bar=w.WARNING if any(pair.flags for pair in pairs) else "",
            )


def _looks_of_source(pair: Pair) -> dict[str, Any]:
    if pair.kind is Kind.CAPTION:
        return {}
    return {"size": SOURCE_HEADINGS[min(max(pair.level, 1), len(SOURCE_HEADINGS)) - 1], "color": w.INK}


def _joined(setting: Setting, pairs: Sequence[Pair], *, source: bool, lang: str = "", **looks: Any) -> list[Any]:
    """The runs of one side of the sentences of a paragraph; those to be checked carry their comments."""
    runs: list[Any] = []
    before = ""
    for pair in pairs:
        text, tag = (pair.source, pair.source_lang) if source else (pair.target, lang)
        joined = join_sentences([before, text]) if before else text
        space = joined[len(before) :][: len(joined) - len(before) - len(text)]
        if space:
            runs.append(setting.run(space, tag, **looks))
        runs += _side(setting, pair, source=source, lang=tag, **looks)
        before = joined
    return runs


def _side(setting: Setting, pair: Pair, *, source: bool, lang: str, **looks: Any) -> list[Any]:
    sides = words_of(pair.terms)
    if source:
        return setting.text(pair, pair.source, lang, sides[0], **looks)
    runs = setting.text(pair, pair.target, lang, sides[1], **looks)
    return setting.comments.attach(runs, pair) if pair.flags else runs


def _number_run(setting: Setting, line: Line, *, flagged: bool) -> Any:
    color = w.WARNING if flagged else w.QUIET
    parallel = any(target and target.origin is Origin.PARALLEL for target in line.targets)
    return setting.run(line.pair.id + (" =" if parallel else ""), "en", size=TINY, color=color)


# Side by side


def _table(setting: Setting, passage: Passage, *, is_first: bool) -> Any:
    """The lines in rows; a passage that is all in the target language already gets one column of text."""
    lines = [line for block in passage.blocks for line in block]
    columns = len(setting.targets) + (not all(line.is_passed_on for line in lines) or len(setting.targets) > 1)
    width = (setting.text_width - NUMBER_WIDTH) // columns
    table = w.empty_table((NUMBER_WIDTH, *[width] * columns), border=w.RULE, inside=True)
    if is_first or len(lines) >= HEADED_ROWS:
        table.append(_header_row(setting, columns, width))
    previous = None
    for line in lines:
        table.append(_row(setting, line, columns, width, goes_on=line.pair.block == previous))
        previous = line.pair.block
    return table


def _header_row(setting: Setting, columns: int, width: int) -> Any:
    names = [(" · ".join(map(native_name, setting.sources)), setting.sources[0] if setting.sources else "en")]
    names += [(native_name(lang), lang) for lang in setting.targets]
    number = next(setting.labels("places"))
    cells = [_header_cell(setting, NUMBER_WIDTH, *number, size=TINY)]
    cells += [_header_cell(setting, width, *name, size=17) for name in names[-columns:]]
    return w.element("tr", w.element("trPr", w.element("cantSplit"), w.element("tblHeader")), *cells)


def _header_cell(setting: Setting, width: int, text: str, lang: str, *, size: int) -> Any:
    run = setting.run(text, lang, size=size, color=w.HEAD_FILL, bold=True)
    return w.cell(width, [w.paragraph([run], keep=True)], fill=w.HEADING_FILL)


def _row(setting: Setting, line: Line, columns: int, width: int, *, goes_on: bool) -> Any:
    pair, flagged = line.pair, bool(line.flags)
    number = [w.paragraph([_number_run(setting, line, flagged=flagged)], before=NUMBER_DROP)]
    if flagged:
        number.append(w.paragraph([setting.run(CHECK, "en", size=TINY, color=w.WARNING)]))
    cells = [w.cell(NUMBER_WIDTH, number, goes_on=goes_on, bar=w.WARNING if flagged else "")]
    if columns > len(setting.targets):
        dash = [setting.run("–", "en", color=w.QUIET)]
        runs = dash if line.is_passed_on else _side(setting, pair, source=True, lang=pair.source_lang)
        cells.append(w.cell(width, [_item(pair, pair.source_lang, runs)], goes_on=goes_on))
    for target, lang in zip(line.targets, setting.targets, strict=True):
        runs = _side(setting, target, source=False, lang=lang) if target else []
        cells.append(w.cell(width, [_item(pair, lang, runs)], goes_on=goes_on))
    texts = [pair.source, *(target.target for target in line.targets if target)]
    return w.element("tr", _row_properties(texts, width), *cells)


def _item(pair: Pair, lang: str, runs: list[Any]) -> Any:
    if pair.kind is Kind.HEADING or not pair.level:
        return w.paragraph(runs)
    return w.paragraph(runs, level=pair.level, hangs=bool(write_marker(pair, lang)))


def _row_properties(texts: Sequence[str], width: int) -> Any:
    """A row stays on one page unless it is longer than that."""
    lines = max(count_columns(text) for text in texts) * LETTER_WIDTH / width
    return w.element("trPr", *([w.element("cantSplit")] if lines < PAGE_LINES else []))


# Tables of the source


def _grid(setting: Setting, grid: Grid) -> Any:
    """A table of the source over the whole width; each cell holds its source and, below, its targets."""
    widths = _grid_widths(setting, grid)
    table = w.empty_table((NUMBER_WIDTH, *widths), border=w.RULE, inside=True)
    for row in grid.rows:
        table.append(_grid_row(setting, row, widths))
    return table


def _grid_widths(setting: Setting, grid: Grid) -> list[int]:
    """Widths in proportion to the longest text of each column, within bounds."""
    sizes = [NARROWEST] * grid.columns
    for row in grid.rows:
        for column, blocks in row.items():
            if len(row) > 1:
                longest = max(count_columns(text) for block in blocks for text in _texts(block))
                sizes[column] = min(WIDEST, max(sizes[column], longest))
    room = setting.text_width - NUMBER_WIDTH
    return [room * size // sum(sizes) for size in sizes]


def _texts(block: Sequence[Line]) -> list[str]:
    """The sides of a block of a cell, whole."""
    sides = [join_sentences(line.pair.source for line in block)]
    columns = zip(*(line.targets for line in block), strict=True)
    return sides + [join_sentences(target.target for target in column if target) for column in columns]


def _grid_row(setting: Setting, row: dict[int, tuple[tuple[Line, ...], ...]], widths: Sequence[int]) -> Any:
    lines = [line for blocks in row.values() for block in blocks for line in block]
    flagged = any(line.flags for line in lines)
    numbers = sorted({line.pair.block for line in lines})
    shown = f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]}"
    color = w.WARNING if flagged else w.QUIET
    number = [w.paragraph([setting.run(shown, "en", size=TINY, color=color)], before=NUMBER_DROP)]
    cells = [w.cell(NUMBER_WIDTH, number, fill=w.BOX_FILL, bar=w.WARNING if flagged else "")]
    alone = len(row) == 1 and len(widths) > 1 and 0 in row
    for column, width in enumerate(widths[:1] if alone else widths):
        found = [p for block in row.get(column, ()) for p in _grid_paragraphs(setting, block)]
        size, span = (sum(widths), len(widths)) if alone else (width, 1)
        cells.append(w.cell(size, found or [w.paragraph([])], span=span))
    longest = [text for blocks in row.values() for block in blocks for text in _texts(block)]
    return w.element("tr", _row_properties(longest, min(widths)), *cells)


def _grid_paragraphs(setting: Setting, block: tuple[Line, ...]) -> Iterator[Any]:
    """The source and its targets, one below the other; what needs no translation stands once."""
    source = [line.pair for line in block]
    shown: set[str] = set()
    if not all(line.is_passed_on for line in block):
        shown.add(_texts(block)[0])
        yield w.paragraph(_joined(setting, source, source=True, size=GRID_SIZE, color=w.QUIET))
    for column, lang in enumerate(setting.targets):
        pairs = [target for line in block if (target := line.targets[column])]
        text = join_sentences(pair.target for pair in pairs)
        if pairs and text not in shown:
            yield w.paragraph(_joined(setting, pairs, source=False, lang=lang, size=GRID_SIZE))
            shown.add(text)


# Paragraph under paragraph


def _stack(setting: Setting, passage: Passage) -> Iterator[Any]:
    """Each paragraph of the source with its number, and below it its targets."""
    for block in passage.blocks:
        pairs = [line.pair for line in block if not line.is_passed_on]
        number = [_stack_number(setting, block), w.tab()]
        if pairs:
            runs = number + _joined(setting, pairs, source=True, color=w.QUIET)
            yield _stacked(block, runs, before=160, keep=True, numbered=True)
        for column, lang in enumerate(setting.targets):
            targets = [target for line in block if (target := line.targets[column])]
            flagged = any(target.flags for target in targets)
            runs = _joined(setting, targets, source=False, lang=lang)
            alone = not pairs and column == 0
            yield _stacked(
                block, [*(number if alone else []), *runs], before=160 if alone else 30, numbered=alone, flagged=flagged
            )


def _stack_number(setting: Setting, block: tuple[Line, ...]) -> Any:
    flagged = any(line.flags for line in block)
    parallel = any(t and t.origin is Origin.PARALLEL for line in block for t in line.targets)
    text = f"{block[0].pair.block}{' =' if parallel else ''}"
    return setting.run(text, "en", size=TINY, color=w.WARNING if flagged else w.QUIET)


def _stacked(
    block: tuple[Line, ...], runs: list[Any], *, before: int, numbered: bool, keep: bool = False, flagged: bool = False
) -> Any:
    indent = NUMBER_WIDTH + w.HANG * min(block[0].pair.level, 5)
    return w.paragraph(
        runs,
        before=before,
        keep=keep,
        indent=indent,
        hanging=indent if numbered else 0,
        bar=w.WARNING if flagged else "",
    )
