"""TermBase eXchange: TBX-Basic in DCT style (ISO 30042:2019) out; that, the DCA style and TBX of 2008 in.

What the standard has no category for goes into notes and is read back from them: forbidden terms (deprecated, with the
note ``forbidden``), kana, stress, and languages known to lack a term.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forumdocs.errors import GlossaryError, LanguageError
from forumdocs.glossary.concepts import LANGUAGES, Concept, Status, Term, language_of
from forumdocs.glossary.formats.report import BadRow, Imported
from forumdocs.glossary.formats.tables import make_concept
from forumdocs.glossary.validation import has_foreign_letters
from forumdocs.readers.xml import local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

CORE = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_ENTRIES = ("conceptEntry", "termEntry")
_LANGUAGE_SECTIONS = ("langSec", "langSet")
_TERM_SECTIONS = ("termSec", "tig", "ntig")
"""Names of one thing in TBX of 2019 and of 2008."""

STATUSES = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_STATUS_BY_NAME = {
    "preferredTerm-admn-sts": Status.PREFERRED,
    "admittedTerm-admn-sts": Status.ADMITTED,
    "deprecatedTerm-admn-sts": Status.DEPRECATED,
    "supersededTerm-admn-sts": Status.DEPRECATED,
    "preferredTerm": Status.PREFERRED,
    "admittedTerm": Status.ADMITTED,
    "deprecatedTerm": Status.DEPRECATED,
    "supersededTerm": Status.DEPRECATED,
}
PARTS_OF_SPEECH = {
    "noun": "noun",
    "proper-noun": "properNoun",
    "adjective": "adjective",
    "verb": "verb",
    "phrase": "other",
}
_PART_BY_NAME = {name: part for part, name in PARTS_OF_SPEECH.items()}
_SHORT_FORMS = {"abbreviation", "acronym", "initialism", "shortForm"}
_FORBIDDEN, _READING, _STRESS, _LACKING = "forbidden", "reading: ", "stress: ", "lacking: "


def read(data: bytes, *, name: str) -> Imported:
    """Read TBX.

    Raises:
        ReadError: the bytes are no XML, or declare entities.
        GlossaryError: they hold no entry.
    """
    root = parse_xml(data, name=name)
    entries: list[Any] = [element for element in root.iter() if local_name(element) in _ENTRIES]
    if not entries:
        raise GlossaryError(
            f"{name}: is XML without a term entry; a TBX file holds conceptEntry or termEntry elements."
        )
    concepts: dict[str, Concept] = {}
    bad, skipped = [], set[str]()
    for entry in entries:
        try:
            concept = _concept(entry, skipped)
            if concept.id in concepts:
                raise ValueError(f"the entry {concept.id!r} stands twice")
        except ValueError as error:
            bad.append(BadRow(entry.sourceline or 0, str(error)))
        else:
            concepts[concept.id] = concept
    notices = (f"languages left out: {', '.join(sorted(skipped))}",) if skipped else ()
    return Imported(tuple(concepts.values()), tuple(bad), notices)


def _concept(entry: _Element, skipped: set[str]) -> Concept:
    """The entry as a concept.

    Raises:
        ValueError: it holds no term that we can use.
    """
    terms: list[Term] = []
    values: dict[str, str] = {"id": entry.get("id", "")}
    extras: dict[tuple[str, str], str] = {}
    for element in entry:
        if local_name(element) in _LANGUAGE_SECTIONS:
            terms += _language_section(element, values, extras, skipped)
        else:
            _take_properties(element, values)
    return make_concept(terms, {key: value for key, value in values.items() if value}, extras)


def _take_properties(element: _Element, values: dict[str, str]) -> None:
    """Properties of the concept as a whole: subject field, definition, notes; grouped or not."""
    for part in element.iter():
        category, text = _category(part), _text(part)
        if category == "subjectField":
            values.setdefault("domain", text)
        elif category == "definition":
            values.setdefault("definition", text)
        elif category == "note" and text.startswith(_LACKING):
            values["lacking"] = text.removeprefix(_LACKING)
        elif category == "note":
            values["note"] = f"{values['note']} {text}" if values.get("note") else text


def _language_section(
    section: _Element, values: dict[str, str], extras: dict[tuple[str, str], str], skipped: set[str]
) -> Iterator[Term]:
    tag = section.get(_XML_LANG) or section.get("lang") or ""
    try:
        lang = language_of(tag)
    except LanguageError:
        skipped.add(tag)
        return
    has_preferred = False
    for element in section:
        if local_name(element) not in _TERM_SECTIONS:
            for part in element.iter():
                if _category(part) == "definition":  # TBX-Basic allows it here too
                    values.setdefault("definition", _text(part))
                elif _category(part) == "source":
                    extras.setdefault(("checked", lang), _text(part))
            continue
        term = _term(element, lang, values, extras, first=not has_preferred)
        has_preferred = has_preferred or term.status is Status.PREFERRED
        yield term


def _term(
    section: _Element, lang: str, values: dict[str, str], extras: dict[tuple[str, str], str], *, first: bool
) -> Term:
    """The term of a section; one without a status is preferred where it is the first."""
    text, status, abbreviation = "", Status.PREFERRED if first else Status.ADMITTED, False
    for part in section.iter():
        category, value = _category(part), _text(part)
        if local_name(part) == "term":
            text = value
        elif category == "administrativeStatus":
            status = _STATUS_BY_NAME.get(value, status)
        elif category == "termType":
            abbreviation = value in _SHORT_FORMS
        elif category == "partOfSpeech":
            values.setdefault("part-of-speech", _PART_BY_NAME.get(value, "noun"))
        elif category == "note" and value == _FORBIDDEN:
            status = Status.FORBIDDEN
        for prefix, aid in ((_READING, "reading"), (_STRESS, "stress")):
            if category == "note" and value.startswith(prefix):
                extras[aid, lang] = value.removeprefix(prefix)
    if status is Status.PREFERRED and not first:
        status = Status.ADMITTED
    term = Term(text, lang, status, abbreviation and status is not Status.PREFERRED)
    if not text or has_foreign_letters(term):
        raise ValueError(f"{text!r} is not written in the letters of {lang}" if text else f"a term in {lang} is empty")
    return term


def _category(element: _Element) -> str:
    """The data category of an element: its name in DCT style, its type in DCA style."""
    return element.get("type") or local_name(element)


def _text(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def render(concepts: Iterable[Concept]) -> bytes:
    """TBX-Basic in DCT style."""
    from lxml import etree

    namespaces: Any = {None: CORE, "min": MIN, "basic": BASIC}
    attributes = {"type": "TBX-Basic", "style": "dct", _XML_LANG: "en"}
    root = etree.Element(f"{{{CORE}}}tbx", attributes, nsmap=namespaces)
    header = _add(root, CORE, "tbxHeader")
    description = _add(header, CORE, "fileDesc")
    _add(_add(description, CORE, "titleStmt"), CORE, "title", "forumdocs glossary")
    _add(_add(description, CORE, "sourceDesc"), CORE, "p", "Exported by forumdocs.")
    body = _add(_add(root, CORE, "text"), CORE, "body")
    for concept in concepts:
        _add_entry(body, concept)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return content


def _add_entry(body: _Element, concept: Concept) -> None:
    entry = _add(body, CORE, "conceptEntry")
    entry.set("id", concept.id)
    if concept.domain:
        _add(entry, MIN, "subjectField", concept.domain)
    if concept.definition:
        _add(entry, BASIC, "definition", concept.definition)
    if concept.note:
        _add(entry, CORE, "note", concept.note)
    if concept.lacking:
        _add(entry, CORE, "note", _LACKING + " ".join(concept.lacking))
    for lang in LANGUAGES:
        if terms := concept.in_language(lang):
            section = _add(entry, CORE, "langSec")
            section.set(_XML_LANG, lang)
            if source := concept.checked.get(lang):
                _add(section, BASIC, "source", source)
            for term in terms:
                _add_term(section, term, concept.part_of_speech)


def _add_term(section: _Element, term: Term, part_of_speech: str) -> None:
    place = _add(section, CORE, "termSec")
    _add(place, CORE, "term", term.text)
    _add(place, MIN, "administrativeStatus", STATUSES[term.status])
    _add(place, MIN, "partOfSpeech", PARTS_OF_SPEECH.get(part_of_speech, "other"))
    if term.abbreviation:
        _add(place, BASIC, "termType", "abbreviation")
    notes = (_FORBIDDEN if term.status is Status.FORBIDDEN else "", term.reading and _READING + term.reading)
    for note in (*notes, term.stress and _STRESS + term.stress):
        if note:
            _add(place, CORE, "note", note)


def _add(parent: _Element, namespace: str, name: str, text: str = "") -> _Element:
    from lxml import etree

    element = etree.SubElement(parent, f"{{{namespace}}}{name}")
    if text:
        element.text = text
    return element
