from __future__ import annotations

from pathlib import Path

from forumdocs.glossary import Concept, Glossary, Matcher, Status, Term
from training.data import Row, encode, glossary_rows, read_rows, train_tokenizer
from training.terms import MARKS, mark_terms

GLOSSARY = Glossary(
    [
        Concept(
            "sensor", (Term("quantum sensor", "en"), Term("量子传感器", "zh-Hans"), Term("квантовый датчик", "ru"))
        ),
        Concept(
            "clock", (Term("optical clock", "en"), Term("光钟", "zh-Hans"), Term("куранты", "ru", Status.FORBIDDEN))
        ),
    ]
)
ROW = Row(True, "en", "A quantum sensor and an optical clock.", "zh", "量子传感器和光钟。")


def marked(row: Row) -> list[Row]:
    return [copy for seed in range(20) for copy in mark_terms([row], Matcher(GLOSSARY), seed=seed)]


def test_a_marked_source_says_which_term_is_wanted_and_the_target_stays_as_it_was() -> None:
    copies = marked(ROW)
    assert (
        "A <t>quantum sensor<m>量子传感器</t> and an <t>optical clock<m>光钟</t>.",
        "<t>量子传感器<m>quantum sensor</t>和<t>光钟<m>optical clock</t>。",
    ) in {(copy.marked_a, copy.marked_b) for copy in copies}
    assert {(copy.text_a, copy.text_b) for copy in copies} == {(ROW.text_a, ROW.text_b)}


def test_some_terms_are_left_unmarked() -> None:
    assert {copy.marked_a.count("<m>") for copy in marked(ROW)} == {1, 2}


def test_a_term_that_only_one_side_has_is_not_marked() -> None:
    assert marked(Row(True, "en", "A quantum sensor.", "zh", "设备。")) == []


def test_a_marked_example_has_the_marks_in_its_source_alone(tmp_path: Path, briefs: Path) -> None:
    rows = [*list(read_rows(briefs.parent / "parallel" / "forum.tsv"))[:600], next(iter(marked(ROW)))]
    tokenizer = train_tokenizer(rows, tmp_path / "sp", vocabulary=2000, symbols=MARKS)
    data = encode(rows, tokenizer)
    both_ways = [
        data["stream"][a:b].tolist() for a, b in zip(data["offsets"][-3:-1], data["offsets"][-2:], strict=True)
    ]
    opening = tokenizer.piece_to_id(MARKS[0])
    for example in both_ways:
        end = example.index(tokenizer.eos_id())
        assert opening in example[:end]
        assert opening not in example[end:]


def test_every_concept_is_learnt_alone_in_all_pairs_of_its_languages() -> None:
    rows = list(glossary_rows(GLOSSARY))
    assert Row(True, "zh", "量子传感器", "ru", "квантовый датчик") in rows
    assert len(rows) == 4
