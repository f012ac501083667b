"""The archive of a Word file with some parts changed or added, everything else byte for byte (ISO/IEC 29500-2)."""

from __future__ import annotations

import io
import itertools
import posixpath
import zipfile
from typing import TYPE_CHECKING

from forumdocs.errors import WriteError
from forumdocs.readers.ooxml import NAMESPACES, STRICT_NAMESPACES, Package, qname

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""What the types of relationships begin with."""
_CONTENT_TYPES = "[Content_Types].xml"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_NO_RELATIONS = f'<Relationships xmlns="{NAMESPACES["rel"]}"/>'


class Parts:
    """The parts of one Word file: those that were changed as trees, the others as they were.

    Args:
        data: the bytes of the file.
        changed: roots of parts that are different already.
        name: of the file, for messages.

    Raises:
        ReadError: the file is no sound archive.
    """

    def __init__(self, data: bytes, changed: Mapping[str, _Element], *, name: str) -> None:
        self._data, self._name = data, name
        self._package = Package(data, name=name)
        self._changed = dict(changed)
        self.main = next(r.target for r in self._package.relationships() if r.type == "officeDocument")
        self.is_strict = any(strict in self._package.data(self.main) for strict in STRICT_NAMESPACES)

    def __contains__(self, part: str) -> bool:
        return part in self._package or part in self._changed

    def look(self, part: str) -> _Element:
        """The root of a part that is not to be changed."""
        return self._changed[part] if part in self._changed else self._package.xml(part)

    def change(self, part: str) -> _Element:
        """The root of a part; what is done to it will be written."""
        return self._changed.setdefault(part, self.look(part))

    def related(self, kind: str, part: str | None = None) -> dict[str, str]:
        """The parts of a kind that a part, the main one if none is named, is related to, by relationship id."""
        found = self._package.relationships(self.main if part is None else part)
        return {r.id: r.target for r in found if r.type == kind and r.target in self._package}

    def add(self, part: str, root: _Element, *, content_type: str, relation: str, of: str) -> str:
        """Add a part that the part ``of`` (``""``: the file as a whole) is related to; gives the relationship's id."""
        self._changed[part] = root
        types = self._known_or_new(_CONTENT_TYPES, f'<Types xmlns="{_CONTENT}"/>')
        named = {"PartName": f"/{part}", "ContentType": content_type}
        types.append(types.makeelement(f"{{{_CONTENT}}}Override", named))
        folder, base = posixpath.split(of)
        relations = self._known_or_new(posixpath.join(folder, "_rels", f"{base}.rels"), _NO_RELATIONS)
        taken = {element.get("Id") for element in relations}
        new = next(name for number in range(1, len(taken) + 2) if (name := f"rIdForumdocs{number}") not in taken)
        values = {"Id": new, "Type": f"{TYPES}/{relation}", "Target": posixpath.relpath(part, folder or ".")}
        relations.append(relations.makeelement(qname("rel:Relationship"), values))
        return new

    def free_name(self, pattern: str) -> str:
        """A name for a new part, from a pattern such as ``"word/header{}.xml"``."""
        names = (pattern.format(number or "") for number in itertools.count())
        return next(name for name in names if name not in self)

    def _known_or_new(self, part: str, new: str) -> _Element:
        from lxml import etree

        return self.change(part) if part in self else self._changed.setdefault(part, etree.fromstring(new))

    def packed(self) -> bytes:
        """The archive.

        Raises:
            WriteError: a part of the file cannot be unpacked.
        """
        left = {part.casefold(): (part, root) for part, root in self._changed.items()}
        out = io.BytesIO()
        try:
            with (
                zipfile.ZipFile(io.BytesIO(self._data)) as old,
                zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
            ):
                for entry in old.infolist():
                    _, root = left.pop(entry.filename.replace("\\", "/").lstrip("/").casefold(), ("", None))
                    new.writestr(entry, old.read(entry) if root is None else self._written(root))
                for part, root in left.values():
                    new.writestr(zipfile.ZipInfo(part), self._written(root), zipfile.ZIP_DEFLATED)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
            raise WriteError(
                f"{self._name}: a part of it cannot be unpacked ({error}); open and save it in Word again."
            ) from error
        return out.getvalue()

    def _written(self, root: _Element) -> bytes:
        """The XML of a part, under the names of namespaces that the file came with."""
        from lxml import etree

        content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if self.is_strict:
            for strict, transitional in STRICT_NAMESPACES.items():
                content = content.replace(transitional, strict)
        return content
