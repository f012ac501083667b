from __future__ import annotations

import time
import zipfile
from io import BytesIO

import docx

from forumdocs.writers.packing import pack, undated


def archive(year: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in ("word/document.xml", "資料.xml"):
            entry = zipfile.ZipInfo(name, (year, 2, 3, 4, 5, 6))
            entry.comment = b"a comment"
            target.writestr(entry, "quantum " * 99)
    return out.getvalue()


def test_archives_that_differ_in_dates_alone_become_equal() -> None:
    assert archive(2001) != archive(2026)
    assert undated(archive(2001)) == undated(archive(2026))


def test_an_archive_without_dates_holds_what_it_held() -> None:
    with zipfile.ZipFile(BytesIO(undated(archive(2026)))) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == ["word/document.xml", "資料.xml"]
        assert opened.read("資料.xml") == b"quantum " * 99
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_document_is_the_same_whenever_it_is_saved() -> None:
    first = pack(docx.Document())
    time.sleep(2.1)  # ZIP archives tell two seconds apart
    assert pack(docx.Document()) == first
