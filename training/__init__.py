"""Makes the starter pack: one many-to-many translation model from parallel text, exported for CTranslate2.

``python -m training prepare | train | export``; needs the ``train`` dependency group (torch), never the product.
"""
