"""The online index of Argos packages: the only place where forumdocs uses the network, and only when asked.

The index is a JSON list of packages with links; ``ARGOS_PACKAGE_INDEX`` names another one, such as a mirror
inside an organisation.
"""

from __future__ import annotations

import json
import os
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forumdocs.errors import LanguageError, MissingModel, ModelError
from forumdocs.mt.packages import argos_code, language_code

if TYPE_CHECKING:
    from pathlib import Path

INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
TIMEOUT = 30
"""Seconds without an answer after which the network counts as out of reach."""

MAX_INDEX = 16 << 20
MAX_PACKAGE = 4 << 30
"""Bytes that an index and a package may have; the index has 100 kB, packages 50 to 300 MB."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Available:
    """A package that can be downloaded."""

    source: str
    target: str
    version: str
    links: tuple[str, ...]


def available() -> tuple[Available, ...]:
    """What the online index offers between our languages, the latest version of each direction.

    Raises:
        ModelError: the index is out of reach or is no index.
    """
    url = urllib.parse.urljoin(os.environ.get("ARGOS_PACKAGE_INDEX", INDEX).rstrip("/") + "/", "index.json")
    try:
        with _open(url) as answer:
            entries = json.loads(answer.read(MAX_INDEX))
    except ValueError as error:
        raise ModelError(f"{url} is not an index of packages ({error}).") from error
    latest: dict[tuple[str, str], Available] = {}
    for offer in sorted((o for e in entries if (o := _read(e))), key=lambda o: _version(o.version)):
        latest[offer.source, offer.target] = offer
    return tuple(latest[pair] for pair in sorted(latest))


def find(source: str, target: str) -> Available:
    """The package of the index for a direction.

    Raises:
        MissingModel: there is none.
        ModelError: the index is out of reach.
    """
    for offer in available():
        if (offer.source, offer.target) == (source, target):
            return offer
    raise MissingModel(f"The index has no package from {source} to {target}; see: forumdocs models available.")


def download(offer: Available, folder: Path) -> Path:
    """Fetch a package into a folder, from the first of its links that answers.

    Raises:
        ModelError: none does, or the file is too large.
    """
    path = folder / f"translate-{argos_code(offer.source)}_{argos_code(offer.target)}.argosmodel"
    failure: ModelError | None = None
    for link in offer.links:
        try:
            _fetch(link, path)
        except ModelError as error:
            failure = error
        else:
            return path
    raise failure or ModelError(f"The index gives no link for {offer.source} to {offer.target}.")


def _fetch(link: str, path: Path) -> None:
    size = 0
    with _open(link) as answer, path.open("wb") as sink:
        try:
            while chunk := answer.read(_CHUNK):
                size += len(chunk)
                if size > MAX_PACKAGE:
                    raise ModelError(f"{link} is larger than {MAX_PACKAGE >> 30} GB; that is not a package.")
                sink.write(chunk)
        except OSError as error:
            raise ModelError(f"{link} broke off ({error}); try again.") from error


def _open(url: str) -> Any:
    """Open a link; only https and, for mirrors, http.

    Raises:
        ModelError: the network is out of reach or refuses.
    """
    if urllib.parse.urlsplit(url).scheme not in ("https", "http"):
        raise ModelError(f"{url}: only https and http links are fetched.")
    try:
        return urllib.request.urlopen(url, timeout=TIMEOUT)
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        raise ModelError(
            f"{url} is out of reach ({reason}); on a machine without network, copy an .argosmodel file here "
            "and type: forumdocs models install FILE"
        ) from error


def _read(entry: Any) -> Available | None:
    """An entry of the index, if it is a translation package between our languages that can be fetched."""
    if not isinstance(entry, dict) or entry.get("type", "translate") != "translate":
        return None
    links = tuple(str(link) for link in entry.get("links", ()) if str(link).startswith("http"))
    try:
        source, target = language_code(str(entry["from_code"])), language_code(str(entry["to_code"]))
    except (KeyError, LanguageError):
        return None
    return Available(source, target, str(entry.get("package_version", "")), links) if links else None


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text))
