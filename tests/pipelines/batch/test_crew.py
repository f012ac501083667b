from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, CancelledError, Future, ThreadPoolExecutor

import pytest

from forumdocs.pipelines.batch import crew as crews
from forumdocs.pipelines.batch.crew import MANY, ProcessPool, hire, limited


def test_one_document_has_a_process_of_its_own() -> None:
    with hire(documents=1) as crew:
        assert crew.submit(os.getpid).result() != os.getpid()


def test_many_documents_have_a_process_for_each_core(monkeypatch: pytest.MonkeyPatch) -> None:
    hired: list[int] = []
    monkeypatch.setattr(ProcessPool, "_start", lambda pool: hired.append(pool._processes) or ThreadPoolExecutor(1))
    monkeypatch.setattr(crews, "usable_cores", lambda: 8)
    for documents in (MANY - 1, MANY):
        with hire(documents=documents):
            pass
    assert hired == [1, 8]


def test_a_pool_goes_on_after_a_process_has_died() -> None:
    with hire(1, documents=1) as crew:
        with pytest.raises(BrokenExecutor):
            crew.submit(os._exit, 1).result()
        assert crew.submit(abs, -3).result() == 3


MAKE_PART = """
import sys, weakref
class Part: pass
part = Part()
part.package = part  # as those of a Word document refer to themselves by way of each other
vars(sys).setdefault("parts", []).append(weakref.ref(part))
"""
COUNT_PARTS = "[part() is None for part in __import__('sys').parts]"


def test_a_process_keeps_nothing_of_a_document_when_it_is_done() -> None:
    with hire(1, documents=1) as crew:
        for _ in range(3):
            crew.submit(exec, MAKE_PART).result()
        assert crew.submit(eval, COUNT_PARTS).result() == [True, True, True]


def test_work_that_has_not_begun_is_dropped_when_the_run_ends_in_an_error() -> None:
    waiting: list[Future[int]] = []

    def run() -> None:
        with hire(documents=1) as crew:
            waiting.extend(crew.submit(sum, range(10**6)) for _ in range(200))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run()
    with pytest.raises(CancelledError):
        waiting[-1].result(timeout=20)


WITHIN_A_LIMIT = """
import time
from forumdocs.pipelines.batch import crew
crew.MOST_SECONDS = 0.2
with crew.limited(0):
    {within}
{after}
"""


def test_a_process_that_hangs_in_a_document_ends() -> None:
    with hire(documents=1) as crew:
        with pytest.raises(BrokenExecutor):
            crew.submit(exec, WITHIN_A_LIMIT.format(within="time.sleep(60)", after="")).result(timeout=30)
        assert crew.submit(exec, WITHIN_A_LIMIT.format(within="pass", after="time.sleep(.5)")).result() is None


HOLD = "import re; re.match('(a*)*b', 'a' * 40)"
"""Takes years, in which no thread of Python goes on."""


def test_a_process_ends_that_hangs_where_python_cannot_go_on() -> None:
    with hire(documents=1) as crew, pytest.raises(BrokenExecutor):
        crew.submit(exec, WITHIN_A_LIMIT.format(within=HOLD, after="")).result(timeout=30)


TWO_THREADS = """
import sys, threading, time
from forumdocs.pipelines.batch.crew import Deadlines
deadlines = Deadlines(sys.stderr)
def work(seconds, limit):
    with deadlines.within(limit):
        time.sleep(seconds)
for seconds, limit in {works}:
    threading.Thread(target=work, args=(seconds, limit), daemon=True).start()
time.sleep(1)
print("lives")
"""


@pytest.mark.parametrize(
    ("works", "lives"),
    [
        ([(60, 0.3), (0.05, 60)], False),  # the neighbour that ends in time must not call the other's limit off
        ([(60, 60), (60, 0.3)], False),
        ([(60, 60), (0.05, 0.3)], True),
    ],
)
def test_each_thread_of_a_process_has_a_limit_of_its_own(works: object, lives: bool) -> None:
    run = subprocess.run([sys.executable, "-c", TWO_THREADS.format(works=works)], capture_output=True, text=True)
    assert (run.returncode == 0, run.stdout) == (lives, "lives\n" if lives else "")
    assert ("Timeout" in run.stderr) is not lives


def test_the_process_of_the_translator_has_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "MOST_SECONDS", 0.05)
    with limited(0):
        time.sleep(0.2)
