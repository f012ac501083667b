from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from forumdocs.errors import BadPackage
from forumdocs.mt import manifests
from forumdocs.mt.confidence import MEASURES, Calibration, Evidence, logistic
from forumdocs.mt.engine import Translation
from training import calibration as module
from training.__main__ import cli
from training.calibration import (
    HARMFUL,
    Judged,
    area_under_curve,
    calibrate,
    choose_thresholds,
    cross_validate,
    fit,
    judge,
    read_pack,
    read_unseen,
    report,
    write_calibrations,
)
from training.data import is_held_out

TRUE = {"doubt": 1.5, "short": 3.0, "size": -0.8}
BIASES = {"en-zh": 0.5, "ru-en": -1.5}


def synthetic(count: int = 6000, *, true: dict[str, float] = TRUE, seed: int = 3) -> list[Judged]:
    """Translations that are useless with the probability that a known model gives them."""
    rng = np.random.default_rng(seed)
    made = []
    for number in range(count):
        direction = list(BIASES)[number % 2]
        values = np.where(np.array(list(MEASURES)) == "size", rng.normal(4.0, 1.0), rng.exponential(0.7, len(MEASURES)))
        risk = logistic(BIASES[direction] + sum(true.get(n, 0.0) * v for n, v in zip(MEASURES, values, strict=True)))
        chrf = rng.uniform(0, 20) if rng.random() < risk else rng.uniform(20, 90)
        made.append(Judged(direction, float(chrf), risk, False, number, tuple(map(float, values))))
    return made


SAMPLES = synthetic()


def test_the_fit_recovers_the_model_that_made_the_data() -> None:
    fitted = fit(SAMPLES)
    for direction, bias in BIASES.items():
        weights = dict(fitted[direction].weights)
        for name in MEASURES:
            assert weights.get(name, 0.0) == pytest.approx(TRUE.get(name, 0.0), abs=0.25)
        assert fitted[direction].bias == pytest.approx(bias, abs=0.5)


def test_the_estimated_risks_are_those_that_made_the_data() -> None:
    fitted = fit(SAMPLES)
    errors = [
        fitted[s.direction].risk(dict(zip(MEASURES, s.measures, strict=True))) - s.risk for s in synthetic(500, seed=9)
    ]
    assert np.abs(errors).mean() < 0.03


def test_no_fault_is_a_reason_for_trust_whatever_the_data_say() -> None:
    weights = dict(fit(synthetic(true={**TRUE, "repeats": -2.0, "size": -0.8}))["en-zh"].weights)
    assert "repeats" not in weights
    assert weights["size"] < 0
    assert min(weights[name] for name in weights.keys() & HARMFUL) >= 0


def test_a_measure_that_never_varies_gets_no_weight() -> None:
    at = list(MEASURES).index("terms")
    flat = [replace(s, measures=(*s.measures[:at], 0.0, *s.measures[at + 1 :])) for s in SAMPLES[:500]]
    assert "terms" not in dict(fit(flat)["en-zh"].weights)


def test_a_direction_with_few_pairs_stays_near_the_others() -> None:
    few = [replace(s, direction="ko-ru", chrf=10.0) for s in SAMPLES[:3]]
    biases = [calibration.bias for calibration in fit([*SAMPLES, *few]).values()]
    assert max(biases[:2]) + 3 > biases[2]


def test_thresholds_find_as_many_as_the_goal_asks_in_every_direction() -> None:
    thresholds = choose_thresholds(SAMPLES)
    for direction in BIASES:
        risks = [s.risk for s in SAMPLES if s.useless and s.direction == direction]
        assert sum(risk >= thresholds[direction] for risk in risks) / len(risks) >= 0.88
    assert thresholds["never-seen"] == max(thresholds.values())


def test_the_preview_is_of_models_that_did_not_see_the_group() -> None:
    """Measures that are a group's own number tell all about it to a model that saw it, and nothing to another."""
    rng = np.random.default_rng(5)
    noise = [
        Judged("en-zh", 10.0 if rng.random() < 0.5 else 60.0, 0.0, False, group, tuple(rng.normal(size=len(MEASURES))))
        for group in range(60)
    ]
    unseen = cross_validate(noise)
    seen = fit(noise, ridge=1e-3)["en-zh"]
    risks = [seen.risk(dict(zip(MEASURES, s.measures, strict=True))) for s in unseen]
    assert area_under_curve(risks, [s.useless for s in unseen]) > 0.65
    assert area_under_curve([s.risk for s in unseen], [s.useless for s in unseen]) < 0.62
    assert sorted(s.group for s in unseen) == list(range(60))


def test_calibration_reaches_the_goal_where_the_measures_tell() -> None:
    telling = [replace(s, measures=(s.measures[0] + (4 if s.useless else 0), *s.measures[1:])) for s in SAMPLES]
    calibrations, preview = calibrate(telling)
    assert calibrations.keys() == BIASES.keys()
    for row in report(preview):
        assert row.found >= 0.85
        assert row.false < 0.15
        assert row.auc > 0.9


def test_pairs_of_one_kind_alone_teach_nothing() -> None:
    with pytest.raises(ValueError, match=r"0 are not; at least 20 of each are needed: take more groups"):
        calibrate([replace(s, chrf=5.0) for s in SAMPLES[:100]])


def test_the_report_counts_what_is_found_and_what_is_a_false_alarm() -> None:
    pairs = [
        Judged("en-ko", 5.0, 0.9, True),
        Judged("en-ko", 15.0, 0.4, False),
        Judged("en-ko", 30.0, 0.6, True),
        Judged("en-ko", 60.0, 0.5, True),
        Judged("en-ko", 70.0, 0.1, False),
        Judged("zh-ko", 19.9, 0.8, True),
    ]
    first, second, whole = report(pairs)
    assert (first.pairs, first.useless, first.good) == (5, 2, 2)
    assert (first.flagged, first.found, first.false) == (0.6, 0.5, 0.5)
    assert first.auc == pytest.approx((3 + 1) / 6)
    assert math.isnan(second.auc)
    assert str(second).endswith("found 100.0%, false     –; AUC     –")
    assert (whole.direction, whole.found) == ("all", pytest.approx(2 / 3))


def test_equal_risks_are_a_toss_up() -> None:
    assert area_under_curve([0.5, 0.5, 0.5], [True, False, False]) == 0.5


def test_a_translation_is_judged_by_its_chrf_and_by_what_it_carries() -> None:
    evidence = Evidence("会议开始。", "The meeting begins.", "zh", "en", 0.5, (4, 5))
    made = [
        Translation("The meeting begins.", 0.5, ("low-confidence",), ("p",), 0.7, (evidence,)),
        Translation("2025", 1.0, risk=0.0),
    ]
    first, second = judge(made, ["The meeting begins.", "Year 2025"], direction="zh-en")
    assert (first.chrf, first.risk, first.flagged, first.group) == (pytest.approx(100.0), 0.7, True, 0)
    assert len(first.measures) == len(MEASURES)
    assert (second.measures, second.flagged, second.group) == ((), False, 1)
    (uncalibrated,) = judge([replace(made[0], risk=None)], ["Now."], direction="zh-en")
    assert uncalibrated.risk == 0.5


# Files


def table(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(("id\ten\tru", *rows)) + "\n", encoding="utf-8")
    return path


def test_groups_of_the_test_set_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TEST_SET", table(tmp_path / "forum-test.tsv", "t1\tThe hall is open.\tЗал открыт."))
    with pytest.raises(ValueError, match=r"1 of its sentences are in forum-test\.tsv; take other groups"):
        read_unseen(table(tmp_path / "a.tsv", "a1\tThe hall is open.\tЗал работает."), held_out=False)
    path = table(tmp_path / "b.tsv", "b1\tDoors close.\tДвери закрываются.")
    assert read_unseen(path, held_out=False).keys() == {"en", "ru"}


def test_a_limit_takes_rows_from_all_parts_of_the_table(tmp_path: Path) -> None:
    path = table(tmp_path / "many.tsv", *(f"x{i}\ttext {i}\tтекст {i}" for i in range(100)))
    assert read_unseen(path, limit=4, held_out=False)["en"] == ["text 0", "text 25", "text 50", "text 75"]
    assert len(read_unseen(path, held_out=False)["en"]) == 100


def test_only_groups_that_training_keeps_back_are_taken(tmp_path: Path) -> None:
    path = table(tmp_path / "many.tsv", *(f"x{i}\ttext {i}\tтекст {i}" for i in range(300)))
    assert read_unseen(path)["en"] == [f"text {i}" for i in range(300) if is_held_out(f"x{i}")] != []


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack of two directions whose model is an empty file: enough to read and to write metadata."""
    folder = tmp_path / "pack"
    (folder / "shared" / "model").mkdir(parents=True)
    for name in ("model/model.bin", "sentencepiece.model"):
        (folder / "shared" / name).write_bytes(b"")
    for source, target in (("en", "ru"), ("ru", "en")):
        entry = {"package_version": "1", "from_code": source, "to_code": target, "shared": "../../shared"}
        (folder / "packages" / f"{source}_{target}").mkdir(parents=True)
        (folder / "packages" / f"{source}_{target}" / "metadata.json").write_text(json.dumps(entry), encoding="utf-8")
    manifests.record(folder, origin="trained for a test")
    return folder


def test_calibrations_go_into_the_pack_and_come_back(pack: Path) -> None:
    calibration = Calibration(-0.5, (("doubt", 1.25), ("short", 2.0)), 0.41)
    write_calibrations(pack, {"en-ru": calibration})
    assert {p.source: p.confidence for p in read_pack(pack)} == {"en": calibration, "ru": None}
    assert manifests.compare(pack) == ()
    assert manifests.read_origin(pack) == "trained for a test"


def test_a_pack_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadPackage, match=r"no packages/\*/metadata\.json"):
        read_pack(tmp_path)


def test_the_command_says_in_one_line_what_is_wrong(tmp_path: Path) -> None:
    groups = table(tmp_path / "a.tsv", "a1\tDoors close.\tДвери закрываются.")
    run = CliRunner().invoke(cli, ["calibrate", str(groups), "--pack", str(tmp_path)])
    assert run.exit_code == 1
    assert run.stderr.startswith("Error: ")
    assert run.stderr.count("\n") == 1
