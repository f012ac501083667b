from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forumdocs.mt.numbers import added_numbers, find_numbers, lost_numbers

SAME = [
    ("en", "a budget of 320 million euros", "zh", "预算为3.2亿欧元"),
    ("zh", "预算为3.2亿欧元", "ko", "예산은 3억 2천만 유로"),
    ("ko", "예산은 3억 2천만 유로", "ru", "бюджет в 320 млн евро"),
    ("zh", "投入十二亿五千万元", "en", "an investment of 1.25 billion yuan"),
    ("zh", "3.2万亿元", "en", "3.2 trillion yuan"),
    ("zh", "10万名学生", "en", "100,000 students"),
    ("zh", "10多万名学生", "ru", "более 100 тысяч студентов"),
    ("ko", "주민 27만5000명", "en", "275,000 residents"),
    ("ja", "1兆2000億円", "en", "1.2 trillion yen"),
    ("ko", "1만 8,600명이 왔다", "en", "18,600 people came"),
    ("ko", "2025년 1만 500명", "en", "10,500 people in 2025"),
    ("en", "the stage is at 32 K", "zh", "该级温度为32 K"),
    ("en", "it costs 32K dollars", "zh", "费用为3.2万美元"),
    ("th", "งบประมาณ 5 ล้านบาท", "en", "a budget of 5 million baht"),
    ("th", "ปี พ.ศ. 2568", "en", "the year 2025"),
    ("ja", "令和7年", "en", "2025"),
    ("en", "$3.2bn", "ru", "3,2 млрд долларов"),
    ("en", "2 to 3 million users", "zh", "200万至300万用户"),
    ("ru", "1 000 участников", "en", "1,000 participants"),
    ("ru", "1\u00a0250,5 тонны", "en", "1,250.5 tonnes"),
    ("en", "16 September 2025", "zh", "2025年9月16日"),
    ("ru", "16 сентября 2025 года", "ko", "2025년 9월 16일"),
    ("ru", "16.09.2025", "en", "September 16, 2025"),
    ("en", "at 3 p.m.", "ru", "в 15:00"),
    ("zh", "下午3点半", "en", "at 3:30 pm"),
    ("ko", "오후 3시", "zh", "15:00"),
    ("ru", "в 3 часа дня", "ko", "오후 3시"),
    ("en", "in the 1990s", "zh", "20世纪90年代"),
    ("en", "the '90s", "ru", "90-х годов"),
    ("en", "from 1998–99", "ru", "с 1998 по 1999 год"),
    ("zh", "3个实验室", "en", "three laboratories"),
    ("ko", "실험실 3곳", "ru", "три лаборатории"),
    ("ru", "21 лаборатория", "en", "twenty-one laboratories"),
    ("en", "250 pages", "ru", "двести пятьдесят страниц"),
    ("zh", "第2次会议", "en", "the second meeting"),
    ("en", "the 21st century", "ru", "XXI век"),
    ("en", "50% of the votes", "zh", "百分之五十的选票"),
    ("ko", "50%의 표", "en", "half of the votes"),
    ("en", "by 2/3", "zh", "三分之二"),
    ("ko", "20년", "en", "two decades"),
    ("ko", "1인당 소득", "en", "income per capita"),
    ("zh", "5千克", "en", "5 kg"),
    ("en", "version 2.1.3", "ru", "версия 2.1.3"),
    ("en", "１５ nodes", "zh", "15个节点"),
    ("ko", "2만 5천 명", "zh", "2.5万人"),
]


@pytest.mark.parametrize(("lang", "text", "other_lang", "other"), SAME)
def test_one_number_in_two_notations_agrees(lang: str, text: str, other_lang: str, other: str) -> None:
    assert lost_numbers(text, other, lang=lang, other_lang=other_lang) == ()
    assert added_numbers(text, other, source_lang=lang, target_lang=other_lang) == ()


DIFFERENT = [
    ("en", "a budget of 320 million euros", "zh", "预算为32亿欧元"),
    ("en", "5.7 million voters", "zh", "57亿选民"),
    ("zh", "预算为3.2亿欧元", "ru", "бюджет в 320 тыс. евро"),
    ("ko", "16일", "en", "on the 19th"),
    ("en", "16 September 2025", "ko", "2025년 10월 16일"),
    ("en", "at 3 p.m.", "ru", "в 14:00"),
    ("ru", "1 000 участников", "en", "10,000 participants"),
    ("zh", "十二亿五千万元", "en", "1.5 billion yuan"),
    ("en", "2 to 3 million users", "zh", "200万至400万用户"),
    ("en", "5 and 5", "ko", "5와 6"),
    ("en", "a first meeting", "zh", "第一次会议有37人"),
]


@pytest.mark.parametrize(("lang", "text", "other_lang", "other"), DIFFERENT)
def test_different_numbers_do_not_agree(lang: str, text: str, other_lang: str, other: str) -> None:
    assert lost_numbers(text, other, lang=lang, other_lang=other_lang) or added_numbers(
        text, other, source_lang=lang, target_lang=other_lang
    )


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "I may march with you"),
        ("zh", "千万不要"),
        ("zh", "万一下雨"),
        ("ko", "이 일은 사람이 한다"),
        ("ru", "моя семья"),
    ],
)
def test_words_that_look_like_numbers_demand_nothing(lang: str, text: str) -> None:
    assert not any(number.demanded for number in find_numbers(text, lang))


@pytest.mark.parametrize(
    ("lang", "text", "written"), [("ko", "64.6.4.6만 개", "64.6.4.6"), ("zh", "第2.1.3万", "2.1.3")]
)
def test_a_list_of_numbers_before_a_unit_is_no_amount(lang: str, text: str, written: str) -> None:
    assert next(number.text for number in find_numbers(text, lang)) == written


ALPHABET = "0159.,: 万億亿억만조천千百十三млнk%"


@given(text=st.text(alphabet=ALPHABET, max_size=20), lang=st.sampled_from(("en", "zh", "ko", "ru", "ja", "th")))
def test_whatever_a_model_writes_is_read_without_an_error(text: str, lang: str) -> None:
    for number in find_numbers(text, lang):
        assert 0 <= number.start < number.end <= len(text)
