from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from forumdocs.errors import MissingModel
from forumdocs.mt import decoding, engine, packages
from forumdocs.mt.decoding import Decoder, Search
from forumdocs.mt.engine import Engine, is_untranslatable, tidy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.mt.conftest import Argos

SENTENCES = [
    "The meeting opens on Monday.",
    "Laboratories of four countries sent their proposals for a common test bed.",
    "The board read them.",
    "The main hall opens.",
]


@pytest.fixture
def make(argos: Argos, tmp_path: Path) -> Callable[..., packages.Package]:
    def package(source: str, target: str, **extra: object) -> packages.Package:
        folder = argos.folder(tmp_path / "made" / f"{source}_{target}", source, target, **extra)
        return packages.read_package(folder)[0]

    return package


@pytest.fixture
def en_ru(make: Callable[..., packages.Package]) -> Engine:
    return Engine([make("en", "ru")], threads=1)


def texts(engine: Engine, sentences: list[str], **options: Any) -> list[str]:
    return [t.text for t in engine.translate(sentences, source="en", target="ru", **options)]


def test_a_sentence_is_translated_the_same_alone_and_in_a_document(en_ru: Engine) -> None:
    alone = [texts(en_ru, [sentence])[0] for sentence in SENTENCES]
    assert texts(en_ru, SENTENCES) == alone
    assert texts(en_ru, SENTENCES[::-1]) == alone[::-1]
    assert len(set(alone)) > 1


def test_equal_sentences_are_decoded_once(en_ru: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[str] = []
    decode = Decoder.decode

    def counting(self: Decoder, sentences: list[str], **options: Any) -> object:
        if options.get("search") == Search(4, hypotheses=4):
            decoded.extend(sentences)
        return decode(self, sentences, **options)

    monkeypatch.setattr(Decoder, "decode", counting)
    results = texts(en_ru, [SENTENCES[0]] * 5 + [SENTENCES[2]])
    assert sorted(decoded) == sorted([SENTENCES[0], SENTENCES[2]])
    assert len(set(results[:5])) == 1


def test_progress_adds_up_to_all_sentences(en_ru: Engine) -> None:
    steps: list[int] = []
    texts(en_ru, [*SENTENCES, SENTENCES[0], "2025"], progress=steps.append)
    assert sum(steps) == 6
    assert all(step > 0 for step in steps)


def test_scores_are_probabilities_and_hops_are_named(en_ru: Engine) -> None:
    for result in en_ru.translate(SENTENCES, source="en-GB", target="ru"):
        assert 0 < result.score <= 1
        assert result.packages == ("en_ru 1.0",)


def test_noise_is_flagged(en_ru: Engine) -> None:
    results = en_ru.translate(["Laboratories of four countries sent 12 proposals."], source="en", target="ru")
    assert "number-mismatch" in results[0].flags


@pytest.mark.parametrize("text", ["2025", "— 3.14 —", "https://a.example.org", "E = mc^2", "", "* * *", "QKD-2025/7"])
def test_what_has_no_words_is_copied(en_ru: Engine, text: str) -> None:
    (result,) = en_ru.translate([text], source="en", target="ru")
    assert (result.text, result.score, result.flags, result.packages) == (text, 1.0, (), ())


def test_an_acronym_is_copied_unless_it_may_be_an_english_heading() -> None:
    assert is_untranslatable("ETRI", "ko")
    assert not is_untranslatable("AGENDA", "en")
    assert not is_untranslatable("안건", "ko")


def test_the_same_language_is_copied_without_a_package() -> None:
    (result,) = Engine([]).translate(["Done."], source="en", target="en-GB")
    assert (result.text, result.packages) == ("Done.", ())


def test_addresses_come_through_whatever_the_model_says(en_ru: Engine) -> None:
    sentences = [
        "The board opens https://a.example.org/x?y=1.",
        "Laboratories sent info@forum.example.org their proposals.",
        "https://b.example.org: the main hall",
    ]
    addresses = ["https://a.example.org/x?y=1", "info@forum.example.org", "https://b.example.org"]
    for text, address in zip(texts(en_ru, sentences), addresses, strict=True):
        assert address in text


def test_a_long_sentence_is_never_cut_silently(en_ru: Engine) -> None:
    clause = "laboratories of four countries sent their proposals for a common test bed, "
    (result,) = en_ru.translate([clause * 200], source="en", target="ru")
    assert len(result.text.split()) >= 200
    (hard,) = en_ru.translate(["laboratories " * 400], source="en", target="ru")
    assert "hard-split" in hard.flags


def test_a_sentence_over_the_hard_limit_is_refused_by_the_decoder(
    make: Callable[..., packages.Package],
) -> None:
    package = make("en", "ru")
    decoder = Decoder(package, decoding.load_model(package.model_path, threads=1))
    with pytest.raises(ValueError, match="1024"):
        decoder.decode(["board " * 2000])


def test_characters_outside_the_vocabulary_are_flagged(en_ru: Engine) -> None:
    known, unknown = en_ru.translate(["The board read them.", "The board read ☃."], source="en", target="ru")
    assert "unknown-characters" not in known.flags
    assert "unknown-characters" in unknown.flags


def test_a_pivot_names_both_hops(make: Callable[..., packages.Package]) -> None:
    (result,) = Engine([make("en", "zh"), make("zh", "ko")], threads=1).translate(
        ["The meeting opens on Monday."], source="en", target="ko"
    )
    assert result.packages == ("en_zh 1.0", "zh_ko 1.0")


def test_packages_that_share_a_model_load_it_once(
    starter: tuple[packages.Package, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[Path] = []
    load = decoding.load_model

    def counting(path: Path, **options: Any) -> object:
        loaded.append(path)
        return load(path, **options)

    monkeypatch.setattr(engine.decoding, "load_model", counting)
    shared = Engine(starter, threads=1)
    for target in ("zh", "ko", "ru"):
        shared.translate(["Good morning."], source="en", target=target)
    assert len(loaded) == 1


def test_the_language_tag_is_not_in_the_text(starter: tuple[packages.Package, ...]) -> None:
    (result,) = Engine(starter, threads=1).translate(["Good morning."], source="en", target="ko")
    assert "<2" not in result.text


def test_a_missing_direction_gives_the_line_to_type(en_ru: Engine) -> None:
    with pytest.raises(MissingModel, match="forumdocs models install"):
        en_ru.translate(["안녕하세요."], source="ko", target="ru")


def test_the_decoder_returns_as_many_hypotheses_as_asked(make: Callable[..., packages.Package]) -> None:
    package = make("en", "ru")
    decoder = Decoder(package, decoding.load_model(package.model_path, threads=1))
    (found,) = decoder.decode([SENTENCES[0]], search=Search(beam=6, hypotheses=4))
    assert len(found) == 4


def test_brakes_are_for_loops_and_scores_under_them_are_the_models_own(
    starter: tuple[packages.Package, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    package = next(p for p in starter if (p.source, p.target) == ("en", "ru"))
    braked: list[str] = []
    decode = Decoder.decode

    def noting(self: Decoder, sentences: list[str], **options: Any) -> object:
        if options.get("search") == engine.BRAKES:
            braked.extend(sentences)
        return decode(self, sentences, **options)

    monkeypatch.setattr(Decoder, "decode", noting)
    monkeypatch.setattr(engine.quality, "is_repetitive", lambda text: text != loud and len(text) > 20)
    loud, quiet = "The board read all of the many long proposals of the laboratories.", "Good morning."
    found = Engine(starter, threads=1).translate([loud, quiet], source="en", target="ru")
    assert braked == [loud]
    decoder = Decoder(package, decoding.load_model(package.model_path, threads=1))
    (own,) = decoder.score([(loud, found[0].text)])
    assert found[0].score == pytest.approx(own, rel=0.05)


def test_spaces_follow_the_target_language() -> None:
    assert tidy("量子 通信 。", "zh") == "量子通信。"
    assert tidy("Bell 态 与 QKD", "zh") == "Bell 态与 QKD"
    assert tidy("It is ready .", "en") == "It is ready."


def test_a_container_quota_limits_the_cores(tmp_path: Path) -> None:
    assert decoding._cgroup_cores(tmp_path) == decoding.MAX_WORKERS
    (tmp_path / "cpu.max").write_text("150000 100000\n", encoding="ascii")
    assert decoding._cgroup_cores(tmp_path) == 2
    (tmp_path / "cpu.max").write_text("max 100000\n", encoding="ascii")
    assert decoding._cgroup_cores(tmp_path) == decoding.MAX_WORKERS
