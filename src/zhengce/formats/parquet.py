"""Parquet: the tables of :mod:`.arrow` as files for data tools."""

from __future__ import annotations

import pyarrow as pa
from pyarrow import parquet

from ..model import Notice
from .arrow import table


def dumps(notice: Notice, *, nested: bool = False) -> bytes:
    """Return a notice as a compressed Parquet file.

    For many notices write ``pyarrow.parquet.write_table(zhengce.table(notices), path)``.

    Args:
        notice: what to write.
        nested: write one row with everything in it, instead of one for each measure and
            time limit; see :func:`zhengce.table`.
    """
    sink = pa.BufferOutputStream()
    parquet.write_table(table(notice, nested=nested), sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content
