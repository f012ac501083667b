"""Names of people, as far as a title beside them gives them away; a name once known is known everywhere."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from forumdocs.glossary.extraction.chinese import SURNAMES
from forumdocs.glossary.extraction.vocabulary import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_INITIALS = r"(?:[A-ZА-ЯЁ]\. ?){0,2}"

_KOREAN_SURNAMES = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허남심노하곽성차주우구"
_CHINESE_SURNAMES = (
    "".join(sorted(SURNAMES)) + "張劉陳楊趙黃吳孫馬羅鄭謝韓馮鄧許呂蘇盧蔣賈葉閻鐘範譚鄒陸顧龍萬錢湯喬賀賴龔"
)


_AFTER_A_NAME = "[，、。；,\\s]|表示|介绍|说|指出|认为|在|与|对|就|和|致|主持|出席|发表"
"""What shows that the characters after a title are a name: 副主任王红表示."""


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    """What people look like in a language; the first group is the name."""
    base = lang.split("-", 1)[0]
    if base not in _SHAPES:
        return ()
    titles = "|".join(sorted(map(re.escape, word_list(base, "titles")), key=lambda t: (-len(t), t)))
    given = "|".join(sorted(name.capitalize() for name in word_list("en", "given-names")))
    return tuple(
        re.compile(shape.replace("TITLES", titles).replace("GIVEN", given).replace("INITIALS", _INITIALS))
        for shape in _SHAPES[base]
    )


_SHAPES = {
    "en": (
        r"\b(?i:TITLES)\b\.? INITIALS((?:[A-Z][\w’'-]+ ?){1,3})",
        r"\b((?:GIVEN)(?:-[A-Z]\w+)? INITIALS[A-Z][\w’'-]+)",
    ),
    "ru": (r"\b(?i:TITLES)\w{0,3}\.? INITIALS((?:[А-ЯЁ][\w’'-]+ ?){1,3})",),
    "ko": (rf"(?<![가-힣])([{_KOREAN_SURNAMES}][가-힣]{{2}}) (?:TITLES)(?:[은는이가을를의과와,. ]|께서|님|\Z)",),
    "zh": (
        r"([一-鿿]{1,6}(?:·[一-鿿]{1,6})+) ?(?:TITLES)",
        rf"(?<!\w)([{_CHINESE_SURNAMES}][一-鿿]{{1,2}})(?:TITLES)",
        rf"(?:TITLES)([{_CHINESE_SURNAMES}][一-鿿]{{1,2}})(?={_AFTER_A_NAME})",
    ),
    "ja": (r"([ァ-ヺー]+(?:・[ァ-ヺー]+)+) ?(?:TITLES)", r"(?<!\w)([ァ-ヺー]{2,10})(?:TITLES)"),
}
"""By base language: a name beside a title, or after a given name."""


def find_names(texts: Iterable[str], lang: str) -> frozenset[str]:
    """The names, and the parts of names, of all people who are named with a title anywhere."""
    names = {match[1].strip() for text in texts for p in _patterns(lang) for match in p.finditer(text)}
    return frozenset(part for name in names for part in (name, *re.split(r"[ ·・]", name)) if len(part) > 1)


def places_of(names: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Where names stand in a text."""
    for name in names:
        if name in text:
            yield from (match.span() for match in _shape(name).finditer(text))


@lru_cache(maxsize=4096)
def _shape(name: str) -> re.Pattern[str]:
    """A name as a whole word in letters that words are spelled with; a Russian one also in other cases."""
    if not name[0].isalpha() or name[0] >= "\u0590":
        return re.compile(re.escape(name))
    end = r"(?!\w)" if name.isascii() else "[а-я]{0,3}"
    return re.compile(rf"(?<!\w){re.escape(name)}{end}")
