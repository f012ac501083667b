"""Glossaries on disk and in memory: the curated one, a user's own, and one laid over the other."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forumdocs.errors import GlossaryError
from forumdocs.files import replace_file
from forumdocs.glossary.compiled import remembered_concepts
from forumdocs.glossary.concepts import LANGUAGES, Concept, Status, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BUILTIN = Path(__file__).parent / "data"
"""The curated quantum glossary: one TOML file a domain."""

_KEYS = {"domain", "part-of-speech", "definition", "note", "checked", "lacking"}
_LISTS = {
    "admitted": (Status.ADMITTED, False),
    "abbreviation": (Status.ADMITTED, True),
    "deprecated": (Status.DEPRECATED, False),
    "forbidden": (Status.FORBIDDEN, False),
}


class Glossary:
    """Concepts by id, in order.

    Args:
        concepts: the entries, of two with one id the later wins; or the entries by id.
        digest: identifies the content, for provenance and for what is kept between runs; ``"sha256:…"``.
    """

    def __init__(self, concepts: Iterable[Concept] | Mapping[str, Concept] = (), *, digest: str = "") -> None:
        self._concepts: Mapping[str, Concept] = (
            concepts if isinstance(concepts, Mapping) else {concept.id: concept for concept in concepts}
        )
        self.digest = digest

    def __len__(self) -> int:
        return len(self._concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def __getitem__(self, concept_id: str) -> Concept:
        return self._concepts[concept_id]

    def __contains__(self, concept_id: object) -> bool:
        return concept_id in self._concepts

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the concepts, in order."""
        return tuple(self._concepts)

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
        return Glossary(concepts, digest=self.digest_under(upper))

    def digest_under(self, upper: Glossary) -> str:
        """The digest of this glossary with ``upper`` laid over it."""
        return digest_of(f"{self.digest}\n{upper.digest}".encode())


def _twin(concept: Concept, lower: Glossary, owner: Mapping[tuple[str, str], str]) -> Concept | None:
    if concept.id in lower:
        return lower[concept.id]
    shared = [owner[key] for t in concept.terms if t.status.is_usable and (key := (t.lang, _key(t.text))) in owner]
    return lower[max(shared, key=shared.count)] if shared else None


def _inherit(upper: Concept, lower: Concept) -> Concept:
    """``upper`` with what only ``lower`` has."""
    own = {term.lang for term in upper.terms if term.status is Status.PREFERRED}
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
        GlossaryError: a file is not TOML, or an entry is not laid out as one.
    """
    paths = sorted(folder.glob("*.toml"))
    digest = digest_of(b"".join(path.name.encode() + b"\n" + path.read_bytes() for path in paths))
    concepts = remembered_concepts(digest, lambda: [concept for path in paths for concept in read_concepts(path)])
    return Glossary(concepts, digest=digest)


def read_concepts(path: Path) -> list[Concept]:
    """The entries of a TOML file as they stand there, faults and all.

    Raises:
        GlossaryError: the file cannot be opened, is not TOML, or an entry is not laid out as one.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be opened ({error.strerror}); check the name.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GlossaryError(f"{path}: not a TOML file in UTF-8 ({error}); mend that line.") from error
    return [_concept(concept_id, table, path) for concept_id, table in tables.items()]


def digest_of(content: bytes) -> str:
    """What identifies a content, as provenance has it: ``sha256:…``."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _concept(concept_id: str, table: Any, path: Path) -> Concept:
    if not isinstance(table, dict) or (unknown := table.keys() - _KEYS - set(LANGUAGES)):
        what = f"has an unknown key {min(unknown)}" if isinstance(table, dict) else "is no table"
        raise GlossaryError(f"{path}: the entry [{concept_id}] {what}; see docs/glossary.md for the keys.")
    try:
        return Concept(
            id=concept_id,
            terms=tuple(term for lang in LANGUAGES if lang in table for term in _terms(lang, table[lang])),
            domain=table.get("domain", path.stem),
            part_of_speech=table.get("part-of-speech", "noun"),
            definition=table.get("definition", ""),
            note=table.get("note", ""),
            checked=dict(table.get("checked", {})),
            lacking=tuple(table.get("lacking", ())),
        )
    except (TypeError, ValueError, AttributeError) as error:
        raise GlossaryError(f"{path}: the entry [{concept_id}] is not laid out as one ({error}).") from error


def _terms(lang: str, table: dict[str, Any]) -> list[Term]:
    if unknown := table.keys() - _LISTS.keys() - {"preferred", "reading", "stress"}:
        raise ValueError(f"{lang} has an unknown key {min(unknown)}")
    terms = []
    if "preferred" in table:
        terms = [Term(table["preferred"], lang, reading=table.get("reading", ""), stress=table.get("stress", ""))]
    for key, (status, abbreviation) in _LISTS.items():
        terms += [Term(text, lang, status, abbreviation) for text in table.get(key, ())]
    return terms


def write_toml(concepts: Iterable[Concept], path: Path, *, domain: str | None = None) -> None:
    """Write concepts as a file that a curator edits: an entry a table, a language a line.

    Args:
        concepts: the entries, in the order in which they are to stand.
        path: the file; what stands there is replaced once the new one is whole.
        domain: the domain that needs no saying; the name of the file by default.
    """
    implied = path.stem if domain is None else domain
    text = "\n".join(_as_toml(concept, implied) for concept in concepts)
    replace_file(path, text.encode("utf-8"))


def _as_toml(concept: Concept, implied_domain: str) -> str:
    lines = [f"[{_toml_key(concept.id)}]"]
    if concept.domain != implied_domain:
        lines.append(f"domain = {_toml(concept.domain)}")
    lines.append(f"part-of-speech = {_toml(concept.part_of_speech)}")
    lines += [f"{key} = {_toml(text)}" for key in ("definition", "note") if (text := getattr(concept, key))]
    lines += [f"{lang} = {_toml(_language_table(terms))}" for lang in LANGUAGES if (terms := concept.in_language(lang))]
    if concept.lacking:
        lines.append(f"lacking = {_toml(list(concept.lacking))}")
    lines.append(f"checked = {_toml(dict(concept.checked))}")
    return "\n".join(lines) + "\n"


def _language_table(terms: Sequence[Term]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for term in terms:
        if term.status is Status.PREFERRED and "preferred" not in table:
            table |= {"preferred": term.text} | {k: v for k in ("reading", "stress") if (v := getattr(term, k))}
    for key, (status, abbreviation) in _LISTS.items():
        found = [t.text for t in terms if t.text != table.get("preferred") and _list_of(t) == (status, abbreviation)]
        if found:
            table[key] = found
    return table


def _list_of(term: Term) -> tuple[Status, bool]:
    """The list of an entry that holds a term: one of :data:`_LISTS`, for a second preferred term the admitted ones."""
    status = Status.ADMITTED if term.status is Status.PREFERRED else term.status
    return status, term.abbreviation and status is Status.ADMITTED


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        inside = ", ".join(f"{_toml_key(key)} = {_toml(v)}" for key, v in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_toml(v) for v in value)}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # a TOML basic string is a JSON string


def _toml_key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _toml(key)
