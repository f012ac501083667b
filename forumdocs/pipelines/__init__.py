"""The steps between reading and writing, and their order."""
