"""A summary as one self-contained HTML page, for a screen, a phone and paper."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from forumdocs import __version__
from forumdocs.model import Point
from forumdocs.writers import summary_parts as parts
from forumdocs.writers.phrases import say
from forumdocs.writers.tongues import native_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forumdocs.model import Summary

STYLE = """
:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.5;
  font-family: Calibri, "Segoe UI", "Noto Sans", "Microsoft YaHei", "Malgun Gothic", "Yu Gothic", sans-serif; }
h1 { font-size: 1.5rem; margin-bottom: .2rem; } h2 { font-size: 1.15rem; } h3 { font-size: 1rem; }
.facts, .place { color: #66707c; font-size: .85rem; } .place { white-space: nowrap; }
.notice { border-left: 4px solid #b45309; padding: .3rem .8rem; }
table { width: 100%; border-collapse: collapse; } td, th { text-align: start; vertical-align: top; padding: .4rem .6rem;
  border-bottom: 1px solid #c9d1db; overflow-wrap: anywhere; } tr { break-inside: avoid; }
.place, .points th { width: 1%; white-space: nowrap; overflow-wrap: normal; }
.beside { table-layout: fixed; } .beside .place { width: 3rem; }
.beside.several .place { width: 8rem; white-space: normal; overflow-wrap: anywhere; }
@media (max-width: 40rem) { .points, .points tbody { display: block; }
  .points tr { display: grid; grid-template-columns: 5.5rem 1fr fit-content(28%); border-bottom: 1px solid #c9d1db; }
  .points tr > * { border: 0; width: auto; } .points .place { white-space: normal; overflow-wrap: anywhere; }
  .points .long { grid-template-columns: 1fr auto; }
  .points .long td:nth-child(2) { grid-row: 2; grid-column: 1 / -1; padding-top: 0; }
  .beside th { display: none; }
  .beside td, .beside.several td.place { display: block; border: 0; width: auto; }
  .beside td.same { display: none; }
  .beside tr { display: block; padding: .4rem 0; border-bottom: 1px solid #c9d1db; } }
@media print { body { margin: 0; max-width: none; } }
"""


def render(summary: Summary) -> bytes:
    """The summary as an HTML page in UTF-8 that needs no other file and runs no script."""
    return ("\n".join(_lines(summary)) + "\n").encode("utf-8")


def _lines(summary: Summary) -> Iterator[str]:
    lang = summary.lang
    title = escape(summary.title)
    several = " several" if len(summary.sources) > 1 else ""
    yield f'<!doctype html><html lang="{escape(lang)}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>"
    yield f'<p class="facts">{escape(parts.facts(summary))}</p>'
    yield from (f'<p class="notice">{escape(notice)}</p>' for notice in parts.notices(summary))
    yield f"<h2>{escape(say('summary', lang))}</h2>"
    for topic, members in parts.topics(summary):
        if topic:
            yield f"<h3>{escape(topic)}</h3>"
        yield f'<table class="beside{several}">'
        if columns := parts.columns(summary):
            heads = (say("source", lang), *(native_name(each.lang) for each in columns))
            yield f'<tr><th class="place">¶</th>{"".join(f"<th>{escape(head)}</th>" for head in heads)}</tr>'
        yield from (_row(row, summary) for row in members)
        yield "</table>"
    if summary.points:
        yield f'<h2>{escape(say("points", lang))}</h2><table class="points{several}">'
        yield from _points(summary)
        yield "</table>"
    yield f'</main><footer class="facts" lang="en">forumdocs {escape(__version__)}</footer></body></html>'


def _row(row: parts.Row, summary: Summary) -> str:
    place = f'<td class="place">{escape(parts.place(row.sentence, summary))}</td>'
    source = _tag("td", row.sentence.source, row.sentence.lang)
    targets = (_tag("td", text, lang, "same" if text == row.sentence.source else "told") for text, lang in row.targets)
    return f"<tr>{place}{source}{''.join(targets)}</tr>"


def _tag(name: str, text: str, lang: str, looks: str = "") -> str:
    class_ = f' class="{looks}"' if looks else ""
    return f'<{name}{class_} lang="{escape(lang)}">{escape(text)}</{name}>'


def _points(summary: Summary) -> Iterator[str]:
    for fact in parts.points(summary):
        meaning = "".join(_tag("span", text, lang) for text, lang in parts.pieces(fact, summary))
        meaning += "".join(_tag("div", text, lang) for text, lang in fact.targets)
        label, place = escape(parts.label(fact.point, summary)), escape(parts.place(fact.point, summary))
        looks = ' class="long"' if fact.point.kind is Point.DECISION else ""
        yield f'<tr{looks}><th>{label}</th><td>{meaning}</td><td class="place">{place}</td></tr>'
