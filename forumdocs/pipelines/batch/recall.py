"""An engine that translates a sentence once in all the runs of a batch."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from forumdocs import __version__
from forumdocs.mt.devices import AUTO
from forumdocs.mt.engine import Engine, Translation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from forumdocs.mt.constraints import Terminology
    from forumdocs.mt.packages import Package

AT_ONCE = 4096
"""Sentences that are decoded, and then kept, at a time: a long book must neither fill the memory nor be lost whole
when the machine is switched off."""


class Store(Protocol):
    """Where translations are kept by key: the ledger, or the memory of a worker that is far from it."""

    def recall(self, keys: Iterable[bytes]) -> dict[bytes, Translation]:
        """The translations that are known under these keys."""

    def remember(self, translations: Mapping[bytes, Translation]) -> None:
        """Keep translations under their keys."""


class RecallingEngine(Engine):
    """An engine that asks a store, such as the ledger, first, and enters there what it translates.

    Translations are known by the sentence, its direction, the width of the search, the glossary, the digests of the
    packages, and what they are computed on. They do not depend on what else is translated.
    """

    def __init__(
        self,
        store: Store,
        installed: Iterable[Package] | None = None,
        *,
        threads: int | None = None,
        device: str = AUTO,
        compute_type: str = AUTO,
    ) -> None:
        super().__init__(installed, threads=threads, device=device, compute_type=compute_type, exact=True)
        self._store = store
        self._digest_of = lru_cache(None)(_digest_of)

    def translate(
        self,
        sentences: Sequence[str],
        *,
        source: str,
        target: str,
        beam: int = 4,
        terms: Terminology | None = None,
        progress: Callable[[int], object] | None = None,
    ) -> list[Translation]:
        """As :meth:`Engine.translate`; what is known already is not decoded again, and has no ``evidence``."""
        hops = ",".join(self._digest_of(package) for package in self.route(source, target))
        glossary = terms.glossary.digest if terms else ""
        setting = "\0".join((__version__, *self.numbers, source, target, str(beam), glossary, hops))
        keys = {text: _key(setting, text) for text in dict.fromkeys(sentences)}
        known = self._store.recall(keys.values())
        unknown = [text for text, key in keys.items() if key not in known]
        if progress:
            progress(len(sentences) - len(unknown))
        for start in range(0, len(unknown), AT_ONCE):
            some = unknown[start : start + AT_ONCE]
            found = super().translate(some, source=source, target=target, beam=beam, terms=terms, progress=progress)
            fresh = {keys[text]: replace(made, evidence=()) for text, made in zip(some, found, strict=True)}
            self._store.remember(fresh)
            known |= fresh
        return [known[keys[text]] for text in sentences]


def _key(setting: str, sentence: str) -> bytes:
    """16 bytes: among a billion sentences, two share theirs with a chance of 1 in 10²⁰."""
    return hashlib.blake2b(f"{setting}\0{sentence}".encode(), digest_size=16).digest()


def _digest_of(package: Package) -> str:
    return f"{package.label} {package.sha256}"
