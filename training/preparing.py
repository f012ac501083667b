"""The steps before training: text becomes a tokenizer and examples; examples become a first guess."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import sentencepiece as spm

from forumdocs.glossary import Glossary, Matcher, load_builtin
from training.augmentation import augment, read_passages
from training.choosing import choose
from training.data import LANGS, Row, encode, glossary_rows, joined, read_groups, read_rows, train_tokenizer
from training.overlap import TestSet
from training.terms import MARKS, mark_terms

JOINED_SHARE = 3
"""Pairs without English are taken from other people's text for one in so many with English."""
LESSONS = 150_000
"""Examples that the lexicon is learnt from."""


def prepare(
    files: Sequence[Path],
    *,
    own: Sequence[Path],
    keep_out: Sequence[Path],
    run: Path,
    vocabulary: int,
    limit: int,
    longest: int,
    keep_tokenizer: bool,
    seed: int,
) -> str:
    """Write ``sp.model`` and ``examples.npz`` into ``run``; returns a line that says how much there is."""
    run.mkdir(parents=True, exist_ok=True)
    glossary = load_builtin()
    tested = TestSet(group[lang] for file in keep_out for group in read_groups(file) for lang in LANGS)
    ours, theirs = ([row for row in _distinct(of) if not _is_tested(row, tested)] for of in (own, files))
    direct = choose(theirs, own=ours, limit=limit, longest=longest)
    indirect = choose([*joined(theirs)], own=ours, limit=limit // JOINED_SHARE, longest=longest)
    rows = [*ours, *glossary_rows(glossary), *direct, *indirect]
    rows += [row for row in _more(own, glossary, seed=seed) if not _is_tested(row, tested)]
    if keep_tokenizer:
        tokenizer = spm.SentencePieceProcessor(model_file=str(run / "sp.model"))
    else:
        tokenizer = train_tokenizer(rows, run / "sp", vocabulary=vocabulary, symbols=MARKS)
    rows += [*mark_terms(rows, Matcher(glossary), seed=seed)]
    examples = encode(rows, tokenizer)
    np.savez(run / "examples.npz", **examples)
    return f"{len(rows)} pairs, {len(examples['own'])} examples, {len(examples['stream'])} pieces"


def _distinct(files: Iterable[Path]) -> list[Row]:
    return list(dict.fromkeys(row for file in files for row in read_rows(file)))


def _more(own: Sequence[Path], glossary: Glossary, *, seed: int) -> Iterator[Row]:
    """Variants of our groups and sentences with terms; shown once, while our own words are shown often."""
    passages = (passage for file in own for passage in read_passages(file))
    for row in augment(passages, glossary=glossary, seed=seed):
        yield replace(row, own=False)


def _is_tested(row: Row, tested: TestSet) -> bool:
    return tested.has_like(row.text_a) or tested.has_like(row.text_b)


def seed(run: Path, *, size: str) -> None:
    """Write ``embedding.pt`` and ``lexicon.npy``: what the examples alone say of which words translate each other."""
    import torch

    from training.alignments import lexicon
    from training.network import SHAPES
    from training.seeding import bilingual_embedding

    tokenizer = spm.SentencePieceProcessor(model_file=str(run / "sp.model"))
    size_of, eos = tokenizer.get_piece_size(), tokenizer.eos_id()
    with np.load(run / "examples.npz") as data:
        stream, offsets = data["stream"], data["offsets"]
    embedding = bilingual_embedding(stream, offsets, vocabulary=size_of, width=SHAPES[size].width, eos=eos)
    torch.save(torch.from_numpy(embedding), run / "embedding.pt")
    chosen = np.random.default_rng(1).permutation(len(offsets) - 1)[:LESSONS]
    lessons = [_sides(stream[offsets[i] : offsets[i + 1]], eos) for i in chosen]
    np.save(run / "lexicon.npy", lexicon(lessons, vocabulary=size_of))


def _sides(example: np.ndarray, eos: int) -> tuple[np.ndarray, np.ndarray]:
    end = int(np.flatnonzero(example == eos)[0])
    return example[1 : end + 1], example[end + 1 :]
