"""The handout as a Word document of its own, source and target side by side or one below the other.

Tables and runs are built with lxml directly (:mod:`forumdocs.writers.wordml`); python-docx makes the package, the
styles and the page set-up.
"""

from forumdocs.writers.docx.handout import render

__all__ = ["render"]
