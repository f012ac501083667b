"""The interpreters' sheet as JSON, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forumdocs.glossary.sheet import Entry, Sheet


def render(sheet: Sheet) -> bytes:
    """The sheet as UTF-8 JSON: entries in order of first appearance, with all places."""
    content = {
        "title": sheet.title,
        "documents": list(sheet.documents),
        "langs": list(sheet.langs),
        "glossary": sheet.glossary,
        "entries": [_entry(sheet, entry) for entry in sheet.entries],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _entry(sheet: Sheet, entry: Entry) -> dict[str, Any]:
    concept = entry.concept
    return {
        "concept": concept.id,
        "terms": {
            lang: [{"text": term.text, "status": term.status.value} for term in concept.in_language(lang)]
            for lang in sheet.langs
        },
        "definition": concept.definition,
        "domain": concept.domain,
        "count": entry.count,
        "occurrences": [
            {
                "document": sheet.documents[place.document],
                "block": place.paragraph,
                "text": place.surface,
                "lang": place.lang,
            }
            for place in entry.occurrences
        ],
    }
