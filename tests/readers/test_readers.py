from __future__ import annotations

import io
import os
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from forumdocs import readers
from forumdocs.errors import ForumdocsError, NoText, ReadError, UnknownFormat
from forumdocs.readers import read, read_bytes, sniff

if TYPE_CHECKING:
    from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def archive(*names: str, **contents: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, contents.get(name, b"x"))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "format_"),
    [
        (b"plain", "a.txt", "text"),
        (b"plain", "a", "text"),
        (b"# head", "a.md", "markdown"),
        (b"<p>x</p>", "a.html", "html"),
        (b"no tags at all, 1 < 2", "a.html", "text"),
        (b"\xef\xbb\xbf <!-- c --><!DOCTYPE HTML><p>x", "a.txt", "html"),
        ('<?xml version="1.0"?>\n<html><p>x'.encode("utf-16"), "a.txt", "html"),
        (b"<div><p>a</p><p>b</p></div>", "a.txt", "html"),
        (b"<div align=center>\n\n# head", "a.md", "markdown"),
        (b"%PDF-1.7 x", "a.txt", "pdf"),
        (b"The mark %PDF-1.7 begins a file.", "a.txt", "text"),
        (archive("[Content_Types].xml", "word/document.xml"), "a.txt", "docx"),
    ],
)
def test_the_content_tells_the_format_before_the_suffix(data: bytes, name: str, format_: str) -> None:
    assert sniff(data, name) == format_


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "PNG image"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "JPEG image"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WebP image"),
        (b"\0\0\0\x18ftypheic", "photo"),
        (rb"{\rtf1\ansi text}", "RTF.*save it as .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + "WordDocument".encode("utf-16-le"), r"old \.doc"),
        (OLE, "old Office"),
        (archive("xl/workbook.xml"), "Excel"),
        (archive("ppt/presentation.xml"), "PowerPoint"),
        (archive("mimetype", "content.xml"), "OpenDocument"),
        (archive("mimetype", "META-INF/container.xml"), "EPUB"),
        (archive("a.txt"), "zip archive; unpack"),
        (b"<?xml version='1.0'?><svg/>", "XML"),
    ],
)
def test_other_kinds_of_files_are_named_with_the_next_step(data: bytes, words: str) -> None:
    with pytest.raises(UnknownFormat, match=rf"^dir/a\.docx: .*{words}") as error:
        read_bytes(data, name="dir/a.docx")

    assert "\n" not in str(error.value)


def test_a_damaged_zip_is_an_error() -> None:
    with pytest.raises(ReadError, match="damaged zip"):
        read_bytes(archive("word/document.xml")[:-30], name="a.docx")


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
def test_an_empty_file_is_an_error(data: bytes) -> None:
    with pytest.raises(NoText, match=r"^a\.txt: .*empty"):
        read_bytes(data, name="a.txt")


@pytest.mark.parametrize(("data", "name"), [("\u3000\u200b\n".encode(), "a.txt"), (b"<p> </p>", "a.html")])
def test_a_file_without_words_is_an_error(data: bytes, name: str) -> None:
    with pytest.raises(NoText, match="no text"):
        read_bytes(data, name=name)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "none.txt")


def test_a_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is a folder"):
        read(tmp_path)


def test_a_path_that_no_system_has_is_an_error() -> None:
    with pytest.raises(ReadError) as error:
        read("a\0b\n")

    assert "\n" not in str(error.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_an_error(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(ReadError, match="not a regular file"):
        read(tmp_path / "pipe")


def test_a_file_that_is_too_large_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", 10)
    path = tmp_path / "a.txt"
    path.write_bytes(b"eleven byte")

    with pytest.raises(ReadError, match="larger than"):
        read(path)


def test_a_file_is_read_with_the_encoding_that_the_user_names(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("да".encode("koi8-r"))

    document = read(path, encoding="koi8-r")

    assert (document.source, document.blocks[0].text) == (str(path), "да")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_give_a_document_or_one_clear_line(name: str, data: bytes) -> None:
    assume(b"%PDF" not in data)  # the PDF reader has tests of its own
    try:
        outcome = f"{name}: {len(read_bytes(data, name=name).blocks)} blocks"
    except ForumdocsError as error:
        outcome = str(error)

    assert outcome.startswith(f"{name}: ")
    assert "\n" not in outcome


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 400), at=st.integers(4, 300), byte=st.integers(0, 255))
def test_truncated_and_damaged_archives_give_one_clear_line(cut: int, at: int, byte: int) -> None:
    data = bytearray(archive("[Content_Types].xml", "xl/workbook.xml"))
    data[at % len(data)] = byte

    with pytest.raises(ForumdocsError) as error:
        read_bytes(bytes(data[: max(4, len(data) - cut)]), name="a.xlsx")

    assert "\n" not in str(error.value)


def test_every_real_seed_is_read(seeds: Path) -> None:
    for path in sorted(seeds.glob("*.txt")):
        assert read(path).blocks
