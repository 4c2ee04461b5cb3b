"""Corpus: many notices, in several processes of one machine or on many machines."""

from __future__ import annotations

from .reading import read_many

__all__ = ["read_many"]
