"""Content controls (ISO/IEC 29500-1, 17.5.2) around text that is now a translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forumdocs.readers.ooxml import qname

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_CONTROL, _CONTENT, _PROPERTIES = qname("w:sdt"), qname("w:sdtContent"), qname("w:sdtPr")
_WORD_2013 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_BINDINGS = frozenset({qname("w:dataBinding"), f"{_WORD_2013}dataBinding"})
_ONE_PARAGRAPH = frozenset({qname("w:text"), *_BINDINGS})


def unbind(paragraph: _Element) -> None:
    """Cut the controls in and right around a paragraph off from the data that Word would fill them with again."""
    for properties in _properties_near(paragraph):
        for binding in [child for child in properties if child.tag in _BINDINGS]:
            properties.remove(binding)


def _properties_near(paragraph: _Element) -> Iterator[_Element]:
    yield from paragraph.iter(_PROPERTIES)
    for control in paragraph.iterancestors(_CONTROL):
        content = control.find(_CONTENT)
        if content is not None and list(content) == [paragraph]:
            yield from control.findall(_PROPERTIES)
        return


def outermost(paragraph: _Element) -> _Element:
    """What a second paragraph is to follow: the first one, or the control around it that may hold no more."""
    content = paragraph.getparent()
    control = None if content is None or content.tag != _CONTENT else content.getparent()
    if control is None or content is None or len(content) > 1:
        return paragraph
    properties = control.find(_PROPERTIES)
    is_full = properties is not None and any(child.tag in _ONE_PARAGRAPH for child in properties)
    return control if is_full else paragraph


def forget_numbers(paragraph: _Element) -> None:
    """Take their identifiers from the controls in a copy of a paragraph; Word gives them new ones."""
    for properties in paragraph.iter(_PROPERTIES):
        for number in properties.findall(qname("w:id")):
            properties.remove(number)
