from __future__ import annotations

import functools
import json
import os
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from forumdocs.errors import MissingModel, ModelError
from forumdocs.mt import index, installing, packages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.mt.conftest import Argos

pytestmark = pytest.mark.usefixtures("no_starter")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder served on this machine, as an organisation's mirror of the index would be."""
    folder = tmp_path / "mirror"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    yield folder
    server.shutdown()
    thread.join()
    server.server_close()


def offer(folder: Path, *entries: tuple[str, str, str, str]) -> None:
    base = os.environ["ARGOS_PACKAGE_INDEX"]
    content = [
        {"type": "translate", "from_code": a, "to_code": b, "package_version": v, "links": [f"{base}/{name}"]}
        for a, b, v, name in entries
    ]
    (folder / "index.json").write_text(json.dumps(content), encoding="utf-8")


def test_the_latest_version_between_our_languages_is_offered(mirror: Path) -> None:
    offer(
        mirror,
        ("zh", "en", "1.9", "a"),
        ("zh", "en", "1.10", "b"),
        ("es", "en", "1.0", "c"),
        ("zt", "en", "1", "d"),
    )
    assert [(o.source, o.target, o.version) for o in index.available()] == [
        ("zh", "en", "1.10"),
        ("zh-Hant", "en", "1"),
    ]


def test_a_pair_is_installed_from_the_index(mirror: Path, argos: Argos, tmp_path: Path) -> None:
    argos.archive(argos.folder(tmp_path / "src", "zh", "en", version="1.9"), mirror / "zh_en.argosmodel")
    offer(mirror, ("zh", "en", "1.9", "zh_en.argosmodel"))
    (package,) = installing.install("zh en")
    assert package in packages.installed()


def test_a_pair_that_is_not_offered_is_named(mirror: Path) -> None:
    offer(mirror, ("zh", "en", "1.9", "x"))
    with pytest.raises(MissingModel, match="from ko to ru"):
        installing.install("ko ru")


def test_a_broken_link_is_named(mirror: Path) -> None:
    offer(mirror, ("zh", "en", "1.9", "gone.argosmodel"))
    with pytest.raises(ModelError, match=r"gone\.argosmodel is out of reach"):
        installing.install("zh en")


def test_without_a_network_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(ModelError, match="forumdocs models install FILE"):
        installing.install("zh en")


def test_a_page_that_is_no_index_is_refused(mirror: Path) -> None:
    (mirror / "index.json").write_text("<html>", encoding="utf-8")
    with pytest.raises(ModelError, match="not an index"):
        index.available()


def test_files_are_not_fetched_by_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "file:///etc")
    with pytest.raises(ModelError, match="only https and http"):
        index.available()
