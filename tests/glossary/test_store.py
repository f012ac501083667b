from __future__ import annotations

from pathlib import Path

import pytest

from forumdocs.errors import GlossaryError
from forumdocs.glossary import Concept, Glossary, Status, Term, load_builtin
from forumdocs.glossary.store import load_folder, read_concepts, write_toml

QKD = Concept(
    "qkd",
    (
        Term("quantum key distribution", "en"),
        Term("QKD", "en", Status.ADMITTED, abbreviation=True),
        Term("quantum encryption", "en", Status.FORBIDDEN),
        Term("量子密钥分发", "zh-Hans"),
        Term("квантовое распределение ключей", "ru", stress="ква́нтовое распределе́ние ключе́й"),
        Term("量子鍵配送", "ja", reading="りょうしかぎはいそう"),
    ),
    domain="communication",
    definition='Sharing a secret "key" with\\without backslash.',
    note="Not the whole of quantum cryptography.",
    checked={"en": "ITU-T Y.3800"},
    lacking=("th",),
)


def test_what_is_written_is_read_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "communication.toml"
    write_toml([QKD], path)
    assert read_concepts(path) == [QKD]


def test_an_entry_names_its_domain_only_where_the_file_does_not(tmp_path: Path) -> None:
    write_toml([QKD], tmp_path / "communication.toml")
    write_toml([QKD], tmp_path / "mine.toml")
    assert "domain" not in (tmp_path / "communication.toml").read_text(encoding="utf-8")
    assert read_concepts(tmp_path / "mine.toml") == [QKD]


def test_a_language_stands_on_one_line_so_that_a_changed_term_is_one_changed_line(tmp_path: Path) -> None:
    path = tmp_path / "communication.toml"
    write_toml([QKD], path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert 'zh-Hans = { preferred = "量子密钥分发" }' in lines


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[qkd\n", "line 1"),
        ('[qkd]\nen = { preferred = "кубит" }'.encode("cp1251"), "UTF-8"),
        (b"qkd = 3\n", "no table"),
        (b'[qkd]\ndefintion = "x"\n', "defintion"),
        (b'[qkd]\nen = "qkd"\n', "[qkd]"),
        (b'[qkd]\nen = { prefered = "qkd" }\n', "prefered"),
    ],
)
def test_a_damaged_file_is_told_in_one_line_that_names_it(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(GlossaryError) as caught:
        read_concepts(path)
    assert str(path) in str(caught.value)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_digest_changes_with_the_content(tmp_path: Path) -> None:
    write_toml([QKD], tmp_path / "a.toml")
    before = load_folder(tmp_path).digest
    assert load_folder(tmp_path).digest == before
    (tmp_path / "a.toml").write_text("", encoding="utf-8")
    assert load_folder(tmp_path).digest != before


def test_a_users_term_becomes_preferred_and_the_built_in_one_stays_admitted() -> None:
    user = Glossary([Concept("ours", (Term("QKD", "en"), Term("КРК", "ru")))])
    (merged,) = Glossary([QKD]).overlaid(user)
    preferred = merged.preferred("ru")
    assert preferred
    assert preferred.text == "КРК"
    assert [t.status for t in merged.terms if t.text == "квантовое распределение ключей"] == [Status.ADMITTED]


def test_a_users_concept_inherits_the_languages_that_it_lacks() -> None:
    user = Glossary([Concept("ours", (Term("QKD", "en"), Term("КРК", "ru")))])
    (merged,) = Glossary([QKD]).overlaid(user)
    chinese = merged.preferred("zh-Hans")
    assert chinese
    assert chinese.text == "量子密钥分发"
    assert merged.definition == QKD.definition


def test_a_forbidden_term_of_a_user_is_no_longer_admitted() -> None:
    user = Glossary([Concept("qkd", (Term("QKD", "en", Status.FORBIDDEN),))])
    (merged,) = Glossary([QKD]).overlaid(user)
    assert {t.status for t in merged.terms if t.text == "QKD"} == {Status.FORBIDDEN}
    assert merged.preferred("en")


def test_a_concept_that_shares_no_term_stands_beside_the_others() -> None:
    user = Glossary([Concept("tea", (Term("tea", "en"),))])
    assert [c.id for c in Glossary([QKD]).overlaid(user)] == ["qkd", "tea"]


def test_the_built_in_glossary_loads() -> None:
    assert load_builtin().digest.startswith("sha256:")
