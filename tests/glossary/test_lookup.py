from __future__ import annotations

from pathlib import Path

import pytest

from forumdocs.glossary import Concept, Glossary, Term
from forumdocs.glossary.lookup import Kind, lookup, suggest
from forumdocs.glossary.searchindex import Way, index_of
from forumdocs.paths import HOME_VARIABLE


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "concept", "kind", "way"),
    [
        ("quantum key distribution", "qkd", Kind.EXACT, Way.TERM),
        ("Quantum-Key Distribution", "qkd", Kind.EXACT, Way.TERM),
        ("qkd", "qkd", Kind.EXACT, Way.ABBREVIATION),
        ("量子密钥分发", "qkd", Kind.EXACT, Way.TERM),
        ("量子金鑰分發", "qkd", Kind.EXACT, Way.TERM),
        ("양자키분배", "qkd", Kind.EXACT, Way.TERM),
        ("квантовое распределение", "qkd", Kind.PREFIX, Way.TERM),
        ("การแจกจ่าย", "qkd", Kind.PREFIX, Way.TERM),
        ("liangzi miyao fenfa", "qkd", Kind.EXACT, Way.PINYIN),
        ("liàngzǐ mìyào", "qkd", Kind.PREFIX, Way.PINYIN),
        ("lzmyff", "qkd", Kind.EXACT, Way.INITIALS),
        ("yangja ki", "qkd", Kind.PREFIX, Way.ROMANISATION),
        ("ryoshikagi", "qkd", Kind.PREFIX, Way.ROMAJI),
        ("ryoushikagi", "qkd", Kind.PREFIX, Way.ROMAJI),
        ("りょうしかぎ", "qkd", Kind.PREFIX, Way.KANA),
        ("リョウシカギ", "qkd", Kind.PREFIX, Way.KANA),
        ("zaoshenglv", "noise-rate", Kind.EXACT, Way.PINYIN),
        ("zaoshenglu", "noise-rate", Kind.EXACT, Way.PINYIN),
        ("raspredelenie", "qkd", Kind.WORD, Way.TRANSLITERATION),
        ("distribution", "qkd", Kind.WORD, Way.TERM),
        ("密钥", "qkd", Kind.INSIDE, Way.TERM),
        ("키", "qkd", Kind.WORD, Way.TERM),
        ("quantum key distribtion", "qkd", Kind.FUZZY, Way.TERM),
        ("entaglement", "entanglement", Kind.FUZZY, Way.TERM),
        ("quantum entaglem", "entanglement", Kind.FUZZY, Way.TERM),
        ("얽흼", "entanglement", Kind.FUZZY, Way.TERM),
        ("liangzi jiuchna", "entanglement", Kind.FUZZY, Way.PINYIN),
        ("кюбит", "qubit", Kind.FUZZY, Way.TERM),
    ],
)
def test_a_query_finds_the_concept(glossary: Glossary, typed: str, concept: str, kind: Kind, way: Way) -> None:
    best = lookup(glossary, typed)[0]
    assert (best.concept.id, best.kind, best.way) == (concept, kind, way)


def test_hits_come_best_first_and_each_concept_once(glossary: Glossary) -> None:
    hits = lookup(glossary, "quantum")
    assert [hit.concept.id for hit in hits] == ["entanglement", "qkd"]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(lookup(glossary, "quantum", limit=1)) == 1


def test_what_is_typed_as_written_comes_before_what_only_sounds_so() -> None:
    glossary = Glossary([Concept("a", (Term("кю", "ru"),)), Concept("b", (Term("kyu", "en"),))])
    assert [hit.concept.id for hit in lookup(glossary, "kyu")] == ["b", "a"]


def test_two_letters_are_not_looked_for_inside_words(glossary: Glossary) -> None:
    assert not lookup(glossary, "nt")
    assert lookup(glossary, "缠")


def test_typing_errors_are_forgiven_only_where_nothing_fits_as_typed(glossary: Glossary) -> None:
    assert {hit.kind for hit in lookup(glossary, "qubit")} == {Kind.EXACT}


@pytest.mark.parametrize("typed", ["", " ", "…", "xylophone", "qi"])
def test_what_is_like_no_term_finds_nothing(glossary: Glossary, typed: str) -> None:
    assert lookup(glossary, typed) == []


def test_suggestions_name_the_nearest_terms(glossary: Glossary) -> None:
    assert suggest(glossary, "qbuits")[0] == "qubit"
    assert suggest(glossary, "…") == []


def test_a_hit_reads_its_terms_aloud(glossary: Glossary) -> None:
    hit = lookup(glossary, "Northern")[0]
    assert hit.aids_of(hit.concept.terms[1]).pinyin == "Běifāng Jìliàng Yánjiūyuàn"


def test_the_index_of_a_glossary_with_a_digest_is_kept(glossary: Glossary, home: Path) -> None:
    kept = Glossary(glossary, digest="sha256:kept")
    lines = index_of(kept).lines
    (file,) = (home / "cache" / "glossary").glob("search-*")
    assert lines in file.read_text(encoding="utf-8")
    assert index_of(Glossary(glossary, digest="sha256:kept")).lines == lines


def test_a_home_that_cannot_be_written_does_no_harm(glossary: Glossary, home: Path) -> None:
    (home / "cache").write_text("a file where the folder should be", encoding="utf-8")
    assert lookup(Glossary(glossary, digest="sha256:unkept"), "qubit")
