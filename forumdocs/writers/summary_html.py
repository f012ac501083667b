"""A summary as one self-contained HTML page, for a screen, a phone and paper."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from forumdocs import __version__
from forumdocs.writers import summary_parts as parts
from forumdocs.writers.phrases import say
from forumdocs.writers.tongues import native_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forumdocs.model import Summary, SummarySentence

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
@media (max-width: 40rem) { .points .place { white-space: normal; width: 28%; overflow-wrap: anywhere; }
  .two th { display: none; }
  .two td { display: block; border: 0; } .two tr { display: block; padding: .4rem 0;
  border-bottom: 1px solid #c9d1db; } }
@media print { body { margin: 0; max-width: none; } }
"""


def render(summary: Summary) -> bytes:
    """The summary as an HTML page in UTF-8 that needs no other file and runs no script."""
    return ("\n".join(_lines(summary)) + "\n").encode("utf-8")


def _lines(summary: Summary) -> Iterator[str]:
    lang = summary.lang
    title = escape(summary.title)
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
        yield '<table class="two">'
        if summary.target_lang:
            yield f"<tr><th>¶</th><th>{escape(say('source', lang))}</th><th>{escape(native_name(lang))}</th></tr>"
        yield from (_row(sentence, summary) for sentence in members)
        yield "</table>"
    if summary.points:
        yield f'<h2>{escape(say("points", lang))}</h2><table class="points">'
        yield from _points(summary)
        yield "</table>"
    yield f'</main><footer class="facts" lang="en">forumdocs {escape(__version__)}</footer></body></html>'


def _row(sentence: SummarySentence, summary: Summary) -> str:
    place = f'<td class="place">{escape(parts.place(sentence, summary))}</td>'
    source = f'<td lang="{escape(sentence.lang)}">{escape(sentence.source)}</td>'
    target = f'<td lang="{escape(summary.target_lang)}">{escape(sentence.target)}</td>' if summary.target_lang else ""
    return f"<tr>{place}{source}{target}</tr>"


def _points(summary: Summary) -> Iterator[str]:
    for point in parts.points(summary):
        meaning = "".join(
            f'<span lang="{escape(lang)}">{escape(text)}</span>' for text, lang in parts.pieces(point, summary)
        )
        place = escape(parts.place(point, summary))
        yield f'<tr><th>{escape(parts.label(point, summary))}</th><td>{meaning}</td><td class="place">{place}</td></tr>'
