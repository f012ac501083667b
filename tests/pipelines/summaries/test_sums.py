from __future__ import annotations

import pytest

from forumdocs.pipelines.summaries.sums import find_sums


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "at a cost of 2.06 million euros", "2060000 EUR"),
        ("en", "a grant of US$3.5 million", "3500000 USD"),
        ("en", "85,000 Canadian dollars", "85000 CAD"),
        ("en", "CNY 3,200 a head", "3200 CNY"),
        ("zh", "投入1.9亿元", "190000000 CNY"),
        ("zh", "合计300万美元", "3000000 USD"),
        ("ko", "사업비는 312억 원이다", "31200000000 KRW"),
        ("ru", "выделено 1,9 млн рублей", "1900000 RUB"),
        ("ja", "予算は5億円です", "500000000 JPY"),
        ("th", "งบประมาณ 20 ล้านบาท", "20000000 THB"),
    ],
)
def test_a_sum_is_read_with_its_currency(lang: str, text: str, value: str) -> None:
    assert [money.value for money in find_sums(text, lang)] == [value]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("ko", "연구원 22명이 왔다"), ("en", "40 wonderful days"), ("ko", "지원 6건"), ("zh", "二元运算有2种")],
)
def test_a_word_that_looks_like_a_currency_makes_no_sum(lang: str, text: str) -> None:
    assert not find_sums(text, lang)
