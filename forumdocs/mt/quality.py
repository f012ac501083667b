"""Checks of a translation against its source, without a reference.

Flags, all of them. The engine decodes again on those marked ↻, and keeps a flag that stays.

======================  ==================================================================================
``empty``             ↻ nothing came out
``untranslated``      ↻ words of the source stand in the target as they were
``wrong-script``      ↻ letters that neither the target language nor the source has
``repetition``        ↻ words or syllables in a loop that the source does not have
``too-short``         ↻ shorter than translations into this language are
``too-long``          ↻ longer than translations into this language are
``number-mismatch``   ↻ a number of the source is lost, or one has been added (:mod:`forumdocs.mt.numbers`)
``url-mismatch``      ↻ a URL, an e-mail address or a DOI is lost, or was put back at the end
``code-mismatch``     ↻ a document code or a formula is lost (:mod:`forumdocs.mt.literals`)
``low-confidence``      likely of no use (set by the engine, see :mod:`forumdocs.mt.confidence`)
``unknown-characters``  the source has characters that the model was not made for (set by the engine)
``hard-split``          a sentence without clauses was too long and was cut between words (set by the engine)
``term-missing``        the preferred term of a concept that the source names is not there (set by the pipeline)
``term-forbidden``      a deprecated or forbidden term of the glossary is there (set by the pipeline)
======================  ==================================================================================

Alarms on human translations (lower is better; 1,000 PUD sentences a pair of en, zh, ko, ru, th; 250 of
quantum documentation in en, zh, ko, ru, ja): see ``docs/models.md``.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from forumdocs.languages import parse_tag
from forumdocs.model import LOW_CONFIDENCE as LOW_CONFIDENCE  # so that all flags can be had from here
from forumdocs.mt.literals import lost_literals, without_literals
from forumdocs.mt.numbers import added_numbers, lost_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

EMPTY = "empty"
UNTRANSLATED = "untranslated"
WRONG_SCRIPT = "wrong-script"
REPETITION = "repetition"
TOO_SHORT = "too-short"
TOO_LONG = "too-long"
NUMBER_MISMATCH = "number-mismatch"
URL_MISMATCH = "url-mismatch"
CODE_MISMATCH = "code-mismatch"
UNKNOWN_CHARACTERS = "unknown-characters"
HARD_SPLIT = "hard-split"
TERM_MISSING = "term-missing"
TERM_FORBIDDEN = "term-forbidden"

SEVERITY = {
    EMPTY: 10.0,
    UNTRANSLATED: 6.0,
    WRONG_SCRIPT: 5.0,
    REPETITION: 5.0,
    TOO_SHORT: 4.0,
    TOO_LONG: 3.0,
    NUMBER_MISMATCH: 2.5,
    URL_MISMATCH: 1.5,
    CODE_MISMATCH: 1.0,
}
"""The flags on which it is worth to decode again, and how bad each is when candidates are compared. Only the
order is meant: what a reader cannot use at all comes before what a reader can mend."""

SCRIPTS = {
    "Latin": "A-Za-zÀ-ɏ",
    "Cyrillic": "Ѐ-ӿ",
    "Hangul": "가-힣ㄱ-ㆎ",
    "Kana": "ぁ-ゖァ-ヺ",
    "Han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    "Thai": "ก-ฺเ-๎",
}
OWN_SCRIPTS = {
    "en": ("Latin",),
    "zh": ("Han",),
    "ko": ("Hangul",),
    "ru": ("Cyrillic",),
    "ja": ("Kana", "Han"),
    "th": ("Thai",),
}
_LETTERS = {name: re.compile(f"[{chars}]") for name, chars in SCRIPTS.items()}
_ANY_LETTER = re.compile(f"[{''.join(SCRIPTS.values())}]")
_BRACKETED = re.compile(
    r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|《[^《》]*》|「[^「」]*」|“[^”]*”|\"[^\"]*\"|«[^»]*»|'[^']*'|‘[^’]*’"
)

CHARS_A_LETTER_OF_ENGLISH = {"en": 1.0, "zh": 0.36, "ko": 0.45, "ru": 1.1, "ja": 0.5, "th": 1.03}
"""Length of a text against its English version, in characters without spaces; medians over PUD, Japanese
over quantum documentation."""
SHORTEST, LONGEST = 0.4, 2.5
MIN_LETTERS = 25
"""Bounds of the length of a target against the expected one, for texts of at least this many English letters:
outside are fewer than 0.3% of human translations."""


@lru_cache(maxsize=8192)
def check(source: str, target: str, *, source_lang: str, target_lang: str) -> tuple[str, ...]:
    """The flags of a translation, worst first; empty when nothing is suspicious.

    Languages are tags such as ``"zh-Hant"``; only the base code counts. Flags that need the model
    (``low-confidence`` …) are not among them.
    """
    origin, goal = parse_tag(source_lang).code, parse_tag(target_lang).code
    if not target.strip():
        return (EMPTY,) if source.strip() else ()
    tests: tuple[tuple[str, Callable[[], bool]], ...] = (
        (UNTRANSLATED, lambda: is_untranslated(source, target, origin, goal)),
        (WRONG_SCRIPT, lambda: has_wrong_script(source, target, goal)),
        (REPETITION, lambda: is_repetitive(target) and not is_repetitive(source)),
        (TOO_SHORT, lambda: length_ratio(source, target, origin, goal) < SHORTEST),
        (TOO_LONG, lambda: length_ratio(source, target, origin, goal) > LONGEST),
        (NUMBER_MISMATCH, lambda: numbers_differ(source, target, origin, goal)),
        (URL_MISMATCH, lambda: any(literal.is_address for literal in lost_literals(source, target))),
        (CODE_MISMATCH, lambda: any(not literal.is_address for literal in lost_literals(source, target))),
    )
    return tuple(flag for flag, found in tests if found())


def numbers_differ(source: str, target: str, source_lang: str, target_lang: str) -> bool:
    """Whether a number was lost or added; those inside URLs and codes are left to the check of literals."""
    source, target = without_literals(source), without_literals(target)
    return bool(
        lost_numbers(source, target, lang=source_lang, other_lang=target_lang)
        or added_numbers(source, target, source_lang=source_lang, target_lang=target_lang)
    )


# Script and language


COPIED_WORDS = 3
OWN_SHARE = 0.3
COPIED_LETTERS = 2
"""Words of small letters that both texts have before a target counts as copied; the share of letters in its
own script that a target in another script has; letters of the source's script that may stray. Human
translations keep names and acronyms in Latin, so these alone say nothing."""

ONE_SCRIPT_A_WORD = frozenset({"en", "ru"})
"""Languages whose words hold no letter but of their own script and Latin: none of 13,874 sentences of our corpus has
one, 2 of 60,001 of public documentation do. Korean and Chinese set particles beside names of other scripts."""


def is_untranslated(source: str, target: str, source_lang: str, target_lang: str) -> bool:
    """Whether the target still is, in part or in whole, the source's text."""
    if source_lang == target_lang:
        return False
    plain = _prose(target)
    for script in _foreign(target_lang):
        strays = _LETTERS[script].findall(plain)
        if len(strays) >= COPIED_LETTERS and all(letter in source for letter in strays):
            return True
    if {source_lang, target_lang} == {"zh", "ja"}:
        return _is_han_copied(source, plain, target_lang)
    return "Latin" not in OWN_SCRIPTS[target_lang] and _is_latin_copied(source, plain, target_lang)


def _is_han_copied(source: str, target: str, target_lang: str) -> bool:
    """Chinese and Japanese share characters: Japanese without kana, or a verbatim copy, is no translation."""
    han = len(_LETTERS["Han"].findall(target))
    if target_lang == "ja":
        return han >= 8 and not _LETTERS["Kana"].search(target)
    return han >= 8 and target.strip() == source.strip()


def _is_latin_copied(source: str, target: str, target_lang: str) -> bool:
    words = re.findall(r"\b[a-z]{3,}\b", target)
    known = set(re.findall(r"[a-z]{3,}", source))
    copied = [word for word in words if word in known]
    return own_share(target, target_lang) < OWN_SHARE and len(copied) >= COPIED_WORDS


def has_wrong_script(source: str, target: str, target_lang: str) -> bool:
    """Whether it has letters that neither its language nor the source uses, in a word of its own, or hardly any own."""
    plain = _prose(target)
    if (grown := _grown_together(target_lang)) and grown.search(plain):
        return True
    for script in _foreign(target_lang):
        if any(letter not in source for letter in _LETTERS[script].findall(plain)):
            return True
    words = [word for word in re.findall(r"[A-Za-z]{3,}", plain) if word.casefold() not in source.casefold()]
    return len(words) >= COPIED_WORDS and own_share(plain, target_lang) < OWN_SHARE


@cache
def _grown_together(lang: str) -> re.Pattern[str] | None:
    """What joins a letter of a language's own to one of another script, as in "投入ed", where that is a fault."""
    if lang not in ONE_SCRIPT_A_WORD:
        return None
    own = "".join(SCRIPTS[script] for script in OWN_SCRIPTS[lang])
    other = "".join(SCRIPTS[script] for script in _foreign(lang))
    return re.compile(f"[{own}]-?[{other}]|[{other}]-?[{own}]")


def _prose(text: str) -> str:
    """The text without literals and what stands in brackets or quotes, where originals of names are given."""
    return _BRACKETED.sub(" ", without_literals(text))


def _foreign(lang: str) -> list[str]:
    return [script for script in SCRIPTS if script != "Latin" and script not in OWN_SCRIPTS[lang]]


def own_share(text: str, lang: str) -> float:
    """The share of letters that are of a language's own script; 1.0 without any letter."""
    letters = len(_ANY_LETTER.findall(text))
    own = sum(len(_LETTERS[script].findall(text)) for script in OWN_SCRIPTS[lang])
    return own / letters if letters else 1.0


# Length and loops


def length_ratio(source: str, target: str, source_lang: str, target_lang: str) -> float:
    """The length of a target against what is usual for its source; 1.0 for texts too short to tell."""
    expected, actual = count_letters(source, source_lang), count_letters(target, target_lang)
    return actual / expected if max(expected, actual) >= MIN_LETTERS and expected else 1.0


def count_letters(text: str, lang: str) -> float:
    """The length of a text in letters that its English version would have; addresses and codes left out."""
    return len(re.sub(r"\s", "", without_literals(text))) / CHARS_A_LETTER_OF_ENGLISH[lang]


_LOOPS = (
    re.compile(r"([^\W\d_])\1{4,}|([가-힣一-鿿])\2{3,}|(\d)\3{14,}"),
    re.compile(r"([^\W\d_][\w\s,，、.-]{1,30}?)\1{3,}"),
    re.compile(r"([^\W\d_].{7,120}?)\W{0,3}\1\W{0,3}\1"),
    re.compile(r"\b([^\W\d_]{2,}(?:\W+\w+){0,5})(?:\W+\1\b){2,}", re.IGNORECASE),
)
"""One letter five times in a row (a syllable or a character four times, a digit fifteen times), a short unit
four times, a longer one or one of whole words three times."""

TRIGRAM_VARIETY = 0.5
MIN_UNITS = 15
"""Texts of at least this many words (characters in Chinese and Japanese) in which fewer than half of the
three-word sequences are different run in circles."""


def is_repetitive(text: str) -> bool:
    """Whether a text runs in a loop."""
    if any(loop.search(text) for loop in _LOOPS):
        return True
    units = split_words(text)
    if len(units) < MIN_UNITS:
        return False
    trigrams = Counter(zip(units, units[1:], units[2:], strict=False))
    return len(trigrams) / trigrams.total() < TRIGRAM_VARIETY


def split_words(text: str) -> list[str]:
    """Words; characters where a language writes no spaces between them."""
    return re.findall(r"[㐀-鿿ぁ-ヺ]|[^\W㐀-鿿ぁ-ヺ]+", text)


def severity(flags: tuple[str, ...]) -> float:
    """How bad a set of flags is; 0 when nothing in it is worth decoding again for."""
    return sum(SEVERITY.get(flag, 0.0) for flag in flags)
