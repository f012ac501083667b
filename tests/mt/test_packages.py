from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from forumdocs.errors import BadPackage
from forumdocs.mt import packages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.mt.conftest import Argos


@pytest.mark.usefixtures("no_starter")
def test_packages_of_argos_are_listed(argos: Argos) -> None:
    argos.folder(packages.argos_folder() / "translate-zh_en-1_9", "zh", "en", version="1.9")
    (found,) = packages.installed()
    assert (found.source, found.target, found.version, found.builtin) == ("zh", "en", "1.9", False)


@pytest.mark.usefixtures("no_starter")
def test_argos_zt_is_traditional_chinese(argos: Argos) -> None:
    argos.folder(packages.argos_folder() / "translate-zt_en", "zt", "en")
    assert [package.source for package in packages.installed()] == ["zh-Hant"]


@pytest.mark.usefixtures("no_starter")
def test_a_damaged_folder_does_not_hide_the_others(argos: Argos) -> None:
    argos.folder(packages.argos_folder() / "good", "zh", "en")
    (packages.argos_folder() / "bad").mkdir()
    (packages.argos_folder() / "bad" / "metadata.json").write_text("{", encoding="utf-8")
    assert [package.name for package in packages.installed()] == ["good"]


@pytest.mark.usefixtures("no_starter")
def test_other_kinds_and_languages_are_passed_over(argos: Argos) -> None:
    argos.folder(packages.argos_folder() / "sbd", "zh", "en", type="sbd")
    argos.folder(packages.argos_folder() / "es_fr", "es", "fr")
    assert packages.installed() == ()


@pytest.mark.usefixtures("no_starter")
def test_listing_creates_no_folder(tmp_path: Path) -> None:
    assert packages.installed() == ()
    assert list(tmp_path.iterdir()) == []


def test_packages_that_share_a_model_find_it_by_their_metadata(
    argos: Argos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "STARTER", tmp_path / "starter")
    argos.folder(tmp_path / "starter" / "shared", "zh", "en")
    for pair in ("zh_en", "en_zh"):
        source, target = pair.split("_")
        folder = tmp_path / "starter" / "packages" / pair
        argos.metadata(folder, source, target, shared="../../shared", target_prefix=f"<2{target}>")
    found = packages.installed()
    assert {(p.source, p.target, p.target_prefix) for p in found} == {
        ("zh", "en", ("<2en>",)),
        ("en", "zh", ("<2zh>",)),
    }
    assert len({p.model_path for p in found}) == 1
    assert all(p.builtin for p in found)


def test_only_the_starter_pack_may_point_outside_its_folder(argos: Argos, tmp_path: Path) -> None:
    argos.folder(tmp_path / "elsewhere", "zh", "en")
    argos.metadata(tmp_path / "package", "zh", "en", shared="../elsewhere")
    with pytest.raises(BadPackage, match=r"no model\.bin"):
        packages.read_package(tmp_path / "package")


def test_a_model_without_tokenizer_is_named(argos: Argos, tmp_path: Path) -> None:
    folder = argos.folder(tmp_path / "package", "zh", "en")
    (folder / "sentencepiece.model").unlink()
    with pytest.raises(BadPackage, match="no tokenizer"):
        packages.read_package(folder)


def test_the_digest_changes_with_any_file_and_is_the_same_elsewhere(argos: Argos, tmp_path: Path) -> None:
    folder = argos.folder(tmp_path / "one", "zh", "en")
    shutil.copytree(folder, tmp_path / "two")
    (one,), (two,) = packages.read_package(folder), packages.read_package(tmp_path / "two")
    before = one.sha256
    assert two.sha256 == before
    (folder / "README.md").write_text("changed", encoding="utf-8")
    assert one.sha256 != before


def test_the_argos_folder_comes_from_its_settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARGOS_PACKAGES_DIR")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert packages.argos_folder() == tmp_path / "data" / "argos-translate" / "packages"
    settings = tmp_path / "config" / "argos-translate" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"ARGOS_PACKAGES_DIR": str(tmp_path / "drive")}), encoding="utf-8")
    assert packages.argos_folder() == tmp_path / "drive"


def test_the_json_entry_has_the_agreed_keys(starter: tuple[packages.Package, ...]) -> None:
    entry = starter[0].as_json()
    assert list(entry) == ["from", "to", "name", "version", "sha256", "path", "builtin"]
    assert entry["builtin"] is True


def test_the_starter_pack_has_fourteen_directions_and_one_model(starter: tuple[packages.Package, ...]) -> None:
    languages = ("en", "zh", "ko", "ru")
    assert {(p.source, p.target) for p in starter} >= {(a, b) for a in languages for b in languages if a != b}
    assert len({p.model_path.resolve() for p in starter}) == 1


def test_a_package_says_how_its_hypotheses_are_weighed(argos: Argos, tmp_path: Path) -> None:
    folder = argos.folder(tmp_path / "en_zh", "en", "zh", penalties={"length": 1.5})
    assert packages.read_package(folder)[0].penalties == packages.Penalties(length=1.5, repetition=1.0)


@pytest.mark.parametrize("penalties", [{"length": "long"}, {"length": 0}, {"width": 2}, [1.5]])
def test_penalties_that_are_no_numbers_or_unknown_are_refused(argos: Argos, tmp_path: Path, penalties: object) -> None:
    folder = argos.folder(tmp_path / "en_zh", "en", "zh", penalties=penalties)
    with pytest.raises(BadPackage, match="penalties"):
        packages.read_package(folder)
