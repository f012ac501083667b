"""More sentence groups out of our own: what the languages of a group share is swapped for another of its kind.

``compose`` makes variants of groups, ``carry`` puts the terms of a glossary into short sentences, ``noisy`` does to
pairs what documents do to text; ``augment`` is all of them, as rows to train on.
"""

from training.augmentation.carriers import carry
from training.augmentation.composing import Composer, compose
from training.augmentation.noise import joined, noisy
from training.augmentation.rows import augment, read_passages
from training.augmentation.tokens import Group

__all__ = ["Composer", "Group", "augment", "carry", "compose", "joined", "noisy", "read_passages"]
