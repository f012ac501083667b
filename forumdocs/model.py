"""The words of the field as frozen data: documents, blocks, spans, segments, pairs.

A :class:`Segment` is a span over its :class:`Block`, never a copy, so that a writer can put a translation
back where the text stood. Steps take a document or pairs and return new ones.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Kind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    HEADER = "header"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a table cell: table number in the document, row and column, all from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands in its source, precise enough for a writer to put text back.

    ``part`` is the piece of the source: ``"body"``, a DOCX part name such as ``"word/footnotes.xml"``, or
    ``"page 3"``. ``address`` is the format's own address within the part: a line range ``"12-14"`` (from 1)
    in text and Markdown, an XPath in HTML, the number of the ``w:p`` element (from 0) in a DOCX part, the
    number of the line on the page (from 0) in a PDF.
    """

    part: str = "body"
    address: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the source, as bytes of an image file; ``width`` is in millimetres, 0 where nobody said."""

    data: bytes
    width: float = 0.0
    description: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of layout: a heading, a paragraph, a table cell.

    ``index`` counts the blocks of the document as it was read, from 0, and is never given to another block:
    cleaning drops and joins blocks but does not renumber them. ``level`` is the level of a heading (from 1)
    or the depth of a list item (from 1), else 0.
    """

    index: int
    text: str
    kind: Kind = Kind.PARAGRAPH
    place: Place = Place()
    level: int = 0
    cell: Cell | None = None
    marker: str = ""
    """The bullet or number that stood before a list item, such as ``"2)"``; not part of ``text``."""
    stretches: tuple[tuple[int, int], ...] = ()
    """What of ``text`` is set apart from the rest: bold words, a link. An empty one is where something hangs on the
    word before it, such as the number of a footnote."""
    pictures: tuple[Picture, ...] = ()
    """What the source shows between this block and the next."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A block, or a part of one, that a cleaning rule took out."""

    block: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Meta:
    """What a handout says about its document in the title block; empty where nobody said."""

    title: str = ""
    """The title in the source language; a handout without it takes that of the document."""
    target_title: str = ""
    event: str = ""
    date: str = ""
    number: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A source document as a list of blocks in reading order."""

    source: str
    """The name of the file, for messages and outputs."""
    format: str
    """``"text"``, ``"markdown"``, ``"html"``, ``"docx"`` or ``"pdf"``."""
    blocks: tuple[Block, ...]
    title: str = ""
    encoding: str = ""
    dropped: tuple[Dropped, ...] = ()
    meta: Meta = Meta()
    """What the properties of the file say beside the title."""

    def with_blocks(self, blocks: tuple[Block, ...], dropped: tuple[Dropped, ...] = ()) -> Document:
        """This document with other blocks, and with ``dropped`` added to what was taken out before."""
        return replace(self, blocks=blocks, dropped=self.dropped + dropped)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch ``text[start:end]`` of a block in one language.

    ``lang`` is a base code (``"en"``, ``"zh"``, ``"fr"`` …) or ``"und"``; ``script`` is ``"Hans"`` or
    ``"Hant"`` for Chinese that can be told apart, else empty. ``score`` is between 0 and 1.
    """

    start: int
    end: int
    lang: str
    score: float = 1.0
    script: str = ""

    @property
    def tag(self) -> str:
        """The language with its script where that is known, such as ``"zh-Hant"``."""
        return f"{self.lang}-{self.script}" if self.script else self.lang


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence: the span ``block.text[start:end]``, without outer white space."""

    block: Block
    number: int
    """Position in the block, from 1."""
    start: int
    end: int
    lang: str
    script: str = ""

    @property
    def id(self) -> str:
        """``BLOCK.SENTENCE``, such as ``"3.1"``."""
        return f"{self.block.index}.{self.number}"

    @property
    def tag(self) -> str:
        """The language with its script where that is known, such as ``"zh-Hant"``."""
        return f"{self.lang}-{self.script}" if self.script else self.lang

    @property
    def text(self) -> str:
        """The words of the segment."""
        return self.block.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Bead:
    """A group of source segments and the group of target segments that translates it; one may be empty."""

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    score: float
    """Between 0 and 1: agreement in length and evidence; 0 for a group without a counterpart."""


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A source text and its translation as a file of any kind holds them: a row, a ``tu``, two aligned sentences.

    Languages are tags such as ``"zh-Hant"``. ``place`` is where the target stands, for marking it.
    """

    id: str
    source: str
    target: str
    source_lang: str
    target_lang: str
    place: Place = Place()


LOW_CONFIDENCE = "low-confidence"
"""The flag of a machine translation that is likely of no use; the translating step sets it, every output shows it."""


class Origin(StrEnum):
    """Where a target text comes from."""

    MT = "mt"
    MEMORY = "memory"
    PARALLEL = "parallel"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A glossary concept found in a source segment, and whether its term stands in the target."""

    concept: str
    source: str
    target: str
    satisfied: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """``target[start:end]`` of a pair renders its ``source[source_start:source_end]``, which is set apart there."""

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A source segment (or a group of them) with its target text."""

    id: str
    block: int
    source_lang: str
    source: str
    target: str
    origin: Origin
    score: float
    flags: tuple[str, ...] = ()
    terms: tuple[TermMatch, ...] = ()
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    cell: Cell | None = None
    marker: str = ""
    marks: tuple[Mark, ...] = ()
    """Where the translation says what is set apart in the source, for writers that keep its looks."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """All that determined a result, stamped on every output."""

    forumdocs: str
    engine: str
    packages: tuple[str, ...] = ()
    glossary: str = ""
    options: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of the source that stands in its summary; ``block`` is the paragraph that it is cited from."""

    block: int
    source: str
    target: str
    score: float
    lang: str = ""
    """Language tag of the source."""
    file: str = ""
    """Name of the source file, which matters where several are summarised."""
    topic: str = ""
    """What a group of sentences is about, where several documents are summarised."""


class Point(StrEnum):
    """What a key point tells."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    SUM = "sum"
    DECISION = "decision"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A fact of a document, cited from the paragraph ``block`` of a file.

    ``value`` is the same however the fact is written: an ISO 8601 date (``"2026-10-14/2026-10-16"``,
    ``"--06-24"`` without a year), a sum with its ISO 4217 currency (``"3200 CNY"``), a name without its title, the
    sentence of a decision.
    """

    kind: Point
    value: str
    text: str
    """As it stands in the source."""
    block: int
    lang: str
    file: str = ""
    sentence: str = ""
    """The sentence that holds it."""
    name: str = ""
    """What the reader of the summary calls a place or an institution, where that is known and not ``value``."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences that stand for one document or several, and the facts that they hold."""

    title: str
    sources: tuple[str, ...]
    """Names of the files."""
    sentences: tuple[SummarySentence, ...]
    points: tuple[KeyPoint, ...]
    target_lang: str = ""
    """The language that the sentences are translated into; empty where they are not."""
    whole: bool = False
    """Whether the text was too short to summarise and stands here whole."""
    draft: bool = False
    """Whether any translation came from a machine."""

    @property
    def lang(self) -> str:
        """The reader's language: that of the translations, else that of most sentences."""
        most = Counter(sentence.lang for sentence in self.sentences if sentence.lang).most_common(1)
        return self.target_lang or (most[0][0] if most else "en")


@dataclass(frozen=True, slots=True)
class Handout:
    """The result of the main job, ready for any writer: the pairs of one source in one target language."""

    source: str
    """Name of the source file."""
    title: str
    source_langs: tuple[str, ...]
    """Base codes of the languages found in the source other than the target, the most frequent first."""
    target_lang: str
    """The target as the user named it, such as ``"en"`` or ``"zh-Hant"``."""
    pairs: tuple[Pair, ...]
    dropped: tuple[Dropped, ...]
    provenance: Provenance
    draft: bool = True
    """Whether any target text came from a machine and was not revised."""
    meta: Meta = Meta()
    summary: tuple[SummarySentence, ...] = ()
    path: Path | None = None
    """The source file, for layouts that write into it."""
    pictures: dict[int, tuple[Picture, ...]] = field(default_factory=dict)
    """The pictures of the source by the block that they stand behind."""
    glossaries: tuple[Path, ...] = ()
    """Glossary files that were named for this run alone, for writers that show entries."""
