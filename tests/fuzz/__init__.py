"""Fuzzing: texts made of pieces of notices, and the promises of the library for every text.

``python -m tests.fuzz --seed 7 --texts 200000 --seconds 600`` makes the texts of a seed and
holds each to every promise; ``nox -s fuzz`` does the same. :mod:`.making` makes texts,
:mod:`.promises` says what holds, :mod:`.shrinking` looks for the smallest text that breaks it.
"""
