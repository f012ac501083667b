from __future__ import annotations

from datetime import date, timedelta

import pytest

from forumdocs.readers.properties import believe_author, believe_date, find_meta


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Forum secretariat", "Forum secretariat"),
        ("А. П. Горчаков", "А. П. Горчаков"),
        ("秘书处", "秘书处"),
        ("홍길동", "홍길동"),
        ("  Ann\u00a0 Lee ", "Ann Lee"),
        ("admin", ""),
        ("vdk18", ""),
        ("HP", ""),
        ("Your User Name", ""),
        ("Windows 用户", ""),
        ("https://example.org/people/ann lee", ""),
        ("ann lee@forum.example", ""),
        ("A name that is no name " * 8, ""),
    ],
)
def test_an_author_is_a_person_or_an_institution_and_no_program(text: str, name: str) -> None:
    assert believe_author(text) == name


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-04-20T09:00:00Z", "2026-04-20"),
        ("D:20260420090000+08'00'", "2026-04-20"),
        ("20260420", "2026-04-20"),
        ("2026年4月20日", "2026-04-20"),
        ("2026. 4. 20.", "2026-04-20"),
        ("2026-13-45", ""),
        ("20 April", ""),
        ("1970-01-01T00:00:00Z", ""),
        ("2013-12-23T23:15:00Z", ""),
        ((date.today() + timedelta(days=40)).isoformat(), ""),
        ("", ""),
    ],
)
def test_a_day_is_believed_where_a_document_can_be_of_it(text: str, day: str) -> None:
    assert believe_date(text) == day


def test_what_a_file_does_not_say_is_empty() -> None:
    meta = find_meta({"number": " QF/7 "})
    assert (meta.event, meta.date, meta.number, meta.author) == ("", "", "QF/7", "")
