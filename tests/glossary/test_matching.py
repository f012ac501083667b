from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forumdocs.glossary import Concept, Glossary, Matcher, Status, Term
from forumdocs.glossary.patterns import fold_of


def concept(concept_id: str, part_of_speech: str = "noun", **terms: str) -> Concept:
    made = tuple(Term(text, lang.replace("_", "-")) for lang, text in terms.items())
    return Concept(concept_id, made, part_of_speech=part_of_speech)


def surfaces(glossary: Glossary, text: str, lang: str) -> list[str]:
    return [text[match.start : match.end] for match in Matcher(glossary).find(text, lang)]


NETWORK = Glossary(
    [
        concept("network", en="network", zh_Hans="网络", zh_Hant="網路", ko="네트워크", ru="сеть"),
        concept("quantum-network", en="quantum network", zh_Hans="量子网络", zh_Hant="量子網路", ru="квантовая сеть"),
        concept("network-node", en="network node", ru="узел сети"),
    ]
)


def test_of_terms_that_overlap_the_first_and_longest_stays() -> None:
    assert surfaces(NETWORK, "A quantum network node.", "en") == ["quantum network"]
    assert surfaces(NETWORK, "量子网络与网络", "zh") == ["量子网络", "网络"]


def test_a_place_counts_in_the_original_text_whatever_was_folded() -> None:
    text = "Ｘ\u200b線と　量\n子網　路"
    glossary = Glossary([concept("x", ja="量子網路")])
    (match,) = Matcher(glossary).find(text, "ja")
    assert text[match.start : match.end] == "量\n子網　路"


@pytest.mark.parametrize(("tag", "text"), [("zh-Hans", "量子網路"), ("zh-Hant", "量子网络"), ("zh", "量子網路")])
def test_a_chinese_term_is_found_in_either_script_whatever_the_tag(tag: str, text: str) -> None:
    (match,) = Matcher(NETWORK).find(text, tag)
    assert match.concept.id == "quantum-network"
    assert match.term.text == text


def test_of_terms_written_alike_that_of_the_script_of_the_text_is_taken() -> None:
    glossary = Glossary([concept("photon", zh_Hans="光子", zh_Hant="光子")])
    assert Matcher(glossary).find("測量光子", "zh")[0].term.lang == "zh-Hant"
    assert Matcher(glossary).find("测量光子", "zh-TW")[0].term.lang == "zh-Hans"
    assert Matcher(glossary).find("光子", "zh-TW")[0].term.lang == "zh-Hant"


def test_terms_of_every_status_are_found_and_the_better_one_is_named() -> None:
    both = (Term("qubit", "en", Status.FORBIDDEN), Term("q-bit", "en", Status.DEPRECATED))
    glossary = Glossary([Concept("old", both), concept("new", en="qubit")])
    first, second = Matcher(glossary).find("A qubit or Q-bit", "en")
    assert (first.concept.id, second.term.status) == ("new", Status.DEPRECATED)


def test_an_english_abbreviation_is_found_in_texts_of_all_languages() -> None:
    glossary = Glossary([Concept("qkd", (Term("QKD", "en", Status.ADMITTED, abbreviation=True),))])
    for lang, text in (
        ("zh", "城域QKD网络"),
        ("ko", "QKD를"),
        ("ru", "сети QKD"),
        ("ja", "ＱＫＤの"),
        ("th", "ใช้QKDแล้ว"),
    ):
        assert len(Matcher(glossary).find(text, lang)) == 1, lang
        assert not Matcher(glossary).find(text.lower().replace("ｑｋｄ", "qkd"), lang), lang


def test_an_acronym_in_a_line_of_capitals_may_be_a_word() -> None:
    glossary = Glossary([Concept("it", (Term("IT", "en", Status.ADMITTED, abbreviation=True),))])
    assert surfaces(glossary, "The IT strategy", "en") == ["IT"]
    assert surfaces(glossary, "WHAT IT MEANS\nThe IT budget", "en") == ["IT"]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("quantum modelling", "quantum modeling"),
        ("ionization energy", "ionisation energies"),
        ("Bell inequality", "Bell’s inequality"),
        ("Shor's algorithm", "Shor algorithm"),
        ("quantum technologies", "quantum technology"),
        ("error correction", "error-\ncorrection"),
        ("defence programme", "defense program"),
        ("E-field", "E field"),
    ],
)
def test_an_english_term_is_found_as_others_write_it(term: str, text: str) -> None:
    assert surfaces(Glossary([concept("x", en=term)]), f"The {text}, then.", "en") == [text]


@pytest.mark.parametrize("text", ["quantum. Networks", "quantum\n\nnetwork", "quantum (network", "quantum/network"])
def test_words_that_do_not_belong_together_are_no_term(text: str) -> None:
    glossary = Glossary([concept("x", en="quantum network")])
    assert surfaces(glossary, text, "en") == []


def test_a_name_begins_with_a_capital() -> None:
    glossary = Glossary([concept("x", "proper-noun", en="National Quantum Centre", ru="Национальный квантовый центр")])
    assert surfaces(glossary, "the national quantum center, National Quantum Center", "en") == [
        "National Quantum Center"
    ]
    assert surfaces(glossary, "В Национальном квантовом центре", "ru") == ["Национальном квантовом центре"]
    assert surfaces(glossary, "национального квантового центра", "ru") == []


def test_russian_adjective_and_noun_agree_or_are_no_term() -> None:
    glossary = Glossary([concept("x", ru="квантовая сеть")])
    assert surfaces(glossary, "квантовыми сетями", "ru") == ["квантовыми сетями"]
    assert surfaces(glossary, "квантового сетями", "ru") == []


def test_korean_spaces_may_stand_elsewhere_but_cut_no_word() -> None:
    glossary = Glossary([concept("x", ko="양자 오류 정정")])
    assert surfaces(glossary, "양자오류 정정을", "ko") == ["양자오류 정정"]
    assert surfaces(glossary, "양 자오류정정을", "ko") == []


def test_korean_stored_letter_by_letter_is_found() -> None:
    import unicodedata

    glossary = Glossary([concept("x", ko="얽힘")])
    (match,) = Matcher(glossary).find(unicodedata.normalize("NFD", "두 얽힘은"), "ko")
    assert match.concept.id == "x"


def test_an_empty_glossary_and_an_empty_text_give_no_matches() -> None:
    for lang in ("en", "zh", "ko", "ru", "ja", "th"):
        assert Matcher(Glossary()).find("量子 quantum квант", lang) == ()
        assert Matcher(NETWORK).find("", lang) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="量子网络路網 \n-.qQuaе́тьсквновя네트워크를กำ", max_size=40),
    st.sampled_from(["en", "zh", "ko", "ru", "ja", "th"]),
)
def test_whatever_the_text_matches_lie_inside_it_and_apart(text: str, lang: str) -> None:
    matches = Matcher(NETWORK).find(text, lang)
    places = [0, *(place for match in matches for place in (match.start, match.end)), len(text)]
    assert places == sorted(places)
    assert all(match.start < match.end for match in matches)


@pytest.mark.parametrize(
    ("lang", "term", "text"),
    [
        ("en", "harvest now, decrypt later", "a “Harvest now,\ndecrypt later” attack"),
        ("en", "R&D", "R&D spending"),
        ("ru", "«кошачьи» кубиты", "с “кошачьими” кубитами"),
    ],
)
def test_the_marks_that_a_term_has_may_stand_in_it(lang: str, term: str, text: str) -> None:
    assert len(surfaces(Glossary([concept("x", **{lang: term})]), text, lang)) == 1


@pytest.mark.parametrize(
    ("lang", "term", "text"),
    [
        ("ko", "물리학", "물리학자들은"),
        ("ja", "物理学", "物理学者が"),
        ("zh", "物理学", "物理学家说"),
        ("ru", "физика", "этот физик"),
    ],
)
def test_who_works_in_a_field_is_not_the_field(lang: str, term: str, text: str) -> None:
    assert surfaces(Glossary([concept("x", **{lang.replace("zh", "zh_Hans"): term})]), text, lang) == []


def test_talks_of_two_sides_are_not_quantum_but_a_term_of_their_own() -> None:
    glossary = Glossary([concept("quantum", ko="양자"), concept("bilateral-meeting", ko="양자 회담")])
    assert surfaces(glossary, "양자회담을 마쳤다.", "ko") == ["양자회담"]
    assert surfaces(Glossary([concept("quantum", ko="양자")]), "양자회담을 마쳤다.", "ko") == []


@pytest.mark.parametrize(
    ("term", "text"), [("สถานะพื้น", "สถานะพื้นที่ใหม่"), ("สิทธิบัตร", "ยื่นขออนุสิทธิบัตรแล้ว"), ("พิธีเปิด", "พิธีเปิดตัวสินค้า")]
)
def test_a_thai_term_is_not_found_inside_a_longer_word(term: str, text: str) -> None:
    glossary = Glossary([concept("x", th=term)])
    assert surfaces(glossary, text, "th") == []
    assert surfaces(glossary, f"มี{term}แล้ว", "th") == [term]


@pytest.mark.parametrize("lang", ["zh", "ko", "ja", "th"])
def test_every_kind_of_space_and_unseen_character_may_stand_in_a_term(lang: str) -> None:
    spaces = [chr(code) for code in range(0x110000) if chr(code).isspace()]
    fold = fold_of(lang)
    for char in (*spaces, *"\u00ad\u200b\u200c\u200d\u2060\ufeff"):
        folded = fold(f"{char}A{char}{char}B{char}")
        assert (folded.text, *folded.span(1, 2)) == ("ab", 4, 5), repr(char)
