"""What translations are computed on, and in which numbers."""

from __future__ import annotations

from forumdocs.errors import ModelError

AUTO = "auto"
DEVICES = (AUTO, "cpu", "cuda")
COMPUTE_TYPES = (
    AUTO,
    "int8",
    "int8_float32",
    "int8_float16",
    "int8_bfloat16",
    "int16",
    "float16",
    "bfloat16",
    "float32",
)
"""CTranslate2's names. ``auto`` is its ``default``: the numbers in which the package is stored, or the nearest that the
device can compute with. CTranslate2's own ``auto``, the fastest, gives other words on other machines."""


def choose_device(device: str = AUTO) -> str:
    """``"cpu"`` or ``"cuda"``; ``"auto"`` is the GPU where there is one.

    Raises:
        ModelError: CUDA is asked for, and there is none that CTranslate2 can use.
    """
    if device == "cpu":
        return device
    import ctranslate2

    if ctranslate2.get_cuda_device_count() > 0:
        return "cuda"
    if device == "cuda":
        raise ModelError("cuda: no GPU that CTranslate2 can use is on this machine; use --device cpu.")
    return "cpu"


def choose_compute_type(compute_type: str, device: str) -> str:
    """The name that CTranslate2 takes.

    Raises:
        ModelError: the device cannot compute with such numbers.
    """
    if compute_type == AUTO:
        return "default"
    import ctranslate2

    if compute_type not in (able := ctranslate2.get_supported_compute_types(device)):
        raise ModelError(f"{compute_type}: the {device} of this machine cannot; use --compute-type {sorted(able)[-1]}.")
    return compute_type
