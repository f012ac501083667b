"""The text of a handout: a table, side by side, or paragraph under paragraph."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from forumdocs.languages import join_sentences
from forumdocs.model import Kind
from forumdocs.readers.bitexts.handouts import CHECK
from forumdocs.writers import wordml as w
from forumdocs.writers.docx.arrangement import Heading, Illustration, Prose, count_columns
from forumdocs.writers.docx.front import gap
from forumdocs.writers.docx.headings import join_runs, number_run, source_words, text_indent, write_heading
from forumdocs.writers.docx.setting import NUMBER_WIDTH, TINY
from forumdocs.writers.markers import write_marker
from forumdocs.writers.passages import Grid, flags_of, targets_of
from forumdocs.writers.phrases import speak
from forumdocs.writers.style import Layout
from forumdocs.writers.tongues import native_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forumdocs.model import Pair
    from forumdocs.writers.docx.arrangement import Piece
    from forumdocs.writers.docx.setting import Setting
    from forumdocs.writers.passages import Line, Passage

NUMBER_DROP = 40
"""Twentieths of a point that bring the small paragraph numbers down to the line of the text."""
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


def write_body(setting: Setting, document: Any, pieces: Iterable[Piece]) -> Iterator[Any]:
    """The elements of the text, piece by piece; pictures become parts of the ``document`` of python-docx."""
    stacked = setting.style.layout is Layout.STACKED
    before: Piece | None = None
    is_first = True
    for piece in pieces:
        if isinstance(piece, Heading):
            yield from write_heading(setting, piece.block)
        elif isinstance(piece, Illustration):
            yield from _pictures(setting, document, piece)
        elif isinstance(piece, Grid):
            if isinstance(before, Prose) and stacked:
                yield gap()
            yield from (_grid(setting, piece), gap())
        elif stacked:
            yield from _stack(setting, piece)
        else:
            yield from (_table(setting, piece, is_first=is_first), gap())
            is_first = False
        before = piece


# Pictures


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


# Side by side


def _table(setting: Setting, prose: Prose, *, is_first: bool) -> Any:
    """The lines in rows; a text that is all in the target language already gets one column of text."""
    lines = [line for block in prose.blocks for line in block.lines]
    columns = len(setting.targets) + (not all(line.is_passed_on for line in lines) or len(setting.targets) > 1)
    width = (setting.text_width - NUMBER_WIDTH) // columns
    table = w.empty_table((NUMBER_WIDTH, *[width] * columns), border=w.RULE, inside=True)
    if is_first or len(lines) >= HEADED_ROWS:
        table.append(_header_row(setting, columns, width))
    for block in prose.blocks:
        for line in block.lines:
            inner = w.Inner(above=line is not block.lines[0], below=line is not block.lines[-1])
            table.append(_row(setting, line, columns, width, inner=inner))
    return table


def _header_row(setting: Setting, columns: int, width: int) -> Any:
    names = [(" · ".join(map(native_name, setting.sources)), setting.sources[0] if setting.sources else "en")]
    names += [(native_name(lang), lang) for lang in setting.targets]
    number = setting.labels("places")[0]
    cells = [_header_cell(setting, NUMBER_WIDTH, *number, size=TINY)]
    cells += [_header_cell(setting, width, *name, size=17) for name in names[-columns:]]
    return w.element("tr", w.element("trPr", w.element("cantSplit"), w.element("tblHeader")), *cells)


def _header_cell(setting: Setting, width: int, text: str, lang: str, *, size: int) -> Any:
    run = setting.run(text, lang, size=size, color=w.HEAD_FILL, bold=True)
    return w.cell(width, [w.paragraph([run], keep=True)], fill=w.HEADING_FILL)


def _row(setting: Setting, line: Line, columns: int, width: int, *, inner: w.Inner) -> Any:
    first, flagged = line.source[0], bool(flags_of(line))
    number = [w.paragraph([number_run(setting, line.id, [line])], before=NUMBER_DROP)]
    if flagged:
        number.append(_check(setting, line))
    cells = [w.cell(NUMBER_WIDTH, number, inner=inner, bar=w.WARNING if flagged else "")]
    if columns > len(setting.targets):
        dash = [setting.run("–", "en", color=w.QUIET)]
        runs = dash if line.is_passed_on else join_runs(setting, line.source)
        cells.append(w.cell(width, [_item(first, setting.tag_of(first), runs)], inner=inner))
    texts = [join_sentences(pair.source for pair in line.source)]
    for column, lang in enumerate(setting.targets):
        targets = targets_of(line, column, lang)
        texts.append(join_sentences(pair.target for pair in targets))
        cells.append(w.cell(width, [_item(first, lang, join_runs(setting, targets, lang=lang))], inner=inner))
    return w.element("tr", _row_properties(texts, width), *cells)


def _check(setting: Setting, line: Line) -> Any:
    """The word that asks to look at a sentence, in the language of those who read its first doubtful translation."""
    flagged = zip(setting.targets, line.pairs, strict=True)
    lang = next(lang for lang, pairs in flagged if any(pair.flags for pair in pairs))
    return w.paragraph([setting.run(speak(CHECK, lang), lang, size=TINY, color=w.WARNING)])


def _item(pair: Pair, lang: str, runs: list[Any]) -> Any:
    if pair.kind is Kind.HEADING or not pair.level:
        return w.paragraph(runs)
    return w.paragraph(runs, level=pair.level, hangs=bool(write_marker(pair, lang)))


def _row_properties(texts: Sequence[str], width: int) -> Any:
    """A row stays on one page unless it is longer than that."""
    lines = max(map(count_columns, texts), default=0) * LETTER_WIDTH / width
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
    """Each column is as wide as its longest word where there is room; the rest is shared by the longest texts."""
    columns = len(grid.rows[0])
    words, texts = [NARROWEST] * columns, [NARROWEST] * columns
    for row in grid.rows:
        for column, blocks in enumerate(row if not _is_alone(row) else ()):
            for text in (text for block in blocks for text in _texts(setting, block)):
                texts[column] = min(WIDEST, max(texts[column], count_columns(text)))
                words[column] = min(WIDEST, max(words[column], _longest_word(text)))
    room = setting.text_width - NUMBER_WIDTH
    least = [word * LETTER_WIDTH + 2 * w.CELL_PADDING for word in words]
    if sum(least) >= room:
        return [room * size // sum(least) for size in least]
    wanted = [text - word + 1 for text, word in zip(texts, words, strict=True)]
    return [size + (room - sum(least)) * want // sum(wanted) for size, want in zip(least, wanted, strict=True)]


def _longest_word(text: str) -> int:
    """Columns that no line break cuts: a character of Chinese or Japanese is a word by itself."""
    return max((len(word) for word in text.split() if word.isascii() or count_columns(word) == len(word)), default=0)


def _is_alone(row: tuple[tuple[Passage, ...], ...]) -> bool:
    """Whether a row has nothing but its first cell, which then stands over the whole table."""
    return len(row) > 1 and bool(row[0]) and not any(row[1:])


def _texts(setting: Setting, block: Passage) -> list[str]:
    """The sides of a block of a cell, whole."""
    sides = [[pair.target for pair in block.pairs_of(column)] for column in range(len(setting.targets))]
    return [source_words(block), *map(join_sentences, sides)]


def _grid_row(setting: Setting, row: tuple[tuple[Passage, ...], ...], widths: Sequence[int]) -> Any:
    blocks = [block for cell in row for block in cell]
    flagged = any(flags_of(line) for block in blocks for line in block.lines)
    numbers = sorted({block.block for block in blocks})
    shown = f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]}"
    color = w.WARNING if flagged else w.QUIET
    number = [w.paragraph([setting.run(shown, "en", size=TINY, color=color)], before=NUMBER_DROP)]
    cells = [w.cell(NUMBER_WIDTH, number, fill=w.BOX_FILL, bar=w.WARNING if flagged else "")]
    alone = _is_alone(row)
    for found, width in zip(row[:1] if alone else row, widths, strict=False):
        paragraphs = [p for block in found for p in _grid_paragraphs(setting, block)]
        size, span = (sum(widths), len(widths)) if alone else (width, 1)
        cells.append(w.cell(size, paragraphs or [w.paragraph([])], span=span))
    texts = [text for block in blocks for text in _texts(setting, block)]
    return w.element("tr", _row_properties(texts, min(widths)), *cells)


def _grid_paragraphs(setting: Setting, block: Passage) -> Iterator[Any]:
    """The source and its targets, one below the other; what needs no translation stands once."""
    shown: set[str] = set()
    if not all(line.is_passed_on for line in block.lines):
        source, *targets = _texts(setting, block)
        shown.add(source)
        color = w.INK if {*targets} == {source} else w.QUIET
        yield w.paragraph(join_runs(setting, block.source, size=GRID_SIZE, color=color))
    for column, lang in enumerate(setting.targets):
        pairs = block.pairs_of(column)
        text = join_sentences(pair.target for pair in pairs)
        if pairs and text not in shown:
            yield w.paragraph(join_runs(setting, pairs, lang=lang, size=GRID_SIZE))
            shown.add(text)


# Paragraph under paragraph


def _stack(setting: Setting, prose: Prose) -> Iterator[Any]:
    """Each paragraph of the source with its number, and below it its targets that are not the same words."""
    for block in prose.blocks:
        source = [pair for line in block.lines if not line.is_passed_on for pair in line.source]
        sides = list(_stacked_targets(block, setting.targets, "" if not source else source_words(block)))
        start = [number_run(setting, str(block.block), block.lines), w.tab()]
        if source:
            color = w.QUIET if sides else w.INK
            runs = start + join_runs(setting, source, color=color)
            yield _stacked(setting, block, runs, before=160, keep=bool(sides), numbered=True)
        for place, (lang, pairs) in enumerate(sides):
            alone = not source and not place
            runs = [*(start if alone else []), *join_runs(setting, pairs, lang=lang)]
            flagged = any(pair.flags for pair in pairs)
            yield _stacked(setting, block, runs, before=160 if alone else 30, numbered=alone, flagged=flagged)


def _stacked_targets(block: Passage, langs: Sequence[str], source: str) -> Iterator[tuple[str, list[Pair]]]:
    """The targets of a paragraph by language, without those that only say its source again."""
    for column, lang in enumerate(langs):
        pairs = block.pairs_of(column)
        if pairs and (join_sentences(pair.target for pair in pairs) != source or any(pair.flags for pair in pairs)):
            yield lang, pairs


def _stacked(
    setting: Setting,
    block: Passage,
    runs: list[Any],
    *,
    before: int,
    numbered: bool,
    keep: bool = False,
    flagged: bool = False,
) -> Any:
    indent = text_indent(setting) + w.HANG * min(block.first.level, 5)
    return w.paragraph(
        runs,
        before=before,
        keep=keep,
        indent=indent,
        hanging=indent if numbered else 0,
        bar=w.WARNING if flagged else "",
    )
