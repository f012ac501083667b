"""Examples as batches of tensors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece as spm
import torch
from torch import Tensor

from training.alignments import align

CHUNK = 200_000
"""Examples that are sorted by length together; batches are drawn from the chunk in random order."""
MEASURED = 300
"""Held-out examples of each kind that a measurement takes at most."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Piece ids, rows filled up with the padding id.

    Attributes:
        source: shape (batch, length), ``</s>`` last.
        given: shape (batch, prefix length): ``<s>``, language tag, target.
        wanted: as ``given``, one to the left: what the network has to say; padding where it says the tag.
        looks: shape (batch, prefix length, length): where it has to look, rows of zeros where nobody minds; or none.
    """

    source: Tensor
    given: Tensor
    wanted: Tensor
    looks: Tensor | None


class Examples:
    """The examples that :func:`training.data.encode` made, without those that are held out."""

    def __init__(
        self, run: Path, tokenizer: spm.SentencePieceProcessor, *, batch: int, own_weight: int, seed: int, device: str
    ) -> None:
        with np.load(run / "examples.npz") as data:
            self._stream, self._offsets = data["stream"], data["offsets"]
            own, held_out = data["own"], data["held_out"]
        self._pad, self._bos, self._eos = tokenizer.pad_id(), tokenizer.bos_id(), tokenizer.eos_id()
        self._device, self._batch = device, batch
        self._random = np.random.default_rng(seed)
        lexicon = run / "lexicon.npy"
        self._lexicon = np.load(lexicon, mmap_mode="r") if lexicon.exists() else None
        ends = np.flatnonzero(self._stream == self._eos)
        self._source_lengths = (ends - self._offsets[:-1]).astype(np.int32)
        self._target_lengths = (self._offsets[1:] - ends).astype(np.int32) + 1
        seen = np.flatnonzero(~held_out)
        self._pool = np.concatenate([seen] + [seen[own[seen]]] * (own_weight - 1))
        self._held_out = {"ours": np.flatnonzero(held_out & own), "theirs": np.flatnonzero(held_out & ~own)}

    def batches(self) -> Iterator[Batch]:
        """Batches for ever: near lengths together, in random order."""
        while True:
            order = self._random.permutation(self._pool)
            for low in range(0, len(order), CHUNK):
                cuts = self._cut(self._sorted(order[low : low + CHUNK]))
                for number in self._random.permutation(len(cuts)):
                    yield self._tensors(cuts[number])

    def held_out(self) -> dict[str, list[Batch]]:
        """The same few batches each time, of our text and of other people's."""
        return {
            name: [self._tensors(cut) for cut in self._cut(self._sorted(_spread(part)))]
            for name, part in self._held_out.items()
            if len(part)
        }

    def _sorted(self, part: np.ndarray) -> np.ndarray:
        jitter = self._random.integers(0, 2, len(part))
        return part[np.lexsort((self._source_lengths[part], self._target_lengths[part] // 3 + jitter))]

    def _cut(self, part: np.ndarray) -> list[list[int]]:
        cuts: list[list[int]] = [[]]
        longest_source = longest_target = 0
        for index in part.tolist():
            longest_source = max(longest_source, self._source_lengths[index])
            longest_target = max(longest_target, self._target_lengths[index])
            if cuts[-1] and (longest_source + longest_target) * (len(cuts[-1]) + 1) > self._batch:
                cuts.append([])
                longest_source, longest_target = self._source_lengths[index], self._target_lengths[index]
            cuts[-1].append(index)
        return cuts

    def _tensors(self, indexes: list[int]) -> Batch:
        split = [self._split(index) for index in indexes]
        long_source = _rounded(max(len(source) for _, source, _ in split))
        long_target = _rounded(max(len(target) for _, _, target in split) + 2)
        shape = (len(split), long_source), (len(split), long_target)
        source, given, wanted = (np.full(s, self._pad) for s in (shape[0], shape[1], shape[1]))
        looks = None if self._lexicon is None else np.zeros((len(split), long_target, long_source), np.float32)
        for row, (lang, a, b) in enumerate(split):
            source[row, : len(a)] = a
            given[row, :2] = self._bos, lang
            given[row, 2 : 2 + len(b)] = b
            wanted[row, 1 : 1 + len(b)] = b
            wanted[row, 1 + len(b)] = self._eos
            if looks is not None:
                looks[row, 1 : 1 + len(b), : len(a)] = align(self._lexicon, a, b).T
        tensors = [None if x is None else torch.from_numpy(x).to(self._device) for x in (source, given, wanted, looks)]
        return Batch(*tensors)

    def _split(self, index: int) -> tuple[int, np.ndarray, np.ndarray]:
        pieces = self._stream[self._offsets[index] : self._offsets[index + 1]].astype(np.int64)
        end = int(self._source_lengths[index])
        return int(pieces[0]), pieces[1 : end + 1], pieces[end + 1 :]


def _spread(part: np.ndarray) -> np.ndarray:
    return part[np.linspace(0, len(part) - 1, min(MEASURED, len(part))).astype(int)]


def _rounded(length: int) -> int:
    """Lengths in steps of eight, so that compiled kernels are reused."""
    return -(-length // 8) * 8
