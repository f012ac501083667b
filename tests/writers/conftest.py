from __future__ import annotations

from collections.abc import Callable

import pytest

from forumdocs.model import Dropped, Handout, Kind, Origin, Pair, Provenance


def pair(number: str, lang: str, source: str, target: str, origin: Origin = Origin.MT, **more: object) -> Pair:
    values: dict[str, object] = {"score": 0.8, **more}
    return Pair(number, int(number.split(".")[0]), lang, source, target, origin, **values)  # type: ignore[arg-type]


@pytest.fixture
def make_pair() -> Callable[..., Pair]:
    """A function of id, language, source, target, origin and what else a pair has."""
    return pair


@pytest.fixture
def handout() -> Handout:
    """A notice in Chinese, Korean, Russian and English, for readers of English."""
    return Handout(
        source="notice.txt",
        title="关于论坛的通知",
        source_langs=("zh", "ko", "ru", "th"),
        target_lang="en",
        pairs=(
            pair("0.1", "zh", "关于论坛的通知", "Notice of the forum", kind=Kind.HEADING),
            pair("1.1", "zh", "论坛将在“国家会议中心”举行。", "The forum takes place at the convention centre."),
            pair("1.2", "zh", "请于7月1日前登记。", "Please register by 2 July.", flags=("number-mismatch",)),
            pair("2.1", "ko", "참가비는 없습니다.", "There is no fee.", Origin.PARALLEL),
            pair("3.1", "ru", "Ждём вас!", "We look forward to seeing you!", kind=Kind.LIST_ITEM, level=1, marker="1)"),
            pair("4.1", "en", "Coffee is served.", "Coffee is served.", Origin.SAME),
            pair("5.1", "th", "ยินดีต้อนรับ", "Welcome"),
        ),
        dropped=(Dropped(9, "扫一扫", "site-menu"),),
        provenance=Provenance("0.1.0", "starter", ("zh_en 0.1",), "", {"beam": 2}),
    )
