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
    "tiny": Shape(256, 1024, 4, 6, 2),
    "small": Shape(384, 1536, 6, 8, 3),
    "base": Shape(512, 2048, 8, 8, 3),
}


class Attention(nn.Module):
    """Multi-head attention of ``x`` over ``memory``."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor | None = None, *, causal: bool = False) -> Tensor:
        batch, length, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, -1, self.heads, width // self.heads).transpose(1, 2)

        y = F.scaled_dot_product_attention(
            split(self.q(x)), split(self.k(memory)), split(self.v(memory)), attn_mask=mask, is_causal=causal
        )
        return self.o(y.transpose(1, 2).reshape(batch, length, width))


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

    def forward(self, x: Tensor, mask: Tensor, memory: Tensor | None = None) -> Tensor:
        y = self.n1(x)
        x = x + self.drop(self.a(y, y, None if self.cross else mask, causal=self.cross))
        if memory is not None:
            x = x + self.drop(self.c(self.n2(x), memory, mask))
        return x + self.drop(self.f2(self.drop(F.relu(self.f1(self.n3(x))))))


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

    def forward(self, source: Tensor, prefix: Tensor, pad: int) -> Tensor:
        """States of shape (batch, prefix length, width) for piece ids of shape (batch, length)."""
        mask = (source != pad)[:, None, None, :]
        x = self._embed(source)
        for layer in self.enc:
            x = layer(x, mask)
        memory, y = self.en(x), self._embed(prefix)
        for layer in self.dec:
            y = layer(y, mask, memory)
        return self.dn(y)

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
