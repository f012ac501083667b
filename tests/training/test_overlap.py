from __future__ import annotations

import pytest

from training.overlap import TestSet

TEXTS = [
    "The second session of the forum will be opened by the Minister of Science.",
    "论坛第二次会议将由科技部部长主持开幕。",
    "Programme",
]


@pytest.mark.parametrize(
    "text",
    [
        "The second session of the forum will be opened by the Minister of Science.",
        "The second session of the Forum will be opened by the Minister for Education.",
        "As announced last week, the second session of the forum will be opened by the minister of science at ten.",
        "论坛第二次会议，将由科技部部长主持闭幕",
        "PROGRAMME",
    ],
)
def test_a_copy_a_variant_and_a_longer_sentence_around_one_are_found(text: str) -> None:
    assert TestSet(TEXTS).has_like(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Minister of Science visited the laboratory.",
        "The programme of the second day has been changed.",
        "论坛将于星期一开幕。",
        "…",
        "",
    ],
)
def test_sentences_that_share_a_phrase_are_other_sentences(text: str) -> None:
    assert not TestSet(TEXTS).has_like(text)
