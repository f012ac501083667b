"""Machine translation: packages and routes, decoding in batches, checks of the result.

::

    packages ─ routes ─┐
    tokens ─ decoding ─┼─ engine ─ installing ─ index
    clauses, literals ─┤
    numbers ─ quality ─┘
"""
