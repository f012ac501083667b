from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from forumdocs.glossary import Concept, Glossary, Term, load_builtin
from forumdocs.glossary.extraction import FINDERS, Candidate, Passage, as_concepts, find_candidates
from forumdocs.glossary.extraction.association import link, log_likelihood
from forumdocs.glossary.extraction.background import is_common, zipf
from forumdocs.glossary.formats import read_glossary, write_glossary
from forumdocs.glossary.validation import validate

ROOT = Path(__file__).resolve().parent.parent.parent


def forms(lang: str, *texts: str) -> set[str]:
    return {phrase.form for phrases in FINDERS[lang](texts) for phrase in phrases}


def passages(lang: str, *texts: str) -> list[Passage]:
    return [Passage(text, lang, "brief.txt", number, f"{number}.1") for number, text in enumerate(texts)]


def terms(found: Sequence[Candidate], lang: str = "") -> list[str]:
    return [candidate.term for candidate in found if lang in ("", candidate.lang)]


GLOSSARY = Glossary(
    [
        Concept("photon", (Term("photon", "en"), Term("光子", "zh-Hans"), Term("광자", "ko"), Term("фотон", "ru"))),
        Concept("photon-sieve", (Term("photon sieve", "en"), Term("광자 체", "ko"), Term("光子筛", "zh-Hans"))),
    ]
)


class TestEnglish:
    def test_nouns_stand_with_what_comes_before_them_and_end_at_verbs_and_function_words(self) -> None:
        found = forms("en", "The group measured a frozen photon comb in the tunnel and sold the coil windings.")
        assert {"frozen photon comb", "photon comb", "coil winding", "tunnel"} <= found
        assert not any(word in form.split() for form in found for word in ("measured", "sold", "the", "in"))

    def test_a_plural_is_shown_in_the_singular(self) -> None:
        assert "ribbon laser" in forms("en", "Four ribbon lasers were shown.")

    def test_what_may_be_noun_or_verb_is_a_verb_before_its_object(self) -> None:
        assert forms("en", "The committee reports the outcome.") == {"committee", "outcome"}
        assert "committee report" in forms("en", "Both committee reports arrived.")

    def test_of_joins_two_nouns_only_where_it_comes_up_again(self) -> None:
        assert "comb of ribbon" not in forms("en", "A comb of ribbons lay there.")
        assert "comb of ribbon" in forms("en", "A comb of ribbons lay there.", "Another comb of ribbons lay here.")

    def test_a_name_keeps_its_little_words_and_its_capitals(self) -> None:
        assert "Bureau of Ribbons and Combs" in forms("en", "She joined the Bureau of Ribbons and Combs in May.")

    def test_addresses_and_numbers_are_no_candidates(self) -> None:
        assert forms("en", "See https://ribbon.example/comb or 12.5 or a@ribbon.example.") == set()


class TestRussian:
    def test_a_phrase_in_any_case_is_shown_in_the_nominative(self) -> None:
        assert "ленточный лазер" in forms("ru", "Мы пользуемся ленточным лазером.")
        assert "частота гребёнки" in forms("ru", "Речь шла о частоте гребёнки.")

    def test_words_that_do_not_agree_are_no_phrase(self) -> None:
        assert not any(" " in form for form in forms("ru", "Ленточный обсудили лазером."))

    def test_addresses_are_no_candidates(self) -> None:
        assert forms("ru", "Пишите на tea@ribbon.example, лазер горит.") == {"лазер"}

    def test_forms_of_one_phrase_are_one_candidate(self) -> None:
        texts = ("Собран ленточный лазер.", "Мощность ленточного лазера растёт.", "Свет дают ленточные лазеры.")
        found = find_candidates(passages("ru", *texts), Glossary())
        assert next(c.frequency for c in found if c.term == "ленточный лазер") == 3

    def test_what_is_always_in_the_plural_stays_there(self) -> None:
        texts = ["Идут ленточные расчёты.", "Ленточных расчётов мало.", "Помогают ленточные расчёты."]
        assert "ленточные расчёты" in terms(find_candidates(passages("ru", *texts), Glossary()))


class TestKorean:
    def test_the_particle_is_taken_off_the_last_noun(self) -> None:
        assert "리본 레이저" in forms("ko", "연구진은 리본 레이저를 만들었다.")
        assert "광자 체" in forms("ko", "광자 체에서는 빛이 갈라진다.")

    def test_a_last_syllable_that_only_looks_like_a_particle_stays(self) -> None:
        found = forms("ko", "성능 평가 결과와 정밀도, 국제회의를 논의했다.")
        assert {"성능 평가 결과", "정밀도", "국제회의"} <= found

    def test_verbs_end_a_candidate(self) -> None:
        assert not any("만들었다" in form or "새로운" in form for form in forms("ko", "새로운 리본을 만들었다."))

    def test_spaces_do_not_make_two_candidates(self) -> None:
        found = find_candidates(passages("ko", "광자 빗을 쓴다.", "광자빗을 본다.", "광자 빗이 있다."), Glossary())
        assert next(c.frequency for c in found if c.term == "광자 빗") == 3


class TestChinese:
    def test_nouns_that_stand_together_are_a_candidate(self) -> None:
        assert "光子齿轮传感器" in forms("zh-Hans", "研究所展出了光子齿轮传感器。")

    def test_function_words_end_a_candidate(self) -> None:
        assert not any("的" in form for form in forms("zh-Hans", "光子的传感器和激光的噪声。"))

    def test_traditional_text_is_shown_as_it_stands(self) -> None:
        assert "雷射感測器" in forms("zh-Hant", "他們展出雷射感測器。")


class TestJapanese:
    def test_kanji_and_katakana_stand_together(self) -> None:
        assert "光子コム装置" in forms("ja", "彼らは光子コム装置を展示した。")

    def test_a_verb_made_of_kanji_is_no_candidate(self) -> None:
        assert forms("ja", "代表団が到着した。") == {"代表団"} | (forms("ja", "代表団") - {"到着"})

    def test_the_kanji_of_an_inflected_word_is_left_out(self) -> None:
        assert not any("回" in form for form in forms("ja", "雑音が限界を上回った。"))


class TestKnown:
    @pytest.mark.parametrize(
        ("lang", "text"),
        [
            ("en", "Two photon sieves and a photon."),
            ("ko", "광자체와 광자를 본다."),
            ("zh-Hans", "光子筛和光子。"),
        ],
    )
    def test_terms_of_the_glossary_and_their_parts_are_dropped(self, lang: str, text: str) -> None:
        assert terms(find_candidates(passages(lang, text), GLOSSARY)) == []

    def test_a_longer_phrase_that_holds_a_known_term_is_new(self) -> None:
        assert "photon sieve cradle" in terms(find_candidates(passages("en", "A photon sieve cradle."), GLOSSARY))

    @pytest.mark.parametrize(
        ("lang", "first", "then", "name"),
        [
            ("en", "Dr Elara Vostrikova spoke.", "The Vostrikova comb was lit.", "Vostrikova"),
            ("en", "Later Dmitry Vostrikov spoke.", "The Vostrikov comb was lit.", "Vostrikov"),
            ("ru", "Выступил академик Востриков.", "Гребёнка Вострикова горит.", "Востриков"),
            ("ko", "김서윤 교수는 말했다.", "김서윤 실험은 끝났다.", "김서윤"),
            ("zh-Hans", "研究中心副主任王晓岚表示欢迎。", "王晓岚实验室开放。", "王晓岚"),
            ("ja", "エラーラ・ボストリコワ博士が話した。", "ボストリコワの装置。", "ボストリコワ"),
        ],
    )
    def test_names_of_people_are_dropped_wherever_they_stand(self, lang: str, first: str, then: str, name: str) -> None:
        found = terms(find_candidates(passages(lang, first, then), Glossary()))
        assert not any(name in term for term in found)


class TestRanking:
    def test_a_phrase_that_stands_in_one_longer_phrase_only_is_not_shown_beside_it(self) -> None:
        texts = passages("en", "The ribbon laser comb hums.", "A ribbon laser comb broke.")
        found = terms(find_candidates(texts, Glossary()))
        assert "ribbon laser comb" in found
        assert "laser comb" not in found

    def test_special_words_come_before_general_ones(self) -> None:
        texts = passages(
            "en", "The isochronous cyclotron and the user project.", "An isochronous cyclotron.", "A user project."
        )
        found = terms(find_candidates(texts, Glossary()))
        assert found[0] == "isochronous cyclotron"
        assert "user project" in forms("en", "A user project.")

    def test_the_words_of_the_glossary_tell_what_belongs_to_the_field(self) -> None:
        texts = passages("en", "A sieve cradle.", "A walnut cradle.")
        found = terms(find_candidates(texts, GLOSSARY))
        assert found.index("sieve cradle") < found.index("walnut cradle")

    def test_top_limits_each_language(self) -> None:
        texts = [
            *passages("en", "A ribbon laser, a photon comb, a coil."),
            *passages("ru", "Ленточный лазер, гребёнка."),
        ]
        found = find_candidates(texts, Glossary(), top=1)
        assert [candidate.lang for candidate in found] == ["en", "ru"]

    def test_the_order_does_not_depend_on_the_run(self) -> None:
        texts = passages("en", "A ribbon laser.", "A photon comb.", "A coil winding.")
        assert find_candidates(texts, GLOSSARY) == find_candidates(texts, GLOSSARY)


class TestBrackets:
    @pytest.mark.parametrize(
        ("lang", "text", "term", "short"),
        [
            ("en", "They use ribbon comb distillation (RCD) daily.", "ribbon comb distillation", "RCD"),
            ("ru", "Создана ленточная лазерная гребёнка (ЛЛГ).", "ленточная лазерная гребёнка", "ЛЛГ"),
            ("ko", "광자 빗 증류(PCD)를 쓴다.", "광자 빗 증류", "PCD"),
            ("zh-Hans", "展出光子齿轮传感器（PCS）。", "光子齿轮传感器", "PCS"),
            ("ja", "光子コム装置（PCD）を使う。", "光子コム装置", "PCD"),
        ],
    )
    def test_an_acronym_in_brackets_belongs_to_the_phrase_before(
        self, lang: str, text: str, term: str, short: str
    ) -> None:
        found = find_candidates(passages(lang, text), Glossary())
        assert next(c.abbreviations for c in found if c.term == term) == (short,)
        assert short not in terms(found)

    def test_a_translation_in_brackets_is_the_counterpart(self) -> None:
        found = find_candidates(passages("zh-Hans", "展出光子齿轮传感器 (photon gear sensor)。"), Glossary())
        (candidate,) = [c for c in found if c.term == "光子齿轮传感器"]
        assert candidate.counterparts["en"].term == "photon gear sensor"
        assert "photon gear sensor" not in terms(found)


class TestCounterparts:
    def test_candidates_of_the_same_pairs_of_sentences_are_linked(self) -> None:
        rows = [
            ("The ribbon laser hums.", "Ленточный лазер гудит."),
            ("A ribbon laser broke.", "Сломался ленточный лазер."),
            ("We polish the glass comb.", "Мы полируем стеклянную гребёнку."),
            ("One glass comb fell.", "Упала стеклянная гребёнка."),
            ("The hall was cold.", "В холле было холодно."),
            ("Rain fell on the roof.", "Дождь стучал по крыше."),
        ]
        texts = [p for en, ru in rows for p in (Passage(en, "en"), Passage(ru, "ru"))]
        pairs = [((2 * n,), (2 * n + 1,)) for n in range(len(rows))]
        found = find_candidates(texts, Glossary(), pairs=pairs * 3)
        linked = {c.term: c.counterparts["ru"].term for c in found if c.lang == "en" and c.counterparts}
        assert linked["ribbon laser"] == "ленточный лазер"
        assert linked["glass comb"] == "стеклянная гребёнка"

    def test_one_pair_of_sentences_is_no_evidence(self) -> None:
        assert link([({"a"}, {"b"}), ({"c"}, {"d"}), ({"e"}, {"f"})]) == []

    def test_what_stands_everywhere_translates_nothing(self) -> None:
        assert log_likelihood(10, 10, 10, 10) == 0
        assert log_likelihood(5, 5, 5, 100) > log_likelihood(2, 5, 5, 100) > 0


def test_the_background_knows_general_words_and_no_terms_of_the_field() -> None:
    assert is_common("project", "en")
    assert zipf("система", "ru") > 5
    for lang, word in (("en", "qubit"), ("ru", "кубит"), ("ko", "큐비트"), ("ja", "量子"), ("zh", "量子")):
        assert not is_common(word, lang)
        assert zipf(word, lang) < 4.5


def test_candidates_become_a_table_that_is_imported_again(tmp_path: Path) -> None:
    texts = [
        *passages("en", "They use ribbon comb distillation (RCD) daily.", "=SUM(A1) of the ribbon comb; twice."),
        *passages("zh-Hans", "展出光子齿轮传感器 (photon gear sensor)。"),
    ]
    concepts = as_concepts(find_candidates(texts, Glossary()))
    assert not [fault for fault in validate(concepts) if "twice" in fault.problem or "stands" in fault.problem]
    for suffix in (".csv", ".xlsx"):
        place = tmp_path / f"candidates{suffix}"
        write_glossary(concepts, place)
        assert read_glossary(place).concepts == tuple(concepts)


def test_one_entry_holds_a_candidate_and_its_counterparts() -> None:
    texts = [
        *passages("zh-Hans", "展出光子齿轮传感器 (photon gear sensor)。"),
        *passages("en", "The photon gear sensor."),
    ]
    entries = as_concepts(find_candidates(texts, Glossary()))
    (entry,) = [c for c in entries if any(t.text == "光子齿轮传感器" for t in c.terms)]
    assert {t.lang: t.text for t in entry.terms} == {"en": "photon gear sensor", "zh-Hans": "光子齿轮传感器"}
    assert sum(any(t.text == "photon gear sensor" for t in c.terms) for c in entries) == 1


COLUMNS = {"en": "en", "zh-Hans": "zh", "ko": "ko", "ru": "ru", "ja": "ja"}
"""Glossary languages, and their columns in the parallel corpus."""
PARTS = ("f", "g", "h")
"""What the ids of the texts sought in begin with: forum texts alone. Among the everyday and encyclopaedic sentences of
the other parts, 200 candidates are too few for the terms that there are."""
RECALL_AT_200 = {"en": 0.17, "zh-Hans": 0.17, "ko": 0.2, "ru": 0.25, "ja": 0.25}
"""Floors for the hidden concepts among the first 200; those that stand in longer terms only count too."""
RIGHT_COUNTERPARTS = 0.75
"""Floor for the counterparts of hidden terms that are terms of the same concept, letter by letter."""


def is_hidden(concept: Concept) -> bool:
    return hashlib.sha256(concept.id.encode()).digest()[0] % 4 == 0


class Experiment:
    """A quarter of the built-in glossary is hidden, and sought in the first parts of our parallel corpus."""

    def __init__(self) -> None:
        with (ROOT / "corpora" / "parallel" / "forum.tsv").open(encoding="utf-8", newline="") as lines:
            table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            rows = [row for row in table if row["id"].startswith(PARTS)]
        texts, pairs = [], []
        for row in rows:
            pairs += [((len(texts),), (len(texts) + n,)) for n in range(1, len(COLUMNS))]
            texts += [Passage(row[column], lang, "forum.tsv", id=row["id"]) for lang, column in COLUMNS.items()]
        glossary = load_builtin()
        self.hidden = [concept for concept in glossary if is_hidden(concept)]
        visible = Glossary(concept for concept in glossary if not is_hidden(concept))
        self.found = find_candidates(texts, visible, pairs=pairs)
        self.texts = {lang: "\n".join(p.text for p in texts if p.lang == lang).casefold() for lang in COLUMNS}

    def ranks(self, lang: str) -> list[int]:
        """For each hidden concept whose term stands in the text, the place at which it comes back."""
        shown = [plain(candidate.term) for candidate in self.found if candidate.lang == lang]
        places = {term: place for place, term in reversed(list(enumerate(shown)))}
        ranks = []
        for concept in self.hidden:
            names = [t.text for t in concept.in_language(lang) if t.status.is_usable]
            if any(name.casefold() in self.texts[lang] or plain(name) in places for name in names):
                ranks.append(min(places.get(plain(name), len(shown)) for name in names))
        return ranks


def plain(term: str) -> str:
    return term.casefold().replace(" ", "").replace("-", "").replace("ё", "е")


@pytest.fixture(scope="module")
def experiment() -> Experiment:
    return Experiment()


@pytest.mark.parametrize("lang", COLUMNS)
def test_hidden_concepts_come_back_among_the_best(experiment: Experiment, lang: str) -> None:
    ranks = experiment.ranks(lang)
    assert len(ranks) > 40
    assert sum(rank < 200 for rank in ranks) / len(ranks) >= RECALL_AT_200[lang]


def test_counterparts_of_hidden_terms_are_terms_of_the_same_concept(experiment: Experiment) -> None:
    owners = {(t.lang, plain(t.text)): c for c in experiment.hidden for t in c.terms}
    right = []
    for candidate in experiment.found:
        if concept := owners.get((candidate.lang, plain(candidate.term))):
            for lang, other in candidate.counterparts.items():
                right.append(plain(other.term) in {plain(t.text) for t in concept.in_language(lang)})
    assert len(right) > 60
    assert sum(right) / len(right) >= RIGHT_COUNTERPARTS
