"""Rules for the furniture of a site: buttons, menus, paths, share bars, notices, copyright lines.

Two strengths of evidence are kept apart. Lines that no brief writes go wherever they stand. Words that a
menu shares with documents ("Contact", "Close") go only outside the prose and only beside furniture.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forumdocs.pipelines.cleaning import vocabulary
from forumdocs.pipelines.cleaning.page import (
    HEADLINE_SIZE,
    NO_EVIDENCE,
    SHORT_SIZE,
    Drop,
    Find,
    Line,
    Page,
    ends_sentence,
    size,
)
from forumdocs.pipelines.cleaning.vocabulary import has, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNTER_SIZE = 3
"""Longest lone number that is taken for a counter; four digits may be a year."""

MUCH_FURNITURE = 4
"""From this many lines of furniture on, a page is surely a site's."""

ENCLOSED_HEAD, ENCLOSED_TAIL = 16, 60
"""Longest unknown line that furniture shuts in: above the text a subtitle may stand there, below it none."""

MENU_ENTRIES, MENU_GAP = 3, 2
"""Fewest entries of a menu that stands one entry a line, and most unknown ones between two known sections."""

TOP_ENTRIES, TOP_SHARE = 3, 0.3
"""Fewest known lines of a menu over the headline, and their share of its lines, from which all of it goes."""

BAR_NETWORKS = 3
"""Fewest social networks one under another that are buttons to share a page."""

BAR_ENTRIES = 4
"""Fewest entries of a menu on one line, parted by upright strokes, half of which are known."""

ROW_SIZE, ROW_ENTRIES = 240, 3
"""Longest menu on one line, and the known entries it must have."""

ENTRY_WORDS = 4
"""Most words of an entry in a row whose entries only spaces part."""

NOTICE_SIZE = 400
"""Longest cookie or newsletter notice; a longer block is a text about the subject."""

PATH_SIZE, PATH_STEPS = 160, 3
"""Longest breadcrumb path, the page's own headline at its end included; fewest steps without a home link."""

TOPIC_LINES, TOPIC_SHARE = 3, 0.3
"""From this many hits, making up this share of the prose, what a rule looks for is the document's subject."""

_ROW_SEPARATORS = re.compile(r"\s*[|｜·•‧/／＞>»›→、,，;；:：\t【】\[\]()（）]+\s*|\s{2,}")
_SPACES = re.compile(r"[\s\u3000]+")
_PATH_SEPARATORS = re.compile(r"\s*(?:>>|>|＞|»|›|→|/|\||::|-\s?>)\s*")
_HASHTAGS = re.compile(r"(?:#[^\s#]{1,30}[\s,]*)+$")
_SPACED = re.compile(r"[A-Za-zа-яё\uac00-\ud7af]", re.IGNORECASE)
_SCRIPTS = (
    re.compile(r"[A-Za-z]"),
    re.compile(r"[а-яё]", re.IGNORECASE),
    re.compile(r"[\u3040-\u30ff\u3400-\u9fff]"),
    re.compile(r"[\uac00-\ud7af]"),
    re.compile(r"[\u0e00-\u0e7f]"),
)
_SURE = ("sure.site-control", "sure.share-bar", "sure.account", "leads.site", "leads.links")
_WEAK = ("weak.home", "weak.section", "weak.button", "weak.network", "leads.shared")
_NOTICES = ("copyright", "cookie", "newsletter", "comment-form")
_MENU_RULES = frozenset({"menu", "menu-row", "skip-link", "site-control", "account", "breadcrumb"})


def whole_line(table: str) -> Find:
    """A finder of lines that stand in a table of the vocabulary as a whole."""

    def find(page: Page) -> Iterator[Drop]:
        """Drop lines that are nothing but a button or a link: ``Skip to content``, ``扫一扫``, ``Наверх``."""
        for at in page.open:
            if has(page.lines[at].text, table):
                yield Drop(at)

    return find


def matching(name: str, *, longest: int = NOTICE_SIZE) -> Find:
    """A finder of lines that match ``patterns.name`` from their start and are no longer than ``longest``."""

    def find(page: Page) -> Iterator[Drop]:
        """Drop lines of a fixed form with a changing part: ``© 2026 …``, ``上一篇：…``, ``Share on …``.

        A match that is prose may be a sentence of the text: it needs furniture near it, or stands first or
        last on the page. Gives up where such lines are the document's subject.
        """
        found = [
            at for at in page.open if size(text := page.lines[at].text.strip()) <= longest and pattern(name).match(text)
        ]
        if not is_topic(page, found):
            prose = set(page.prose)
            body = [] if prose.isdisjoint(found) else _body(page)
            yield from (Drop(at) for at in found if at not in prose or _is_notice(page, at, body))

    return find


def certain(name: str, *, longest: int = NOTICE_SIZE) -> Find:
    """A finder of lines that match ``patterns.name``, prose or not."""

    def find(page: Page) -> Iterator[Drop]:
        """Drop sentences that only sites write: ``An official website of …``, ``© … All rights reserved.`` here.

        Gives up where such lines are the document's subject.
        """
        found = [
            at for at in page.open if size(text := page.lines[at].text.strip()) <= longest and pattern(name).match(text)
        ]
        if not is_topic(page, found):
            yield from map(Drop, found)

    return find


def _body(page: Page) -> list[int]:
    """The prose that has the form of no notice."""
    return [at for at in page.prose if not _has_notice_form(page.lines[at].text)]


def _is_notice(page: Page, at: int, body: list[int]) -> bool:
    """Whether prose of a notice's form stands where notices stand rather than inside the body."""
    if page.is_beside_furniture(at):
        return True
    outside = not body or not body[0] < at < body[-1]
    return outside and (page.is_site_page or at in {page.live[0], page.live[-1]})


def _has_notice_form(text: str) -> bool:
    return size(text) <= NOTICE_SIZE and any(pattern(name).match(text.strip()) for name in _NOTICES)


def is_topic(page: Page, found: list[int]) -> bool:
    """Whether what a rule found is so much of the prose that it must be what the document is about."""
    prose = set(page.prose)
    hits = [at for at in found if at in prose]
    total = sum(size(page.lines[at].text) for at in prose)
    share = sum(size(page.lines[at].text) for at in hits) / total if total else 0.0
    return len(hits) >= TOPIC_LINES and share > TOPIC_SHARE


def find_breadcrumbs(page: Page) -> Iterator[Drop]:
    """Drop the path from the home page to this one: ``Home > News > Science``, ``当前位置：首页 > 正文``."""
    for at in page.open:
        text = page.lines[at].text.strip()
        if ends_sentence(text) or size(text) > PATH_SIZE:
            continue
        steps = [step for step in _PATH_SEPARATORS.split(text) if step]
        from_home = len(steps) > 1 and has(steps[0], "weak.home") and _one_language(steps[:2])
        if (
            from_home
            or _is_path(page, at, text)
            or (pattern("breadcrumb").match(text) and _leads_somewhere(text, steps))
        ):
            yield Drop(at)


def _is_path(page: Page, at: int, text: str) -> bool:
    """Whether a line above the prose has the shape of a path of sections: ``Coast > Science > Clocks``."""
    if re.search("[«‹]", text):  # the marks are quotes: Форум «Кванты» и выставка «Свет»
        return False
    steps = re.split(r"\s*[>＞»›]\s*", text)
    short = all(0 < size(step) <= SHORT_SIZE for step in steps[:-1])
    return len(steps) >= PATH_STEPS and short and page.in_head(at) and bool(page.prose)


def _leads_somewhere(text: str, steps: list[str]) -> bool:
    return len(steps) > 1 or any(home in text for home in vocabulary.words("weak.home"))


def path_sections(page: Page) -> frozenset[str]:
    """The sections that breadcrumbs named, as keys: names of menu entries on this very page."""
    steps = (
        step for line in page.lines if line.rule == "breadcrumb" for step in _PATH_SEPARATORS.split(line.text)[:-1]
    )
    return frozenset(form for step in steps if 0 < size(step) <= SHORT_SIZE and (form := vocabulary.key(step)))


def find_rows(page: Page) -> Iterator[Drop]:
    """Drop rows of menu entries and buttons on one line: ``Home | News | Contact``, ``字号 大 中 小``.

    Every entry must be known, in one language: a row with one word in several is a glossary's. One at least
    must be a home link or a button that no brief writes: ``Science · Technology · Education`` is a motto.
    """
    for at in page.open:
        text = page.lines[at].text.strip()
        if size(text) > ROW_SIZE or ends_sentence(text):
            continue
        known = _is_row(_entries(text, _ROW_SEPARATORS)) or _is_row(_entries(text, _SPACES))
        if known or (page.is_site_page and page.in_head(at) and _is_bar(text)):
            yield Drop(at)


def _is_bar(text: str) -> bool:
    """Whether a line is a menu whose entries upright strokes part: ``About us | Fleet | Press | Contacts``."""
    entries = [entry for entry in re.split(r"\s*[|｜]\s*", text) if entry]
    known = sum(has(entry, *_SURE, *_WEAK) for entry in entries)
    short = all(size(entry) <= SHORT_SIZE for entry in entries)
    return len(entries) >= BAR_ENTRIES and short and 2 * known >= len(entries) and _one_language(entries)


def _entries(text: str, separators: re.Pattern[str]) -> list[str]:
    parts = [part for part in separators.split(text) if part and any(char.isalnum() for char in part)]
    if separators is _SPACES:
        return _group_words(parts)
    # "字体：大 中 小" and "登录 注册 | 手机版" part their entries in two ways at once.
    return [entry for part in parts for entry in ([part] if has(part, *_SURE, *_WEAK) else _SPACES.split(part))]


def _group_words(words: list[str]) -> list[str]:
    """Words put together to the longest entries that are known: ``글자 크기`` and ``인쇄하기``."""
    entries: list[str] = []
    while words:
        ends = range(min(len(words), ENTRY_WORDS), 1, -1)
        end = next((end for end in ends if has(" ".join(words[:end]), *_SURE, *_WEAK)), 1)
        entries.append(" ".join(words[:end]))
        words = words[end:]
    return entries


def _is_row(entries: list[str]) -> bool:
    if len(entries) < 2 or not _one_language(entries):
        return False
    known = [entry for entry in entries if has(entry, *_SURE, *_WEAK)]
    anchors = [entry for entry in entries if has(entry, *_SURE, "weak.home")]
    if len(known) == len(entries):
        return bool(anchors)
    short = all(size(entry) <= SHORT_SIZE // 2 for entry in entries)
    return entries[0] in anchors and short and len(known) >= max(ROW_ENTRIES, len(entries) / 2)


def _one_language(entries: list[str]) -> bool:
    words = [entry for entry in entries if not has(entry, "weak.network")]
    scripts = {number for entry in words for number, script in enumerate(_SCRIPTS) if script.search(entry)}
    # Latin letters are in the menus of all languages: RSS, TOP, IT.
    return len(scripts - {0}) <= (0 if any(entry.isascii() and len(entry) > 3 for entry in words) else 1)


def find_menus(page: Page) -> Iterator[Drop]:
    """Drop menus that stand one entry a line outside the prose: ``Home`` / ``News`` / ``About us``.

    Known entries in a row are a menu from three on, when one is a home link or furniture that is gone
    already. Up to two unknown entries between sections go with them; the first and the last must be known, so
    that a headline under a menu stays. ``Contact`` above an address is a row of one.
    """
    sections = path_sections(page)
    for row in _menu_rows(page, sections):
        anchored = any(not page.lines[at].live or has(page.lines[at].text, "weak.home") for at in row)
        if len(row) >= MENU_ENTRIES and anchored:
            yield from (Drop(at) for at in row if page.lines[at].live)


def find_top_menus(page: Page) -> Iterator[Drop]:
    """Drop a menu over the headline that has unknown entries between: ``News`` / ``Tides`` / ``Log in``.

    From the last long line above, or the top, to the last line that is known or gone, when enough of them
    are. What follows it, such as a short headline, stays; so does a long line at the top, a title perhaps.
    """
    if sum(line.is_furniture for line in page.lines) < TOP_ENTRIES:
        return
    sections = path_sections(page)
    long = [at for at in page.live if page.in_head(at) and size(page.lines[at].text) >= HEADLINE_SIZE]
    for headline in long:
        menu = _cut_to_known(page, _short_lines_above(page, headline), sections)
        yield from (Drop(at) for at in menu if _may_be_entry(page, at))


def _cut_to_known(page: Page, menu: list[int], sections: frozenset[str]) -> list[int]:
    """The lines up to the last that is known or gone, none where too few of them are."""
    known = [at for at in menu if not page.lines[at].live or _is_leftover(page.lines[at].text, sections)]
    while known and _frames_headline(page.lines[known[-1]]):
        known.pop()
    cut = [at for at in menu if known and at <= known[-1]]
    return cut if len(known) >= max(TOP_ENTRIES, TOP_SHARE * len(cut)) else []


def _may_be_entry(page: Page, at: int) -> bool:
    """Whether a line of a menu may go with it: a number or an address tells of something else."""
    return page.is_open(at) and not re.search(r"\d|@", page.lines[at].text)


def _short_lines_above(page: Page, headline: int) -> list[int]:
    """The lines above a headline up to the next long one, those that are gone included."""
    menu: list[int] = []
    for at in range(headline - 1, -1, -1):
        line = page.lines[at]
        if not line.text.strip() or line.rule in NO_EVIDENCE - {""}:
            continue
        if line.live and (ends_sentence(line.text) or size(line.text) >= HEADLINE_SIZE):
            break
        menu.append(at)
    return menu[::-1]


def _frames_headline(line: Line) -> bool:
    """Whether a line may stand below a short headline as well as above it: a button, a share bar."""
    return line.rule in {"share-bar", "posting-line", "byline"} or has(line.text, "weak.button", "weak.network")


def _menu_rows(page: Page, sections: frozenset[str]) -> Iterator[list[int]]:
    """Known entries in a row, with the few unknown ones between two sections."""
    row: list[int] = []
    gap: list[int] = []
    for at, line in enumerate(page.lines):
        if not line.text.strip() or (line.rule and line.rule not in _MENU_RULES):
            continue
        if line.live and not _is_entry(page, at, sections):
            gap.append(at)
            continue
        bridged = bool(row) and _is_gap(page, gap) and all(_is_section(page, end, sections) for end in (row[-1], at))
        if gap and not bridged:
            yield row
            row = []
        row += [*(gap if bridged else ()), at]
        gap = []
    yield row


def _is_gap(page: Page, gap: list[int]) -> bool:
    """Whether unknown lines may be entries of a menu: few, short, no sentence, no number or address."""
    texts = [page.lines[at].text for at in gap]
    return len(gap) <= MENU_GAP and not any(
        size(text) > SHORT_SIZE or ends_sentence(text) or re.search(r"[\d@]", text) or page.lines[at].kept
        for at, text in zip(gap, texts, strict=True)
    )


def _is_section(page: Page, at: int, sections: frozenset[str]) -> bool:
    """Whether a line names a section; buttons and networks frame headlines as well."""
    text = page.lines[at].text
    return page.lines[at].live and (has(text, "weak.home", "weak.section") or vocabulary.key(text) in sections)


def _is_entry(page: Page, at: int, sections: frozenset[str]) -> bool:
    line = page.lines[at]
    outside = page.in_head(at) or page.in_tail(at)
    known = has(line.text, *_WEAK) or vocabulary.key(line.text) in sections
    return outside and known and not line.kept


def find_share_bars(page: Page) -> Iterator[Drop]:
    """Drop networks one under another, also between a subtitle and the text: ``X`` / ``Telegram`` / ``VK``.

    On a site's page only, and not under a colon, which introduces a list of the document's own.
    """
    run: list[int] = []
    for at in [*page.live, -1]:
        if at >= 0 and page.is_open(at) and has(page.lines[at].text, "weak.network", "weak.button"):
            run.append(at)
            continue
        networks = sum(has(page.lines[entry].text, "weak.network") for entry in run)
        if page.is_site_page and networks >= BAR_NETWORKS and not _is_introduced(page, run[0]):
            yield from map(Drop, run)
        run = []


def _is_introduced(page: Page, at: int) -> bool:
    before = page.neighbour(at, -1)
    return before is not None and page.lines[before].text.rstrip().endswith((":", "："))


def find_leftovers(page: Page) -> Iterator[Drop]:
    """Drop single words of menus and buttons beside furniture: ``Close`` under ``Text size``.

    Also a lone number (a counter), the hotline above the headline, the section of the page.
    """
    sections = path_sections(page)
    gone: set[int] = set()
    order = [at for at in page.open if page.is_outside(at)]
    for _ in range(2):  # down the page, then up: a run is reached from its furniture at either end
        for at in order:
            if at in gone or not _is_leftover(page.lines[at].text, sections):
                continue
            if page.is_beside_furniture(at, gone):
                gone.add(at)
        order.reverse()
    yield from map(Drop, sorted(gone))


def _is_leftover(text: str, sections: frozenset[str]) -> bool:
    form = vocabulary.key(text)
    if form in {"", "#"}:
        return size(text) <= COUNTER_SIZE
    if _HASHTAGS.match(text.strip()):
        return True
    return has(text, *_WEAK) or form in sections or _is_labelled(text) or _is_row_of_buttons(text)


def _is_row_of_buttons(text: str) -> bool:
    """Whether a line is a few buttons, too little to be a row of its own: ``【打印】 【关闭】``."""
    parts = [entry for entry in _ROW_SEPARATORS.split(text) if entry]
    # Where words are spaced, a space may part the words of one entry: "Media contact" is no row.
    entries = parts if _SPACED.search(text) else _entries(text, _ROW_SEPARATORS)
    return len(entries) > 1 and _one_language(entries) and all(has(entry, *_SURE, *_WEAK) for entry in entries)


def _is_labelled(text: str) -> bool:
    label = re.split(r"[:：]|(?=[\d+@])", text.strip(), maxsplit=1)[0]
    named = has(label, "labels.hotline") or (has(label, "labels.section") and len(label) < len(text.strip()))
    return named and size(text) <= 2 * SHORT_SIZE and not ends_sentence(text)


def find_enclosed(page: Page) -> Iterator[Drop]:
    """Drop a line or two of unknown words shut in by furniture: ``Rankings`` between ``Log in`` and ``©``.

    Only on a page with much furniture, below the headline and outside the prose. Contacts, times and
    headings of a document's own parts stay.
    """
    if sum(line.is_furniture for line in page.lines) < MUCH_FURNITURE:
        return
    for gap in _gaps(page):
        longest = ENCLOSED_TAIL if page.in_tail(gap[0]) else ENCLOSED_HEAD
        if all(_may_be_enclosed(page.lines[at].text, longest) for at in gap):
            yield from map(Drop, gap)


def _gaps(page: Page) -> Iterator[list[int]]:
    """Live lines with furniture right before the first and right after the last, outside the prose."""
    gap: list[int] = []
    closed = headlined = False
    for at, line in enumerate(page.lines):
        if not line.text.strip() or line.rule in NO_EVIDENCE - {""}:
            continue
        if line.is_furniture:
            if closed and headlined and 0 < len(gap) <= MENU_GAP:
                yield gap
            gap, closed = [], True
            continue
        headlined = headlined or size(line.text) >= HEADLINE_SIZE
        closed = closed and not line.kept and (page.in_head(at) or page.in_tail(at))
        gap.append(at)


def _may_be_enclosed(text: str, longest: int) -> bool:
    known = has(text, "content.heads") or has(re.split(r"[:：]", text)[0], "labels.contact")
    own = known or bool(re.search(r"@|https?:|\d{1,2}[:：]\d{2}|\+?\d[\d\s()-]{6,}", text))
    return not own and size(text) <= longest and not ends_sentence(text)


def find_footer_contacts(page: Page) -> Iterator[Drop]:
    """Drop the publisher's address between the links and the copyright line at the foot of a page.

    A contact block that stands under a heading of its own, or has no furniture on both sides, belongs to the
    document: ``Contact: secretariat@…, tel. …`` in an invitation stays.
    """
    run: list[int] = []
    for at in [at for at in page.open if page.in_tail(at) and page.prose] + [-1]:
        if at >= 0 and _is_contact(page.lines[at].text) and (not run or page.neighbour(run[-1], 1) == at):
            run.append(at)
            continue
        if run and _is_framed(page, run):
            yield from map(Drop, run)
        run = [at] if at >= 0 and _is_contact(page.lines[at].text) else []


def _is_framed(page: Page, run: list[int]) -> bool:
    """Whether furniture stands before and after a run, or it closes the page below the copyright line."""
    before, after = page.gone_beside(run[0])[0], page.gone_beside(run[-1])[1]
    closes = page.neighbour(run[-1], 1) is None
    return bool(before and after) or (closes and before == "copyright")


def _is_contact(text: str) -> bool:
    if pattern("address").match(text.strip()):
        return True
    if ends_sentence(text) or size(text) > 6 * SHORT_SIZE:
        return False
    fields = re.findall(r"(?:^|[\s|,，;；])([^\s|:：,，;；]+(?: [^\s|:：,，;；]+)?)\s*[:：]", text)
    return bool(fields) and all(has(field, "labels.contact", "labels.hotline") for field in fields)
