"""The handout as XLIFF 2.1 (OASIS, 2018), for translators to revise in OmegaT, Okapi and their kin.

A block is a unit, a sentence a segment; their ids are those of the pairs, so that what comes back can be told. XLIFF
has one source language a file: a unit in another one says so in a note, which our reader understands. Text that is in
the target language already is there for context, locked by ``translate="no"``.

Only what Okapi's filter keeps is used (core notes and ids, no comments, no elements of our own); terms stand in the
glossary module, which programs without it must keep as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forumdocs.errors import WriteError
from forumdocs.languages import join_sentences, name_of
from forumdocs.model import LOW_CONFIDENCE, Origin
from forumdocs.readers.bitexts.xliff import LANGUAGE_NOTE
from forumdocs.writers.entries import find_entries
from forumdocs.writers.passages import read_blocks
from forumdocs.writers.reasons import explain
from forumdocs.writers.style import PLAIN, Style
from forumdocs.writers.wordml import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forumdocs.glossary import Concept
    from forumdocs.model import Handout, Pair

CORE = "urn:oasis:names:tc:xliff:document:2.0"
"""The namespace of the core, which 2.1 has kept."""
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NO_MODEL = "no-model"
"""The flag of a sentence that stands untranslated."""
_UNDONE = {"empty", "untranslated", NO_MODEL, LOW_CONFIDENCE}
"""Flags of a translation that a translator has to make anew: its segment is in the initial state."""


def render(handout: Handout, style: Style = PLAIN, others: Sequence[Handout] = ()) -> bytes:
    """The handout as the bytes of an XLIFF file.

    Raises:
        WriteError: there are several target languages, or no source language.
    """
    from lxml import etree

    if others:
        raise WriteError(f"{handout.source}: XLIFF holds one target language; name a folder with -o for one file each.")
    if not handout.source_langs:
        raise WriteError(
            f"{handout.source}: all text is in {name_of(handout.target_lang)} already, so that there is nothing to "
            "translate for XLIFF; choose another --to."
        )
    namespaces: Any = {None: CORE, "gls": GLOSSARY}
    root: Any = etree.Element(f"{{{CORE}}}xliff", nsmap=namespaces, version="2.1")
    root.set("srcLang", handout.source_langs[0])
    root.set("trgLang", handout.target_lang)
    file = _add(root, "file", id="f1", original=clean(handout.source), canResegment="no")
    entries = find_entries([handout])
    for passage in read_blocks([handout]):
        _add_unit(file, passage.source, handout, style, entries)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return content


def _add_unit(file: Any, pairs: Sequence[Pair], handout: Handout, style: Style, entries: Mapping[str, Concept]) -> None:
    first = pairs[0]
    unit = _add(file, "unit", id=str(first.block), type=f"forumdocs:{first.kind.value}")
    if all(pair.origin is Origin.SAME for pair in pairs):
        unit.set("translate", "no")
    _add_glossary(unit, pairs, entries)
    _add_notes(unit, pairs, handout)
    for number, pair in enumerate(pairs):
        if number:
            _add_space(unit, pairs[number - 1], pair)
        _add_segment(unit, pair, handout, style)


def _add_glossary(unit: Any, pairs: Sequence[Pair], entries: Mapping[str, Concept]) -> None:
    terms = {(term.concept, term.source): term for pair in pairs for term in pair.terms}
    if not terms:
        return
    glossary = _add(unit, "glossary", space=GLOSSARY)
    for term in terms.values():
        entry = _add(glossary, "glossEntry", space=GLOSSARY)
        _add(entry, "term", term.source, space=GLOSSARY)
        _add(entry, "translation", term.target, space=GLOSSARY)
        if definition := entries[term.concept].definition:
            _add(entry, "definition", definition, space=GLOSSARY)


def _add_notes(unit: Any, pairs: Sequence[Pair], handout: Handout) -> None:
    """The language where it is not that of the file, and for each flagged sentence what to look at."""
    notes = [
        ({"category": "check", "appliesTo": "target", "priority": "1" if LOW_CONFIDENCE in pair.flags else "3"}, text)
        for pair in pairs
        for text in (f"{pair.id}: {reason}" for reason in explain(pair))
    ]
    langs = {pair.source_lang for pair in pairs} - {"und"}
    if len(langs) == 1 and (lang := langs.pop()) != handout.source_langs[0]:
        notes.insert(0, ({"category": LANGUAGE_NOTE, "appliesTo": "source", "priority": "5"}, lang))
    if notes:
        holder = _add(unit, "notes")
        for number, (attributes, text) in enumerate(notes, 1):
            _add(holder, "note", text, id=f"n{number}", **attributes)


def _add_space(unit: Any, before: Pair, after: Pair) -> None:
    """What parts two sentences; nothing after Chinese and Japanese."""
    parted = [
        join_sentences(texts) != "".join(texts)
        for texts in ((before.source, after.source), (before.target, after.target))
    ]
    if any(parted):
        ignorable = _add(unit, "ignorable")
        for name, is_parted in zip(("source", "target"), parted, strict=True):
            _add(ignorable, name, " " if is_parted else "").set(_XML_SPACE, "preserve")


def _add_segment(unit: Any, pair: Pair, handout: Handout, style: Style) -> None:
    state = _state(pair, style)
    segment = _add(unit, "segment", id=pair.id, state=state, subState=f"forumdocs:{pair.origin.value}")
    source = _add(segment, "source", pair.source)
    if pair.source_lang == handout.source_langs[0]:  # another would contradict srcLang, which the standard forbids
        source.set(_XML_LANG, pair.source_lang)
    if NO_MODEL not in pair.flags:
        _add(segment, "target", pair.target).set(_XML_LANG, handout.target_lang)


def _state(pair: Pair, style: Style) -> str:
    """``final`` for what people have written or approved, ``initial`` for what has to be made anew."""
    if NO_MODEL in pair.flags:  # there is no target that could be final
        return "initial"
    if style.final or pair.origin is Origin.PARALLEL or pair.origin is Origin.SAME:
        return "final"
    return "initial" if _UNDONE & set(pair.flags) else "translated"


def _add(parent: Any, name: str, text: str = "", *, space: str = CORE, **attributes: str) -> Any:
    from lxml import etree

    child = etree.SubElement(parent, f"{{{space}}}{name}", attributes)
    if text:
        child.text = clean(text)
    return child
