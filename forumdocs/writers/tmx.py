"""The handout as a translation memory, TMX 1.4b (LISA, 2005), for any translation tool.

It holds what has two sides: text that was in the target language already and text that no package translates are left
out. Where a translation comes from, and what is doubtful about it, stands beside it, so that a tool can leave machine
translations out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forumdocs.errors import WriteError
from forumdocs.model import Origin
from forumdocs.writers.passages import Line, read_blocks, source_text, target_text
from forumdocs.writers.reasons import explain
from forumdocs.writers.style import PLAIN, Style
from forumdocs.writers.wordml import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.model import Handout, Pair

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def render(handout: Handout, _style: Style = PLAIN, others: Sequence[Handout] = ()) -> bytes:
    """The handout as the bytes of a TMX file, the ``others`` as further variants of each unit.

    Raises:
        WriteError: no sentence has a translation.
    """
    from lxml import etree

    handouts = (handout, *others)
    root: Any = etree.Element("tmx", version="1.4")
    etree.SubElement(root, "header", _header(handout))
    body = etree.SubElement(root, "body")
    for passage in read_blocks(handouts):
        for line in passage.lines:
            _add_unit(body, line, handouts)
    if not len(body):
        raise WriteError(f"{handout.source}: no sentence has a translation, so that TMX would be empty.")
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return content


def _header(handout: Handout) -> dict[str, str]:
    langs = handout.source_langs
    return {
        "creationtool": "forumdocs",
        "creationtoolversion": handout.provenance.forumdocs,
        "segtype": "sentence",
        "o-tmf": "forumdocs",
        "adminlang": "en",
        "srclang": langs[0] if len(langs) == 1 else "*all*",
        "datatype": "plaintext",
    }


def _add_unit(body: Any, line: Line, handouts: Sequence[Handout]) -> None:
    """A unit with a variant for each language that has a translation; none where no language has one."""
    from lxml import etree

    source = line.source[0].source_lang
    sides = [
        (handout.target_lang, pairs)
        for handout, pairs in zip(handouts, line.pairs, strict=True)
        if pairs and source != "und" and all(map(_is_translated, pairs))
    ]
    if not sides:
        return
    unit = etree.SubElement(body, "tu", tuid=line.id, srclang=source)
    for reason in dict.fromkeys(reason for _, pairs in sides for pair in pairs for reason in explain(pair)):
        etree.SubElement(unit, "note").text = clean(reason)
    _add_variant(unit, source, source_text(line.source), ())
    for lang, pairs in sides:
        _add_variant(unit, lang, target_text(pairs), pairs)


def _is_translated(pair: Pair) -> bool:
    return pair.origin is not Origin.SAME and bool(pair.target) and pair.target != pair.source


def _add_variant(unit: Any, lang: str, text: str, pairs: Sequence[Pair]) -> None:
    from lxml import etree

    variant = etree.SubElement(unit, "tuv", {_XML_LANG: lang})
    for name, values in (
        ("x-origin", [pair.origin.value for pair in pairs]),
        ("x-flags", [flag for pair in pairs for flag in pair.flags]),
    ):
        if values:
            etree.SubElement(variant, "prop", type=name).text = " ".join(dict.fromkeys(values))
    etree.SubElement(variant, "seg").text = clean(text)
