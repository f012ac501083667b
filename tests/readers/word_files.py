"""Small Word files, made by hand so that every test shows the XML it is about."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from forumdocs.readers.ooxml import NAMESPACES

_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix != "rel")
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def element(tag: str, content: str) -> str:
    """A root element with all namespaces declared."""
    return f"<{tag} {_DECLARED}>{content}</{tag}>"


def r(text: str, *, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str = "", *, style: str = "", properties: str = "", content: str = "") -> str:
    """A paragraph with a run of ``text``, then ``content``."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = r(text) if text else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{run}{content}</w:p>"


def word_file(
    body: str,
    *,
    parts: dict[str, str] | None = None,
    title: str = "",
    properties: str = "",
    main: str = "word/document.xml",
) -> bytes:
    """The bytes of a file with this body; ``parts`` by relationship type, which is their id, too."""
    folder, base = PurePosixPath(main).parent, PurePosixPath(main).name
    related = {kind: f"{kind}.xml" for kind in parts or {}}
    files = {
        main: element("w:document", f"<w:body>{body}</w:body>"),
        "_rels/.rels": _relationships({"officeDocument": main, "core-properties": "docProps/core.xml"}),
        f"{folder}/_rels/{base}.rels": _relationships(related),
        "docProps/core.xml": element("coreProperties", f"<dc:title>{title}</dc:title>{properties}"),
        **{f"{folder}/{kind}.xml": xml for kind, xml in (parts or {}).items()},
    }
    return zip_file({name: xml.encode() for name, xml in files.items()})


def zip_file(files: dict[str, bytes]) -> bytes:
    """A zip archive of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _relationships(targets: dict[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="{kind}" Type="{_TYPES}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{NAMESPACES["rel"]}">{rows}</Relationships>'
