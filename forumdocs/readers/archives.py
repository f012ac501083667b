"""Zip archives from strangers: sizes are checked before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from forumdocs.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_ENTRIES = 20_000
"""Files in one archive. A Word file has 10 to 30 and one for every picture; a book of 2,000 pictures stays
far below, while reading a directory of this length still takes well under a second."""

MAX_TOTAL_BYTES = 1 << 30
"""All files together once unpacked, as the directory declares them. Pictures make up most of a real file and
hardly compress, so this is about the largest attachment that people still send round (1 GiB)."""

MAX_ENTRY_BYTES = 64 << 20
"""One file that we unpack. The XML of a 10,000-row table is about 10 MiB; lxml needs five to ten times the
size of a file to hold it, so 64 MiB keeps a reader under 1 GiB."""

MAX_RATIO = 250
"""Unpacked to packed size of one file. WordprocessingML reaches 10 to 60 in the documents we tried and about
120 in a table of equal rows; a zip bomb made with deflate has up to 1,032."""

RATIO_FREE_BYTES = 4 << 20
"""Below this size any ratio is harmless."""

UNPACK_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What :mod:`zipfile` raises on damaged, truncated, encrypted or oddly compressed entries."""


class Archive:
    """A zip file held in memory whose bounds were checked.

    Names are matched as the Open Packaging Conventions ask (ISO/IEC 29500-2, 7.3): without regard to case
    or to a leading slash.

    Raises:
        ReadError: the bytes are no zip file, or one beyond the bounds of this module.
    """

    def __init__(self, data: bytes, *, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except UNPACK_ERRORS as error:
            raise ReadError(
                f"{name} is damaged or cut off: its zip directory cannot be read; get a fresh copy."
            ) from error
        entries = self._zip.infolist()
        check_bounds(entries, name=name)
        self._entries = {_key(entry.filename): entry for entry in entries}

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._entries

    def read(self, part: str) -> bytes:
        """The bytes of one file of the archive.

        Raises:
            ReadError: there is no such file, it is too large, or it cannot be unpacked.
        """
        entry = self._entries.get(_key(part))
        if entry is None:
            raise ReadError(f"{self.name} is damaged: its part {part} is missing; open and save it in Word again.")
        if entry.file_size > MAX_ENTRY_BYTES:
            raise ReadError(
                f"{self.name} is too large: its part {part} unpacks to {entry.file_size >> 20} MiB "
                f"(at most {MAX_ENTRY_BYTES >> 20}); split the document."
            )
        try:
            return self._zip.read(entry)
        except UNPACK_ERRORS as error:
            raise ReadError(
                f"{self.name} is damaged: its part {part} cannot be unpacked; get a fresh copy of the file."
            ) from error


IN_WORD = "it may be a zip bomb; if you trust it, open and save it in Word again."


def check_bounds(entries: Iterable[zipfile.ZipInfo], *, name: str, advice: str = IN_WORD) -> None:
    """Make sure that the files of an archive, as its directory declares them, keep to the bounds of this module.

    Raises:
        ReadError: they do not; ``advice`` ends the message.
    """
    entries = list(entries)
    if len(entries) > MAX_ENTRIES:
        raise ReadError(f"{name} holds {len(entries)} files (at most {MAX_ENTRIES}); {advice}")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
        raise ReadError(f"{name} unpacks to more than {MAX_TOTAL_BYTES >> 20} MiB; {advice}")
    for entry in entries:
        if entry.file_size > max(RATIO_FREE_BYTES, MAX_RATIO * entry.compress_size):
            raise ReadError(f"{name} unpacks to more than {MAX_RATIO} times its size; {advice}")


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").casefold()
