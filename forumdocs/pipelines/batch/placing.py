"""Where each handout goes: the folders of the sources again, and a name that no other source has."""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING

from forumdocs.errors import WriteError
from forumdocs.pipelines.batch.jobs import Job, Settings, Source
from forumdocs.pipelines.batch.ledger import FOLDER
from forumdocs.pipelines.batch.reports import CSV, PAGE
from forumdocs.writers import FORMATS, MOST_TARGETS, TOGETHER, Layout, check_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LONGEST_NAME = 120
"""Bytes of a folder or of a file before its language and suffix, in UTF-8: 40 Chinese characters. File systems end
at 255, Windows at 260 characters for the whole path, in which the folders above want room as well."""

LONGEST_FILE_NAME = 255
"""Bytes of a file's name on Linux and macOS."""

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\s*\.|\s*$)", re.IGNORECASE)
"""Names of devices, which Windows keeps to itself whatever the suffix (Microsoft, "Naming Files, Paths, and
Namespaces")."""


def place(wishes: Iterable[tuple[Source, Settings]], folder: Path) -> list[Job]:
    """The handouts that are wanted, those of a source together, each with the place in ``folder`` where it goes.

    A handout is called ``NAME.LANG.docx`` in the folder where its source stood. Where two sources would share that name
    both are told apart, by the suffix, the folder above or in the end a number made from the path; so what one is
    called hangs on which sources there are, not on their order.

    Raises:
        WriteError: a handout would replace a source or another handout, or its format cannot be written.
    """
    by_source: dict[Source, list[Settings]] = {}
    for source, settings in wishes:
        by_source.setdefault(source, []).append(settings)
    names = name_sources(by_source)
    jobs = [
        Job(
            source=source,
            targets=targets,
            output=folder / _output_name(names[source], group, settings),
            options=settings.options,
            style=settings.style,
            meta=settings.meta,
            summary=settings.summary,
        )
        for source, wanted in by_source.items()
        for settings in wanted
        for group, targets in settings.groups.items()
    ]
    check_places(jobs, apart=(folder / PAGE, folder / CSV, folder / FOLDER))
    return jobs


def _output_name(name: str, group: str, settings: Settings) -> str:
    if not settings.output:
        return f"{name}.{group}{settings.suffix}"
    chosen = PurePosixPath(safe_path(settings.output))
    if chosen.suffix.lower() not in FORMATS:
        return f"{chosen}.{group}{settings.suffix}"
    return str(chosen) if len(settings.groups) == 1 else str(chosen.with_suffix(f".{group}{chosen.suffix}"))


def check_places(jobs: Sequence[Job], *, apart: Iterable[Path] = ()) -> None:
    """Make sure that every output can be written and costs no source, no other output and nothing of ``apart``.

    Raises:
        WriteError: one cannot; the message names the first.
    """
    sources = {job.source.path.resolve() for job in jobs}
    kept = {_key(str(path)) for path in apart}
    taken: dict[str, Job] = {}
    checked: set[tuple[Path, str, Layout]] = set()
    for job in jobs:
        if (kind := (job.output.parent, job.output.suffix, job.style.layout)) not in checked:
            check_place(job.output, layout=job.style.layout)
            checked.add(kind)
        _check_languages(job)
        if job.output.resolve() in sources:
            raise WriteError(f"{job.output}: is a source itself; choose another folder with -o.")
        if any(_key(str(path)) in kept for path in (job.output, *job.output.parents)):
            raise WriteError(f"{job.output}: is where a report or the ledger stands; name the handout otherwise.")
        other = taken.setdefault(_key(str(job.output)), job)
        if other is not job:
            raise WriteError(_clash(job, other))


def _clash(job: Job, other: Job) -> str:
    if job.source.key == other.source.key:
        return f"{job.source.name}: is wanted twice, and both would go to {job.output}; name the output of one."
    return f"{job.output}: is wanted of both {other.source.name} and {job.source.name}; name one anew."


def _check_languages(job: Job) -> None:
    if len(job.targets) > 1 and job.output.suffix.lower() not in TOGETHER:
        raise WriteError(f"{job.output}: holds one target language; write {', '.join(sorted(TOGETHER))} for more.")
    if len(job.targets) > MOST_TARGETS:
        raise WriteError(f"{job.output}: at most {MOST_TARGETS} languages fit on one page; leave out --together.")


def name_sources(sources: Iterable[Source]) -> dict[Source, str]:
    """What the outputs of each source are called without language and suffix, with the folders before the name."""
    sources = list(sources)
    names = dict.fromkeys(sources, "")
    for label in _LABELS:
        counts = Counter(map(_key, names.values()))
        for source in sources:
            if not names[source] or counts[_key(names[source])] > 1:
                names[source] = safe_path(f"{source.folder}/{label(source)}")
    return names


def safe_path(name: str) -> str:
    """A relative path that every system can hold and that leads nowhere else; the parts of ``name`` made safe."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(map(_safe, parts))


def _safe(name: str) -> str:
    """A folder's or a file's name for Windows, macOS and Linux; what is too long ends in a number made from it all."""
    safe = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).rstrip(" .") or "_"
    if _RESERVED.match(safe):
        safe = f"_{safe}"
    if len(safe.encode("utf-8")) <= LONGEST_NAME:
        return safe
    start = safe.encode("utf-8")[: LONGEST_NAME - 9].decode("utf-8", errors="ignore").rstrip(" .")
    return f"{start}-{_number(name)}"


def _key(name: str) -> str:
    """Names that file systems take for one have one key: case and composition of letters make no difference."""
    return unicodedata.normalize("NFC", name).casefold()


def _number(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:8]


def local_name(name: str) -> str:
    """The name of a file from elsewhere, as this system can hold it: as it is, if that will do."""
    if sys.platform != "win32" and len(name.encode("utf-8")) <= LONGEST_FILE_NAME:
        return name
    return safe_path(PurePosixPath(name).stem) + PurePosixPath(name).suffix


def _inner(source: Source) -> PurePath:
    """The path by which people know a document, in its archive or on disk."""
    return PurePosixPath(source.member) if source.member else source.path.resolve()


def _stem(source: Source) -> str:
    return _inner(source).stem


def _stem_and_suffix(source: Source) -> str:
    inner = _inner(source)
    return f"{inner.stem}-{inner.suffix[1:].lower()}"


def _stem_behind_folder(source: Source) -> str:
    above = source.path.stem if source.member else source.path.resolve().parent.name
    return f"{above}-{_stem_and_suffix(source)}"


def _stem_and_number(source: Source) -> str:
    whole = f"{source.path.resolve().as_posix()}/{source.member}"
    return f"{_stem(source)}-{_number(whole)}"


_LABELS: tuple[Callable[[Source], str], ...] = (_stem, _stem_and_suffix, _stem_behind_folder, _stem_and_number)
"""What a source is called: the first that tells it from all others."""
