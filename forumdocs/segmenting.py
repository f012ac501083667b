"""Chinese words: jieba's segmenter, private to forumdocs."""

from __future__ import annotations

import logging
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import Any

from forumdocs.paths import cache_folder


@cache
def chinese_segmenter() -> Any:
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


@cache
def chinese_tagger() -> Any:
    """Jieba's tagger of parts of speech over :func:`chinese_segmenter`."""
    segmenter = chinese_segmenter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba.posseg
    return jieba.posseg.POSTokenizer(segmenter)
