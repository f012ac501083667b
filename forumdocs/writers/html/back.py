"""What stands below the text: the entries of the glossary, and room for signatures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from forumdocs.glossary import language_of
from forumdocs.glossary.sheet import names_in
from forumdocs.languages import is_forum_language
from forumdocs.writers.entries import order_languages
from forumdocs.writers.html.markup import label, lang_of
from forumdocs.writers.tongues import native_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forumdocs.glossary import Concept
    from forumdocs.writers.html.setting import Setting

SIGNATURES = ("revised", "approved")
SIGNATURE_LINES = ("name", "date", "signature")


def terms(setting: Setting) -> str:
    """The entries of the terms of the text, in all languages of the glossary."""
    if not setting.entries:
        return ""
    langs = order_languages(setting.handouts)
    tags = {tag for handout in setting.handouts for tag in (*handout.source_langs, handout.target_lang)}
    own = {language_of(tag) for tag in tags if is_forum_language(tag)}
    entries = "\n".join(_entry(setting, concept, langs, own) for concept in setting.entries.values())
    without = "" if setting.style.appendix else " without"
    return (
        f'<section class="terms{without}" aria-label="{escape(setting.label_text("terms"))}">'
        f'<h2>{label(setting, "terms")}</h2>\n<div class="entries">\n{entries}\n</div></section>'
    )


def _entry(setting: Setting, concept: Concept, langs: Iterable[str], own: set[str]) -> str:
    lines = []
    for lang in langs:
        names = names_in(concept, lang)
        if names.head is None:
            continue
        css = ' class="own"' if lang in own else ""
        more = ", ".join((*names.abbreviations, *names.also))
        also = f' <span class="also">{escape(more)}</span>' if more else ""
        head = f"<dt{lang_of(lang)}>{escape(native_name(lang))}</dt>"
        lines.append(f"{head}<dd{lang_of(lang)}><span{css}>{escape(names.head.text)}</span>{also}</dd>")
    notes = "".join(f'<p lang="en">{escape(text)}</p>' for text in (concept.definition, concept.note) if text)
    return f'<div class="entry" id="{setting.anchors[concept.id]}"><dl>{"".join(lines)}</dl>{notes}</div>'


def signature(setting: Setting) -> str:
    """Who revised and who approved, with lines to fill in."""
    lines = "".join(f"<dd>{label(setting, line)}</dd>" for line in SIGNATURE_LINES)
    rows = "".join(f"<dt>{label(setting, key)}</dt>{lines}" for key in SIGNATURES)
    return f'<section class="signature" aria-label="{escape(setting.label_text("approved"))}"><dl>{rows}</dl></section>'
