"""Small PDF files, made by hand: lines of text at places that the test chooses."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace

PAGE_HEIGHT = 800

FONTS = {
    "latin": "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    "bold": "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>",
    "chinese": ("UniGB-UCS2-H", "GB1"),
    "korean": ("KSCms-UHC-H", "Korea1"),
}
"""Fonts that are not embedded; those for Asian text have no map to Unicode but their predefined encoding."""

_CODECS = {"latin": "cp1252", "bold": "cp1252", "chinese": "utf-16-be", "korean": "cp949"}


@dataclass(frozen=True)
class Text:
    """Words at a place: ``x`` from the left, ``y`` from the top, in points."""

    words: str
    x: float = 72
    y: float = 72
    size: float = 10
    font: str = "latin"


def lines(text: str, *, width: int = 60, leading: float = 12, first: Text | None = None) -> list[Text]:
    """A paragraph broken into lines of at most ``width`` characters, or of just so many ideographs."""
    start = first or Text("")
    if start.font in ("latin", "bold"):
        rows = textwrap.wrap(text, width, break_on_hyphens=True)
    else:
        rows = [text[i : i + width] for i in range(0, len(text), width)]
    return [replace(start, words=row, y=start.y + leading * i) for i, row in enumerate(rows)]


def pdf_file(*pages: list[Text], rules: tuple[float, ...] = (), info: str = "") -> bytes:
    """The bytes of a PDF with these pages; ``rules`` are places of lines drawn across each page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    fonts = " ".join(f"/{name} {_add_font(objects, name)} 0 R" for name in FONTS)
    kids = []
    for page in pages:
        stream = "\n".join([*map(_show, page), *(f"60 {PAGE_HEIGHT - y} m 540 {PAGE_HEIGHT - y} l S" for y in rules)])
        content = _add(objects, f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(
            _add(
                objects,
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 {PAGE_HEIGHT}] /Contents {content} 0 R "
                f"/Resources << /Font << {fonts} >> >> >>",
            )
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    return _assemble(objects, _add(objects, f"<< {info} >>"))


def _add(objects: list[str], body: str) -> int:
    objects.append(body)
    return len(objects)


def _add_font(objects: list[str], name: str) -> int:
    font = FONTS[name]
    if isinstance(font, str):
        return _add(objects, font)
    encoding, ordering = font
    described = _add(
        objects,
        f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
        "/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
    )
    descendant = _add(
        objects,
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /DW 1000 /FontDescriptor {described} 0 R "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 2 >> >>",
    )
    return _add(
        objects,
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding} "
        f"/DescendantFonts [{descendant} 0 R] >>",
    )


def _show(text: Text) -> str:
    code = text.words.encode(_CODECS[text.font]).hex()
    return f"BT /{text.font} {text.size} Tf {text.x} {PAGE_HEIGHT - text.y} Td <{code}> Tj ET"


def _assemble(objects: list[str], info: int) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {info} 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")
