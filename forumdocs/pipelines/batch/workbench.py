"""What happens on the workers of a cluster: they are sent packages and glossaries once, then documents.

All functions here are called from another machine, perhaps one with another system: what they take and give are bytes,
words and numbers, never a path.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from forumdocs import __version__
from forumdocs.errors import ClusterError
from forumdocs.glossary.compiled import remembered_concepts
from forumdocs.glossary.store import Glossary, load_builtin
from forumdocs.mt.constraints import Terminology
from forumdocs.mt.packages import installed
from forumdocs.pipelines.batch.crates import Shelf, pack, unpack
from forumdocs.pipelines.batch.crew import be_mortal
from forumdocs.pipelines.batch.jobs import Job, Source
from forumdocs.pipelines.batch.making import GLOSSARIES, Made, Order, read_order, render_draft, translate_readings
from forumdocs.pipelines.batch.placing import local_name
from forumdocs.pipelines.batch.recall import RecallingEngine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from forumdocs.glossary.concepts import Concept
    from forumdocs.mt.engine import Translation
    from forumdocs.pipelines.batch.crates import Crate
    from forumdocs.pipelines.translation import Options
    from forumdocs.writers.style import Style

DECISIVE = (
    "ctranslate2",
    "sentencepiece",
    "spacy",
    "jieba",
    "python-docx",
    "lxml",
    "pypdf",
    "pypdfium2",
    "trafilatura",
)
"""Libraries of which another version may read, translate or write a document in another way."""

KNOWN_SENTENCES = 100_000
"""Translations that a worker keeps in memory; about 50 MB."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a worker says of itself before it is given anything."""

    forumdocs: str
    python: str
    libraries: tuple[str, ...]
    """``NAME VERSION`` of each of :data:`DECISIVE` that is installed."""


def describe() -> Facts:
    """The versions of this machine."""
    python = ".".join(platform.python_version_tuple()[:2])
    return Facts(__version__, python, tuple(f"{name} {found}" for name in DECISIVE if (found := _version(name))))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


# Packages and glossaries


def lacking(crates: Iterable[Crate]) -> list[str]:
    """The keys of the crates that this machine has neither been sent nor installed itself."""
    return [crate.key for crate in crates if not _find(crate)]


def receive(crate: Crate, name: str, data: bytes, sender: str) -> None:
    """Take the next piece of a file; see :class:`Shelf`."""
    Shelf().receive(crate, name, data, sender=sender)


def seal(crate: Crate, sender: str) -> None:
    """A crate has been sent whole; raises ClusterError where it did not arrive so."""
    Shelf().seal(crate, sender=sender)


def _find(crate: Crate) -> Path | None:
    return Shelf().find(crate) or _own_crates().get(crate.key)


@lru_cache(1)
def _own_crates() -> dict[str, Path]:
    """What is installed on this machine, packed as a sender would."""
    return {crate.key: root for crate, root in pack(installed()).items()}


def has_glossary(digest: str) -> bool:
    """Whether this machine has the glossary with this digest."""
    try:
        _load_glossary(digest)
    except KeyError:
        return False
    return True


def keep_glossary(digest: str, concepts: Iterable[Concept]) -> None:
    """Keep a glossary, in memory and where parsed glossaries are kept between runs."""
    _SENT[digest] = Glossary(remembered_concepts(digest, lambda: concepts), digest=digest)


_SENT: dict[str, Glossary] = {}
"""Glossaries that this process was sent, by digest: the cache folder may not be writable."""


def _load_glossary(digest: str) -> Glossary:
    """A glossary by its digest; KeyError where it is not here."""
    if digest in _SENT:
        return _SENT[digest]
    builtin = load_builtin()
    if builtin.digest == digest:
        return builtin

    def lack() -> Iterable[Concept]:
        raise KeyError(digest)

    return Glossary(remembered_concepts(digest, lack), digest=digest)


@lru_cache(GLOSSARIES)
def _load_terms(digest: str) -> Terminology:
    return Terminology(_load_glossary(digest))


# Documents


@dataclass(frozen=True, slots=True)
class Wish:
    """One handout of a source: a job without its paths."""

    targets: tuple[str, ...]
    suffix: str
    style: Style
    meta: tuple[tuple[str, str], ...]
    summary: int


@dataclass(frozen=True, slots=True)
class Errand:
    """A source with all handouts that are wanted of it."""

    name: str
    """What messages call the source."""
    file: str
    """The name of the file itself, which stands in the handouts."""
    content: bytes
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Parcel:
    """Documents that are translated together: their options are the same."""

    crates: tuple[Crate, ...]
    glossary: str
    """Digest; empty where they do without one."""
    glossary_files: tuple[str, ...]
    """Names of the files of :class:`Options`, which stand in the handouts."""
    options: Options
    """Without the glossary files."""
    errands: tuple[Errand, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a wish: :class:`Made` without its job."""

    content: bytes
    fault: str
    sentences: int
    flagged: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Delivery:
    """What comes back for a parcel: the outcomes of its wishes in order, and what was translated for them."""

    outcomes: tuple[Outcome, ...]
    sentences: int
    """Sentences that waited for a machine."""
    fresh: Mapping[bytes, Translation] = field(default_factory=dict)
    """Translations by their keys in the ledger."""


class Memory:
    """Translations by key, those longest unused forgotten first; it stands in for the ledger, which is elsewhere."""

    def __init__(self, most: int = KNOWN_SENTENCES) -> None:
        self._most = most
        self._known: OrderedDict[bytes, Translation] = OrderedDict()
        self._fresh: dict[bytes, Translation] = {}

    def recall(self, keys: Iterable[bytes]) -> dict[bytes, Translation]:
        """The translations that are known under these keys."""
        known = {key: self._known[key] for key in keys if key in self._known}
        for key in known:
            self._known.move_to_end(key)
        return known

    def remember(self, translations: Mapping[bytes, Translation]) -> None:
        """Keep translations under their keys."""
        self._known.update(translations)
        self._fresh.update(translations)
        while len(self._known) > self._most:
            self._known.popitem(last=False)

    def take_fresh(self) -> dict[bytes, Translation]:
        """What was remembered since this was last asked."""
        fresh, self._fresh = self._fresh, {}
        return fresh


class Bench:
    """Packages, with their models as soon as they are needed; a process has one, and translates one parcel at a time.

    Raises:
        ClusterError: a crate is not on this machine.
    """

    def __init__(self, crates: tuple[Crate, ...]) -> None:
        self.packages = unpack((crate, _place(crate)) for crate in crates)
        self._memory = Memory()
        self._engine = RecallingEngine(self._memory, self.packages)
        self._lock = threading.Lock()

    def work(self, parcel: Parcel, folder: Path) -> Delivery:
        """Make the handouts of a parcel; its sources are put into ``folder``, for writers that read them again.

        While one parcel is translated, the next is read by another thread of the worker.
        """
        options = replace(parcel.options, glossary=tuple(map(Path, parcel.glossary_files)))
        orders = [_order(errand, folder / str(n), options) for n, errand in enumerate(parcel.errands)]
        readings = [read_order(order, self.packages) for order in orders]
        terms = _load_terms(parcel.glossary) if parcel.glossary else None
        with self._lock:
            drafts = translate_readings(readings, engine=self._engine, terms=terms, progress=bool)
            fresh = self._memory.take_fresh()
        made = [each if isinstance(each, Made) else render_draft(each) for each in drafts]
        names = {order.source.name: errand.name for order, errand in zip(orders, parcel.errands, strict=True)}
        outcomes = (_outcome(each, names[each.job.source.name]) for each in made)
        return Delivery(tuple(outcomes), sum(reading.sentences for reading in readings), fresh)


def _place(crate: Crate) -> Path:
    if place := _find(crate):
        return place
    raise ClusterError(f"{crate.folder}: the package is not on this machine any more; run the same line again.")


def _order(errand: Errand, folder: Path, options: Options) -> Order:
    folder.mkdir()
    source = Source(folder / local_name(errand.file))
    source.path.write_bytes(errand.content)
    jobs = (
        Job(
            source=source,
            targets=wish.targets,
            output=folder / f"handout{wish.suffix}",
            options=options,
            style=wish.style,
            meta=wish.meta,
            summary=wish.summary,
        )
        for wish in errand.wishes
    )
    return Order(source, options, tuple(jobs))


def _outcome(made: Made, name: str) -> Outcome:
    """What became of a job, with the name that the source has at home."""
    fault = made.fault.replace(made.job.source.name, name)
    return Outcome(made.content, fault, made.sentences, made.flagged, made.seconds)


def work(parcel: Parcel) -> Delivery:
    """Make the handouts of a parcel.

    Raises:
        ClusterError: the parcel wants packages or a glossary that this worker was not sent.
    """
    from distributed import get_worker

    worker = get_worker()
    if worker.nanny and sys.stderr:  # which starts it anew when a document hangs it
        be_mortal(sys.stderr)
    scratch = worker.local_directory  # which Dask clears when a worker was killed
    with tempfile.TemporaryDirectory(prefix="forumdocs-", dir=scratch, ignore_cleanup_errors=True) as folder:
        return _bench(parcel.crates).work(parcel, Path(folder))


_BENCH_LOCK = threading.Lock()
_benches: dict[tuple[Crate, ...], Bench] = {}
"""The bench of this process; a run with other packages gets another, and the models of the old one go."""


def _bench(crates: tuple[Crate, ...]) -> Bench:
    with _BENCH_LOCK:
        if crates not in _benches:
            _benches.clear()
            _benches[crates] = Bench(crates)
        return _benches[crates]
