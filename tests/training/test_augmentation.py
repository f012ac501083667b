from __future__ import annotations

import random
from decimal import Decimal

import pytest

from training.augmentation import compose, dates, figures, mending, places, russian
from training.augmentation import Composer

NODES = {
    "en": "The network has 22 nodes.",
    "zh": "该网络有22个节点。",
    "ko": "이 네트워크에는 노드가 22개 있다.",
    "ru": "В сети 22 узла.",
    "ja": "このネットワークには22のノードがある。",
}
MEETING = {
    "en": "We meet in Prague at 10.30 a.m. on Friday, 14 March 2025.",
    "zh": "我们将于2025年3月14日（星期五）上午10:30在布拉格开会。",
    "ko": "2025년 3월 14일 금요일 오전 10시 30분에 프라하에서 모입니다.",
    "ru": "Встречаемся в Праге в 10:30 в пятницу, 14 марта 2025 года.",
    "ja": "2025年3月14日金曜日午前10時30分にプラハで集まります。",
}
BUDGET = {
    "en": "The budget is 1.25 billion yuan.",
    "zh": "预算为12.5亿元。",
    "ko": "예산은 12억 5천만 위안이다.",
    "ru": "Бюджет составляет 1,25 млрд юаней.",
    "ja": "予算は12億5,000万元である。",
}


def variants(group: dict[str, str], *, times: int = 12) -> list[dict[str, str]]:
    return list(compose([group], seed=1, times=times))


def kinds(group: dict[str, str]) -> list[str]:
    return sorted(slot.kind for slot in Composer().slots(group))


def test_the_parts_of_a_date_a_time_and_a_city_are_slots() -> None:
    assert kinds(MEETING) == ["city", "day", "month", "time", "weekday", "year"]


def test_what_one_language_lacks_is_no_slot() -> None:
    assert Composer().slots({**NODES, "ja": "このネットワークには多数のノードがある。"}) == []


def test_what_a_language_says_twice_is_no_slot() -> None:
    assert Composer().slots({**NODES, "ru": "В сети 22 узла и 22 линии."}) == []


def test_a_number_is_the_same_in_all_languages_of_a_variant() -> None:
    for variant in variants(NODES):
        found = {lang: [t.value for t in figures.find(text, lang)] for lang, text in variant.items()}
        assert len({tuple(values) for values in found.values()}) == 1
        assert found["en"] != [Decimal(22)]


def test_a_russian_noun_agrees_with_its_new_number() -> None:
    said = {variant["ru"] for variant in variants(NODES, times=40)}
    assert any(text.endswith("узлов.") for text in said)
    for text in said:
        number = int("".join(filter(str.isdigit, text)))
        assert text.endswith("узла." if russian.count_class(number) == "few" else "узлов.")
        assert russian.count_class(number) != "one"


def test_large_numbers_keep_the_notation_of_their_language() -> None:
    for variant in variants(BUDGET):
        million = next(figures.find(variant["en"], "en")).value
        assert isinstance(million, Decimal)
        hundred_millions, rest = divmod(int(million), 10**8)
        assert f"{hundred_millions}억 {rest // 10**7}천만" in variant["ko"]
        assert f"{hundred_millions}億{rest // 10**4:,}万" in variant["ja"]
        assert f"{million / 10**8:.1f}亿" in variant["zh"]
        assert f"{million / 10**9:.2f}".replace(".", ",") in variant["ru"]


def test_numbers_keep_their_order() -> None:
    for seed in range(30):
        drawn = figures.draw([Decimal(52), Decimal(55)], random.Random(seed))
        assert not drawn or drawn[Decimal(52)] < drawn[Decimal(55)]


@pytest.mark.parametrize("text", ["BB84", "10:30", "3/4", "1.2.3", "10⁻¹⁸", "stand B17", "2 × 10", "a1b2"])
def test_a_part_of_a_code_or_a_formula_is_no_number(text: str) -> None:
    assert list(figures.find(text, "en")) == []


def test_variants_are_the_same_for_the_same_seed_and_wherever_a_group_stands() -> None:
    alone = list(compose([NODES], seed=7, times=3))
    assert alone == list(compose([BUDGET, NODES], seed=7, times=3))[-len(alone) :]
    assert alone != list(compose([NODES], seed=8, times=3))


def test_months_and_days_and_years_are_told_in_every_language() -> None:
    for variant in variants(MEETING):
        for find in (dates.find_months, dates.find_days, dates.find_years, dates.find_weekdays, dates.find_times):
            assert len({next(iter(find(text, lang))).value for lang, text in variant.items()}) == 1


def test_a_weekday_takes_the_preposition_it_asks_for() -> None:
    said = " ".join(variant["ru"] for variant in variants(MEETING, times=40))
    assert "во вторник" in said
    assert "в вторник" not in said
    assert "в среду" in said


@pytest.mark.parametrize(
    ("name", "gender", "case", "form"),
    [
        ("Прага", "femn", "gent", "Праги"),
        ("Пекин", "masc", "ablt", "Пекином"),
        ("Казань", "femn", "ablt", "Казанью"),
        ("Гренобль", "masc", "loct", "Гренобле"),
        ("Тбилиси", "masc", "loct", "Тбилиси"),
        ("Япония", "femn", "loct", "Японии"),
        ("Южная Корея", "femn", "gent", "Южной Кореи"),
    ],
)
def test_names_of_places_decline(name: str, gender: str, case: str, form: str) -> None:
    assert russian.place_forms(name, gender)[case] == form


def test_a_place_is_swapped_for_one_of_its_gender_in_its_case() -> None:
    for variant in variants(MEETING, times=30):
        token = next(iter(places.find(variant["ru"], "ru")))
        assert isinstance(token.value, places.Place)
        assert token.value.gender == "femn"
        assert (
            variant["ru"][token.start : token.end]
            == russian.place_forms(token.value.in_language("ru")[0], "femn")["loct"]
        )


def test_a_name_that_is_part_of_another_is_no_place() -> None:
    assert list(places.find("Seoul National University", "en")) == []
    assert list(places.find("서울대학교", "ko")) == []


@pytest.mark.parametrize(
    ("before", "new", "mended"),
    [("a ", "8-bit", "an "), ("an ", "70-minute", "a "), ("An ", "Norway", "A "), ("a ", "NV centre", "an ")],
)
def test_an_article_is_mended(before: str, new: str, mended: str) -> None:
    assert mending.mend_article(before, new) == mended


@pytest.mark.parametrize(
    ("old", "new", "after", "mended"),
    [
        ("서울", "도쿄", "은 넓다", "는 넓다"),
        ("도쿄", "서울", "로 갔다", "로 갔다"),
        ("도쿄", "대전", "로 갔다", "으로 갔다"),
        ("서울", "도쿄", "이다.", "다."),
        ("도쿄", "서울", "와의 협력", "과의 협력"),
        ("서울", "도쿄", "에서", "에서"),
    ],
)
def test_a_korean_particle_is_mended(old: str, new: str, after: str, mended: str) -> None:
    assert mending.mend_particle(old, new, after) == mended


@pytest.mark.parametrize(
    ("before", "following", "mended"),
    [
        ("Работа в ", "Франции", "Работа во "),
        ("Работа во ", "Италии", "Работа в "),
        ("связь с ", "Швецией", "связь со "),
        ("слово об ", "Японии", "слово о "),
        ("слово о ", "Армении", "слово об "),
    ],
)
def test_a_russian_preposition_is_mended(before: str, following: str, mended: str) -> None:
    assert russian.mend_preposition(before, following) == mended
