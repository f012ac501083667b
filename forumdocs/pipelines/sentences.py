"""Sentences: where they begin and end in running text, in six languages and tolerably in others.

One regular expression finds every place where a sentence may end; cheap checks on the words around it decide.
The checks are those of rule-based segmentation since the Pragmatic Segmenter (Sadvilkar & Neumann, "PySBD",
NLP-OSS 2020), made without its rewriting of the text, which costs 50 to 100 times the time. The vocabulary
of the checks is in :mod:`forumdocs.pipelines.sentence_rules`.
"""

from __future__ import annotations

import re
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

from forumdocs.model import Block, Kind, Segment, Span
from forumdocs.pipelines.sentence_rules import (
    ASIDES,
    BEFORE_UNIT,
    BRACKETS,
    CLOCK_GOES_ON,
    CLOSERS,
    DASHES,
    DOMAINS,
    ELLIPSES,
    EXCLAIMING,
    GENERAL,
    HESITATION,
    JOINERS,
    LONGEST_ASIDE,
    LONGEST_SHORT_WORD,
    NUMERAL,
    OPENING_DATE,
    OPENS_WITH_DATE,
    PAUSE_PARTICLES,
    QUOTES,
    RULES,
    STOPS,
    WIDE_STOPS,
    Rules,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*|(?<=[^\W\d_]{2})[^\S\n]*\t\s*(?=[^\n]*[^\W\d_]{2})")
"""Or a tab between words, which sets columns: what stands left, in the middle and right of a header, two signatures."""
_GAP = re.compile(r"[\n\t]")
"""Without one of these there is no use in looking for the former, which takes half of all the time."""

_EMOJI = r"[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?"
_BEFORE_NOTE = r"(?:(?<=[a-zа-яё]{4}\.)|(?<=\)\.))"
_NOTE = rf"{_BEFORE_NOTE}\d{{1,2}}(?:[,–\s-]\d{{1,2}})*(?=\s+[A-ZА-ЯЁ][a-zа-яё])"
_TAIL = rf"(?:{_NOTE})?[{re.escape(CLOSERS)}]*(?:\[\d+(?:[,–-]\d+)*\])*(?:\s*{_EMOJI})*"
_MARKS = rf"[{STOPS})](?:(?<!\))[{STOPS}]*(?: \.(?![\w.]))*|(?<=\))\)*(?![{STOPS})]))"
_CANDIDATE = re.compile(rf"({_MARKS})({_TAIL})\s*")
"""Stops (``. . .`` among them) or the brackets of a smile, then the quotes, note numbers and emoji that close
with them, then white space. Both kinds begin with one set of characters, for which ``re`` scans fast."""

_BREAK = re.escape('"“”„«»()[]{}（）「」《》,;:，。、；：/—–')
_INITIAL = r"(?<!\w)[^\W\d_]\."
_LAST_WORD = re.compile(rf"(?:{_INITIAL}\s?)+[^\W\d_]$|[^\s{_BREAK}\u2e80-\u9fff]*$")
_LONGEST_WORD = 24
_NEXT_WORD = re.compile(r"\w[\w-]*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]?)*[^\W\d_]")
_INITIAL_AHEAD = re.compile(r"\W{0,4}[^\W\d_]\.")
_LABEL = re.compile(r"\W*(?:\d{1,3}|[^\W\d_]|[ivx]{1,5}|[IVX]{1,5})[.)]{1,2}")
_LONGEST_LABEL = 12
_YEAR = re.compile(r"(?:\d(?:-?[а-я]{1,2})?|[IVXХ]|века?|до)\s*$")
_LONGEST_YEAR = 12
_BRACKET = re.compile("[" + re.escape("".join((*BRACKETS, *BRACKETS.values()))) + '"]')
_CLAUSE_MARK = re.compile(rf"[{_BREAK}{STOPS}\s]")
_JOINTS = "/|｜／ \t\u3000"
_REACH = 500
"""Characters that a check looks back or ahead at most, so that no text takes quadratic time."""

_FIRST_CJK, _LAST_CJK = "\u2e80", "\u9fff"


class _Stop(NamedTuple):
    """A candidate: stops, in the sentence that they may end."""

    text: str
    start: int
    """Where the sentence begins."""
    at: int
    """Where the stops stand."""
    end: int
    """Where the sentence ends if it ends here, after closing quotes and brackets."""
    after: int
    """The first character from ``end`` on that is not white space."""
    marks: str
    tail: str
    rules: Rules

    @property
    def follows_space(self) -> bool:
        return self.after > self.end


def split_sentences(text: str, lang: str) -> list[tuple[int, int]]:
    """Offsets ``(start, end)`` of the sentences of ``text``, in order, without outer white space.

    Every character but white space is in exactly one sentence. A blank line ends a sentence, and so does a tab between
    words; a single line break is white space. ``lang`` is a base code such as ``"en"``; a language without rules of
    its own is split by general ones.
    """
    rules = RULES.get(lang, GENERAL)
    return [span for start, stop in _paragraphs(text) for span in _sentences(text, start, stop, rules)]


def segment(block: Block, spans: Sequence[Span]) -> tuple[Segment, ...]:
    """The sentences of a block, numbered from 1; none crosses from one of its language spans to the next.

    A heading is one unit whatever stops it holds: "Day 1. Opening". The slash or bar between two languages, as in
    "Открытие / Opening", belongs to neither.
    """
    found = ((span, span.start + start, span.start + end) for span in spans for start, end in _units(block, span))
    return tuple(
        Segment(block, number, *_trim_joints(block.text, start, end, span, spans), span.lang, span.script)
        for number, (span, start, end) in enumerate(found, start=1)
    )


def _units(block: Block, span: Span) -> list[tuple[int, int]]:
    if block.kind is Kind.HEADING:
        return [(0, span.end - span.start)]
    return split_sentences(block.text[span.start : span.end], span.lang)


def _trim_joints(text: str, start: int, end: int, span: Span, spans: Sequence[Span]) -> tuple[int, int]:
    """The range without the joints at a border of its span that parts it from another span."""
    first, last = start, end
    if span is not spans[0] and start == span.start:
        first += len(text[start:end]) - len(text[start:end].lstrip(_JOINTS))
    if span is not spans[-1] and not text[end : span.end].strip():
        last -= len(text[start:end]) - len(text[start:end].rstrip(_JOINTS))
    return (first, last) if first < last else (start, end)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines, without outer white space."""
    start = len(text) - len(text.lstrip())
    stop = len(text.rstrip())
    for gap in _BLANK_LINE.finditer(text, start, stop) if _GAP.search(text, start, stop) else ():
        yield start, start + len(text[start : gap.start()].rstrip())
        start = gap.end()
    if start < stop:
        yield start, stop


def _sentences(text: str, start: int, stop: int, rules: Rules) -> Iterator[tuple[int, int]]:
    for match in _candidates(text, start, stop, rules):
        after = match.end()
        if after >= stop or match.start() < start:
            continue
        if match.re is _CANDIDATE:
            marks, tail = match.groups()
            end = match.end(2)
            is_end = _ends(_Stop(text, start, match.start(), end, after, marks, tail, rules))
        else:
            end = match.end(1)
            is_end = end - start >= rules.shortest_before_bare_end
        if is_end and _has_word(text, after, stop):
            yield start, end
            start = after
    yield start, stop


def _candidates(text: str, start: int, stop: int, rules: Rules) -> Iterable[re.Match[str]]:
    stops = _CANDIDATE.finditer(text, start, stop)
    bare = [end.pattern.finditer(text, start, stop) for end in rules.bare_ends if end.mark in text]
    return merge(stops, *bare, key=re.Match.start) if bare else stops


def _has_word(text: str, start: int, stop: int) -> bool:
    """Whether there is more to come than a stray quotation mark or bracket."""
    return text[start].isalnum() or _NEXT_WORD.search(text, start, min(stop, start + _REACH)) is not None


def _ends(stop: _Stop) -> bool:
    """Whether a sentence ends at the stop."""
    if stop.marks[0] == ")":
        return _smile_ends(stop)
    following = stop.text[stop.after]
    if following in JOINERS or _is_reported(stop):
        return False
    if stop.marks[-1] in WIDE_STOPS or (stop.marks[-1] in "!?" and _precedes_cjk(stop)):
        return not (_is_decimal(stop) or _closes_aside(stop) or _is_aside(stop))
    if not stop.follows_space:
        return _ends_without_space(stop)
    if following in DASHES and _is_aside(stop):
        return False
    return _full_stop_ends(stop) if stop.marks == "." else _mark_ends(stop)


def _precedes_cjk(stop: _Stop) -> bool:
    """Whether Chinese or Japanese goes on with no space, as after a half-width mark: "你好!欢迎"."""
    return not stop.follows_space and _FIRST_CJK <= stop.text[stop.after] <= _LAST_CJK


def _is_reported(stop: _Stop) -> bool:
    """Whether the stop ends speech only, and who spoke follows: ``"Why?" Bell asked``."""
    if not stop.tail or stop.rules.reporting is None or QUOTES.isdisjoint(stop.tail):
        return False
    return stop.rules.reporting.match(stop.text, stop.after) is not None


def _is_decimal(stop: _Stop) -> bool:
    """Whether a full-width point stands between digits: ３．１４."""
    return stop.marks == "．" and stop.text[stop.after].isdigit() and stop.text[stop.at - 1].isdigit()


def _is_aside(stop: _Stop) -> bool:
    """Whether the stop stands between brackets, or between quotation marks not too far apart."""
    opened: list[re.Match[str]] = []
    for mark in _BRACKET.finditer(stop.text, max(stop.start, stop.at - LONGEST_ASIDE), stop.end):
        if mark[0] in BRACKETS:
            opened.append(mark)
        elif opened and mark[0] in (BRACKETS[opened[-1][0]], '"'):
            opened.pop()
    if not opened:
        return False
    last = opened[-1]
    return stop.text.find(BRACKETS[last[0]], stop.end, last.end() + LONGEST_ASIDE) >= 0


def _closes_aside(stop: _Stop) -> bool:
    """Whether the stop closes a title or parenthesis inside the sentence: 《你好！》一书."""
    closer = stop.tail[-1:]
    return closer in ASIDES and stop.text[stop.start] != ASIDES[closer]


def _smile_ends(stop: _Stop) -> bool:
    """Whether closing brackets that nothing opened end a sentence, as smiles do: "Спасибо) Жду"."""
    text, start = stop.text, max(stop.start, stop.at - _REACH)
    if not (stop.follows_space and text[stop.after].isupper()):
        return False
    is_closed = text.count("(", start, stop.end) >= text.count(")", start, stop.end)
    last_word = max(start, text.rfind(" ", start, stop.at) + 1)
    return not is_closed and _LABEL.fullmatch(text, last_word, stop.end) is None


def _ends_without_space(stop: _Stop) -> bool:
    """Whether the space after the stop was forgotten, rather than the stop be part of a name or number."""
    text, after = stop.text, stop.after
    if stop.marks[0] in ELLIPSES and _precedes_cjk(stop):
        return _wide_ellipsis_ends(stop)
    if stop.tail or not (text[stop.at - 2 : stop.at].islower() and text[after : after + 2].istitle()):
        return False
    start = max(stop.start, stop.at - _LONGEST_WORD)
    word = text[max(text.rfind(" ", start, stop.at) + 1, start) : stop.at]
    follower = _word_after(stop)
    beyond = text[after + len(follower) : after + len(follower) + 1]
    if not word.isalpha() or follower.lower() in DOMAINS or beyond not in " ,":
        return False
    return word.islower() or follower.lower() in stop.rules.starters  # Foo.Bar is a name, Geneva.The is not


def _wide_ellipsis_ends(stop: _Stop) -> bool:
    """Whether an ellipsis in Chinese or Japanese ends the sentence, rather than be a pause in it."""
    clause = stop.text[max(stop.start, stop.at - HESITATION) : stop.at]
    if len(clause) < HESITATION or _CLAUSE_MARK.search(clause):
        return False
    return stop.text[stop.after] not in PAUSE_PARTICLES and not _is_aside(stop)


def _mark_ends(stop: _Stop) -> bool:
    """Whether ``!``, ``?`` or an ellipsis with a space after it ends the sentence."""
    if stop.marks == "!" and _word_before(stop).lower() in EXCLAIMING:
        return False
    if not _word_after(stop)[:1].islower():
        return True
    is_speech = stop.tail or stop.text[stop.after] in DASHES
    return stop.rules.small_letters and stop.marks[-1] in "!?" and not is_speech


def _full_stop_ends(stop: _Stop) -> bool:
    """Whether a full stop with a space after it ends the sentence."""
    word, follower = _word_before(stop), _word_after(stop)
    if stop.end - stop.start <= _LONGEST_LABEL and _LABEL.fullmatch(stop.text, stop.start, stop.end):
        return False  # all there is of the sentence is the number of a list item
    ends = _abbreviation_ends(stop, word, follower)
    if not follower[:1].islower():
        return ends is not False
    return ends is None and not stop.tail and _is_common(word, stop.rules)


def _abbreviation_ends(stop: _Stop, word: str, follower: str) -> bool | None:
    """Whether an abbreviation ends the sentence; ``None`` if the word is none."""
    rules = stop.rules
    if len(word) > 1 and word.isalpha() and word.lower() not in rules.abbreviations:
        return None
    key = ".".join(re.findall(r"[^.\s]+", word.lower()))
    is_start = follower.lower() in rules.starters and not _INITIAL_AHEAD.match(stop.text, stop.after)
    if key in rules.never or (key in rules.numbered and NUMERAL.match(stop.text, stop.after)):
        return False
    if key in rules.dates and (_follows_year(stop, word) or key not in rules.units):
        return _follows_year(stop, word) and (is_start or not _opens_with_date(stop, word))
    if key in rules.units and follower[1:2].islower() and _follows_number(stop, word):
        return True
    if key in rules.clock and _follows_number(stop, word):
        return follower[:1].isupper() and not CLOCK_GOES_ON.match(stop.text, stop.after)
    if key in rules.closing:
        return True
    if key in rules.may_end:
        return is_start
    if _INITIALS.fullmatch(word):
        return is_start and (len(word) > 1 or word == "I")
    return None


def _follows_year(stop: _Stop, word: str) -> bool:
    """Whether "г." is a year's (1990 г.) rather than a town's (г. Москва)."""
    before = stop.at - len(word)
    return _YEAR.search(stop.text[max(stop.start, before - _LONGEST_YEAR) : before]) is not None


def _opens_with_date(stop: _Stop, word: str) -> bool:
    """Whether there is nothing but a date before the stop, with which the sentence may go on: "В 1990 г. Москва"."""
    if stop.at - stop.start > OPENING_DATE:
        return False
    return OPENS_WITH_DATE.fullmatch(stop.text, stop.start, stop.at - len(word)) is not None


def _follows_number(stop: _Stop, word: str) -> bool:
    before = stop.at - len(word)
    return BEFORE_UNIT.search(stop.text[max(stop.start, before - _LONGEST_WORD) : before]) is not None


def _is_common(word: str, rules: Rules) -> bool:
    """Whether the word before a full stop and a small letter is a plain one, not an unknown abbreviation."""
    return not word or (word.isalpha() and (len(word) > LONGEST_SHORT_WORD or word.lower() in rules.short))


def _word_before(stop: _Stop) -> str:
    """The word that the stop follows, with the initials it hangs on: "т. е", "J. S", "U.S"."""
    match = _LAST_WORD.search(stop.text[max(stop.start, stop.at - _LONGEST_WORD) : stop.at])
    return match[0] if match else ""


def _word_after(stop: _Stop) -> str:
    match = _NEXT_WORD.search(stop.text, stop.after, stop.after + _LONGEST_WORD)
    return match[0] if match else ""
