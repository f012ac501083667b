"""More sentence groups out of our own: what the languages of a group share is swapped for another of its kind."""

from training.augmentation.composing import Composer, compose
from training.augmentation.tokens import Group

__all__ = ["Composer", "Group", "compose"]
