"""The ledger of a batch: what is done, what failed and why, and every sentence that was translated.

It is an SQLite database in the output folder. Nothing in it is needed to read the handouts; without it all work is
done again, but for the handouts that stand there: what the ledger does not know is taken for somebody's work.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from forumdocs.errors import WriteError
from forumdocs.files import replace_file
from forumdocs.mt.engine import Translation
from forumdocs.pipelines.batch.jobs import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import TracebackType
    from typing import Self

    from forumdocs.pipelines.batch.jobs import Job, Source

FOLDER = ".forumdocs"
"""The folder in the output folder that holds the ledger, and files that are being written."""
NAME = "ledger.sqlite"
STAGING = "unfinished"

VERSION = 2
"""Of the tables below; a ledger of another version is begun anew, but for what it wrote."""
_TABLES = """
CREATE TABLE jobs (
    output TEXT PRIMARY KEY, source TEXT NOT NULL, targets TEXT NOT NULL, state TEXT NOT NULL, key TEXT NOT NULL,
    reason TEXT NOT NULL, sentences INTEGER NOT NULL, flagged INTEGER NOT NULL, seconds REAL NOT NULL,
    sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE translations (
    key BLOB PRIMARY KEY, text TEXT NOT NULL, score REAL NOT NULL, flags TEXT NOT NULL, packages TEXT NOT NULL,
    risk REAL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS writings (
    output TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (output, sha256)
) WITHOUT ROWID;
"""
UNREADABLE = "unreadable"
"""In place of the digest of a file that this user may not read: it is somebody's."""
_MOST_AT_ONCE = 500
"""Keys in one query; SQLite takes 999 in its oldest builds."""


class State(StrEnum):
    """How far a job is."""

    DONE = "done"
    FAILED = "failed"
    PENDING = "pending"
    EDITED = "edited"
    """A run wrote the handout, and a person revised it. Like FOREIGN found at every look, and never entered."""
    FOREIGN = "foreign"
    """A file stands in its place that is not of any run."""
    TAKEN = "taken"
    """The handout of another document stands in its place, which an earlier run made. Never entered either."""


KEPT = frozenset({State.EDITED, State.FOREIGN, State.TAKEN})
"""States of a handout whose place has something that is never overwritten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the ledger says of one job.

    ``key`` stands for all that determines the handout; ``sha256`` is that of the file as it was written.
    """

    output: Path
    source: str
    """The name of the source as messages give it."""
    targets: tuple[str, ...]
    state: State
    key: str
    reason: str = ""
    """Why it failed or was kept, in one line."""
    sentences: int = 0
    flagged: int = 0
    """Sentences with a flag of any kind."""
    seconds: float = 0.0
    """What reading, translating and writing took; of work that documents share, the document's part."""
    sha256: str = ""


class Ledger:
    """The ledger of an output folder; one run has it at a time.

    Args:
        folder: the output folder; it is made if it is not there.

    Raises:
        WriteError: the folder cannot be written, the ledger is damaged, or another run works on the folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._own = self._folder / FOLDER
        self._connection = self._open()
        self._staging = self._own / STAGING
        shutil.rmtree(self._staging, ignore_errors=True)  # what a run that was killed left unfinished

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        with contextlib.suppress(OSError):
            self._staging.rmdir()

    def record_of(self, job: Job) -> Record | None:
        """What is known of a job; None where the ledger has never seen it."""
        row = self._connection.execute("SELECT * FROM jobs WHERE output = ?", (self._name(job.output),)).fetchone()
        return self._record(row) if row else None

    def state_of(self, job: Job, key: str) -> State:
        """Whether the job was done or failed with just this ``key``, and what stands in the place of its handout."""
        digest = digest_of(job.output)
        if owner := self._owner(job.output, digest):
            return owner
        record = self.record_of(job)
        if record is None or record.key != key:
            return State.TAKEN if record and digest and _is_of_another(record, job.source) else State.PENDING
        if record.state is State.DONE and record.sha256 != digest:
            return State.PENDING
        return record.state

    def save(self, content: bytes, record: Record) -> State:
        """Put a handout in its place and enter that it is done, unless a person's file stands there by now.

        That the content is ours is entered before it is there: when a run is killed in between, the next one must not
        take it for a person's.

        Raises:
            WriteError: the place cannot be written.
        """
        if owner := self._owner(record.output, digest_of(record.output)):
            return owner
        with self._writing():
            writing = (self._name(record.output), record.sha256)
            self._connection.execute("INSERT OR IGNORE INTO writings VALUES (?, ?)", writing)
        replace_file(record.output, content, staging=self._staging)
        self.enter(record)
        return record.state

    def enter(self, record: Record) -> None:
        """Keep what is known of a job, in place of what was known before."""
        row = (
            self._name(record.output),
            record.source,
            ",".join(record.targets),
            record.state.value,
            record.key,
            printable(record.reason),
            record.sentences,
            record.flagged,
            record.seconds,
            record.sha256,
        )
        with self._writing():
            self._connection.execute(f"INSERT OR REPLACE INTO jobs VALUES ({','.join('?' * len(row))})", row)

    def speed(self) -> float:
        """Sentences a second in all that is done so far; 0 where nothing is."""
        query = "SELECT total(sentences), total(seconds) FROM jobs WHERE state = 'done'"
        sentences, seconds = self._connection.execute(query).fetchone()
        return float(sentences / seconds) if seconds else 0.0

    def recall(self, keys: Iterable[bytes]) -> dict[bytes, Translation]:
        """The translations that are known under these keys."""
        known: dict[bytes, Translation] = {}
        wanted = list(keys)
        for start in range(0, len(wanted), _MOST_AT_ONCE):
            some = wanted[start : start + _MOST_AT_ONCE]
            query = f"SELECT * FROM translations WHERE key IN ({','.join('?' * len(some))})"
            for key, text, score, flags, packages, risk in self._connection.execute(query, some):
                known[key] = Translation(text, score, tuple(json.loads(flags)), tuple(json.loads(packages)), risk)
        return known

    def remember(self, translations: Mapping[bytes, Translation]) -> None:
        """Keep translations under their keys."""
        rows = (
            (key, t.text, t.score, json.dumps(t.flags), json.dumps(t.packages), t.risk)
            for key, t in translations.items()
        )
        with self._writing():
            self._connection.executemany("INSERT OR REPLACE INTO translations VALUES (?,?,?,?,?,?)", rows)

    def _open(self) -> sqlite3.Connection:
        path = self._own / NAME
        try:
            self._own.mkdir(parents=True, exist_ok=True)
            return _connect(path)
        except OSError as error:
            raise WriteError(
                f"{self._own}: cannot be made ({error.strerror}); choose another place with -o."
            ) from error
        except sqlite3.OperationalError as error:
            step = "another run works on this folder; wait for it" if "locked" in str(error) else f"{error}; mend that"
            raise WriteError(f"{path}: cannot be opened: {step}, or choose another place with -o.") from error
        except sqlite3.DatabaseError as error:
            raise WriteError(
                f"{path}: is damaged ({error}); delete it, and move the handouts away to have them made again."
            ) from error

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """What is written in the block is written whole or not at all."""
        try:
            with self._connection:
                yield
        except sqlite3.OperationalError as error:
            step = "free some space, and the same command goes on"
            raise WriteError(f"{self._own / NAME}: cannot be written ({error}); {step}.") from error

    def _owner(self, output: Path, digest: str) -> State | None:
        """EDITED or FOREIGN where a person's file stands; None where there is nothing, or what some run wrote."""
        if not digest:
            return None
        query = "SELECT sha256 FROM writings WHERE output = ?"
        written = {sha256 for (sha256,) in self._connection.execute(query, (self._name(output),))}
        if digest in written:
            return None
        return State.EDITED if written else State.FOREIGN

    def _name(self, output: Path) -> str:
        """An output as the ledger calls it: from the folder on, so that the folder may be moved."""
        path = output.resolve()
        return path.relative_to(self._folder).as_posix() if path.is_relative_to(self._folder) else str(path)

    def _record(self, row: tuple[str, str, str, str, str, str, int, int, float, str]) -> Record:
        output, source, targets, state, key, reason, sentences, flagged, seconds, sha256 = row
        return Record(
            output=self._folder / output,
            source=source,
            targets=tuple(targets.split(",")),
            state=State(state),
            key=key,
            reason=reason,
            sentences=sentences,
            flagged=flagged,
            seconds=seconds,
            sha256=sha256,
        )


def _is_of_another(record: Record, source: Source) -> bool:
    """Whether a handout is of another document, which is still there; one that is not was moved or renamed."""
    name = Path(record.source)
    try:
        file = next((place for place in (name, *name.parents) if place.is_file()), None)
    except OSError:
        return False
    return file is not None and source.key != (file.resolve(), "/".join(name.parts[len(file.parts) :]))


def _connect(path: Path) -> sqlite3.Connection:
    """The database, locked for this run; the lock goes with the process, however that ends."""
    connection = sqlite3.connect(path, timeout=1.0)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            _begin_anew(connection)
        connection.commit()
    except BaseException:
        connection.close()
        raise
    return connection


def _begin_anew(connection: sqlite3.Connection) -> None:
    for table in ("jobs", "translations"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in _TABLES.split(";"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def digest_of(output: Path) -> str:
    """The digest of what stands in a place; empty where there is nothing, or a file without content."""
    try:
        content = output.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError:
        return "" if output.is_dir() else UNREADABLE
    return hashlib.sha256(content).hexdigest() if content else ""
