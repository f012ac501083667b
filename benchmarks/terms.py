"""The search for terms beside spaCy's PhraseMatcher: 10,000 concepts against a million characters of each language.

    python benchmarks/terms.py

Concepts: the curated glossary, and compounds of two of its terms up to 10,000. Text: the sentences of corpora/parallel
shuffled, every other one followed by a term in one of its forms; in Thai, which the corpus lacks, terms alone.

All times are processor seconds of one thread. Loading is that of a new process from its start until it can search:
with the parsed concepts alone in the cache, and with the patterns of the language too. "find" is the first search of a
process, which also reads the concepts that it finds; "again" is the second. spaCy's matcher finds the terms only as
they stand in the glossary, and over one another.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

from forumdocs.glossary import Concept, Matcher, Term, load_builtin
from forumdocs.glossary.forms import forms
from forumdocs.glossary.forms.russian import declension
from forumdocs.glossary.store import load_folder, write_toml

LANGUAGES = ("en", "zh-Hans", "zh-Hant", "ko", "ru", "ja", "th")
CONCEPTS = 10_000
CHARACTERS = 1_000_000
SEED = 2025
CORPUS = Path(__file__).resolve().parent.parent / "corpora" / "parallel" / "forum.tsv"

LOAD = """
import sys, time
from pathlib import Path
from forumdocs.glossary.matching import Matcher
from forumdocs.glossary.store import load_folder
Matcher(load_folder(Path(sys.argv[1]))).find("x", sys.argv[2])
print(time.process_time())
"""


def ten_thousand_concepts() -> list[Concept]:
    """The curated concepts, then compounds of their short terms."""
    curated = list(load_builtin())
    parts = [concept for concept in curated if concept.part_of_speech == "noun" and _is_short(concept)]
    pairs = list(product(parts, parts))
    random.Random(SEED).shuffle(pairs)
    return [*curated, *(_compound(first, second) for first, second in pairs if first is not second)][:CONCEPTS]


def _is_short(concept: Concept) -> bool:
    return all((term := concept.preferred(lang)) and len(term.text) < 25 for lang in LANGUAGES)


def _compound(first: Concept, second: Concept) -> Concept:
    """ "photon detector" of "photon" and "detector", in every language."""
    terms = []
    for lang in LANGUAGES:
        one, other = first.preferred(lang), second.preferred(lang)
        if one and other:
            terms.append(Term(_joined(one.text, other.text, lang), lang))
    return Concept(f"{first.id}+{second.id}", tuple(terms), definition="A compound, for measuring.")


def _joined(first: str, second: str, lang: str) -> str:
    if lang == "ru":
        return f"{second} {declension(first).get(('sing', 'gent'), first)}"
    if lang == "th":
        return second + first
    return f"{first} {second}" if lang in ("en", "ko") else first + second


def million_characters(concepts: list[Concept], lang: str) -> str:
    """Sentences of the corpus with terms among them."""
    chance = random.Random(SEED)
    sentences = _sentences(lang) or [""]
    pieces: list[str] = []
    size = 0
    while size < CHARACTERS:
        piece = chance.choice(sentences)
        if chance.random() < 0.5 or not piece:
            concept = chance.choice(concepts)
            if term := concept.preferred(lang):
                piece += f" {chance.choice(forms(term, concept.part_of_speech))}"
        pieces.append(piece)
        size += len(piece) + 1
    return "\n".join(pieces)[:CHARACTERS]


def _sentences(lang: str) -> list[str]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        sentences = [row.get(lang.partition("-")[0], "") for row in csv.DictReader(file, delimiter="\t")]
    if lang == "zh-Hant":
        import opencc

        return opencc.OpenCC("s2twp").convert("\n".join(sentences)).split("\n")
    return [sentence for sentence in sentences if sentence]


def seconds(work: Callable[[], object]) -> float:
    """Of the processor."""
    start = time.process_time()
    work()
    return time.process_time() - start


def loading(folder: Path, lang: str) -> float:
    """Seconds of a new process until its first search is done."""
    run = subprocess.run([sys.executable, "-c", LOAD, str(folder), lang], capture_output=True, text=True, check=True)
    return float(run.stdout)


def phrase_matcher(concepts: list[Concept], lang: str) -> Callable[[str], int]:
    """spaCy's matcher in its fastest setting; by characters where it lacks its own splitter of words."""
    import spacy
    from spacy.matcher import PhraseMatcher

    code = {"en": "en", "ru": "ru", "ko": "xx"}.get(lang, "zh")
    nlp = spacy.blank(code)
    nlp.max_length = CHARACTERS + 1
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    texts = [term.text for concept in concepts for term in concept.in_language(lang)]
    matcher.add("TERM", [nlp.make_doc(text) for text in texts])
    return lambda text: len(matcher(nlp.make_doc(text)))


LEMMATIZERS = {"en": "lookup", "ru": "pymorphy3_lookup"}
"""spaCy's ways to lemmas that need no trained model; those for English want the package spacy-lookups-data."""


def lemma_matcher(concepts: list[Concept], lang: str) -> Callable[[str], int] | None:
    """spaCy's matcher over lemmas, which finds inflected forms as ours does; None where the language has none."""
    if lang not in LEMMATIZERS:
        return None
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank(lang)
    nlp.max_length = CHARACTERS + 1
    nlp.add_pipe("lemmatizer", config={"mode": LEMMATIZERS[lang]})
    nlp.initialize()
    matcher = PhraseMatcher(nlp.vocab, attr="LEMMA")
    texts = [term.text for concept in concepts for term in concept.in_language(lang)]
    matcher.add("TERM", list(nlp.pipe(texts)))
    return lambda text: len(matcher(nlp(text)))


HEADING = "lang        MB  load new  load warm   find  again  MB/s   found | spaCy load   find   found | times faster"


def table() -> Iterator[str]:
    """The lines of the table, as they come."""
    concepts = ten_thousand_concepts()
    yield f"{len(concepts)} concepts, {CHARACTERS:,} characters a language"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        folder.mkdir()
        write_toml(concepts, folder / "terms.toml")
        os.environ["FORUMDOCS_HOME"] = str(Path(place) / "home")
        yield f"{seconds(lambda: load_folder(folder)):.2f} s to parse them for the first time"
        yield HEADING
        for lang in LANGUAGES:
            yield _row(concepts, folder, lang)


def _row(concepts: list[Concept], folder: Path, lang: str) -> str:
    text = million_characters(concepts, lang)
    size = len(text.encode()) / 1e6
    first, *others = (loading(folder, lang) for _ in range(4))
    matcher = Matcher(load_folder(folder))
    matcher.find("x", lang)
    once = seconds(lambda: matcher.find(text, lang))
    again = min(seconds(lambda: matcher.find(text, lang)) for _ in range(3))
    start = time.process_time()
    search = phrase_matcher(concepts, lang)
    their_load = time.process_time() - start
    theirs = seconds(lambda: search(text))
    return (
        f"{lang:8} {size:5.2f}  {first:8.2f}  {min(others):9.2f}  {once:5.2f}  {again:5.2f}  {size / again:4.1f}"
        f"  {len(matcher.find(text, lang)):6} | {their_load:10.2f} {theirs:6.2f}  {search(text):6}"
        f" | {theirs / again:5.1f}"
    )


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    for line in table():
        print(line, flush=True)
