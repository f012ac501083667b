"""The gold summaries quote their briefs, and the README tells the truth about them."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from statistics import mean

import pytest

from benchmarks.summary_agreement import agreements, read_sentences, table
from forumdocs.languages import LANGUAGES
from forumdocs.model import Kind, Segment
from forumdocs.pipelines.splitting import split_document
from forumdocs.readers import read

SUMMARIES = Path(__file__).resolve().parents[2] / "corpora" / "gold" / "summaries"
NAMES = sorted(path.stem for path in SUMMARIES.glob("*.md") if path.stem != "README")
LISTS = ["people", "dates", "places", "sums", "decisions", "deadlines"]
WITH_TEXT = [name for name in LISTS if name != "decisions"]

ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?(/\d{4}-\d{2}(-\d{2})?)?")
SUM = re.compile(r"\d+ [A-Z]{3}")
VALUES = {"dates": ISO_DATE, "deadlines": ISO_DATE, "sums": SUM}

WORDS_OF_A_LEAK = 7
CHARACTERS_OF_A_LEAK = 14
CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")

KeyPoints = dict[str, list[dict[str, str]]]


@cache
def segments_of(name: str) -> tuple[Segment, ...]:
    return tuple(split_document(read(SUMMARIES / f"{name}.md")))


def sentences_of(name: str) -> list[str]:
    return [segment.text for segment in segments_of(name)]


def read_keypoints(name: str) -> KeyPoints:
    keypoints: KeyPoints = json.loads((SUMMARIES / f"{name}.keypoints.json").read_text(encoding="utf-8"))
    return keypoints


def runs(text: str) -> set[object]:
    """Every run of words and of CJK characters that is long enough to have been copied."""
    words = re.findall(r"\w+", text.lower())
    characters = "".join(CJK.findall(text))
    return {tuple(words[i : i + WORDS_OF_A_LEAK]) for i in range(len(words) - WORDS_OF_A_LEAK + 1)} | {
        characters[i : i + CHARACTERS_OF_A_LEAK] for i in range(len(characters) - CHARACTERS_OF_A_LEAK + 1)
    }


def test_every_language_has_the_same_number_of_briefs():
    assert {
        lang: sum(name.startswith(f"{lang}-") for name in NAMES) for lang in ("en", "ko", "ru", "zh")
    } == dict.fromkeys(("en", "ko", "ru", "zh"), len(NAMES) // 4)


def test_every_file_belongs_to_a_brief():
    expected = {f"{name}{end}" for name in NAMES for end in (".md", ".a.json", ".b.json", ".keypoints.json")}
    assert {path.name for path in SUMMARIES.iterdir()} == expected | {"README.md"}


@pytest.mark.parametrize("name", NAMES)
def test_a_brief_is_long_enough_to_need_a_summary(name):
    in_paragraphs = [segment for segment in segments_of(name) if segment.block.kind != Kind.HEADING]
    assert 25 <= len(in_paragraphs) <= 60


@pytest.mark.parametrize("name", NAMES)
def test_a_brief_is_in_the_language_of_its_name(name):
    lang = name.split("-", 1)[0]
    assert lang in LANGUAGES
    assert {segment.lang for segment in segments_of(name)} == {lang}


@pytest.mark.parametrize("secretary", ["a", "b"])
@pytest.mark.parametrize("name", NAMES)
def test_a_reference_is_sentences_of_the_brief_in_their_order(name, secretary):
    chosen = read_sentences(SUMMARIES / f"{name}.{secretary}.json")
    sentences = sentences_of(name)
    assert [sentence for sentence in chosen if sentence not in sentences] == []
    assert 4 <= len(chosen) <= 7
    places = [sentences.index(sentence) for sentence in chosen]
    assert places == sorted(set(places))


@pytest.mark.parametrize("secretary", ["a", "b"])
@pytest.mark.parametrize("name", NAMES)
def test_a_reference_holds_no_heading(name, secretary):
    headings = {segment.text for segment in segments_of(name) if segment.block.kind == Kind.HEADING}
    assert headings.isdisjoint(read_sentences(SUMMARIES / f"{name}.{secretary}.json"))


def test_the_first_sentences_of_a_brief_do_not_give_the_summary_away():
    shares = []
    for path in sorted(SUMMARIES.glob("*.[ab].json")):
        chosen = read_sentences(path)
        segments = segments_of(path.name.split(".", 1)[0])
        start = [segment.text for segment in segments if segment.block.kind != Kind.HEADING][: len(chosen)]
        shares.append(len(set(start) & set(chosen)) / len(chosen))
    assert mean(shares) < 0.15


@pytest.mark.parametrize("name", NAMES)
def test_a_brief_says_nothing_twice_in_the_same_words(name):
    sentences = sentences_of(name)
    assert sorted(set(sentences)) == sorted(sentences)


@pytest.mark.parametrize("name", NAMES)
def test_key_points_stand_in_the_sentence_they_cite(name):
    keypoints, sentences = read_keypoints(name), sentences_of(name)
    assert list(keypoints) == LISTS
    points = [point for points in keypoints.values() for point in points]
    assert [point["sentence"] for point in points if point["sentence"] not in sentences] == []
    assert [point for kind in WITH_TEXT for point in keypoints[kind] if point["text"] not in point["sentence"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_dates_and_sums_are_normalised(name):
    keypoints = read_keypoints(name)
    odd = [p for kind, form in VALUES.items() for p in keypoints[kind] if not form.fullmatch(p["value"])]
    assert odd == []


def test_the_readme_gives_the_agreement_as_it_is():
    assert table(agreements(SUMMARIES)) in (SUMMARIES / "README.md").read_text(encoding="utf-8")


def test_nothing_long_is_taken_from_real_documents(seeds):
    real = set().union(*(runs(path.read_text(encoding="utf-8", errors="replace")) for path in seeds.glob("*.txt")))
    taken = {name: runs((SUMMARIES / f"{name}.md").read_text(encoding="utf-8")) & real for name in NAMES}
    assert not any(taken.values()), taken
