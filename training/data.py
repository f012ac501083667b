"""Parallel text becomes a tokenizer and arrays of examples."""

from __future__ import annotations

import itertools
import lzma
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece as spm

from forumdocs.glossary import Glossary, language_of

LANGS = ("en", "zh", "ko", "ru")
"""Languages of the model, in the order of their tags in the vocabulary."""
LONGEST = 120
"""Pieces a side; longer pairs are left out (the product splits long sentences at clauses)."""
TOKENIZER_LINES = 250_000
"""Lines of each language that the tokenizer is trained on, our own first."""
OWN_WEIGHT = 5
"""How often a line of ours is shown to the tokenizer, so that its words become whole pieces."""


def tag(lang: str) -> str:
    """The first target token that selects a language.

    A SentencePiece control symbol, so that no input text can hold it, and without underscores, which Argos
    Translate turns into spaces.
    """
    return f"<2{lang}>"


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence in two languages; ``own`` marks text of the forum domain written by the project.

    ``marked_a`` and ``marked_b`` stand for the texts where they are the source, if they have marks for wanted terms.
    """

    own: bool
    a: str
    text_a: str
    b: str
    text_b: str
    marked_a: str = ""
    marked_b: str = ""


def read_rows(path: Path) -> Iterator[Row]:
    """The pairs of a file, plain or xz.

    Two layouts: ``NAME.en-zh.tsv`` holds columns source, English, Chinese; a file with a header that names languages
    (``id genre topic en zh ko ru ja``) is our own corpus and yields every pair of :data:`LANGS`.
    """
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        first = next(file, "").rstrip("\n").split("\t")
        if first[0] == "id":
            yield from _own_rows(first, file)
            return
        a, b = path.name.split(".tsv")[0].rsplit(".", 1)[-1].split("-")
        for line in itertools.chain(["\t".join(first)], file):
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 3 and columns[1] and columns[2]:
                yield Row(path.name.startswith("forum"), a, columns[1], b, columns[2])


def _own_rows(header: list[str], lines: Iterator[str]) -> Iterator[Row]:
    for line in lines:
        cells = dict(zip(header, line.rstrip("\n").split("\t"), strict=False))
        for a, b in itertools.combinations(LANGS, 2):
            if cells.get(a) and cells.get(b):
                yield Row(True, a, cells[a], b, cells[b])


def glossary_rows(glossary: Glossary) -> Iterator[Row]:
    """The preferred terms of every concept, alone, in all pairs of :data:`LANGS`."""
    for concept in glossary:
        for a, b in itertools.combinations(LANGS, 2):
            one, other = (concept.preferred(language_of(lang)) for lang in (a, b))
            if one and other:
                yield Row(True, a, one.text, b, other.text)


def choose(rows: list[Row], *, limit: int, longest: int, seed: int) -> list[Row]:
    """All of our own rows, and at most ``limit`` others of at most ``longest`` characters a side."""
    own = [row for row in rows if row.own]
    others = [row for row in rows if not row.own and len(row.text_a) <= longest and len(row.text_b) <= longest]
    random.Random(seed).shuffle(others)
    return own + others[:limit]


def train_tokenizer(
    rows: list[Row], prefix: Path, *, vocabulary: int, symbols: Iterable[str] = ()
) -> spm.SentencePieceProcessor:
    """A joint SentencePiece model with byte fallback, a control symbol per target language, and ``symbols`` whole."""
    lines, left = [], dict.fromkeys(LANGS, TOKENIZER_LINES)
    for row in sorted(rows, key=lambda row: not row.own):
        for lang, text in ((row.a, row.text_a), (row.b, row.text_b)):
            if left.get(lang, 0):
                left[lang] -= 1
                lines += [text] * (OWN_WEIGHT if row.own else 1)
    spm.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_prefix=str(prefix),
        vocab_size=vocabulary,
        character_coverage=0.99995,
        byte_fallback=True,
        pad_id=3,
        split_digits=True,
        normalization_rule_name="nmt_nfkc",
        control_symbols=[tag(lang) for lang in LANGS],
        user_defined_symbols=list(symbols),
        max_sentence_length=3000,
        minloglevel=1,
    )
    return spm.SentencePieceProcessor(model_file=f"{prefix}.model")


def encode(rows: list[Row], tokenizer: spm.SentencePieceProcessor) -> dict[str, np.ndarray]:
    """Examples in both directions, one after the other: ``tag source </s> target``.

    Returns:
        ``stream`` (uint16 pieces), ``offsets`` (int64, one more than examples), ``own`` (bool, one an example).
    """
    tags = {lang: tokenizer.piece_to_id(tag(lang)) for lang in LANGS}
    stream, offsets, own = [], [0], []
    targets = zip(*(tokenizer.encode([getattr(r, f"text_{x}") for r in rows]) for x in "ab"), strict=True)
    marked = ([getattr(r, f"marked_{x}") or getattr(r, f"text_{x}") for r in rows] for x in "ab")
    sources = zip(*map(tokenizer.encode, marked), strict=True)
    for row, (a, b), (source_a, source_b) in zip(rows, targets, sources, strict=True):
        if not _is_plausible(a, b) or row.a not in tags or row.b not in tags:
            continue
        for source, target, lang in ((source_a, b, row.b), (source_b, a, row.a)):
            stream.append(np.array([tags[lang], *source, tokenizer.eos_id(), *target], dtype=np.uint16))
            offsets.append(offsets[-1] + len(stream[-1]))
            own.append(row.own)
    return {
        "stream": np.concatenate(stream),
        "offsets": np.array(offsets, dtype=np.int64),
        "own": np.array(own, dtype=bool),
    }


def _is_plausible(a: list[int], b: list[int]) -> bool:
    lengths = len(a), len(b)
    return min(lengths) >= 1 and max(lengths) <= LONGEST and max(lengths) < 4 * min(lengths) + 8
