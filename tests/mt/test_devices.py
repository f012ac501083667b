from __future__ import annotations

from typing import TYPE_CHECKING

import ctranslate2
import pytest

from forumdocs.errors import ModelError
from forumdocs.mt import decoding, devices
from forumdocs.mt.engine import Engine

if TYPE_CHECKING:
    from pathlib import Path

NO_GPU = pytest.mark.skipif(ctranslate2.get_cuda_device_count() > 0, reason="this machine has a GPU")


@NO_GPU
def test_without_a_gpu_the_cpu_is_used() -> None:
    assert devices.choose_device() == "cpu"


@NO_GPU
def test_a_gpu_that_is_not_there_is_refused_in_one_line() -> None:
    with pytest.raises(ModelError, match=r"no GPU.*--device cpu") as caught:
        devices.choose_device("cuda")
    assert "\n" not in str(caught.value)


def test_numbers_that_the_device_cannot_compute_with_are_refused() -> None:
    able = ctranslate2.get_supported_compute_types("cpu")
    for name in set(devices.COMPUTE_TYPES) - able - {devices.AUTO}:
        with pytest.raises(ModelError, match=name):
            devices.choose_compute_type(name, "cpu")


def test_a_model_computes_with_the_numbers_that_were_chosen(tiny_model: Path) -> None:
    stored = decoding.load_model(tiny_model, device="cpu", threads=1)
    smaller = decoding.load_model(tiny_model, device="cpu", threads=1, compute_type="int8")
    assert (stored.device, stored.compute_type) == ("cpu", "float32")
    assert smaller.compute_type.startswith("int8")


@NO_GPU
def test_an_engine_says_that_its_device_is_not_there(starter: tuple[object, ...]) -> None:
    with pytest.raises(ModelError, match="no GPU"):
        Engine(starter, device="cuda").translate(["Hello."], source="en", target="ru")  # type: ignore[arg-type]
