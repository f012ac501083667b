"""Sources of a batch: how the bytes of one are had."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from forumdocs.readers import load, read_bytes

if TYPE_CHECKING:
    from forumdocs.model import Document
    from forumdocs.pipelines.batch.jobs import Source


def read_source(source: Source, encoding: str = "") -> Document:
    """The document of a source."""
    return read_bytes(load(source.path), name=source.name, encoding=encoding or None)


def digest(source: Source) -> str:
    """SHA-256 of the bytes of a source."""
    return hashlib.sha256(load(source.path)).hexdigest()
