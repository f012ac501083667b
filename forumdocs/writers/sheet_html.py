"""The interpreters' sheet as one self-contained HTML page: no network, no server, no build.

The terms stand in the page as a plain table, so that they can be read and printed where scripts do not run (a preview
on a tablet); the script adds search, language pairs, filters and the cards to learn with.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from forumdocs import __version__
from forumdocs.glossary import lookup
from forumdocs.glossary.concepts import DOMAINS
from forumdocs.glossary.reading import aids_of
from forumdocs.glossary.searchindex import Way, keys_of
from forumdocs.glossary.sheet import names_in
from forumdocs.languages import LANGUAGES, name_of

if TYPE_CHECKING:
    from forumdocs.glossary import Concept, Term
    from forumdocs.glossary.sheet import Entry, Sheet

_FIELD = re.compile(r"\{\{(\w+)\}\}")


def render(sheet: Sheet) -> bytes:
    """The sheet as the bytes of an HTML page in UTF-8."""
    style = _template("sheet.css").replace("--langs: 4", f"--langs: {len(sheet.langs)}")
    script = _template("sheet.js")
    fields = {
        "title": escape(sheet.title),
        "version": escape(__version__),
        "style": style,
        "style_hash": _hash(style),
        "script": script,
        "script_hash": _hash(script),
        "facts": escape(_facts(sheet)),
        "head": _head(sheet),
        "rows": "\n".join(_row(sheet, number) for number in range(len(sheet.entries))),
        "footer": escape(f"Made with forumdocs {__version__}; glossary {sheet.glossary[:19] or 'without a digest'}."),
        "data": _as_script(_data(sheet)),
    }
    return _FIELD.sub(lambda field: fields[field.group(1)], _template("sheet.html")).encode("utf-8")


def _template(name: str) -> str:
    return files("forumdocs.writers").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """The source expression by which a content security policy allows one inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


def _as_script(data: dict[str, Any]) -> str:
    """JSON that no parser of HTML can mistake for the end of its element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _facts(sheet: Sheet) -> str:
    count = len(sheet.entries)
    names = sheet.documents
    sources = " · ".join(f"{number}: {name}" for number, name in enumerate(names, 1)) if len(names) > 1 else names[0]
    return f"{count} {'term' if count == 1 else 'terms'} from {sources}"


# The table.


def _head(sheet: Sheet) -> str:
    cells = "".join(
        f'<th role="columnheader" scope="col" data-lang="{lang}">{escape(name_of(lang))}</th>' for lang in sheet.langs
    )
    place = '<th role="columnheader" scope="col" class="place">Paragraph</th>'
    return f'<tr role="row">{place}{cells}<th role="columnheader" scope="col" class="about">About</th></tr>'


def _row(sheet: Sheet, number: int) -> str:
    entry = sheet.entries[number]
    cells = "".join(_cell(sheet, entry.concept, lang) for lang in sheet.langs)
    return f'<tr role="row" data-number="{number}">{_place(sheet, entry)}{cells}{_about(entry.concept)}</tr>'


def _place(sheet: Sheet, entry: Entry) -> str:
    """How often a concept comes up, and where; documents by number where there are several."""
    several = len(sheet.documents) > 1
    places = "; ".join(
        (f"{document + 1}: " if several else "") + ", ".join(map(str, paragraphs))
        for document, paragraphs in entry.paragraphs.items()
    )
    return f'<td role="cell" class="place"><b>{entry.count}×</b> ¶ {places}</td>'


def _cell(sheet: Sheet, concept: Concept, lang: str) -> str:
    names = names_in(concept, lang)
    start = f'<td role="cell" lang="{lang}" data-lang="{lang}" data-name="{escape(name_of(lang))}">'
    if names.head is None:
        return f'{start}<span class="none" lang="en">–</span></td>'
    aid = _aid(sheet, concept, names.head)
    others = "".join(
        _line(css, label, texts)
        for css, label, texts in (
            ("also", "", names.abbreviations),
            ("also", "also", names.also),
            ("avoid", "not", names.avoid),
        )
        if texts
    )
    return f'{start}<span class="term">{escape(names.head.stress or names.head.text)}</span>{aid}{others}</td>'


def _line(css: str, label: str, texts: tuple[str, ...]) -> str:
    said = f'<span lang="en">{label}</span> ' if label else ""
    return f'<span class="{css}">{said}{escape(", ".join(texts))}</span>'


_AID_TAGS = {"zh-Hans": "zh-Latn", "zh-Hant": "zh-Latn", "ko": "ko-Latn"}
"""The language of a reading aid that is in another script than the term."""


def _aid(sheet: Sheet, concept: Concept, term: Term) -> str:
    line = _aid_line(sheet, concept, term)
    return f'<span class="aid" lang="{_AID_TAGS.get(term.lang, term.lang)}">{escape(line)}</span>' if line else ""


def _aid_line(sheet: Sheet, concept: Concept, term: Term) -> str:
    proper = concept.part_of_speech == "proper-noun"
    return aids_of(term, pinyin=sheet.pinyin.get(term.text, ""), proper=proper).line


def _about(concept: Concept) -> str:
    parts = (("definition", concept.definition), ("note", concept.note))
    text = "".join(f'<span class="{css}">{escape(part)}</span>' for css, part in parts if part)
    return f'<td role="cell" class="about">{text}</td>'


# What the script needs.


def _data(sheet: Sheet) -> dict[str, Any]:
    used = {entry.concept.domain for entry in sheet.entries} - {""}
    return {
        "langs": [{"code": lang, "name": name_of(lang), "native": _native(lang)} for lang in sheet.langs],
        "documents": list(sheet.documents),
        "domains": {domain: DOMAINS.get(domain, domain) for domain in sorted(used)},
        "search": {
            "base": {kind.value: score for kind, score in lookup.BASE.items()},
            "share": lookup.SHARE,
            "likeness": lookup.SHARE_OF_LIKENESS,
            "indirect": lookup.INDIRECT,
            "unpreferred": lookup.UNPREFERRED,
            "shortestInside": lookup.SHORTEST_INSIDE,
            "errors": lookup.ERRORS,
        },
        "entries": [_entry(sheet, entry) for entry in sheet.entries],
    }


def _native(lang: str) -> str:
    return {"zh-Hans": "简体中文", "zh-Hant": "繁體中文"}.get(lang) or LANGUAGES[lang].native


def _entry(sheet: Sheet, entry: Entry) -> dict[str, Any]:
    concept = entry.concept
    heads = {lang: head for lang in sheet.langs if (head := names_in(concept, lang).head)}
    return {
        "id": concept.id,
        "domain": concept.domain,
        "documents": list(entry.paragraphs),
        "definition": concept.definition,
        "terms": {lang: [term.stress or term.text, _aid_line(sheet, concept, term)] for lang, term in heads.items()},
        "keys": _keys(sheet, concept),
    }


def _keys(sheet: Sheet, concept: Concept) -> list[list[Any]]:
    """Each key: its text, where its words begin, the points off, and 1 where it only fits as a whole."""
    keys: dict[str, list[Any]] = {}
    for term in concept.terms:
        for text, (starts, way) in keys_of(term, pinyin=sheet.pinyin.get(term.text, "")).items():
            usable = term.status.value == "preferred"
            off = lookup.INDIRECT * way.is_indirect + lookup.UNPREFERRED * (not usable)
            keys.setdefault(text, [text, list(starts), off, int(way is Way.INITIALS), int(way.is_indirect)])
    return list(keys.values())
