"""What the files of a package were when it was installed: one SHA-256 a file, in a JSON beside the folder.

Argos archives carry no checksum. The manifest cannot say whether an archive was good when it came, only
whether the files are still those that loaded and translated a line on that day; the digests can be compared
with another machine's.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forumdocs.errors import BadPackage
from forumdocs.paths import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

SUFFIX = ".manifest.json"
_CHUNK = 1 << 20


def manifest_path(folder: Path) -> Path:
    """The manifest of a package folder: ``NAME.manifest.json`` beside it, where Argos does not look."""
    return folder.with_name(folder.name + SUFFIX)


def files_in(folder: Path) -> tuple[Path, ...]:
    """All regular files below a folder, sorted; caches of the interpreter left out."""
    return tuple(sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts))


def record(folder: Path, *, origin: str = "", to: Path | None = None) -> Path:
    """Write the manifest of a folder; ``to`` names another place than beside it."""
    path = to or manifest_path(folder)
    files = {
        file.relative_to(folder).as_posix(): {"sha256": hash_file(file), "size": file.stat().st_size}
        for file in files_in(folder)
    }
    write_json(path, {"origin": origin, "files": files})
    return path


def compare(folder: Path) -> tuple[str, ...]:
    """What differs between a folder and its manifest, one line each; every file is read anew.

    Raises:
        BadPackage: there is no manifest, or it cannot be read.
    """
    try:
        known = _read(folder)["files"]
        digests = {str(name): str(entry["sha256"]) for name, entry in known.items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise BadPackage(f"{manifest_path(folder)} cannot be read ({error}); install the package again.") from error
    present = {file.relative_to(folder).as_posix(): file for file in files_in(folder)}
    problems = [f"{name} is missing" for name in sorted(digests.keys() - present.keys())]
    problems += [f"{name} was added" for name in sorted(present.keys() - digests.keys())]
    problems += [
        f"{name} has changed"
        for name in sorted(digests.keys() & present.keys())
        if read_hash(present[name]) != digests[name]
    ]
    return tuple(problems)


def read_origin(folder: Path) -> str:
    """Where a package came from, as its manifest says.

    Raises:
        BadPackage: there is no manifest, or it cannot be read.
    """
    return str(_read(folder).get("origin", ""))


def _read(folder: Path) -> dict[str, Any]:
    path = manifest_path(folder)
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadPackage(f"{path} cannot be read ({error}); install the package again.") from error
    if not isinstance(manifest, dict):
        raise BadPackage(f"{path} is no manifest; install the package again.")
    return manifest


def fingerprint(base: Path, files: Iterable[Path]) -> str:
    """One SHA-256 over the relative names and digests of several files."""
    total = hashlib.sha256()
    for file in files:
        name = Path(os.path.relpath(file, base)).as_posix()
        total.update(f"{hash_file(file)}  {name}\n".encode())
    return total.hexdigest()


def read_hash(path: Path) -> str:
    """SHA-256 of a file, read now."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def hash_file(path: Path) -> str:
    """SHA-256 of a file, remembered in the user's data folder while its size and time of change stay."""
    stat = path.stat()
    stamp = [stat.st_size, stat.st_mtime_ns]
    known = _read_cache()
    entry = known.get(str(path))
    if isinstance(entry, list) and entry[:2] == stamp:
        return str(entry[2])
    digest = read_hash(path)
    known[str(path)] = [*stamp, digest]
    with suppress(OSError):  # a read-only home costs time, not the command
        write_json(_cache_path(), known)
    return digest


def _cache_path() -> Path:
    return data_folder() / "hashes.json"


def _read_cache() -> dict[str, object]:
    try:
        known = json.loads(_cache_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def write_json(path: Path, content: object) -> None:
    """Write JSON to a temporary file beside ``path``, then rename: a reader never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    partial.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    partial.replace(path)
