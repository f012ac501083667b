"""Bytes to text: which encoding, and an error rather than mojibake when that is not certain.

The order is that of the WHATWG encoding standard, a byte order mark before all else, with a judge where
browsers guess: every candidate encoding reads a sample of the bytes, and the reading that is the most
plausible as writing wins if it leaves the others far behind (see :mod:`forumdocs.readers.plausibility`).
"""

from __future__ import annotations

import codecs
import logging
from dataclasses import dataclass

from forumdocs.errors import UnknownEncoding, UnknownFormat
from forumdocs.readers.plausibility import Judgement, Script, judge

_log = logging.getLogger(__name__)

_FAMILIES: dict[str, str] = {"big5hkscs": "cp950"}
"""Encodings that differ in a few characters only, and so do not contest each other."""

_UNUSUAL: dict[str, tuple[frozenset[Script], float]] = {
    codec: (frozenset({Script.KANA, Script.HANGUL}), 10.0) for codec in ("gb18030", "cp950", "big5hkscs")
} | {codec: (frozenset({Script.HANGUL, Script.CYRILLIC}), 10.0) for codec in ("euc_jp", "cp932")}
"""Scripts that an encoding can write but is hardly ever chosen for, and what they cost (nats), once."""

BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CANDIDATES: dict[str, float] = {
    "utf-8": -9.0,
    "gb18030": 3.0,
    "cp949": 3.0,
    "cp950": 3.0,
    "cp932": 3.0,
    "euc_jp": 3.0,
    "windows-1251": 3.0,
    "koi8-u": 3.0,
    "windows-1252": 1.0,
    "big5hkscs": 5.0,
    "cp874": 5.0,
    "windows-1250": 6.0,
    "windows-1254": 6.0,
    "cp866": 6.0,
    "iso8859-5": 8.0,
    "mac_cyrillic": 10.0,
    "mac_roman": 9.0,
}
"""Encodings of one byte or more a character, with what it costs (nats) to suppose them."""
_WIDE: dict[str, float] = {"utf-16-le": 5.0, "utf-16-be": 5.0, "utf-32-le": 8.0, "utf-32-be": 8.0}
_ESCAPED: dict[bytes, dict[str, float]] = {
    b"\x1b": {"iso2022_jp_2": 3.0, "iso2022_kr": 3.0},
    b"~{": {"hz": 3.0},
}
"""Encodings that are pure ASCII bytes, and what betrays them."""

NAMES: dict[str, str] = {
    "cp949": "euc-kr",
    "cp950": "big5",
    "big5hkscs": "big5-hkscs",
    "cp932": "shift_jis",
    "euc_jp": "euc-jp",
    "koi8-u": "koi8-r",
    "cp874": "tis-620",
    "iso2022_jp_2": "iso-2022-jp",
    "iso2022_kr": "iso-2022-kr",
    "mac_cyrillic": "x-mac-cyrillic",
    "mac_roman": "macintosh",
}
"""The public name of a candidate where it differs from the codec's, which is the wider superset."""

_SUPERSETS: dict[str, str] = {
    "ascii": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "hz": "hz",
    "big5": "cp950",
    "euc_kr": "cp949",
    "johab": "johab",
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
    "koi8-r": "koi8-u",
    "utf-8-sig": "utf-8",
}
"""What is meant by a narrower label in the wild, after the WHATWG encoding standard."""
_LABELS: dict[str, str] = {
    "x-gbk": "gbk",
    "x-sjis": "shift_jis",
    "windows-31j": "cp932",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "windows-949": "cp949",
    "x-euc-jp": "euc_jp",
    "big5-hkscs": "big5hkscs",
    "x-mac-cyrillic": "mac_cyrillic",
    "macintosh": "mac_roman",
    "windows-874": "cp874",
    "unicode": "utf-16",
    "koi8": "koi8-r",
    "win1251": "windows-1251",
}

SAMPLE = 6000
"""Bytes that candidates are judged on: enough for certainty, little enough for 20 candidates in 0.1 s."""
MARGIN = 6.0
"""Nats by which the best reading must be ahead of the next: odds of 400 to 1."""
EXCESS = 2.5
"""Nats per character above sound text at which no reading is believed."""
DECLARED = 12.0
"""Nats in favour of an encoding that the file itself declares."""
CERTAIN = 40
"""Bytes that continue a character of valid UTF-8 from which on it is nothing else: 20 Chinese characters. Of two
bytes of a GBK or EUC-KR text about one pair in eight has the form of a UTF-8 character, so 20 in a row are chance once
in 10¹⁸; in a single-byte encoding or Shift JIS they are rarer still."""
DAMAGE = 0.02
"""Share of the characters outside ASCII that may be damaged, and are then left out."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file and the public name of the encoding it was in."""

    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class _Reading:
    codec: str
    text: str
    judgement: Judgement
    cost: float

    @property
    def name(self) -> str:
        return NAMES.get(self.codec, self.codec)


def decode(data: bytes, *, name: str, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """Decode the bytes of a file.

    Args:
        data: the whole file.
        name: of the file, for messages.
        encoding: the user's word, which ends all doubt.
        declared: what the file says of itself, believed when it is plausible.

    Raises:
        UnknownFormat: the bytes are no text at all.
        UnknownEncoding: the bytes are not in the encoding that the user named, or fit several encodings
            about as well, or none.
    """
    if encoding is not None:
        return _decode_whole(data, _find_codec(encoding, name), name)
    for mark, codec in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_whole(data[len(mark) :], codec, name)
    if _is_plain_ascii(data):
        return Decoded(data.decode("ascii"), "utf-8")
    if (text := _plain_utf8(data)) is not None:
        return Decoded(text, "utf-8")
    return _decode_whole(data, _choose(data, name, _known_codec(declared)), name)


def _plain_utf8(data: bytes) -> str | None:
    """The text where the bytes are UTF-8 beyond doubt, which most files are, and need no judge."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if len(data) - len(text) >= CERTAIN and not _has_controls(data) else None


def _is_plain_ascii(data: bytes) -> bool:
    return data.isascii() and not _has_controls(data) and not any(sign in data for sign in _ESCAPED)


def _known_codec(label: str | None) -> str | None:
    """The codec that a label means in the wild, or ``None`` if it means none."""
    if not label:
        return None
    label = label.strip().strip("\"'").lower().replace("_", "-")
    label = _LABELS.get(label, _LABELS.get(label.replace("-", "_"), label))
    try:
        codec = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    # Codecs such as "rot13" and "zlib" exist too, and are no encodings of text.
    return _SUPERSETS.get(codec.name, codec.name) if codec._is_text_encoding else None


def _find_codec(label: str, name: str) -> str:
    codec = _known_codec(label)
    if codec is None:
        raise UnknownEncoding(f"{name}: '{label}' is no encoding; try --encoding utf-8 or gb18030.")
    return codec


def _choose(data: bytes, name: str, declared: str | None) -> str:
    """The codec whose reading of a sample is believed."""
    sample, codecs_ = _sample(data)
    if declared:
        codecs_.setdefault(declared, 0.0)
        codecs_[declared] -= DECLARED
    readings = _rank(sample, codecs_)
    if not _is_believable(readings[0]):
        readings = _rank(sample, codecs_ | _suggest(sample, codecs_))
    if not _is_believable(readings[0]) and b"\0" in sample:
        raise UnknownFormat(f"{name}: is binary data of an unknown kind; name a document instead.")
    if not _is_certain(readings):
        likely = [reading.name for reading in readings if reading.cost < readings[0].cost + 4 * MARGIN][:4]
        raise UnknownEncoding(
            f"{name}: cannot tell its encoding for certain (candidates: {', '.join(likely)}); name it with --encoding."
        )
    return readings[0].codec


def _sample(data: bytes) -> tuple[bytes, dict[str, float]]:
    """Bytes to judge candidates on, and the candidates worth trying."""
    candidates = dict(_CANDIDATES)
    for sign, escaped in _ESCAPED.items():
        if sign in data:
            candidates |= escaped
    if len(data) <= SAMPLE:
        return data, candidates | _WIDE
    if _has_controls(data[: 4 * SAMPLE]):
        start = next((i for i, byte in enumerate(data) if byte >= 0x80), 0) // 4 * 4
        start = min(start, len(data) - SAMPLE)
        return data[start : start + SAMPLE], candidates | _WIDE
    return _foreign_lines(data), candidates


def _has_controls(data: bytes) -> bool:
    return bool(data.translate(None, bytes(byte for byte in range(256) if byte >= 0x20 or byte in _BLANKS)))


_BLANKS = b"\t\n\f\r\x1b"


def _foreign_lines(data: bytes) -> bytes:
    """Lines that are not ASCII, up to :data:`SAMPLE` bytes: a cut between lines cuts no character."""
    picked: list[bytes] = []
    size = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii() or b"\x1b" in line:
            picked.append(line[: SAMPLE - size])
            size += len(picked[-1])
            if size >= SAMPLE:
                break
    return b"".join(picked) or data[:SAMPLE]


def _rank(sample: bytes, candidates: dict[str, float]) -> list[_Reading]:
    """The different readings of the sample, most plausible first; of a family of encodings only the best."""
    readings = sorted((_read(sample, codec, prior) for codec, prior in candidates.items()), key=_cost)
    texts: set[str] = set()
    families: set[str] = set()
    ranked = []
    for reading in readings:
        family = _FAMILIES.get(reading.codec, reading.codec)
        if reading.text not in texts and family not in families:
            ranked.append(reading)
        texts.add(reading.text)
        families.add(family)
    return ranked


def _read(sample: bytes, codec: str, prior: float) -> _Reading:
    text = sample.decode(codec, errors="replace")
    judgement = judge(text)
    scripts, surprise = _UNUSUAL.get(codec, (frozenset(), 0.0))
    return _Reading(codec, text, judgement, judgement.cost + prior + (surprise if scripts & judgement.scripts else 0.0))


def _cost(reading: _Reading) -> float:
    return reading.cost


def _is_certain(readings: list[_Reading]) -> bool:
    ahead = len(readings) == 1 or readings[1].cost - readings[0].cost >= MARGIN
    return ahead and _is_believable(readings[0])


def _is_believable(reading: _Reading) -> bool:
    # Bytes of another encoding hardly ever form valid UTF-8, so any script is believed there.
    valid = reading.codec == "utf-8" and Script.BAD not in reading.judgement.scripts
    return valid or reading.judgement.excess < EXCESS


def _suggest(sample: bytes, known: dict[str, float]) -> dict[str, float]:
    """Encodings that the detector library thinks of and the table does not hold."""
    import charset_normalizer

    found = charset_normalizer.from_bytes(sample, cp_exclusion=[])
    names = (_known_codec(match.encoding) for match in found)
    return {codec: 8.0 for codec in names if codec and codec not in known}


def _decode_whole(data: bytes, codec: str, name: str) -> Decoded:
    """Decode all of the bytes, leaving out what is damaged if that is next to nothing."""
    public = NAMES.get(codec, codec)
    try:
        return Decoded(data.decode(codec), public)
    except UnicodeDecodeError:
        text = data.decode(codec, errors=_REPAIR if codec == "utf-8" else "replace")
    sound = text.replace("\ufffd", "")
    damaged = len(text) - len(sound)
    if damaged > 1 + DAMAGE * sum(char > "\x7f" for char in sound):
        raise UnknownEncoding(f"{name}: is not in {public}, or is damaged; name another with --encoding.")
    if damaged:
        _log.warning("%s: left out %d damaged characters (read as %s).", name, damaged, public)
    return Decoded(sound, public)


def _repair_quote(error: UnicodeError) -> tuple[str, int]:
    """Decode a quote, dash or ellipsis of Windows-1252 pasted into UTF-8; mark all else as damaged."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    broken = error.object[error.start : error.end]
    if len(broken) == 1 and broken in b"\x85\x91\x92\x93\x94\x96\x97":
        return broken.decode("cp1252"), error.end
    return "\ufffd", error.end


_REPAIR = "forumdocs-repair"
codecs.register_error(_REPAIR, _repair_quote)
