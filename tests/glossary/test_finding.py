from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from forumdocs.glossary.finding import PhraseFinder, phrase_lines, words_of
from forumdocs.glossary.folding import Drops, fold

WORD = re.compile(r"[^\W_]+")
PHRASES = {
    phrase: phrase.replace(" ", "+")
    for phrase in ("a", "a b", "a b c", "a b c d", "b", "b a", "c a b", "é a", "x1", "d d d", "d d b", "т е", "е")
}


def found_one_by_one(text: str) -> list[tuple[int, int, str]]:
    """Every row of words that is a phrase, looked up as it stands."""
    words = list(WORD.finditer(text.lower()))
    rows = [words[i:j] for i in range(len(words)) for j in range(len(words), i, -1)]
    phrases = ((row, " ".join(word.group() for word in row)) for row in rows)
    return [(row[0].start(), row[-1].end(), PHRASES[phrase]) for row, phrase in phrases if phrase in PHRASES]


@settings(deadline=None)
@given(st.text(alphabet="aAbBcdDé x1_,-.’\n\tТеЕ—²½", max_size=60))
def test_phrases_are_found_where_looking_them_up_one_by_one_finds_them(text: str) -> None:
    where, candidates = PhraseFinder(phrase_lines(PHRASES)).search(text.replace("-\n", "-"))
    found = [(*where.span(first, last), entry) for first, last, entry in candidates]
    assert found == found_one_by_one(text.replace("-\n", "-"))


@given(st.text(alphabet="aé\u0301\u00ad\u200b е-\nЁ.", max_size=30))
def test_words_lie_where_their_letters_do_whatever_marks_are_among_them(text: str) -> None:
    words = [word for word in words_of(text) if len(word) > 1]
    finder = PhraseFinder(phrase_lines({word: word for word in words}))
    where, candidates = finder.search(text)
    for first, last, word in candidates:
        start, end = where.span(first, last)
        assert words_of(text[start:end]) == [word]


@given(st.text(alphabet="ab ,\n　", max_size=40), st.data())
def test_a_span_of_the_folded_text_begins_and_ends_with_its_own_characters(text: str, data: st.DataObject) -> None:
    folded = fold(text, Drops(more=","), {})
    kept = [place for place, char in enumerate(text) if char in "ab"]
    assert len(folded.text) == len(kept)
    if kept:
        first = data.draw(st.integers(0, len(kept) - 1))
        last = data.draw(st.integers(first, len(kept) - 1))
        assert folded.span(first, last + 1) == (kept[first], kept[last] + 1)
