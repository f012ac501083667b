"""Chinese: nouns, and verbs used as nouns, that stand together; by jieba's words and parts of speech."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from forumdocs.chinese import chinese_tagger, to_simplified
from forumdocs.glossary.extraction.phrases import Phrase, Word, spans
from forumdocs.glossary.extraction.vocabulary import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NOUNS = ("n", "vn", "an", "ng", "l", "j", "g", "eng", "k")
"""jieba's tags of what may end a term, by their beginning; names of people and places (nr, ns) go by their own rule."""
_INNER = (*_NOUNS, "v", "a", "b", "q", "f", "x", "h", "z", "s")
_WITH_VERB, _VERB_FIRST = 0.5, 0.2
"""How sure a phrase with a verb in it is: 量子密钥分发 is one, 实验突破极限 is a sentence, 参观实验室 too."""
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9-]{2,}")
_MODEL = re.compile(r"[A-Za-z0-9]+(?:[-./][A-Za-z0-9]+)*")


SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金"
    "陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文"
)
"""The commonest; with one of them and two or three characters, what jieba takes for a name is one."""


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    tag: str


def find(texts: Sequence[str]) -> list[tuple[Phrase, ...]]:
    """The candidates of every text, in Simplified characters."""
    return [tuple(_phrases(text)) for text in texts]


def find_traditional(texts: Sequence[str]) -> list[tuple[Phrase, ...]]:
    """The same for texts in Traditional characters, which are looked at in Simplified ones."""
    found = find([_simplified(text) for text in texts])
    return [
        tuple(replace(phrase, form=text[phrase.start : phrase.end]) for phrase in phrases)
        for text, phrases in zip(texts, found, strict=True)
    ]


def _simplified(text: str) -> str:
    """Character by character, so that every place stays where it is."""
    whole = to_simplified(text)
    return whole if len(whole) == len(text) else "".join(to_simplified(char)[:1] or char for char in text)


def _phrases(text: str) -> Iterator[Phrase]:
    for run in _runs(text):
        for first, stop in spans(len(run)):
            if _is_noun_phrase(run[first:stop]):
                tokens = run[first:stop]
                words = tuple(Word(t.start, t.end, t.text.lower()) for t in tokens)
                sure = _sure(tokens)
                yield Phrase(words, text[words[0].start : words[-1].end], spaced=False, sure=sure)


def _runs(text: str) -> Iterator[list[_Token]]:
    run: list[_Token] = []
    for token in _tokens(text):
        if not _may_stand(token):
            if run:
                yield run
            run = []
        else:
            run.append(token)
    if run:
        yield run


def _tokens(text: str) -> Iterator[_Token]:
    start = 0
    for piece in re.split(r"([A-Za-z0-9]+(?:[-./][A-Za-z0-9]+)*)", text):
        if _MODEL.fullmatch(piece):
            yield _Token(piece, start, start + len(piece), "eng" if _LATIN.fullmatch(piece) else "m")
        elif piece:
            at = start
            for word, tag in chinese_tagger().cut(piece):
                yield _Token(word, at, at + len(word), tag)
                at += len(word)
        start += len(piece)


def _may_stand(token: _Token) -> bool:
    if token.tag == "eng":
        return True
    return (
        bool(_HAN.match(token.text))
        and token.tag.startswith(_INNER)
        and not token.tag.startswith(("uj", "ul"))
        and token.text not in word_list("zh", "breakers")
        and not token.text.endswith("们")
        and not (token.tag == "nr" and len(token.text) < 4 and token.text[0] in SURNAMES)
        and (len(token.text) > 1 or not token.tag.startswith("v"))
    )


def _is_noun_phrase(tokens: Sequence[_Token]) -> bool:
    first, last = tokens[0], tokens[-1]
    if len(tokens) == 1:
        return len(last.text) > 1 and last.tag.startswith(("n", "vn", "an", "l", "j", "eng")) and last.tag != "ns"
    if len(last.text) == 1 and last.tag.startswith(("v", "a", "f", "q", "x", "b")):
        return False
    if len(first.text) == 1 and first.tag.startswith(("v", "f", "q", "k")):
        return False
    return not first.tag.startswith(("f", "k", "ng")) and not last.tag.startswith(("f", "b", "a", "h", "z"))


def _sure(tokens: Sequence[_Token]) -> float:
    if len(tokens) > 1 and tokens[0].tag == "v":
        return _VERB_FIRST
    return _WITH_VERB if any(token.tag == "v" for token in tokens) else 1.0
