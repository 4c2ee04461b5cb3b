"""Mutation: small changes to the code, one at a time, each of which a test should notice.

``python -m tests.mutation --seed 7 --mutants 400`` samples them; ``nox -s mutation`` does the same.
:mod:`.mutants` makes the changes, :mod:`.trial` runs the tests of a room against one of them;
``equal.txt`` names the changes that change nothing a user could see, each with its reason.
"""
