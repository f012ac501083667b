"""Glossaries and sheets as a deck for Anki: a note a concept, two cards a note, one each way."""

from __future__ import annotations

import hashlib
import zipfile
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forumdocs.errors import GlossaryError
from forumdocs.files import replace_file
from forumdocs.glossary.reading import aids_of
from forumdocs.glossary.searchindex import pinyin_of
from forumdocs.glossary.sheet import Sheet, names_in
from forumdocs.languages import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forumdocs.glossary.concepts import Concept
    from forumdocs.glossary.store import Glossary

FIELDS = ("Front", "Front reading", "Back", "Back reading", "Definition", "Note")
"""The fields of a note; Anki sorts by the first."""
SIDE = """<div class="language">{language}</div><div class="term" lang="{lang}">{{{{{field}}}}}</div>"""
READING = """{{{{#{field} reading}}}}<div class="reading">{{{{{field} reading}}}}</div>{{{{/{field} reading}}}}"""
EXTRA = (
    '{{#Definition}}<div class="definition">{{Definition}}</div>{{/Definition}}'
    '{{#Note}}<div class="note">{{Note}}</div>{{/Note}}'
)
STYLE = """.card { font-family: "Noto Sans", "Segoe UI", system-ui, sans-serif; text-align: center; line-height: 1.4; }
.language { font-size: 14px; opacity: .75; }
.term { font-size: 34px; font-weight: 600; }
.reading { font-size: 20px; }
.definition { font-size: 18px; margin-top: 16px; }
.note { font-size: 15px; margin-top: 8px; }
"""
MOMENT = 1_700_000_000.0
"""When a deck was made, in seconds of the epoch, unless one says otherwise: the same terms give the same bytes."""
_ZIP_MOMENT = (2024, 1, 1, 0, 0, 0)


def write_deck(
    source: Glossary | Sheet,
    path: str | Path,
    *,
    front: str = "en",
    back: str = "zh-Hans",
    name: str = "",
    moment: float = MOMENT,
) -> int:
    """Write a deck (``.apkg``) with a card each way for every concept that has both languages.

    Notes have ids made from their concept and languages, so that Anki knows them again when the deck is imported once
    more, and the learner's progress stays. Anki takes over what changed in a note only if ``moment`` is later than
    that of the deck before.

    Args:
        source: a glossary, or the terms of some documents.
        path: the file; replaced in one step.
        front: the glossary language of the first side.
        back: that of the second side.
        name: of the deck as Anki shows it; made from the source and the languages where it is empty.
        moment: when the notes were last changed, in seconds of the epoch.

    Returns:
        How many notes the deck has.

    Raises:
        GlossaryError: no concept has a term in both languages.
        WriteError: the file cannot be written.
    """
    title = name or f"{source.title if isinstance(source, Sheet) else 'Glossary'} ({front} – {back})"
    notes = [
        (concept, fields)
        for concept, pinyin in _contents(source)
        if (fields := _fields(concept, front, back, pinyin)) is not None
    ]
    if not notes:
        languages = f"{name_of(front)} and {name_of(back)}"
        raise GlossaryError(f"{path}: no concept has terms in both {languages}; choose other languages.")
    replace_file(Path(path), _pack(_deck(title, notes, front, back), moment))
    return len(notes)


def _contents(source: Glossary | Sheet) -> Iterable[tuple[Concept, dict[str, str]]]:
    """The concepts, each with the pinyin of their Chinese terms."""
    concepts = [entry.concept for entry in source.entries] if isinstance(source, Sheet) else list(source)
    pinyin = source.pinyin if isinstance(source, Sheet) else pinyin_of(concepts)
    return ((concept, pinyin) for concept in concepts)


def _fields(concept: Concept, front: str, back: str, pinyin: dict[str, str]) -> list[str] | None:
    """The fields of a concept's note; None where it lacks a language."""
    sides: list[str] = []
    for lang in (front, back):
        names = names_in(concept, lang)
        if names.head is None:
            return None
        more = f" ({', '.join(names.abbreviations)})" if names.abbreviations else ""
        proper = concept.part_of_speech == "proper-noun"
        aids = aids_of(names.head, pinyin=pinyin.get(names.head.text, ""), proper=proper)
        sides += [(names.head.stress or names.head.text) + more, aids.line]
    return [escape(text) for text in (*sides, concept.definition, concept.note)]


def _deck(title: str, notes: list[tuple[Concept, list[str]]], front: str, back: str) -> Any:
    import genanki

    deck = genanki.Deck(_number(f"deck {title}"), title)
    model = _model(front, back)
    for concept, fields in notes:
        tags = [f"forumdocs::{concept.domain}"] if concept.domain and " " not in concept.domain else []
        guid = genanki.guid_for("forumdocs", concept.id, front, back)
        deck.add_note(genanki.Note(model=model, fields=fields, guid=guid, tags=tags))
    return deck


def _model(front: str, back: str) -> Any:
    """The kind of note: its fields and the templates of its two cards."""
    import genanki

    sides = {
        field: SIDE.format(language=escape(name_of(lang)), lang=lang, field=field)
        for field, lang in (("Front", front), ("Back", back))
    }
    templates = [
        {
            "name": f"{asked} → {answered}",
            "qfmt": sides[asked],
            "afmt": "{{FrontSide}}<hr id=answer>" + sides[answered] + READING.format(field=answered) + EXTRA,
        }
        for asked, answered in (("Front", "Back"), ("Back", "Front"))
    ]
    return genanki.Model(
        _number(f"model {front} {back}"),
        f"forumdocs {front} – {back}",
        fields=[{"name": field} for field in FIELDS],
        templates=templates,
        css=STYLE,
    )


def _number(text: str) -> int:
    """A stable id as Anki wants it, below 2 to the power of 31."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:4], "big") >> 1


def _pack(deck: Any, moment: float) -> bytes:
    """The deck as the bytes of an archive without times of its own."""
    import genanki

    made, packed = BytesIO(), BytesIO()
    genanki.Package(deck).write_to_file(made, timestamp=moment)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return packed.getvalue()
