"""Glossaries on disk and in memory: the curated one, a user's own, and one laid over the other."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forumdocs.errors import GlossaryError
from forumdocs.glossary.concepts import LANGUAGES, Concept, Status, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

BUILTIN = Path(__file__).parent / "data"
"""The curated quantum glossary: one TOML file a domain."""

_LISTS = {
    "admitted": (Status.ADMITTED, False),
    "abbreviation": (Status.ADMITTED, True),
    "deprecated": (Status.DEPRECATED, False),
    "forbidden": (Status.FORBIDDEN, False),
}


class Glossary:
    """Concepts by id, in order.

    Args:
        concepts: the entries; of two with one id the later wins.
        digest: identifies the content, for provenance; ``"sha256:…"``.
    """

    def __init__(self, concepts: Iterable[Concept] = (), *, digest: str = "") -> None:
        self._concepts = {concept.id: concept for concept in concepts}
        self.digest = digest

    def __len__(self) -> int:
        return len(self._concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def __getitem__(self, concept_id: str) -> Concept:
        return self._concepts[concept_id]

    def __contains__(self, concept_id: object) -> bool:
        return concept_id in self._concepts

    def overlaid(self, upper: Glossary) -> Glossary:
        """This glossary with ``upper`` laid over it: where both know a term, ``upper`` decides.

        A concept of ``upper`` that shares a usable term with one of this glossary is the same concept: it brings
        its own terms for the languages that it has, and inherits the other languages, the definition and the notes.
        """
        owner = {(t.lang, _key(t.text)): c.id for c in self for t in c.terms if t.status.is_usable}
        concepts = dict(self._concepts)
        for concept in upper:
            twin = _twin(concept, self, owner)
            concepts.pop(twin.id, None) if twin else None
            concepts[concept.id] = _inherit(concept, twin) if twin else concept
        return Glossary(concepts.values(), digest=_digest(f"{self.digest}\n{upper.digest}".encode()))


def _twin(concept: Concept, lower: Glossary, owner: Mapping[tuple[str, str], str]) -> Concept | None:
    if concept.id in lower:
        return lower[concept.id]
    shared = [owner[key] for t in concept.terms if t.status.is_usable and (key := (t.lang, _key(t.text))) in owner]
    return lower[max(shared, key=shared.count)] if shared else None


def _inherit(upper: Concept, lower: Concept) -> Concept:
    """``upper`` with what only ``lower`` has."""
    own = {term.lang for term in upper.terms}
    spoken = {(term.lang, _key(term.text)) for term in upper.terms}
    kept = [
        replace(term, status=Status.ADMITTED) if term.lang in own and term.status is Status.PREFERRED else term
        for term in lower.terms
        if (term.lang, _key(term.text)) not in spoken
    ]
    return replace(
        upper,
        terms=(*upper.terms, *kept),
        domain=upper.domain or lower.domain,
        definition=upper.definition or lower.definition,
        note=upper.note or lower.note,
        checked={**lower.checked, **upper.checked},
    )


def _key(text: str) -> str:
    return text.casefold().replace(" ", "")


def load_builtin() -> Glossary:
    """The curated quantum glossary that comes with forumdocs."""
    return load_folder(BUILTIN)


def load_folder(folder: Path) -> Glossary:
    """A glossary from the TOML files of a folder; the name of a file is the domain of its concepts.

    Raises:
        GlossaryError: a file is not TOML, or an entry has keys that no entry has.
    """
    concepts: list[Concept] = []
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.toml")):
        content = path.read_bytes()
        digest.update(content)
        concepts += _read_toml(path, content)
    return Glossary(concepts, digest=f"sha256:{digest.hexdigest()}")


def load_file(path: Path) -> Glossary:
    """A glossary from one TOML file.

    Raises:
        GlossaryError: the file cannot be read as a glossary.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be opened ({error.strerror}); check the name.") from error
    return Glossary(_read_toml(path, content), digest=_digest(content))


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _read_toml(path: Path, content: bytes) -> list[Concept]:
    try:
        tables = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GlossaryError(f"{path}: not a TOML file in UTF-8 ({error}); mend that line.") from error
    return [_concept(concept_id, table, domain=path.stem, path=path) for concept_id, table in tables.items()]


def _concept(concept_id: str, table: dict[str, Any], *, domain: str, path: Path) -> Concept:
    try:
        terms = tuple(term for lang in LANGUAGES if lang in table for term in _terms(lang, table[lang]))
        return Concept(
            id=concept_id,
            terms=terms,
            domain=domain,
            part_of_speech=table["part-of-speech"],
            definition=table["definition"],
            note=table.get("note", ""),
            checked=table.get("checked", {}),
            lacking=tuple(table.get("lacking", ())),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise GlossaryError(f"{path}: the entry [{concept_id}] lacks {error}; compare it with another.") from error


def _terms(lang: str, table: dict[str, Any]) -> Sequence[Term]:
    first = Term(table["preferred"], lang, reading=table.get("reading", ""), stress=table.get("stress", ""))
    others = [
        Term(text, lang, status, abbreviation)
        for key, (status, abbreviation) in _LISTS.items()
        for text in table.get(key, ())
    ]
    return (first, *others)
