from __future__ import annotations

from forumdocs.mt.constraints.placing import Draft, end_of, place
from forumdocs.mt.decoding import Alignment

SOURCE = "实验平台开放了"
TEXT = "The new facility opened 3 doors."
WORDS = (3, 7, 16, 23, 25, 31, 32)
"""Where the words of the draft end."""


def draft(*, looks: tuple[float, ...]) -> Draft:
    """A draft whose words looked so much at the first four characters of the source."""
    weights = tuple((look, 1 - look) for look in looks)
    return Draft(TEXT, Alignment((4, 7), WORDS, weights), "en")


def words_at(found: Draft, *, term: str = "test bed", taken: tuple[tuple[int, int], ...] = ()) -> str:
    start, end = place(found, spots=[(0, 4)], source=SOURCE, term=term, taken=taken)
    return TEXT[start:end]


def test_the_term_belongs_where_the_model_looked_at_it() -> None:
    assert words_at(draft(looks=(0.1, 0.1, 0.9, 0.1, 0, 0, 0))) == "facility"


def test_neighbours_that_looked_there_too_belong_to_it() -> None:
    assert words_at(draft(looks=(0.1, 0.8, 0.9, 0.1, 0, 0, 0))) == "new facility"


def test_articles_numbers_and_other_terms_never_give_way() -> None:
    found = words_at(draft(looks=(0.9, 0.0, 0.9, 0.4, 0.9, 0, 0)), taken=((8, 16),))
    assert found == "opened"


def test_where_nothing_else_is_known_a_word_of_the_term_draws_it() -> None:
    start, end = place(draft(looks=(0,) * 7), spots=(), source=SOURCE, term="closed doors", taken=())
    assert TEXT[start:end] == "doors"


def test_a_draft_without_a_free_word_gets_the_term_at_its_end() -> None:
    start, end = place(draft(looks=(0,) * 7), spots=[(0, 4)], source=SOURCE, term="test bed", taken=[(0, 31)])
    assert (start, end) == (31, 31)


def test_a_sentence_ends_before_its_full_stop_and_quotes() -> None:
    assert [end_of(text) for text in ("Да.", "好。」", "“Yes!”", "no")] == [2, 1, 4, 2]
