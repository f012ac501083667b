from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forumdocs.languages import parse_tag
from forumdocs.model import Block, Document, Mark, Origin, TermMatch
from forumdocs.mt.decoding import Alignment
from forumdocs.mt.engine import Engine
from forumdocs.pipelines.formatting import FUNCTION_WORDS, Text, carry, mark_pairs
from forumdocs.pipelines.pairing import pair_segments
from forumdocs.pipelines.splitting import split_document


def carried(
    source: tuple[str, str],
    target: tuple[str, str],
    *words: str,
    alignment: Alignment | None = None,
    terms: tuple[TermMatch, ...] = (),
) -> list[str]:
    """What the translation says of each of these words of the source."""
    spans = [(source[0].index(word), source[0].index(word) + len(word)) for word in words]
    marks = carry(Text(*source), Text(*target), spans, alignment=alignment, terms=terms)
    by_start = {mark.source_start: target[0][mark.start : mark.end] for mark in marks}
    return [by_start[start] for start, _ in spans]


def looking(source: list[str], target: list[str], looks: dict[str, str]) -> Alignment:
    """Words apart by spaces, each of the target looking at one of the source."""

    def ends(words: list[str]) -> tuple[int, ...]:
        return tuple(len(" ".join(words[: i + 1])) for i in range(len(words)))

    weights = tuple(tuple(0.9 if looks.get(word) == other else 0.05 for other in source) for word in target)
    return Alignment(ends(source), ends(target), weights)


def test_a_name_is_found_as_it_is_spelled() -> None:
    found = carried(("The QKD link of Aster ran.", "en"), ("Канал QKD компании Aster работал.", "ru"), "Aster", "QKD")
    assert found == ["Aster", "QKD"]


def test_a_number_is_found_where_it_moved() -> None:
    assert carried(("In 2031 prices fell.", "en"), ("Цены упали в 2031 году.", "ru"), "2031") == ["2031"]


def test_the_words_that_looked_at_a_stretch_are_its_rendering() -> None:
    source, target = ["We", "built", "red", "houses", "quickly"], ["Быстро", "мы", "построили", "красные", "дома"]
    looks = dict(zip(target, ["quickly", "We", "built", "red", "houses"], strict=True))
    alignment = looking(source, target, looks)
    found = carried(
        (" ".join(source), "en"), (" ".join(target), "ru"), "red houses", "quickly", "We", alignment=alignment
    )
    assert found == ["красные дома", "Быстро", "мы"]


def test_a_term_of_the_glossary_shows_the_way() -> None:
    term = TermMatch("qkd", "quantum keys", "квантовые ключи", satisfied=True)
    found = carried(
        ("quantum keys are made in the lab", "en"),
        ("В лаборатории изготовляют квантовые ключи", "ru"),
        "quantum keys",
        terms=(term,),
    )
    assert found == ["квантовые ключи"]


def test_a_lead_in_ends_at_the_colon() -> None:
    target = ("会议地点：北京大礼堂东门。", "zh")
    assert carried(("Place: east gate of the main hall.", "en"), target, "Place:") == ["会议地点："]


def test_brackets_answer_brackets() -> None:
    source, target = ("They said “not now” to us all", "en"), ("Нам всем сказали “не сейчас”", "ru")
    assert carried(source, target, "“not now”") == ["“не сейчас”"]
    assert carried(source, target, "not now") == ["не сейчас"]


def test_what_covers_the_sentence_covers_its_translation() -> None:
    assert carried(("All is bold.", "en"), ("Всё жирное.", "ru"), "All is bold") == ["Всё жирное."]


def test_chinese_words_are_not_cut() -> None:
    source, target = "Forum opens today", "论坛今天开幕"
    weights = tuple(tuple(0.9 if row in (2, 3) else 0.1 for _ in range(3)) for row in range(6))
    alignment = Alignment((5, 11, 17), (1, 2, 3, 4, 5, 6), weights)
    assert carried((source, "en"), (target, "zh"), "today", alignment=alignment) == ["今天"]


def test_a_point_stands_behind_the_word_that_it_hangs_on() -> None:
    source, target = "Aster grew, prices fell.", "Цены упали, а Aster выросла."
    assert carry(Text(source, "en"), Text(target, "ru"), [(5, 5)]) == (Mark(19, 19, 5, 5),)


def test_a_point_before_the_full_stop_stays_before_it() -> None:
    source, target = "Prices fell.", "Цены упали."
    assert carry(Text(source, "en"), Text(target, "ru"), [(11, 11)]) == (Mark(10, 10, 11, 11),)


def test_punctuation_alone_carries_nothing() -> None:
    assert carry(Text("One – two", "en"), Text("Раз – два", "ru"), [(4, 5)]) == ()


_WORDS = st.lists(st.text("abcdeдежз量子 .:()", min_size=1, max_size=6), min_size=1, max_size=9)


@given(_WORDS, st.lists(st.sampled_from(["раз", "два", "(три)", "QKD", "5"]), min_size=1, max_size=12), st.data())
def test_every_stretch_with_words_gets_words_of_its_own(
    source: list[str], target: list[str], data: st.DataObject
) -> None:
    text, other = " ".join(source), " ".join(target)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    marks = carry(Text(text, "en"), Text(other, "ru"), spans)
    wanted = [span for span in spans if any(char.isalnum() for char in text[slice(*span)])]
    assert all(0 <= mark.start < mark.end <= len(other) for mark in marks)
    assert {(mark.source_start, mark.source_end) for mark in marks} <= set(wanted)
    ordered = sorted((mark.start, mark.end) for mark in marks)
    assert all(one[1] <= two[0] for one, two in pairwise(ordered))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(threads=1)


def test_marks_come_from_the_engine_for_machine_translations_alone(engine: Engine) -> None:
    text = "The board of Aster read the plan. 理事会批准了计划。"
    block = Block(0, text, stretches=((13, 18), (34, 43)))
    segments = split_document(Document("plan.docx", "docx", (block,)))
    target = parse_tag("zh")
    pairs = mark_pairs(pair_segments(segments, target, engine=engine), segments, target, engine=engine)
    by_origin = {pair.origin: pair for pair in pairs}
    assert [(mark.source_start, mark.source_end) for mark in by_origin[Origin.MT].marks] == [(13, 18)]
    assert by_origin[Origin.SAME].marks == ()


def test_a_block_without_stretches_costs_nothing(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    segments = split_document(Document("plan.docx", "docx", (Block(0, "The board read the plan."),)))
    target = parse_tag("ru")
    pairs = pair_segments(segments, target, engine=engine)
    monkeypatch.setattr(engine, "align", lambda *_, **__: pytest.fail("asked the engine"))
    assert mark_pairs(pairs, segments, target, engine=engine) == pairs


def test_an_engine_aligns_what_it_translates_directly(engine: Engine) -> None:
    found = engine.align([("The plan.", "План."), ("", "План.")], source="en", target="ru")
    assert [alignment is not None for alignment in found] == [True, False]


def test_a_bold_label_ends_at_the_colon_though_the_space_behind_is_bold() -> None:
    source, target = Text("Note: fees fell.", "en"), Text("Примечание: взносы снизились.", "ru")
    (mark,) = carry(source, target, [(0, 6)])
    assert target.text[mark.start : mark.end] == "Примечание:"


def test_a_number_is_found_however_its_digits_are_grouped() -> None:
    source, target = Text("Some 12,400 people came.", "en"), Text("Приехало около 12\u00a0400 человек.", "ru")
    (mark,) = carry(source, target, [(5, 11)])
    assert target.text[mark.start : mark.end] == "12\u00a0400"


def test_no_rendering_begins_or_ends_with_a_preposition() -> None:
    source, target = Text("量子网络在城市之间。", "zh"), Text("The network of the city is on the river.", "en")
    (mark,) = carry(source, target, [(5, 7)])
    words = target.text[mark.start : mark.end].lower().split()
    assert words
    assert not {words[0], words[-1]} & FUNCTION_WORDS["en"]


def test_the_model_is_not_asked_where_the_texts_tell_all(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The board of Aster met."
    segments = split_document(Document("plan.docx", "docx", (Block(0, text, stretches=((0, 23), (22, 22))),)))
    target = parse_tag("ru")
    pairs = pair_segments(segments, target, engine=engine)
    monkeypatch.setattr(engine, "align", lambda pairs, **_: pairs and pytest.fail("asked the engine"))
    (pair,) = mark_pairs(pairs, segments, target, engine=engine)
    assert (pair.marks[0].start, pair.marks[0].end) == (0, len(pair.target))
    assert len(pair.marks) == 2


def test_the_model_is_asked_for_the_sentences_alone_that_leave_doubt(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["The board of Aster met.", "A cold lamp hums in the long hall."]
    blocks = (Block(0, texts[0], stretches=((0, 23),)), Block(1, texts[1], stretches=((2, 11),)))
    segments = split_document(Document("plan.docx", "docx", blocks))
    target = parse_tag("ru")
    pairs = pair_segments(segments, target, engine=engine)
    asked: list[str] = []

    def align(pairs: list[tuple[str, str]], **_: str) -> list[None]:
        asked.extend(source for source, _ in pairs)
        return [None] * len(pairs)

    monkeypatch.setattr(engine, "align", align)
    mark_pairs(pairs, segments, target, engine=engine)
    assert asked == texts[1:]
