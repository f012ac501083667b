from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forumdocs.cli import cli
from forumdocs.paths import HOME_VARIABLE

GLOSSARY = """
[twist-gate]
part-of-speech = "noun"
definition = "Made-up gate that turns one qubit about another."
note = "Say twist, not twirl."
en = { preferred = "twist gate", abbreviation = ["TWG"], forbidden = ["twirl gate"] }
zh-Hans = { preferred = "扭转门" }
zh-Hant = { preferred = "扭轉閘" }
ko = { preferred = "비틀림 게이트" }
ru = { preferred = "вентиль кручения", stress = "ве́нтиль круче́ния" }
ja = { preferred = "ねじれゲート", reading = "ねじれゲート" }
lacking = ["th"]
checked = { en = "own invention" }

[twist-angle]
part-of-speech = "noun"
definition = "Angle of a twist."
en = { preferred = "twist angle" }
zh-Hans = { preferred = "扭转角" }
zh-Hant = { preferred = "扭轉角" }
ko = { preferred = "비틀림 각" }
ru = { preferred = "угол кручения" }
ja = { preferred = "ねじれ角", reading = "ねじれかく" }
checked = {}
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.setattr("forumdocs.glossary.searchindex._indexes", {})
    path = tmp_path / "own.toml"
    path.write_text(GLOSSARY, encoding="utf-8")
    return path


def lookup(own: Path, *args: str) -> Result:
    result = CliRunner().invoke(cli, ["glossary", "lookup", "--glossary", str(own), *args], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def test_json_holds_all_languages_with_statuses_and_reading_aids(own: Path) -> None:
    entry = json.loads(lookup(own, "TWG", "--json").stdout)[0]
    assert entry["concept"] == "twist-gate"
    assert entry["definition"].startswith("Made-up gate")
    assert entry["domain"] == "own"
    assert entry["source"] == "en: own invention"
    assert entry["part_of_speech"] == "noun"
    assert entry["note"] == "Say twist, not twirl."
    assert entry["match"] == "exact"
    assert entry["matched"] == {"lang": "en", "text": "TWG", "by": "abbreviation"}
    assert entry["terms"] == {
        "en": [
            {"text": "twist gate", "status": "preferred"},
            {"text": "TWG", "status": "admitted", "abbreviation": True},
            {"text": "twirl gate", "status": "forbidden"},
        ],
        "zh": [{"text": "扭转门", "status": "preferred", "pinyin": "niǔzhuǎnmén"}],
        "zh-Hant": [{"text": "扭轉閘", "status": "preferred", "pinyin": "niǔzhuǎn zhá"}],
        "ko": [{"text": "비틀림 게이트", "status": "preferred", "romanisation": "biteullim geiteu"}],
        "ru": [{"text": "вентиль кручения", "status": "preferred", "stress": "ве́нтиль круче́ния"}],
        "ja": [{"text": "ねじれゲート", "status": "preferred", "reading": "ねじれゲート", "romaji": "nejiregēto"}],
    }


def test_terms_seen_nowhere_are_unchecked(own: Path) -> None:
    assert json.loads(lookup(own, "twist angle", "--json").stdout)[0]["source"] == "unchecked"


def test_people_get_the_entry_and_a_line_for_what_is_near(own: Path) -> None:
    lines = lookup(own, "twist", "gate").stdout.splitlines()
    assert lines[0] == "twist gate  (noun, own)"
    assert "                   twirl gate (forbidden)" in lines
    assert any(line.split() == ["Korean", "비틀림", "게이트", "biteullim", "geiteu"] for line in lines)
    lines = lookup(own, "twist").stdout.splitlines()
    assert lines[0] == "twist gate  (noun, own)  [prefix: twist gate]"
    assert lines[-2:] == ["Also:", "  twist angle  扭转角  비틀림 각  угол кручения"]


def test_columns_line_up_after_wide_characters_and_accents(own: Path) -> None:
    rows = [line for line in lookup(own, "twist gate").stdout.splitlines() if "niǔ" in line or "ве́н" in line]
    places = {
        row.index(aid) + sum("\u2e80" < c < "\uffff" for c in row[: row.index(aid)])
        for row, aid in zip(rows, ("niǔ", "niǔ", "ве́н"), strict=True)
    }
    assert len(places) == 1


def test_limit_bounds_the_list(own: Path) -> None:
    assert len(json.loads(lookup(own, "twist", "--json", "--limit", "1").stdout)) == 1


def test_nothing_found_is_an_empty_list_and_a_hint_on_stderr(own: Path) -> None:
    result = lookup(own, "twisst gatter", "--json")
    assert json.loads(result.stdout)[0]["match"] == "fuzzy"
    result = lookup(own, "twist angbbbb", "--json")
    assert json.loads(result.stdout) == []
    assert result.stderr.startswith("Nothing found for 'twist angbbbb'. Nearest: twist angle")
    assert result.stderr.count("\n") == 1


def test_a_term_that_fits_is_found_without_loading_anything_slow(own: Path) -> None:
    lookup(own, "twist gate")  # puts the index into the cache
    code = (
        "import sys; from forumdocs.cli import cli; "
        f"cli(['glossary', 'lookup', '--glossary', {str(own)!r}, '扭转门'], standalone_mode=False); "
        "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert "niǔzhuǎnmén" in run.stdout
    assert not set(run.stderr.split()) & {"pypinyin", "jieba", "rapidfuzz", "opencc", "docx", "lxml", "spacy"}


def test_a_glossary_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    from forumdocs.cli import main

    with pytest.raises(SystemExit) as end:
        main(["glossary", "lookup", "--glossary", str(tmp_path / "no.toml"), "qubit"])
    assert end.value.code == 2
