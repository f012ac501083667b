"""``glossary lookup``: a concept in all languages, as an interpreter needs it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any
from unicodedata import category, east_asian_width

import click

from forumdocs.cli.glossary import options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from forumdocs.glossary.concepts import Concept, Term
    from forumdocs.glossary.lookup import Hit

JSON_KEYS = {"zh-Hans": "zh"}
"""Languages that have another name in JSON than in a glossary."""
NAMES = {
    "en": "English",
    "zh-Hans": "Chinese",
    "zh-Hant": "Chinese (Trad.)",
    "ko": "Korean",
    "ru": "Russian",
    "ja": "Japanese",
    "th": "Thai",
}
FULL = 2
"""Concepts shown in full where several have exactly the term that was typed; the others get a line."""
CELL = 34
"""Columns of a term in the short list."""
WIDEST = 100
"""Columns of a terminal after which definitions wrap even in a wider one."""


@click.command(epilog="Example: forumdocs glossary lookup 量子密钥分发")
@click.argument("query", metavar="TERM", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="A JSON list, best first.")
@options.glossaries
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="Concepts at most.")
def lookup(query: tuple[str, ...], as_json: bool, glossaries: tuple[Path, ...], limit: int) -> None:
    """Look a term up in any language: in part, abbreviated, in pinyin or romanised, with typing errors."""
    from forumdocs.glossary.loading import load_glossary
    from forumdocs.glossary.lookup import lookup, suggest

    typed, glossary = " ".join(query), load_glossary(glossaries)
    hits = lookup(glossary, typed, limit=limit)
    if not hits:
        near = suggest(glossary, typed)
        click.echo(f"Nothing found for '{typed}'." + (f" Nearest: {', '.join(near)}." if near else ""), err=True)
    if as_json:
        click.echo(json.dumps([as_dict(hit) for hit in hits], ensure_ascii=False, indent=1))
    else:
        for line in _show(hits):
            click.echo(line)


def as_dict(hit: Hit) -> dict[str, Any]:
    """A hit in the shape that the command-line reference promises."""
    concept = hit.concept
    terms: dict[str, list[dict[str, Any]]] = {}
    for term in concept.terms:
        terms.setdefault(JSON_KEYS.get(term.lang, term.lang), []).append(_term_as_dict(term, hit))
    return {
        "concept": concept.id,
        "terms": terms,
        "definition": concept.definition,
        "domain": concept.domain,
        "source": _sources(concept),
        "part_of_speech": concept.part_of_speech,
        "note": concept.note,
        "match": hit.kind.value,
        "matched": {"lang": hit.term.lang, "text": hit.term.text, "by": hit.way.value},
        "score": hit.score,
    }


def _term_as_dict(term: Term, hit: Hit) -> dict[str, Any]:
    aids = hit.aids_of(term)
    extras = {
        "abbreviation": term.abbreviation,
        "pinyin": aids.pinyin,
        "romanisation": aids.romanisation,
        "reading": aids.kana,
        "romaji": aids.romaji,
        "stress": aids.stress,
    }
    return {"text": term.text, "status": term.status.value, **{key: value for key, value in extras.items() if value}}


def _sources(concept: Concept) -> str:
    """Where the terms were checked, in one string; ``"unchecked"`` where nowhere."""
    return "; ".join(f"{lang}: {where}" for lang, where in concept.checked.items()) or "unchecked"


def _show(hits: list[Hit]) -> Iterator[str]:
    exact = sum(hit.kind.value == "exact" for hit in hits)
    full = min(FULL, max(1, exact))
    for hit in hits[:full]:
        yield from _entry(hit)
        yield ""
    if hits[full:]:
        yield "Also:"
        yield from _brief(hits[full:])


def _entry(hit: Hit) -> Iterator[str]:
    from forumdocs.glossary.concepts import DOMAINS, LANGUAGES

    concept = hit.concept
    head = concept.terms[0].text if concept.terms else concept.id
    facts = ", ".join(filter(None, (concept.part_of_speech, DOMAINS.get(concept.domain, concept.domain))))
    yield click.style(head, bold=True) + (f"  ({facts})" if facts else "") + _how(hit)
    rows = [row for lang in LANGUAGES for row in _rows(hit, lang)]
    widths = [max((_columns(row[place]) for row in rows), default=0) for place in (0, 1)]
    for name, text, aid in rows:
        yield f"  {_pad(name, widths[0])}  {_pad(text, widths[1])}  {aid}".rstrip()
    for label, text in (("Definition", concept.definition), ("Note", concept.note), ("Checked", _sources(concept))):
        if text:
            yield from _wrapped(label, text, widths[0])


def _how(hit: Hit) -> str:
    """A word on a match that is not plain to see."""
    by = "" if hit.way.value == "term" else f", {hit.way.value}"
    return "" if hit.kind.value == "exact" and not by else f"  [{hit.kind.value}{by}: {hit.term.text}]"


def _rows(hit: Hit, lang: str) -> Iterator[tuple[str, str, str]]:
    """Language, term and reading aid of each term in one language; the language is named once."""
    name = NAMES[lang]
    for term in hit.concept.in_language(lang):
        label = "abbreviation" if term.abbreviation else "" if term.status.value == "preferred" else term.status.value
        aids = hit.aids_of(term)
        yield name, f"{term.text} ({label})" if label else term.text, aids.line or aids.stress
        name = ""
    if name and lang in hit.concept.lacking:
        yield name, "– (no settled term)", ""


def _brief(hits: list[Hit]) -> Iterator[str]:
    """A line a concept: its preferred terms in the first four languages."""
    rows = [[_cut(_preferred(hit.concept, lang)) for lang in ("en", "zh-Hans", "ko", "ru")] for hit in hits]
    widths = [max(_columns(row[place]) for row in rows) for place in range(4)]
    for row in rows:
        yield "  " + "  ".join(_pad(text, width) for text, width in zip(row, widths, strict=True)).rstrip()


def _preferred(concept: Concept, lang: str) -> str:
    term = concept.preferred(lang)
    return term.text if term else "–"


def _wrapped(label: str, text: str, width: int) -> Iterator[str]:
    room = min(shutil.get_terminal_size().columns, WIDEST) - width - 4
    for line in _lines(text, max(room, 30)):
        yield f"  {_pad(label, width)}  {line}"
        label = ""


def _lines(text: str, room: int) -> Iterator[str]:
    """A text cut at its spaces into lines of at most ``room`` columns, unless a word is longer."""
    line = ""
    for word in text.split():
        if line and _columns(line) + 1 + _columns(word) > room:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def _cut(text: str) -> str:
    """The beginning of a text, as much of it as a line of the short list has room for."""
    if _columns(text) <= CELL:
        return text
    while _columns(text) >= CELL:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _columns(text: str) -> int:
    """Columns that a text takes on a terminal: Han and Hangul two, accents and Thai vowel signs none."""
    if text.isascii():
        return len(text)
    return sum(0 if category(char) in ("Mn", "Me", "Cf") else 1 + (east_asian_width(char) in "WF") for char in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _columns(text))
