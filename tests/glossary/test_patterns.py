from __future__ import annotations

from pathlib import Path

import pytest

from forumdocs.glossary import Concept, Glossary, Matcher, Status, Term
from forumdocs.glossary.forms.chinese import count_words
from forumdocs.glossary.patterns import load_patterns, load_word_counts, places

QUBIT = Concept("x", (Term("кубит", "ru"), Term("QB", "en", Status.ADMITTED, abbreviation=True)))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FORUMDOCS_HOME", str(tmp_path))
    return tmp_path / "cache" / "glossary"


def test_patterns_from_the_cache_find_the_same(cache: Path) -> None:
    texts = {"en": "QBs", "ru": "с кубитом", "zh": "用QB", "ko": "QB를"}
    found = []
    for _ in range(2):
        matcher = Matcher(Glossary([QUBIT], digest="sha256:1"))
        found.append([matcher.find(text, lang) for lang, text in texts.items()])
    assert found[0] == found[1]
    assert all(len(matches) == 1 for matches in found[0])
    assert {path.name.partition("-")[0] for path in cache.iterdir()} >= {"patterns"}


def test_another_glossary_has_other_patterns() -> None:
    for digest, term in (("sha256:1", "кубит"), ("sha256:2", "кутрит")):
        glossary = Glossary([Concept("x", (Term(term, "ru"),))], digest=digest)
        assert len(Matcher(glossary).find(f"о {term}е", "ru")) == 1


def test_a_glossary_without_a_digest_leaves_no_trace(cache: Path) -> None:
    Matcher(Glossary([QUBIT])).find("кубиты", "ru")
    assert not list(cache.glob("patterns-*"))


def test_a_pattern_of_several_terms_names_them_all() -> None:
    glossary = Glossary(
        [Concept("a", (Term("光子", "zh-Hans"), Term("光子", "zh-Hant"))), Concept("b", (Term("光子", "zh-Hans"),))]
    )
    (line,) = load_patterns(glossary, "zh").lines
    assert places(line.split("\t")[1]) == [(0, 0), (0, 1), (1, 0)]


def test_chinese_words_are_counted_the_same_from_the_cache() -> None:
    assert load_word_counts() == load_word_counts() == count_words()
