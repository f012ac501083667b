from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("scipy", reason="scipy is in the dependency groups ci and train")

from training.seeding import bilingual_embedding

TAG, EOS = 0, 1


def test_a_word_lies_nearest_to_its_translation() -> None:
    """Words 10 to 29 have the translations 30 to 49; sentences hold three of them."""
    random = np.random.default_rng(3)
    stream: list[int] = []
    offsets = [0]
    for _ in range(2000):
        words = random.integers(10, 30, 3)
        for source, target in ((words, words + 20), (words + 20, words)):
            stream += [TAG, *source, EOS, *target]
            offsets.append(len(stream))
    vectors = bilingual_embedding(np.array(stream), np.array(offsets), vocabulary=50, width=20, eos=EOS)
    assert vectors.shape == (50, 20)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for word in range(10, 30):
        nearest = np.argsort(-(vectors[30:50] @ vectors[word]))[0] + 30
        assert nearest == word + 20
