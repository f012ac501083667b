"""Terms of the glossary in translations: the same packages unaided and with the terms enforced.

    python benchmarks/terms_enforced.py [GLOSSARY-FOLDER]

Sentences are those of the test set, ``corpora/gold/forum-test.tsv``, which no pack was trained on. Of those that name
a concept whose preferred term stands in the reference, the first 60 by a hash of the id are taken in each of the twelve
directions. A term counts once a sentence; it succeeds when a form of the preferred term (of an abbreviation, where the
source has nothing else) stands in the translation. Both are decided by a plain look-up of forms, word by word, and not
by the matcher that enforcement uses.

chrF is sacreBLEU's, with word order 2 (chrF++) into English and Russian. Time is that of all cores in this process,
which a busy machine does not distort.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import sacrebleu

from forumdocs.glossary import Concept, Glossary, Term, load_builtin
from forumdocs.glossary.forms import forms
from forumdocs.glossary.store import load_folder
from forumdocs.mt import packages
from forumdocs.mt.constraints import Terminology
from forumdocs.mt.engine import Engine, Translation

CORPUS = Path(__file__).resolve().parent.parent / "corpora" / "gold" / "forum-test.tsv"
KEYS = {"en": "en", "zh": "zh-Hans", "ko": "ko", "ru": "ru"}
SENTENCES = 60
FLOOR = 0.97
SLOWEST = 2.0

_UNITS = {"zh": re.compile(r"[A-Za-z\d-]+|\S"), "ko": re.compile(r"[A-Za-z\d-]+|[^\W_]")}
_WORDS = re.compile(r"[^\W_]+")
_BRITISH = (
    (re.compile(r"aluminum"), "aluminium"),
    (re.compile(r"fiber"), "fibre"),
    (re.compile(r"iz(?=[eia])"), "is"),
    (re.compile(r"our\b"), "or"),
)
_PART_OF_WORD = {
    "zh": re.compile(r"[家者]"),
    "ko": re.compile(r"(?!과|와|은|는|이|가|을|를|의|에|도|로|으로|만|까지|부터|보다|처럼|들|[^가-힣]|\Z)"),
}
"""What a term of a source does not stand before, for then it is only the beginning of a word: 物理学 in 物理学家,
포톤 in a name. Nor does a Korean one begin within a word."""


@dataclass(frozen=True)
class Case:
    """A sentence, its reference, and the concepts that the source names, with whether only by an abbreviation."""

    source: str
    reference: str
    concepts: tuple[tuple[Concept, bool], ...]


class Lexicon:
    """The forms of all usable terms of one language, looked up by the longest run of words."""

    def __init__(self, glossary: Glossary, lang: str) -> None:
        self._lang = lang
        self._known: dict[tuple[str, ...], list[tuple[Concept, Term]]] = {}
        for concept in glossary:
            for term in concept.in_language(KEYS[lang]):
                if term.status.is_usable:
                    for form in all_forms(term, concept):
                        self._known.setdefault(units(form, lang), []).append((concept, term))
        self._longest = max(len(key) for key in self._known)

    def concepts(self, text: str) -> tuple[tuple[Concept, bool], ...]:
        words, start = units(text, self._lang), 0
        spots = [match.span() for match in _UNITS.get(self._lang, _WORDS).finditer(text)]
        found: dict[str, tuple[Concept, bool]] = {}
        while start < len(words):
            for size in range(min(self._longest, len(words) - start), 0, -1):
                hits = self._known.get(words[start : start + size])
                if hits and self._is_whole(text, spots[start][0], spots[start + size - 1][1]):
                    concept, term = hits[0]
                    only = found.get(concept.id, (concept, True))[1] and term.abbreviation
                    found[concept.id] = concept, only
                    start += size - 1
                    break
            start += 1
        return tuple(found.values())

    def _is_whole(self, text: str, start: int, end: int) -> bool:
        if self._lang == "ko" and re.match(r"[가-힣]", text[max(0, start - 1) : start]):
            return False
        rest = _PART_OF_WORD.get(self._lang)
        return rest is None or rest.match(text, end) is None


def all_forms(term: Term, concept: Concept) -> tuple[str, ...]:
    return (term.text,) if term.abbreviation else forms(term, concept.part_of_speech)


def units(text: str, lang: str) -> tuple[str, ...]:
    """The words of a text in small letters and one spelling; in Chinese and Korean its characters, without spaces."""
    return tuple(_alike(word) for word in _UNITS.get(lang, _WORDS).findall(text.casefold()))


def _alike(word: str) -> str:
    for american, british in _BRITISH:
        word = american.sub(british, word)
    return word


def succeeds(concept: Concept, short: bool, text: str, lang: str) -> bool:
    accepted = [
        term
        for term in concept.in_language(KEYS[lang])
        if term == concept.preferred(KEYS[lang]) or (short and term.abbreviation and term.status.is_usable)
    ]
    said = spaced(text, lang)
    return any(spaced(form, lang) in said for term in accepted for form in all_forms(term, concept))


def spaced(text: str, lang: str) -> str:
    """The units of a text with a space around each, so that a run of them is found as a string."""
    return f" {' '.join(units(text, lang))} "


def read_corpus() -> list[dict[str, str]]:
    """The sentence groups of :data:`CORPUS`."""
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def choose(rows: list[dict[str, str]], lexicon: Lexicon, source: str, target: str) -> list[Case]:
    cases = []
    for row in sorted(rows, key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest()):
        found = [(c, short) for c, short in lexicon.concepts(row[source]) if c.preferred(KEYS[target])]
        if any(succeeds(concept, short, row[target], target) for concept, short in found):
            cases.append(Case(row[source], row[target], tuple(found)))
    return cases[:SENTENCES]


def success(cases: list[Case], results: list[Translation], target: str) -> float:
    hits = [
        succeeds(concept, short, result.text, target)
        for case, result in zip(cases, results, strict=True)
        for concept, short in case.concepts
    ]
    return sum(hits) / len(hits)


def chrf(cases: list[Case], results: list[Translation], target: str) -> float:
    order = 2 if target in ("en", "ru") else 0
    texts = [result.text for result in results]
    return float(sacrebleu.corpus_chrf(texts, [[case.reference for case in cases]], word_order=order).score)


def timed(work: Callable[[], list[Translation]]) -> tuple[list[Translation], float]:
    start = time.process_time()
    return work(), time.process_time() - start


def main(folder: str = "") -> int:
    glossary = load_folder(Path(folder)) if folder else load_builtin()
    terms = Terminology(glossary)
    engine = Engine(package for package in packages.installed() if package.builtin)
    rows = read_corpus()
    lexicons = {lang: Lexicon(glossary, lang) for lang in KEYS}
    print(f"{len(glossary)} concepts")
    print("| direction | sentences | terms | success unaided | enforced | chrF unaided | enforced | time |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    failed = False
    for source, target in permutations(KEYS, 2):
        cases = choose(rows, lexicons[source], source, target)
        texts = [case.source for case in cases]
        engine.translate(texts[:1], source=source, target=target, terms=terms)  # loads what both need
        plain, usual = timed(lambda: engine.translate(texts, source=source, target=target))  # noqa: B023
        aided, longer = timed(lambda: engine.translate(texts, source=source, target=target, terms=terms))  # noqa: B023
        before, after = success(cases, plain, target), success(cases, aided, target)
        quality = chrf(cases, plain, target), chrf(cases, aided, target)
        count = sum(len(case.concepts) for case in cases)
        ratio = longer / usual
        failed |= after < FLOOR or quality[1] < quality[0] or ratio > SLOWEST
        print(
            f"| {source}-{target} | {len(cases)} | {count} | {before:.2f} | {after:.3f} "
            f"| {quality[0]:.1f} | {quality[1]:.1f} | {ratio:.2f} |",
            flush=True,
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
