"""Keys: what determines a handout, as one digest. A job whose key is that of its last run need not be done again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from forumdocs import __version__
from forumdocs.errors import MissingModel
from forumdocs.languages import LANGUAGES, parse_tag
from forumdocs.pipelines.batch.sources import digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.mt.engine import Engine
    from forumdocs.mt.packages import Package
    from forumdocs.pipelines.batch.jobs import Job

SOURCE_TAGS = (*LANGUAGES, "zh-Hant")


class Keys:
    """Makes the keys of jobs.

    Args:
        engine: knows the packages; all that may take part in a handout are part of its key.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._packages_into = cache(self._find_packages_into)

    def key_of(self, job: Job, *, glossary: str) -> str:
        """The key of a job that keeps to the glossary with this digest.

        Raises:
            ReadError: the source cannot be read.
        """
        parts = {
            "forumdocs": __version__,
            "source": digest(job.source),
            "name": PurePath(job.source.name).name,
            "targets": job.targets,
            "format": job.output.suffix.lower(),
            "options": job.options.as_dict(),
            "glossary": glossary,
            "style": asdict(job.style),
            "meta": job.meta,
            "summary": job.summary,
            "packages": [self._packages_into(target) for target in job.targets],
        }
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def _find_packages_into(self, target: str) -> tuple[str, ...]:
        return tuple(sorted({package.sha256 for package in packages_into(self._engine, target)}))


def packages_into(engine: Engine, target: str) -> tuple[Package, ...]:
    """All packages that may take part in a translation into ``target``, from whatever language."""
    tag = parse_tag(target)
    goals = dict.fromkeys((str(tag), tag.code))
    routes = (_route(engine, source, goal) for goal in goals for source in SOURCE_TAGS)
    return tuple(dict.fromkeys(package for route in routes for package in route))


def _route(engine: Engine, source: str, target: str) -> Sequence[Package]:
    try:
        return engine.route(source, target)
    except MissingModel:
        return ()
