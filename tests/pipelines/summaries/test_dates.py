from __future__ import annotations

import pytest

from forumdocs.pipelines.summaries.dates import event_of, find_dates, find_days_of


@pytest.mark.parametrize(
    ("lang", "text", "iso"),
    [
        ("en", "The call opens on 3 March 2027.", "2027-03-03"),
        ("en", "The call opens on March 3rd, 2027.", "2027-03-03"),
        ("en", "held from 14 to 16 October 2026 in Turin", "2026-10-14/2026-10-16"),
        ("en", "from 30 June to 2 July 2026", "2026-06-30/2026-07-02"),
        ("en", "from June 24 to 26", "--06-24/--06-26"),
        ("en", "in October 2026", "2026-10"),
        ("zh", "论坛于2026年10月14日至16日举行", "2026-10-14/2026-10-16"),
        ("zh", "二〇二六年四月二十二日", "2026-04-22"),
        ("zh", "请于5月31日前提交", "--05-31"),
        ("ko", "2026년 6월 7일부터 9일까지", "2026-06-07/2026-06-09"),
        ("ko", "2028년 10월 31일까지", "2028-10-31"),
        ("ru", "9–10 сентября 2026 г.", "2026-09-09/2026-09-10"),
        ("ru", "до 1 октября 2027 года", "2027-10-01"),
        ("ru", "с 13 по 17 апреля", "--04-13/--04-17"),
        ("ja", "令和8年5月5日に開催", "2026-05-05"),
        ("th", "วันที่ 5 พฤษภาคม 2569", "2026-05-05"),
        ("en", "in the third quarter of 2027", "2027-07/2027-09"),
        ("en", "from 2026 to 2030", "2026/2030"),
        ("en", "ready in May", "--05"),
        ("zh", "2027年下半年", "2027-07/2027-12"),
        ("zh", "今年6月到9月", "--06/--09"),
        ("ko", "2026. 10. 14.(수)~16.(금)", "2026-10-14/2026-10-16"),
        ("ko", "2027년 2분기", "2027-04/2027-06"),
        ("ru", "в III квартале 2026 года", "2026-07/2026-09"),
        ("ru", "с июня по сентябрь", "--06/--09"),
        ("ru", "14-16.10.2026", "2026-10-14/2026-10-16"),
        ("en", "version of 2026-04-18", "2026-04-18"),
        ("ru", "от 17.03.2026 № 4", "2026-03-17"),
    ],
)
def test_a_date_is_read_in_any_language(lang: str, text: str, iso: str) -> None:
    assert [date.iso for date in find_dates(text, lang)] == [iso]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "It may take 40 steps."),
        ("zh", "共有3000人参加"),
        ("en", "section 2.1.3"),
        ("ko", "3일 동안"),
        ("zh", "为期三个月"),
        ("ko", "6개월"),
    ],
)
def test_what_is_no_date_is_not_read_as_one(lang: str, text: str) -> None:
    assert not find_dates(text, lang)


def test_a_date_stands_where_it_was_found() -> None:
    text = "Reports are due on 1 May 2027 at noon."
    (date,) = find_dates(text, "en")
    assert text[date.start : date.end] == "1 May 2027"


@pytest.mark.parametrize(
    ("lang", "event", "text", "iso"),
    [
        ("ru", "с 14 по 18 сентября 2026 г.", "Экскурсия в среду.", "2026-09-16"),
        ("ko", "2026년 7월 20일부터 25일까지", "22일 오후에는 쉽니다.", "2026-07-22"),
        ("en", "14–18 September 2026", "The dinner is on Thursday.", "2026-09-17"),
        ("en", "14–18 September", "Posters hang on the 15th.", "--09-15"),
    ],
)
def test_a_day_of_the_event_may_be_named_alone(lang: str, event: str, text: str, iso: str) -> None:
    found = event_of(find_dates(event, lang))
    assert found
    assert [day.iso for day in find_days_of(found, text, lang)] == [iso]


def test_a_day_outside_the_event_is_not_reckoned() -> None:
    found = event_of(find_dates("14–16 September 2026", "en"))
    assert found
    assert not find_days_of(found, "We leave on Sunday.", "en")
