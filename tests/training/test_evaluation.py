from __future__ import annotations

import json
import lzma
import math
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sacrebleu
from click.testing import CliRunner

from forumdocs.mt.engine import Engine, Translation
from forumdocs.mt.packages import STARTER
from training.__main__ import cli
from training.calibration import Judged, read_pack, report
from training.evaluation import (
    Card,
    Output,
    Score,
    Speed,
    directions_of,
    evaluate,
    judge_all,
    measure_speed,
    score,
    signatures,
    summarize,
    translate,
)
from training.published import FLORES
from training.scorecard import as_examples, as_json, as_markdown, as_text, doubt_line, speed_line
from training.testsets import GENERAL, GoldSet, read_forum, read_general, read_lines, read_sets, spread

TABLE = {
    "en": ["Welcome to the forum.", "The session on lasers starts at nine o'clock in the small hall upstairs.", ""],
    "ru": ["Добро пожаловать на форум.", "Заседание о лазерах начнётся в девять часов в малом зале наверху.", "Да."],
    "zh": ["欢迎参加论坛。", "激光分会上午九点在楼上小厅开始。", "是。"],
}
OWN = GoldSet("forum", "our test set", (TABLE,), own=True)
GENERAL_SET = GoldSet("pud", "news", (TABLE,))


class Echo(Engine):
    """Says every sentence in its own words, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__([])
        self.asked: list[tuple[str, str, tuple[str, ...]]] = []

    def translate(self, sentences: Any, *, source: str, target: str, **_: Any) -> list[Translation]:
        self.asked.append((source, target, tuple(sentences)))
        return [Translation(text, 0.5, risk=0.5) for text in sentences]


def output(target: str, texts: list[str], references: list[str], *, gold: GoldSet = OWN) -> Output:
    pairs = tuple(("source", reference) for reference in references)
    return Output(gold, "ko", target, pairs, tuple(Translation(text, 0.5, risk=0.5) for text in texts))


# Sets


def test_a_limit_takes_rows_at_equal_distances() -> None:
    assert spread(range(10), 4) == [0, 2, 5, 7]
    assert spread(range(3), 5) == spread(range(3), 0) == [0, 1, 2]


def test_a_pair_is_there_where_both_languages_have_the_sentence() -> None:
    assert OWN.pairs("en", "zh") == list(zip(TABLE["en"], TABLE["zh"], strict=True))[:2]
    assert len(OWN.pairs("zh", "ru")) == 3
    assert OWN.pairs("en", "ja") == []


def test_the_text_of_treebanks_is_read_and_made_simplified(tmp_path: Path) -> None:
    (tmp_path / "ud-pud").mkdir()
    for lang, text in {"en": "The cars stop.", "zh": "車停了。", "ko": "차가 멈춘다.", "ru": "Машины стоят."}.items():
        with lzma.open(tmp_path / "ud-pud" / f"{lang}_pud-ud-test.conllu.xz", "wt", encoding="utf-8") as file:
            file.write(f"# sent_id = 1\n# text = {text}\n# text_en = Cars.\n1\tx\t_\n\n")
    gold = read_general("pud", shared=tmp_path)
    assert gold.pairs("zh", "ru") == [("车停了。", "Машины стоят.")]
    assert "Simplified" in gold.about
    assert gold.share == 0.6


def test_columns_and_parallel_files_are_read_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "quantum").mkdir()
    (tmp_path / "quantum" / "paddle.en-zh.tsv").write_text("One.\t一。\nTwo.\t二。\n", encoding="utf-8")
    (tmp_path / "ko-en-news").mkdir()
    for lang in ("en", "ko"):
        text = "a\u2028b\n\nc\n" if lang == "en" else "가\n나\n다\n"
        (tmp_path / "ko-en-news" / f"jhe-koen-dev.{lang}").write_text(text, encoding="utf-8")
    assert read_general("paddle", shared=tmp_path).pairs("zh", "en") == [("一。", "One."), ("二。", "Two.")]
    assert read_general("ko-simple", shared=tmp_path).pairs("en", "ko") == [("a\u2028b", "가"), ("c", "다")]


def test_what_is_not_there_is_skipped_with_a_line(tmp_path: Path) -> None:
    found, skipped = read_sets(["forum", "msq"], forum=tmp_path / "none.tsv", shared=tmp_path / "none")
    assert found == []
    assert skipped == [
        "forum: skipped, none.tsv is not there",
        f"general sets: skipped, there is no folder {tmp_path.name}/none",
    ]
    assert read_sets(["msq"], shared=tmp_path)[1] == ["msq: skipped, msq.en.txt is not there"]


def test_a_set_of_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no set 'flores'; choose of forum, msq, paddle"):
        read_sets(["forum", "flores"])


def test_the_public_sets_hold_sentences_in_all_their_languages(gold: Path) -> None:
    found, skipped = read_sets([*GENERAL], shared=gold, limit=50)
    assert skipped == []
    for one in found:
        for table in one.tables:
            first, *others = table
            for other in others:
                assert len(one.pairs(first, other)) >= 45, one.name


def test_a_table_of_ours_is_named_after_its_file(tmp_path: Path) -> None:
    (tmp_path / "dev.tsv").write_text("id\ten\tru\na\tYes.\tДа.\n", encoding="utf-8")
    gold = read_forum(tmp_path / "dev.tsv")
    assert (gold.name, gold.own, gold.pairs("ru", "en")) == ("dev", True, [("Да.", "Yes.")])
    assert read_lines(tmp_path / "dev.tsv")[1] == "a\tYes.\tДа."


# Scores


@pytest.mark.parametrize(("target", "tokens"), [("zh", "zh"), ("ja", "char"), ("ko", "char"), ("ru", "13a")])
def test_scores_are_those_of_sacrebleu(target: str, tokens: str) -> None:
    made, references = ["量子 计算 laser beam one", "甲乙丙丁戊"], ["量子 通信 laser beam two", "甲乙丙丁己"]
    found = score(output(target, made, references))
    assert found.bleu == pytest.approx(sacrebleu.corpus_bleu(made, [references], tokenize=tokens).score)
    assert found.chrf == pytest.approx(sacrebleu.corpus_chrf(made, [references]).score)
    assert found.chrf_words == pytest.approx(sacrebleu.corpus_chrf(made, [references], word_order=2).score)
    assert found.main == (found.chrf_words if target == "ru" else found.chrf)


def test_goals_are_lower_on_general_text_and_none_for_japanese() -> None:
    own, general, japanese = (
        score(output(target, ["x"], ["y"], gold=gold))
        for target, gold in (("zh", OWN), ("zh", GENERAL_SET), ("ja", OWN))
    )
    assert (own.goal, general.goal, japanese.goal) == (35.0, pytest.approx(21.0), None)
    assert (own.reached, japanese.reached) == (False, None)
    assert score(output("en", ["All of it."], ["All of it."])).reached


def test_signatures_name_tokenizer_order_and_version() -> None:
    found = signatures(["zh", "en", "ru"])
    assert list(found) == ["BLEU into zh", "BLEU into en, ru", "chrF++", "chrF"]
    assert "tok:zh" in found["BLEU into zh"]
    assert "tok:13a" in found["BLEU into en, ru"]
    assert ("nw:2" in found["chrF++"], "nw:0" in found["chrF"]) == (True, True)
    assert all(f"version:{sacrebleu.__version__}" in text for text in found.values())


def made_score(source: str, target: str, value: float, *, of: str = "forum", terms: bool = False) -> Score:
    return Score(of, source, target, terms, 10, value / 2, value, value, 60.0)


def test_means_are_of_one_set_one_language_and_one_mode() -> None:
    scores = [
        made_score("zh", "en", 70.0),
        made_score("ko", "en", 40.0),
        made_score("zh", "en", 90.0, terms=True),
        made_score("zh", "en", 10.0, of="pud"),
        replace(made_score("en", "ja", 5.0), goal=None),
    ]
    first, second, third = summarize(scores)
    assert (first.mean, first.directions, first.reached) == (55.0, 2, 1)
    assert (second.terms, second.mean, third.set, third.reached) == (True, 90.0, "pud", 0)


def test_directions_are_those_of_the_pack_in_a_fixed_order() -> None:
    found = directions_of(reversed(read_pack(STARTER)))
    assert found[:3] == [("en", "zh"), ("en", "ko"), ("en", "ru")]
    assert len(set(found)) == len(found) >= 12


def test_a_set_is_translated_where_it_has_sentences() -> None:
    engine = Echo()
    made = list(translate(OWN, engine, [("en", "zh"), ("ja", "en"), ("zh", "ru")]))
    assert [(one.direction, len(one.made), one.terms) for one in made] == [("en-zh", 2, False), ("zh-ru", 3, False)]
    assert [asked[:2] for asked in engine.asked] == [("en", "zh"), ("zh", "ru")]
    assert {judged.direction for judged in judge_all(made)} == {"en-zh", "zh-ru"}


def test_speed_is_of_groups_that_are_short_in_english() -> None:
    engine = Echo()
    found = measure_speed(OWN, engine, [("en", "zh"), ("zh", "en")])
    assert found is not None
    assert [texts for *_, texts in engine.asked[2:]] == [("Welcome to the forum.",), ("欢迎参加论坛。",)]
    assert found.sentences == 2
    assert found.rate > 0
    assert measure_speed(GoldSet("x", "", ({"en": ["word " * 13], "zh": ["词"]},)), engine, [("zh", "en")]) is None


# What is written


def card(*scores: Score) -> Card:
    pairs = [Judged("zh-en", 10.0, 0.9, True), Judged("zh-en", 15.0, 0.2, False), Judged("zh-en", 30.0, 0.1, False)]
    return Card("Pack 7", 4, (OWN, GENERAL_SET), scores, {False: report(pairs)}, Speed(300, 2.0, 2, 4), "forum")


def test_the_text_says_which_goals_are_reached() -> None:
    text = as_text(card(made_score("zh", "en", 70.0), replace(made_score("zh", "en", 10.0, of="pud"), goal=36.0)))
    assert "zh-en             10  35.0    70.0  70.0  60 reached" in text
    assert "en, forum    60  70.0      reached" in text
    assert "en, pud      36  10.0  not reached" in text
    assert "50% (2 pairs; goal: at least 85%, not reached) of pairs with a chrF under 20 carry it" in text
    assert "– (no pairs; goal: under 15%) of those over 50 do." in text
    assert "Speed: 150 short sentences a second" in text


def test_figures_of_others_are_marked_as_of_another_test_set() -> None:
    text = as_text(card(made_score("zh", "en", 70.0)))
    marked, table = text.split("ANOTHER TEST SET: FLORES-200 devtest")
    assert "Argos" not in marked
    assert "no chrF is published there" in table
    assert "zh-en                     23.3         84.2          27.6           86.0" in table
    assert all(0 < found.argos_comet < found.firefox_comet < 1 for found in FLORES.values())
    assert all(10 < found.argos_bleu < found.firefox_bleu < 40 for found in FLORES.values())


def test_the_model_card_has_sets_as_columns_and_bold_where_the_goal_is_reached() -> None:
    low = replace(made_score("zh", "en", 10.0, of="pud"), goal=36.0)
    text = as_markdown(card(made_score("zh", "en", 70.0), low, made_score("ko", "en", 20.0)))
    assert "|  | forum | pud |\n| --- | ---: | ---: |\n| zh-en | **70.0** | 10.0 |\n| ko-en | 20.0 |  |" in text
    assert "| zh-en | 35.0 | 5.0 |" in text
    assert "- pud: news, 3 sentences" in text


def test_json_holds_what_is_not_a_number_as_null() -> None:
    value = json.loads(as_json(card(made_score("zh", "en", 70.0))))
    assert value["scores"][0] | {"main": 70.0, "reached": True, "goal": 60.0} == value["scores"][0]
    assert value["low_confidence"][-1]["false"] is None
    assert value["speed"]["rate"] == 150.0
    assert (value["means"][0]["mean"], value["means"][0]["goal"]) == (70.0, 60.0)


def test_lines_say_that_a_goal_is_reached() -> None:
    pairs = [Judged("a", 10.0, 0.9, True)] * 9 + [Judged("a", 10.0, 0.1, False)] + [Judged("a", 60.0, 0.1, False)]
    line = doubt_line(report(pairs)[-1])
    assert line.startswith("90% (10 pairs; goal: at least 85%, reached)")
    assert "; 0% (1 pairs; goal: under 15%, reached) of those over 50 do." in line
    assert math.isnan(report(pairs[:3])[-1].false)
    assert speed_line(Speed(50, 1.0, 1, 4)).endswith("on 1 core; goal on two cores: 100, not reached.")


def test_examples_show_source_output_reference_and_flags() -> None:
    one = output("en", ["Open it."], ["Open the door."])
    flagged = replace(one, made=(replace(one.made[0], flags=("low-confidence",)),))
    assert as_examples([flagged]) == (
        "## ko-en (forum; engine alone)\n\n"
        "1. source\n   - output: Open it.\n   - reference: Open the door.\n   - chrF 20, low-confidence\n"
    )


# The whole


def test_the_command_scores_the_built_in_pack_and_writes_its_files(tmp_path: Path) -> None:
    table = tmp_path / "ours.tsv"
    rows = ["id\ten\tru", "a\tThank you.\tСпасибо.", "b\tThe hall is open.\tЗал открыт."]
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    files = [str(tmp_path / name) for name in ("all.json", "examples.md")]
    options = ["--forum", str(table), "--sets", "forum", "--beam", "2", "--glossary", "--limit", "1"]
    run = CliRunner().invoke(cli, ["evaluate", *options, "--json", files[0], "--examples", files[1]])
    assert run.exit_code == 0, run.output
    value = json.loads(Path(files[0]).read_text(encoding="utf-8"))
    assert [(s["source"], s["target"], s["terms"], s["sentences"]) for s in value["scores"]] == [
        ("en", "ru", False, 1), ("ru", "en", False, 1), ("en", "ru", True, 1), ("ru", "en", True, 1)
    ]  # fmt: skip
    assert "ours: our own sentences; terms of the glossary enforced" in run.stdout
    examples = Path(files[1]).read_text(encoding="utf-8")
    assert examples.count("   - reference: ") == 4  # both sentences, whatever the limit
    assert "## ru-en (ours; terms of the glossary enforced)" in examples


def test_the_command_says_in_one_line_what_is_wrong(tmp_path: Path) -> None:
    absent = ["--sets", "msq,pud", "--shared", str(tmp_path / "none")]
    for options in (["--pack", str(tmp_path)], ["--sets", "flores"], absent):
        run = CliRunner().invoke(cli, ["evaluate", *options])
        assert run.exit_code == 1
        assert run.stderr.startswith("Error: ")
        assert run.stderr.count("\n") == 1


def test_without_forum_text_there_is_neither_speed_nor_doubt() -> None:
    packages = [package for package in read_pack(STARTER) if package.source == "en" and package.target == "ru"]
    found = evaluate(packages, [replace(GENERAL_SET, tables=({"en": ["Yes."], "ru": ["Да."]},))])
    assert (found.speed, found.doubts, found.own) == (None, {}, "")
    assert "Speed" not in as_text(found)


def test_evaluation_needs_no_torch() -> None:
    code = "import sys; sys.modules['torch'] = None; import training.evaluation, training.scorecard"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=STARTER.parents[2]).returncode == 0
