"""Aligned pairs, as ``align`` writes them: JSON, or lines with a tab between source and target."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from forumdocs.files import check_suffix
from forumdocs.languages import join_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from forumdocs.model import Bead


def render(beads: Sequence[Bead], path: Path) -> bytes:
    """The beads as UTF-8, in the format that the suffix of ``path`` names: ``.json``, ``.tsv`` or ``.txt``.

    Raises:
        WriteError: the suffix is none of these.
    """
    check_suffix(path, FORMATS)
    return FORMATS[path.suffix.lower()](beads).encode("utf-8")


def _as_json(beads: Sequence[Bead]) -> str:
    pairs = [
        {
            "source": [seg.text for seg in bead.source],
            "target": [seg.text for seg in bead.target],
            "score": round(bead.score, 4),
        }
        for bead in beads
    ]
    return json.dumps({"pairs": pairs}, ensure_ascii=False, indent=1) + "\n"


def _as_lines(beads: Sequence[Bead]) -> str:
    sides = (
        (join_sentences(seg.text for seg in bead.source), join_sentences(seg.text for seg in bead.target))
        for bead in beads
    )
    return "".join("\t".join(" ".join(side.split()) for side in pair) + "\n" for pair in sides)


FORMATS: dict[str, Callable[[Sequence[Bead]], str]] = {
    ".json": _as_json,
    ".tsv": _as_lines,
    ".txt": _as_lines,
}
"""What turns pairs into text, by suffix."""
