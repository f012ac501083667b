from __future__ import annotations

import json
import os
import pickle
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from forumdocs.errors import ClusterError
from forumdocs.mt.engine import Engine
from forumdocs.mt.packages import STARTER, Package, argos_folder, installed
from forumdocs.pipelines.batch.crates import CHUNK, STALE, Crate, Part, Shelf, chunks, pack, unpack


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORUMDOCS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "argos"))


def install(name: str, pair: str) -> None:
    """A package of its own, made of the starter pack, that has no name but that of its folder."""
    folder = argos_folder() / name
    shutil.copytree(STARTER / "shared", folder)
    metadata = json.loads((STARTER / "packages" / pair / "metadata.json").read_text(encoding="utf-8"))
    for key in ("shared", "name"):
        metadata.pop(key, None)
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")


def send(crate: Crate, folder: Path, shelf: Shelf, *, sender: str = "me") -> None:
    for part in crate.parts:
        for data in chunks(folder / part.name):
            shelf.receive(crate, part.name, data, sender=sender)
    shelf.seal(crate, sender=sender)


def identity(package: Package) -> tuple[str, ...]:
    return (package.source, package.target, package.label, package.sha256, str(package.builtin))


def test_packages_that_were_sent_are_those_that_were_packed(tmp_path: Path) -> None:
    install("ko-en-by-hand", "ko_en")
    install("zh-en-by-hand", "zh_en")
    packed = pack(installed())
    shelf = Shelf(tmp_path / "far")
    for crate, folder in packed.items():
        send(crate, folder, shelf)
    places = [(crate, shelf.find(crate)) for crate in packed]
    arrived = unpack((crate, place) for crate, place in places if place)
    assert [identity(package) for package in arrived] == [identity(package) for package in installed()]
    assert all(package.path.is_relative_to(tmp_path / "far") for package in arrived)
    (made,) = Engine(arrived).translate(["회의"], source="ko", target="en")
    assert made.packages[0].startswith("ko-en-by-hand ")


def test_the_starter_pack_is_one_crate_and_the_same_wherever_it_lies(tmp_path: Path) -> None:
    (crate,) = pack(package for package in installed() if package.source == "ko")
    (whole,) = pack(installed())
    assert crate == whole
    assert crate.builtin
    assert crate.size < 20_000_000


def test_a_crate_holds_no_path_of_the_machine_that_packed_it(tmp_path: Path) -> None:
    install("ko-en-by-hand", "ko_en")
    assert str(tmp_path).encode() not in pickle.dumps(tuple(pack(installed())))


def test_a_crate_with_another_content_has_another_key() -> None:
    crate = Crate("en_ko", (Part("model/model.bin", 3, "aa"), Part("metadata.json", 2, "bb")))
    assert crate.key != replace(crate, parts=(Part("model/model.bin", 3, "ab"), crate.parts[1])).key
    assert crate.key != replace(crate, folder="en_ko-2").key


@pytest.fixture
def small(tmp_path: Path) -> tuple[Crate, Path]:
    folder = argos_folder() / "tiny"
    install("tiny", "ko_en")
    return next((crate, place) for crate, place in pack(installed()).items() if place == folder)


def test_a_crate_that_arrived_damaged_is_refused_and_leaves_nothing(small: tuple[Crate, Path], tmp_path: Path) -> None:
    crate, folder = small
    shelf = Shelf(tmp_path / "far")
    for part in crate.parts:
        shelf.receive(crate, part.name, (folder / part.name).read_bytes()[:-1], sender="me")
    with pytest.raises(ClusterError, match="arrived damaged"):
        shelf.seal(crate, sender="me")
    assert shelf.find(crate) is None
    assert list((tmp_path / "far").iterdir()) == []


def test_a_crate_is_not_found_before_it_is_whole(small: tuple[Crate, Path], tmp_path: Path) -> None:
    crate, folder = small
    shelf = Shelf(tmp_path / "far")
    for part in crate.parts:
        shelf.receive(crate, part.name, (folder / part.name).read_bytes(), sender="me")
        assert shelf.find(crate) is None
    shelf.seal(crate, sender="me")
    assert shelf.find(crate) is not None


def test_two_who_send_the_same_at_once_do_not_mix_their_pieces(small: tuple[Crate, Path], tmp_path: Path) -> None:
    crate, folder = small
    shelf = Shelf(tmp_path / "far")
    for part in crate.parts:
        for data in chunks(folder / part.name):
            for sender in ("one", "two"):
                shelf.receive(crate, part.name, data, sender=sender)
    for sender in ("one", "two"):
        shelf.seal(crate, sender=sender)
    assert shelf.find(crate) is not None
    assert len(list((tmp_path / "far").iterdir())) == 1


def test_a_crate_of_which_a_file_was_deleted_is_wanted_again(small: tuple[Crate, Path], tmp_path: Path) -> None:
    crate, folder = small
    shelf = Shelf(tmp_path / "far")
    send(crate, folder, shelf)
    (place,) = [shelf.find(crate)]
    assert place
    (place / "metadata.json").unlink()
    assert shelf.find(crate) is None
    send(crate, folder, shelf)
    assert shelf.find(crate) == place


def test_what_a_sender_left_behind_long_ago_is_thrown_away(small: tuple[Crate, Path], tmp_path: Path) -> None:
    crate, folder = small
    shelf = Shelf(tmp_path / "far")
    shelf.receive(crate, "metadata.json", b"{", sender="gone")
    (left,) = (tmp_path / "far").iterdir()
    os.utime(left, (left.stat().st_mtime - STALE - 10,) * 2)
    send(crate, folder, shelf)
    assert not left.exists()


def test_a_file_travels_in_pieces_that_make_it_whole(tmp_path: Path) -> None:
    for size in (0, 1, CHUNK, CHUNK + 1):
        (tmp_path / "model.bin").write_bytes(os.urandom(size))
        pieces = list(chunks(tmp_path / "model.bin"))
        assert b"".join(pieces) == (tmp_path / "model.bin").read_bytes()
        assert all(len(piece) <= CHUNK for piece in pieces)
        assert pieces
