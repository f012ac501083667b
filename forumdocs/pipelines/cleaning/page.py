"""A document as the cleaning rules see it: lines in order, some of them gone already, and their edits.

The unit is the line rather than the block, since a paragraph of a saved page may hold several buttons
parted by line breaks. A line that a rule takes out stays in view, marked with the rule's name: what stood
beside it is evidence for the rules that follow.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from forumdocs.model import Block, Dropped, Kind

PROSE_SIZE = 40
"""Letters (an East Asian one counts as two) from which a finished sentence is prose rather than a label:
the shortest opening paragraphs of news texts in the four languages, measured without their dateline."""

HEADLINE_SIZE = 20
"""Shortest line, in the same unit, that is taken for a headline: below it, a line may be a name."""

SUBTITLE_LINES = 6
"""Most lines between a subtitle and the text: author, date, buttons."""

SHORT_SIZE = 30
"""Longest menu entry, in the same unit."""

KEPT_KINDS = frozenset({Kind.TABLE_CELL, Kind.CAPTION, Kind.FOOTNOTE})
"""Blocks whose place in the document already says that they belong to it."""

_FINAL = re.compile(r"(?<!\.\.)[.!?。！？．؟][\"'”’»」』）)\]】›》*¹²³⁴-⁹]*$")
_CALL = re.compile(r"[?!？！][\"'”’»」』]?\s*$")
_CUT = re.compile(r"(?:\.{3}|…)\s*$")
_WIDE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_SENTENCE_END = re.compile(r"[.!?](?=\s+[\"'“«(]?[A-ZА-ЯЁ가-힣0-9])|[。！？]|다\.")


@lru_cache(maxsize=65536)
def size(text: str) -> int:
    """The length of a text in letters and digits, where a letter of East Asia counts as two."""
    letters = sum(char.isalnum() for char in text)
    return letters + len(_WIDE.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a finished sentence does; a cut with dots is no end."""
    return bool(_FINAL.search(text.rstrip())) and not is_cut(text)


def is_cut(text: str) -> bool:
    """Whether a text breaks off in dots, as the teasers of other articles do."""
    return bool(_CUT.search(text))


def sentences_in(text: str) -> int:
    """A rough count of the finished sentences of a text."""
    return len(_SENTENCE_END.findall(text)) + (not text.rstrip().endswith(("。", "！", "？")) and ends_sentence(text))


@lru_cache(maxsize=65536)
def is_prose(text: str) -> bool:
    """Whether a text is running prose: a finished sentence of some length, or a long text with one inside.

    Thai has no full stop, so there length decides.
    """
    if is_cut(text) and sentences_in(text) < 2:
        return False
    if ends_sentence(text):
        return size(text) >= PROSE_SIZE
    if _THAI.search(text):
        return size(text) >= 4 * PROSE_SIZE
    return size(text) >= 2 * PROSE_SIZE and sentences_in(text) > 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block: its text as it stands now, and the rule that took it out, if any."""

    block: Block
    text: str
    rule: str = ""

    @property
    def kept(self) -> bool:
        """Whether a rule must leave the line alone for its kind."""
        return self.block.kind in KEPT_KINDS

    @property
    def live(self) -> bool:
        """Whether the line is still in the document."""
        return not self.rule

    @property
    def is_furniture(self) -> bool:
        """Whether a rule took the line out as part of a site, which is evidence about its neighbours."""
        return self.rule not in NO_EVIDENCE


@dataclass(frozen=True, slots=True)
class Drop:
    """Take out the line at ``position``."""

    position: int


@dataclass(frozen=True, slots=True)
class Trim:
    """Take ``text[start:end]`` out of the line at ``position``."""

    position: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Join:
    """Put the line at ``second`` behind the one at ``first``, with ``glue`` between them.

    Three lines of one sentence are ``Join(1, 2)`` and ``Join(1, 3)``.
    """

    first: int
    second: int
    glue: str


@dataclass(frozen=True, slots=True)
class Respell:
    """Write the line at ``position`` as ``text``: the same words in other characters."""

    position: int
    text: str


Edit = Drop | Trim | Join | Respell
JOINED = "joined"
"""The mark of a line whose text went to another line: it is gone, but not dropped."""

RUNNING = "running-line"
"""The rule for headers and page numbers, which documents have of themselves."""

NO_EVIDENCE = frozenset({"", JOINED, RUNNING})
"""Marks of lines that tell nothing of their neighbours."""


@dataclass(frozen=True)
class Page:
    """The lines of a document with what rules did to them so far. Positions count lines from 0."""

    lines: tuple[Line, ...]

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Page:
        """The page of a document's blocks, nothing taken out."""
        return cls(tuple(Line(block, text) for block in blocks for text in block.text.split("\n")))

    @cached_property
    def live(self) -> tuple[int, ...]:
        """Positions of the lines that no rule has taken out; empty lines never count."""
        return tuple(at for at, line in enumerate(self.lines) if line.live and line.text.strip())

    @cached_property
    def prose(self) -> tuple[int, ...]:
        """Positions of the live lines of running prose; a headline that asks or exclaims is none."""
        found = self.long
        return found[1:] if found and self._is_called_out(found[0]) else found

    @cached_property
    def long(self) -> tuple[int, ...]:
        """Positions of the live lines that read as prose, a headline that asks or exclaims among them."""
        return tuple(at for at in self.live if is_prose(self.lines[at].text))

    def _is_called_out(self, first: int) -> bool:
        """Whether the first prose is one sentence that asks or exclaims, over something that is no prose."""
        text = self.lines[first].text
        below = self.live_after(first)[:1]
        return (
            sentences_in(text) == 1
            and bool(_CALL.search(text))
            and any(not is_prose(self.lines[at].text) for at in below)
        )

    @cached_property
    def open(self) -> tuple[int, ...]:
        """Positions of the live lines that a line rule may judge: not cells, captions or footnotes."""
        return tuple(at for at in self.live if not self.lines[at].kept)

    def is_open(self, at: int) -> bool:
        """Whether ``at`` is one of :attr:`open`."""
        line = self.lines[at]
        return line.live and not line.kept and line.text.strip() != ""

    def live_after(self, at: int) -> tuple[int, ...]:
        """The live lines below a position."""
        return self.live[bisect_right(self.live, at) :]

    def in_head(self, at: int) -> bool:
        """Whether a position is before the first line of prose; so is all of a document without prose."""
        return not self.prose or at < self.prose[0]

    def in_tail(self, at: int) -> bool:
        """Whether a position is after the last line of prose; so is all of a document without prose."""
        return not self.prose or at > self.prose[-1]

    def is_outside(self, at: int) -> bool:
        """Whether a position is before or after the prose, or between a subtitle and the text."""
        return self.in_head(at) or self.in_tail(at) or at in self._under_subtitle

    @cached_property
    def _under_subtitle(self) -> range:
        """The few lines between a subtitle, one sentence under the headline, and the text."""
        if len(self.prose) < 2:
            return range(0)
        subtitle, text = self.prose[:2]
        above = [self.lines[at].text for at in self.live if at < subtitle][-1:]
        between = [at for at in self.live if subtitle < at < text]
        single = sentences_in(self.lines[subtitle].text) == 1 and any(size(line) >= HEADLINE_SIZE for line in above)
        return range(subtitle + 1, text) if single and len(between) <= SUBTITLE_LINES else range(0)

    @cached_property
    def is_site_page(self) -> bool:
        """Whether rules have found furniture of a site, so that weaker signs may be believed."""
        return any(line.is_furniture for line in self.lines)

    def neighbour(self, at: int, step: int) -> int | None:
        """The position of the next line before (``step=-1``) or after (``step=1``) ``at`` that has text."""
        at += step
        while 0 <= at < len(self.lines):
            if self.lines[at].text.strip():
                return at
            at += step
        return None

    def gone_beside(self, at: int) -> tuple[str, str]:
        """The rules that took furniture out right before and right after ``at``; empty where none did."""
        before, after = (
            "" if near is None or not self.lines[near].is_furniture else self.lines[near].rule
            for near in (self.neighbour(at, -1), self.neighbour(at, 1))
        )
        return before, after

    def is_beside_furniture(self, at: int, also: Set[int] = frozenset()) -> bool:
        """Whether furniture, or a line of ``also``, stood right before or right after ``at``."""
        near = {self.neighbour(at, -1), self.neighbour(at, 1)} - {None}
        return any(self.gone_beside(at)) or bool(near & also)


Find = Callable[[Page], Iterable[Edit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named cleaning rule: ``find`` looks at a page and says what to take out, join or respell."""

    name: str
    find: Find

    @property
    def about(self) -> str:
        """What the rule does, with an example: the docstring of its function."""
        return self.find.__doc__ or ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a rule did to a block: the text of the line before and after (empty when it was dropped)."""

    rule: str
    block: int
    before: str
    after: str


def apply(page: Page, rule: Rule) -> tuple[Page, list[Dropped], list[Change]]:
    """The page after a rule, what the rule dropped, and all that it changed, in reading order."""
    lines = list(page.lines)
    dropped: list[Dropped] = []
    changes: list[Change] = []
    for edit in rule.find(page):
        at = edit.first if isinstance(edit, Join) else edit.position
        line = lines[at]
        if not line.live:
            continue
        lines[at], lost = _edited(lines, line, edit, rule.name)
        if lost:
            dropped.append(Dropped(line.block.index, lost, rule.name))
        changes.append(Change(rule.name, line.block.index, line.text, lines[at].text if lines[at].live else ""))
    return Page(tuple(lines)), dropped, changes


def _edited(lines: list[Line], line: Line, edit: Edit, rule: str) -> tuple[Line, str]:
    match edit:
        case Drop():
            return replace(line, rule=rule), line.text.strip()
        case Trim(start=start, end=end):
            return replace(line, text=line.text[:start] + line.text[end:]), line.text[start:end].strip()
        case Respell(text=text):
            return replace(line, text=text), ""
        case Join(second=second, glue=glue):
            tail = lines[second]
            lines[second] = replace(tail, rule=JOINED)
            return _extended(line, glue, tail), ""


def _extended(line: Line, glue: str, tail: Line) -> Line:
    """A line with another behind it; what was read as a heading for its shortness is a paragraph then."""
    block = replace(line.block, kind=tail.block.kind, level=tail.block.level)
    return Line(block, line.text.rstrip() + glue + tail.text.lstrip())


def blocks_of(page: Page, originals: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks that are left, each with what is left of its lines; untouched ones are the same objects."""
    left: dict[int, list[Line]] = {}
    for line in page.lines:
        if line.live:
            left.setdefault(line.block.index, []).append(line)
    blocks = []
    for block in originals:
        lines = left.get(block.index, [])
        text = "\n".join(line.text for line in lines)
        if text == block.text and lines:
            blocks.append(block)
        elif text.strip():
            blocks.append(replace(lines[0].block, text=text, stretches=()))
    return tuple(blocks)
