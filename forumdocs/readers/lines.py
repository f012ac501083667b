"""Lines of text: what is noise in them, how wide they show, and where a line break is only a wrap.

Wrapped text is recognised by how a typesetter makes it: a line is broken where the next word did not fit any
more. A break after which the next word would have fitted was made on purpose, and ends a paragraph.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NOISE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffd]"
    "|\xad(?![ \t]*\n)"
)
_BLANKS = " \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BLANK_RUN = re.compile(f"\xad?[{_BLANKS}\n]+|\xad$")

SENTENCE_END = re.compile(r"""[.!?。！？…．‥؟।]["'”’»)）\]】」』》〉*_]*$""")
"""A line that ends a sentence, a closing quote or bracket included."""
_SENTENCE = re.compile(r"""[.!?…]["'”’»)\]]*(?:\s|$)|[。！？]""")
_PAUSE_END = re.compile("[:：;；]$")

WRAP_COLUMNS = range(36, 131)
"""Widths at which people and programs wrap text: from 18 Chinese characters to a wide terminal."""
NARROW = 24
"""The same for a single break where a sentence stops before it and goes on in small letters behind it."""
WRAP_SLACK = 2
"""Columns by which a line may miss the width: a mark that must not begin a line hangs over or moves on."""
SHORT_LINE = 0.6
"""Share of the width below which a line is the last of its paragraph, and no evidence about wrapping."""
FULL_SHARE = 0.75
"""Share of the longer lines that must be full for their lines to count as wrapped."""
MID_SHARE = 0.4
"""Share of the breaks that must fall inside a sentence; in wrapped prose it is near 0.85."""
UNENDED_LINES = 4
"""Full lines that make a wrapped paragraph in a script without capitals, if it does not end a sentence."""
SHARED_SCRIPT = 3.0
"""Weight of a script (one ideograph and a bit, three letters) from which a line is partly in it."""
SYLLABLE_LINES = 6
"""Korean lines filled to the last column, which wrapping at spaces does to every third line by chance."""
ALL_FULL_SHARE = 0.4
"""Share of all such lines, short ones too, that must be full: in a list of phrases a few are by chance."""
HANGING_COLUMNS = 48
"""Width of a list item's first line from which an indented line below continues it."""


def normalize(text: str) -> str:
    r"""Take out what no reader sees, and leave the words alone.

    Newlines of every kind become ``\\n``; controls, zero-width characters and soft hyphens go, but for the
    soft hyphen at the end of a line, which :func:`join` needs; the rest is composed (NFC). Zero-width joiners
    stay, since emoji and several scripts need them.
    """
    return unicodedata.normalize("NFC", _NOISE.sub("", _NEWLINES.sub("\n", text)))


def collapse(text: str) -> str:
    """``text`` with one space for every run of blanks and none at the ends."""
    return _BLANK_RUN.sub(" ", text).strip(" ")


def count_columns(text: str) -> int:
    """The width of a text on a terminal: two columns for each wide character."""
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1 for char in text
    )


def has_sentence(text: str) -> bool:
    """Whether a sentence ends somewhere in a text."""
    return bool(_SENTENCE.search(text))


_SCRIPTS: tuple[tuple[str, re.Pattern[str], float], ...] = (
    ("han", re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"), 2.5),
    ("kana", re.compile("[\u3041-\u30fa\u30fd-\u30ff]"), 2.5),
    ("hangul", re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]"), 2.5),
    ("cyrillic", re.compile("[\u0400-\u052f]"), 1.0),
    ("latin", re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"), 1.0),
    ("thai", re.compile("[\u0e01-\u0e5b]"), 1.0),
    ("greek", re.compile("[\u0370-\u03ff]"), 1.0),
    ("arabic", re.compile("[\u0600-\u06ff\u0750-\u077f]"), 1.0),
    ("hebrew", re.compile("[\u0590-\u05ff]"), 1.0),
    ("devanagari", re.compile("[\u0900-\u097f]"), 1.0),
)
"""Scripts, with what a character weighs: an ideograph or a syllable says as much as some Latin letters."""
_JAPANESE_SHARE = 0.1
"""Share of kana among Han and kana from which a line is Japanese."""


def weigh_scripts(text: str) -> dict[str, float]:
    """How much of a text each script carries; Han counts as kana in Japanese."""
    weights = {name: len(pattern.findall(text)) * weight for name, pattern, weight in _SCRIPTS}
    cjk = weights["han"] + weights["kana"]
    if weights["kana"] > _JAPANESE_SHARE * cjk:
        weights["han"], weights["kana"] = 0.0, cjk
    return weights


@dataclass(frozen=True)
class Line:
    """A line of a source, numbered from 1; ``raw`` keeps the blanks around its words."""

    number: int
    raw: str

    @cached_property
    def text(self) -> str:
        """The words, with single spaces."""
        return collapse(self.raw)

    @cached_property
    def indent(self) -> int:
        """Columns of blanks before the first word."""
        return count_columns(self.raw.expandtabs(4)) - count_columns(self.raw.expandtabs(4).lstrip())

    @cached_property
    def columns(self) -> int:
        """Columns from the margin to the last word."""
        return count_columns(self.raw.expandtabs(4).rstrip())

    @cached_property
    def scripts(self) -> dict[str, float]:
        """How much of the line each script carries."""
        return weigh_scripts(self.text)

    @cached_property
    def script(self) -> str:
        """The script that carries most of the line, ``""`` if it has no letters; "kana" is Japanese."""
        best = max(self.scripts, key=self.scripts.__getitem__)
        return best if self.scripts[best] else ""

    @property
    def ends_sentence(self) -> bool:
        """Whether the last word ends a sentence, or introduces what follows."""
        return bool(SENTENCE_END.search(self.text) or _PAUSE_END.search(self.text))

    @property
    def goes_on(self) -> bool:
        """Whether the line begins in lower case, inside a sentence."""
        return self.text[:1].islower()


def split_lines(text: str) -> list[Line]:
    """The lines of a normalized text, from number 1."""
    return [Line(number, raw) for number, raw in enumerate(text.split("\n"), start=1)]


def change_script(before: Line, after: Line) -> bool:
    """Whether two lines are in different languages, as far as their scripts tell, which no paragraph is.

    A wrapped line of Chinese may be mostly an English name, or one of Japanese hold no kana: lines that share
    a script do not differ if the first stops inside a sentence.
    """
    if not before.script or not after.script or before.script == after.script:
        return False
    if {before.script, after.script} == {"han", "kana"}:
        return before.ends_sentence and after.ends_sentence
    shared = before.scripts[after.script] >= SHARED_SCRIPT and after.scripts[before.script] >= SHARED_SCRIPT
    mixed = before.scripts[after.script] or after.scripts[before.script]
    return before.ends_sentence or not (shared or (mixed and before.columns in WRAP_COLUMNS))


def find_wrap_width(run: Sequence[Line]) -> int | None:
    """The width at which the lines of a run were wrapped, ``None`` if their breaks look deliberate.

    At least two breaks must speak for it: one long line says nothing about the next.
    """
    if len(run) < 3:
        return None
    width = max(line.columns for line in run[:-1])
    if width not in WRAP_COLUMNS or run[-1].columns > width + WRAP_SLACK:
        return None
    full = [pair for pair in _pairs(run) if _is_full(*pair, width)]
    # A break after a sentence, or before an indent, may end a paragraph: it is no evidence against wrapping.
    others = [
        (before, after)
        for before, after in _pairs(run)
        if not (_is_full(before, after, width) or before.ends_sentence or _indents(before, after))
    ]
    long = [before for before, _ in others if before.columns > SHORT_LINE * width]
    inside = [pair for pair in full if _breaks_inside(*pair)]
    cased = run[0].script in _CASED
    ended = cased or len(full) >= UNENDED_LINES or bool(SENTENCE_END.search(run[-1].text))
    wrapped = (
        len(full) >= 2
        and len(full) >= FULL_SHARE * (len(full) + len(long))
        and len(full) >= ALL_FULL_SHARE * (len(full) + len(others))
    )
    return width if wrapped and ended and len(inside) >= max(1, MID_SHARE * len(full)) else None


def _indents(before: Line, after: Line) -> bool:
    return after.indent > before.indent + 1


def _pairs(run: Sequence[Line]) -> list[tuple[Line, Line]]:
    return list(itertools.pairwise(run))


_FIRST_WORD = re.compile(r"[^\s\u0e00-\u0e7f\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+|.")


def _is_full(before: Line, after: Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted."""
    match = _FIRST_WORD.match(after.text)
    word = match.group() if match else ""
    needed = count_columns(join_words(before.text, after.text) + word)
    unspaced = _UNSPACED.match(word) or _UNSPACED.match(before.text[-1:])
    return (
        width - (2 * WRAP_SLACK if unspaced else 0) < before.columns + needed and before.columns <= width + WRAP_SLACK
    )


_CASED = {"latin", "cyrillic", "greek"}


def _breaks_inside(before: Line, after: Line) -> bool:
    """Whether a break falls inside a sentence, as far as letters tell."""
    return not before.ends_sentence and (after.goes_on or after.script not in _CASED)


def is_wrapped(before: Line, after: Line, width: int | None) -> bool:
    """Whether the break between two lines is only a wrap.

    Args:
        before: the line above.
        after: the line below.
        width: at which lines are known to be wrapped here, if they are.
    """
    if change_script(before, after) or _indents(before, after):
        return False
    if width is not None and _is_full(before, after, width):
        return True
    long = NARROW <= before.columns <= max(WRAP_COLUMNS) and before.columns >= SHORT_LINE * (width or after.columns)
    return long and not before.ends_sentence and after.goes_on


def is_broken_sentence(before: Line, after: Line) -> bool:
    """Whether two lines without a neighbour are one sentence, in a script without capitals."""
    return (
        before.columns in WRAP_COLUMNS
        and before.columns >= after.columns
        and not (before.ends_sentence or change_script(before, after) or _indents(before, after))
        and after.script not in _CASED
        and bool(SENTENCE_END.search(after.text))
    )


_UNSPACED = re.compile("[\u0e00-\u0e7f\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")


def join_words(before: str, after: str) -> str:
    """What stands between two joined lines: nothing beside an ideograph, kana or Thai, else a space."""
    last, first = before[-1:], after[:1]
    if _is_hangul(last) or _is_hangul(first):
        return " "
    return "" if _UNSPACED.match(last) or _UNSPACED.match(first) else " "


LONGEST_WORD = 60
"""Letters at the end of a line in which a hyphenated word begins."""
_BROKEN_WORD = re.compile(r"([^\W\d_]+)([-\u2010\xad])$")
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")


def join(lines: Sequence[Line], *, words: Collection[str] = (), syllables: bool = False) -> str:
    """The text of wrapped lines.

    A word that was hyphenated at the end of a line is repaired where that is safe: the hyphen is a soft one,
    or the whole word stands elsewhere in the document.

    Args:
        lines: the lines of one paragraph.
        words: of the document, in lower case.
        syllables: whether Korean was wrapped between syllables rather than at spaces.
    """
    parts: list[str] = []
    for before, after in _pairs(lines):
        parts += _fit(before, after, words=words, syllables=syllables)
    return collapse("".join([*parts, lines[-1].raw.strip()]))


def _fit(before: Line, after: Line, *, words: Collection[str], syllables: bool) -> tuple[str, str]:
    """A line as it stands before the next one, and what comes between the two."""
    text, addition = before.raw.strip(), after.raw.strip()
    broken = _BROKEN_WORD.search(text[-LONGEST_WORD:])
    rest = _FIRST_LETTERS.match(addition)
    if broken and rest and rest.group().islower():
        whole = (broken.group(1) + rest.group()).lower()
        safe = broken.group(2) == "\xad" or whole in words
        return text[:-1] if safe else text, ""
    spaced = before.raw.endswith(" ")
    if syllables and _is_hangul(text[-1:]) and _is_hangul(addition[:1]) and not spaced:
        return text, ""
    kept = spaced and not _UNSPACED.match(text[-1:])
    return text, " " if kept else join_words(text, addition)


def _is_hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"


def wraps_syllables(run: Sequence[Line], width: int | None) -> bool:
    """Whether Korean lines are all filled to the last column, which wrapping at spaces does not do."""
    full = [line for line in run[:-1] if width is not None and line.columns > SHORT_LINE * width]
    filled = [line for line in full if width is not None and line.columns >= width - 1]
    return len(filled) == len(full) >= SYLLABLE_LINES


def unwrap(run: Sequence[Line], *, width: int | None = None) -> list[list[Line]]:
    """Group the lines of a run (without blank lines) into paragraphs.

    Args:
        run: consecutive lines.
        width: at which the rest of the document is wrapped, for runs too short to tell themselves.
    """
    own = find_wrap_width(run)
    if len(run) == 2 and is_broken_sentence(*run):
        return [list(run)]
    groups: list[list[Line]] = []
    for line in run:
        if groups and is_wrapped(groups[-1][-1], line, own or width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups
