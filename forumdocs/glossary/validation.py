"""What a curator wants to know before a glossary is trusted: faults in its entries, and between them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from forumdocs.chinese import to_simplified, to_traditional
from forumdocs.glossary.concepts import LANGUAGES, Concept, Status, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

PARTS_OF_SPEECH = ("noun", "proper-noun", "adjective", "verb", "phrase")
LONGEST_DEFINITION = 30
"""Words; a definition is one sentence that an interpreter takes in at a glance."""

_SCRIPT_OF = {
    "en": "Latin",
    "zh-Hans": "Han",
    "zh-Hant": "Han",
    "ko": "Hangul",
    "ru": "Cyrillic",
    "ja": "Han Kana",
    "th": "Thai",
}
"""The script of each language; Latin may stand in all (abbreviations, names, symbols), Greek too."""
_LETTERS = {
    "Cyrillic": re.compile("[\u0400-\u04ff]"),
    "Hangul": re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"),
    "Kana": re.compile("[\u3041-\u3096\u30a1-\u30fa]"),
    "Han": re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"),
    "Thai": re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]"),
}
_CYRILLIC_LOOKALIKES = "АВЕКМНОРСТУХаеорсухіѕј"
_LATIN_LOOKALIKES = "ABEKMHOPCTYXaeopcyxisj"
_WORD = re.compile(r"[^\W\d_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|[\x00-\x1f\x7f-\x9f]")
_KANA_TEXT = re.compile("[\u3041-\u309f\u30a0-\u30ff\\sA-Za-z0-9・/().-]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in an entry; ``lang`` is empty where it is the entry as a whole."""

    concept: str
    lang: str
    problem: str

    def __str__(self) -> str:
        where = f"{self.concept} ({self.lang})" if self.lang else self.concept
        return f"{where}: {self.problem}"


def validate(concepts: Iterable[Concept], *, complete: bool = True) -> tuple[Fault, ...]:
    """The faults of a glossary, entry by entry, then those between entries.

    Args:
        concepts: all entries as they stand in the files, so that two with one id are seen.
        complete: whether every entry must have every language and a definition, as in the curated glossary; else the
            languages that some entry has.
    """
    entries = list(concepts)
    langs = [lang for lang in LANGUAGES if complete or any(concept.in_language(lang) for concept in entries)]
    within = [fault for concept in entries for fault in _faults_of(concept, langs, complete=complete)]
    return (*within, *_repeated_ids(entries), *_shared_terms(entries))


def _faults_of(concept: Concept, langs: Iterable[str], *, complete: bool) -> Iterator[Fault]:
    if concept.part_of_speech not in PARTS_OF_SPEECH:
        yield Fault(concept.id, "", f"part of speech {concept.part_of_speech!r}; one of {', '.join(PARTS_OF_SPEECH)}")
    words = len(concept.definition.split())
    if not words and complete:
        yield Fault(concept.id, "", "no definition")
    elif words > LONGEST_DEFINITION:
        yield Fault(concept.id, "", f"a definition of {words} words; at most {LONGEST_DEFINITION}")
    for lang in (*concept.checked, *concept.lacking):
        if lang not in LANGUAGES:
            yield Fault(concept.id, "", f"unknown language {lang!r}")
    for lang in langs:
        yield from _faults_in_language(concept, lang)


def _faults_in_language(concept: Concept, lang: str) -> Iterator[Fault]:
    terms = concept.in_language(lang)
    if not terms and lang not in concept.lacking:
        yield Fault(concept.id, lang, "no term; give one, or name the language under 'lacking'")
    elif terms and not concept.preferred(lang):
        yield Fault(concept.id, lang, "no preferred term")
    texts = [term.text for term in terms]
    for text in dict.fromkeys(text for text in texts if texts.count(text) > 1):
        yield Fault(concept.id, lang, f"{text!r} stands twice")
    for term in terms:
        yield from (Fault(concept.id, lang, f"{term.text!r} {problem}") for problem in _problems_of(term))


def _problems_of(term: Term) -> Iterator[str]:
    tests: tuple[tuple[str, Callable[[], object]], ...] = (
        ("is empty or has stray spaces", lambda: not term.text or term.text != " ".join(term.text.split())),
        ("has invisible characters", lambda: _INVISIBLE.search(term.text)),
        ("is not in Unicode's composed form", lambda: not unicodedata.is_normalized("NFC", term.text)),
        (f"has letters that {term.lang} is not written in", lambda: has_foreign_letters(term)),
        ("mixes Latin and Cyrillic letters in a word", lambda: any(map(is_mixed, _WORD.findall(term.text)))),
        ("has Simplified characters", lambda: term.lang == "zh-Hant" and any(map(is_only_simplified, term.text))),
        ("has Traditional characters", lambda: term.lang == "zh-Hans" and any(map(is_only_traditional, term.text))),
        ("has a reading that is not kana", lambda: term.reading and not _KANA_TEXT.fullmatch(term.reading)),
        ("is stressed as another word", lambda: term.stress and term.stress.replace("\u0301", "") != term.text),
    )
    return (problem for problem, is_so in tests if is_so())


def has_foreign_letters(term: Term) -> bool:
    """Whether a term has letters of a script that its language is not written in; Latin is at home everywhere."""
    own = _SCRIPT_OF[term.lang].split()
    return any(pattern.search(term.text) for script, pattern in _LETTERS.items() if script not in own)


def is_mixed(word: str) -> bool:
    """Whether a word has both Latin and Cyrillic letters, some of which could pass for the other's."""
    cyrillic = [ch for ch in word if _LETTERS["Cyrillic"].match(ch)]
    latin = [ch for ch in word if ch.isascii()]
    return bool(cyrillic and latin) and any(ch in _CYRILLIC_LOOKALIKES + _LATIN_LOOKALIKES for ch in word)


@cache
def is_only_simplified(char: str) -> bool:
    """Whether a character belongs to Simplified Chinese alone.

    OpenCC has another for it in Traditional text, and it is not among the 5,401 frequent characters of Big5:
    台, 里 and 后 are at home in both.
    """
    return to_traditional(char) != char and to_simplified(char) == char and not _is_frequent_big5(char)


@cache
def is_only_traditional(char: str) -> bool:
    """Whether a character belongs to Traditional Chinese alone: OpenCC has another for it, and GB 2312 lacks it."""
    return to_simplified(char) != char and not _encodes(char, "gb2312")


def _is_frequent_big5(char: str) -> bool:
    return _encodes(char, "big5") and 0xA4 <= char.encode("big5")[0] <= 0xC6


def _encodes(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _repeated_ids(entries: Sequence[Concept]) -> Iterator[Fault]:
    domains = defaultdict[str, list[str]](list)
    for concept in entries:
        domains[concept.id].append(concept.domain)
    for concept_id, places in domains.items():
        if len(places) > 1:
            yield Fault(concept_id, "", f"the id stands {len(places)} times, in {', '.join(dict.fromkeys(places))}")


def _shared_terms(entries: Sequence[Concept]) -> Iterator[Fault]:
    """Terms of two concepts: a text would mean either, and one of them would be enforced."""
    owners = defaultdict[tuple[str, str], list[tuple[Concept, Term]]](list)
    for concept in entries:
        for term in concept.terms:
            owners[term.lang, term.text.casefold().replace(" ", "")].append((concept, term))
    for (lang, _), found in owners.items():
        first, *others = found
        for concept, term in others:
            if concept.id != first[0].id and (problem := _clash(first[1].status, term.status)):
                yield Fault(concept.id, lang, f"{term.text!r} is {problem} of {first[0].id} too")


def _clash(one: Status, other: Status) -> str:
    if one.is_usable and other.is_usable:
        return "the preferred term" if one is Status.PREFERRED else "a term"
    if Status.FORBIDDEN in (one, other) and (one.is_usable or other.is_usable):
        return "forbidden here or there, and a term"
    return ""
