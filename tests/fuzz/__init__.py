"""Fuzzing: texts made of pieces of notices, and what the library promises of any text at all.

``python -m tests.fuzz --seed 7 --texts 200000 --seconds 600`` makes the texts of a seed and
holds each to every promise; ``nox -s fuzz`` does the same. :mod:`.making` makes texts,
:mod:`.promises` says what holds, :mod:`.shrinking` looks for the smallest text that breaks it.
"""
