from __future__ import annotations

import os
import time
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor

import pytest

from forumdocs.pipelines.batch import crew as crews
from forumdocs.pipelines.batch.crew import MANY, ProcessPool, hire, limited


def test_a_few_documents_are_served_by_a_thread_and_many_by_processes() -> None:
    with hire(documents=MANY - 1) as few:
        assert isinstance(few, ThreadPoolExecutor)
    with hire(documents=MANY) as many:
        assert isinstance(many, ProcessPool)


def test_processes_that_were_asked_for_are_there_for_one_document_too() -> None:
    with hire(1, documents=1) as crew:
        assert crew.submit(os.getpid).result() != os.getpid()


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
    assert waiting[-1].cancelled()


WITHIN_A_LIMIT = """
import time
from forumdocs.pipelines.batch import crew
crew.MOST_SECONDS = 0.2
with crew.limited(0):
    {within}
{after}
"""


def test_a_process_that_hangs_in_a_document_ends() -> None:
    with hire(1, documents=1) as crew:
        with pytest.raises(BrokenExecutor):
            crew.submit(exec, WITHIN_A_LIMIT.format(within="time.sleep(60)", after="")).result(timeout=30)
        assert crew.submit(exec, WITHIN_A_LIMIT.format(within="pass", after="time.sleep(.5)")).result() is None


def test_the_process_of_the_translator_has_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "MOST_SECONDS", 0.05)
    with limited(0):
        time.sleep(0.2)
