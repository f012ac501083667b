"""The shape of the package: imports point one way, and nothing heavy loads before it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "forumdocs"

LEVELS = {
    "errors": 0,
    "files": 1,
    "languages": 1,
    "model": 1,
    "paths": 1,
    "wording": 1,
    "chinese": 2,
    "detection": 2,
    "readers": 3,
    "glossary": 4,
    "writers": 5,
    "mt": 5,
    "pipelines": 6,
    "cli": 7,
    "__main__": 8,
}
"""A room imports rooms of lower levels, and itself."""

HEAVY = {
    "ahocorasick_rs",
    "argostranslate",
    "charset_normalizer",
    "ctranslate2",
    "distributed",
    "docx",
    "genanki",
    "jieba",
    "langdetect",
    "lxml",
    "markdown_it",
    "numpy",
    "opencc",
    "openpyxl",
    "pymorphy3",
    "pypdf",
    "pypdfium2",
    "pypinyin",
    "rapidfuzz",
    "rich",
    "sentencepiece",
    "spacy",
    "torch",
    "trafilatura",
}
NEVER = {"minisbd", "argostranslate.translate", "argostranslate.sbd", "stanza", "torch"}
"""AGPL code, code that loads it or fetches models at run time, and several gigabytes."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    own = path.relative_to(PACKAGE).with_suffix("").parts[0]
    if own == "__init__":
        return
    for name in imports_of(path):
        if name.startswith("forumdocs.") and room_of(name) in LEVELS:
            other = room_of(name)
            assert other == own or LEVELS[other] <= LEVELS[own] - (LEVELS[own] > 1), f"{own} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_that_must_stay_out_is_imported(path: Path) -> None:
    assert not imports_of(path) & NEVER


def test_the_command_line_loads_nothing_heavy_before_a_command_runs() -> None:
    code = "import sys, forumdocs, forumdocs.cli; print(' '.join(sorted({m.split('.')[0] for m in sys.modules})))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(run.stdout.split()) & HEAVY
