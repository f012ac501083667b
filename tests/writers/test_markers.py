from __future__ import annotations

from collections.abc import Callable

import pytest

from forumdocs.model import Pair
from forumdocs.writers.markers import write_marker


@pytest.mark.parametrize(
    ("marker", "lang", "written"),
    [
        ("1)", "en", "1) "),
        ("•", "ru", "• "),
        ("二、", "zh", "二、"),
        ("二、", "zh-Hant", "二、"),
        ("二、", "en", "2. "),
        ("十、", "ru", "10. "),
        ("（十二）", "en", "(12) "),
        ("（三）", "ja", "（三）"),
        ("二十一、", "en", "21. "),
        ("가.", "en", "가. "),
    ],
)
def test_a_marker_is_written_as_its_readers_know_it(
    make_pair: Callable[..., Pair], marker: str, lang: str, written: str
) -> None:
    assert write_marker(make_pair("4.1", "zh", "文", "Text", marker=marker), lang) == written


def test_only_the_first_sentence_of_an_item_has_a_marker(make_pair: Callable[..., Pair]) -> None:
    assert write_marker(make_pair("4.2", "zh", "文", "Text", marker="二、"), "zh") == ""
    assert write_marker(make_pair("4.11", "zh", "文", "Text", marker="二、"), "zh") == ""
