"""Cleaning: named rules that take the furniture of sites out of a document and mend what scraping broke.

The rules run in the order of :data:`RULES`, each on what the ones before it left, and each says what it
took out. When a rule is unsure it keeps the text: a leftover button is a lesser fault than a lost sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from forumdocs.pipelines.cleaning import breaks, furniture, headlines, metadata, running, spam, tails, widths
from forumdocs.pipelines.cleaning.page import RUNNING, Change, Page, Rule, apply, blocks_of

if TYPE_CHECKING:
    from forumdocs.model import Document, Dropped

__all__ = ["RULES", "Change", "Rule", "clean", "explain"]

RULES: tuple[Rule, ...] = (
    Rule(RUNNING, running.find_running_lines),
    Rule("skip-link", furniture.matching("skip-link", longest=60)),
    Rule("site-banner", furniture.certain("banner")),
    Rule("site-control", furniture.whole_line("sure.site-control")),
    Rule("site-control", furniture.matching("control", longest=60)),
    Rule("share-bar", furniture.whole_line("sure.share-bar")),
    Rule("share-bar", furniture.matching("share-line", longest=100)),
    Rule("account", furniture.whole_line("sure.account")),
    Rule("breadcrumb", furniture.find_breadcrumbs),
    Rule("menu-row", furniture.find_rows),
    Rule("copyright", furniture.certain("rights", longest=300)),
    Rule("copyright", furniture.matching("copyright", longest=300)),
    Rule("cookie-notice", furniture.matching("cookie")),
    Rule("newsletter", furniture.matching("newsletter", longest=200)),
    Rule("comment-form", furniture.matching("comment-form", longest=200)),
    Rule("neighbour-link", furniture.matching("neighbour-link", longest=160)),
    Rule("tag-line", furniture.matching("tag-line", longest=240)),
    Rule("neighbour-link", tails.find_neighbours),
    Rule("identifier", metadata.find_identifiers),
    Rule("posting-line", metadata.find_posting_lines),
    Rule("spam", spam.find_spam),
    Rule("related", furniture.matching("teaser-line", longest=240)),
    Rule("related", tails.find_related),
    Rule("related", tails.find_cut_teasers),
    Rule("related", tails.find_dated_teasers),
    Rule("related", tails.find_below_rights),
    Rule("tag-line", tails.find_tags),
    Rule("link-list", furniture.matching("link-line", longest=240)),
    Rule("link-list", tails.links()),
    Rule("byline", metadata.find_bylines),
    Rule("byline", metadata.find_byline_members),
    Rule("menu", furniture.find_menus),
    Rule("menu", furniture.find_top_menus),
    Rule("menu", headlines.find_above),
    Rule("share-bar", furniture.find_share_bars),
    Rule("menu", furniture.find_leftovers),
    Rule("menu", furniture.find_enclosed),
    Rule("link-list", furniture.find_footer_contacts),
    Rule("repeated-headline", headlines.find_page_titles),
    Rule("site-name", headlines.find_site_names),
    Rule("repeated-headline", headlines.find_repeats),
    Rule("repeated-headline", headlines.find_prefixes),
    Rule("site-name", headlines.find_brands),
    Rule("machine-spun", spam.find_spun),
    Rule("width", widths.find_widths),
    Rule("broken-sentence", breaks.find_breaks),
)
"""The rules in their order: sure ones first, since what they find is evidence for the rest; joining last,
since a line of spam may stand between the halves of a sentence."""


def clean(document: Document) -> Document:
    """The document without furniture, with broken sentences joined; ``dropped`` names each line taken out.

    Blocks keep their index; a block that was joined to another keeps the index of the first. A document in
    which nothing would be left comes back whole.
    """
    return explain(document)[0]


def explain(document: Document) -> tuple[Document, tuple[Change, ...]]:
    """Like :func:`clean`, with every change that every rule made, also those that take nothing out."""
    page = Page.of(document.blocks)
    dropped: list[Dropped] = []
    changes: list[Change] = []
    for rule in RULES:
        page, lost, changed = apply(page, rule)
        dropped += lost
        changes += changed
    blocks = blocks_of(page, document.blocks)
    if not any(block.text.strip() for block in blocks):
        return document, ()
    dropped.sort(key=lambda lost: lost.block)
    return document.with_blocks(blocks, tuple(dropped)), tuple(changes)
