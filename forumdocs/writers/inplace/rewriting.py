"""A Word paragraph with the words of a translation in the place of its own.

The paragraph is taken apart into items, the order in which they are to stand is planned over the translation, and it
is put together again: runs are made anew with the looks that the words had, all else is moved, never made anew.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forumdocs.languages import join_sentences
from forumdocs.readers.wordpieces import look_of
from forumdocs.writers.inplace import items as parts_of_word
from forumdocs.writers.inplace.items import RUN, RUN_PROPERTIES, TEXT, Item, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from forumdocs.model import Pair
    from forumdocs.readers.wordpieces import Piece
    from forumdocs.writers.inplace.fonts import Dress
    from forumdocs.writers.inplace.parts import Part

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLOSING = ".,;:!?…。，、；：！？)]）】»”’"
"""What stays on the line of the word before it."""
_IN_WORD = r"\w\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
"""What a word goes on with: also accents, and the vowels and tones above and below Thai letters."""
_WORD_END = re.compile(rf"(?<=[{_IN_WORD}])(?=[^{_IN_WORD}]|$)")


@dataclass(frozen=True, slots=True)
class _Step:
    """An item at its place in the new paragraph.

    ``text`` is what it says there; None where it is moved as it is. ``made`` tells a translation from the source.
    """

    item: Item
    text: str | None = None
    made: bool = False


def rewrite(paragraph: _Element, pieces: Sequence[Piece], parts: Sequence[Part], dress: Dress) -> None:
    """Put translations in the place of the text of a paragraph.

    Args:
        paragraph: the ``w:p``.
        pieces: its text, also that of paragraphs before it whose marks were deleted.
        parts: the text in order, what stays and what is translated.
        dress: for the translated runs.
    """
    parts_of_word.split_runs(paragraph)
    placed, at = [], 0
    for piece in pieces:
        placed.append((at, piece))
        at += len(piece.text)
    _clear_earlier(paragraph, placed, parts)
    inside = [(start, piece) for start, piece in placed if paragraph in piece.element.iterancestors()]
    container = parts_of_word.find_container(paragraph, [piece for _, piece in inside])
    items = parts_of_word.list_items(container, inside)
    steps = list(_merged(_plan(items, parts)))
    _Builder(container, items, dress).build(steps)


def _clear_earlier(paragraph: _Element, placed: Sequence[tuple[int, Piece]], parts: Sequence[Part]) -> None:
    """Take translated text out of paragraphs that flow into this one."""
    made = [(part.start, part.end) for part in parts if part.pair]
    for start, piece in placed:
        if paragraph not in piece.element.iterancestors() and any(a <= start < b for a, b in made):
            _remove(piece.element)


def _plan(items: Sequence[Item], parts: Sequence[Part]) -> Iterator[_Step]:
    """All items in their new order."""
    objects = [item for item in items if item.role is Role.OBJECT]
    words = [item for item in items if item.role is not Role.OBJECT]
    for part in parts:
        while objects and objects[0].end <= part.start:
            yield _Step(objects.pop(0))
        inside = [item for item in objects if item.start < part.end]
        del objects[: len(inside)]
        if part.pair:
            yield from _Translated(part, part.pair, words, inside).steps()
        elif part.gap is not None:
            yield from (_Step(item) for item in inside)
            if base := _base(words, part):
                yield _Step(base, part.gap, made=True)
        else:
            yield from _kept(part, words, inside)
    yield from map(_Step, objects)


def _kept(part: Part, words: Sequence[Item], objects: Sequence[Item]) -> Iterator[_Step]:
    """The items of a stretch that is not translated, cut at its borders."""
    here = [item for item in words if item.start < part.end and item.end > part.start]
    for item in sorted([*here, *objects], key=lambda item: item.start):
        if item.role is Role.OBJECT:
            yield _Step(item)
        else:
            start, end = max(item.start, part.start), min(item.end, part.end)
            yield _Step(item, item.text[start - item.start : end - item.start])


def _base(words: Sequence[Item], part: Part) -> Item | None:
    """The item whose looks most of a stretch has: a run, if there is one in the paragraph."""
    runs = [item for item in words if item.role is Role.RUN and item.text.strip()]
    near = [item for item in runs if _shared(item, part.start, part.end)] or runs
    sizes: dict[object, int] = {}
    for item in near:
        run = item.run()
        look = look_of(run) if run is not None else None
        sizes[look] = sizes.get(look, 0) + (_shared(item, part.start, part.end) or len(item.text))
    usual = max(sizes, key=lambda look: sizes[look]) if sizes else None
    for item in near:
        run = item.run()
        if (look_of(run) if run is not None else None) == usual:
            return item
    loose = [item for item in words if item.role in (Role.LOOSE, Role.LINK)]
    return max(loose, key=lambda item: len(item.text), default=None)


def _shared(item: Item, start: int, end: int) -> int:
    return max(0, min(item.end, end) - max(item.start, start))


class _Translated:
    """The plan of one translated sentence."""

    def __init__(self, part: Part, pair: Pair, words: Sequence[Item], objects: Sequence[Item]) -> None:
        self._part, self._pair = part, pair
        self._text = pair.target
        self._here = [item for item in words if _shared(item, part.start, part.end)]
        self._objects = objects
        self._base = _base(words, part)

    def steps(self) -> Iterator[_Step]:
        spots = self._spots()
        inserted = sorted(self._insertions(spots), key=lambda found: found[0])
        at = 0
        for start, end, item in [*spots, (len(self._text), len(self._text), None)]:
            while inserted and inserted[0][0] <= start:
                place, step = inserted.pop(0)
                yield from self._plain(at, max(at, place))
                at = max(at, place)
                yield from self._set_off(step, at)
                if step.item.is_break:
                    rest = self._text[at:start]
                    at += len(rest) - len(rest.lstrip(" "))
            yield from self._plain(at, start)
            if item is not None:
                yield _Step(item, self._text[start:end], made=True)
            at = end
        yield from (step for _, step in inserted)

    def _set_off(self, step: _Step, at: int) -> Iterator[_Step]:
        """An insertion; words that are inserted stand apart from the word before them."""
        if step.text and self._base and _WORD_END.match(self._text, at) and at and self._is_spaced:
            yield _Step(self._base, " ", made=True)
        yield step

    @property
    def _is_spaced(self) -> bool:
        return not join_sentences((self._text, self._text)).startswith(self._text * 2)

    def _plain(self, start: int, end: int) -> Iterator[_Step]:
        if start < end and self._base:
            yield _Step(self._base, self._text[start:end], made=True)

    def _spots(self) -> list[tuple[int, int, Item]]:
        """Where the words of items other than the usual one stand in the translation."""
        found: list[tuple[int, int, Item]] = []
        for mark in self._pair.marks:
            if mark.start == mark.end or mark.source_start == mark.source_end:
                continue
            item = self._item_at(mark.source_start + self._part.start, mark.source_end + self._part.start)
            spot: tuple[int, int] | None = (mark.start, mark.end)
            if item and item.role is Role.FIXED:
                spot = self._equal(item, [(a, b) for a, b, _ in found])
            if item and spot and not any(a < spot[1] and spot[0] < b for a, b, _ in found):
                found.append((*spot, item))
        return sorted(found, key=lambda spot: spot[:2])

    def _item_at(self, start: int, end: int) -> Item | None:
        return max(self._here, key=lambda item: _shared(item, start, end), default=None)

    def _equal(self, item: Item, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
        """Where the translation says what a fixed item says; None where it does not."""
        words = re.escape(item.text.strip())
        for match in re.finditer(rf"(?<![A-Za-z0-9]){words}(?![A-Za-z0-9])", self._text):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                return match.span()
        return None

    def _insertions(self, spots: Sequence[tuple[int, int, Item]]) -> Iterator[tuple[int, _Step]]:
        """Objects, and items that must not be lost though no word of the translation is theirs."""
        marked = {id(item) for _, _, item in spots}
        at = 0
        for item in self._objects:
            place = self._place(item.start)
            if item.is_break:
                place += len(self._text[place:]) - len(self._text[place:].lstrip(_CLOSING))
            at = max(at, self._clear_of(place, spots))
            yield at, _Step(item)
        for item in self._here:
            must_stay = item.role in (Role.LINK, Role.FIXED) and item is not self._base
            if must_stay and id(item) not in marked and item.end <= self._part.end:
                start = max(item.start, self._part.start)
                place = self._clear_of(self._place(start), spots)
                yield place, _Step(item, item.text[start - item.start :])

    def _place(self, at: int) -> int:
        """Where a place of the source is in the translation."""
        own = at - self._part.start
        for mark in self._pair.marks:
            if mark.source_start == mark.source_end == own:
                return mark.start
        share = own / max(1, self._part.end - self._part.start)
        rest = _WORD_END.search(self._text, round(share * len(self._text))) if own > 0 else None
        return rest.start() if rest else 0 if own <= 0 else len(self._text)

    @staticmethod
    def _clear_of(place: int, spots: Sequence[tuple[int, int, Item]]) -> int:
        """The place, or the end of the stretch that it would cut."""
        return next((end for start, end, _ in spots if start < place < end), place)


def _merged(steps: Iterator[_Step]) -> Iterator[_Step]:
    """Steps with what one item says in a row as one step."""
    last: _Step | None = None
    for step in steps:
        if last and last.item is step.item and last.text is not None and step.text is not None:
            last = _Step(last.item, last.text + step.text, last.made or step.made)
            continue
        if last:
            yield last
        last = step
    if last:
        yield last


class _Builder:
    """Puts a container together."""

    def __init__(self, container: _Element, items: Sequence[Item], dress: Dress) -> None:
        self._container, self._dress = container, dress
        self._items = items
        self._used: set[int] = set()

    def build(self, steps: Sequence[_Step]) -> None:
        """Take all items out, and put in what the steps say, in their order."""
        for item in self._items:
            for node in item.nodes:
                self._container.remove(node)
        for step in steps:
            self._container.extend(self._nodes(step))

    def _nodes(self, step: _Step) -> list[_Element]:
        item, text = step.item, step.text
        is_first = id(item) not in self._used
        self._used.add(id(item))
        if text is None or (is_first and text == item.text and (not step.made or item.role is Role.FIXED)):
            return item.nodes
        if not text:
            return []
        if item.role is Role.RUN or not is_first:
            return [self._run(item, text, made=step.made)]
        self._say(item, text, made=step.made)
        return item.nodes

    def _run(self, item: Item, text: str, *, made: bool) -> _Element:
        """A new run with the looks of an item's words."""
        old = item.run()
        run = self._container.makeelement(RUN)
        properties = old.find(RUN_PROPERTIES) if old is not None else None
        if properties is not None:
            run.append(deepcopy(properties))
        run.append(_text_element(run, text))
        if made:
            self._dress.put_on(run)
        return run

    def _say(self, item: Item, text: str, *, made: bool) -> None:
        """Let a wrapper say something else, in the looks of most of its words."""
        main, run = item.main, item.run()
        main.element.addnext(_text_element(main.element, text))
        for piece in item.pieces:
            if piece.text:
                _remove(piece.element)
        if made and run is not None:
            self._dress.put_on(run)


def _text_element(near: _Element, text: str) -> _Element:
    element = near.makeelement(TEXT)
    element.text = _NOT_XML.sub("", text)
    element.set(_SPACE, "preserve")
    return element


def _remove(element: _Element) -> None:
    """Take an element out, and its run with it if nothing else is in it."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    holder = parent.getparent()
    if parent.tag == RUN and holder is not None and all(child.tag == RUN_PROPERTIES for child in parent):
        holder.remove(parent)


def deprive(paragraph: _Element, names: frozenset[str]) -> None:
    """Take all elements of these names out of a paragraph."""
    for element in list(paragraph.iter(*names)):
        _remove(element)
