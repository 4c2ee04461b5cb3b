"""Warm: importing this readies a process for reading, since the first notice compiles patterns that the others use.

Only the process imports it that copies itself for each worker.
"""

from __future__ import annotations

from ..storage import sample

sample()
