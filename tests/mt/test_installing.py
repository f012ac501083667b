from __future__ import annotations

import json
import os
import stat
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from forumdocs.errors import BadPackage, MissingModel, ModelError
from forumdocs.mt import installing, manifests, packages

if TYPE_CHECKING:
    from tests.mt.conftest import Argos

pytestmark = pytest.mark.usefixtures("no_starter")


@pytest.fixture
def zh_en(argos: Argos, tmp_path: Path) -> Path:
    return argos.archive(argos.folder(tmp_path / "src", "zh", "en", version="1.9"), tmp_path / "zh_en.argosmodel")


def installed_names() -> list[str]:
    return [package.name for package in packages.installed()]


def leftovers() -> list[str]:
    return [path.name for path in packages.argos_folder().parent.glob(".forumdocs-*")]


def test_an_archive_is_installed_where_argos_finds_it(zh_en: Path) -> None:
    (package,) = installing.install(zh_en)
    assert package.path == packages.argos_folder() / "translate-zh_en-1_9"
    assert package in packages.installed()
    assert leftovers() == []


def test_every_file_is_in_the_manifest(zh_en: Path) -> None:
    (package,) = installing.install(zh_en)
    recorded = json.loads(manifests.manifest_path(package.path).read_text(encoding="utf-8"))
    assert set(recorded["files"]) == {
        file.relative_to(package.path).as_posix() for file in package.path.rglob("*") if file.is_file()
    }
    assert recorded["origin"] == "zh_en.argosmodel"


def test_a_new_version_replaces_the_old_one(zh_en: Path, argos: Argos, tmp_path: Path) -> None:
    installing.install(zh_en)
    installing.install(argos.archive(argos.folder(tmp_path / "new", "zh", "en", version="2.0"), tmp_path / "new.zip"))
    assert installed_names() == ["translate-zh_en-2_0"]
    assert not manifests.manifest_path(packages.argos_folder() / "translate-zh_en-1_9").exists()


def test_an_archive_cannot_take_another_packages_folder(zh_en: Path, argos: Argos, tmp_path: Path) -> None:
    (first,) = installing.install(zh_en)
    other = argos.folder(tmp_path / "other", "en", "zh")
    installing.install(argos.archive(other, tmp_path / "other.zip", top=first.path.name))
    assert {(p.source, p.target) for p in packages.installed()} == {("zh", "en"), ("en", "zh")}
    assert installing.verify()[1].problems == ()


def test_what_was_installed_stays_when_the_new_package_does_not_load(zh_en: Path, argos: Argos, tmp_path: Path) -> None:
    installing.install(zh_en)
    broken = argos.folder(tmp_path / "broken", "zh", "en", version="2.0")
    (broken / "model" / "model.bin").write_bytes(b"no model")
    with pytest.raises(BadPackage, match="does not load"):
        installing.install(argos.archive(broken, tmp_path / "broken.zip"))
    assert installed_names() == ["translate-zh_en-1_9"]
    assert leftovers() == []


def test_what_was_installed_comes_back_when_the_rename_fails(
    zh_en: Path, argos: Argos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installing.install(zh_en)
    rename = Path.rename

    def full_disk(self: Path, target: Path) -> Path:
        if target.name == "translate-zh_en-2_0":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full_disk)
    with pytest.raises(ModelError, match="what was there is unchanged"):
        installing.install(argos.archive(argos.folder(tmp_path / "n", "zh", "en", version="2.0"), tmp_path / "n.zip"))
    assert installed_names() == ["translate-zh_en-1_9"]
    assert installing.verify()[0].problems == ()


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "package/../../outside", "..\\outside", "C:\\x"])
def test_a_path_that_leads_outside_is_refused(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as out:
        out.writestr(name, "x")
    with pytest.raises(BadPackage, match="leads outside"):
        installing.install(tmp_path / "evil.zip")
    assert not list(tmp_path.rglob("outside"))


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("package/metadata.json")
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as out:
        out.writestr(entry, "/etc/passwd")
    with pytest.raises(BadPackage, match="link"):
        installing.install(tmp_path / "evil.zip")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("package/model.bin", b"\0" * 20_000_000)
    with pytest.raises(BadPackage, match="no translation package"):
        installing.install(tmp_path / "bomb.zip")


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as out:
        for number in range(installing.MAX_ENTRIES + 1):
            out.writestr(f"package/{number}", "x")
    with pytest.raises(BadPackage, match="no translation package"):
        installing.install(tmp_path / "many.zip")


def test_a_file_that_is_no_archive_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter.argosmodel").write_text("Dear all", encoding="utf-8")
    with pytest.raises(BadPackage, match=r"letter\.argosmodel cannot be unpacked"):
        installing.install(tmp_path / "letter.argosmodel")


def test_an_archive_without_metadata_is_no_package(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as out:
        out.writestr("a.txt", "x")
    with pytest.raises(BadPackage, match="not an Argos package"):
        installing.install(tmp_path / "photos.zip")


def test_an_unpacked_argos_folder_is_installed_and_stays_where_it_was(argos: Argos, tmp_path: Path) -> None:
    folder = argos.folder(tmp_path / "unpacked", "ko", "ru", version="1.1")
    installing.install(folder)
    assert installed_names() == ["translate-ko_ru-1_1"]
    assert (folder / "model" / "model.bin").is_file()


def test_a_plain_folder_needs_its_languages(tiny_model: Path) -> None:
    with pytest.raises(BadPackage, match="--from zh --to en"):
        installing.install(tiny_model)


def test_a_plain_folder_is_installed_in_our_own_place(tiny_model: Path) -> None:
    (package,) = installing.install(tiny_model, from_code="zh", to_code="en", name="opus zh-en", version="2024")
    assert package.path == packages.plain_folder() / "opus_zh-en"
    assert (package.plain, package.name, package.version) == (True, "opus zh-en", "2024")
    assert package.source_suffix == ()  # the model's config says that CTranslate2 adds the end itself


def test_opus_models_have_a_tokenizer_for_each_side(tiny_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "opus"
    folder.mkdir()
    for file in ("model.bin", "shared_vocabulary.json"):
        (folder / file).write_bytes((tiny_model / file).read_bytes())
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes((tiny_model / "sentencepiece.model").read_bytes())
    config = json.loads((tiny_model / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps({**config, "add_source_eos": False}), encoding="utf-8")
    (package,) = installing.install(folder, from_code="ko", to_code="en")
    assert (package.source_tokenizer.name, package.target_tokenizer.name) == ("source.spm", "target.spm")
    assert package.source_suffix == ("</s>",)


def test_links_in_a_plain_folder_are_copied_as_files(tiny_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    for file in tiny_model.iterdir():
        (folder / file.name).symlink_to(file)
    (package,) = installing.install(folder, from_code="ko", to_code="en")
    assert not any(file.is_symlink() for file in package.files)


def test_a_multilingual_vocabulary_gives_every_direction(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installing, "NLLB_TAGS", {"en": "<2en>", "zh": "<2zh>", "ko": "<2ko>"})
    found = installing.install(tiny_model, name="many")
    assert {(p.source, p.target): p.target_prefix for p in found}[("ko", "zh")] == ("<2zh>",)
    assert len(found) == 6
    with pytest.raises(ModelError, match="forumdocs models remove many"):
        installing.remove("ko zh")
    installing.remove("many")
    assert packages.installed() == ()


def test_verify_names_changed_missing_and_added_files(zh_en: Path) -> None:
    (package,) = installing.install(zh_en)
    assert installing.verify()[0].problems == ()
    (package.path / "extra.txt").write_text("x", encoding="utf-8")
    (package.path / "model" / "config.json").write_text("{}", encoding="utf-8")
    (package.path / "sentencepiece.model").unlink()
    problems = " | ".join(installing.verify()[0].problems)
    assert "sentencepiece.model is missing" in problems
    assert "extra.txt was added" in problems
    assert "model/config.json has changed" in problems


def test_verify_sees_a_change_that_keeps_size_and_time(zh_en: Path) -> None:
    (package,) = installing.install(zh_en)
    readme = package.path / "model" / "config.json"
    before, text = readme.stat(), readme.read_bytes()
    readme.write_bytes(text.replace(b"true", b"tru3"))
    os.utime(readme, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert any("config.json has changed" in problem for problem in installing.verify()[0].problems)


def test_a_package_of_another_program_is_only_known_to_load(argos: Argos) -> None:
    argos.folder(packages.argos_folder() / "by-hand", "zh", "en")
    (verdict,) = installing.verify()
    assert (verdict.recorded, verdict.problems) == (False, ())


def test_remove_takes_a_name_or_a_pair(zh_en: Path) -> None:
    (package,) = installing.install(zh_en)
    assert installing.remove("zh en") == (package,)
    assert list(packages.argos_folder().iterdir()) == []
    installing.install(zh_en)
    installing.remove("translate-zh_en-1_9")
    assert packages.installed() == ()


def test_removing_what_is_not_there_is_an_error() -> None:
    with pytest.raises(MissingModel, match="forumdocs models list"):
        installing.remove("zh ja")


def test_a_name_that_is_nothing_is_an_error() -> None:
    with pytest.raises(ModelError, match="no such file or folder"):
        installing.install("does-not-exist.argosmodel")
