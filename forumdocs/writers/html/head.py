"""What stands above the text: that it is a draft, titles, how it was made, the summary, the contents."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from forumdocs.writers import front
from forumdocs.writers.html.markup import label, lang_of
from forumdocs.writers.html.text import checks, distinct_sides, sentences
from forumdocs.writers.passages import Passage, source_text, target_text

if TYPE_CHECKING:
    from forumdocs.writers.html.setting import Setting

LEAST_CONTENTS = 3
"""Headings from which on a list of contents is worth its place."""
MOST_CONTENTS = 20
"""Headings up to which that list is open from the start: about one screen."""


def draft(setting: Setting) -> str:
    """That a machine translated, in the languages of the handout."""
    return f'<p class="draft" role="note">{label(setting, "draft")}</p>' if setting.is_draft else ""


def titles(setting: Setting) -> str:
    """The titles, with what to check in them where they stand in the text."""
    if setting.title is None:
        (first, lang), *others = front.titles(setting.handouts)
        return f"<h1{lang_of(setting.tag(lang))}>{escape(first)}</h1>" + "".join(
            f'<p class="subtitle"{lang_of(other)}>{escape(text)}</p>' for text, other in others
        )
    first_side, *sides = distinct_sides(setting, setting.title)
    shown = sentences(setting, *first_side, tag="h1")
    shown += "".join(sentences(setting, *side, tag="p", css="subtitle") for side in sides)
    for place in range(len(setting.handouts)):
        shown += checks(setting, setting.title.pairs_of(place), place, numbered=True)
    return f'<div id="b{setting.title.block}">{shown}</div>'


def facts(setting: Setting) -> str:
    """How the handout was made, in each language of its readers."""
    return "\n".join(
        f"<dl{lang_of(lang)}>{''.join(_fact(*fact) for fact in front.facts(handout, lang))}</dl>"
        for lang, handout in setting.voices.items()
        if front.facts(handout, lang)
    )


def _fact(name: str, text: str) -> str:
    return f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>"


def switch(setting: Setting) -> str:
    """What shows and hides the marks of terms."""
    if not setting.entries:
        return ""
    checked = " checked" if setting.style.mark_terms else ""
    words = f"<span>{label(setting, 'mark-terms')}</span>"
    return f'<p class="marks"><label><input id="marks" type="checkbox"{checked}> {words}</label></p>'


def summary(setting: Setting) -> str:
    """The sentences that sum the source up, each with a link to its paragraph."""
    if not setting.handouts[0].summary:
        return ""
    langs = {pair.block: setting.tag_of(pair) for pair in setting.handouts[0].pairs}
    items = []
    for number, sentence in enumerate(setting.handouts[0].summary):
        sides = {sentence.source: langs.get(sentence.block, "und")}
        for handout in setting.handouts:
            if number < len(handout.summary):
                sides.setdefault(handout.summary[number].target, handout.target_lang)
        texts = "".join(f"<p{lang_of(lang)}>{escape(text)}</p>" for text, lang in sides.items() if text)
        items.append(f"<li>{texts}{_citation(setting, sentence.block)}</li>")
    name = escape(setting.label_text("summary"))
    heading = f"<h2>{label(setting, 'summary')}</h2>"
    return f'<section class="summary" aria-label="{name}">{heading}<ul>{"".join(items)}</ul></section>'


def _citation(setting: Setting, block: int) -> str:
    place = setting.places.get(block)
    return f"<span>¶ {block}</span>" if place is None else f'<a href="#b{place}">¶ {block}</a>'


def contents(setting: Setting) -> str:
    """The headings as links."""
    headings = [p for p in setting.passages if isinstance(p, Passage) and p.block in setting.levels]
    if len(headings) < LEAST_CONTENTS:
        return ""
    items = "\n".join(_contents_item(setting, heading) for heading in headings)
    is_open = " open" if len(headings) <= MOST_CONTENTS else ""
    return (
        f'<nav class="contents" aria-label="{escape(setting.label_text("contents"))}"><details{is_open}>'
        f"<summary>{label(setting, 'contents')}</summary>\n<ol>\n{items}\n</ol></details></nav>"
    )


def _contents_item(setting: Setting, heading: Passage) -> str:
    place, pairs = next((n, found) for n in range(len(setting.handouts)) if (found := heading.pairs_of(n)))
    lang, text = setting.targets[place], target_text(pairs)
    links = f'<a href="#b{heading.block}"{lang_of(lang)}>{escape(text)}</a>'
    source = source_text(heading.source)
    if source != text:
        links += f' <span class="other"{lang_of(setting.tag_of(heading.first))}>{escape(source)}</span>'
    return f'<li class="deep{setting.levels[heading.block]}">{links}</li>'
