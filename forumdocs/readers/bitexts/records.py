"""The JSON that ``forumdocs translate`` writes."""

from __future__ import annotations

import json

from forumdocs.errors import ReadError
from forumdocs.model import Place, TranslationUnit


def read(data: bytes, *, name: str) -> tuple[TranslationUnit, ...]:
    """The pairs of a handout.

    Raises:
        ReadError: the bytes are no JSON, or no handout.
    """
    try:
        record = json.loads(data)
        target = record["target_lang"]
        return tuple(
            TranslationUnit(p["id"], p["source"], p["target"], p["source_lang"], target, Place(address=str(number)))
            for number, p in enumerate(record["pairs"])
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ReadError(f"{name}: is no JSON of forumdocs translate ({error}); write it again.") from error
