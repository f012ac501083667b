"""Rules for advertisements of gambling and game cheats, and for machine-spun text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forumdocs.pipelines.cleaning.page import Drop, Page, size
from forumdocs.pipelines.cleaning.vocabulary import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

CHEAT_WORDS, GAMBLING_WORDS = 2, 2
"""Different words of a trade that must meet in one line, together with a pitch. One paragraph of a law on
gambling names the trade; it does not tell the reader to install, register or write to an agent."""

SPUN_WORDS = 3
SPUN_PITCH = 25
"""A spun line has at least three such words, and one every 25 letters' worth of Chinese characters."""


def find_spam(page: Page) -> Iterator[Drop]:
    """Drop calls to gamble or cheat: ``…开挂神器安装教程(透视)添加客服…``, ``Casino promo code: free spins``.

    The trade and a pitch must meet in the line. Where the prose of the document itself speaks of the trade
    without any pitch, the document is about it, and the rule gives up.
    """
    if _is_subject(page):
        return
    for at in page.open:
        if _is_pitch(page.lines[at].text):
            yield Drop(at)


def _hits(text: str, table: str) -> int:
    lowered = text.casefold()
    return sum(phrase in lowered for phrase in phrases(table))


def _is_pitch(text: str) -> bool:
    cheat, gambling, pitch = (_hits(text, f"spam.{name}") for name in ("cheat", "gambling", "pitch"))
    if cheat >= CHEAT_WORDS + 1:
        return True
    return pitch > 0 and (cheat >= CHEAT_WORDS or gambling >= GAMBLING_WORDS or (cheat > 0 and gambling > 0))


def _is_subject(page: Page) -> bool:
    sober = [
        text
        for at in page.prose
        if not _is_pitch(text := page.lines[at].text)
        and _hits(text, "spam.cheat") + _hits(text, "spam.gambling") >= GAMBLING_WORDS
    ]
    return len(sober) > 1


def find_spun(page: Page) -> Iterator[Drop]:
    """Drop lines whose common words a machine replaced: ``我邦饱舞手艺革新`` for ``我国鼓励技术创新``.

    Spares the first line of the page, its headline, and a text that is spun throughout.
    """
    first = page.live[0] if page.live else -1
    spun = dict.fromkeys(at for at in page.open if at != first and _is_spun(page.lines[at].text))
    sound = sum(size(page.lines[at].text) for at in page.prose if at not in spun)
    if sound > 3 * sum(size(page.lines[at].text) for at in spun):
        yield from map(Drop, spun)


def _is_spun(text: str) -> bool:
    hits = _hits(text, "spun.words")
    return hits >= SPUN_WORDS and size(text) <= 2 * SPUN_PITCH * hits
