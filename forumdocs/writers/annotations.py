"""Marked-up copies: a DOCX with comments in the margin, a TMX or XLIFF with notes."""

from __future__ import annotations

from collections import defaultdict
from io import BytesIO
from typing import TYPE_CHECKING, Any

from forumdocs.errors import ReadError
from forumdocs.readers.bitexts import find_format
from forumdocs.readers.xml import local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from forumdocs.model import Place

AUTHOR, INITIALS = "forumdocs", "fd"

_UNITS = {"tmx": {"tu"}, "xliff": {"unit", "trans-unit"}}


def annotate(data: bytes, notes: Iterable[tuple[Place, str]], *, name: str) -> bytes:
    """A copy of a file with remarks at their places.

    Args:
        data: DOCX, TMX or XLIFF.
        notes: where (as the reader of the file has it) and what.
        name: of the file, for messages.

    Raises:
        ReadError: the file is of another format.
    """
    format_ = find_format(data)
    by_place = defaultdict[tuple[str, int], list[str]](list)
    for place, text in notes:
        by_place[place.part, int(place.address or 0)].append(text)
    if format_ == "docx":
        return _comment(data, by_place)
    if format_ in _UNITS:
        return _note(data, by_place, format_, name)
    raise ReadError(f"{name}: cannot be marked up; comments go into DOCX, TMX and XLIFF files. Leave out --annotate.")


def _comment(data: bytes, notes: Mapping[tuple[str, int], Sequence[str]]) -> bytes:
    """Comments on paragraphs of the main text; Word has none in headers, footers and footnotes."""
    import docx
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    document: Any = docx.Document(BytesIO(data))
    paragraphs = list(document.element.body.iter(qn("w:p")))
    main = str(document.part.partname).lstrip("/")
    for (part, number), texts in notes.items():
        if part != main or number >= len(paragraphs):
            continue
        paragraph = Paragraph(paragraphs[number], document._body)
        runs = paragraph.runs or [paragraph.add_run("")]
        for text in texts:
            document.add_comment([runs[0], runs[-1]], text=text, author=AUTHOR, initials=INITIALS)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _note(data: bytes, notes: Mapping[tuple[str, int], Sequence[str]], format_: str, name: str) -> bytes:
    from lxml import etree

    root = parse_xml(data, name=name)
    units = [e for e in root.iter() if local_name(e) in _UNITS[format_]]
    for (_, number), texts in notes.items():
        for text in texts:
            _add_note(units[number], text)
    content: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")
    return content


def _add_note(unit: Any, text: str) -> None:
    """A note where the format has it: first in a ``tu``, under ``notes`` in XLIFF 2, last in XLIFF 1.2."""
    from lxml import etree

    namespace = str(unit.tag).rpartition("}")[0] + "}" if "}" in str(unit.tag) else ""
    kind = local_name(unit)
    holder = unit
    if kind == "unit":
        holder = next((e for e in unit if local_name(e) == "notes"), None)
        if holder is None:
            holder = etree.Element(f"{namespace}notes")
            unit.insert(0, holder)
    note = etree.Element(f"{namespace}note")
    note.text = f"{AUTHOR}: {text}"
    holder.insert(0, note) if kind == "tu" else holder.append(note)
