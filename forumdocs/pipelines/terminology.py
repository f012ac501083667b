"""The terms of documents: read → clean → languages → sentences → glossary."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from forumdocs.errors import NoText
from forumdocs.glossary import LANGUAGES, Matcher, language_of
from forumdocs.glossary.searchindex import index_of
from forumdocs.glossary.sheet import Occurrence, Sheet, collect
from forumdocs.languages import LANGUAGES as TABLE
from forumdocs.pipelines.cleaning import clean
from forumdocs.pipelines.splitting import split_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forumdocs.glossary import Concept, Glossary
    from forumdocs.model import Document, Segment

SHEET_LANGUAGES = ("en", "zh-Hans", "ko", "ru")
"""The languages of a sheet for which none are named."""
NAMES_IN_A_TITLE = 3
"""Documents up to which a sheet is named after all of them."""


def make_sheet(
    documents: Sequence[Document],
    glossary: Glossary,
    *,
    langs: Iterable[str] = SHEET_LANGUAGES,
    title: str = "",
    keep_all: bool = False,
) -> Sheet:
    """The sheet of some documents: the terms that the glossary knows, in the order in which they come up.

    Args:
        documents: documents as they were read, in the order in which they will be spoken.
        glossary: the glossary to look in.
        langs: language tags to show, such as ``"en"`` and ``"zh-Hant"``; any order.
        title: the heading of the sheet; the names of the documents where it is empty.
        keep_all: skip cleaning.

    Raises:
        LanguageError: a language is not one of the forum's.
        NoText: no document holds a term of the glossary.
    """
    chosen = {language_of(tag) for tag in langs}
    names = tuple(PurePath(document.source).name for document in documents)
    entries = collect(find_terms(documents, glossary, keep_all=keep_all))
    if not entries:
        raise NoText(f"{', '.join(names)}: no term of the glossary stands in there; add your own with --glossary.")
    index = index_of(glossary)
    shown = {term.text for entry in entries for term in entry.concept.terms}
    return Sheet(
        title=title or _title(names),
        documents=names,
        langs=tuple(lang for lang in LANGUAGES if lang in chosen),
        entries=entries,
        pinyin={text: pinyin for text, pinyin in index.pinyin.items() if text in shown},
        glossary=glossary.digest,
    )


def _title(names: tuple[str, ...]) -> str:
    """The names of the documents; of many the first, and how many more."""
    stems = [PurePath(name).stem for name in names]
    if len(stems) > NAMES_IN_A_TITLE:
        return f"{stems[0]} and {len(stems) - 1} more documents"
    return ", ".join(stems)


def find_terms(
    documents: Iterable[Document], glossary: Glossary, *, keep_all: bool = False
) -> Iterator[tuple[Concept, Occurrence]]:
    """Each term of the glossary that stands in the documents, in reading order."""
    matcher = Matcher(glossary)
    for number, document in enumerate(documents):
        cleaned = document if keep_all else clean(document)
        for segment in split_document(cleaned):
            yield from _find(matcher, segment, number)


def _find(matcher: Matcher, segment: Segment, document: int) -> Iterator[tuple[Concept, Occurrence]]:
    if segment.lang not in TABLE:
        return
    lang = language_of(segment.tag)
    for match in matcher.find(segment.text, lang):
        surface = " ".join(segment.text[match.start : match.end].split())
        yield match.concept, Occurrence(document, segment.block.index, surface, lang)
