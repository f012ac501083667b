"""Office Open XML packages: parts, relationships between them, and safe XML (ISO/IEC 29500-1 and -2)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from forumdocs.errors import ReadError
from forumdocs.readers.archives import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
STRICT_NAMESPACES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _TRANSITIONAL + b"wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": _TRANSITIONAL + b"officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/drawingml/main": _TRANSITIONAL + b"drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (_TRANSITIONAL + b"officeDocument/2006/relationships"),
}
"""Strict files differ from transitional ones, for a reader of text, by the names of the namespaces alone."""

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "v": "urn:schemas-microsoft-com:vml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}


def qname(prefixed: str) -> str:
    """The name lxml uses for ``w:p`` and the like: ``{namespace}p``."""
    prefix, local = prefixed.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


@dataclass(frozen=True, slots=True)
class Relationship:
    """An arrow from one part to another; ``type`` is the last word of its type URI, such as ``"header"``."""

    id: str
    type: str
    target: str


class Package:
    """The parts of an Office file.

    Raises:
        ReadError: the file is no sound zip archive.
    """

    def __init__(self, data: bytes, *, name: str) -> None:
        self.name = name
        self._archive = Archive(data, name=name)

    def __contains__(self, part: str) -> bool:
        return part in self._archive

    def data(self, part: str) -> bytes:
        """The bytes of a part.

        Raises:
            ReadError: the part is missing or cannot be unpacked.
        """
        return self._archive.read(part)

    def xml(self, part: str) -> _Element:
        """The root element of an XML part.

        Raises:
            ReadError: the part is missing, damaged, or declares a document type or entities.
        """
        from lxml import etree

        data = self._archive.read(part)
        for strict, transitional in STRICT_NAMESPACES.items():
            data = data.replace(strict, transitional)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise ReadError(
                f"{self.name} is damaged: the XML of its part {part} cannot be read; "
                "get a fresh copy, or open and save it in Word or LibreOffice."
            ) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise ReadError(
                f"{self.name} declares a document type in its part {part}, which Word never does "
                "and which can hide an attack; if you trust the file, open and save it in LibreOffice again."
            )
        return root

    def relationships(self, part: str = "") -> list[Relationship]:
        """The relationships of a part, or of the package itself, to other parts of the package.

        Raises:
            ReadError: the relationships part is damaged.
        """
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self._archive:
            return []
        return list(_internal(self.xml(rels), folder=folder))


def _internal(root: _Element, *, folder: str) -> Iterator[Relationship]:
    for element in root.iter(qname("rel:Relationship")):
        if element.get("TargetMode") != "External":
            # Targets may be absolute, relative, percent-encoded or spelled with backslashes.
            target = unquote(element.get("Target", "")).replace("\\", "/")
            name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield Relationship(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], name)
