"""Formats: one module each, all with the same two verbs."""
