"""Parallel text becomes a tokenizer and arrays of examples."""

from __future__ import annotations

import itertools
import lzma
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece as spm

from forumdocs.glossary import Glossary, language_of

LANGS = ("en", "zh", "ko", "ru", "ja")
"""Languages of the model, in the order of their tags in the vocabulary."""
PAIRS = (*itertools.combinations(("en", "zh", "ko", "ru"), 2), ("en", "ja"))
"""Language pairs of the model, both ways each. Japanese with English alone: all pairs would take a third of the
training from the languages that forums work in."""
LONGEST = 100
"""Pieces a side; longer pairs are left out (the product splits long sentences at clauses)."""
TOKENIZER_LINES = 250_000
"""Lines of each language that the tokenizer is trained on, our own first."""
OWN_WEIGHT = 5
"""How often a line of ours is shown to the tokenizer, so that its words become whole pieces."""
HELD_OUT = 40
"""One in so many of our groups, and of other people's English sentences, is never trained on."""


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
    group: str = ""
    """What its translations have in common: the id in our corpus, else the English text."""

    @property
    def held_out(self) -> bool:
        """Whether it is kept for measuring; the same in every run, and for all translations of a sentence."""
        return bool(self.group) and is_held_out(self.group)


def is_held_out(group: str) -> bool:
    """Whether a sentence group, by its id or English text, is kept for measuring."""
    return zlib.crc32(group.encode()) % HELD_OUT == 0


def read_rows(path: Path) -> Iterator[Row]:
    """The pairs of a file, plain or xz.

    Two layouts: ``NAME.en-zh.tsv`` holds columns source, English, Chinese; a file with a header that names languages
    (``id genre topic en zh ko ru ja``) is our own corpus and yields every pair of :data:`PAIRS`.
    """
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        first = next(file, "").rstrip("\n").split("\t")
        if first[0] == "id":
            for group in read_groups(path):
                yield from group_rows(group)
            return
        a, b = path.name.split(".tsv")[0].rsplit(".", 1)[-1].split("-")
        for line in itertools.chain(["\t".join(first)], file):
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 3 and columns[1] and columns[2]:
                yield Row(False, a, columns[1], b, columns[2], group=columns[1])


def read_groups(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table with a header, by column: sentence groups of ours."""
    with path.open(encoding="utf-8") as file:
        header = next(file).rstrip("\n").split("\t")
        for line in file:
            yield dict(zip(header, line.rstrip("\n").split("\t"), strict=True))


def group_rows(cells: Mapping[str, str]) -> Iterator[Row]:
    """The pairs of a sentence group of ours: texts by language, and its ``id``."""
    for a, b in PAIRS:
        if cells.get(a) and cells.get(b):
            yield Row(True, a, cells[a], b, cells[b], group=cells.get("id", ""))


def glossary_rows(glossary: Glossary) -> Iterator[Row]:
    """The preferred terms of every concept, alone, in all pairs of :data:`PAIRS`."""
    for concept in glossary:
        for a, b in PAIRS:
            one, other = (concept.preferred(language_of(lang)) for lang in (a, b))
            if one and other:
                yield Row(True, a, one.text, b, other.text)


def joined(rows: Iterable[Row]) -> Iterator[Row]:
    """Pairs of two other languages, from other people's pairs with the same English text."""
    by_english: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        if row.a == "en" and not row.own:
            by_english[row.text_a].setdefault(row.b, row)
    for found in by_english.values():
        for a, b in PAIRS:
            if a in found and b in found:
                yield Row(False, a, found[a].text_b, b, found[b].text_b, group=found[a].group)


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
        ``stream`` (uint16 pieces), ``offsets`` (int64, one more than examples), ``own`` and ``held_out`` (bool, one an
        example).
    """
    tags = {lang: tokenizer.piece_to_id(tag(lang)) for lang in LANGS}
    stream, offsets, own, held_out = [], [0], [], []
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
            held_out.append(row.held_out)
    return {
        "stream": np.concatenate(stream),
        "offsets": np.array(offsets, dtype=np.int64),
        "own": np.array(own, dtype=bool),
        "held_out": np.array(held_out, dtype=bool),
    }


def _is_plausible(a: list[int], b: list[int]) -> bool:
    lengths = len(a), len(b)
    return min(lengths) >= 1 and max(lengths) <= LONGEST and max(lengths) < 4 * min(lengths) + 8
