"""What others have published of their offline models, for orientation.

From ``evaluation/bleu-results.json`` and ``evaluation/comet-results.json`` of Mozilla's firefox-translations-models
(commit 87961cea), the entries ``flores-test``: the devtest part of FLORES-200. No chrF is published there. Firefox'
models are those called base-memory, of 31 to 44 MB; there is none from Russian, where it is the one called tiny.
"""

from __future__ import annotations

from typing import NamedTuple

SOURCE = "github.com/mozilla/firefox-translations-models, evaluation/, commit 87961cea, flores-test"


class Published(NamedTuple):
    """BLEU (0 to 100) and COMET (wmt22-comet-da, 0 to 1) of a direction."""

    argos_bleu: float
    argos_comet: float
    firefox_bleu: float
    firefox_comet: float


FLORES = {
    "en-zh": Published(33.1, 0.8334, 39.8, 0.8601),
    "zh-en": Published(23.3, 0.8415, 27.6, 0.8604),
    "en-ko": Published(15.8, 0.7163, 30.7, 0.8709),
    "ko-en": Published(15.1, 0.7378, 27.7, 0.8631),
    "en-ru": Published(27.6, 0.8481, 31.0, 0.8744),
    "ru-en": Published(26.4, 0.8017, 30.3, 0.8425),
    "en-ja": Published(22.2, 0.7876, 34.9, 0.8928),
    "ja-en": Published(16.3, 0.7800, 25.4, 0.8634),
}
