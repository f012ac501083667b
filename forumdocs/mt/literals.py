"""What a translation must keep letter by letter: addresses, identifiers, document codes, formulas.

A small model mangles them. A literal at the edge of a sentence is set aside and put back; one in the middle
goes through the model, and what came of it is looked for in the translation and replaced.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

ADDRESS = re.compile(
    r"""(?x)
    (?: https?:// | ftp:// | www\. ) [^\s<>"'，。；、！？（）《》「」“”ㄱ-ㅎ가-힣一-鿿ぁ-ヿ]+
  | [\w.+-]+ @ [A-Za-z0-9-]+ (?: \. [A-Za-z0-9-]+ )+
  | \b (?: doi: \s? )? 10\.\d{4,9} / [^\s<>"，。；、（）]+
  | \b (?: [a-z0-9-]+ \. )+
    (?: com | org | net | edu | gov | int | info | io | eu | cn | kr | ru | jp | th | uk | de | ch )
    (?: / [\w./?=&%~+-]* )? (?![\w.]*\w)
    """,
    re.ASCII | re.IGNORECASE,
)
"""URLs, e-mail addresses, DOIs, bare host names."""

BODIES = r"ISO|IEC|IEEE|ITU-T|ITU|ETSI|NIST|FIPS|RFC|GB/T|GB|ГОСТ|KS\ X|TTAS?|JIS|CEN|CENELEC|ASTM|arXiv:?"
CODE = re.compile(
    rf"""(?x)
    (?<![\wА-я/-]) (?:
        (?:{BODIES}) (?: [/ -] (?:{BODIES}|TR|TS|SP|P|GS|QKD|JTC|SC|WG) )*
            [\ -]? [A-Z]{{0,2}}\.? \d[\d.:/-]* [\dA-Za-z]
      | (?= [A-Z0-9./-]* \d ) [A-Z]{{2,}} (?: [-/.] [A-Z0-9]+ )* [-/] \d+ [-/.] [A-Z0-9./-]* [A-Z0-9]
      | (?= [A-Z0-9./-]* \d ) [A-Z]{{1,}} (?: [-/] [A-Z0-9]+ )* [-/]? \d{{3,}} (?: [-/] [A-Z0-9]+ )*
      | [A-Z]+ / (?:[A-Z0-9]+ /)+ [A-Z0-9/.-]* \d
    ) (?![\wА-я]|[-/]\w)
    """,
    re.ASCII,
)
"""Standards (ISO/IEC 4879, ITU-T Y.3800) and document codes (QKD-2025/7). Looser names such as COVID-19 or
F-16 are left out: people translate them."""

FORMULA = re.compile(
    r"""(?x)
    \$ [^$\n]* [\\^_={}] [^$\n]* \$
  | \\\( .+? \\\)
  | \\ [a-zA-Z]+ (?: \{ [^{}]* \} )+
  | [|⟨<] [\w+\-−ψφΨΦαβ01,]{1,8} [⟩>|] (?: [⟨\w+\-−ψφ01,]{1,8} [⟩|] )?
  | \d* (?: \.\d+ )? (?: \s?[×·x]\s? )? 10 [⁻⁺]? [⁰¹²³⁴⁵⁶⁷⁸⁹]+
  | (?<! [A-Za-z0-9_] ) [A-Za-zΑ-ω]\w? (?: \( \w{1,2} \) )? \s? [=≈≤≥≠∝] \s? [^\s,;，；。、가-힣一-鿿]+
        (?: \s? [-+*/×·⊗⊕√^] \s? [^\s,;，；。、가-힣一-鿿]+ )*
    """,
)
"""TeX, Dirac notation, powers of ten in superscripts, short equations."""

TRAILING = ".,;:!?)]}'\"»”’"
"""Punctuation that ends the sentence around a literal rather than the literal."""

SIMILAR = 0.6
"""A stretch of the translation this similar to a literal (ratio of matching characters) is what the model
made of it. Chosen on literals spoiled by one to three lost, changed or spaced-out characters: they stay above
.7, while unrelated Latin words stay below .5."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A stretch of text to copy; ``is_address`` tells URLs, e-mail and DOIs from codes and formulas."""

    text: str
    start: int
    end: int
    is_address: bool


@lru_cache(maxsize=8192)
def find_literals(text: str) -> tuple[Literal, ...]:
    """The literals of a text, in order, without overlap; addresses win over codes, codes over formulas."""
    found: list[Literal] = []
    for pattern in (ADDRESS, CODE, FORMULA):
        for match in pattern.finditer(text):
            literal = _trimmed(text, match.start(), match.end(), is_address=pattern is ADDRESS)
            if literal.text and all(literal.end <= o.start or literal.start >= o.end for o in found):
                found.append(literal)
    return tuple(sorted(found, key=lambda literal: literal.start))


def _trimmed(text: str, start: int, end: int, *, is_address: bool) -> Literal:
    """Without the punctuation of the sentence; a closing bracket stays where its opening one is inside."""
    while end > start and text[end - 1] in TRAILING:
        opening = {")": "(", "]": "[", "}": "{"}.get(text[end - 1])
        inner = text[start:end]
        if opening and inner.count(opening) >= inner.count(text[end - 1]):
            break
        end -= 1
    return Literal(text[start:end], start, end, is_address)


def lost_literals(source: str, target: str) -> tuple[Literal, ...]:
    """The literals of ``source`` that ``target`` does not hold, whatever their spaces, hyphens and case."""
    kept = _bare(target)
    return tuple(literal for literal in find_literals(source) if _bare(literal.text) not in kept)


def _bare(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s\-‐‑–—−]", "", text)


def without_literals(text: str) -> str:
    """The text with a space in place of every literal."""
    for literal in reversed(find_literals(text)):
        text = f"{text[: literal.start]} {text[literal.end :]}"
    return text


def split_edges(text: str) -> tuple[str, str, str]:
    """Cut addresses off both ends: what stands before, the body to translate, what stands after.

    The three parts joined give the text. An address that fills a bracket at the end is cut off with it.
    """
    head, tail = 0, len(text)
    for literal in find_literals(text):
        if literal.is_address and not text[head : literal.start].strip(' \t(（<[“"'):
            head = _skip(text, literal.end)
    for literal in reversed(find_literals(text)):
        if literal.is_address and literal.start >= head and not text[literal.end : tail].strip(f" \t）>{TRAILING}。"):
            tail = literal.start
            while tail > head and text[tail - 1] in " \t(（<[":
                tail -= 1
    return text[:head], text[head:tail], text[tail:]


def _skip(text: str, index: int) -> int:
    while index < len(text) and text[index] in " \t)）>],;，；、":
        index += 1
    return index


def restore(source: str, target: str) -> str:
    """Replace what the model made of the literals of ``source`` by what they were, where it can be found."""
    for literal in lost_literals(source, target):
        if span := _mangled(literal.text, target):
            target = target[: span[0]] + literal.text + target[span[1] :]
    for literal in find_literals(source):
        target = _spelled(literal.text, target)
    return target


def _spelled(literal: str, target: str) -> str:
    """Mend case, spaces and hyphens of a literal that the target holds but for those."""
    if literal in target:
        return target
    pattern = r"\s?".join(
        r"[\-‐‑–—−]" if c in "-‐‑–—−" else re.escape(c)
        for c in unicodedata.normalize("NFKC", literal)
        if not c.isspace()
    )
    return re.sub(pattern, lambda _: literal, target, count=1, flags=re.IGNORECASE)


def _mangled(literal: str, target: str) -> tuple[int, int] | None:
    """The stretch of ``target`` most like a literal, if :data:`SIMILAR` enough."""
    words = [match.span() for match in re.finditer(r"[!-~·×⟨⟩|α-ωΑ-Ω]+", target)]
    best, span = SIMILAR, None
    for first in range(len(words)):
        for last in range(first, min(first + 4, len(words))):
            start, end = words[first][0], words[last][1]
            if abs(end - start - len(literal)) > len(literal) // 2:
                continue
            ratio = SequenceMatcher(None, literal.casefold(), target[start:end].casefold(), autojunk=False).ratio()
            if ratio > best:
                best, span = ratio, (start, end)
    if span is None:
        return None
    start, end = span
    while end > start and target[end - 1] in TRAILING and literal[-1] not in TRAILING:
        end -= 1
    while start < end and target[start] in "([\"'" and literal[0] not in "([\"'":
        start += 1
    return start, end
