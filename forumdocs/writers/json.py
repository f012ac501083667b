"""The handout as JSON, for programs and for checks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from forumdocs.writers.style import PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.model import Handout, Pair


def render(handout: Handout, _style: Style = PLAIN, _others: Sequence[Handout] = ()) -> bytes:
    """The handout as UTF-8 JSON, in the shape that the command-line reference promises."""
    return (json.dumps(as_dict(handout), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def as_dict(handout: Handout) -> dict[str, Any]:
    """The handout as plain dictionaries, lists, strings and numbers."""
    made_by = handout.provenance
    return {
        "source": handout.source,
        "source_langs": list(handout.source_langs),
        "target_lang": handout.target_lang,
        "pairs": [_pair(pair) for pair in handout.pairs],
        "summary": [{"block": s.block, "source": s.source, "target": s.target} for s in handout.summary],
        "dropped": [{"block": d.block, "text": d.text, "rule": d.rule} for d in handout.dropped],
        "provenance": {
            "forumdocs": made_by.forumdocs,
            "engine": made_by.engine,
            "packages": list(made_by.packages),
            "glossary": made_by.glossary,
            "options": made_by.options,
        },
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "id": pair.id,
        "block": pair.block,
        "kind": pair.kind.value,
        "source_lang": pair.source_lang,
        "source": pair.source,
        "target": pair.target,
        "origin": pair.origin.value,
        "score": round(pair.score, 4),
        "flags": list(pair.flags),
        "terms": [
            {"concept": t.concept, "source": t.source, "target": t.target, "satisfied": t.satisfied} for t in pair.terms
        ],
    }
