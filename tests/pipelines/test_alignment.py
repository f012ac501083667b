from __future__ import annotations

import itertools
import json
import lzma
from pathlib import Path

import pytest

from forumdocs.model import Block, Cell, Kind, Segment
from forumdocs.pipelines.alignment import align, align_segments, find_parallel

BRIEFS_WITH_TRANSLATIONS = (
    "invitation.txt",
    "press-release.html",
    "biography.md",
    "four-languages.txt",
    "technical-summary.pdf",
)


def sentences(*texts: tuple[str, str]) -> list[Segment]:
    """Each (language, text) as the one sentence of a block."""
    return [Segment(Block(i, text), 1, 0, len(text), lang) for i, (lang, text) in enumerate(texts)]


def pairs_of(segments: list[Segment], target: str) -> list[tuple[str, str]]:
    beads = find_parallel(segments, target)
    return [("".join(s.text for s in bead.source), "".join(s.text for s in bead.target)) for bead in beads]


ENGLISH = ("en", "The quantum forum opens in Vienna on 14 May 2027 at 9:30.")
CHINESE = ("zh", "量子论坛将于2027年5月14日9:30在维也纳开幕。")
OTHER_CHINESE = ("zh", "食堂每天供应三种素菜，请各位同事提前登记。")


def test_a_paragraph_and_its_translation_below_are_paired() -> None:
    assert pairs_of(sentences(ENGLISH, CHINESE), "zh") == [(ENGLISH[1], CHINESE[1])]


def test_the_translation_may_stand_above() -> None:
    assert pairs_of(sentences(ENGLISH, CHINESE), "en") == [(CHINESE[1], ENGLISH[1])]


def test_a_paragraph_that_says_something_else_is_not_paired() -> None:
    assert pairs_of(sentences(ENGLISH, OTHER_CHINESE), "zh") == []


def test_a_language_nobody_asked_for_is_not_paired() -> None:
    assert pairs_of(sentences(ENGLISH, CHINESE), "ko") == []


def test_text_without_words_in_common_is_paired_where_the_document_makes_a_habit_of_it() -> None:
    segments = sentences(
        ENGLISH,
        CHINESE,
        ("en", "Who is hungry?"),
        ("zh", "谁饿了？"),
        ("en", "The register of 127 qubits runs at 15 mK in Geneva since July 2025."),
        ("zh", "自2025年7月起，日内瓦的127量子比特寄存器在15 mK下运行。"),
    )
    assert ("Who is hungry?", "谁饿了？") in pairs_of(segments, "zh")
    assert pairs_of(segments[2:4], "zh") == []


def test_cells_are_paired_within_their_row_only() -> None:
    texts = [("en", "Registration, 1 May"), ("en", "Dinner, 7 June"), ("ko", "만찬, 6월 7일")]
    cells = [Cell(0, 0, 0), Cell(0, 1, 0), Cell(0, 1, 1)]
    segments = [
        Segment(Block(i, text, Kind.TABLE_CELL, cell=cell), 1, 0, len(text), lang)
        for i, ((lang, text), cell) in enumerate(zip(texts, cells, strict=True))
    ]
    assert pairs_of(segments, "ko") == [("Dinner, 7 June", "만찬, 6월 7일")]


def test_two_sentences_against_one_are_one_bead() -> None:
    source = sentences(("en", "The laboratory in Daejeon has 40 staff."), ("en", "It was founded by KRISS in 2011."))
    target = sentences(("ko", "대전에 있는 연구실은 KRISS가 2011년에 설립하였으며 직원은 40명이다."))
    (bead,) = align(source, target)
    assert (len(bead.source), len(bead.target)) == (2, 1)


def test_aligning_two_lists_keeps_every_sentence_once_in_order() -> None:
    source = sentences(ENGLISH, ("en", "Nothing of this is in the other text at all, whatever one may look for."))
    target = sentences(CHINESE)
    beads = align(source, target)
    assert [s for bead in beads for s in bead.source] == source
    assert [s for bead in beads for s in bead.target] == target


def test_one_empty_side_leaves_the_other_unpaired() -> None:
    assert [bead.target for bead in align(sentences(ENGLISH), [])] == [()]


def test_a_bilingual_document_is_given_whole_with_the_rest_unpaired() -> None:
    segments = sentences(ENGLISH, CHINESE, OTHER_CHINESE)
    beads = align_segments(segments)
    assert [(len(bead.source), len(bead.target)) for bead in beads] == [(1, 1), (1, 0)]


@pytest.mark.parametrize("name", BRIEFS_WITH_TRANSLATIONS)
def test_the_translations_in_our_own_briefs_are_found(briefs: Path, name: str) -> None:
    """Pairs found against gold pairs, as sentence links: at least nine in ten right, two in three found."""
    expected = json.loads((briefs.parent / "gold" / "briefs" / f"{name}.json").read_text(encoding="utf-8"))
    segments = sentences(*((entry["lang"], entry["text"]) for entry in expected["body"]))
    langs = [entry["lang"] for entry in expected["body"]]
    gold = {
        pair
        for group in expected["parallel"]
        for pair in itertools.combinations(sorted(group), 2)
        if langs[pair[0]] != langs[pair[1]]
    }
    found = {
        (min(s.block.index, t.block.index), max(s.block.index, t.block.index))
        for target in dict.fromkeys(langs)
        for bead in find_parallel(segments, target)
        for s in bead.source
        for t in bead.target
    }
    right = len(found & gold)
    assert right >= 0.9 * len(found)
    assert right >= 0.66 * len(gold)


@pytest.mark.parametrize(("lang", "floor"), [("zh", 0.93), ("ko", 0.95), ("ru", 0.94)])
def test_alignment_of_news_keeps_its_measured_floor(gold: Path, lang: str, floor: float) -> None:
    """Strict F1 over beads: 1,000 sentences of UD PUD, every tenth joined with the next on one side, in turn."""

    def read(code: str) -> list[str]:
        with lzma.open(gold / "ud-pud" / f"{code}_pud-ud-test.conllu.xz", "rt", encoding="utf-8") as file:
            return [line[9:].strip() for line in file if line.startswith("# text = ")]

    wanted: list[tuple[str, str]] = []
    sides: tuple[list[str], list[str]] = ([], [])
    rows = list(zip(read("en"), read(lang), strict=True))
    for start in range(0, len(rows), 10):
        block = rows[start : start + 10]
        joined, apart = (0, 1) if start // 10 % 2 else (1, 0)
        first, second = block[:2]
        sides[joined].append(f"{first[joined]} {second[joined]}")
        sides[apart].extend([first[apart], second[apart]])
        wanted.append((f"{first[0]} {second[0]}", f"{first[1]} {second[1]}"))
        for pair in block[2:]:
            sides[0].append(pair[0])
            sides[1].append(pair[1])
            wanted.append(pair)
    beads = align(sentences(*(("en", t) for t in sides[0])), sentences(*((lang, t) for t in sides[1])))
    got = [(" ".join(s.text for s in b.source), " ".join(s.text for s in b.target)) for b in beads]
    right = len(set(got) & set(wanted))
    assert 2 * right / (len(got) + len(wanted)) >= floor


def test_one_sentence_beside_hundreds_still_finds_a_way() -> None:
    many = sentences(*(("zh", f"第{n}项议程由秘书处说明。") for n in range(300)))
    beads = align(sentences(ENGLISH), many)
    assert [seg for bead in beads for seg in bead.target] == many
    assert [seg.text for bead in beads for seg in bead.source] == [ENGLISH[1]]
    assert find_parallel(sentences(ENGLISH) + many, "zh") == ()


def test_a_long_text_is_aligned_past_holes_by_way_of_groups_of_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forumdocs.pipelines.alignment.LONG", 40)
    monkeypatch.setattr("forumdocs.pipelines.alignment.BAND", 12)
    numbers = range(1000, 1160)
    source = sentences(*(("en", f"Booth {n} opens at noon.") for n in numbers if not 1090 <= n < 1140))
    target = sentences(*(("zh", f"{n}号展位中午开放。") for n in numbers if not 1020 <= n < 1070))
    pairs = [(b.source[0].text[6:10], b.target[0].text[:4]) for b in align(source, target) if b.source and b.target]
    assert sum(one == other for one, other in pairs) >= 55
