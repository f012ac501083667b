"""The words of a PDF with their places, taken out by PDFium or, where that fails, by pypdf.

For the child process of :mod:`forumdocs.readers.pdfblocks` alone: files from strangers are parsed here.
"""

from __future__ import annotations

import ctypes
import io
import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypedDict

from forumdocs.readers.glyphs import MAX_BAD_SHARE, bad_share, estimate_width, tidy
from forumdocs.readers.linebreaks import is_hangul, is_ideographic
from forumdocs.readers.symbols import symbol_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_PAGES = 5_000
"""Pages of one document; the proceedings of a large conference have 2,000."""

MAX_CHARACTERS = 20_000_000
"""Characters of one document, ten times a long book."""

_GAP = 0.25
"""A step between characters, in ems, from which a new fragment begins: above kerning, below the word spaces
of justified text. The layout joins what belongs together."""

_BACK = 0.5
"""A step back, in ems, from which a new fragment begins; accents are set over the letter before."""

_SHIFT = 0.15
"""A step up or down, in ems, from which a new fragment begins: a superscript, or the next line."""

_BOLD = ("bold", "black", "heavy", "demi")
"""Parts of font names that mean heavy type; the weights that PDFium reports are guesses."""

_RULE_LENGTH = 24.0
"""The shortest line, in points, that may part rows of a table; fraction bars and ticks are shorter."""

_MAX_OBJECTS = 20_000
"""Drawn objects of a page to look through; maps and plots have hundreds of thousands."""

_NAME_BYTES = 128
_SPACE = 0x20

_HYPHENS = frozenset({0x02, 0xFFFE})
"""What PDFium reports for a hyphen that it takes for one of hyphenation."""

Fragment = tuple[str, float, float, float, float, bool]
"""Text; left, right and baseline in points along the writing direction, downwards; font size; heavy type."""


Rule = tuple[float, float, float]
"""A horizontal line drawn on the page: left, right, and place downwards."""

_PROPERTIES = {"title": "Title", "author": "Author", "date": "CreationDate"}
"""What is asked of a PDF, by our name."""


class Page(TypedDict):
    """What a page holds."""

    regions: list[list[Fragment]]
    """Fragments, in one list for each writing direction, that of most of the text first."""
    rules: list[Rule]


class Refusal(Exception):
    """Why nothing can be read, as a code that the parent process turns into a message."""


def extract(data: bytes) -> tuple[dict[str, str], list[Page]]:
    """The properties (``title``, ``author``, ``date``) and the pages of a PDF.

    PDFium is asked first, since it knows where every character ends. Of 920 blocks of 17 PDFs that
    LibreOffice made from texts of ours (four languages, columns, tables, lists, hyphenation), all come
    back whole and in order, spaces apart; from pypdf, with line ends estimated, 578 in twice the time.
    pypdf is the second opinion on what PDFium cannot open, finds empty or reads as garbage, such as
    right-to-left text.

    Raises:
        Refusal: ``password``, ``damaged``, ``pages`` (too many) or ``characters`` (too many).
    """
    try:
        fields, pages = _Pdfium(data).read()
    except Refusal as refusal:
        pages = _second_opinion(data) if str(refusal) == "damaged" else []
        if not _text(pages).strip():
            raise
        return {}, pages
    if bad_share(_text(pages)) > MAX_BAD_SHARE or not _text(pages).strip():
        second = _second_opinion(data)
        if _text(second).strip() and bad_share(_text(second)) < max(bad_share(_text(pages)), MAX_BAD_SHARE):
            pages = second
    return {name: tidy(text).strip("\0 ") for name, text in fields.items()}, pages


def _text(pages: list[Page]) -> str:
    return "\n".join(fragment[0] for page in pages for region in page["regions"] for fragment in region)


def _second_opinion(data: bytes) -> list[Page]:
    try:
        return list(_pypdf_pages(data))
    except Exception:
        # pypdf raises whatever a broken file makes it raise; the first opinion stands then.
        return []


class _Pdfium:
    """Extraction with PDFium, which knows the place of every character."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2
        import pypdfium2.raw

        self._raw, self._error = pypdfium2.raw, pypdfium2.PdfiumError
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise Refusal("password" if "password" in str(error).lower() else "damaged") from error
        self._box = tuple(ctypes.c_double() for _ in range(4))
        self._origin = ctypes.c_double(), ctypes.c_double()
        self._matrix = self._raw.FS_MATRIX()
        self._name, self._flags = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_int()

    def read(self) -> tuple[dict[str, str], list[Page]]:
        """The properties and the pages.

        Raises:
            Refusal: there are too many pages or characters.
        """
        if len(self._document) > MAX_PAGES:
            raise Refusal("pages")
        pages: list[Page] = []
        characters = 0
        for number in range(len(self._document)):
            pages.append(self._read_page(number))
            characters += len(_text(pages[-1:]))
            if characters > MAX_CHARACTERS:
                raise Refusal("characters")
        said = self._document.get_metadata_dict()
        return {name: said.get(key, "") for name, key in _PROPERTIES.items()}, pages

    def _read_page(self, number: int) -> Page:
        try:
            page = self._document[number]
            text_page = page.get_textpage()
        except self._error:  # beyond repair, while other pages may be sound
            return Page(regions=[], rules=[])
        regions: dict[tuple[float, float], list[Fragment]] = defaultdict(list)
        for run in self._runs(text_page):
            regions[run.direction].append(run.fragment())
        largest_first = sorted(regions.values(), key=lambda region: -sum(len(f[0]) for f in region))
        upright = max(regions, key=lambda key: len(regions[key]), default=None) == (1.0, 0.0)
        return Page(regions=largest_first, rules=list(self._rules(page)) if upright else [])

    def _rules(self, page: Any) -> Iterator[Rule]:
        """Lines and the upper and lower edges of boxes, such as the cells of a table."""
        edges = tuple(ctypes.c_float() for _ in range(4))
        for index in range(min(self._raw.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
            drawn = self._raw.FPDFPage_GetObject(page, index)
            if self._raw.FPDFPageObj_GetType(drawn) != self._raw.FPDF_PAGEOBJ_PATH:
                continue
            if self._raw.FPDFPageObj_GetBounds(drawn, *edges):
                left, bottom, right, top = (edge.value for edge in edges)
                if right - left >= _RULE_LENGTH:
                    yield from ((left, right, -y) for y in {round(bottom), round(top)})

    def _runs(self, text_page: Any) -> Iterator[_Run]:
        run: _Run | None = None
        spaced = False
        for index in range(text_page.count_chars()):
            code = self._raw.FPDFText_GetUnicode(text_page, index)
            if self._raw.FPDFText_IsGenerated(text_page, index) == 1:
                spaced = code == _SPACE
                continue
            self._raw.FPDFText_GetCharOrigin(text_page, index, *self._origin)
            x, y = (value.value for value in self._origin)
            if run is None or not run.goes_on_at(x, y):
                if run is not None:
                    yield run
                run = self._start_run(text_page, index, x, y)
            elif spaced:
                run.add_space(code)
            self._raw.FPDFText_GetCharBox(text_page, index, *self._box)
            left, right, bottom, top = (value.value for value in self._box)
            run.add(code, x, y, ((left, bottom), (right, top)))
            spaced = False
        if run is not None:
            yield run

    def _start_run(self, text_page: Any, index: int, x: float, y: float) -> _Run:
        self._raw.FPDFText_GetMatrix(text_page, index, self._matrix)
        self._raw.FPDFText_GetFontInfo(text_page, index, self._name, _NAME_BYTES, self._flags)
        across = math.hypot(self._matrix.a, self._matrix.b) or 1.0
        upward = math.hypot(self._matrix.c, self._matrix.d) or 1.0
        return _Run(
            x=x,
            y=y,
            direction=(round(self._matrix.a / across, 2), round(self._matrix.b / across, 2)),
            size=self._raw.FPDFText_GetFontSize(text_page, index) * upward,
            font=self._name.value.decode("utf-8", "replace").lower(),
        )


@dataclass(slots=True)
class _Run:
    """Characters that follow one another on a line, as they are met."""

    x: float
    y: float
    direction: tuple[float, float]
    size: float
    font: str
    codes: list[int] = field(default_factory=list)
    latest: float = 0.0
    end: float = -math.inf

    def goes_on_at(self, x: float, y: float) -> bool:
        """Whether a character at this place belongs to the run: on its baseline, right after its end."""
        place = self._along(x, y)
        level = abs(self._down(x, y) - self._down(self.x, self.y)) <= _SHIFT * self.size
        return level and place - self.end <= _GAP * self.size and self.latest - place <= _BACK * self.size

    def add(self, code: int, x: float, y: float, corners: Iterable[tuple[float, float]]) -> None:
        """Append a character with its origin and two corners of its box."""
        self.codes.append(ord("-") if code in _HYPHENS else code)
        self.latest = self._along(x, y)
        # The boxes of full-width punctuation are far narrower than the square that it fills.
        square = self.size if is_ideographic(chr(code)) else 0.0
        self.end = max(self.end, self.latest + square, *(self._along(*corner) for corner in corners))

    def add_space(self, following: int) -> None:
        """A space that PDFium sees between letters; it also sees one around every ideograph."""
        around = (chr(self.codes[-1]), chr(following))
        if not any(is_ideographic(char) for char in around) and is_hangul(around[0]) == is_hangul(around[1]):
            self.codes.append(_SPACE)

    def fragment(self) -> Fragment:
        text = tidy(symbol_text(_decode(self.codes), font=self.font))
        left, down = self._along(self.x, self.y), self._down(self.x, self.y)
        return (text, left, self.end, down, self.size, any(word in self.font for word in _BOLD))

    def _along(self, x: float, y: float) -> float:
        return x * self.direction[0] + y * self.direction[1]

    def _down(self, x: float, y: float) -> float:
        return x * self.direction[1] - y * self.direction[0]


def _decode(codes: list[int]) -> str:
    """Code units or code points, as the platform has it, as text; U+FFFD for what no font names."""
    text = "".join(chr(code) if code else "\ufffd" for code in codes)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _pypdf_pages(data: bytes) -> Iterator[Page]:
    """Extraction with pypdf, which knows where a piece of text begins; where it ends is estimated."""
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    for page in reader.pages:
        found: list[Fragment] = []
        page.extract_text(visitor_text=partial(_keep_fragment, found))
        yield Page(regions=[found], rules=[])


def _keep_fragment(found: list[Fragment], text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
    """A visitor for pypdf; ``cm`` and ``tm`` are the matrices of graphics and text (ISO 32000-1, 9.4.4)."""
    text = tidy(text.strip("\n"))
    if text.strip():
        left = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        down = -(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])
        size *= math.hypot(tm[2], tm[3]) * math.hypot(cm[2], cm[3])
        found.append((text, left, left + estimate_width(text) * size, down, size, False))
