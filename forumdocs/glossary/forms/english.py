"""English terms: plurals, verb forms, British and American spelling, open, hyphenated and closed compounds."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, product

from forumdocs.glossary.finding import words_of
from forumdocs.glossary.forms import spacing

_IRREGULAR = {
    "analysis": ("analyses",),
    "antenna": ("antennas", "antennae"),
    "apparatus": ("apparatus", "apparatuses"),
    "appendix": ("appendices", "appendixes"),
    "automaton": ("automata", "automatons"),
    "axis": ("axes",),
    "bacterium": ("bacteria",),
    "basis": ("bases",),
    "child": ("children",),
    "continuum": ("continua", "continuums"),
    "criterion": ("criteria",),
    "curriculum": ("curricula", "curriculums"),
    "datum": ("data",),
    "diagnosis": ("diagnoses",),
    "emphasis": ("emphases",),
    "erratum": ("errata",),
    "focus": ("foci", "focuses"),
    "foot": ("feet",),
    "formula": ("formulas", "formulae"),
    "forum": ("forums", "fora"),
    "genesis": ("geneses",),
    "half": ("halves",),
    "honorarium": ("honoraria", "honorariums"),
    "hypothesis": ("hypotheses",),
    "index": ("indices", "indexes"),
    "knife": ("knives",),
    "leaf": ("leaves",),
    "life": ("lives",),
    "locus": ("loci",),
    "man": ("men",),
    "matrix": ("matrices", "matrixes"),
    "maximum": ("maxima", "maximums"),
    "medium": ("media", "mediums"),
    "memorandum": ("memoranda", "memorandums"),
    "minimum": ("minima", "minimums"),
    "modulus": ("moduli",),
    "momentum": ("momenta", "momentums"),
    "mouse": ("mice",),
    "nucleus": ("nuclei",),
    "optimum": ("optima", "optimums"),
    "parenthesis": ("parentheses",),
    "person": ("persons", "people"),
    "phenomenon": ("phenomena",),
    "polyhedron": ("polyhedra", "polyhedrons"),
    "quantum": ("quanta",),
    "radius": ("radii", "radiuses"),
    "referendum": ("referendums", "referenda"),
    "shelf": ("shelves",),
    "simplex": ("simplices", "simplexes"),
    "spectrum": ("spectra", "spectrums"),
    "stimulus": ("stimuli",),
    "stratum": ("strata",),
    "syllabus": ("syllabi", "syllabuses"),
    "symposium": ("symposia", "symposiums"),
    "synthesis": ("syntheses",),
    "thesis": ("theses",),
    "tooth": ("teeth",),
    "torus": ("tori", "toruses"),
    "vacuum": ("vacuums", "vacua"),
    "vertex": ("vertices", "vertexes"),
    "vortex": ("vortices", "vortexes"),
    "woman": ("women",),
}
"""Nouns whose plural no rule gives; the commonest plural first."""

_SAME = frozenset(
    {"aircraft", "hertz", "headquarters", "means", "news", "offspring", "series", "species", "spacecraft"}
)
"""Nouns whose plural is the same word."""

_PREPOSITIONS = frozenset(
    {"about", "above", "across", "after", "against", "among", "around", "as", "at", "behind", "below", "between",
     "beyond", "by", "during", "for", "from", "in", "into", "of", "on", "onto", "over", "per", "through", "to",
     "toward", "towards", "under", "upon", "versus", "via", "with", "within", "without"}
)  # fmt: skip
"""The head of "degree of freedom" stands before the first of these."""

_STRESSED_END = frozenset({"emit", "transmit", "submit", "commit", "permit", "admit", "refer", "infer", "transfer",
                           "prefer", "confer", "defer", "control", "occur", "compel", "propel", "regret"})  # fmt: skip
"""Verbs of several syllables that double their last consonant; those in -l double it in British spelling anyway."""

_PAST = {
    "begin": ("began", "begun"),
    "bind": ("bound",),
    "break": ("broke", "broken"),
    "bring": ("brought",),
    "build": ("built",),
    "choose": ("chose", "chosen"),
    "do": ("did", "done"),
    "draw": ("drew", "drawn"),
    "drive": ("drove", "driven"),
    "fall": ("fell", "fallen"),
    "find": ("found",),
    "get": ("got", "gotten"),
    "give": ("gave", "given"),
    "go": ("went", "gone"),
    "grow": ("grew", "grown"),
    "have": ("had",),
    "hold": ("held",),
    "keep": ("kept",),
    "know": ("knew", "known"),
    "lay": ("laid",),
    "lead": ("led",),
    "leave": ("left",),
    "lose": ("lost",),
    "make": ("made",),
    "meet": ("met",),
    "pay": ("paid",),
    "put": ("put",),
    "read": ("read",),
    "rise": ("rose", "risen"),
    "run": ("ran", "run"),
    "say": ("said",),
    "see": ("saw", "seen"),
    "send": ("sent",),
    "set": ("set",),
    "show": ("showed", "shown"),
    "speak": ("spoke", "spoken"),
    "spin": ("spun",),
    "split": ("split",),
    "stand": ("stood",),
    "take": ("took", "taken"),
    "teach": ("taught",),
    "tell": ("told",),
    "think": ("thought",),
    "understand": ("understood",),
    "withdraw": ("withdrew", "withdrawn"),
    "write": ("wrote", "written"),
}
"""Past tense and participle of irregular verbs."""

_PLURALS = frozenset(form for forms in _IRREGULAR.values() for form in forms)
_SINGULAR_ENDS = ("ss", "us", "is", "as", "os", "lens")
_SHORT_VERB = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""One syllable with one short vowel and one consonant: "map", "trap"."""

_WORD = re.compile(r"[^\W_]+")

_SPELLINGS = (
    ("aluminium", "aluminum"), ("armour", "armor"), ("artefact", "artifact"), ("ageing", "aging"),
    ("behaviour", "behavior"), ("calibre", "caliber"), ("catalogue", "catalog"), ("centre", "center"),
    ("colour", "color"), ("cheque", "check"), ("defence", "defense"), ("dialogue", "dialog"),
    ("endeavour", "endeavor"), ("enrol", "enroll"), ("favour", "favor"), ("fibre", "fiber"), ("flavour", "flavor"),
    ("fulfil", "fulfill"), ("grey", "gray"), ("harbour", "harbor"), ("honour", "honor"), ("instalment", "installment"),
    ("judgement", "judgment"), ("acknowledgement", "acknowledgment"), ("labour", "labor"), ("licence", "license"),
    ("litre", "liter"), ("lustre", "luster"), ("metre", "meter"), ("modelling", "modeling"), ("mould", "mold"),
    ("analogue", "analog"), ("neighbour", "neighbor"), ("offence", "offense"),
    ("plough", "plow"), ("programme", "program"), ("rigour", "rigor"), ("rumour", "rumor"), ("sceptic", "skeptic"),
    ("signalling", "signaling"), ("labelling", "labeling"), ("labelled", "labeled"), ("modelled", "modeled"),
    ("channelling", "channeling"), ("cancelling", "canceling"), ("cancelled", "canceled"), ("travell", "travel"),
    ("tunnelling", "tunneling"), ("tunnelled", "tunneled"), ("levelling", "leveling"), ("spectre", "specter"),
    ("sulph", "sulf"), ("theatre", "theater"), ("vapour", "vapor"), ("ionis", "ioniz"), ("yse", "yze"),
    ("ysing", "yzing"), ("ise", "ize"), ("ising", "izing"), ("isation", "ization"), ("caesium", "cesium"),
)  # fmt: skip
"""British and American. What they make of a word that has but one spelling ("noize") stands in no text."""

_PREFIXES = (
    "anti", "auto", "bi", "co", "counter", "cross", "cryo", "cyber", "electro", "hyper", "inter", "intra",
    "macro", "magneto", "meta", "micro", "mid", "mono", "multi", "nano", "non", "opto", "over", "photo", "poly",
    "post", "pre", "quasi", "radio", "re", "semi", "sub", "super", "thermo", "trans", "ultra", "under",
)  # fmt: skip
"""Prefixes that some write with a hyphen: "non-locality"."""

_OPEN_COMPOUNDS = (
    "band", "base", "bench", "broad", "cross", "data", "life", "line", "road", "side", "stake", "test", "time",
    "wave", "web", "white", "work",
)  # fmt: skip
"""First parts of closed compounds that some write as two words: "data set", "wave guide"."""

_TURNING = frozenset({"post", "non", "anti", "pre", "pseudo", "quasi", "un", "counter"})
"""What before a hyphen makes another thing of a term: post-quantum cryptography is not quantum cryptography."""


def forms(text: str, part_of_speech: str = "noun") -> tuple[str, ...]:
    """The term, then its plurals or its verb forms, in the spelling in which the term is written."""
    words = list(_WORD.finditer(text))
    if not words or part_of_speech not in ("noun", "verb"):
        return (text,)
    if part_of_speech == "noun":
        word, change = _head(words), plurals
    else:
        word, change = words[words[0].group() == "to" and len(words) > 1], conjugations
    before, after = text[: word.start()], text[word.end() :]
    return tuple(dict.fromkeys((text, *(before + form + after for form in change(word.group())))))


def _head(words: list[re.Match[str]]) -> re.Match[str]:
    """The noun that takes the plural: the last word before the first preposition."""
    for word, following in pairwise(words):
        if following.group().lower() in _PREPOSITIONS:
            return word
    return words[-1]


@lru_cache(maxsize=4096)
def plurals(noun: str) -> tuple[str, ...]:
    """The plurals of a singular noun, the commonest first; none of a word that is a plural already.

    An acronym takes a small ``s``: ``QKDs``.
    """
    if len(noun) > 1 and noun[-1].isupper():
        return (f"{noun}s",)
    low = noun.lower()
    if low in _SAME or not low[-1].isalpha() or _is_plural(low):
        return ()
    irregular = _irregular(low) or (_regular(low),)
    return tuple(noun[0] + form[1:] for form in irregular)


def _irregular(noun: str) -> tuple[str, ...]:
    """Also of a closed compound such as "eigenbasis" or "metadatum"."""
    for singular, plural in _IRREGULAR.items():
        if noun == singular or (len(singular) > 4 and noun.endswith(singular)):
            return tuple(noun[: -len(singular)] + form for form in plural)
    return ()


def _is_plural(noun: str) -> bool:
    return noun in _PLURALS or (
        noun.endswith("s") and not noun.endswith(("ss", "us", "is", "as", "os", "bias", "lens"))
    )


def _regular(noun: str) -> str:
    if noun.endswith(("s", "x", "z", "sh", "ch")) and not noun.endswith(("epoch", "stomach", "monarch", "eunuch")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        return f"{noun[:-1]}ies"
    return f"{noun}s"


@lru_cache(maxsize=4096)
def singulars(noun: str) -> tuple[str, ...]:
    """The singular of a plural noun; none of a word that is no plural, nor of "physics" and its kin."""
    low = noun.lower()
    known = tuple(noun[0] + one[1:] for one, many in _IRREGULAR.items() if low in many and low != one)
    if known or low in _SAME or low.endswith(("ics", "ss", "us", "is")) or not low.endswith("s") or len(low) < 4:
        return known
    if low.endswith("ies") and len(low) > 4:
        return (f"{noun[:-3]}y",)
    if low.endswith(("xes", "ches", "shes", "sses", "zes")):
        return (noun[:-2],)
    return (noun[:-1],)


@lru_cache(maxsize=1024)
def conjugations(verb: str) -> tuple[str, ...]:
    """The other forms of a verb given by its infinitive: ``-s``, past tense, participle, ``-ing``."""
    third = _regular(verb)
    stems = _stems(verb)
    if verb.endswith("ie"):
        gerunds: tuple[str, ...] = (f"{verb[:-2]}ying",)
    else:
        silent = verb.endswith("e") and not verb.endswith(("ee", "oe", "ye"))
        gerunds = tuple(f"{stem[:-1] if silent else stem}ing" for stem in stems)
    return tuple(dict.fromkeys((third, *(_PAST.get(verb) or (_past(stem) for stem in stems)), *gerunds)))


def _past(stem: str) -> str:
    if stem.endswith("e"):
        return f"{stem}d"
    if stem.endswith("y") and stem[-2:-1] not in tuple("aeiou"):
        return f"{stem[:-1]}ied"
    return f"{stem}ed"


def _stems(verb: str) -> tuple[str, ...]:
    """The stem before ``-ed`` and ``-ing``, with the last consonant doubled where it must or may be."""
    doubled = verb + verb[-1]
    if verb in _STRESSED_END or _SHORT_VERB.fullmatch(verb):
        return (doubled,)
    return (doubled, verb) if re.search(r"[^aeiou][aeiou]l$", verb) else (verb,)


def variants(text: str, part_of_speech: str = "noun") -> set[str]:
    """All ways in which a term may be written, as words in lower case: forms, spellings, compounds joined and open."""
    surfaces = {*forms(text, part_of_speech), *_without_plural(text, part_of_speech)}
    phrases = {tuple(words_of(surface)) for surface in surfaces}
    spelt = {words for phrase in phrases for words in product(*map(_spellings, phrase))}
    eponyms = {words for phrase in spelt for words in _with_and_without_genitive(phrase, text)}
    return {" ".join(words) for phrase in eponyms for words in (phrase, *_joined(phrase), *_opened(phrase)) if words}


def _without_plural(text: str, part_of_speech: str) -> tuple[str, ...]:
    words = list(_WORD.finditer(text))
    if part_of_speech != "noun" or not words:
        return ()
    head = _head(words)
    return tuple(text[: head.start()] + one + text[head.end() :] for one in singulars(head.group()))


@lru_cache(maxsize=8192)
def _spellings(word: str) -> tuple[str, ...]:
    found = {word}
    if len(word) > 4:
        for british, american in _SPELLINGS:
            is_british = british in word and not (american in word and british in american)
            old, new = (british, american) if is_british else (american, british)
            found |= {known.replace(old, new) for known in found}
    return tuple(found)


def _with_and_without_genitive(phrase: tuple[str, ...], text: str) -> list[tuple[str, ...]]:
    """Names with 's and without: "Shor's algorithm" as "Shor algorithm", "Bell inequality" as "Bell's inequality"."""
    if len(phrase) > 2 and phrase[1] == "s":
        return [phrase, (phrase[0], *phrase[2:])]
    if len(phrase) > 1 and text[:1].isupper() and text[1:2].islower():
        return [phrase, (phrase[0], "s", *phrase[1:])]
    return [phrase]


def _joined(phrase: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Two neighbours as one word, or all: "errorcorrection", also of a hyphen that stood at the end of a line."""
    pairs = [(*phrase[:i], phrase[i] + phrase[i + 1], *phrase[i + 2 :]) for i in range(len(phrase) - 1)]
    return [*pairs, ("".join(phrase),)] if len(phrase) > 2 else pairs


def _opened(phrase: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A word as two: "non locality", "data set", "bb 84"."""
    return [
        (*phrase[:index], word[:cut], word[cut:], *phrase[index + 1 :])
        for index, word in enumerate(phrase)
        for cut in _cuts(word)
    ]


def _cuts(word: str) -> list[int]:
    if digits := re.fullmatch(r"([a-z]{2,})\d+", word):
        return [digits.end(1)]
    return [
        len(first)
        for first in (*_PREFIXES, *_OPEN_COMPOUNDS)
        if word.startswith(first) and len(word) - len(first) >= (3 if first in _OPEN_COMPOUNDS else 4)
    ]


_WORDS_IN_CAPITALS = frozenset(
    {
    "ACT", "AID", "ALL", "AM", "AN", "AND", "ANY", "ARE", "ART", "AS", "AT", "BE", "BY", "CAN", "CAT", "DO",
    "DOT", "FOR", "GO", "HE", "IF", "IN", "IS", "IT", "LED", "MAY", "ME", "MY", "NO", "OF", "ON", "OR", "PIN",
    "PM", "SET", "SO", "TO", "UP", "US", "WE", "WHO",
}
)  # fmt: skip
"""Words that an acronym looks like; in a line of capitals the word is meant."""
_WORD_BEFORE = re.compile(r"([^\W_]+)[^\w\n]*\Z")
_WORD_AFTER = re.compile(r"[^\w\n]*([^\W_]+)")

_TYING = frozenset((*"-‐‑._@", *spacing.APOSTROPHES))
"""What beside a term may make another thing of it: a hyphen, an apostrophe, a mark of an address."""
_ADDRESS_GOES_ON = re.compile(r"[._][a-z0-9]|@")
_ADDRESS_BEFORE = re.compile(r"(?:[a-z0-9][._]|@)\Z", re.IGNORECASE)


def stands(text: str, start: int, end: int) -> bool:
    """Whether a term may stand at ``text[start:end]``: nothing beside it turns it or makes it another thing."""
    if text[start - 1 : start] in _TYING and (_is_turned(text, start) or _is_in_address(text, start, end)):
        return False
    if text[end : end + 1] in _TYING and _is_in_address(text, start, end):
        return False
    return text[start:end] not in _WORDS_IN_CAPITALS or not _is_among_capitals(text, start, end)


def _is_turned(text: str, start: int) -> bool:
    before = text[max(0, start - 10) : start]
    if before[-1:] in ("-", "‐", "‑"):
        return re.split(r"[\W_]", before[:-1])[-1].lower() in _TURNING
    return before[-1:] in tuple(spacing.APOSTROPHES) and before[-2:-1].isalnum()


def _is_in_address(text: str, start: int, end: int) -> bool:
    """Whether it is part of a mail or web address, or of a name with underscores."""
    return bool(_ADDRESS_GOES_ON.match(text, end) or _ADDRESS_BEFORE.search(text[max(0, start - 2) : start]))


def _is_among_capitals(text: str, start: int, end: int) -> bool:
    neighbours = (_WORD_BEFORE.search(text, max(0, start - 40), start), _WORD_AFTER.match(text, end))
    words = [match.group(1) for match in neighbours if match]
    return bool(words) and all(word.isupper() for word in words)
