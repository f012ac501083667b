"""The training loop: resumable, in bf16, for a given number of minutes, on a GPU when there is one."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import sentencepiece as spm
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from training.network import SHAPES, Network

SMOOTHING = 0.1
AVERAGE_EVERY, AVERAGE_SHARE = 20, 0.02
"""The exported weights are a running average: every so many steps, that share of the newest."""
CHUNK = 200_000
"""Examples that are sorted by length together; batches are drawn from the chunk in random order."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How to train; ``total_minutes`` sets the fall of the learning rate over all resumed runs."""

    size: str = "tiny"
    minutes: float = 24
    total_minutes: float = 24
    batch: int = 60_000
    """Pieces a step, padding included."""
    rate: float = 2e-3
    warmup: int = 1000
    own_weight: int = 8
    save_seconds: float = 240
    seed: int = 1
    start_from: str = ""
    """Averaged weights of an earlier run of the same size and tokenizer: fine-tuning."""
    dictionary: bool = False
    """Start from a bilingual embedding (see :mod:`training.seeding`), which little training needs most."""


class Examples:
    """The examples of a run as batches of tensors; a fixed random share is held out."""

    def __init__(self, run: Path, tokenizer: spm.SentencePieceProcessor, plan: Plan, device: str) -> None:
        data = np.load(run / "examples.npz")
        self._stream, self._offsets = data["stream"], data["offsets"]
        self._pad, self._bos, self._eos = tokenizer.pad_id(), tokenizer.bos_id(), tokenizer.eos_id()
        self._device, self._batch = device, plan.batch
        self._random = np.random.default_rng(plan.seed)
        number = len(self._offsets) - 1
        pairs = self._random.permutation(number // 2)[: min(400, number // 40)]
        self.held_out = np.concatenate([pairs * 2, pairs * 2 + 1])
        pool = np.setdiff1d(np.arange(number), self.held_out)
        self._pool = np.concatenate([pool] + [pool[data["own"][pool]]] * max(0, plan.own_weight - 1))
        self._lengths = np.diff(self._offsets).astype(np.int32)

    def batches(self) -> Iterator[list[int]]:
        """Indexes of examples, for ever: near lengths together, batches in random order."""
        while True:
            order = self._random.permutation(self._pool)
            for low in range(0, len(order), CHUNK):
                part = order[low : low + CHUNK]
                jitter = self._random.integers(0, 4, len(part))
                cuts = self._cut(part[np.argsort(self._lengths[part] + jitter, kind="stable")])
                for number in self._random.permutation(len(cuts)):
                    yield cuts[number]

    def _cut(self, part: np.ndarray) -> list[list[int]]:
        cuts: list[list[int]] = [[]]
        longest = 0
        for index in part:
            longest = max(longest, int(self._lengths[index]))
            if cuts[-1] and longest * (len(cuts[-1]) + 1) > self._batch:
                cuts.append([])
                longest = int(self._lengths[index])
            cuts[-1].append(int(index))
        return cuts

    def tensors(self, indexes: list[int]) -> tuple[Tensor, Tensor, Tensor]:
        """Source, decoder input and expected output of a batch; no loss falls on the language tag."""
        split = [self._split(index) for index in indexes]
        long_source = _rounded(max(len(source) for _, source, _ in split))
        long_target = _rounded(max(len(target) for _, _, target in split) + 2)
        shape = (len(split), long_source), (len(split), long_target)
        source, given, wanted = (np.full(s, self._pad) for s in (shape[0], shape[1], shape[1]))
        for row, (lang, a, b) in enumerate(split):
            source[row, : len(a)] = a
            given[row, :2] = self._bos, lang
            given[row, 2 : 2 + len(b)] = b
            wanted[row, 1 : 1 + len(b)] = b
            wanted[row, 1 + len(b)] = self._eos
        a, b, c = (torch.from_numpy(x).to(self._device, non_blocking=True) for x in (source, given, wanted))
        return a, b, c

    def _split(self, index: int) -> tuple[int, np.ndarray, np.ndarray]:
        pieces = self._stream[self._offsets[index] : self._offsets[index + 1]].astype(np.int64)
        end = int(np.flatnonzero(pieces == self._eos)[0])
        return int(pieces[0]), pieces[1 : end + 1], pieces[end + 1 :]


def _rounded(length: int) -> int:
    """Lengths in steps of eight, so that compiled kernels are reused."""
    return -(-length // 8) * 8


def train(run: Path, plan: Plan) -> None:
    """Train for ``plan.minutes``; leaves ``last.pt`` (to resume), ``average.pt`` (to export) and ``config.json``."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(plan.seed)
    torch.set_float32_matmul_precision("high")
    tokenizer = spm.SentencePieceProcessor(model_file=str(run / "sp.model"))
    pad = tokenizer.pad_id()
    network = Network(SHAPES[plan.size], tokenizer.get_piece_size()).to(device)
    optimizer = _optimizer(network, fused=device == "cuda")
    examples = Examples(run, tokenizer, plan, device)
    state = _resume(run, network, optimizer, plan, device)
    (run / "config.json").write_text(json.dumps({"size": plan.size} | asdict(SHAPES[plan.size])), encoding="utf-8")
    average = state["average"]
    step, spent, started = state["step"], state["seconds"], time.monotonic()
    saved = started

    def loss_of(indexes: list[int], smoothing: float) -> tuple[Tensor, int]:
        source, given, wanted = examples.tensors(indexes)
        with torch.autocast(device, dtype=torch.bfloat16):
            states = network(source, given, pad)
            keep = (wanted.view(-1) != pad).nonzero().squeeze(1)
            logits = states.reshape(-1, states.shape[-1]).index_select(0, keep) @ network.emb.weight.t()
        expected = wanted.view(-1).index_select(0, keep)
        return F.cross_entropy(logits.float(), expected, label_smoothing=smoothing), len(keep)

    network.train()
    for indexes in examples.batches():
        elapsed = spent + time.monotonic() - started
        for group in optimizer.param_groups:
            group["lr"] = _rate(plan, step, elapsed)
        loss, _ = loss_of(indexes, SMOOTHING)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        if step % AVERAGE_EVERY == 0:
            average = _blend(average, network, share=AVERAGE_SHARE if step > 400 else 1.0)
        done = time.monotonic() - started > plan.minutes * 60 or elapsed > plan.total_minutes * 60
        if done or time.monotonic() - saved > plan.save_seconds:
            network.eval()
            with torch.no_grad():
                parts = [loss_of(list(part), 0.0) for part in np.array_split(examples.held_out, 10) if len(part)]
            network.train()
            held_out = sum(part.item() * count for part, count in parts) / sum(count for _, count in parts)
            print(f"step {step}, {elapsed:.0f} s: loss {loss.item():.3f}, held out {held_out:.3f}", flush=True)
            _save(
                run,
                network,
                optimizer,
                average or network.state_dict(),
                step,
                spent + time.monotonic() - started,
            )
            saved = time.monotonic()
        if done:
            return


def _optimizer(network: Network, *, fused: bool) -> torch.optim.AdamW:
    decayed = [p for p in network.parameters() if p.dim() > 1]
    rest = [p for p in network.parameters() if p.dim() < 2]
    groups = [{"params": decayed, "weight_decay": 0.01}, {"params": rest, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=1.0, betas=(0.9, 0.98), fused=fused)


def _rate(plan: Plan, step: int, elapsed: float) -> float:
    """Warm up over steps, then fall with the share of the whole time that is used."""
    left = max(0.02, 1 - elapsed / (plan.total_minutes * 60))
    return plan.rate * min(1.0, (step + 1) / plan.warmup) * left**0.5


def _blend(average: dict[str, Tensor] | None, network: Network, *, share: float) -> dict[str, Tensor]:
    now = {name: weight.detach().float() for name, weight in network.state_dict().items()}
    if average is None:
        return {name: weight.clone() for name, weight in now.items()}
    for name, weight in now.items():
        average[name].lerp_(weight, share)
    return average


def _resume(run: Path, network: Network, optimizer: torch.optim.AdamW, plan: Plan, device: str) -> dict:
    checkpoint = run / "last.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        return state
    if plan.start_from:
        weights = torch.load(plan.start_from, map_location=device, weights_only=True)
        network.load_state_dict({name: weight.float() for name, weight in weights.items()})
    elif plan.dictionary:
        network.start_as_dictionary(torch.from_numpy(np.load(run / "embedding.npy")).to(device))
    return {"step": 0, "seconds": 0.0, "average": None}


def _save(
    run: Path,
    network: Network,
    optimizer: torch.optim.AdamW,
    average: dict[str, Tensor],
    step: int,
    seconds: float,
) -> None:
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "average": average,
        "step": step,
        "seconds": seconds,
    }
    temporary = run / "last.tmp"
    torch.save(state, temporary)
    torch.save({name: weight.half() for name, weight in average.items()}, run / "average.pt")
    temporary.replace(run / "last.pt")
