"""Chinese as such: its two scripts (OpenCC's phrase tables) and its words (jieba), for all rooms."""

from __future__ import annotations

import logging
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import Any

from forumdocs.paths import cache_folder

SIMPLIFIED, TRADITIONAL = "t2s", "s2t"
"""OpenCC's names of the two conversions."""


def to_simplified(text: str) -> str:
    """Traditional characters turned into Simplified ones; other text unchanged."""
    return str(_converter(SIMPLIFIED).convert(text))


def to_traditional(text: str) -> str:
    """Simplified characters turned into Traditional ones, by phrase where one character stands for several."""
    return str(_converter(TRADITIONAL).convert(text))


@cache
def _converter(name: str) -> Any:
    import opencc

    return opencc.OpenCC(name)


@cache
def chinese_segmenter() -> Any:
    """The tokenizer that all share; who adds words to one makes it with :func:`make_segmenter`."""
    return make_segmenter()


@cache
def chinese_tagger() -> Any:
    """Jieba's tagger of parts of speech over :func:`chinese_segmenter`."""
    segmenter = chinese_segmenter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba.posseg
    return jieba.posseg.POSTokenizer(segmenter)


def make_segmenter() -> Any:
    """A tokenizer of our own: users of jieba's shared one get into the way of each other's cache files."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba imports pkg_resources, which warns of its own end
        import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    folder = cache_folder() / "jieba"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:  # a read-only home: the dictionary is read again in each process
        folder = Path(tempfile.mkdtemp(prefix="forumdocs-"))
    tokenizer.tmp_dir = str(folder)
    return tokenizer
