from __future__ import annotations

import lzma
from pathlib import Path

from training.data import LANGS, PAIRS, Row, encode, is_held_out, joined, read_rows, tag, train_tokenizer

OWN = "id\tgenre\ttopic\ten\tzh\tko\tru\tja\nf1\tpress\tx\tOne.\t一。\t하나.\tОдин.\t一つ。\n"


def test_our_own_corpus_gives_every_pair_of_languages(tmp_path: Path) -> None:
    path = tmp_path / "forum.tsv"
    path.write_text(OWN, encoding="utf-8")
    rows = list(read_rows(path))
    assert {(row.a, row.b) for row in rows} == set(PAIRS)
    assert rows[0] == Row(True, "en", "One.", "zh", "一。", group="f1")


def test_a_bilingual_file_is_named_after_its_languages_and_may_be_packed(tmp_path: Path) -> None:
    path = tmp_path / "docs.en-ru.tsv.xz"
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.write("site\tYes.\tДа.\nsite\tbroken line\n")
    assert list(read_rows(path)) == [Row(False, "en", "Yes.", "ru", "Да.", group="Yes.")]


def test_pairs_with_the_same_english_make_pairs_of_the_other_languages() -> None:
    theirs = [
        Row(False, "en", "Yes.", lang, text, group="Yes.")
        for lang, text in (("zh", "是。"), ("ru", "Да."), ("ja", "はい。"))
    ]
    other = Row(False, "en", "No.", "ko", "아니요.", group="No.")
    assert list(joined([*theirs, other])) == [Row(False, "zh", "是。", "ru", "Да.", group="Yes.")]


def test_all_translations_of_a_group_are_held_out_together(briefs: Path) -> None:
    rows = list(read_rows(briefs.parent / "parallel" / "forum.tsv"))
    held_out = {row.group for row in rows if row.held_out}
    assert all(row.held_out == (row.group in held_out) for row in rows)
    assert 0.015 < len(held_out) / len({row.group for row in rows}) < 0.035
    assert not is_held_out("") or not Row(True, "en", "a", "zh", "一").held_out


def test_an_example_is_the_target_tag_the_source_and_the_target(tmp_path: Path, briefs: Path) -> None:
    rows = list(read_rows(briefs.parent / "parallel" / "forum.tsv"))[:600]
    tokenizer = train_tokenizer(rows, tmp_path / "sp", vocabulary=2000)
    data = encode(rows, tokenizer)
    assert len(data["own"]) == len(data["held_out"]) == len(data["offsets"]) - 1
    assert 0 < data["held_out"].mean() < 0.05
    first = data["stream"][: data["offsets"][1]].tolist()
    end = first.index(tokenizer.eos_id())
    assert first[0] == tokenizer.piece_to_id(tag(rows[0].b))
    assert tokenizer.decode(first[1:end]) == rows[0].text_a
    assert tokenizer.decode(first[end + 1 :]) == rows[0].text_b


def test_a_tag_is_one_piece_that_no_text_can_spell(tmp_path: Path, briefs: Path) -> None:
    rows = list(read_rows(briefs.parent / "parallel" / "forum.tsv"))[:600]
    tokenizer = train_tokenizer(rows, tmp_path / "sp", vocabulary=2000)
    for lang in LANGS:
        assert tokenizer.is_control(tokenizer.piece_to_id(tag(lang)))
        assert tokenizer.piece_to_id(tag(lang)) not in tokenizer.encode(f"a {tag(lang)} b")
        assert "_" not in tag(lang)
