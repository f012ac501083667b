"""The handout as a document of its own: title block, text in all languages, terms, signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forumdocs.readers.bitexts.handouts import SIGNATURE
from forumdocs.writers import wordml as w
from forumdocs.writers.docx.arrangement import arrange
from forumdocs.writers.docx.back import write_back
from forumdocs.writers.docx.body import write_body
from forumdocs.writers.docx.front import write_front
from forumdocs.writers.docx.setting import MARGIN_MM, Setting
from forumdocs.writers.front import titles, with_its_title
from forumdocs.writers.packing import pack
from forumdocs.writers.passages import read_new_passages, take_title
from forumdocs.writers.style import PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.model import Handout


def render(handout: Handout, style: Style = PLAIN, others: Sequence[Handout] = ()) -> bytes:
    """The bytes of a DOCX file, in the ``table`` or the ``stacked`` layout.

    Args:
        handout: pairs of a source in a target language.
        style: how it is to look.
        others: the same source in further languages, which stand beside or below the first.
    """
    import docx

    setting = Setting(tuple(map(with_its_title, (handout, *others))), style)
    document = docx.Document()
    w.set_up_page(
        document,
        setting.page_mm,
        margin_mm=MARGIN_MM,
        title=titles(setting.handouts)[0][0],
        lang=handout.target_lang,
    )
    document.core_properties.comments = SIGNATURE
    if handout.meta.author:
        document.core_properties.author = w.clean(handout.meta.author)
    w.set_up_styles(document, setting.fonts)
    _write_margins(document, setting)
    last = document.element.body[-1]
    for element in _elements(document, setting):
        last.addprevious(element)
    setting.comments.write(document)
    return pack(document)


def _elements(document: Any, setting: Setting) -> Any:
    first = setting.handouts[0]
    title, passages = take_title([*read_new_passages(setting.handouts)], first)
    yield from write_front(setting, title)
    yield from write_body(setting, document, arrange(passages, first.pictures))
    yield from write_back(setting)


def _write_margins(document: Any, setting: Setting) -> None:
    """The source and the number of the page at the foot; that it is a draft at the head."""
    w.write_footer(document, setting.handouts[0].source, pages=setting.labels("page"), fonts=setting.fonts)
    if setting.is_draft:
        head = document.sections[0].header.paragraphs[0]
        head.alignment = 1
        w.append(head._p, *setting.label("draft", size=16, color=w.WARNING, bold=True))
