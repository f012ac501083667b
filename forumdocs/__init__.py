"""Documents of international quantum-technology forums: read, clean, align, translate, hand out."""

from __future__ import annotations

__version__ = "0.1.0"
