"""Pictures of a source in formats that a browser shows, as addresses that hold the picture itself (RFC 2397)."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forumdocs.model import Picture

_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
)
"""How files begin. Metafiles and TIFF, which Word holds too, are not for browsers."""
MOST_BYTES = 8 << 20
"""One picture: a photograph from a camera has 3 to 8 MiB. A page with larger ones is too slow to open on a phone."""
MOST_TOGETHER = 24 << 20
"""All pictures of one page, which goes by mail: base64 makes 32 MiB of them."""


def media_type(picture: Picture) -> str:
    """The media type of a picture; empty where no browser shows it."""
    if picture.data[:4] == b"RIFF" and picture.data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _KINDS if picture.data.startswith(start)), "")


def data_address(picture: Picture) -> str:
    """A ``data:`` address of a picture that has a :func:`media_type`."""
    return f"data:{media_type(picture)};base64,{base64.b64encode(picture.data).decode('ascii')}"
