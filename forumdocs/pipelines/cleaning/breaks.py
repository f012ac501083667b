"""The rule that joins sentences which a page broke in the middle.

Scrapers and page builders end a paragraph at a fixed length, inside a word or a bracket. A wrong join
fuses two sentences, so each join needs a sign that the first part cannot be over.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from forumdocs.chinese import chinese_segmenter, chinese_tagger
from forumdocs.model import Kind
from forumdocs.pipelines.cleaning.page import Join, Page, ends_sentence, is_cut, sentences_in, size
from forumdocs.pipelines.cleaning.vocabulary import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

BROKEN_SIZE = 40
"""A first part is at least this long (in letters; an East Asian one counts as two): shorter lines are
headings, verses, entries of a list."""

PARAGRAPH_SIZE = 60
"""From this size on, with a finished sentence inside or a comma, a Chinese line is a paragraph."""

CLAUSE_SIZE = 24
"""Longest last clause that is looked at for a missing predicate."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_ALPHABETIC = re.compile(r"[A-Za-zА-Яа-яЁё]")
_OPENING, _CLOSING = "（(《「『【[〈“", "）)》」』】]〉”"
_LIST_START = re.compile(
    r"^\s*(?:[·•▪■◆▶►‣◦*–—-]\s|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十百\d]+[章节条、，]"
    r"|[一二三四五六七八九十]是|[①-⑳]|[a-zа-я]\)|问[:：]|答[:：]|[^\s，。,]{1,8}[:：])"
)
_LIST_INTROS = (":", "：", ";", "；")
_CLAUSES = re.compile(r"[，,。；;、：:！？!?]")

_CHINESE_OPEN_ENDS = frozenset("的地得和与及或以在对从向把被将由据为于因而但并且使让令给比跟同等至到每各该此其这那")
"""Words of one character after which a sentence goes on: particles, prepositions, conjunctions."""

_CHINESE_OPEN_STARTS = frozenset("的地得了着过们和与及或而之者性化、，。；：）》”")
"""Characters that cannot open a sentence."""

_PREDICATES = ("v", "a", "z", "i", "l")
"""jieba's tags of verbs, adjectives, states, idioms, set phrases: without any, a clause has no predicate."""

_KOREAN_OPEN_ENDS = re.compile(
    r"(?:[은는을를의에와과로며]|에서|에게|으로|하고|하여|해서|지만|는데|도록|부터|까지"
    r"|있는|하는|되는|위한|대한|통해|따라|및|또는)$"
)
_JAPANESE_OPEN_ENDS = re.compile(r"(?:[がをにでとはの]|から|まで|より|として|による|および|または|、)$")


def find_breaks(page: Page) -> Iterator[Join]:
    """Join a sentence that a blank line cut: ``…编写了一本科普手`` / ``册…`` is one again.

    Signs are an open bracket that the next paragraph closes, a comma or a joining word at the end, a word
    that only the join completes (Chinese), lower case at the start of the next paragraph (English, Russian).
    """
    live = page.live
    start: int | None = None
    text = ""
    for first, second in pairwise(live):
        if start is None:
            start, text = first, page.lines[first].text.strip()
        rest = page.lines[second].text.strip()
        if _may_join(page, start, second) and is_broken(text, rest) and not _is_listed(page, start):
            yield Join(start, second, glue(text, rest))
            text += glue(text, rest) + rest
        else:
            start = None


def _may_join(page: Page, first: int, second: int) -> bool:
    """Whether two lines are paragraphs; one cut short in a bracket may have been read as a heading."""
    one, two = page.lines[first], page.lines[second]
    kinds = (one.block.kind, two.block.kind)
    cut_heading = kinds == (Kind.HEADING, Kind.PARAGRAPH) and _closes_bracket(one.text, two.text)
    return (kinds == (Kind.PARAGRAPH, Kind.PARAGRAPH) or cut_heading) and one.block.index != two.block.index


def _is_listed(page: Page, at: int) -> bool:
    """Whether a line in lower case is an entry of a list without bullets rather than a sentence."""
    return page.lines[at].text.lstrip()[:1].islower()


def glue(first: str, second: str) -> str:
    """What stands between two halves of a sentence: nothing in Chinese and Japanese, else a space."""
    wide = (_HAN, _KANA)
    inner = first[-1:] + second[:1]
    return "" if any(script.search(inner) for script in wide) or not inner.strip() else " "


def is_broken(first: str, second: str) -> bool:
    """Whether ``second`` goes on with a sentence that ``first`` left open."""
    if ends_sentence(first) or is_cut(first) or first.endswith(_LIST_INTROS):
        return False
    if _closes_bracket(first, second):
        return size(first) >= BROKEN_SIZE // 2
    if size(first) < BROKEN_SIZE:
        return False
    if size(second) < BROKEN_SIZE // 2 and not ends_sentence(second):
        return False
    if not _same_script(first, second) or _LIST_START.match(second) or not sentences_in(second):
        return False
    if _KANA.search(first):
        return bool(_JAPANESE_OPEN_ENDS.search(first))
    if _HANGUL.search(first):
        return _is_broken_korean(first)
    if _HAN.search(first):
        return size(first) >= PARAGRAPH_SIZE and _is_broken_chinese(first, second)
    return _is_broken_alphabetic(first, second)


def _same_script(first: str, second: str) -> bool:
    scripts = (_HANGUL, _KANA, _HAN)
    for script in scripts:
        if script.search(first[-CLAUSE_SIZE:]) or script.search(second[:CLAUSE_SIZE]):
            return bool(script.search(first) and script.search(second))
    return True


def _closes_bracket(first: str, second: str) -> bool:
    """Whether the last bracket that ``first`` leaves open is closed by ``second`` before any other opens."""
    opened: list[str] = []
    for char in first:
        if char in _OPENING:
            opened.append(_CLOSING[_OPENING.index(char)])
        elif opened and char == opened[-1]:
            opened.pop()
    if not opened:
        return False
    for char in second:
        if char == opened[-1]:
            return True
        if char in _OPENING and _CLOSING[_OPENING.index(char)] == opened[-1]:
            return False
    return False


def _is_broken_alphabetic(first: str, second: str) -> bool:
    return second[:1].islower() and bool(_ALPHABETIC.search(first[-1:]) or first.endswith((",", "-", "–", "—")))


def _is_broken_korean(first: str) -> bool:
    return first.endswith((",", "、")) or bool(_KOREAN_OPEN_ENDS.search(first))


def _is_broken_chinese(first: str, second: str) -> bool:
    if first.endswith(("，", ",", "、", "&", "—", "-")) or second[0] in _CHINESE_OPEN_STARTS:
        return True
    if not _is_paragraph(first) or second.startswith(phrases("breaks.starters")):
        return False
    return _splits_word(first, second) or _is_open_ended(first)


def _is_paragraph(text: str) -> bool:
    """Whether a long line is running text by its marks: a finished sentence inside, or several clauses."""
    return sentences_in(text) > 0 or len(_CLAUSES.findall(text)) > 1


def _splits_word(first: str, second: str) -> bool:
    """Whether the last characters of ``first`` and the first of ``second`` are one word in the dictionary."""
    tail, head = first[-CLAUSE_SIZE // 2 :], second[: CLAUSE_SIZE // 2]
    at = 0
    for word in chinese_segmenter().cut(tail + head, HMM=False):
        if at < len(tail) < at + len(word):
            return bool(_HAN.match(word))
        at += len(word)
    return False


def _is_open_ended(first: str) -> bool:
    """Whether the last clause cannot end a sentence: it closes on a joining word or has no predicate."""
    clause = _CLAUSES.split(first)[-1]
    if size(clause) > CLAUSE_SIZE:
        clause = clause[-CLAUSE_SIZE // 2 :]
        return _last_word(clause) in _CHINESE_OPEN_ENDS
    tagged = list(chinese_tagger().cut(clause))
    if not tagged:
        return False
    return tagged[-1].word in _CHINESE_OPEN_ENDS or not any(word.flag.startswith(_PREDICATES) for word in tagged)


def _last_word(clause: str) -> str:
    words = list(chinese_segmenter().cut(clause, HMM=False))
    return words[-1] if words else ""
