"""Exchange: glossaries of other programs in and out.

========  =====================================  ========================================================
suffix    format                                 what it cannot hold
========  =====================================  ========================================================
.toml     our own                                nothing is lost
.tbx      TBX-Basic, DCT style (ISO 30042:2019)  nothing is lost: what the standard has no place for is a note
.csv      table, UTF-8                           nothing is lost
.tsv      the same, tabs                         nothing is lost
.xlsx     the same, as a workbook                nothing is lost
.txt      OmegaT's tab-separated glossary        two languages, no status, one comment
========  =====================================  ========================================================

The content decides how a file is read, then its suffix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from forumdocs.errors import GlossaryError, ReadError
from forumdocs.files import check_suffix, replace_file
from forumdocs.glossary.formats import omegat, tables, tbx
from forumdocs.glossary.formats.report import BadRow, Imported
from forumdocs.glossary.store import read_concepts, write_toml
from forumdocs.readers.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from forumdocs.glossary.concepts import Concept

__all__ = ["SUFFIXES", "BadRow", "Imported", "read_glossary", "write_glossary"]

SUFFIXES = (".toml", ".tbx", ".csv", ".tsv", ".xlsx", ".txt")
MAX_BYTES = 64 << 20
"""Of a glossary file: room for half a million rows, and so small that refusing a larger one costs nothing."""
_ZIP, _XML = b"PK\x03\x04", b"<"


def read_glossary(path: Path, *, skip_bad: bool = False, encoding: str = "", langs: Sequence[str] = ()) -> Imported:
    """Read a glossary of any format.

    Args:
        path: the file.
        skip_bad: whether rows that cannot be used are left out and listed, rather than an error.
        encoding: of a text file, when the user knows it.
        langs: for a file that does not name its languages: those of its columns, glossary language codes.

    Raises:
        GlossaryError: the file is no glossary, or has bad rows that were not to be skipped.
    """
    data = _bytes_of(path)
    try:
        found = _parse(path, data, encoding, langs)
    except ReadError as error:
        raise GlossaryError(str(error)) from error
    if found.bad and not skip_bad:
        more = f" (and {len(found.bad) - 1} more)" if len(found.bad) > 1 else ""
        advice = "mend it, or leave such rows out with glossary import --skip-bad."
        raise GlossaryError(f"{path}: {found.bad[0]}{more}; {advice}")
    if not found.concepts:
        raise GlossaryError(f"{path}: holds no term; a glossary has a heading row and a row for each concept.")
    return found


def _parse(path: Path, data: bytes, encoding: str, langs: Sequence[str]) -> Imported:
    if data.startswith(_ZIP):
        return tables.read_xlsx(data, name=str(path))
    suffix = path.suffix.lower()
    if suffix == ".toml":
        return Imported(tuple(read_concepts(path)))
    if suffix in (".tbx", ".xml") or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_XML):
        return tbx.read(data, name=str(path))
    text = decode(data, name=str(path), encoding=encoding or None).text
    if suffix in (".csv", ".tsv") or tables.has_header(text):
        return tables.read_delimited(text, name=str(path))
    return omegat.read(text, name=str(path), langs=langs)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise GlossaryError(f"{path}: is larger than {MAX_BYTES >> 20} MiB; split it.")
        return path.read_bytes()
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be opened ({error.strerror}); check the name.") from error


def write_glossary(concepts: Iterable[Concept], path: Path, *, format_: str = "", langs: Sequence[str] = ()) -> None:
    """Write concepts in one of the formats of :data:`SUFFIXES`.

    Args:
        concepts: the entries, in the order in which they are to stand.
        path: the file; replaced in one step.
        format_: a suffix; that of ``path`` by default.
        langs: the languages to write, all by default; OmegaT's format takes two, source and target.

    Raises:
        WriteError: the suffix is of no format, or the place cannot be written.
        GlossaryError: the format does not hold so many languages.
    """
    suffix = format_ or path.suffix.lower()
    check_suffix(path.with_suffix(suffix), SUFFIXES)
    chosen = [concept.limited_to(langs) if langs else concept for concept in concepts]
    if suffix == ".toml":
        write_toml(chosen, path)
    elif suffix == ".tbx":
        replace_file(path, tbx.render(chosen))
    elif suffix == ".xlsx":
        replace_file(path, tables.render_xlsx(chosen))
    elif suffix == ".txt":
        replace_file(path, omegat.render(chosen, langs=langs))
    else:
        replace_file(path, tables.render_delimited(chosen, delimiter="," if suffix == ".csv" else "\t"))
