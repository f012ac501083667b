from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import docx
import pytest
from docx.shared import Mm

from forumdocs.readers.docx import read


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


PNG = _png()


@pytest.fixture
def document() -> docx.document.Document:
    """A picture above the first paragraph, and one between the second and the third."""
    document = docx.Document()
    document.add_picture(BytesIO(PNG), width=Mm(30))
    document.add_paragraph("The laboratory opened in May.")
    document.add_paragraph("It has two cryostats.")
    document.add_picture(BytesIO(PNG), width=Mm(50))
    document.add_paragraph("Figure 1. A cryostat.", style="Caption")
    document.core_properties.author = "Forum secretariat"
    document.core_properties.identifier = "QF/12"
    return document


def _saved(document: docx.document.Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_picture_hangs_on_the_block_before_it_and_on_the_first_where_there_is_none(
    document: docx.document.Document,
) -> None:
    blocks = read(_saved(document), name="x.docx").blocks
    assert [[round(picture.width) for picture in block.pictures] for block in blocks] == [[30], [50], []]
    assert blocks[1].pictures[0].data == PNG


def test_a_picture_that_is_missing_in_the_file_costs_no_text(document: docx.document.Document) -> None:
    whole, out = zipfile.ZipFile(BytesIO(_saved(document))), BytesIO()
    with zipfile.ZipFile(out, "w") as copy:
        for name in whole.namelist():
            if not name.startswith("word/media/"):
                copy.writestr(name, whole.read(name))
    blocks = read(out.getvalue(), name="x.docx").blocks
    assert len(blocks) == 3
    assert not any(block.pictures for block in blocks)


def test_author_and_number_come_from_the_properties(document: docx.document.Document) -> None:
    meta = read(_saved(document), name="x.docx").meta
    assert (meta.author, meta.number) == ("Forum secretariat", "QF/12")


def test_an_author_that_a_program_wrote_is_none(document: docx.document.Document) -> None:
    document.core_properties.author = "python-docx"
    assert read(_saved(document), name="x.docx").meta.author == ""
