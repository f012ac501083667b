from __future__ import annotations

import random
import re
from decimal import Decimal
from pathlib import Path

import pytest

from forumdocs.glossary import Concept, Glossary, Term
from training.augmentation import (
    Composer,
    augment,
    carriers,
    carry,
    compose,
    dates,
    figures,
    measures,
    mending,
    noise,
    numerals,
    places,
    read_passages,
    russian,
)  # fmt: skip
from training.data import Row

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


# Measures, numbers in words

SPAN = {
    "en": "Wait for six hours, at 40 euros each.",
    "zh": "请等待六小时，每小时40欧元。",
    "ko": "여섯 시간 동안 기다리십시오. 각 40유로입니다.",
    "ru": "Ждите шесть часов, каждый стоит 40 евро.",
    "ja": "六時間お待ちください。各40ユーロです。",
}


def test_a_number_in_words_stays_one_in_its_class() -> None:
    said = {variant["ru"].split()[1] for variant in variants(SPAN, times=40)}
    assert said - {"шесть"} <= {"пять", "семь", "восемь", "девять"}
    assert len(said) > 2


def test_a_word_that_is_part_of_a_larger_number_is_none() -> None:
    assert list(numerals.find("two thirds of twenty-five", "en")) == []
    assert list(numerals.find("第六届，十六个", "zh")) == []


def test_a_currency_is_swapped_in_the_form_that_its_number_asks_for() -> None:
    budget = {**BUDGET, "ru": "Бюджет составляет 1,25 млрд юаней."}
    said = {variant["ru"].split(" млрд ")[1] for variant in variants(budget, times=40)}
    assert {"долларов.", "рублей.", "иен."} <= said
    assert "доллар." not in said


def test_a_measure_that_is_part_of_a_compound_one_is_none() -> None:
    assert list(measures.find("at 90 km/h", "en")) == []
    assert list(measures.find("40周年", "zh")) == []


# Terms

GLOSSARY = Glossary(
    [
        Concept(
            name,
            tuple(
                Term(text, lang)
                for lang, text in zip(("en", "zh-Hans", "ko", "ru", "ja"), texts.split("|"), strict=True)
            ),
            domain="physics",
        )
        for name, texts in {
            "photon": "photon|光子|광자|фотон|光子",
            "ion": "ion|离子|이온|ион|イオン",
            "qubit": "topological qubit|拓扑量子比特|위상 큐비트|топологический кубит|トポロジカル量子ビット",
            "particle": "quasiparticle|准粒子|준입자|квазичастица|準粒子",
            "optics": "optics|光学|광학|оптика|光学",
            "ground-state": "ground state|基态|바닥 상태|основное состояние|基底状態",
        }.items()
    ]
)
PHOTONS = {
    "en": "A photon meets many others.",
    "zh": "一个光子遇到许多其他粒子。",
    "ko": "광자가 다른 많은 입자와 만난다.",
    "ru": "Роль каждого фотона велика.",
    "ja": "光子は多くの粒子に出会う。",
}


def test_a_term_is_swapped_for_one_of_its_kind_and_russian_gender_in_its_case() -> None:
    said = list(compose([PHOTONS], seed=1, times=20, glossary=GLOSSARY))
    assert {variant["ru"] for variant in said} == {
        "Роль каждого иона велика.",
        "Роль каждого топологического кубита велика.",
    }
    by_english = {variant["en"]: variant["ko"] for variant in said}
    assert by_english["An ion meets many others."] == "이온이 다른 많은 입자와 만난다."
    assert by_english["A topological qubit meets many others."] == "위상 큐비트가 다른 많은 입자와 만난다."


def test_a_term_whose_name_has_a_capital_gives_it_to_no_other() -> None:
    dirac = Concept(
        "dirac",
        (
            Term("Dirac fermion", "en"),
            Term("狄拉克费米子", "zh-Hans"),
            Term("디랙 페르미온", "ko"),
            Term("фермион Дирака", "ru"),
            Term("ディラックフェルミオン", "ja"),
        ),
    )
    group = {
        "en": "It is a Dirac fermion.",
        "zh": "它是狄拉克费米子。",
        "ko": "그것은 디랙 페르미온이다.",
        "ru": "Масса фермиона Дирака мала.",
        "ja": "それはディラックフェルミオンである。",
    }
    said = {variant["en"] for variant in compose([group], seed=1, times=9, glossary=Glossary([*GLOSSARY, dirac]))}
    assert "It is an ion." in said
    assert "It is a photon." in said


def test_a_term_after_a_measure_word_of_its_own_stays() -> None:
    assert list(compose([{**PHOTONS, "zh": "一束光子遇到许多其他粒子。"}], seed=1, times=20, glossary=GLOSSARY)) == []


def test_every_term_stands_in_short_sentences_in_all_languages() -> None:
    said = list(carry(GLOSSARY, seed=1, times=5))
    assert {len(group) for group in said} == {5}
    for concept in GLOSSARY:
        chinese = concept.terms[1].text
        assert sum(chinese in group["zh"] for group in said) >= 5
    assert said == list(carry(GLOSSARY, seed=1, times=5))


def test_a_carrier_asks_for_the_form_of_a_term() -> None:
    said = [group for seed in range(60) for group in carry(GLOSSARY, seed=seed, times=8)]
    russian_said, korean_said = {group["ru"] for group in said}, {group["ko"] for group in said}
    assert "Наша группа занимается ионами." in russian_said
    assert "Начнём с оптики." in russian_said
    assert "이제 이온으로 넘어가겠습니다." in korean_said
    assert "이제 광자로 넘어가겠습니다." in korean_said
    assert "‘이온’과 혼동하지 말 것" in korean_said
    assert "What are ions?" in {group["en"] for group in said}
    assert "What is optics?" in {group["en"] for group in said}


@pytest.mark.parametrize("lang", ["en", "zh", "ko", "ru", "ja"])
def test_no_carrier_leaves_a_place_open(lang: str) -> None:
    said = [group[lang] for seed in range(20) for group in carry(GLOSSARY, seed=seed, times=60)]
    assert not [text for text in said if "{" in text or "}" in text]


def test_the_carriers_are_more_than_forty_and_have_the_same_places_in_all_languages() -> None:
    rows = [row for rows in carriers.carriers().values() for row in rows]
    assert len({row["en"] for row in rows}) == len(rows) >= 40
    for row in rows:
        places_of = {
            lang: {name.replace("terms", "term") for name in re.findall(r"\{(\w+)", row[lang])} - {"be"}
            for lang in carriers.LANGUAGES
        }
        assert len({frozenset(found) for found in places_of.values()}) == 1, row["en"]


# Noise


def test_a_final_stop_goes_on_both_sides_or_on_none() -> None:
    assert noise.without_stop(("We agree.", "我们同意。"), ("en", "zh")) == ("We agree", "我们同意")
    assert noise.without_stop(("We agree", "我们同意。"), ("en", "zh")) is None


def test_capitals_are_asked_for_only_where_the_source_has_them() -> None:
    assert noise.in_capitals(("Agenda", "Повестка"), ("en", "ru")) == ("AGENDA", "ПОВЕСТКА")
    assert noise.in_capitals(("Agenda", "议程"), ("en", "zh")) is None


RAIN = {
    "en": "If it rains on Friday, we shall meet in the library.",
    "zh": "如果星期五下雨，我们就在图书馆见面。",
    "ru": "Если в пятницу будет дождь, мы все соберёмся в библиотеке.",
}


def test_a_fragment_ends_at_the_comma_that_three_languages_have() -> None:
    assert noise.first_clause(RAIN) == {
        "en": "If it rains on Friday",
        "zh": "如果星期五下雨",
        "ru": "Если в пятницу будет дождь",
    }
    late = "Мы все соберёмся в просторном зале нашей библиотеки, если пойдёт дождь."
    assert noise.first_clause({**RAIN, "ru": late}) is None
    assert noise.first_clause({**RAIN, "ru": "Если будет дождь, то соберёмся, в библиотеке."}) is None


def test_fragments_that_do_not_translate_each_other_are_not_made() -> None:
    texts = {
        "en": "After 45 minutes of talk, they left the hall.",
        "zh": "在大厅交谈了许久之后，他们45分钟内离开。",
        "ru": "После беседы в общем зале, они ушли за 45 минут.",
    }
    assert noise.first_clause(texts) is None


@pytest.mark.parametrize(
    ("spoil", "text", "lang", "spoilt"),
    [
        (noise.lower_case, "The forum", "en", "the forum"),
        (noise.lower_case, "QKD works", "en", "QKD works"),
        (noise.upper_case, "Повестка дня", "ru", "ПОВЕСТКА ДНЯ"),
        (noise.respaced, "양자 통신", "ko", "양자통신"),
        (noise.respaced, "使用QKD网络", "zh", "使用 QKD 网络"),
        (noise.with_latin_names, "我们在布拉格开会", "zh", "我们在Prague开会"),
        (noise.with_latin_names, "Встреча в Праге", "ru", "Встреча в Prague"),
    ],
)
def test_the_source_alone_is_spoilt(spoil: noise.Source, text: str, lang: str, spoilt: str) -> None:
    assert spoil(text, lang, random.Random(1)) == spoilt


def test_a_spoilt_source_keeps_its_translation() -> None:
    pair = Row(True, "en", "We meet in Prague", "zh", "我们在布拉格开会")
    noisy_pairs = [copy for seed in range(60) for copy in noise.noisy([pair], seed=seed)]
    assert any(copy.marked_b == "我们在Prague开会" for copy in noisy_pairs)
    assert {(copy.text_a, copy.text_b) for copy in noisy_pairs} == {(pair.text_a, pair.text_b)}


def test_two_sentences_are_joined_as_each_language_joins_them() -> None:
    first, second = ({"en": "We agree.", "zh": "我们同意。"}, {"en": "They do not.", "zh": "他们不同意。"})
    assert noise.joined(first, second) == {"en": "We agree. They do not.", "zh": "我们同意。他们不同意。"}
    assert noise.joined({"en": "Agenda", "zh": "议程"}, second) is None


def test_our_corpus_gives_rows_of_every_kind_and_the_same_ones_again(briefs: Path) -> None:
    passages = list(read_passages(briefs.parent / "parallel" / "forum.tsv"))[:150]
    rows = list(augment(passages, glossary=GLOSSARY, seed=1, times=2))
    assert rows == list(augment(passages, glossary=GLOSSARY, seed=1, times=2))
    assert any(row.marked_a for row in rows)
    assert {(row.a, row.b) for row in rows} >= {("en", "zh"), ("ko", "ru")}
    assert all(row.own and row.text_a and row.text_b for row in rows)


def test_a_span_of_years_is_swapped_as_a_whole_or_stays() -> None:
    span = {
        "en": "It grew from 2015 to 2022.",
        "zh": "2015年至2022年间有所增长。",
        "ko": "2015년부터 2022년까지 성장했다.",
        "ru": "С 2015 по 2022 год наблюдался рост.",
        "ja": "2015年から2022年にかけて成長した。",
    }
    assert kinds(span) == []


def test_a_korean_term_within_a_compound_stays() -> None:
    compound = {**PHOTONS, "ko": "광자공동센터가 다른 많은 입자와 만난다."}
    assert list(compose([compound], seed=1, times=20, glossary=GLOSSARY)) == []
