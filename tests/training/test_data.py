from __future__ import annotations

import lzma
from pathlib import Path

from training.data import LANGS, Row, choose, encode, read_rows, tag, train_tokenizer

OWN = "id\tgenre\ttopic\ten\tzh\tko\tru\tja\nf1\tpress\tx\tOne.\t一。\t하나.\tОдин.\t一つ。\n"


def test_our_own_corpus_gives_every_pair_of_languages(tmp_path: Path) -> None:
    path = tmp_path / "forum.tsv"
    path.write_text(OWN, encoding="utf-8")
    rows = list(read_rows(path))
    assert {(row.a, row.b) for row in rows} == {
        ("en", "zh"), ("en", "ko"), ("en", "ru"), ("zh", "ko"), ("zh", "ru"), ("ko", "ru")
    }  # fmt: skip
    assert rows[0] == Row(True, "en", "One.", "zh", "一。")


def test_a_bilingual_file_is_named_after_its_languages_and_may_be_packed(tmp_path: Path) -> None:
    path = tmp_path / "docs.en-ru.tsv.xz"
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.write("site\tYes.\tДа.\nsite\tbroken line\n")
    assert list(read_rows(path)) == [Row(False, "en", "Yes.", "ru", "Да.")]


def test_all_of_our_own_text_is_chosen_and_a_share_of_the_rest() -> None:
    own = [Row(True, "en", "Own", "zh", "自己")]
    others = [Row(False, "en", f"Other {i}", "zh", "别的") for i in range(9)]
    long = [Row(False, "en", "word " * 99, "zh", "词")]
    chosen = choose(own + others + long, limit=4, longest=50, seed=1)
    assert chosen[0] == own[0]
    assert len(chosen) == 5
    assert long[0] not in chosen


def test_an_example_is_the_target_tag_the_source_and_the_target(tmp_path: Path, briefs: Path) -> None:
    rows = list(read_rows(briefs.parent / "parallel" / "forum.tsv"))[:600]
    tokenizer = train_tokenizer(rows, tmp_path / "sp", vocabulary=2000)
    data = encode(rows, tokenizer)
    assert len(data["own"]) == len(data["offsets"]) - 1
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
