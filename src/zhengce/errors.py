"""Errors: what went wrong, where, and what to do about it.

Only a caller's own mistake raises: a missing file, bytes that are no text, JSON
that is no notice, an expression that is no time limit. What is wrong *in a
document* is never an exception.
"""

from __future__ import annotations


class ZhengceError(Exception):
    """The base of every error that zhengce raises on purpose."""
