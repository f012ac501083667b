"""Install, remove and verify translation packages.

Nothing that was there is touched until the new package has been unpacked within bounds in a folder of its
own, has loaded, and has translated a line; then it is renamed into place, and renamed back if that fails.
"""

from __future__ import annotations

import json
import re
import shutil
import stat
import tempfile
import zipfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from forumdocs.errors import BadPackage, LanguageError, MissingModel, ModelError
from forumdocs.languages import LANGUAGES
from forumdocs.mt import manifests, packages
from forumdocs.mt.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forumdocs.mt.packages import Package

MAX_ENTRIES = 2_000
MAX_BYTES = 8 << 30
MAX_RATIO = 200
"""Bounds on an archive or folder: Argos packages have up to 60 files and 300 MB, NLLB 3.3B in int8 takes
3.5 GB, and weights hardly compress, so that a ratio over 200 is a bomb."""

SAMPLE_LINES = {
    "en": "The meeting opens on Monday in the main hall.",
    "zh": "会议星期一在大礼堂开幕。",
    "zh-Hant": "會議星期一在大禮堂開幕。",
    "ko": "회의는 월요일에 대강당에서 열립니다.",
    "ru": "Заседание откроется в понедельник в большом зале.",
    "ja": "会議は月曜日に大ホールで始まります。",
    "th": "การประชุมเริ่มวันจันทร์ที่ห้องโถงใหญ่",
}
"""The line that a package must translate into something before it is installed."""

NLLB_TAGS = {
    "en": "eng_Latn",
    "zh": "zho_Hans",
    "zh-Hant": "zho_Hant",
    "ko": "kor_Hang",
    "ru": "rus_Cyrl",
    "ja": "jpn_Jpan",
    "th": "tha_Thai",
}
M2M_TAGS = {"en": "__en__", "zh": "__zh__", "ko": "__ko__", "ru": "__ru__", "ja": "__ja__", "th": "__th__"}
"""Language tokens of multilingual models: before the source, and first in the target."""

END_OF_SENTENCE = "</s>"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What :func:`verify` found for one package folder.

    ``recorded`` is false where no manifest exists, because another program installed the package: then
    nothing can be said but that it loads.
    """

    name: str
    path: Path
    recorded: bool
    problems: tuple[str, ...] = ()


def install(
    source: str | Path, *, from_code: str = "", to_code: str = "", name: str = "", version: str = ""
) -> tuple[Package, ...]:
    """Install a package and return it, one :class:`Package` for each direction that it translates.

    Args:
        source: an ``.argosmodel`` file, a folder (unpacked Argos package, or plain CTranslate2 model with its
            SentencePiece models), or two language codes such as ``"zh en"``, which alone use the network.
        from_code: source language of a plain folder; unnecessary where its metadata or vocabulary tells.
        to_code: target language of a plain folder.
        name: name of a plain folder; by default its own.
        version: version of a plain folder.

    Raises:
        BadPackage: the package is unsafe to unpack, damaged, or does not translate a line.
        MissingModel: the online index has no package for the two languages.
        ModelError: there is neither a file nor a folder of that name, or the network is out of reach.
    """
    path = Path(source).expanduser()
    if path.is_file():
        return _install_archive(path, origin=path.name)
    if path.is_dir():
        if (path / packages.METADATA).is_file():
            with _staging(packages.argos_folder()) as stage:
                copy_folder(path, stage / "package")
                return _adopt_argos(stage / "package", origin=path.name)
        return _install_plain(path, from_code, to_code, name or path.name, version)
    if pair := _language_pair(str(source)):
        from forumdocs.mt import index

        with tempfile.TemporaryDirectory(prefix="forumdocs-") as folder:
            entry = index.find(*pair)
            return _install_archive(index.download(entry, Path(folder)), origin=entry.links[0])
    raise ModelError(f'{source}: no such file or folder; give a package, or two languages such as "zh en".')


def remove(which: str) -> tuple[Package, ...]:
    """Delete what is installed under a name or for a pair such as ``"zh en"``; returns what was deleted.

    Raises:
        MissingModel: nothing is installed under that name or for that pair.
        ModelError: only the starter pack answers to it, or the folder serves other directions too.
    """
    found = [package for package in packages.installed() if _answers_to(package, which)]
    if not found:
        raise MissingModel(f"No package '{which}' is installed; see: forumdocs models list.")
    own = [package for package in found if not package.builtin]
    if not own:
        raise ModelError(f"'{which}' is the built-in starter pack, which stays; a package you install goes first.")
    for folder in dict.fromkeys(package.path for package in own):
        names = {p.name for p in packages.installed() if p.path == folder}
        if which not in names and len(packages.read_package(folder)) > 1:
            raise ModelError(f"{folder} translates other pairs too; type: forumdocs models remove {names.pop()}")
    for folder in dict.fromkeys(package.path for package in own):
        shutil.rmtree(folder)
        manifests.manifest_path(folder).unlink(missing_ok=True)
    return tuple(own)


def verify() -> tuple[Verdict, ...]:
    """Read every file of every package anew, compare it with its manifest, and translate a line.

    The starter pack is one entry: its packages share their files.
    """
    places = packages.package_folders()
    verdicts = [_verdict(folder.name, folder, [folder]) for folder, builtin in places if not builtin]
    if starter := [folder for folder, builtin in places if builtin]:
        verdicts.append(_verdict("starter", packages.STARTER, starter, builtin=True))
    return tuple(verdicts)


def _verdict(name: str, root: Path, folders: list[Path], *, builtin: bool = False) -> Verdict:
    """What is wrong with the files under ``root`` and with the packages in ``folders``."""
    recorded = manifests.manifest_path(root).is_file()
    problems: list[str] = []
    with _noted(problems):
        problems += manifests.compare(root) if recorded else ()
    for folder in folders:
        with _noted(problems):
            for package in packages.read_package(folder, builtin=builtin)[:1]:
                translate_a_line(package)
    return Verdict(name, root, recorded, tuple(problems))


@contextmanager
def _noted(problems: list[str]) -> Iterator[None]:
    """Take a bad package down as a problem and go on."""
    try:
        yield
    except BadPackage as error:
        problems.append(str(error))


def translate_a_line(package: Package) -> str:
    """Load a package and translate one line with it.

    Raises:
        BadPackage: it does not load, or nothing with a letter in it comes out.
    """
    line = SAMPLE_LINES[package.source]
    engine = Engine([package], threads=1)
    try:
        text = engine.translate([line], source=package.source, target=package.target, beam=1)[0].text
    except (RuntimeError, ValueError, KeyError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise BadPackage(f"{package.path} does not translate ({reason}); get the package again.") from error
    if not re.search(r"\w", text):
        raise BadPackage(f"{package.path} translates nothing; the model and its tokenizer may not belong together.")
    return text


# Archives and folders


def _install_archive(path: Path, *, origin: str) -> tuple[Package, ...]:
    with _staging(packages.argos_folder()) as stage:
        folder = unpack(path, stage / "archive")
        return _adopt_argos(folder, origin=origin)


def unpack(path: Path, into: Path) -> Path:
    """Unpack an Argos archive within bounds; returns the outermost folder with a ``metadata.json``.

    Raises:
        BadPackage: it is no zip archive, too large, has links or paths that lead outside, or no package.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_entries(path, entries)
            for entry in entries:
                _extract(archive, entry, into)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise BadPackage(f"{path} cannot be unpacked ({error}); download it again.") from error
    found = sorted(into.rglob(packages.METADATA), key=lambda file: (len(file.parts), file))
    if not found:
        raise BadPackage(f"{path} holds no {packages.METADATA}; it is not an Argos package.")
    return found[0].parent


def _check_entries(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    size, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if len(entries) > MAX_ENTRIES or size > MAX_BYTES or size > MAX_RATIO * max(packed, 1):
        raise BadPackage(
            f"{path} would unpack to {len(entries)} files and {size >> 20} MB; it is no translation package."
        )
    for entry in entries:
        name = PurePosixPath(entry.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in entry.filename:
            raise BadPackage(f"{path} holds the path '{entry.filename}', which leads outside; do not trust it.")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise BadPackage(f"{path} holds the link '{entry.filename}'; do not trust it.")


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, into: Path) -> None:
    """Write one entry, and no more bytes than it declared: the sizes in a zip's index can lie."""
    target = into / PurePosixPath(entry.filename.replace("\\", "/"))
    if entry.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    left = entry.file_size
    with archive.open(entry) as source, target.open("wb") as sink:
        while chunk := source.read(1 << 20):
            left -= len(chunk)
            if left < 0:
                raise BadPackage(f"{entry.filename} is larger than the archive declares; do not trust it.")
            sink.write(chunk)


def copy_folder(source: Path, target: Path) -> None:
    """Copy a folder within bounds; links to files are followed, as caches of Hugging Face consist of them.

    Raises:
        BadPackage: there are too many files or bytes.
    """
    left = MAX_BYTES
    for count, file in enumerate(_files_below(source)):
        left -= file.stat().st_size
        if count >= MAX_ENTRIES or left < 0:
            raise BadPackage(f"{source} holds too many files or bytes; it is no translation package.")
        place = target / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)


def _files_below(folder: Path, depth: int = 4) -> Iterator[Path]:
    """Files of a folder and of those in it; the depth ends a circle of links."""
    for child in sorted(folder.iterdir()):
        if child.is_file():
            yield child
        elif child.is_dir() and depth:
            yield from _files_below(child, depth - 1)


@contextmanager
def _staging(place: Path) -> Iterator[Path]:
    """A temporary folder on the same disk as ``place``, hidden from Argos' listing beside it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".forumdocs-", dir=place.parent))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


# Adopting what was unpacked


def _adopt_argos(folder: Path, *, origin: str) -> tuple[Package, ...]:
    """Move a tested Argos folder among the installed ones, in place of those for the same direction."""
    candidates = packages.read_package(folder)
    if not candidates:
        raise BadPackage(f"{origin} is no translation package between {', '.join(LANGUAGES)}.")
    package = candidates[0]
    translate_a_line(package)
    pair = f"{packages.argos_code(package.source)}_{packages.argos_code(package.target)}"
    name = f"translate-{pair}-{_slug(package.version)}".rstrip("-")
    place = packages.argos_folder()
    replaced = [p.path for p in packages.installed() if _same_direction(p, package) and p.path.parent == place]
    return _move_in(folder, place / name, replaced, origin)


def _install_plain(path: Path, from_code: str, to_code: str, name: str, version: str) -> tuple[Package, ...]:
    metadata = _plain_metadata(path, from_code, to_code, name, version)
    place = packages.plain_folder() / _slug(name)
    with _staging(packages.plain_folder()) as stage:
        folder = stage / "package"
        copy_folder(path, folder)
        manifests.write_json(folder / packages.METADATA, metadata)
        candidates = packages.read_package(folder)
        if not candidates:
            raise BadPackage(f"{path}: name the languages that it translates: --from zh --to en.")
        translate_a_line(candidates[0])
        return _move_in(folder, place, [place] if place.exists() else [], path.name)


def _plain_metadata(path: Path, from_code: str, to_code: str, name: str, version: str) -> dict[str, Any]:
    """The metadata of a plain CTranslate2 folder, from arguments and from its vocabulary."""
    if not (path / "model.bin").is_file():
        raise BadPackage(f"{path} holds neither {packages.METADATA} nor model.bin; it is no translation model.")
    packages.find_tokenizer(path, packages.SOURCE_TOKENIZERS)
    tags = _language_tags(path)
    wanted = [(packages.language_code(from_code), packages.language_code(to_code))] if from_code and to_code else []
    if not wanted and not tags:
        raise BadPackage(f"{path}: name the languages that it translates: --from zh --to en.")
    pairs = wanted or [(a, b) for a in tags for b in tags if a != b]
    return {
        "name": name,
        "package_version": version,
        "type": "translate",
        "source_suffix": [] if _adds_end(path) else [END_OF_SENTENCE],
        "directions": [
            {
                "from_code": packages.argos_code(source),
                "to_code": packages.argos_code(target),
                "source_prefix": [tags[source]] if source in tags else [],
                "target_prefix": [tags[target]] if target in tags else [],
            }
            for source, target in pairs
        ],
    }


def _language_tags(path: Path) -> dict[str, str]:
    """The language tokens that the vocabulary of a model has, by our codes; empty for a model of one pair."""
    known = _vocabulary(path)
    for table in (NLLB_TAGS, M2M_TAGS):
        if tags := {code: tag for code, tag in table.items() if tag in known}:
            return tags
    return {}


def _vocabulary(path: Path) -> frozenset[str]:
    for stem in ("shared_vocabulary", "target_vocabulary"):
        with suppress(OSError, ValueError):
            return frozenset(json.loads((path / f"{stem}.json").read_text(encoding="utf-8")))
        with suppress(OSError):
            return frozenset((path / f"{stem}.txt").read_text(encoding="utf-8").splitlines())
    return frozenset()


def _adds_end(path: Path) -> bool:
    """Whether CTranslate2 appends the end of sentence to a source; converters differ in that."""
    try:
        config = json.loads((path / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(config.get("add_source_eos", False))


def _move_in(folder: Path, place: Path, replaced: list[Path], origin: str) -> tuple[Package, ...]:
    """Rename a folder into place and record it; what it replaces is deleted last, or put back on failure."""
    aside, manifest = folder.parent / "replaced", folder.parent / "manifest"
    manifests.record(folder, origin=origin, to=manifest)
    aside.mkdir()
    place.parent.mkdir(parents=True, exist_ok=True)
    moved: list[tuple[Path, Path]] = []
    try:
        for old in dict.fromkeys([*replaced, *([place] if place.exists() else [])]):
            old.rename(aside / old.name)
            moved.append((aside / old.name, old))
        folder.rename(place)
    except OSError as error:
        for kept, home in moved:
            kept.rename(home)
        raise ModelError(f"{place} cannot be written ({error.strerror}); what was there is unchanged.") from error
    for _, home in moved:
        manifests.manifest_path(home).unlink(missing_ok=True)
    manifest.replace(manifests.manifest_path(place))
    return packages.read_package(place)


def _same_direction(package: Package, other: Package) -> bool:
    return (package.source, package.target) == (other.source, other.target)


def _slug(text: str) -> str:
    """A name that is safe as a folder on every system."""
    return re.sub(r"[^\w-]+", "_", text).strip("_") or "package"


def _language_pair(text: str) -> tuple[str, str] | None:
    parts = re.split(r"[\s_→>,]+|(?<=^\w\w)-(?=\w\w$)", text.strip())
    try:
        codes = [packages.language_code(part) for part in parts]
    except LanguageError:
        return None
    return (codes[0], codes[1]) if len(codes) == 2 and codes[0] != codes[1] else None


def _answers_to(package: Package, which: str) -> bool:
    pair = _language_pair(which)
    return package.name == which or package.path.name == which or pair == (package.source, package.target)
