"""The Transformer: pre-norm, deep encoder and shallow decoder, one shared embedding.

A. Vaswani et al., "Attention Is All You Need", 2017; the shape of the student models that Firefox runs on CPUs. Every
detail (sinusoids from position 1, scaled embeddings) is what CTranslate2's ``TransformerSpec`` computes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812 - the name that every user of torch knows
from torch import Tensor, nn

MAX_POSITIONS = 512
HIDDEN = -1e4
"""Added to attention scores where nothing may be seen; finite, so that rows of padding stay numbers."""


@dataclass(frozen=True)
class Shape:
    """Sizes of a network."""

    width: int
    inner: int
    heads: int
    encoder: int
    decoder: int
    dropout: float = 0.1


SHAPES = {
    "tiny": Shape(256, 1024, 4, 6, 2, dropout=0.0),
    "small": Shape(384, 1536, 6, 8, 3),
    "base": Shape(512, 2048, 8, 8, 3),
}
"""The tiny one is for CPUs, on which a run sees most text once or twice: dropout would take an eighth of the time, and
there is nothing yet to forget."""


class Attention(nn.Module):
    """Multi-head attention of ``x`` over ``memory``."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))

    def forward(self, x: Tensor, memory: Tensor, hidden: Tensor) -> Tensor:
        """``hidden`` is added to the scores: 0 where ``x`` may look, minus infinity where not."""
        q, k, v = self._split(self.q(x)), self._split(self.k(memory)), self._split(self.v(memory))
        if x.is_cuda:
            found = F.scaled_dot_product_attention(q, k, v, attn_mask=hidden.to(q.dtype))
        else:  # torch's fused kernel for CPUs takes a third longer than this on sentences
            found = self._weights(q, k, hidden).to(v.dtype) @ v
        return self.o(found.transpose(1, 2).reshape(x.shape))

    def gaze(self, x: Tensor, memory: Tensor, hidden: Tensor) -> Tensor:
        """Where the first head looks: weights of shape (batch, length of x, length of memory)."""
        width = self.q.out_features // self.heads
        q, k = (F.linear(y, layer.weight[:width], layer.bias[:width]) for y, layer in ((x, self.q), (memory, self.k)))
        return self._weights(q[:, None], k[:, None], hidden)[:, 0]

    def _split(self, y: Tensor) -> Tensor:
        return y.view(y.shape[0], y.shape[1], self.heads, -1).transpose(1, 2)

    @staticmethod
    def _weights(q: Tensor, k: Tensor, hidden: Tensor) -> Tensor:
        return (q @ k.transpose(2, 3) * q.shape[-1] ** -0.5).float().add(hidden).softmax(-1)


class Layer(nn.Module):
    """A layer of the encoder, or of the decoder (``cross``: causal, and attending to the encoder's output)."""

    def __init__(self, shape: Shape, *, cross: bool) -> None:
        super().__init__()
        width = shape.width
        self.cross = cross
        self.n1, self.a = nn.LayerNorm(width), Attention(width, shape.heads)
        if cross:
            self.n2, self.c = nn.LayerNorm(width), Attention(width, shape.heads)
        self.n3, self.f1, self.f2 = (
            nn.LayerNorm(width),
            nn.Linear(width, shape.inner),
            nn.Linear(shape.inner, width),
        )
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, hidden: Tensor, memory: Tensor | None = None, out_of: Tensor | None = None) -> Tensor:
        """``hidden`` masks the layer's own input, ``out_of`` the ``memory`` of the encoder."""
        y = self.n1(x)
        x = x + self.drop(self.a(y, y, hidden)).to(x.dtype)
        if memory is not None:
            x = x + self.drop(self.c(self.n2(x), memory, out_of)).to(x.dtype)
        return x + self.drop(self.f2(self.drop(F.relu(self.f1(self.n3(x)))))).to(x.dtype)


class Network(nn.Module):
    """Encoder and decoder; ``forward`` gives decoder states, to be multiplied with :attr:`emb` for logits."""

    def __init__(self, shape: Shape, vocabulary: int) -> None:
        super().__init__()
        self.emb = nn.Embedding(vocabulary, shape.width)
        nn.init.normal_(self.emb.weight, std=shape.width**-0.5)
        self.enc = nn.ModuleList(Layer(shape, cross=False) for _ in range(shape.encoder))
        self.dec = nn.ModuleList(Layer(shape, cross=True) for _ in range(shape.decoder))
        self.en, self.dn = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.drop = nn.Dropout(shape.dropout)
        self.scale = math.sqrt(shape.width)
        self.register_buffer("pos", _sinusoids(shape.width), persistent=False)
        for name, weight in self.named_parameters():
            if weight.dim() == 2 and "emb" not in name:
                nn.init.xavier_uniform_(weight)

    def forward(self, source: Tensor, prefix: Tensor, pad: int, *, gaze: bool = False) -> tuple[Tensor, Tensor | None]:
        """Read the source, and the translation so far.

        Args:
            source: piece ids of shape (batch, length).
            prefix: piece ids of shape (batch, prefix length).
            pad: the id that fills up rows.
            gaze: whether to say where the last layer looks.

        Returns:
            States of shape (batch, prefix length, width); weights of shape (batch, prefix length, length) with which
            the first head of the last layer looks at the source, the head whose attention the pack calls alignment.
        """
        padding = torch.zeros(source.shape, device=source.device).masked_fill(source == pad, HIDDEN)[:, None, None]
        x = self._embed(source)
        for layer in self.enc:
            x = layer(x, padding)
        memory, y = self.en(x), self._embed(prefix)
        future = torch.full((prefix.shape[1],) * 2, HIDDEN, device=y.device).triu(1)
        for layer in self.dec[:-1]:
            y = layer(y, future, memory, padding)
        last = self.dec[-1]
        looks = self._looks(last, y, future, memory, padding) if gaze else None
        return self.dn(last(y, future, memory, padding)), looks

    @staticmethod
    def _looks(last: Layer, y: Tensor, future: Tensor, memory: Tensor, padding: Tensor) -> Tensor:
        normed = last.n1(y)
        return last.c.gaze(last.n2(y + last.a(normed, normed, future)), memory, padding)

    def start_as_dictionary(self, embedding: Tensor) -> None:
        """Start from vectors in which a word lies near its translations: attention then hands on what it looks at."""
        self.emb.weight.data.copy_(embedding)
        for layer in self.dec:
            for linear in (layer.c.v, layer.c.o):
                nn.init.eye_(linear.weight)

    def _embed(self, pieces: Tensor) -> Tensor:
        return self.drop(self.emb(pieces) * self.scale + self.pos[: pieces.shape[1]])


def _sinusoids(width: int) -> Tensor:
    positions, i = torch.arange(MAX_POSITIONS)[:, None], torch.arange(width // 2)[None]
    angles = (positions + 1) / 10000 ** (i / (width // 2 - 1))
    return torch.cat([angles.sin(), angles.cos()], 1)
