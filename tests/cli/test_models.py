from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forumdocs.cli import cli
from forumdocs.errors import ModelError


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No package of the person who runs the tests is seen or touched."""
    monkeypatch.setenv("FORUMDOCS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "argos"))


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["models", *args], catch_exceptions=False)


def test_the_starter_pack_covers_all_directions_between_four_languages_and_japanese_by_english() -> None:
    rows = json.loads(run("list", "--json").stdout)
    assert {(row["from"], row["to"]) for row in rows} == {
        (a, b) for a in ("en", "zh", "ko", "ru") for b in ("en", "zh", "ko", "ru") if a != b
    } | {("en", "ja"), ("ja", "en")}
    assert all(row["builtin"] and len(row["sha256"]) == 64 and row["version"] for row in rows)


def test_the_table_names_every_package() -> None:
    lines = run("list").stdout.splitlines()
    assert lines[0].split() == ["from", "to", "package", "where"]
    assert len(lines) == 1 + 14


def test_the_starter_pack_is_verified_by_its_manifest() -> None:
    result = run("verify")
    assert result.exit_code == 0
    assert "sound" in result.stdout


def test_the_starter_pack_cannot_be_removed() -> None:
    with pytest.raises(ModelError, match="built-in"):
        run("remove", "zh en")


def test_installing_what_is_not_there_says_what_to_give() -> None:
    with pytest.raises(ModelError, match="no such file or folder"):
        run("install", "no-such.argosmodel")
