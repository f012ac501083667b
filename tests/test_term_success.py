"""The gate of the table in docs/glossary-translate.md: a part of its sentences, its floors."""

from __future__ import annotations

import pytest

from benchmarks.terms_enforced import FLOOR, Lexicon, choose, chrf, read_corpus, success
from forumdocs.glossary import load_builtin
from forumdocs.mt import packages
from forumdocs.mt.constraints import Terminology
from forumdocs.mt.engine import Engine

SENTENCES = 15


@pytest.mark.parametrize(("source", "target"), [("zh", "en"), ("en", "zh"), ("en", "ru"), ("ru", "ko")])
def test_terms_stand_in_translations_of_unseen_sentences_and_these_are_no_worse(source: str, target: str) -> None:
    glossary = load_builtin()
    engine = Engine(package for package in packages.installed() if package.builtin)
    cases = choose(read_corpus(), Lexicon(glossary, source), source, target)[:SENTENCES]
    texts = [case.source for case in cases]
    plain = engine.translate(texts, source=source, target=target, beam=2)
    aided = engine.translate(texts, source=source, target=target, beam=2, terms=Terminology(glossary))
    assert success(cases, aided, target) >= FLOOR
    assert chrf(cases, aided, target) >= chrf(cases, plain, target)
