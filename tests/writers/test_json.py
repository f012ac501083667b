from __future__ import annotations

import json
from dataclasses import replace

from forumdocs.model import LOW_CONFIDENCE, Handout
from forumdocs.writers.json import render


def test_the_json_has_the_keys_that_checks_read(handout: Handout) -> None:
    data = json.loads(render(handout))
    assert list(data) == ["source", "source_langs", "target_lang", "pairs", "summary", "dropped", "provenance"]
    assert data["source_langs"] == ["zh", "ko", "ru", "th"]
    assert data["dropped"] == [{"block": 9, "text": "扫一扫", "rule": "site-menu"}]
    assert data["provenance"] == {
        "forumdocs": "0.1.0",
        "engine": "starter",
        "packages": ["zh_en 0.1"],
        "glossary": "",
        "options": {"beam": 2},
    }


def test_a_pair_keeps_its_id_origin_score_and_flags(handout: Handout) -> None:
    pair = json.loads(render(handout))["pairs"][2]
    assert pair == {
        "id": "1.2",
        "block": 1,
        "kind": "paragraph",
        "source_lang": "zh",
        "source": "请于7月1日前登记。",
        "target": "Please register by 2 July.",
        "origin": "mt",
        "score": 0.8,
        "flags": ["number-mismatch"],
        "terms": [],
    }


def test_a_doubtful_translation_says_so(handout: Handout) -> None:
    pairs = (replace(handout.pairs[0], flags=(LOW_CONFIDENCE,)),)
    assert json.loads(render(replace(handout, pairs=pairs)))["pairs"][0]["flags"] == ["low-confidence"]


def test_letters_of_every_script_stay_readable(handout: Handout) -> None:
    assert "ยินดีต้อนรับ" in render(handout).decode("utf-8")
