"""The documents that a user means: files, folders, globs and ZIP archives, in a stable order, each once."""

from __future__ import annotations

import functools
import glob
import hashlib
import itertools
import re
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from forumdocs.errors import NoText, ReadError
from forumdocs.pipelines.batch.jobs import Source
from forumdocs.readers import MAX_BYTES, load, read_bytes
from forumdocs.readers.archives import UNPACK_ERRORS, check_bounds
from forumdocs.readers.formats import SUFFIXES
from forumdocs.readers.plausibility import judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forumdocs.model import Document

ARCHIVE = ".zip"
REFUSED = frozenset({".doc", ".rtf", ".odt", ".ppt", ".pptx", ".odp", ".hwp", ".hwpx", ".wps", ".pages", ".epub"})
"""Documents that no reader takes. They are found like the others, so that a report says of each what to do: whoever
gives a folder expects a handout of all papers in it, and would not see that an old Word file is missing."""
FOUND = SUFFIXES | {ARCHIVE} | REFUSED
"""What is taken from a folder, a glob or an archive."""

_PASSED_OVER = re.compile(r"(?:^|/)(?:\.|~\$|__MACOSX/|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
"""What systems leave beside documents: dot files, the locks of Word, the resource forks of macOS."""
_TRUSTED = "if you trust it, unpack it and name the folder."

_NAME_ENCODINGS = ("gb18030", "cp949", "cp866", "cp932", "cp950", "cp437")
"""The code pages of consoles, in which Windows writes names into archives, by the countries of the forum; the ZIP
specification (APPNOTE 6.3.10, D.1) knows but CP437, so nothing in an archive tells which it is."""
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1


def find_sources(patterns: Iterable[str | Path], *, outside: Path | None = None) -> list[Source]:
    """The documents behind files, folders, globs and archives.

    A file that is named is taken whatever its suffix; of folders, globs and archives the documents are, in the order
    of their names. An archive inside of an archive and the documents of :data:`REFUSED` are taken too, and refused
    when they are read, so that a report can say so.

    Args:
        patterns: what the user named, in that order.
        outside: a folder whose files are passed over where a folder or a glob reaches into it from above: the outputs
            of an earlier run that lie among the sources.

    Raises:
        ReadError: a pattern matches nothing, or only what is ``outside``; or a file that is named cannot be opened.
        NoText: a folder or an archive holds no document.
    """
    found: dict[tuple[Path, str], Source] = {}
    for pattern in map(str, patterns):
        sources: Iterable[Source] = _expand(pattern)
        if outside and outside.resolve().is_relative_to(_root(pattern)):
            sources = _apart_from(outside, sources, pattern)
        for source in sources:
            found.setdefault(source.key, source)
    return list(found.values())


def _root(pattern: str) -> Path:
    """The file or folder that a pattern names, or the folder from which a glob goes down."""
    path = Path(pattern)
    fixed = itertools.takewhile(lambda part: not glob.has_magic(part), path.parts)
    return (path if path.exists() else Path(*fixed)).resolve()


def _apart_from(folder: Path, sources: Iterable[Source], pattern: str) -> list[Source]:
    real = folder.resolve()
    apart = [source for source in sources if real not in source.path.resolve().parents]
    if not apart:
        raise ReadError(f"{pattern}: all that is there is in the output folder, {folder}; choose another with -o.")
    return apart


def read_source(source: Source, encoding: str = "") -> Document:
    """Read a document from disk or out of its archive; arguments and errors as :func:`forumdocs.readers.read`."""
    return read_bytes(read_content(source), name=source.name, encoding=encoding or None)


def digest(source: Source) -> str:
    """The SHA-256 of the content of a document, in hexadecimal; its name and its archive have no part in it.

    Raises:
        ReadError: it cannot be read.
    """
    return hashlib.sha256(read_content(source)).hexdigest()


def read_content(source: Source) -> bytes:
    """The bytes of a document.

    Raises:
        ReadError: it is missing, too large, encrypted or damaged.
    """
    if not source.member:
        return load(source.path)
    archive, members = _open_archive(source.path)
    entry = members.get(source.member)
    if entry is None:
        raise ReadError(f"{source.name}: no such file in the archive; check its name there.")
    if entry.flag_bits & _ENCRYPTED_FLAG:
        raise ReadError(f"{source.name}: is encrypted; unpack the archive with its password and name the folder.")
    if entry.file_size > MAX_BYTES:
        raise ReadError(f"{source.name}: is larger than {MAX_BYTES >> 20} MB; split it and read the parts.")
    try:
        return archive.read(entry)
    except UNPACK_ERRORS as error:
        raise ReadError(
            f"{source.name}: is damaged and cannot be unpacked; get a fresh copy of the archive."
        ) from error


def _expand(pattern: str) -> Iterator[Source]:
    path = Path(pattern)
    try:
        if pattern and path.is_dir():
            return iter(_required(list(_in_folder(path, root=path)), pattern))
        if pattern and path.exists():
            return iter(_required(list(_in_archive(path)), pattern) if _is_archive(path) else [Source(path)])
        if glob.has_magic(pattern):
            return iter(_required(list(_matching(pattern)), pattern))
    except OSError as error:
        raise ReadError(f"{path}: cannot be opened ({error.strerror}); check its permissions.") from error
    raise ReadError(f"{pattern or repr(pattern)}: no such file; check the name.")


def _required(sources: list[Source], pattern: str) -> list[Source]:
    if not sources:
        expected = ", ".join(sorted(SUFFIXES | {ARCHIVE}))
        raise NoText(f"{pattern}: no document is there; forumdocs takes {expected}.")
    return sources


def _in_folder(folder: Path, *, root: Path) -> Iterator[Source]:
    next(folder.iterdir(), None)  # raises where the folder may not be listed; rglob passes over it in silence
    for path in sorted(folder.rglob("*"), key=lambda path: path.parts):
        below = path.relative_to(root)
        if _is_document(below.as_posix()) and path.is_file():
            yield from _found(path, below=PurePosixPath(below.parent.as_posix()))


def _matching(pattern: str) -> Iterator[Source]:
    """The documents that a glob matches, for shells that leave globs to programs; its fixed start is their root."""
    parts = Path(pattern).parts
    root = Path(*parts[: next(n for n, part in enumerate(parts) if glob.has_magic(part))])
    is_exact = bool(suffix := Path(pattern).suffix) and not glob.has_magic(suffix)
    paths = map(Path, glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    for path in sorted(paths, key=lambda path: path.parts):
        below = path.relative_to(root)
        if path.is_dir():
            yield from _in_folder(path, root=root)
        elif _is_document(below.as_posix(), any_suffix=is_exact):
            yield from _found(path, below=PurePosixPath(below.parent.as_posix()))


def _found(path: Path, *, below: PurePosixPath) -> Iterator[Source]:
    """A file that nobody named; an archive that cannot be opened stands for itself, so that reading it tells why."""
    folder = "" if str(below) == "." else str(below)
    if not _is_archive(path):
        yield Source(path, folder=folder)
        return
    try:
        members = list(_in_archive(path))
    except ReadError:
        yield Source(path, folder=folder)
        return
    for member in members:
        yield replace(member, folder=str(below / path.stem / member.folder).removesuffix("/."))


def _in_archive(path: Path) -> Iterator[Source]:
    _, members = _open_archive(path)
    for name in sorted(members, key=lambda name: PurePosixPath(name).parts):
        if _is_document(name):
            folder = str(PurePosixPath(name).parent)
            yield Source(path, name, "" if folder == "." else folder)


def _is_document(name: str, *, any_suffix: bool = False) -> bool:
    """Whether a file that was found rather than named is taken, by its path below what was named."""
    suffix = PurePosixPath(name).suffix.lower()
    return (any_suffix or suffix in FOUND) and not _PASSED_OVER.search(name)


def _is_archive(path: Path) -> bool:
    return path.suffix.lower() == ARCHIVE and path.is_file()


def _open_archive(path: Path) -> tuple[zipfile.ZipFile, dict[str, zipfile.ZipInfo]]:
    """An archive and its files by their names as people see them.

    Raises:
        ReadError: it is missing, damaged, or beyond the bounds of :mod:`forumdocs.readers.archives`.
    """
    try:
        stat = path.stat()
        return _open_version(path, stat.st_mtime_ns, stat.st_size)
    except FileNotFoundError as error:
        raise ReadError(f"{path}: no such file; check the name and the folder.") from error
    except UNPACK_ERRORS as error:
        raise ReadError(f"{path}: is a damaged archive, or none; get a fresh copy.") from error


@functools.lru_cache(maxsize=1)  # its documents are read one after another; the directory may have 20,000 lines
def _open_version(path: Path, _mtime: int, _size: int) -> tuple[zipfile.ZipFile, dict[str, zipfile.ZipInfo]]:
    archive = zipfile.ZipFile(path)
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    check_bounds(entries, name=str(path), advice=_TRUSTED)
    encoding = _name_encoding(entries)
    return archive, {_shown(entry, encoding): entry for entry in entries}


def _shown(entry: zipfile.ZipInfo, encoding: str) -> str:
    """The name of a file in an archive: in the right letters, and without what leads out of the archive."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_FLAG:
        name = _raw(entry).decode(encoding, errors="replace")
    name = "".join("_" if unicodedata.category(char) == "Cc" else char for char in name.replace("\\", "/"))
    parts = [part for part in re.sub(r"^[A-Za-z]:", "", name).split("/") if part not in ("", ".", "..")]
    return unicodedata.normalize("NFC", "/".join(parts))


def _raw(entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a name without the UTF-8 flag, which :mod:`zipfile` reads as CP437, a code page without gaps."""
    return entry.orig_filename.encode("cp437", errors="replace")


def _name_encoding(entries: Iterable[zipfile.ZipInfo]) -> str:
    """The encoding of the names that do not say theirs: UTF-8 where it fits, else what reads best as writing."""
    raw = [_raw(entry) for entry in entries if not entry.flag_bits & _UTF8_FLAG and not entry.filename.isascii()]
    names = b"\n".join(raw)
    readings = ((encoding, _try_decode(names, encoding)) for encoding in ("utf-8", *_NAME_ENCODINGS))
    fitting = {encoding: text for encoding, text in readings if text is not None}
    if "utf-8" in fitting:
        return "utf-8"
    return min(fitting, key=lambda encoding: judge(fitting[encoding]).cost)


def _try_decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
