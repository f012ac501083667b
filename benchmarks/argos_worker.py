"""The other side of ``benchmarks/translation_speed.py``: Argos Translate, in an environment of its own.

Never imported by forumdocs: what it loads is AGPL. Reads one JSON line a task from standard input, answers with one:
``{"source": "en", "target": "zh", "texts": [...]}`` or ``{..., "docx": ["file.docx"]}`` gives seconds of wall clock and
of CPU, and the translations or the files with them.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

answers, sys.stdout = sys.stdout, sys.stderr  # Argos prints there what it fails to fetch

import argostranslate.translate  # noqa: E402


def work(task: dict[str, Any]) -> dict[str, Any]:
    direction = task["source"], task["target"]
    argostranslate.translate.translate("-", *direction)  # Argos remembers its last call, and would answer from it
    wall, cpu = time.perf_counter(), time.process_time()
    if "docx" in task:
        from argostranslatefiles import argostranslatefiles

        languages = {language.code: language for language in argostranslate.translate.get_installed_languages()}
        translation = languages[direction[0]].get_translation(languages[direction[1]])
        found = [argostranslatefiles.translate_file(translation, path) for path in task["docx"]]
    else:
        found = [argostranslate.translate.translate(text, *direction) for text in task["texts"]]
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "found": found}


for line in sys.stdin:
    print(json.dumps(work(json.loads(line))), file=answers, flush=True)
