"""Word documents as bytes: the same today and tomorrow."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from typing import Any

LOCAL_DATE = 10
CENTRAL_DATE = 12
"""Where time and date of a file stand in its local header and in the central directory (APPNOTE 6.3.10, 4.3.7 and
4.3.12)."""
_CENTRAL = struct.Struct("<4s24x3H12x")
"""An entry of the central directory: signature, then the lengths of name, extra field and comment; 46 bytes in all."""
_EPOCH = struct.pack("<HH", 0, 0x21)
"""1 January 1980, the first date that a ZIP archive can hold."""


def pack(document: Any) -> bytes:
    """The bytes of a python-docx document; its parts carry no time, so that equal documents are equal files."""
    out = BytesIO()
    document.save(out)
    return undated(out.getvalue())


def undated(archive: bytes) -> bytes:
    """A ZIP archive whose files are all of 1980; nothing is compressed again."""
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        offsets = [entry.header_offset for entry in opened.infolist()]
        at: int = opened.start_dir
    data = bytearray(archive)
    for offset in offsets:
        data[offset + LOCAL_DATE : offset + LOCAL_DATE + 4] = _EPOCH
        _, name, extra, comment = _CENTRAL.unpack_from(data, at)
        data[at + CENTRAL_DATE : at + CENTRAL_DATE + 4] = _EPOCH
        at += _CENTRAL.size + name + extra + comment
    return bytes(data)
