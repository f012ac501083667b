from __future__ import annotations

import pytest

from forumdocs.glossary import Concept, Glossary, Matcher, Term
from forumdocs.model import Kind, Point
from forumdocs.pipelines.summaries.points import find_points
from forumdocs.pipelines.summaries.sentences import Sentence

GLOSSARY = Glossary(
    [Concept("coil-board", (Term("Coil Board", "en"), Term("线圈局", "zh-Hans")), "institutions", "proper-noun")]
)


def points(*texts: str, lang: str = "en", kinds: tuple[Kind, ...] = ()) -> list[tuple[Point, str, int]]:
    sentences = [
        Sentence(f"{n}.1", text, lang, n, kinds[n] if kinds else Kind.PARAGRAPH) for n, text in enumerate(texts)
    ]
    return [(p.kind, p.value, p.block) for p in find_points(sentences, Matcher(GLOSSARY), files=["a.txt"])]


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "The tour was led by Dr Odile Marchetti of the host laboratory.", "Odile Marchetti"),
        ("ru", "Доклад прочитала профессор Нина Ладыгина.", "Нина Ладыгина"),
        ("ru", "Возразил Пётр Ильич Вересов.", "Пётр Ильич Вересов"),
        ("zh", "会上，吴启明教授作了报告。", "吴启明"),
        ("ko", "첫 강연은 박소연 교수가 맡았다.", "박소연"),
        ("ru", "Слово дали доктору Анне Кузнецовой.", "Анна Кузнецова"),
        ("ru", "С докладом выступил И. П. Громов.", "И. П. Громов"),
        ("zh", "会议由欧阳明博士主持。", "欧阳明"),
        ("zh", "玛尔塔·维加博士回答了提问。", "玛尔塔·维加"),
        ("ko", "발표자: 표민서", "표민서"),
        ("ko", "남궁민 교수는 반대했다.", "남궁민"),
        ("en", "Moderator: Professor Lin Yue", "Lin Yue"),
        ("ja", "開会の挨拶は山下教授が行った。", "山下"),
    ],
)
def test_people_are_named_without_their_titles(lang: str, text: str, name: str) -> None:
    assert (Point.WHO, name, 0) in points(text, lang=lang)


@pytest.mark.parametrize(
    ("lang", "text"), [("ko", "한국의 연구원 열 명이 왔다."), ("en", "It was built by the Quantum Institute of Oslo.")]
)
def test_what_stands_beside_a_title_is_not_always_a_name(lang: str, text: str) -> None:
    assert all(kind is not Point.WHO for kind, _, _ in points(text, lang=lang))


def test_an_institution_of_the_glossary_is_one_who_acts() -> None:
    assert (Point.WHO, "Coil Board", 0) in points("The Coil Board sent two observers.")


@pytest.mark.parametrize(
    ("lang", "text", "iso"),
    [
        ("en", "Send the abstract no later than 3 May 2027.", "2027-05-03"),
        ("zh", "请在5月31日前回复。", "--05-31"),
        ("zh", "在5月底前完成翻译。", "--05-31"),
        ("ko", "신청서는 2027년 3월 2일까지 받는다.", "2027-03-02"),
        ("ru", "Заявки принимаются до 1 марта 2027 года.", "2027-03-01"),
        ("ja", "5月10日までに提出してください。", "--05-10"),
        ("th", "ส่งภายในวันที่ 5 มีนาคม 2570", "2027-03-05"),
    ],
)
def test_a_date_by_which_something_is_due_is_a_deadline(lang: str, text: str, iso: str) -> None:
    assert (Point.DEADLINE, iso, 0) in points(text, lang=lang)


def test_a_range_of_dates_is_no_deadline() -> None:
    assert (Point.WHEN, "--07-20/--07-25", 0) in points("강의는 7월 20일부터 25일까지 열린다.", lang="ko")


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "The workshop will be held in Ghent from 3 to 5 May.", "Ghent"),
        ("zh", "会议于四月二日在成都举行。", "成都"),
        ("ko", "회의는 5월 3일 여수에서 열린다.", "여수"),
        ("ru", "Семинар состоится 3 мая в Твери.", "Тверь"),
        ("en", "Ghent, 3 May 2027", "Ghent"),
    ],
)
def test_where_something_is_held_is_told(lang: str, text: str, place: str) -> None:
    assert (Point.WHERE, place, 0) in points(text, lang=lang)


def test_the_items_below_a_label_are_decisions() -> None:
    texts = ("РЕШИЛИ:", "Закупить три криостата.", "Обед был вкусным.")
    found = points(*texts, lang="ru", kinds=(Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.PARAGRAPH))
    assert (Point.DECISION, texts[1], 1) in found
    assert all(value != texts[2] for _, value, _ in found)


def test_a_fact_is_listed_once_where_it_stands_first() -> None:
    found = points("It opens on 3 May 2027.", "Again: it opens on 3 May 2027.")
    assert [point for point in found if point[0] is Point.WHEN] == [(Point.WHEN, "2027-05-03", 0)]


def test_a_person_stands_once_by_the_full_name() -> None:
    found = points("Первым говорил Пётр Ильич Вересов.", "П. И. Вересов ответил.", lang="ru")
    assert [value for kind, value, _ in found if kind is Point.WHO] == ["Пётр Ильич Вересов"]


def test_the_end_of_a_month_is_its_last_day_where_something_is_due() -> None:
    assert (Point.WHEN, "--08", 0) in points("Lectures appear at the end of August.")
    assert (Point.DEADLINE, "--08-31", 0) in points("Lectures appear by the end of August.")


def test_who_pays_what_is_a_decision() -> None:
    text = "The host shall pay 3 million euros."
    assert (Point.DECISION, text, 0) in points(text)
    assert all(kind is not Point.DECISION for kind, _, _ in points("The dinner cost 40 euros."))


def test_what_a_policy_brief_demands_is_a_decision() -> None:
    texts = ("Policy brief on clocks", "Ports need to hold time.")
    assert (Point.DECISION, texts[1], 1) in points(*texts)
    assert all(kind is not Point.DECISION for kind, _, _ in points("On clocks", texts[1]))


def test_the_label_of_a_list_of_decisions_is_none() -> None:
    kinds = (Kind.PARAGRAPH, Kind.LIST_ITEM)
    found = points("РЕШИЛИ:", "Окрасить башню к весне.", lang="ru", kinds=kinds)
    assert [value for kind, value, _ in found if kind is Point.DECISION] == ["Окрасить башню к весне."]


def test_what_a_thing_will_cost_is_no_decision() -> None:
    assert Point.DECISION not in [kind for kind, _, _ in points("The mast will cost 9 million euros.")]
    assert Point.DECISION in [kind for kind, _, _ in points("The port will pay 9 million euros.")]


def test_initials_and_a_surname_in_two_cases_are_one_person() -> None:
    found = points("Выступил А. П. Лядов.", "Слово дали А. П. Лядову.", "Пришёл А. П. Лядин.", lang="ru")
    assert [value for kind, value, _ in found if kind is Point.WHO] == ["А. П. Лядов", "А. П. Лядин"]


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("en", "P.S. Professor Odile Marchetti sends her regards.", Point.WHO),
        ("zh", "程志远、吴启明 2026年4月", Point.WHERE),
        ("en", "The Third Harbour Forum was a success.", Point.WHERE),
        ("en", "The talks were held at the Millpond xL Tower.", Point.WHERE),
    ],
)
def test_a_name_is_not_cut_out_of_a_longer_one(lang: str, text: str, kind: Point) -> None:
    wrong = {"P.S. Professor", "程志远、吴启明", "Third Harbour", "the Millpond"}
    assert wrong.isdisjoint(value for one, value, _ in points(text, lang=lang) if one is kind)


def test_the_floor_belongs_to_a_venue_in_either_script() -> None:
    found = points("大會於海灣會議中心三樓舉行。", lang="zh-Hant")
    assert [value for kind, value, _ in found if kind is Point.WHERE] == ["海灣會議中心三樓"]
