"""A first embedding in which a word lies near its translations, so that a small model learns to translate sooner.

Pieces are placed by the leading eigenvectors of the positive pointwise mutual information with which they occur on the
two sides of a pair (the idea of O. Levy and Y. Goldberg, "Neural Word Embedding as Implicit Matrix Factorization",
2014, taken across languages). Together with :meth:`training.network.Network.start_as_dictionary` an untrained model
already prefers words that translate the source; training has to find their order and form.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import eigsh

SHIFT = 1.0
"""Taken off every mutual information: pairs that are only a little likelier than chance say nothing."""
SMOOTHING = 0.75
"""Exponent of the piece counts, as in word2vec: keeps rare pieces from looking more telling than they are."""
SMALLEST_COUNT = 3
"""Sentence pairs in which two pieces must meet."""


def bilingual_embedding(
    stream: np.ndarray, offsets: np.ndarray, *, vocabulary: int, width: int, eos: int
) -> np.ndarray:
    """Unit vectors for all pieces.

    Args:
        stream: examples as :func:`training.data.encode` makes them (tag, source, ``</s>``, target).
        offsets: where each begins.
        vocabulary: number of pieces.
        width: length of a vector.
        eos: id of ``</s>``.

    Returns:
        float32 of shape (vocabulary, width); random where a piece meets no other.
    """
    sides: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    for number in range(0, len(offsets) - 1, 2):  # every second example is the same pair the other way round
        pieces = stream[offsets[number] + 1 : offsets[number + 1]]
        end = int(np.flatnonzero(pieces == eos)[0])
        for side, part in zip(sides, (pieces[:end], pieces[end + 1 :]), strict=True):
            side.append(np.unique(part))
    one, other = (_incidence(side, vocabulary) for side in sides)
    met = (one.T @ other).tocoo()
    information = _information(met, one, other)
    symmetric = information + information.T
    random = np.random.default_rng(1)
    values, vectors = eigsh(symmetric, k=width, which="LA", tol=1e-2, v0=random.normal(size=vocabulary))
    embedding = vectors * np.sqrt(np.maximum(values, 0))
    lengths = np.linalg.norm(embedding, axis=1)
    strangers = lengths < 1e-6
    embedding[strangers] = random.normal(size=embedding.shape)[strangers]
    return (embedding / np.linalg.norm(embedding, axis=1, keepdims=True)).astype(np.float32)


def _incidence(sides: list[np.ndarray], vocabulary: int) -> sparse.csr_matrix:
    """Which pieces occur in which side: shape (pairs, vocabulary)."""
    ends = np.cumsum([0] + [len(side) for side in sides])
    columns = np.concatenate(sides).astype(np.int32)
    return sparse.csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(sides), vocabulary))


def _information(met: sparse.coo_matrix, one: sparse.csr_matrix, other: sparse.csr_matrix) -> sparse.csr_matrix:
    keep = met.data >= SMALLEST_COUNT
    rows, columns, counts = met.row[keep], met.col[keep], met.data[keep]
    a, b = np.asarray(one.sum(0)).ravel(), np.asarray(other.sum(0)).ravel()
    chance_b = b**SMOOTHING / (b**SMOOTHING).sum()
    information = np.log(counts / (a[rows] * chance_b[columns] * b.sum() / one.shape[0])) - SHIFT
    keep = information > 0
    values = information[keep].astype(np.float32)
    return sparse.csr_matrix((values, (rows[keep], columns[keep])), shape=met.shape)
