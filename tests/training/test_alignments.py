from __future__ import annotations

import numpy as np
import pytest

from training.alignments import align, lexicon

END, VOCABULARY = 1, 60
"""Words 10 to 29 have the translations 30 to 49, in any order."""


@pytest.fixture(scope="module")
def table() -> np.ndarray:
    random = np.random.default_rng(4)
    sources = [random.integers(10, 30, random.integers(2, 8)) for _ in range(1500)]
    return lexicon(
        [(np.append(words, END), random.permutation(words) + 20) for words in sources], vocabulary=VOCABULARY
    )


def test_a_word_is_most_often_rendered_by_its_translation(table: np.ndarray) -> None:
    assert [int(table[word].argmax()) for word in range(10, 30)] == list(range(30, 50))


def test_translations_of_a_word_share_out_to_one(table: np.ndarray) -> None:
    assert np.allclose(table[10:30].sum(1), 1, atol=1e-3)


def test_a_translation_is_traced_to_its_word_against_the_order_of_the_words(table: np.ndarray) -> None:
    source, target = np.array([11, 17, 25, END]), np.array([37, 31, 45])
    found = align(table, source, target)
    assert found.shape == (4, 3)
    assert np.allclose(found.sum(0), 1)
    assert found.argmax(0).tolist() == [1, 0, 2]


def test_words_that_never_met_align_by_their_place(table: np.ndarray) -> None:
    strange = align(table, np.array([50, 51, 52, END]), np.array([53, 54, 55]))
    assert strange.argmax(0).tolist() == [0, 1, 2]
