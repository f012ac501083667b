"""Sentences to the pieces that a model knows, and back."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from forumdocs.errors import BadPackage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from forumdocs.mt.packages import Package

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_BREAKS = re.compile(r"\s+")
_BYTE_PIECE = re.compile(r"<0x[0-9A-F]{2}>")


class Tokenizer(Protocol):
    """What decoding needs of a tokenizer; Argos' BPE tokenizer fits too."""

    def encode(self, sentence: str) -> list[str]:
        """The pieces of a sentence."""

    def decode(self, tokens: Sequence[str]) -> str:
        """The sentence that pieces spell."""


class SentencePiece:
    """A SentencePiece model (Kudo and Richardson 2018).

    Argos' own ``SentencePieceTokenizer`` is not used because its ``decode`` turns every underscore of the
    text into a space.
    """

    def __init__(self, path: Path) -> None:
        import sentencepiece

        try:
            self._processor: Any = sentencepiece.SentencePieceProcessor(model_proto=path.read_bytes())
        except (OSError, RuntimeError) as error:
            raise BadPackage(f"{path} is not a SentencePiece model; install the package again.") from error

    def encode(self, sentence: str) -> list[str]:
        """The pieces of a sentence."""
        pieces: list[str] = self._processor.encode(sentence, out_type=str)
        return pieces

    def decode(self, tokens: Sequence[str]) -> str:
        """The sentence that pieces spell; bytes are put together, control symbols dropped."""
        return str(self._processor.decode_pieces(list(tokens))).replace("▁", " ")

    def unknown(self, pieces: Sequence[str]) -> bool:
        """Whether some piece is outside the vocabulary, or was spelled in bytes because it is."""
        unknown = self._processor.unk_id()
        return any(_BYTE_PIECE.fullmatch(piece) or self._processor.piece_to_id(piece) == unknown for piece in pieces)


def sentencepiece_model(path: Path) -> SentencePiece:
    """The model of a file, loaded once however many packages share it, and again when the file changes."""
    return _loaded(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _loaded(path: Path, _changed: int) -> SentencePiece:
    return SentencePiece(path)


def tokenizers(package: Package) -> tuple[Tokenizer, Tokenizer]:
    """The tokenizers of the two sides of a package.

    Raises:
        BadPackage: a file is no tokenizer.
    """
    if package.source_tokenizer.name == "bpe.model":
        tokenizer = _bpe(package)
        return tokenizer, tokenizer
    source = sentencepiece_model(package.source_tokenizer.resolve())
    return source, sentencepiece_model(package.target_tokenizer.resolve())


def _bpe(package: Package) -> Tokenizer:
    """Argos' tokenizer of older packages: BPE (Sennrich 2016) on Moses tokens."""
    from argostranslate.tokenizer import BPETokenizer

    tokenizer: Tokenizer = BPETokenizer(package.source_tokenizer, package.source, package.target)
    return tokenizer


def has_unknown(tokenizer: Tokenizer, text: str) -> bool:
    """Whether a text holds characters that the model was not made for; BPE tokenizers cannot tell."""
    return isinstance(tokenizer, SentencePiece) and tokenizer.unknown(tokenizer.encode(text))


def clean_line(text: str) -> str:
    """A text as one line for the model: no invisible characters, every run of white space one space."""
    return _BREAKS.sub(" ", _INVISIBLE.sub("", text)).strip()
