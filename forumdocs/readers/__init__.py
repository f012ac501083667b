"""Readers: a file becomes a document, one module a format."""
