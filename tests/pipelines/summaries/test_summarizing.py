from __future__ import annotations

import time
from pathlib import Path

import pytest

from forumdocs.errors import NoText
from forumdocs.glossary import Glossary
from forumdocs.model import Document, Origin, Pair, Point
from forumdocs.pipelines.summaries import Options, count_for, summarize, summarize_pairs
from forumdocs.readers import read

MINUTES = """# Minutes of the coil group

Good morning, ladies and gentlemen, and a warm welcome to all of you in this beautiful hall by the river.

The members talked for a while about the rain and about the lunch that had been served on the boat the day before.

The group decided to build a second coil station in Ghent at a cost of 2.4 million euros by 30 June 2028.

Figure 1. The coil station as seen from the canal, with the old mill and the two bridges behind it.

Several of those present remembered the first station, which had been painted green by mistake in its first winter.

Ms Odile Marchetti will present an offer for the cooling plant to the coil group by 15 March 2027.

The coil station in Ghent will be open to visiting groups for 60 days a year from 1 September 2028.

Contact: coil@group.example
"""
OPTIONS = Options(sentences=3)


def document(tmp_path: Path, text: str, name: str = "minutes.md") -> Document:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_every_sentence_of_a_summary_stands_in_the_paragraph_it_is_cited_from(tmp_path: Path) -> None:
    source = document(tmp_path, MINUTES)
    blocks = {block.index: block.text for block in source.blocks}
    summary = summarize([source], options=OPTIONS)
    assert len(summary.sentences) == 3
    assert not summary.whole
    for sentence in summary.sentences:
        assert sentence.source in blocks[sentence.block]


def test_a_plain_text_is_called_by_its_first_line_as_in_its_handout(tmp_path: Path) -> None:
    source = document(tmp_path, MINUTES.removeprefix("# "), name="minutes.txt")
    assert summarize([source], options=OPTIONS).title == "Minutes of the coil group"


def test_what_was_decided_is_chosen_and_what_was_chatted_about_is_not(tmp_path: Path) -> None:
    summary = summarize([document(tmp_path, MINUTES)], options=OPTIONS)
    text = " ".join(sentence.source for sentence in summary.sentences)
    assert "decided to build" in text
    assert "offer for the cooling plant" in text
    for passed_over in ("welcome", "rain", "Figure 1", "Contact", "green"):
        assert passed_over not in text


def test_sentences_stand_in_the_order_of_the_document(tmp_path: Path) -> None:
    blocks = [sentence.block for sentence in summarize([document(tmp_path, MINUTES)], options=OPTIONS).sentences]
    assert blocks == sorted(blocks)


def test_a_short_text_comes_back_whole_and_says_so(tmp_path: Path) -> None:
    summary = summarize([document(tmp_path, "The coil broke. It was mended in a day.\n", "a.txt")], options=OPTIONS)
    assert summary.whole
    assert [sentence.source for sentence in summary.sentences] == ["The coil broke.", "It was mended in a day."]


def test_a_sentence_that_says_the_same_again_is_not_chosen(tmp_path: Path) -> None:
    again = MINUTES + "\nSo the group decided to build a second coil station in Ghent at a cost of 2.4 million euros.\n"
    summary = summarize([document(tmp_path, again)], options=OPTIONS)
    chosen = [sentence.source for sentence in summary.sentences]
    assert sum("second coil station in Ghent" in text for text in chosen) == 1


TWO_LANGUAGES = """\
The group decided to build a second coil station in Ghent at a cost of 2.4 million euros by 30 June 2028.

工作组决定在2028年6月30日前耗资240万欧元在根特建造第二座线圈站。

The station will be open to 12 visiting groups for 60 days a year from 1 September 2028.

该站自2028年9月1日起每年向12个来访团队开放60天。

All 9 members were present, and the meeting of the group lasted from 10:00 to 12:30 without a break.

全部9名成员出席，工作组会议从10:00开到12:30，中间没有休息。
"""


def test_a_translation_in_the_source_is_no_second_sentence(tmp_path: Path) -> None:
    summary = summarize([document(tmp_path, TWO_LANGUAGES)], options=Options(sentences=2))
    assert [sentence.lang for sentence in summary.sentences] == ["en", "en"]


def test_the_translation_that_the_source_holds_stands_beside_its_sentence(tmp_path: Path) -> None:
    summary = summarize([document(tmp_path, TWO_LANGUAGES)], "zh", options=Options(sentences=2))
    assert summary.sentences[0].target == "工作组决定在2028年6月30日前耗资240万欧元在根特建造第二座线圈站。"
    assert not summary.draft


THREE_LANGUAGES = """\
The group decided to build a second coil station in Ghent at a cost of 2.4 million euros by 30 June 2028.

工作组决定在2028年6月30日前耗资240万欧元在根特建造第二座线圈站。

Группа решила до 30 июня 2028 года построить в Генте вторую катушечную станцию за 2,4 млн евро.

The station will be open to 12 visiting groups for 60 days a year from 1 September 2028.

该站自2028年9月1日起每年向12个来访团队开放60天。

С 1 сентября 2028 года станция будет открыта для 12 групп посетителей 60 дней в году.

All 9 members were present, and the meeting of the group lasted from 10:00 to 12:30 without a break.

全部9名成员出席，工作组会议从10:00开到12:30，中间没有休息。

Присутствовали все 9 членов, заседание группы длилось с 10:00 до 12:30 без перерыва.
"""


def test_two_translations_in_the_source_are_no_further_sentences(tmp_path: Path) -> None:
    summary = summarize([document(tmp_path, THREE_LANGUAGES)], options=Options(sentences=3))
    assert [sentence.lang for sentence in summary.sentences] == ["en", "en", "en"]


def test_sentences_and_decisions_are_told_in_each_language_that_was_asked_for(tmp_path: Path) -> None:
    source = document(tmp_path, THREE_LANGUAGES)
    summary = summarize([source], ["zh", "ru"], options=Options(sentences=2))
    (russian,) = summary.others
    assert (summary.target_lang, russian.target_lang) == ("zh", "ru")
    assert summary.sentences[0].target == "工作组决定在2028年6月30日前耗资240万欧元在根特建造第二座线圈站。"
    assert russian.sentences[0].target.startswith("Группа решила до 30 июня 2028 года")
    for each in (summary, russian):
        decisions = [point for point in each.points if point.kind is Point.DECISION]
        assert [decision.target for decision in decisions] == [sentence.target for sentence in each.sentences]
        assert not any(point.target for point in each.points if point.kind is not Point.DECISION)


def test_several_documents_have_one_summary_by_topic(tmp_path: Path) -> None:
    russian = (
        "# Протокол\n\n"
        "Группа решила построить вторую станцию квантового распределения ключей за 40 млн рублей к 1 мая.\n\n"
        "На обед подавали уху, и все долго вспоминали прошлую зиму.\n\n"
        "Квантовое распределение ключей испытают на линии в 120 км до 1 октября 2027 года.\n"
    )
    english = MINUTES + "\nThe group decided to test quantum key distribution on a line of 80 km by 1 October 2027.\n"
    documents = [document(tmp_path, english), document(tmp_path, russian, "protokol.md")]
    summary = summarize(documents, options=Options(sentences=5))
    files = [sentence.file for sentence in summary.sentences]
    assert set(files) == {"minutes.md", "protokol.md"}
    together = [s.file for s in summary.sentences if s.topic == "quantum key distribution"]
    assert together == sorted(together)
    assert set(together) == {"minutes.md", "protokol.md"}


def test_a_document_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoText, match="no text"):
        summarize([Document("empty.txt", "text", ())])


def test_a_handout_is_summarised_from_its_pairs() -> None:
    sources = [line for line in MINUTES.split("\n\n")[1:] if not line.startswith("#")]
    pairs = [Pair(f"{n}.1", n, "en", text.strip(), f"<{n}>", Origin.MT, 0.5) for n, text in enumerate(sources)]
    chosen = summarize_pairs(pairs, sentences=2, glossary=Glossary())
    assert [sentence.target for sentence in chosen] == [f"<{sentence.block}>" for sentence in chosen]
    assert any("decided" in sentence.source for sentence in chosen)


def test_more_documents_have_a_longer_summary_up_to_a_limit() -> None:
    assert [count_for(number) for number in (1, 4, 100)] == [5, 8, 20]


def test_two_hundred_pages_take_seconds(tmp_path: Path) -> None:
    words = ["coil", "station", "river", "budget", "plant", "member", "report", "offer", "winter", "laser", "node"]
    lines = [
        f"The {words[n % 11]} of the {words[n // 11 % 11]} was seen by {n} people near the {words[n // 121 % 11]} hall."
        for n in range(4000)
    ]
    source = document(tmp_path, "\n\n".join(lines))
    start = time.process_time()
    summary = summarize([source], options=Options(sentences=10))
    assert len(summary.sentences) == 10
    assert time.process_time() - start < 10
