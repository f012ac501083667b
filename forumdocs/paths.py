"""Where forumdocs keeps what belongs to the user: installed models, the memory, caches."""

from __future__ import annotations

import os
from pathlib import Path

HOME_VARIABLE = "FORUMDOCS_HOME"
"""Environment variable that moves all state of forumdocs to another folder."""


def data_folder() -> Path:
    """The per-user data folder: ``FORUMDOCS_HOME`` if set, else the platform's own place.

    The folder is not created: reading must leave no trace.
    """
    if chosen := os.environ.get(HOME_VARIABLE):
        return Path(chosen).expanduser().resolve()
    import platformdirs

    return platformdirs.user_data_path("forumdocs", appauthor=False)


def cache_folder() -> Path:
    """The per-user folder of what can be made again: in ``FORUMDOCS_HOME`` if set, else the platform's own place.

    The folder is not created.
    """
    if os.environ.get(HOME_VARIABLE):
        return data_folder() / "cache"
    import platformdirs

    return platformdirs.user_cache_path("forumdocs", appauthor=False)
