"""What makes a sentence weigh more before the walk."""

from __future__ import annotations

import pytest

from forumdocs.model import Kind
from forumdocs.pipelines.summaries.points import is_deadline, is_decision
from forumdocs.pipelines.summaries.ranking import prior
from forumdocs.pipelines.summaries.sentences import Sentence


def sentence(text: str, lang: str) -> Sentence:
    return Sentence("1.1", text, lang, 1, Kind.PARAGRAPH)


@pytest.mark.parametrize(
    ("lang", "text", "plain"),
    [
        ("en", "The charter was signed by both rectors.", "The charter was read by both rectors."),
        ("zh", "双方拟于秋季再次会面。", "双方秋季再次会面过。"),
        ("ko", "두 기관이 문서에 서명을 마쳤다.", "두 기관이 문서에 그림을 그렸다."),
        ("ru", "Приняли новый порядок работы.", "Описали новый порядок работы."),
        ("ja", "両者は計画を発表しました。", "両者は計画を眺めました。"),
    ],
)
def test_an_announcement_weighs_as_much_as_a_decision_and_is_none(lang: str, text: str, plain: str) -> None:
    assert prior(sentence(text, lang)) > prior(sentence(plain, lang))
    assert not is_decision(sentence(text, lang))


@pytest.mark.parametrize(
    ("lang", "text", "plain"),
    [
        ("en", "The hall opens not before 3 May 2026.", "The hall opens on 3 May 2026."),
        ("ru", "Зал откроют не ранее 3 мая 2026 года.", "Зал откроют 3 мая 2026 года."),
        ("zh", "展厅不早于2026年5月3日对外接待。", "展厅2026年5月3日对外接待。"),
    ],
)
def test_the_earliest_day_weighs_as_much_as_a_deadline_and_is_none(lang: str, text: str, plain: str) -> None:
    assert prior(sentence(text, lang)) > prior(sentence(plain, lang))
    assert not is_deadline(sentence(text, lang))
