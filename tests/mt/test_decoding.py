from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from forumdocs.mt import decoding, packages
from forumdocs.mt.decoding import Alignment, Decoder, Search

if TYPE_CHECKING:
    from pathlib import Path

    from tests.mt.conftest import Argos

SOURCE = "The board read the proposals."


@pytest.fixture
def decoder(argos: Argos, tmp_path: Path) -> Decoder:
    folder = argos.folder(tmp_path / "en_ru", "en", "ru", target_prefix="<2ru>")
    package = packages.read_package(folder)[0]
    return Decoder(package, decoding.load_model(package.model_path, threads=1))


def test_a_translation_begins_as_it_is_told_to(decoder: Decoder) -> None:
    starts = ["Заседание в зале", "Совет"]
    found = decoder.decode([SOURCE] * 2, starts=starts, search=Search(2, hypotheses=2))
    for start, hypotheses in zip(starts, found, strict=True):
        assert len(hypotheses) == 2
        assert all(hypothesis.text.startswith(start) for hypothesis in hypotheses)
        assert any(len(hypothesis.text) > len(start) for hypothesis in hypotheses)
        assert all(0 < hypothesis.score <= 1 for hypothesis in hypotheses)


def test_the_words_that_go_on_a_translation_are_rated_alone(decoder: Decoder) -> None:
    whole = "Совет рассмотрел предложения"
    ((first, one), (second, two), (both, sum_of_both)) = decoder.score_words(
        [
            (SOURCE, "Совет", "Совет рассмотрел"),
            (SOURCE, "Совет рассмотрел", whole),
            (SOURCE, "Совет", whole),
        ]
    )
    assert first + second == both
    assert math.isclose(one + two, sum_of_both, rel_tol=1e-3)
    assert one < 0


def test_a_score_is_what_decoding_gave(decoder: Decoder) -> None:
    ((best,),) = decoder.decode([SOURCE])
    assert math.isclose(decoder.score([(SOURCE, best.text)])[0], best.score, rel_tol=0.1)


def test_a_score_is_a_mean_however_lengths_are_weighed(decoder: Decoder) -> None:
    ((best,),) = decoder.decode([SOURCE], search=Search(1))
    ((same,),) = decoder.decode([SOURCE], search=Search(1, length_penalty=1.5))
    assert same.text == best.text
    assert math.isclose(same.score, best.score, rel_tol=1e-3)


def test_an_alignment_covers_both_texts(decoder: Decoder) -> None:
    target = "Совет прочитал предложения."
    (found,) = decoder.align([(SOURCE, target)])
    assert (found.source[-1], found.target[-1]) == (len(SOURCE), len(target))
    assert len(found.weights) == len(found.target)
    assert all(len(row) == len(found.source) for row in found.weights)
    assert all(sum(row) <= 1.001 for row in found.weights)


def test_decoding_tells_what_the_model_looked_at_as_aligning_does(decoder: Decoder) -> None:
    (found,) = decoder.decode([SOURCE], search=Search(4, hypotheses=4), attention=True)
    assert any(hypothesis.text for hypothesis in found)
    for hypothesis in filter(lambda hypothesis: hypothesis.text, found):
        assert hypothesis.look is not None
        told = hypothesis.look()
        (asked,) = decoder.align([(SOURCE, hypothesis.text)])
        assert told.source == asked.source
        assert told.target[-1] == len(hypothesis.text)
        if told.target == asked.target:  # the tokenizer may cut the same text otherwise than the model wrote it
            rows = zip(told.weights, asked.weights, strict=True)
            assert all(one == pytest.approx(other, abs=1e-5) for one, other in rows)
    assert decoder.decode([SOURCE])[0][0].look is None


def test_the_gaze_adds_the_tokens_of_a_stretch() -> None:
    found = Alignment((3, 6, 9), (2, 4), ((0.5, 0.25, 0.25), (0.0, 0.0, 1.0)))
    assert found.gaze([(4, 9)]) == [0.5, 1.0]
    assert found.gaze([]) == [0.0, 0.0]


def test_nothing_to_rate_is_nothing(decoder: Decoder) -> None:
    assert (decoder.score([]), decoder.score_words([]), decoder.align([])) == ([], [], [])


def test_an_exact_decoder_translates_a_sentence_in_the_same_way_whatever_stands_beside_it(briefs: Path) -> None:
    package = next(p for p in packages.installed() if (p.source, p.target) == ("en", "ko") and p.builtin)
    starter = Decoder(package, decoding.load_model(package.model_path), exact=True)
    words = (briefs / "invitation.txt").read_text(encoding="utf-8").split()
    sentences = [" ".join(words[start : start + 3 + start % 23]) for start in range(0, len(words), 5)][:40]
    alone = [starter.decode([sentence])[0] for sentence in sentences]
    assert starter.decode(sentences) == alone
    pairs = [(sentence, found[0].text) for sentence, found in zip(sentences, alone, strict=True)]
    assert starter.score(pairs) == [starter.score([pair])[0] for pair in pairs]
    assert starter.align(pairs) == [starter.align([pair])[0] for pair in pairs]


def test_a_document_is_shared_out_in_batches_of_equal_work() -> None:
    sizes = [40, 3, 30, 3, 25, 20, 3, 10, 5, 5, 3, 3, 40, 10]
    first, second = decoding._shares(sizes, least=64, most=1000, equal=2)
    work = sum(sizes[i] for i in first), sum(sizes[i] for i in second)
    assert sorted(first + second) == list(range(len(sizes)))
    assert min(sizes[i] for i in first) >= max(sizes[i] for i in second)
    assert max(work) - min(work) <= max(sizes)


def test_no_batch_is_larger_than_it_may_be_by_more_than_a_sentence() -> None:
    shares = list(decoding._shares([10] * 1001, least=64, most=1000, equal=2))
    assert len(shares) == 12
    assert max(map(len, shares)) <= 101


def test_a_few_words_share_a_batch() -> None:
    assert list(decoding._shares([3, 9, 2], least=64, most=1000, equal=2)) == [[1, 0, 2]]
    assert list(decoding._shares([], least=64, most=1000, equal=2)) == []


def test_a_translation_read_in_one_pass_is_looked_at_as_token_by_token() -> None:
    package = next(p for p in packages.installed() if (p.source, p.target) == ("en", "ru") and p.builtin)
    model = decoding.load_model(package.model_path)
    starter = Decoder(package, model)
    pairs = [("The council met.", "Совет собрался."), ("It read the report on networks.", "Он прочитал отчёт о сетях.")]
    for (source, target), found in zip(pairs, starter.align(pairs), strict=True):
        tokens = starter._encode_target(target)
        (result,) = model.translate_batch(
            [starter._encode(source)],
            target_prefix=[tokens],
            beam_size=1,
            max_decoding_length=len(tokens),
            return_attention=True,
        )
        seen = result.attention[0][len(package.target_prefix) : len(tokens)]
        assert len(found.weights) == len(seen) == len(found.target)
        for row, other in zip(found.weights, seen, strict=True):
            assert row == pytest.approx(other[: len(found.source)], abs=1e-3)
