"""Where test inputs are: our own samples, and real documents that a user's clone does not have."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True, scope="session")
def _listen_to_interrupts() -> None:
    """Undo the deafness to Ctrl-C that a background job inherits from its shell, and the programs that it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def briefs() -> Path:
    """The folder of our own sample briefs."""
    return ROOT / "corpora" / "briefs"


def _shared(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"shared/{name} is not beside this clone")
    return folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Real source documents; absent from a user's clone."""
    return _shared("seeds")


@pytest.fixture(scope="session")
def peer_docs() -> Path:
    """Test documents of other projects; absent from a user's clone."""
    return _shared("peer-docs")


@pytest.fixture(scope="session")
def gold() -> Path:
    """Public gold sets; absent from a user's clone."""
    return _shared("eval")
