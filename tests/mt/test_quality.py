from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from forumdocs.mt import quality
from forumdocs.mt.quality import check

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("source", "target", "langs", "flag"),
    [
        ("The forum opens today.", "", "en ru", "empty"),
        ("量子通信网络已经建成。", "量子通信网络已经建成。", "zh ru", "untranslated"),
        ("The network is ready for tests.", "The network is ready for tests.", "en ko", "untranslated"),
        ("量子通信网络已经建成并投入使用。", "量子通信网络已经建成并投入使用。", "zh ja", "untranslated"),
        ("Сеть построена.", "The network построена is ready.", "ru en", "untranslated"),
        ("The network is ready.", "网络已经 준비 完成。", "en zh", "wrong-script"),
        ("网络已经建成。", "The network has been built already.", "zh ko", "wrong-script"),
        ("The network is ready.", "Сеть готова готова готова готова готова.", "en ru", "repetition"),
        ("Сеть готова.", "网络网络网络网络网络网络。", "ru zh", "repetition"),
        (
            "The board read all the proposals of the laboratories and chose three.",
            "Совет.",
            "en ru",
            "too-short",
        ),
        (
            "네트워크가 준비되었다.",
            "The network " + "that the board wanted and the authors built " * 2,
            "ko en",
            "too-long",
        ),
        ("12 laboratories took part.", "参加的有21个实验室。", "en zh", "number-mismatch"),
        ("See https://a.example.org/x now.", "Смотрите сейчас.", "en ru", "url-mismatch"),
        ("문서 QKD-2025/7을 보라.", "See the document.", "ko en", "code-mismatch"),
    ],
)
def test_a_fault_is_flagged(source: str, target: str, langs: str, flag: str) -> None:
    source_lang, target_lang = langs.split()
    assert flag in check(source, target, source_lang=source_lang, target_lang=target_lang)


@pytest.mark.parametrize(
    ("source", "target", "langs"),
    [
        ("IBM and Google took part.", "参加者包括IBM和Google。", "en zh"),
        ("Сообщил Иван Петров (Ivan Petrov).", "Ivan Petrov (Иван Петров) said so.", "ru en"),
        ("The 量子 project", "Проект «量子»", "en ru"),
        ("하하하하하 웃었다", "Хахахахаха, смеялся он", "ko ru"),
        ("See https://a.example.org/x on 5 May.", "5月5日请看https://a.example.org/x。", "en zh"),
        ("Да.", "Yes.", "ru en"),
    ],
)
def test_a_sound_translation_has_no_flag(source: str, target: str, langs: str) -> None:
    source_lang, target_lang = langs.split()
    assert check(source, target, source_lang=source_lang, target_lang=target_lang) == ()


def test_every_flag_is_in_the_table() -> None:
    flags = {value for name, value in vars(quality).items() if name.isupper() and re.fullmatch(r"[a-z-]+", str(value))}
    table = set(re.findall(r"^``([a-z-]+)``", quality.__doc__ or "", re.MULTILINE))
    assert flags == table
    assert set(quality.SEVERITY) <= table


QUANTUM = [("en", "zh"), ("en", "ko"), ("en", "ja"), ("ko", "zh"), ("zh", "ja")]


@pytest.mark.parametrize(("source_lang", "target_lang"), QUANTUM)
def test_human_translations_raise_few_alarms(gold: Path, source_lang: str, target_lang: str) -> None:
    sources, targets = (
        (gold / "quantum" / f"msq.{lang}.txt").read_text(encoding="utf-8").splitlines()
        for lang in (source_lang, target_lang)
    )
    pairs = [(s, t) for s, t in zip(sources, targets, strict=False) if s and t]
    alarms = [pair for pair in pairs if check(*pair, source_lang=source_lang, target_lang=target_lang)]
    assert len(pairs) > 200
    assert len(alarms) <= 0.02 * len(pairs), alarms


@pytest.mark.parametrize(("source_lang", "target_lang"), QUANTUM)
def test_a_changed_digit_is_found(gold: Path, source_lang: str, target_lang: str) -> None:
    sources, targets = (
        (gold / "quantum" / f"msq.{lang}.txt").read_text(encoding="utf-8").splitlines()
        for lang in (source_lang, target_lang)
    )
    tried = found = 0
    for source, target in zip(sources, targets, strict=False):
        for match in re.finditer(r"\d", target):
            other = "7" if match[0] != "7" else "4"
            changed = target[: match.start()] + other + target[match.end() :]
            flags = check(source, changed, source_lang=source_lang, target_lang=target_lang)
            tried += 1
            found += bool({"number-mismatch", "code-mismatch", "url-mismatch"} & set(flags))
    assert tried >= 30
    assert found >= 0.95 * tried


@pytest.mark.parametrize(
    ("target", "lang"),
    [("It has been投入 by all.", "en"), ("Это технология 技-кодов.", "ru"), ("A квantum net.", "en")],
)
def test_a_word_of_two_scripts_is_a_fault_even_where_the_source_has_its_letters(target: str, lang: str) -> None:
    source = "技术已由各方投入使用，квант。"
    assert quality.has_wrong_script(source, target, lang)


@pytest.mark.parametrize(
    ("target", "lang"),
    [("The α-particle, and Ångström.", "en"), ("QR-код и X-лучи.", "ru"), ("양자 X선과 Москва에서", "ko")],
)
def test_names_and_symbols_may_stand_in_words_of_the_language(target: str, lang: str) -> None:
    assert not quality.has_wrong_script("α Å X Москва", target, lang)
