"""HTML: every visible block of the page, then the choice of those that are its main text.

The page is walked once, as a browser lays it out: block elements end lines, inline elements do not. Which
blocks are the main text is asked of trafilatura (Barbaresi, ACL 2021 demonstrations). It is right about most
pages and sometimes misses a part of one, so prose that it leaves out is kept unless it stands in an element
that calls itself navigation, advertising and the like: chrome that slips through can be cleaned later, a
sentence that is lost cannot be found again.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import count
from typing import TYPE_CHECKING

from forumdocs.errors import NoText
from forumdocs.model import Block, Cell, Document, Kind, Place
from forumdocs.readers.encodings import decode
from forumdocs.readers.lines import Line, collapse, count_columns, has_sentence, join, normalize, unwrap
from forumdocs.readers.properties import find_meta

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

_DECLARED = re.compile(
    rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
"""Bytes in which an encoding must be declared; browsers look at 1,024."""

_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "embed",
    "audio", "video", "canvas", "map", "nav", "button", "select", "option", "datalist", "textarea",
    "input", "rt", "rp",
})  # fmt: skip
"""Elements whose text is not shown as text, or is the chrome of the site."""

_BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}

_CHROME_TAGS = frozenset({"aside", "footer", "form", "dialog"})
_CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu"})
_CHROME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|side-bar|footer|topbar|share|sharing|"
    r"social|related|recommend(?:ed|ations?)?|cookies?|consent|gdpr|banner|advert(?:isements?)?|ads?|promo|"
    r"popup|modal|newsletter|subscribe|comments?|pagination|pager|toolbar|copyright|login|search)(?=$|[\s_-])",
    re.IGNORECASE,
)
"""Classes and ids by which elements call themselves the chrome of a site."""
_CONSENT_NAMES = re.compile(r"(?:^|[\s_-])(?:cookies?|consent|gdpr|cmp)(?=$|[\s_-])", re.IGNORECASE)
"""Classes and ids of the notices about cookies: prose that the extractor takes for the text of the page."""
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

PROSE_COLUMNS = 40
"""A block at least this wide that holds a sentence is prose."""
NOTICE_SHARE = 0.25
"""Share of the text of a page up to which an element that calls itself a cookie notice is one."""
LINKED = 0.5
"""Share of characters inside links from which a block is a list of links rather than prose."""
MARKEDLY_LESS = 0.5
"""Share of the visible prose below which the extractor has missed the text, and all blocks are kept."""
CONTENT_SHARE = 0.3
"""Share of a container's text in the main text from which it is not chrome, whatever it calls itself."""
MATCH_LETTERS = 12
"""A shorter block is part of some line of the main text by chance."""
TITLE_SHARE = 0.6
"""Share of the letters of a heading that must stand in the page's title, in order: titles are edited for
search engines, but two headings of one page share less."""
WIDEST_SPAN = 100
"""Rows or columns that a cell is believed to span."""
DEEPEST_ADDRESS = 100
"""An XPath with more steps is of no use to anyone, and slow to find in hostile pages."""

META_NAMES = {
    "author": ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "byl"),
    "date": (
        "article:published_time",
        "datepublished",
        "pubdate",
        "publishdate",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
        "citation_publication_date",
        "date",
    ),
    "number": ("dc.identifier", "dcterms.identifier"),
}
"""Names of ``meta`` elements by what they say: Open Graph, schema.org, Dublin Core, Highwire Press."""

_WINDOWS_CONTROLS = {
    code: text for code in range(0x80, 0xA0) if (text := bytes([code]).decode("cp1252", errors="ignore"))
}
"""``&#146;`` means what it meant in Windows-1252, as the HTML standard says."""


def read(data: bytes, *, name: str, encoding: str | None = None) -> Document:
    """Read a web page or a piece of one.

    The ``<title>`` goes to the title of the document only. The address of a block is the XPath of its
    element, empty below :data:`DEEPEST_ADDRESS` levels. Nothing is executed or fetched.

    Args:
        data: the whole file.
        name: of the file, for messages and outputs.
        encoding: of the file if the user named it, else a byte order mark, the page's own declaration if it
            is plausible, or the content tells.

    Raises:
        UnknownEncoding: the encoding cannot be told for certain.
        NoText: the page shows no text.
    """
    decoded = decode(data, name=name, encoding=encoding, declared=_find_declared(data))
    root = _parse(decoded.text)
    if root is None:
        raise NoText(f"{name}: is an empty page; check that it was saved whole.")
    pieces = list(_Walk(root).pieces())
    title = _clean(root.findtext(".//title") or "")
    main = _choose_main(pieces, _extract(decoded.text), title)
    return Document(name, "html", tuple(_number(main)), title, decoded.encoding, meta=find_meta(_find_fields(root)))


def split_fragment(text: str) -> list[Block]:
    """All visible blocks of a piece of HTML, such as one that stands in Markdown; none are left out."""
    root = _parse(text)
    return [] if root is None else list(_number(list(_Walk(root).pieces())))


def _find_fields(root: HtmlElement) -> dict[str, str]:
    """What the ``meta`` elements of a page say of its author and its day, those that pages name first before others."""
    said: dict[str, str] = {}
    for element in root.xpath("//meta[@content]"):
        key = element.get("name") or element.get("property") or element.get("itemprop") or ""
        said.setdefault(key.casefold(), _clean(element.get("content")))
    fields = {field: filter(None, map(said.get, names)) for field, names in META_NAMES.items()}
    return {field: next(found, "") for field, found in fields.items()}


def _find_declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    return (match[1] or match[2]).decode("ascii", errors="ignore") if match else None


def _parse(text: str) -> HtmlElement | None:
    """The root of the page, ``None`` if it has no elements."""
    root, complete = _parse_markup(text)
    return root if complete else _parse_markup(_flatten(text))[0]


def _parse_markup(text: str) -> tuple[HtmlElement | None, bool]:
    """The root, and whether the parser got to the end: it gives up where elements nest too deeply."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # "Document is empty"
        root = None
    return root, not any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)


_UNSHOWN = re.compile(r"<(script|style|template|nav)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?([a-z][a-z0-9]*)[^<>]*>", re.IGNORECASE)


def _flatten(text: str) -> str:
    """Markup with the same paragraphs and no nesting."""
    return _TAG.sub(_flatten_tag, _UNSHOWN.sub("", text))


def _flatten_tag(match: re.Match[str]) -> str:
    tag = match[1].lower()
    if tag == "br" or tag in _HEADINGS:
        return match.group()
    return "<p>" if tag in _BLOCK_TAGS else ""


def _clean(text: str) -> str:
    return collapse(normalize(text.translate(_WINDOWS_CONTROLS)))


# The walk


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a block element and those around it say of the text in it."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    cell: Cell | None = None
    lists: int = 0
    preformatted: bool = False
    chrome: int = 0
    """Number of the innermost element around that calls itself chrome, 0 if none does."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A visible block, with what is needed to judge whether it is main text."""

    text: str
    frame: _Frame
    marker: str
    address: str
    linked: float

    @property
    def is_wide(self) -> bool:
        return count_columns(self.text) >= PROSE_COLUMNS and self.linked < LINKED

    @property
    def is_prose(self) -> bool:
        return self.is_wide and has_sentence(self.text)


class _Walk:
    """One pass over the elements of a page, in document order and without recursion."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._addresses = _Addresses(root)
        self._frames: list[tuple[HtmlElement, _Frame]] = [(root, _Frame())]
        self._lines: list[str] = [""]
        self._linked = 0
        self._links = 0
        self._after_link = False
        self._marker = ""
        self._tables = count()
        self._chromes = count(1)
        self._cells: dict[HtmlElement, Cell] = {}

    def pieces(self) -> Iterator[_Piece]:
        """The visible blocks."""
        from lxml import etree

        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                yield from self._leave(element)
            elif _is_hidden(element) or self._is_notice(element):
                walk.skip_subtree()
                self._after_link = False
            else:
                yield from self._enter(element)
        yield from self._flush()

    def _enter(self, element: HtmlElement) -> Iterator[_Piece]:
        if element.tag in _BLOCK_TAGS:
            yield from self._flush()
            self._frames.append((element, self._open(element, self._frames[-1][1])))
        elif element.tag == "br":
            self._lines.append("")
        elif element.tag == "a":
            self._links += 1
            if self._after_link and _ENDS_WORD.search(self._lines[-1]):
                self._lines.append("")  # two links that touch are two entries: style sheets set them apart
        self._add(element.text)

    def _leave(self, element: HtmlElement) -> Iterator[_Piece]:
        if self._frames[-1][0] is element and element is not self._root:
            yield from self._flush()
            self._frames.pop()
            self._marker = "" if element.tag == "li" else self._marker
        elif element.tag == "a" and self._links:
            self._links -= 1
        if element is not self._root:
            self._add(element.tail)
        self._after_link = element.tag == "a" and not element.tail

    def _is_notice(self, element: HtmlElement) -> bool:
        """Whether an element is a notice about cookies, which the extractor may take for the text."""
        if not _CONSENT_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}"):
            return False
        return len(element.text_content()) <= NOTICE_SHARE * len(self._root.text_content())

    def _add(self, text: str | None) -> None:
        if not text:
            return
        first, *rest = text.split("\n") if self._frames[-1][1].preformatted else [text]
        self._lines[-1] += first
        self._lines += rest
        if self._links:
            self._linked += len(text.strip())

    def _flush(self) -> Iterator[_Piece]:
        """What was gathered since the last edge of a block, as paragraphs."""
        lines, linked = self._lines, self._linked
        self._lines, self._linked = [""], 0
        size = sum(len(line.strip()) for line in lines)
        if not size:
            return
        element, frame = self._frames[-1]
        address = self._addresses.of(element) if len(self._frames) < DEEPEST_ADDRESS else ""
        for text in _paragraphs(lines):
            yield _Piece(text, frame, self._marker, address, linked / size)
            self._marker = ""

    def _open(self, element: HtmlElement, outer: _Frame) -> _Frame:
        """The frame of a block element within ``outer``."""
        tag = element.tag
        chrome = next(self._chromes) if _is_chrome(element) else outer.chrome
        frame = replace(outer, chrome=chrome, preformatted=outer.preformatted or tag == "pre")
        if tag in _HEADINGS:
            return replace(frame, kind=Kind.HEADING, level=_HEADINGS[tag], cell=None)
        if tag in ("ul", "ol", "menu", "dir"):
            return replace(frame, lists=frame.lists + 1)
        if tag == "li":
            self._marker = _name_marker(element)
            return replace(frame, kind=Kind.LIST_ITEM, level=max(1, frame.lists))
        if tag in ("figcaption", "caption"):
            return replace(frame, kind=Kind.CAPTION, level=0, cell=None)
        if tag == "table" and _holds_data(element):
            self._cells |= _place_cells(element, next(self._tables))
        if tag in ("td", "th") and element in self._cells:
            return replace(frame, kind=Kind.TABLE_CELL, level=0, cell=self._cells[element], lists=0)
        return frame


class _Addresses:
    """XPath addresses as ``getpath`` of lxml gives them, which counts the elements before each one anew.

    Siblings are counted once here: of 8,000 paragraphs in a row, ``getpath`` takes most of the time to read the page.
    """

    def __init__(self, root: HtmlElement) -> None:
        self._known: dict[HtmlElement, str] = {}
        self._tree = root.getroottree()

    def of(self, element: HtmlElement) -> str:
        """The address of an element."""
        unread = []
        place = element
        while place not in self._known and (parent := place.getparent()) is not None:
            unread.append(parent)
            place = parent
        for parent in reversed(unread):
            self._know_children(parent)
        return self._known.get(element) or str(self._tree.getpath(element))

    def _know_children(self, parent: HtmlElement) -> None:
        """Address the elements right in ``parent``: with a number where several are of one name."""
        start = self._known.get(parent) or self._tree.getpath(parent)
        children = list(parent.iterchildren("*"))
        sizes = Counter(child.tag for child in children)
        seen: Counter[str] = Counter()
        for child in children:
            seen[child.tag] += 1
            number = f"[{seen[child.tag]}]" if sizes[child.tag] > 1 else ""
            self._known[child] = f"{start}/{child.tag}{number}"


_ENDS_WORD = re.compile(r"\w{3}$")
"""The end of a link with words in it; the links of notes, ``[1][2]``, may touch."""


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """The paragraphs of lines that were set apart by ``<br>``; two of them in a row are a blank line."""
    run: list[Line] = []
    for line in (*lines, ""):
        text = _fold(line)
        if text:
            run.append(Line(0, text))
        elif run:
            yield from (join(group) for group in unwrap(run))
            run = []


def _fold(text: str) -> str:
    """A line as it is shown: a line break of the source is a space, but nothing beside an ideograph."""
    parts = [Line(0, part) for part in _clean_lines(text) if part.strip()]
    return join(parts) if parts else ""


def _clean_lines(text: str) -> list[str]:
    return normalize(text.translate(_WINDOWS_CONTROLS)).split("\n")


def _is_hidden(element: HtmlElement) -> bool:
    if element.tag in _SKIPPED or "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDING_STYLE.search(element.get("style", "")))


def _is_chrome(element: HtmlElement) -> bool:
    if element.tag in _CHROME_TAGS or element.get("role") in _CHROME_ROLES:
        return True
    return bool(_CHROME_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _name_marker(item: HtmlElement) -> str:
    """The bullet or the number that a browser shows before a list item."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "•"
    before = sum(1 for _ in item.itersiblings("li", preceding=True))
    return f"{_read_number(parent.get('start'), 1) + before}."


def _read_number(text: str | None, default: int) -> int:
    return int(text) if text and text.strip().isascii() and text.strip().isdigit() and len(text) < 6 else default


# Tables


def _holds_data(table: HtmlElement) -> bool:
    """Whether a table is a table: pages are laid out with tables too, which hold tables and headings."""
    if table.get("role") in ("presentation", "none"):
        return False
    if any(found is not table for found in table.iter("table", *_HEADINGS)):
        return False
    rows = [sum(1 for _ in row.iterchildren("td", "th")) for row in table.iter("tr")]
    return len(rows) >= 2 and sum(cells >= 2 for cells in rows) >= 2


def _place_cells(table: HtmlElement, number: int) -> dict[HtmlElement, Cell]:
    """The place of each cell of a table, those that span rows and columns counted."""
    taken: set[tuple[int, int]] = set()
    places = {}
    for row, element in enumerate(table.iter("tr")):
        column = 0
        for cell in element.iterchildren("td", "th"):
            while (row, column) in taken:
                column += 1
            places[cell] = Cell(number, row, column)
            width = min(WIDEST_SPAN, max(1, _read_number(cell.get("colspan"), 1)))
            height = min(WIDEST_SPAN, max(1, _read_number(cell.get("rowspan"), 1)))
            taken |= {(row + down, column + right) for down in range(height) for right in range(width)}
            column += width
    return places


# The choice of the main text


def _extract(text: str) -> str:
    """The main text by trafilatura, empty if it finds none."""
    import trafilatura

    for library in ("trafilatura", "htmldate", "justext", "readability"):
        logging.getLogger(library).setLevel(logging.CRITICAL)  # its warnings are not the user's business
    try:
        main = trafilatura.extract(
            text, favor_recall=True, include_tables=True, include_comments=False, with_metadata=False
        )
    except Exception:  # it documents no errors, and deep or broken pages raise several; the walk needs none
        main = None
    return normalize(main or "")


_SPACE = re.compile(r"\s+")
_LINE_EDGE = re.compile(r"[\n|]|^- |^#+ ", re.MULTILINE)
"""Where a block begins or ends in trafilatura's text, its marks for lists, headings and cells included."""


def _match(texts: Iterable[str], whole: str, lines: set[str]) -> Iterator[bool]:
    """Whether each piece stands in the main text; a short one only as a line, since it may be part of any.

    It is looked for behind the one before first, where most stand.
    """
    place = 0
    for text in texts:
        if len(text) < MATCH_LETTERS:
            yield text in lines
            continue
        found = whole.find(text, place)
        if found < 0:
            found = whole.find(text, 0, place + len(text))
        place = found + len(text) if found >= 0 else place
        yield found >= 0


def _squeeze(text: str) -> str:
    return _SPACE.sub("", text)


def _choose_main(pieces: Sequence[_Piece], main: str, title: str) -> list[_Piece]:
    """The pieces that are main text, or all that are not chrome where the extractor failed."""
    lines = {_squeeze(line) for line in _LINE_EDGE.split(main)}
    whole = _squeeze(main)
    matched = list(_match((_squeeze(piece.text) for piece in pieces), whole, lines))
    content = _find_content(pieces, matched)
    prose = [piece.is_prose and piece.frame.chrome in content for piece in pieces]
    found = sum(len(piece.text) for piece, *both in zip(pieces, prose, matched, strict=True) if all(both))
    visible = sum(len(piece.text) for piece, is_prose in zip(pieces, prose, strict=True) if is_prose)
    if not main or found < MARKEDLY_LESS * visible:
        kept = [piece for piece in pieces if piece.frame.chrome in content]
        return kept or list(pieces)
    return _keep(pieces, matched, prose, content, title)


def _find_content(pieces: Sequence[_Piece], matched: Sequence[bool]) -> set[int]:
    """The numbers of chrome containers that hold main text all the same; 0, for no container, is one."""
    sizes: Counter[int] = Counter()
    main: Counter[int] = Counter()
    for piece, is_main in zip(pieces, matched, strict=True):
        sizes[piece.frame.chrome] += len(piece.text)
        main[piece.frame.chrome] += len(piece.text) if is_main and len(piece.text) >= MATCH_LETTERS else 0
    whole = sum(sizes.values())
    half = {chrome for chrome, size in sizes.items() if size > whole / 2}
    return {0} | half | {chrome for chrome, size in sizes.items() if main[chrome] > CONTENT_SHARE * size}


def _keep(
    pieces: Sequence[_Piece], matched: Sequence[bool], prose: Sequence[bool], content: set[int], title: str
) -> list[_Piece]:
    """Prose anywhere; between the first and the last of it everything but chrome; and the headings above.

    Nothing but prose stands above the headline, and nothing but headings and wide lines right below it.
    """
    long = [
        at
        for at, piece in enumerate(pieces)
        if prose[at] or (matched[at] and len(piece.text) >= MATCH_LETTERS and piece.frame.chrome in content)
    ]
    first, last = (long[0], long[-1]) if long else (0, len(pieces) - 1)
    headline = _find_headline(pieces, prose, last, title)
    while first and pieces[first - 1].frame.kind == Kind.HEADING:
        first -= 1

    def is_kept(at: int, piece: _Piece) -> bool:
        if piece.frame.kind == Kind.HEADING and piece.frame.level == 1:
            return True
        if piece.frame.chrome not in content or (at < headline and not prose[at]):
            return False
        leads = headline <= at and (piece.frame.kind == Kind.HEADING or piece.is_wide)
        return matched[at] or (at <= last and (first <= at or (headline > 0 and leads)))

    return [piece for at, piece in enumerate(pieces) if is_kept(at, piece)]


def _find_headline(pieces: Sequence[_Piece], prose: Sequence[bool], last: int, title: str) -> int:
    """The place of the heading that the title of the page repeats, 0 if none stands over the text.

    The extractor may miss it. A heading with paragraphs or a table above it is inside the text.
    """
    scores = {
        at: _share_in(_squeeze(piece.text), _squeeze(title))
        for at, piece in enumerate(pieces[:last])
        if piece.frame.kind == Kind.HEADING and len(piece.text) >= MATCH_LETTERS
    }
    best = max(scores, key=lambda at: (scores[at], -at), default=0)
    inside = sum(prose[:best]) > 1 or any(piece.frame.cell for piece in pieces[:best])
    return 0 if inside or scores.get(best, 0.0) < TITLE_SHARE else best


def _share_in(heading: str, title: str) -> float:
    """The share of the letters of a heading that stand in the title, in runs of two and more."""
    blocks = SequenceMatcher(None, heading, title, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) / len(heading)


def _number(pieces: Sequence[_Piece]) -> Iterator[Block]:
    for index, piece in enumerate(pieces):
        frame = piece.frame
        marker = piece.marker if frame.kind == Kind.LIST_ITEM else ""
        yield Block(index, piece.text, frame.kind, Place(address=piece.address), frame.level, frame.cell, marker)
