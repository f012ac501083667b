"""The source Word document itself, translated, or with its translation under each paragraph.

Only the words change: every part without text comes out byte for byte, every paragraph, table, picture, link, field
and note stays what it is. Text is taken out and put in where :mod:`forumdocs.readers.docx` found it. What is added
is the word DRAFT above the pages, and what made the translation in the properties of the file.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from forumdocs.errors import WriteError
from forumdocs.readers.docx import LaidBlock, read_laid
from forumdocs.writers.fonts import Fonts
from forumdocs.writers.inplace import parts as parts_of_text
from forumdocs.writers.inplace.bilingual import Twins
from forumdocs.writers.inplace.controls import unbind
from forumdocs.writers.inplace.fonts import Dress
from forumdocs.writers.inplace.package import Parts
from forumdocs.writers.inplace.rewriting import rewrite
from forumdocs.writers.inplace.room import let_grow
from forumdocs.writers.inplace.stamping import stamp
from forumdocs.writers.style import Layout, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from forumdocs.model import Handout, Pair

_OFFICE_MAGIC = b"PK\x03\x04"


def render(handout: Handout, style: Style, others: Sequence[Handout] = ()) -> bytes:
    """The source of a handout as a Word document in which translations stand in place of, or under, its paragraphs.

    Args:
        handout: made from a DOCX file with nothing taken out by cleaning; its ``path`` is read again.
        style: ``layout`` says which of the two; ``fonts`` are those of the translations.
        others: the same source in further languages, for translations one under the other.

    Raises:
        WriteError: the source is no DOCX file, or several languages are to take the place of one.
        ReadError: the source cannot be read any more.
    """
    name, data = handout.source, _load(handout, style)
    if others and style.layout is Layout.INPLACE:
        raise WriteError(f"{name}: only one language can take the place of its text; use --layout bilingual.")
    read, repeats = read_laid(data, name=name)
    changed: dict[str, _Element] = {}
    twins = Twins(data, name=name) if style.layout is Layout.BILINGUAL else None
    for each in reversed((handout, *others)):  # each translation goes right under the source
        pairs = _by_block(each.pairs)
        dress = Dress.of(each.target_lang, style.fonts)
        for laid in (*read, *_known(repeats, read, pairs)):
            if _put(laid, pairs[laid.block.index], dress, twins):
                changed[laid.block.place.part] = laid.paragraph.getroottree().getroot()
    if twins:
        twins.fill_rows()
    parts = Parts(data, changed, name=name)
    handouts = (handout, *others)
    stamp(parts, handouts, draft=style.says_draft(handouts), fonts=Fonts(style.fonts))
    return parts.packed()


def _load(handout: Handout, style: Style) -> bytes:
    """The bytes of the source, which has to be a Word file."""
    path = handout.path
    try:
        data = path.read_bytes() if path else b""
    except OSError as error:
        raise WriteError(f"{path}: cannot be read again ({error.strerror}); leave it where it is.") from error
    if not data.startswith(_OFFICE_MAGIC):
        raise WriteError(
            f"{handout.source}: only a .docx file can be translated {_WORDS[style.layout]}; use --layout table."
        )
    return data


_WORDS = {Layout.INPLACE: "in place", Layout.BILINGUAL: "paragraph by paragraph in place"}


def _by_block(pairs: Iterable[Pair]) -> dict[int, list[Pair]]:
    found: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        found[pair.block].append(pair)
    return found


def _known(repeats: Iterable[LaidBlock], read: Iterable[LaidBlock], pairs: dict[int, list[Pair]]) -> list[LaidBlock]:
    """The paragraphs that say what some block says, under the number of that block."""
    numbers = {laid.block.text: laid.block.index for laid in reversed(tuple(read)) if pairs.get(laid.block.index)}
    return [
        replace(laid, block=replace(laid.block, index=numbers[laid.block.text]))
        for laid in repeats
        if laid.block.text in numbers
    ]


def _put(laid: LaidBlock, pairs: Sequence[Pair], dress: Dress, twins: Twins | None) -> bool:
    """Translate one paragraph, or a twin of it; tells whether there was anything to translate."""
    text = "".join(piece.text for piece in laid.pieces)
    found = parts_of_text.split(text, pairs)
    if not any(part.pair for part in found):
        return False
    if twins:
        laid = twins.add(laid)
    rewrite(laid.paragraph, laid.pieces, found, dress)
    unbind(laid.paragraph)
    let_grow(laid.paragraph)
    return True
