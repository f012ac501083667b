"""Language detection side by side: forumdocs, langdetect (seeded) and lingua, on the same texts in one run.

Usage::

    python benchmarks/detection.py [TATOEBA]

TATOEBA is a folder of ``tatoeba.XXX-eng.XXX`` files (the test pairs of facebookresearch/LASER). Every
detector names the language of windows of six characters or three words cut from short sentences; it is
timed on windows and sentences together, best of three passes. lingua runs with all of its languages, and
told that there are six.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from forumdocs.detection import identify

TATOEBA = Path(__file__).resolve().parent.parent.parent / "shared" / "eval" / "tatoeba-laser"
FILES = {"zh": "cmn", "ko": "kor", "ru": "rus", "ja": "jpn", "th": "tha"}
SPACED = {"en", "ru", "ko"}
TEXTS = 200
"""Sentences a language; langdetect takes minutes for more."""

Detector = Callable[[str], str]


def read_texts(folder: Path) -> dict[str, list[str]]:
    """Short sentences by language; the English ones are those of the Korean pairs."""
    names = {code: f"tatoeba.{name}-eng.{name}" for code, name in FILES.items()}
    names["en"] = "tatoeba.kor-eng.eng"
    return {
        code: [line for line in (folder / name).read_text(encoding="utf-8").splitlines() if line.strip()][:TEXTS]
        for code, name in sorted(names.items())
    }


def cut_window(text: str, code: str) -> str:
    """The middle three words, or six characters, of a text."""
    units = text.split() if code in SPACED else list(text)
    size = 3 if code in SPACED else 6
    start = max(0, (len(units) - size) // 2)
    return (" " if code in SPACED else "").join(units[start : start + size])


def forumdocs_detector() -> Detector:
    return lambda text: identify(text).lang


def langdetect_detector() -> Detector:
    from langdetect import DetectorFactory, detect
    from langdetect.lang_detect_exception import LangDetectException

    DetectorFactory.seed = 0

    def name(text: str) -> str:
        try:
            return detect(text).split("-")[0]
        except LangDetectException:
            return "und"

    return name


def lingua_detector(*, six: bool) -> Detector:
    from lingua import Language, LanguageDetectorBuilder

    six_languages = (
        Language.ENGLISH,
        Language.CHINESE,
        Language.KOREAN,
        Language.RUSSIAN,
        Language.JAPANESE,
        Language.THAI,
    )
    from_six = LanguageDetectorBuilder.from_languages(*six_languages)
    detector = (from_six if six else LanguageDetectorBuilder.from_all_languages()).build()

    def name(text: str) -> str:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else "und"

    return name


DETECTORS: dict[str, Callable[[], Detector]] = {
    "forumdocs": forumdocs_detector,
    "langdetect, seeded": langdetect_detector,
    "lingua, six": partial(lingua_detector, six=True),
    "lingua, all": partial(lingua_detector, six=False),
}


def measure(detect: Detector, texts: dict[str, list[str]], windows: dict[str, list[str]]) -> tuple[list[float], float]:
    """The share of right answers for windows in each language, and texts a second over all."""
    everything = [text for group in (texts, windows) for found in group.values() for text in found]
    right = [sum(detect(text) == code for text in found) / len(found) for code, found in windows.items()]
    best = min(_seconds(detect, everything) for _ in range(3))
    return right, len(everything) / best


def _seconds(detect: Detector, texts: list[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        detect(text)
    return time.perf_counter() - start


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TATOEBA
    if not folder.is_dir():
        sys.exit(f"Error: {folder} is not there; name the folder of the Tatoeba test pairs.")
    texts = read_texts(folder)
    windows = {code: [cut_window(text, code) for text in found] for code, found in texts.items()}
    print(f"{'detector':20}" + "".join(f"{code:>7}" for code in windows) + f"{'texts/s':>10}{'ratio':>8}")
    ours = 0.0
    for name, make in DETECTORS.items():
        right, speed = measure(make(), texts, windows)
        ours = ours or speed
        print(f"{name:20}" + "".join(f"{share:7.1%}" for share in right) + f"{speed:10,.0f}{ours / speed:7.1f}x")


if __name__ == "__main__":
    main()
