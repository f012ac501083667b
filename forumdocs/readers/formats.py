"""Which format a file is in: by its content first, then by its suffix."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from forumdocs.errors import ReadError, UnknownFormat

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf"})
"""What is taken from a folder or an archive; a file that is named is read whatever its suffix."""

_OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\0\0\1\0", "an icon"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"%!PS", "a PostScript file"),
    (b"SQLite format 3\0", "a database"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound"),
    (b"fLaC", "a sound"),
    (b"\x1aE\xdf\xa3", "a film"),
)
"""First bytes of files that hold no text for us, and what to call them."""
_RIFF = {b"WEBP": "a WebP image", b"WAVE": "a sound", b"AVI ": "a film"}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "is protected by a password; open it in Word and save it without one."),
    ("WordDocument", "is in the old .doc format; open it in Word or LibreOffice and save it as .docx."),
    ("Workbook", "is an old Excel workbook; save the sheet as .docx, .html or .txt."),
    ("PowerPoint Document", "is an old PowerPoint file; export it as .pdf."),
)
"""Names of streams in an OLE container (UTF-16 in its directory), and what to say of a file that has one."""

_ZIP_PARTS: tuple[tuple[str, str], ...] = (
    ("xl/", "is an Excel workbook; save the sheet as .docx, .html or .txt."),
    ("ppt/", "is a PowerPoint file; export it as .pdf."),
    ("visio/", "is a Visio drawing; export it as .pdf."),
    ("content.xml", "is an OpenDocument file; save it as .docx."),
    ("META-INF/container.xml", "is an EPUB book; convert it to .html or .docx."),
    ("Index/Document.iwa", "is a Pages document; export it as .docx."),
)
"""Parts of a zip that tell what it is."""
_READABLE = "forumdocs reads .txt, .md, .html, .docx and .pdf"

_SUFFIXES: dict[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mkd": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}

HEAD = 4096
"""Bytes at the start of a file in which its format shows."""

_HTML_START = re.compile(rb"<!doctype\s+html|<(?:html|head|body)[\s>]", re.IGNORECASE)
_PROLOGUE = re.compile(rb"\s+|\xef\xbb\xbf|\xff\xfe|\xfe\xff|<\?xml[^>]*>|<!--.*?-->", re.DOTALL)
_BLOCK_TAG = re.compile(rb"</(?:p|div|h[1-6]|table|ul|ol|li|td|section|article|span|a)\s*>", re.IGNORECASE)
_ANY_TAG = re.compile(rb"</?(?:[a-z][a-z0-9]*)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_FRAGMENT_TAGS = 3
"""Closing tags from which a text that begins with a tag is a piece of HTML."""


def sniff(data: bytes, name: str) -> str:
    """Tell the format of a file: ``"text"``, ``"markdown"``, ``"html"``, ``"docx"`` or ``"pdf"``.

    Args:
        data: the whole file.
        name: of the file, whose suffix decides where the content does not.

    Raises:
        UnknownFormat: the content is of another kind; the message names it and what to do.
        ReadError: the content is a damaged archive.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _sniff_zip(data, name)
    if _is_pdf(data, name):
        return "pdf"
    _refuse_other_kinds(data, name)
    return _sniff_text(data, name)


def _is_pdf(data: bytes, name: str) -> bool:
    at = data.find(b"%PDF-", 0, 1024)
    return at >= 0 and (not data[:at].strip(b"\xef\xbb\xbf \t\r\n\0") or _suffix(name) == ".pdf")


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()


def _sniff_zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.namelist()
            types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in parts else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise _damaged_zip(name) from error
    except Exception as error:  # zlib and lzma raise errors of their own on damaged members
        raise _damaged_zip(name) from error
    if b"wordprocessingml" in types or "word/document.xml" in parts:
        return "docx"
    for part, advice in _ZIP_PARTS:
        if any(found.startswith(part) for found in parts):
            raise UnknownFormat(f"{name}: {advice}")
    raise UnknownFormat(f"{name}: is a zip archive; unpack it and name the files in it.")


def _damaged_zip(name: str) -> ReadError:
    return ReadError(f"{name}: is a damaged zip or .docx; fetch it again, or save a copy of it from Word.")


def _refuse_other_kinds(data: bytes, name: str) -> None:
    for start, kind in _OTHER_KINDS:
        if data.startswith(start):
            raise UnknownFormat(f"{name}: is {kind}, not a document; {_READABLE}.")
    if data.startswith(b"RIFF") and data[8:12] in _RIFF:
        raise UnknownFormat(f"{name}: is {_RIFF[data[8:12]]}, not a document; {_READABLE}.")
    if data[4:8] == b"ftyp":
        raise UnknownFormat(f"{name}: is a film or a photo, not a document; {_READABLE}.")
    if data.startswith(rb"{\rtf"):
        raise UnknownFormat(f"{name}: is an RTF file; open it in Word or LibreOffice and save it as .docx.")
    if data.startswith(_OLE):
        raise UnknownFormat(f"{name}: {_name_ole(data)}")


def _name_ole(data: bytes) -> str:
    for stream, advice in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return advice
    return f"is an old Office file; {_READABLE}."


def _sniff_text(data: bytes, name: str) -> str:
    head = data[:HEAD].replace(b"\0", b"")  # UTF-16 markup is ASCII with zeros between
    body = head[_end_of_prologue(head) :]
    by_suffix = _SUFFIXES.get(_suffix(name), "text")
    if _HTML_START.match(body):
        return "html"
    if by_suffix == "html":
        return "html" if _ANY_TAG.search(data.replace(b"\0", b"")) else "text"
    if by_suffix == "text" and body.startswith(b"<") and len(_BLOCK_TAG.findall(head)) >= _FRAGMENT_TAGS:
        return "html"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        raise UnknownFormat(f"{name}: is XML that is no document; {_READABLE}.")
    return by_suffix


def _end_of_prologue(head: bytes) -> int:
    """Where markup begins after blanks, an XML declaration and comments."""
    at = 0
    for match in _PROLOGUE.finditer(head):
        if match.start() != at:
            break
        at = match.end()
    return at
