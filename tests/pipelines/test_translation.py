from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from forumdocs.errors import MissingModel
from forumdocs.languages import parse_tag
from forumdocs.model import Block, Document, Handout, Kind, Origin
from forumdocs.mt.engine import Engine
from forumdocs.pipelines.pairing import pair_segments
from forumdocs.pipelines.splitting import split_document
from forumdocs.pipelines.translation import Options, translate, translate_document

BRIEFS = (
    "agenda.md",
    "biography.md",
    "four-languages.txt",
    "handout-half-translated.docx",
    "invitation.txt",
    "logistics.txt",
    "minutes.txt",
    "notice.txt",
    "policy-brief.docx",
    "press-release.html",
    "saved-page.txt",
    "technical-summary.pdf",
)


KNOWN_MISSING = {"technical-summary.pdf": ["Key rate (kbit/s)"]}
"""A table header that wraps in its cell, in columns too narrow to tell apart: its words are there, but not together."""


def document(*texts: str) -> Document:
    return Document("brief.txt", "text", tuple(Block(i, text) for i, text in enumerate(texts)))


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def source_text(handout: Handout) -> str:
    """All of the source that stands in a handout: list markers, and both columns of
    pairs that the source held."""
    held = [pair.target for pair in handout.pairs if pair.origin is Origin.PARALLEL]
    shown = [pair.marker * pair.id.endswith(".1") + pair.source for pair in handout.pairs]
    return squeeze("".join([*shown, "|", *held]))


@pytest.mark.parametrize("name", BRIEFS)
def test_every_sentence_of_a_brief_is_in_its_handout_and_nothing_of_the_site(
    briefs: Path, engine: Engine, name: str
) -> None:
    expected = json.loads((briefs.parent / "gold" / "briefs" / f"{name}.json").read_text(encoding="utf-8"))
    handout = translate(briefs / name, "en", engine=engine, options=Options(beam=1))
    text = source_text(handout)
    missing = [entry["text"] for entry in expected["body"] if squeeze(entry["text"]) not in text]
    assert missing == KNOWN_MISSING.get(name, [])
    body = squeeze("".join(entry["text"] for entry in expected["body"]))
    left = [line for line in expected["chrome"] if squeeze(line) in text and squeeze(line) not in body]
    assert left == []


@pytest.mark.parametrize("name", BRIEFS)
def test_no_sentence_of_a_brief_stands_twice(briefs: Path, engine: Engine, name: str) -> None:
    handout = translate(briefs / name, "en", engine=engine, options=Options(beam=1))
    expected = json.loads((briefs.parent / "gold" / "briefs" / f"{name}.json").read_text(encoding="utf-8"))
    golds = [squeeze(entry["text"]) for entry in expected["body"]]
    sources = squeeze("".join(pair.source for pair in handout.pairs))
    twice = [g for g in golds if len(g) > 20 and sources.count(g) > sum(g in other for other in golds)]
    assert twice == []


def test_text_in_the_target_language_is_passed_through(engine: Engine) -> None:
    handout = translate_document(document("The forum opens tomorrow."), "en", engine=engine)
    assert [(p.origin, p.target) for p in handout.pairs] == [(Origin.SAME, "The forum opens tomorrow.")]
    assert not handout.draft


def test_a_translation_that_the_file_holds_is_used_instead_of_the_machine(engine: Engine) -> None:
    english, chinese = "The forum opens in Vienna on 14 May 2027.", "量子论坛将于2027年5月14日在维也纳开幕。"
    (pair,) = translate_document(document(english, chinese), "en", engine=engine).pairs
    assert (pair.source, pair.target, pair.origin) == (chinese, english, Origin.PARALLEL)


def test_ids_count_paragraphs_and_sentences_of_the_source(engine: Engine) -> None:
    handout = translate_document(document("Форум открыт. Просим садиться.", "Перерыв."), "en", engine=engine)
    assert [pair.id for pair in handout.pairs] == ["0.1", "0.2", "1.1"]


def test_digits_alone_are_copied(engine: Engine) -> None:
    handout = translate_document(document("Форум открыт для всех.", "2027-05-14"), "en", engine=engine)
    assert handout.pairs[1].target == "2027-05-14"


def test_a_language_without_a_package_stops_the_job_with_the_line_to_type() -> None:
    with pytest.raises(MissingModel, match=r'^brief\.txt: .*forumdocs models install "ru en"'):
        translate_document(document("Форум открыт для всех."), "en", engine=Engine(installed=()))


def test_a_document_in_a_language_of_no_forum_is_named(engine: Engine) -> None:
    french = "Le forum sur les technologies quantiques ouvre ses portes demain matin à Paris."
    with pytest.raises(MissingModel, match=r"^brief\.txt: much of the text is in a language \(fr\).*--from LANG"):
        translate_document(document(french), "en", engine=engine)


def test_one_line_in_a_language_without_a_package_is_kept_and_flagged(engine: Engine) -> None:
    texts = ("Форум открыт для всех участников. " * 12, "Bonjour à tous les participants du forum.")
    handout = translate_document(document(*texts), "en", engine=engine)
    assert handout.pairs[-1].flags == ("untranslated", "no-model")
    assert handout.pairs[-1].target == texts[1]


def test_one_foreign_line_does_not_refuse_a_text_in_the_target_language(engine: Engine) -> None:
    texts = ("The forum is open to everyone who takes part. " * 12, "Bonjour à tous les participants du forum.")
    handout = translate_document(document(*texts), "en", engine=engine)
    assert handout.pairs[-1].flags == ("untranslated", "no-model")


def test_traditional_characters_are_written_where_they_are_asked_for(engine: Engine) -> None:
    handout = translate_document(document("国际论坛的发展与合作会议。"), "zh-Hant", engine=engine)
    assert handout.pairs[0].target == "國際論壇的發展與合作會議。"


def test_the_user_may_name_the_source_language(engine: Engine) -> None:
    segments = split_document(document("量子国際年"), source="ja", target=parse_tag("en"))
    assert [seg.lang for seg in segments] == ["ja"]


@pytest.mark.parametrize(
    ("first", "title"),
    [("联合声明", "联合声明"), ("The forum opens tomorrow.", "brief"), ("The forum and its guests " * 8, "brief")],
)
def test_the_first_line_is_the_title_where_it_reads_as_one(engine: Engine, first: str, title: str) -> None:
    handout = translate_document(document(first, "Then the text follows."), "en", engine=engine)
    assert handout.title == title


def test_progress_reaches_the_number_of_sentences(engine: Engine) -> None:
    seen: list[tuple[int, int]] = []
    segments = split_document(document("Форум открыт. Просим садиться.", "会议开始。"))
    pair_segments(segments, parse_tag("en"), engine=engine, beam=1, progress=lambda *counts: seen.append(counts))
    assert seen[-1] == (3, 3)
    assert seen == sorted(seen)


def test_the_name_of_a_site_is_no_part_of_the_title(engine: Engine) -> None:
    blocks = (Block(0, "Forum opens", Kind.HEADING, level=1), Block(1, "It opened today."))
    page = Document("page.html", "html", blocks, title="Forum opens - Science Daily Post")
    assert translate_document(page, "en", engine=engine).title == "Forum opens"
    other = Document("page.html", "html", blocks, title="Notes of the secretariat")
    assert translate_document(other, "en", engine=engine).title == "Notes of the secretariat"
