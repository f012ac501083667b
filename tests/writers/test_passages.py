from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from forumdocs.model import Cell, Handout, Kind, Origin, Pair
from forumdocs.writers.passages import Grid, Passage, heading_levels, read_blocks, read_passages, source_text


def test_sentences_of_a_block_are_its_lines(handout: Handout) -> None:
    blocks = read_blocks([handout])
    assert [block.block for block in blocks] == [0, 1, 2, 3, 4, 5]
    assert [line.id for line in blocks[1].lines] == ["1.1", "1.2"]


def test_a_block_that_one_handout_has_used_up_stands_for_the_others(
    handout: Handout, make_pair: Callable[..., Pair]
) -> None:
    english = replace(handout, pairs=(make_pair("0.1", "zh", "你好。", "Hello.", Origin.PARALLEL),))
    korean = replace(
        handout,
        target_lang="ko",
        pairs=(make_pair("0.1", "zh", "你好。", "안녕."), make_pair("1.1", "en", "Hello.", "안녕.")),
    )
    first, second = read_blocks([english, korean])
    assert [len(pairs) for pairs in first.lines[0].pairs] == [1, 1]
    assert [len(pairs) for pairs in second.lines[0].pairs] == [0, 1]
    assert source_text(second.source) == "Hello."


def test_handouts_that_cut_a_block_differently_share_one_line(handout: Handout, make_pair: Callable[..., Pair]) -> None:
    joined = replace(handout, pairs=(make_pair("0.1", "zh", "你好。再见。", "Hello and goodbye.", Origin.PARALLEL),))
    cut = replace(
        handout,
        target_lang="ko",
        pairs=(make_pair("0.1", "zh", "你好。", "안녕."), make_pair("0.2", "zh", "再见。", "잘 가.")),
    )
    (block,) = read_blocks([joined, cut])
    assert [line.id for line in block.lines] == ["0.1"]
    assert source_text(block.source) == "你好。再见。"
    assert [pair.target for pair in block.pairs_of(1)] == ["안녕.", "잘 가."]


def _cell(pair: Pair, row: int, column: int) -> Pair:
    return replace(pair, kind=Kind.TABLE_CELL, cell=Cell(0, row, column))


def test_cells_make_a_grid_with_gaps_where_the_table_has_them(handout: Handout, make_pair: Callable[..., Pair]) -> None:
    pairs = (
        _cell(make_pair("0.1", "zh", "时间", "Time"), 0, 0),
        _cell(make_pair("1.1", "zh", "地点", "Place"), 0, 1),
        _cell(make_pair("2.1", "zh", "上午", "Morning"), 1, 0),
    )
    (grid,) = read_passages([replace(handout, pairs=pairs)])
    assert isinstance(grid, Grid)
    assert [[len(cell) for cell in row] for row in grid.rows] == [[1, 1], [1, 0]]


def test_a_table_of_one_column_is_read_as_paragraphs(handout: Handout, make_pair: Callable[..., Pair]) -> None:
    pairs = tuple(_cell(make_pair(f"{n}.1", "zh", "你好", "Hello"), n, 0) for n in range(3))
    found = read_passages([replace(handout, pairs=pairs)])
    assert [type(passage) for passage in found] == [Passage] * 3


def test_levels_of_headings_never_leave_one_out(handout: Handout, make_pair: Callable[..., Pair]) -> None:
    levels = (2, 4, 1, 9)
    pairs = tuple(
        make_pair(f"{n}.1", "zh", "题", "Title", kind=Kind.HEADING, level=level) for n, level in enumerate(levels)
    )
    passages = read_passages([replace(handout, pairs=pairs)])
    assert heading_levels(passages, top=2) == {0: 2, 1: 3, 2: 2, 3: 3}


def test_headings_of_one_level_in_the_source_are_of_one_level(handout: Handout, make_pair: Callable[..., Pair]) -> None:
    pairs = tuple(
        make_pair(f"{n}.1", "zh", "题", "Title", kind=Kind.HEADING, level=level)
        for n, level in enumerate((3, 3, 5, 5, 3))
    )
    assert heading_levels(read_passages([replace(handout, pairs=pairs)]), top=2) == {0: 2, 1: 2, 2: 3, 3: 3, 4: 2}
