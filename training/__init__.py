"""Makes the starter pack: one many-to-many translation model from parallel text, exported for CTranslate2.

``python -m training prepare | train | export | evaluate``. All but ``evaluate`` need the ``train`` dependency group
(torch), the product never does.
"""
