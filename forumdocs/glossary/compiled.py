"""Results that take long to work out, kept between runs: parsed glossaries, the forms of their terms, word counts.

A result is a text under a key that names all that it was made from, so that any change makes another key. The files
are the user's own, in the cache folder; they hold JSON, never code. Where the folder cannot be written the work is
done anew each time; a damaged file is made again.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from forumdocs.errors import WriteError
from forumdocs.files import replace_file
from forumdocs.glossary.concepts import Concept, Status, Term
from forumdocs.paths import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_HEADER = "forumdocs-glossary-cache"
_KEPT = 64
"""Files in the folder; the oldest go when there are more."""


def remembered_concepts(key: str, make: Callable[[], Iterable[Concept]]) -> Mapping[str, Concept]:
    """The concepts made before under ``key``, or else what ``make`` gives now; by id, in order, the later of two."""
    return _Shelf(remembered("concepts", key, lambda: _dumped(make())))


class _Shelf(Mapping[str, Concept]):
    """Concepts as lines of JSON, made into objects when they are asked for: to look up one, one is parsed."""

    def __init__(self, text: str) -> None:
        ids, *self._lines = text.split("\n")
        self._places: dict[str, int] = {concept_id: place for place, concept_id in enumerate(json.loads(ids))}
        self._made: dict[str, Concept] = {}

    def __getitem__(self, concept_id: str) -> Concept:
        if concept_id not in self._made:
            self._made[concept_id] = _undumped(self._lines[self._places[concept_id]])
        return self._made[concept_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, concept_id: object) -> bool:
        return concept_id in self._places


def _dumped(concepts: Iterable[Concept]) -> str:
    by_id = {concept.id: concept for concept in concepts}
    lines = (json.dumps(_fields(concept), ensure_ascii=False) for concept in by_id.values())
    return "\n".join((json.dumps(list(by_id), ensure_ascii=False), *lines))


def _fields(concept: Concept) -> list[object]:
    terms = [_said((t.text, t.lang, t.status.value, t.abbreviation, t.reading, t.stress)) for t in concept.terms]
    words = [concept.id, concept.domain, concept.part_of_speech, concept.definition, concept.note]
    return [*words, dict(concept.checked), list(concept.lacking), terms]


def _said(fields: tuple[object, ...]) -> list[object]:
    """The fields of a term up to the last that is not empty: the others need not be read again."""
    count = max(place for place, value in enumerate(fields, start=1) if value)
    return list(fields[:count])


def _undumped(line: str) -> Concept:
    concept_id, domain, part_of_speech, definition, note, checked, lacking, terms = json.loads(line)
    made = tuple(Term(text, lang, _STATUSES[status], *rest) for text, lang, status, *rest in terms)
    return Concept(concept_id, made, domain, part_of_speech, definition, note, checked, tuple(lacking))


_STATUSES = {status.value: status for status in Status}


def remembered(kind: str, key: str, make: Callable[[], str]) -> str:
    """The text made before under ``key``, or else what ``make`` gives now.

    Args:
        kind: what the text holds, such as ``concepts``; part of the file's name.
        key: identifies the input, such as the digest of a glossary. The code that makes the text is minded here.
        make: makes the text; not called when it is there already.
    """
    name = hashlib.sha256(f"{_code_version()}\n{kind}\n{key}".encode()).hexdigest()[:32]
    path = cache_folder() / "glossary" / f"{kind}-{name}.json"
    with suppress(OSError, ValueError):
        return _read(path)
    text = make()
    with suppress(WriteError):
        _write(path, text)
    return text


def _read(path: Path) -> str:
    """The text of a cache file.

    Raises:
        OSError: it is not there.
        ValueError: it is damaged.
    """
    header, _, content = path.read_bytes().partition(b"\n")
    if header != _header_of(content):
        raise ValueError(f"{path}: damaged")
    return content.decode("utf-8", "surrogatepass")


def _write(path: Path, text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace_file(path, _header_of(content) + b"\n" + content)
    with suppress(OSError):
        _drop_oldest(path.parent)


def _header_of(content: bytes) -> bytes:
    return f"{_HEADER} {len(content)} {zlib.crc32(content):08x}".encode()


def _drop_oldest(folder: Path) -> None:
    files = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[_KEPT:]:
        path.unlink(missing_ok=True)


@cache
def _code_version() -> str:
    """Changes whenever the code of the glossary changes, so that a developer never meets the results of old code."""
    folder = Path(__file__).parent
    stats = [(path.name, path.stat()) for path in sorted(folder.rglob("*.py"))]
    return ";".join(f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in stats)
