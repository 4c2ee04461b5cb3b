"""Parquet: the tables of :mod:`.arrow` as files for data tools."""

from __future__ import annotations

import pyarrow as pa
from pyarrow import parquet

from ..analysis.placed import Notices
from .arrow import table


def dumps(notices: Notices, *, nested: bool = False) -> bytes:
    """Return one notice, or many, as a compressed Parquet file; :func:`zhengce.corpus.write` is for thousands.

    Args:
        notices: what to write.
        nested: write a row for each notice with everything in it, instead of one for each measure and
            time limit; see :func:`zhengce.table`.
    """
    sink = pa.BufferOutputStream()
    parquet.write_table(table(notices, nested=nested), sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content
