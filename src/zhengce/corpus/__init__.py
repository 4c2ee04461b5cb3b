"""Corpus: many notices, in several processes of one machine or on many machines."""

from __future__ import annotations

from .arrow import batches, in_arrow, schema
from .parts import Part, Written, write
from .reading import read_many

__all__ = ["Part", "Written", "batches", "in_arrow", "read_many", "schema", "write"]
