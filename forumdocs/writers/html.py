"""The handout as one self-contained HTML page: no network, no server, no build.

All text stands in the page, and links lead from a term to its entry, so that it can be read where scripts do not run;
the script shows the entry beside the term, and opens the reason of a doubtful sentence when that is clicked.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from forumdocs import __version__
from forumdocs.errors import WriteError
from forumdocs.glossary import language_of
from forumdocs.glossary.sheet import names_in
from forumdocs.languages import is_forum_language, join_sentences, name_of
from forumdocs.model import Kind
from forumdocs.writers import front
from forumdocs.writers.entries import find_entries, marks_in, order_languages
from forumdocs.writers.fonts import SCRIPTS
from forumdocs.writers.images import MOST_BYTES, MOST_TOGETHER, data_address, media_type
from forumdocs.writers.markers import show_marker
from forumdocs.writers.passages import (
    Grid,
    Line,
    Passage,
    heading_levels,
    is_passed_on,
    place_pictures,
    read_passages,
    source_text,
    target_text,
)
from forumdocs.writers.phrases import say_in
from forumdocs.writers.reasons import explain, name_flag
from forumdocs.writers.style import PLAIN, Layout, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forumdocs.glossary import Concept
    from forumdocs.model import Handout, Pair, Picture

_FIELD = re.compile(r"\{\{(\w+)\}\}")
LEAST_CONTENTS = 3
"""Headings from which on a list of contents is worth its place."""
MOST_CONTENTS = 20
"""Headings up to which that list is open from the start: about one screen."""
_PIXELS_PER_MM = 96 / 25.4
"""Of CSS (CSS Values and Units 4, 6.2)."""


def render(handout: Handout, style: Style = PLAIN, others: Sequence[Handout] = ()) -> bytes:
    """The handout as the bytes of an HTML page in UTF-8, the ``others`` as further columns.

    Raises:
        WriteError: the layout is one that writes into the source document.
    """
    if style.layout not in (Layout.TABLE, Layout.STACKED):
        raise WriteError(
            f"{handout.source}: the layout {style.layout} is for DOCX; choose --layout table or stacked for HTML."
        )
    return _Page(handout, style, others).render()


class _Page:
    """One page in the making: the handouts, what is known of their terms, and the passages."""

    def __init__(self, handout: Handout, style: Style, others: Sequence[Handout]) -> None:
        self.handouts = (handout, *others)
        self.style = style
        self.entries = find_entries(self.handouts)
        self.anchors = {concept: f"term-{number}" for number, concept in enumerate(self.entries, 1)}
        self.passages = read_passages(self.handouts)
        self._drafts = say_in("draft", (*handout.source_langs[:1], *(h.target_lang for h in self.handouts)))
        self.pictures = place_pictures(self.passages, handout.pictures)
        self._lost = _find_lost(picture for found in self.pictures.values() for picture in found)
        self.levels = heading_levels(self.passages, top=2)
        self.has_source = not all(is_passed_on(pair) for pair in handout.pairs) or len(self.handouts) > 1
        self.columns = self.has_source + len(self.handouts)

    def render(self) -> bytes:
        handout = self.handouts[0]
        titles = front.titles(self.handouts)
        style, script = self._stylesheet(), _template("handout.js")
        fields = {
            "page_title": escape(titles[-1][0]),
            "version": escape(__version__),
            "style": style,
            "style_hash": _hash(style),
            "script": script,
            "script_hash": _hash(script),
            "layout": self.style.layout.value,
            "draft": self._draft(),
            "titles": _titles(titles),
            "particulars": _paragraph("particulars", " · ".join(front.particulars(handout))),
            "languages": escape(front.languages_line(self.handouts)),
            "source": escape(handout.source),
            "facts": "\n".join(self._facts()),
            "marks": self._switch(),
            "summary": self._summary(),
            "contents": self._contents(),
            "body": "\n".join(self._table() if self.style.layout is Layout.TABLE else self._flow()),
            "terms": self._terms(),
            "signature": _SIGNATURE if self.style.signature else "",
            "made_by": escape(front.made_by(handout)),
        }
        return _FIELD.sub(lambda field: fields[field.group(1)], _template("handout.html")).encode("utf-8")

    @property
    def _is_draft(self) -> bool:
        return not self.style.final and any(handout.draft for handout in self.handouts)

    def _stylesheet(self) -> str:
        """The style with what depends on the handout: columns, paper, fonts, the draft's page header."""
        wide = " landscape" if self.columns > 2 and self.style.layout is Layout.TABLE else ""
        css = _template("handout.css").replace("--columns: 2", f"--columns: {self.columns}")
        css = css.replace("size: A4;", f"size: {self.style.paper.value}{wide};")
        if self._is_draft:
            said = " / ".join(words for words, _ in self._drafts)
            css = css.replace('@top-center { content: "";', f'@top-center {{ content: "{said}";')
        chosen = dict(self.style.fonts)
        fonts = (
            f'[lang|="{lang}"] {{ font-family: "{_name(chosen[script])}", sans-serif; }}\n'
            for lang, script in SCRIPTS.items()
            if script in chosen
        )
        return css + "".join(fonts)

    # Before the text.

    def _draft(self) -> str:
        """That a machine translated, in the languages of the handout."""
        if not self._is_draft:
            return ""
        said = " / ".join(f"<span{_lang(lang)}>{words}</span>" for words, lang in self._drafts)
        return f'<p class="draft" role="note">{said}</p>'

    def _facts(self) -> Iterator[str]:
        for handout in self.handouts:
            of = f" ({name_of(handout.target_lang)})" if len(self.handouts) > 1 else ""
            for label, text in front.facts(handout):
                yield f"<dt>{escape(label + of)}</dt><dd>{escape(text)}</dd>"

    def _switch(self) -> str:
        if not self.entries:
            return ""
        checked = " checked" if self.style.mark_terms else ""
        return (
            f'<p class="marks"><label><input id="marks" type="checkbox"{checked}> Mark the terms of the glossary'
            "</label></p>"
        )

    def _summary(self) -> str:
        sentences = self.handouts[0].summary
        if not sentences:
            return ""
        langs = {pair.block: pair.source_lang for pair in self.handouts[0].pairs}
        items = []
        for number, sentence in enumerate(sentences):
            sides = [(sentence.source, langs.get(sentence.block, "und"))]
            sides += [
                (handout.summary[number].target, handout.target_lang)
                for handout in self.handouts
                if number < len(handout.summary)
            ]
            texts = "".join(f"<p{_lang(lang)}>{escape(text)}</p>" for text, lang in dict(sides).items() if text)
            items.append(f'<li>{texts}<a href="#b{sentence.block}">¶ {sentence.block}</a></li>')
        return f'<section class="summary" aria-label="Summary"><h2>Summary</h2><ul>{"".join(items)}</ul></section>'

    def _contents(self) -> str:
        headings = [p for p in self.passages if isinstance(p, Passage) and p.block in self.levels]
        if len(headings) < LEAST_CONTENTS:
            return ""
        items = "\n".join(self._contents_item(heading) for heading in headings)
        is_open = " open" if len(headings) <= MOST_CONTENTS else ""
        return (
            f'<nav class="contents" aria-label="Contents"><details{is_open}><summary>Contents</summary>\n'
            f"<ol>\n{items}\n</ol></details></nav>"
        )

    def _contents_item(self, heading: Passage) -> str:
        place, pairs = next((n, found) for n in range(len(self.handouts)) if (found := heading.pairs_of(n)))
        lang, text = self.handouts[place].target_lang, target_text(pairs)
        links = f'<a href="#b{heading.block}"{_lang(lang)}>{escape(text)}</a>'
        source = source_text(heading.source)
        if source != text:
            links += f' <span class="other"{_lang(heading.first.source_lang)}>{escape(source)}</span>'
        return f'<li class="deep{self.levels[heading.block]}">{links}</li>'

    # The text, side by side.

    def _table(self) -> Iterator[str]:
        sources = ", ".join(name_of(code) for code in self.handouts[0].source_langs)
        names = [f"Source ({sources})" if sources else "Source", *(name_of(h.target_lang) for h in self.handouts)]
        names = names[-self.columns :]
        heads = '<th role="columnheader" scope="col" class="no">No.</th>' + "".join(
            f'<th role="columnheader" scope="col">{escape(name)}</th>' for name in names
        )
        yield '<table role="table" class="pairs"><caption>Source and translation, sentence by sentence</caption>'
        yield f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        yield '<tbody role="rowgroup">'
        for passage in self.passages:
            if isinstance(passage, Grid):
                yield self._wide_row(passage.first, self._grid(passage), "table")
            elif passage.block in self.levels:
                yield self._wide_row(passage, self._heading(passage), "heading")
            else:
                yield from (self._row(passage, line, is_first=not n) for n, line in enumerate(passage.lines))
            for pictures in self._pictures(passage, "div"):
                yield f'<tr role="row" class="picture"><td role="cell" class="no"></td>{self._wide_cell(pictures)}</tr>'
        yield "</tbody></table>"

    def _wide_row(self, passage: Passage, content: str, css: str) -> str:
        number = f'<td role="cell" class="no">{_number(passage.lines[0].id)}</td>'
        return f'<tr role="row" class="new {css}" id="b{passage.block}">{number}{self._wide_cell(content)}</tr>'

    def _wide_cell(self, content: str) -> str:
        return f'<td role="cell" colspan="{self.columns}">{content}</td>'

    def _row(self, passage: Passage, line: Line, *, is_first: bool) -> str:
        anchor = f' id="b{passage.block}"' if is_first else ""
        css = ' class="new"' if is_first else ""
        shape = _shape(passage.first)
        cells = [f'<td role="cell" class="no">{_number(line.id)}</td>']
        if self.has_source:
            cells.append(self._source_cell(line, shape))
        for number, (handout, pairs) in enumerate(zip(self.handouts, line.pairs, strict=True)):
            text = self._target(pairs, number, shape) if pairs else '<p class="none">–</p>'
            name = f' data-name="{escape(name_of(handout.target_lang))}"' if len(self.handouts) > 1 else ""
            cells.append(f'<td role="cell" class="target"{name}>{text}{self._checks(pairs, number)}</td>')
        return f'<tr role="row"{css}{anchor}>{"".join(cells)}</tr>'

    def _source_cell(self, line: Line, shape: str) -> str:
        if line.is_passed_on:
            return '<td role="cell" class="source passed"><p class="none">–</p></td>'
        return f'<td role="cell" class="source">{self._source(line.source, shape)}</td>'

    # The text, paragraph under paragraph.

    def _flow(self) -> Iterator[str]:
        for is_list, group in groupby(self.passages, key=_is_item):
            if is_list:
                yield "<ul>"
            tag = "li" if is_list else "div"
            for passage in group:
                yield self._passage(passage, tag)
                yield from self._pictures(passage, tag)
            if is_list:
                yield "</ul>"

    def _passage(self, passage: Passage | Grid, tag: str) -> str:
        if isinstance(passage, Grid):
            return f'<div class="passage" id="b{passage.first.block}">{self._grid(passage)}</div>'
        if passage.block in self.levels:
            return f'<div class="passage heading" id="b{passage.block}">{self._heading(passage)}</div>'
        shape = _shape(passage.first)
        number = f'<span class="number"><a href="#b{passage.block}">{passage.block}</a></span>'
        source = "" if all(map(is_passed_on, passage.source)) else self._source(passage.source, shape)
        targets = "".join(
            self._target(pairs, place, shape) + self._checks(pairs, place, numbered=True)
            for place in range(len(self.handouts))
            if (pairs := passage.pairs_of(place))
        )
        return f'<{tag} class="passage" id="b{passage.block}">{number}{source}{targets}</{tag}>'

    # Parts of the text.

    def _heading(self, passage: Passage) -> str:
        """A heading in all languages, and below each what to check in it."""
        level, lang = self.levels[passage.block], passage.first.source_lang
        sides, checks = [], []
        if not all(map(is_passed_on, passage.source)):
            sides.append(self._sentences(passage.source, lang, target=False, tag="span"))
        elif self.has_source and self.style.layout is Layout.TABLE:
            sides.append("<span></span>")
        for place, handout in enumerate(self.handouts):
            pairs = passage.pairs_of(place)
            sides.append(self._sentences(pairs, handout.target_lang, target=True, tag="span", place=place))
            checks.append(f"<div>{self._checks(pairs, place)}</div>")
        side = ' class="side"' if self.style.layout is Layout.TABLE else ""
        if not any(pair.flags for place in range(len(self.handouts)) for pair in passage.pairs_of(place)):
            checks = []
        elif side and self.has_source:
            checks.insert(0, "<div></div>")
        below = f"<div{side}>{''.join(checks)}</div>" if checks else ""
        return f"<h{level}{side}>{''.join(sides)}</h{level}>{below}"

    def _pictures(self, passage: Passage | Grid, tag: str) -> Iterator[str]:
        """The pictures that stand behind a passage in the source."""
        found = self.pictures.get(passage.first.block if isinstance(passage, Grid) else passage.block, [])
        if found:
            shown = "".join(self._picture(number, picture, passage) for number, picture in found)
            yield f'<{tag} class="pictures">{shown}</{tag}>'

    def _picture(self, number: int, picture: Picture, passage: Passage | Grid) -> str:
        """A picture as wide as in the source if there is room, or a note that it cannot be shown."""
        name = f"Picture {number} of the source"
        if lost := self._lost.get(number):
            return f'<p class="lost">{name}: {lost}</p>'
        width = f' width="{round(picture.width * _PIXELS_PER_MM)}"' if picture.width else ""
        said = picture.description or self._caption_near(passage)
        return f'<img src="{data_address(picture)}" alt="{escape(said or name)}"{width}>'

    def _caption_near(self, passage: Passage | Grid) -> str:
        """The caption under the pictures behind a passage, or the passage itself if it is one."""
        after = self.passages.index(passage) + 1
        for near in (*self.passages[after : after + 1], passage):
            if isinstance(near, Passage) and near.first.kind is Kind.CAPTION:
                return target_text(near.pairs_of(0)) or source_text(near.source)
        return ""

    def _grid(self, grid: Grid) -> str:
        rows = "".join(f"<tr>{''.join(self._grid_cell(cell) for cell in row)}</tr>" for row in grid.rows)
        label = f"Table {grid.number + 1} of the source"
        region = f'<div class="scroll" role="region" aria-label="{label}" tabindex="0">'
        return f'{region}<table class="grid">{rows}</table></div>'

    def _grid_cell(self, cell: tuple[Passage, ...]) -> str:
        return f"<td>{''.join(self._cell_passage(passage) for passage in cell)}</td>"

    def _cell_passage(self, passage: Passage) -> str:
        source = source_text(passage.source)
        targets, texts = "", set()
        for place in range(len(self.handouts)):
            pairs = passage.pairs_of(place)
            if pairs and (text := target_text(pairs)) != source and text not in texts:
                texts.add(text)
                targets += self._target(pairs, place, "") + self._checks(pairs, place, numbered=True)
        return self._source(passage.source, "translated" if targets else "") + targets

    def _source(self, pairs: Sequence[Pair], shape: str) -> str:
        css = f"source {shape}".strip()
        return self._sentences(pairs, pairs[0].source_lang, target=False, tag="p", css=css)

    def _target(self, pairs: Sequence[Pair], place: int, shape: str) -> str:
        css, lang = f"target {shape}".strip(), self.handouts[place].target_lang
        return self._sentences(pairs, lang, target=True, tag="p", css=css, place=place)

    def _sentences(
        self, pairs: Sequence[Pair], lang: str, *, target: bool, tag: str, css: str = "", place: int = 0
    ) -> str:
        """The sentences of one side of a block, each a span that its counterparts and its reasons can find."""
        if not pairs:
            return f"<{tag}></{tag}>"
        marker = show_marker(pairs[0], lang)
        shown = f'<span class="marker">{escape(marker)}</span>' if marker else ""
        spans = [self._sentence(pair, target=target, place=place) for pair in pairs]
        texts = [pair.target if target else pair.source for pair in pairs]
        classes = f' class="{css}"' if css else ""
        return f"<{tag}{classes}{_lang(lang)}>{shown}{_joined(spans, texts)}</{tag}>"

    def _sentence(self, pair: Pair, *, target: bool, place: int) -> str:
        text = pair.target if target else pair.source
        parts, end = [], 0
        for mark in marks_in(pair, target=target):
            css = "term" if mark.satisfied else "term missing"
            words = escape(text[mark.start : mark.end])
            parts += [
                escape(text[end : mark.start]),
                f'<a class="{css}" href="#{self.anchors[mark.concept]}">{words}</a>',
            ]
            end = mark.end
        content = "".join(parts) + escape(text[end:])
        check = f' data-check="{_check_id(pair, place)}"' if target and pair.flags else ""
        css = "s flagged" if check else "s"
        return f'<span class="{css}" data-s="{escape(pair.id)}"{check}>{content}</span>'

    def _checks(self, pairs: Iterable[Pair], place: int, *, numbered: bool = False) -> str:
        return "".join(_check(pair, place, numbered=numbered) for pair in pairs if pair.flags)

    # After the text.

    def _terms(self) -> str:
        if not self.entries:
            return ""
        langs = order_languages(self.handouts)
        tags = {tag for handout in self.handouts for tag in (*handout.source_langs, handout.target_lang)}
        own = {language_of(tag) for tag in tags if is_forum_language(tag)}
        entries = "\n".join(self._entry(concept, langs, own) for concept in self.entries.values())
        without = "" if self.style.appendix else " without"
        return (
            f'<section class="terms{without}" aria-label="Terms"><h2>Terms</h2>\n<div class="entries">\n{entries}\n'
            "</div></section>"
        )

    def _entry(self, concept: Concept, langs: Iterable[str], own: set[str]) -> str:
        lines = []
        for lang in langs:
            names = names_in(concept, lang)
            if names.head is None:
                continue
            css = ' class="own"' if lang in own else ""
            more = ", ".join((*names.abbreviations, *names.also))
            also = f' <span class="also">{escape(more)}</span>' if more else ""
            lines.append(
                f"<dt>{escape(name_of(lang))}</dt><dd{_lang(lang)}><span{css}>{escape(names.head.text)}</span>{also}</dd>"
            )
        notes = "".join(f"<p>{escape(text)}</p>" for text in (concept.definition, concept.note) if text)
        return f'<div class="entry" id="{self.anchors[concept.id]}"><dl>{"".join(lines)}</dl>{notes}</div>'


_SIGNATURE = """<section class="signature" aria-label="Approval"><h2>Approval</h2>
<dl><dt>Translated by</dt><dd>Name, date</dd><dd>Signature</dd>
<dt>Revised by</dt><dd>Name, date</dd><dd>Signature</dd>
<dt>Approved by</dt><dd>Name, date</dd><dd>Signature</dd></dl></section>"""


def _template(name: str) -> str:
    return files("forumdocs.writers").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """The source expression by which a content security policy allows one inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


def _name(text: str) -> str:
    """A name that cannot end the string of a style sheet that it stands in."""
    return re.sub(r"[^\w .-]", "", text)


def _lang(tag: str) -> str:
    """The attribute of text in a language; none for signs that have no language."""
    return f' lang="{escape(tag)}"' if tag and tag != "und" else ""


def _paragraph(css: str, text: str) -> str:
    return f'<p class="{css}">{escape(text)}</p>' if text else ""


def _titles(titles: Sequence[tuple[str, str]]) -> str:
    (first, lang), *others = titles
    return f"<h1{_lang(lang)}>{escape(first)}</h1>" + "".join(
        f'<p class="subtitle"{_lang(other)}>{escape(text)}</p>' for text, other in others
    )


def _number(line_id: str) -> str:
    return f'<a id="s{escape(line_id)}" href="#s{escape(line_id)}">{escape(line_id)}</a>'


def _find_lost(pictures: Iterable[tuple[int, Picture]]) -> dict[int, str]:
    """Why pictures are not in the page, by their numbers."""
    lost, size = {}, 0
    for number, picture in pictures:
        length = len(picture.data)
        if not media_type(picture):
            lost[number] = "in a format that browsers do not show"
        elif length > MOST_BYTES or size + length > MOST_TOGETHER:
            lost[number] = f"too large for this page ({length / 2**20:.0f} MiB)"
        else:
            size += length
    return lost


_SHAPES = {
    Kind.CAPTION: "caption",
    Kind.FOOTNOTE: "footnote",
    Kind.HEADER: "header",
    Kind.FOOTER: "footer",
}


def _shape(pair: Pair) -> str:
    """The classes by which a block looks like what it is."""
    if pair.kind is Kind.LIST_ITEM or pair.marker:
        return f"item in{min(pair.level, 4)}" if pair.level > 1 else "item"
    return _SHAPES.get(pair.kind, "")


def _is_item(passage: Passage | Grid) -> bool:
    return isinstance(passage, Passage) and passage.first.kind is Kind.LIST_ITEM


def _joined(spans: Sequence[str], texts: Sequence[str]) -> str:
    """Spans parted as their sentences are: by a space, or by nothing after Chinese and Japanese."""
    joined = spans[0]
    for number, span in enumerate(spans[1:], 1):
        before = join_sentences(texts[:number])
        parted = join_sentences([before, texts[number]]) != before + texts[number]
        joined += f" {span}" if parted else span
    return joined


def _check_id(pair: Pair, place: int) -> str:
    return f"check-{escape(pair.id)}-{place}"


def _check(pair: Pair, place: int, *, numbered: bool) -> str:
    """Why a sentence wants a look: in short, and in plain words when it is opened."""
    what = ", ".join(name_flag(flag) for flag in pair.flags)
    label = f"Check {pair.id}" if numbered else "Check"
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in explain(pair))
    return (
        f'<details class="check" id="{_check_id(pair, place)}"><summary>{escape(label)}: {escape(what)}</summary>'
        f"<ul>{reasons}</ul></details>"
    )
