from __future__ import annotations

from pathlib import Path

import pytest

from forumdocs.errors import LanguageError, MissingModel
from forumdocs.mt.packages import Package
from forumdocs.mt.routes import route


def package(pair: str, *, builtin: bool = False, version: str = "1.0", plain: bool = False) -> Package:
    source, target = pair.split(">")
    path = Path("packages") / f"{pair}-{version}"
    name = f"{'starter-' if builtin else ''}{pair}"
    return Package(source, target, name, version, path, path, path, path, builtin=builtin, plain=plain)


def names(source: str, target: str, *packages: Package) -> list[str]:
    return [hop.label for hop in route(source, target, packages)]


def test_the_same_language_needs_no_package() -> None:
    assert route("zh-Hans", "zh", []) == ()


def test_a_direct_package_wins_over_a_chain() -> None:
    chain = package("zh>en"), package("en>ru")
    assert names("zh", "ru", *chain, package("zh>ru")) == ["zh>ru 1.0"]


def test_two_installed_packages_win_over_the_draft_of_the_starter_pack() -> None:
    legs = package("zh>en"), package("en>ru"), package("zh>ru", builtin=True)
    assert names("zh", "ru", *legs) == ["zh>en 1.0", "en>ru 1.0"]


def test_the_direct_starter_package_wins_over_a_chain_that_is_partly_a_draft_too() -> None:
    legs = package("zh>en"), package("en>ru", builtin=True), package("zh>ru", builtin=True)
    assert names("zh", "ru", *legs) == ["starter-zh>ru 1.0"]


def test_an_installed_package_comes_before_the_starter_pack() -> None:
    assert names("zh", "en", package("zh>en", builtin=True, version="9"), package("zh>en")) == ["zh>en 1.0"]


def test_a_plain_model_comes_before_argos() -> None:
    both = package("zh>en", version="1.9"), package("zh>en", version="0.1", plain=True)
    assert names("zh", "en", *both) == ["zh>en 0.1"]


def test_the_later_version_wins_by_number_not_by_letters() -> None:
    assert names("zh", "en", package("zh>en", version="1.9"), package("zh>en", version="1.10")) == ["zh>en 1.10"]


def test_english_is_the_preferred_pivot() -> None:
    through_korean = package("ja>ko"), package("ko>ru")
    through_english = package("ja>en"), package("en>ru")
    assert names("ja", "ru", *through_korean, *through_english) == ["ja>en 1.0", "en>ru 1.0"]


def test_installed_packages_are_preferred_on_the_legs_of_a_chain() -> None:
    legs = (
        package("ja>en"),
        package("en>ko"),
        package("en>ko", builtin=True),
        package("ja>zh"),
        package("zh>ko", builtin=True),
    )
    assert names("ja", "ko", *legs) == ["ja>en 1.0", "en>ko 1.0"]


def test_a_chain_mixes_installed_and_starter_packages() -> None:
    legs = package("th>en"), package("en>ru", builtin=True)
    assert names("th", "ru", *legs) == ["th>en 1.0", "starter-en>ru 1.0"]


def test_three_hops_are_the_longest_chain() -> None:
    legs = package("th>ja"), package("ja>ko"), package("ko>ru"), package("ru>en")
    assert len(names("th", "ru", *legs)) == 3
    with pytest.raises(MissingModel):
        route("th", "en", legs)


def test_a_missing_package_gives_the_line_to_type() -> None:
    with pytest.raises(MissingModel, match='forumdocs models install "zt ko"'):
        route("zh-TW", "ko", [])


def test_traditional_chinese_is_read_by_a_package_for_simplified() -> None:
    assert names("zh-Hant", "en", package("zh>en")) == ["zh>en 1.0"]


def test_traditional_chinese_prefers_its_own_package() -> None:
    assert names("zh-Hant", "en", package("zh>en", version="9"), package("zh-Hant>en")) == ["zh-Hant>en 1.0"]


def test_traditional_chinese_is_never_written_by_a_package_for_simplified() -> None:
    with pytest.raises(MissingModel):
        route("en", "zh-Hant", [package("en>zh")])


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(LanguageError, match="xx"):
        route("xx", "en", [])
