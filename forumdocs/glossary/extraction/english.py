"""English: nouns and what may stand before them, told apart by word lists and endings.

After the filter of Justeson and Katz (1995), ``(adjective | noun)* noun``; with an ``of`` inside where the phrase is
written as a name or comes up again.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from forumdocs.glossary.extraction.phrases import Phrase, Word, spans
from forumdocs.glossary.extraction.vocabulary import word_list
from forumdocs.glossary.forms.english import conjugations, singulars

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|[^\W_]+(?:[-‐‑'’.&][^\W_]+)*(?:['’](?=\s))?|\S")
_WORD = re.compile(r"(?=.*[A-Za-z])[^\W_]+(?:[-‐‑'’&][^\W_]+)*['’]?")
_ADJECTIVE = re.compile(r".{2,}(?:al|ic|ous|ive|able|ible|ful|less|ish|esque|ese|ary)")
_ADVERB = re.compile(r".{2,}ly")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_MARKERS = frozenset(
    {"to", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "not", "cannot", "we", "they",
     "i", "you", "who", "also", "and"}
)  # fmt: skip
"""After these a word that may be a noun or a verb is a verb, if one of :data:`_OBJECTS` follows."""
_ALWAYS_MARKERS = frozenset(
    {"will", "would", "can", "could", "might", "must", "should", "cannot", "we", "they", "i", "you", "who"}
)
_OBJECTS = frozenset(
    {"the", "a", "an", "that", "how", "whether", "its", "their", "our", "his", "her", "this", "these", "what", "why",
     "us", "them", "it", "your", "my", "those", "each", "every", "all", "both", "no", "up", "out", "into"}
)  # fmt: skip
_AUXILIARIES = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "get", "gets", "got"}
)
_NAME = re.compile(
    r"[A-Z][\w&’'-]*(?: (?!(?:The|This|That|These|Those|In|On|At|For) )[A-Z][\w&’'-]*)*"
    r"(?:(?: of(?: the)?| for(?: the)?| and| on)(?: [A-Z][\w&’'-]*)+)+"
)
_LONGEST_NAME = 8
"""Words of a name with "of" or "and" in it, as "Ministry of Science and Higher Education" is."""


class Role(Enum):
    """What a word may do in a candidate."""

    NOUN = 1
    MODIFIER = 2
    """It may open a candidate, but not end it."""
    INNER = 3
    """It neither opens nor ends one."""
    BREAK = 4
    """It stands in none."""


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    role: Role


def find(texts: Sequence[str]) -> list[tuple[Phrase, ...]]:
    """The candidates of every text."""
    plain = [_phrases(text, _tokens(text)) for text in texts]
    joined = [list(_with_of(phrases, text)) for text, phrases in zip(texts, plain, strict=True)]
    often = Counter(phrase.key for phrases in joined for phrase in phrases)
    return [
        (*phrases, *_names(text), *(phrase for phrase in more if often[phrase.key] > 1))
        for text, phrases, more in zip(texts, plain, joined, strict=True)
    ]


def _tokens(text: str) -> list[_Token]:
    matches = list(_TOKEN.finditer(text))
    words = ["", *(match.group() for match in matches), ""]
    return [
        _Token(match.group(), match.start(), match.end(), _role(match.group(), words[i], words[i + 2]))
        for i, match in enumerate(matches)
    ]


def _role(text: str, left: str, right: str) -> Role:
    """The role of a word between two others."""
    low, before, after = text.lower(), left.lower(), right.lower()
    if not _WORD.fullmatch(text) or len(text) == 1:
        return Role.BREAK
    if (text.isupper() and not low.isalpha()) or (len(text) > 1 and text[1:] != low[1:]):
        return Role.NOUN
    if _POSSESSIVE.search(text):
        return Role.MODIFIER if text[0].isupper() and low[:-2] not in word_list("en", "function-words") else Role.BREAK
    if low in word_list("en", "function-words") or _is_verb(low, before, after):
        return Role.BREAK
    if low in word_list("en", "openers") or (low in word_list("en", "nationalities") and not right[:1].isupper()):
        return Role.INNER
    if low in word_list("en", "adjectives") | word_list("en", "nationalities") or (low.endswith("ed") and len(low) > 4):
        return Role.MODIFIER
    if low in word_list("en", "nouns-like-adjectives"):
        return Role.NOUN
    if _ADVERB.fullmatch(low) and low not in word_list("en", "not-adverbs"):
        return Role.BREAK
    return Role.MODIFIER if _ADJECTIVE.fullmatch(low) else Role.NOUN


def _is_verb(low: str, before: str, after: str) -> bool:
    noun_like = before not in _OBJECTS and before not in word_list("en", "function-words") and before.isalpha()
    if low.endswith("ed") and low != "need":
        return before in _AUXILIARIES or after in _OBJECTS or (noun_like and before not in word_list("en", "openers"))
    if low in _forms_of("verbs") and low not in word_list("en", "gerunds"):
        return True
    if low not in _forms_of("noun-verbs"):
        return False
    if before in _AUXILIARIES and low in _participles():
        return True
    if after in _OBJECTS:
        return low.endswith(("s", "ing")) or before in _MARKERS or noun_like
    return before in _ALWAYS_MARKERS or (before == "to" and low in word_list("en", "noun-verbs"))


@cache
def _forms_of(name: str) -> frozenset[str]:
    verbs = word_list("en", name)
    forms = {form for verb in verbs for form in (verb, *conjugations(verb))}
    if name == "noun-verbs":
        return frozenset(forms)
    return frozenset(forms | word_list("en", "past-forms")) - _forms_of("noun-verbs") - {"lay", "wound", "cast", "saw"}


@cache
def _participles() -> frozenset[str]:
    """Irregular ones, such as "shown": the regular ones have been seen to already."""
    nouns = word_list("en", "noun-verbs")
    return frozenset(f for f in _forms_of("noun-verbs") - nouns if not f.endswith(("s", "ing", "ed")))


@cache
def _plurals_as_verbs() -> frozenset[str]:
    return frozenset(form for form in _forms_of("noun-verbs") if form.endswith("s") and not form.endswith("ss"))


def _phrases(text: str, tokens: Sequence[_Token]) -> list[Phrase]:
    found = []
    for run in _runs(text, tokens):
        for first, stop in spans(len(run)):
            if _is_noun_phrase(run[first:stop]):
                found.append(_phrase(run[first:stop], text))
    return found


def _runs(text: str, tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    """Stretches of words with nothing but a space between them that may all stand in a candidate."""
    run: list[_Token] = []
    for token in tokens:
        if run and (token.role is Role.BREAK or text[run[-1].end : token.start].strip(" \n\t\u00a0")):
            yield run
            run = []
        if token.role is not Role.BREAK:
            run.append(token)
    if run:
        yield run


def _is_noun_phrase(tokens: Sequence[_Token]) -> bool:
    if len(tokens) == 1 and tokens[0].text.lower() in word_list("en", "places"):
        return False
    return (
        tokens[-1].role is Role.NOUN
        and tokens[0].role is not Role.INNER
        and not any(token.text.lower() in _plurals_as_verbs() for token in tokens[:-1])
    )


def _phrase(tokens: Sequence[_Token], text: str) -> Phrase:
    *before, last = tokens
    words = [Word(t.start, t.end, _fold(t.text)) for t in before]
    words.append(Word(last.start, last.end, _fold(_singular(last.text))))
    proper = all(t.text[0].isupper() for t in tokens) and tokens[0].start > 0
    shown = [_shown(t.text, text, t.start) for t in before]
    shown.append(_shown(last.text if proper and before else _singular(last.text), text, last.start))
    return Phrase(tuple(words), " ".join(shown), proper=proper)


def _singular(word: str) -> str:
    if word[:-1].isupper() and word[-1:] == "s" and len(word) > 2:
        return word[:-1]
    return next(iter(singulars(word)), word)


def _fold(word: str) -> str:
    """What is the same for all spellings of a word."""
    return re.sub(r"[-‐‑]", " ", word.lower()).replace("’", "'")


def _shown(word: str, text: str, start: int) -> str:
    """A word as a glossary shows it: in small letters, unless it is a name or an acronym."""
    opens = not text[:start].strip() or text[:start].rstrip()[-1:] in ".:!?–—“"
    return word if word[1:] != word[1:].lower() or not opens else word[0].lower() + word[1:]


def _with_of(phrases: Sequence[Phrase], text: str) -> Iterator[Phrase]:
    """Two noun phrases joined by "of", of four words in all at most: "degree of freedom"."""
    starting: dict[int, list[Phrase]] = {}
    for phrase in phrases:
        starting.setdefault(phrase.start, []).append(phrase)
    for head in phrases:
        if text.startswith(" of ", head.end):
            of = Word(head.end + 1, head.end + 3, "of")
            for complement in starting.get(head.end + 4, ()):
                if len(head.words) + len(complement.words) <= 3:
                    yield Phrase((*head.words, of, *complement.words), f"{head.form} of {complement.form}")


def _names(text: str) -> Iterator[Phrase]:
    """Words with capitals, and the little words between them: "Centre for Quantum Technologies"."""
    for match in _NAME.finditer(text):
        words = [
            Word(match.start() + w.start(), match.start() + w.end(), w.group().lower())
            for w in re.finditer(r"\S+", match.group())
        ]
        if words[0].base in word_list("en", "function-words"):
            words = words[1:]
        words = words[: _end_of_place(words)]
        if words and any(w.base in ("of", "for") for w in words) and len(words) <= _LONGEST_NAME:
            yield Phrase(tuple(words), text[words[0].start : words[-1].end], proper=True)


def _end_of_place(words: Sequence[Word]) -> int:
    """How many words come before an "and" that follows the name of a place: "Republic of Korea and Thailand"."""
    places = word_list("en", "places")
    return next(
        (n for n, word in enumerate(words) if n and word.base == "and" and words[n - 1].base in places), len(words)
    )
