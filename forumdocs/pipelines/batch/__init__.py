"""Many documents into many handouts: planned first, then worked through, and never done twice.

sources → plan (jobs) → ledger (what is done already) → windows of documents: read, translated together, written →
report
"""
