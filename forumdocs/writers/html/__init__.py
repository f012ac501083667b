"""The handout as one self-contained HTML page: no network, no server, no build.

All text stands in the page, and links lead from a term to its entry, so that it can be read where scripts do not run;
the script shows the entry beside the term, and opens the reason of a doubtful sentence when that is clicked.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from forumdocs import __version__
from forumdocs.errors import WriteError
from forumdocs.writers import front
from forumdocs.writers.fonts import SCRIPTS
from forumdocs.writers.html.back import signature, terms
from forumdocs.writers.html.body import body
from forumdocs.writers.html.head import contents, draft, facts, summary, switch, titles
from forumdocs.writers.html.markup import hash_of, label, lang_of, paragraph, template
from forumdocs.writers.html.setting import Setting
from forumdocs.writers.style import PLAIN, Layout, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.model import Handout

_FIELD = re.compile(r"\{\{(\w+)\}\}")


def render(handout: Handout, style: Style = PLAIN, others: Sequence[Handout] = ()) -> bytes:
    """The handout as the bytes of an HTML page in UTF-8, the ``others`` as further columns.

    Raises:
        WriteError: the layout is one that writes into the source document.
    """
    if style.layout not in (Layout.TABLE, Layout.STACKED):
        raise WriteError(
            f"{handout.source}: the layout {style.layout} is for DOCX; choose --layout table or stacked for HTML."
        )
    setting = Setting(tuple(map(front.with_its_title, (handout, *others))), style)
    fields = _fields(setting)
    return _FIELD.sub(lambda field: fields[field.group(1)], template("handout.html")).encode("utf-8")


def _fields(setting: Setting) -> dict[str, str]:
    """What the template leaves open."""
    handout = setting.handouts[0]
    style, script = _stylesheet(setting), template("handout.js")
    return {
        "lang": escape(setting.targets[0]),
        "page_title": escape(front.titles(setting.handouts)[-1][0]),
        "version": escape(__version__),
        "style": style,
        "style_hash": hash_of(style),
        "script": script,
        "script_hash": hash_of(script),
        "layout": setting.style.layout.value,
        "skip": label(setting, "skip"),
        "draft": draft(setting),
        "titles": titles(setting),
        "particulars": paragraph("particulars", " · ".join(front.particulars(handout)), lang_of(setting.readers[0])),
        "languages": escape(setting.line),
        "source": escape(handout.source),
        "about": label(setting, "about"),
        "facts": facts(setting),
        "marks": switch(setting),
        "summary": summary(setting),
        "contents": contents(setting),
        "body": "\n".join(body(setting)),
        "terms": terms(setting),
        "signature": signature(setting) if setting.style.signature else "",
        "made_by": escape(front.made_by(handout)),
    }


def _stylesheet(setting: Setting) -> str:
    """The style with what depends on the handout: columns, paper, fonts, the draft's page header."""
    wide = " landscape" if setting.columns > 2 and setting.is_table else ""
    css = template("handout.css").replace("--columns: 2", f"--columns: {setting.columns}")
    css = css.replace("size: A4;", f"size: {setting.style.paper.value}{wide};")
    if setting.is_draft:
        css = css.replace('@top-center { content: "";', f'@top-center {{ content: "{setting.label_text("draft")}";')
    chosen = dict(setting.style.fonts)
    fonts = (
        f'[lang|="{lang}"] {{ font-family: "{_font_name(chosen[script])}", sans-serif; }}\n'
        for lang, script in SCRIPTS.items()
        if script in chosen
    )
    return css + "".join(fonts)


def _font_name(text: str) -> str:
    """A name that cannot end the string of a style sheet that it stands in."""
    return re.sub(r"[^\w .-]", "", text)
