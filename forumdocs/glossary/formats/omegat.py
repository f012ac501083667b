"""OmegaT's glossary: lines of source term, target term and comment with tabs between them, in UTF-8.

The file names no languages, since a project of OmegaT has two; where the user does not say them either, the letters
of the columns tell.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from forumdocs.errors import GlossaryError
from forumdocs.glossary.concepts import Concept, Status, Term
from forumdocs.glossary.formats.report import BadRow, Imported
from forumdocs.glossary.formats.tables import make_concept
from forumdocs.glossary.validation import has_foreign_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LETTERS = (
    ("ko", re.compile("[가-힣]")),
    ("ja", re.compile("[ぁ-ゖァ-ヺ]")),
    ("th", re.compile("[ก-ฮ]")),
    ("ru", re.compile("[а-яё]", re.IGNORECASE)),
    ("zh-Hans", re.compile("[\u4e00-\u9fff]")),
    ("en", re.compile("[a-z]", re.IGNORECASE)),
)
"""What a term with such letters is written in, the first that fits."""


def read(text: str, *, name: str, langs: Sequence[str] = ()) -> Imported:
    """Read an OmegaT glossary.

    Args:
        text: the whole file.
        name: of the file, for messages.
        langs: glossary language codes of source and target; guessed from the letters by default.

    Raises:
        GlossaryError: no line has a tab, or the two languages cannot be told.
    """
    lines = [
        (number, line.split("\t")) for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1)
    ]
    lines = [
        (number, cells) for number, cells in lines if any(c.strip() for c in cells) and not cells[0].startswith("#")
    ]
    if not any(len(cells) > 1 for _, cells in lines):
        raise GlossaryError(
            f"{name}: is no glossary: no heading names a language, and no line holds a tab between two terms."
        )
    source, target = _languages(lines, langs, name)
    concepts: dict[str, Concept] = {}
    bad = []
    for number, cells in lines:
        try:
            concept = _concept(cells, source, target)
        except ValueError as error:
            bad.append(BadRow(number, str(error)))
            continue
        if concept.id in concepts:  # OmegaT lists each further translation on a line of its own
            concepts[concept.id] = _joined(concepts[concept.id], concept)
        else:
            concepts[concept.id] = concept
    notice = f"languages taken for {source} and {target}; --langs names others" if not langs else ""
    return Imported(tuple(concepts.values()), tuple(bad), (notice,) if notice else ())


def _languages(lines: Sequence[tuple[int, Sequence[str]]], langs: Sequence[str], name: str) -> tuple[str, str]:
    if len(langs) == 2:
        return langs[0], langs[1]
    found = [_language_of(cells[column] for _, cells in lines if len(cells) > column) for column in (0, 1)]
    if not all(found) or found[0] == found[1]:
        raise GlossaryError(f"{name}: its two languages cannot be told apart; name them, such as --langs en,zh-Hant.")
    return found[0], found[1]


def _language_of(terms: Iterable[str]) -> str:
    counts = Counter(lang for term in terms if (lang := next((lang for lang, p in _LETTERS if p.search(term)), "")))
    if counts["ja"]:  # kanji alone look Chinese
        counts["ja"] += counts.pop("zh-Hans", 0)
    return counts.most_common(1)[0][0] if counts else ""


def _concept(cells: Sequence[str], source: str, target: str) -> Concept:
    """The entry of a line.

    Raises:
        ValueError: the line cannot be used; the message says why.
    """
    texts = [" ".join(cell.split()) for cell in cells[:2]]
    if len(texts) < 2 or not all(texts):
        raise ValueError("has no two terms with a tab between them")
    terms = [Term(text, lang) for text, lang in zip(texts, (source, target), strict=True)]
    for term in terms:
        if has_foreign_letters(term):
            raise ValueError(f"{term.text!r} is not written in the letters of {term.lang}")
    return make_concept(terms, {"id": terms[0].text, "note": " ".join(cells[2:]).strip()}, {})


def _joined(first: Concept, second: Concept) -> Concept:
    spoken = {(term.lang, term.text) for term in first.terms}
    more = [Term(t.text, t.lang, Status.ADMITTED) for t in second.terms if (t.lang, t.text) not in spoken]
    note = "; ".join(dict.fromkeys(note for note in (first.note, second.note) if note))
    return make_concept((*first.terms, *more), {"id": first.id, "note": note}, {})


def render(concepts: Iterable[Concept], *, langs: Sequence[str]) -> bytes:
    """The usable terms of two languages; each source term with the preferred target first, definition and note after.

    Raises:
        GlossaryError: not two languages were chosen.
    """
    if len(langs) != 2:
        raise GlossaryError("an OmegaT glossary holds two languages; name source and target, such as --langs en,ko.")
    lines = []
    for concept in concepts:
        sources, targets = ([t.text for t in concept.in_language(lang) if t.status.is_usable] for lang in langs)
        comment = " ".join(f"{concept.definition} {concept.note}".split())
        lines += ["\t".join((source, target, comment)).rstrip() + "\n" for source in sources for target in targets]
    return "".join(lines).encode()
