"""XML from strangers: entities are never resolved, nothing is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forumdocs.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element


def parse_xml(data: bytes, *, name: str) -> _Element:
    """The root element of an XML file that may name a document type but may not declare entities.

    Raises:
        ReadError: the bytes are no well-formed XML, or declare entities.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"{name}: is not well-formed XML ({error.msg}); export it again.") from error
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise ReadError(f"{name}: declares XML entities, which can hide an attack; export it again without them.")
    return root


def local_name(element: _Element) -> str:
    """The name of an element without its namespace; empty for a comment or an instruction."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
