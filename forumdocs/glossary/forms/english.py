"""English terms: plurals, verb forms, British and American spelling, open, hyphenated and closed compounds."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

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
