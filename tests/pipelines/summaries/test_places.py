from __future__ import annotations

import pytest

from forumdocs.pipelines.summaries.places import find_places


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("en", "Teams from Norway and Viet Nam met in Trieste.", ["Norway", "Viet Nam", "Trieste"]),
        ("en", "Bring the badge to Room 7 of the Harbour Hotel.", ["Room 7", "Harbour Hotel"]),
        ("en", "The probe was tested in Zlatibor last year.", ["Zlatibor"]),
        ("ru", "Делегация вылетела из Новой Зеландии в Ригу.", ["Новая Зеландия", "Рига"]),
        ("ru", "Испытания прошли в Суздале и Нижнем Новгороде.", ["Суздаль", "Нижний Новгород"]),
        ("ru", "Собираемся в зале № 4, ул. Садовая, д. 8.", ["зале № 4", "ул. Садовая, д. 8"]),
        ("zh", "代表团从赫尔辛基飞往青岛。", ["赫尔辛基", "青岛"]),
        ("zh", "请到第二会议室签到。", ["第二会议室"]),
        ("ko", "노르웨이와 몽골의 대표가 여수에서 만났다.", ["노르웨이", "몽골", "여수"]),
        ("ko", "등록은 제2회의실에서 한다.", ["제2회의실"]),
        ("ja", "ノルウェーの代表が釧路市と京都を訪れた。", ["ノルウェー", "釧路市", "京都"]),
    ],
)
def test_places_are_named_in_the_nominative(lang: str, text: str, names: list[str]) -> None:
    assert [place.name for place in find_places(text, lang)] == names


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Vienna Convention was read in Russian."),
        ("en", "She studied at the University of Bristol in May."),
        ("en", "It costs 40 US dollars."),
        ("ru", "Взнос составляет 40 долларов США."),
        ("ru", "Того же мнения был докладчик."),
        ("zh", "参加纳米会议的人最大连续工作两小时。"),
        ("zh", "北京大学的教授讲英语。"),
        ("ko", "지난 회의의 수단과 선전을 검토했다."),
    ],
)
def test_other_names_and_words_are_no_places(lang: str, text: str) -> None:
    assert not find_places(text, lang)
