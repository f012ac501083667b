from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from forumdocs.errors import BadPackage
from forumdocs.mt import packages
from forumdocs.mt.confidence import MEASURES, TRAITS, Calibration, Evidence, logistic, measure, read_calibration
from forumdocs.mt.engine import LOW_SCORE, Engine

if TYPE_CHECKING:
    from tests.mt.conftest import Argos

WHOLE = Evidence(
    "The council met on 4 May, approved the budget of 12 million euros, and asked the secretariat for a report.",
    "Совет собрался 4 мая, утвердил бюджет в 12 млн евро и поручил секретариату подготовить отчёт.",
    "en",
    "ru",
    score=0.6,
    pieces=(26, 27),
    terms=1,
)
WORSE = {
    "doubt": replace(WHOLE, score=0.2),
    "short": replace(WHOLE, target="Совет собрался 4 мая.", pieces=(26, 6)),
    "long": replace(WHOLE, target=WHOLE.target + " " + "Участники долго обсуждали это решение. " * 3),
    "target-crumbs": replace(WHOLE, pieces=(26, 60)),
    "repeats": replace(WHOLE, target="Совет, совет и совет собрался 4 мая, бюджет и бюджет в 12 млн евро, отчёт."),
    "numbers": replace(WHOLE, target=WHOLE.target.replace("12 млн", "15 млн")),
    "foreign": replace(WHOLE, target=WHOLE.target.replace("поручил секретариату", "asked the secretariat")),
    "faults": replace(WHOLE, flags=("hard-split",)),
    "terms": replace(WHOLE, amiss=1),
}
"""The same translation with one thing wrong, by the measure that has to see it."""

CALIBRATION = Calibration(-2.0, tuple((name, 1.5) for name in WORSE), threshold=0.5)
ENTRY = {"threshold": 0.4, "bias": -1.5, "weights": {"doubt": 2.0, "size": -0.1}}


def test_every_measure_has_a_name_and_a_finite_value() -> None:
    for evidence in (WHOLE, *WORSE.values(), Evidence("会议。", "", "zh", "ko", score=0.0, pieces=(2, 0))):
        measures = measure(evidence)
        assert list(measures) == list(MEASURES)
        assert all(map(math.isfinite, measures.values()))


def test_a_good_translation_has_nothing_against_it() -> None:
    measures = measure(WHOLE)
    assert {name for name in ("repeats", "numbers", "foreign", "faults", "terms") if measures[name]} == set()
    assert measures["short"] + measures["long"] < 0.2


@pytest.mark.parametrize("name", WORSE)
def test_a_fault_raises_its_measure_and_the_risk(name: str) -> None:
    assert measure(WORSE[name])[name] > measure(WHOLE)[name] + 0.05
    assert CALIBRATION.risk(measure(WORSE[name])) > CALIBRATION.risk(measure(WHOLE))


def test_a_lost_clause_is_seen_in_a_language_of_short_words() -> None:
    whole = Evidence(
        WHOLE.source, "理事会5月4日开会，批准了1200万欧元的预算，并请秘书处提交报告。", "en", "zh", 0.6, (26, 24)
    )
    cut = replace(whole, target="理事会5月4日开会，批准了1200万欧元的预算。", pieces=(26, 16))
    assert CALIBRATION.risk(measure(cut)) > CALIBRATION.risk(measure(whole))


def test_terms_put_right_are_no_fault_and_weigh_by_the_length_of_the_source() -> None:
    one, none = measure(WHOLE), measure(replace(WHOLE, terms=0))
    assert {name for name in MEASURES if one[name] != none[name]} == {"glossed"} == {"glossed"} & TRAITS
    short = replace(WHOLE, source="The council met.", target="Совет собрался.")
    assert measure(short)["glossed"] > one["glossed"] > none["glossed"] == 0


def test_words_that_the_source_repeats_may_be_repeated() -> None:
    evidence = Evidence("one by one, day by day", "один за одним, день за днём", "en", "ru", 0.6, (7, 7))
    assert measure(evidence)["repeats"] == 0.0


def test_the_risk_is_a_probability_whatever_the_weights() -> None:
    assert Calibration(-1e6, (), 0.5).risk(measure(WHOLE)) == 0.0
    assert Calibration(1e6, (), 0.5).risk(measure(WHOLE)) == 1.0
    assert logistic(0.0) == 0.5
    assert logistic(-2.0) == pytest.approx(1 - logistic(2.0))


def test_a_calibration_is_read_as_it_was_written() -> None:
    assert read_calibration(CALIBRATION.as_json()) == CALIBRATION


BROKEN: list[tuple[object, str]] = [
    ("0.3", "has no weights"),
    ({"threshold": 0.4, "bias": 0}, "has no weights"),
    ({**ENTRY, "threshold": 1.2}, "has a threshold that is no probability"),
    ({**ENTRY, "bias": None}, "has no number for bias"),
    ({**ENTRY, "weights": {"doubt": "2"}}, "has no number for doubt"),
    ({**ENTRY, "weights": {"doubt": math.nan}}, "has no number for doubt"),
    ({**ENTRY, "weights": {"luck": 1.0}}, "names measures that this version does not know: luck"),
]


@pytest.mark.parametrize(("entry", "message"), BROKEN)
def test_broken_metadata_give_one_clear_line(entry: object, message: str, argos: Argos, tmp_path: Path) -> None:
    folder = argos.folder(tmp_path / "en_ru", "en", "ru", confidence=entry)
    with pytest.raises(BadPackage) as caught:
        packages.read_package(folder)
    assert str(caught.value) == f'{folder}: "confidence" {message}; install the package again.'


def test_a_direction_may_have_its_own_calibration(argos: Argos, tmp_path: Path) -> None:
    directions = [{"from_code": "en", "to_code": "ru", "confidence": ENTRY}, {"from_code": "ru", "to_code": "en"}]
    general = {**ENTRY, "threshold": 0.9}
    folder = argos.folder(tmp_path / "many", "en", "ru", directions=directions, confidence=general)
    thresholds = {
        package.source: package.confidence.threshold for package in packages.read_package(folder) if package.confidence
    }
    assert thresholds == {"en": 0.4, "ru": 0.9}


# In the engine

SENTENCE = "Laboratories of four countries sent their proposals."


@pytest.fixture
def translate(argos: Argos, tmp_path: Path) -> Callable[..., Any]:
    """Translates a sentence with packages of these entries in their metadata, one a hop."""

    def run(*entries: object, sentence: str = SENTENCE) -> Any:
        langs = ["zh", "en", "ru"][-1 - len(entries) :]
        made = []
        for source, target, entry in zip(langs[:-1], langs[1:], entries, strict=True):
            extra = {} if entry is None else {"confidence": entry}
            made += packages.read_package(argos.folder(tmp_path / f"{source}_{target}", source, target, **extra))
        return Engine(made, threads=1).translate([sentence], source=langs[0], target="ru")[0]

    return run


def always(risk: float, threshold: float = 0.5) -> dict[str, object]:
    return {"threshold": threshold, "bias": math.log(risk / (1 - risk)), "weights": {}}


@pytest.mark.parametrize(("risk", "flagged"), [(0.7, True), (0.2, False)])
def test_the_flag_is_set_where_the_risk_reaches_the_threshold(translate: Any, risk: float, flagged: bool) -> None:
    result = translate(always(risk))
    assert result.risk == pytest.approx(risk)
    assert ("low-confidence" in result.flags) is flagged


def test_a_package_without_calibration_goes_by_its_score(translate: Any) -> None:
    result = translate(None)
    assert result.risk is None
    assert ("low-confidence" in result.flags) is (result.score < LOW_SCORE)


def test_the_risks_of_two_hops_add_up_and_one_flag_is_enough(translate: Any) -> None:
    result = translate(always(0.2), always(0.6), sentence="会议星期一在大礼堂开幕。")
    assert len(result.packages) == len(result.evidence) == 2
    assert result.risk == pytest.approx(1 - 0.8 * 0.4)
    assert result.flags.count("low-confidence") == 1


def test_copied_text_is_beyond_doubt(translate: Any) -> None:
    result = translate(always(0.9), sentence="2025")
    assert (result.flags, result.risk) == ((), 0.0)


def test_the_evidence_is_about_the_sentence_as_a_whole(translate: Any) -> None:
    clause = "laboratories of four countries sent their proposals for a common test bed, "
    (evidence,) = translate(None, sentence=(clause * 30).strip()).evidence
    assert evidence.source == (clause * 30).strip()
    assert len(evidence.target.split()) >= 30
    assert evidence.pieces[0] > 100


def test_the_first_pack_doubts_a_clause_that_was_lost(starter: tuple[packages.Package, ...]) -> None:
    package = next(p for p in starter if (p.source, p.target) == ("en", "ru"))
    if package.confidence is None:
        pytest.skip("this pack was not calibrated")
    assert package.confidence.risk(measure(WORSE["short"])) > package.confidence.risk(measure(WHOLE))
