"""Streams of a PDF that would unpack to far more than a page holds, told before they are unpacked."""

from __future__ import annotations

import re
import zlib
from typing import Final

MOST_UNPACKED: Final = 128 * 2**20
"""Of one stream that is no picture; a large Chinese font has 20 MB."""

_BEST_RATIO: Final = 1032  # of zlib; a shorter stream cannot unpack to so much
_STEP: Final = 2**24

_STREAM = re.compile(rb"stream\r?\n")
_END = b"endstream"
_TWICE = re.compile(rb"/(?:Fl|FlateDecode)\s*/(?:Fl|FlateDecode)\b")
_DICTIONARY: Final = 400  # bytes before a stream, in which its dictionary is told


def has_bomb(data: bytes) -> bool:
    """Whether a stream is packed twice, or unpacks to more than :data:`MOST_UNPACKED` bytes."""
    end = 0
    while found := _STREAM.search(data, end):
        told = data[max(end, found.start() - _DICTIONARY) : found.start()].rpartition(b" obj")[2]
        if _TWICE.search(told):
            return True
        end = data.find(_END, found.end())
        end = len(data) if end < 0 else end + len(_END)
        packed = memoryview(data)[found.end() : end]
        if b"/Image" not in told and len(packed) * _BEST_RATIO > MOST_UNPACKED and _unpacks_to_too_much(packed):
            return True
    return False


def _unpacks_to_too_much(stream: memoryview) -> bool:
    unpacker = zlib.decompressobj()
    packed: bytes | memoryview = stream
    size = 0
    try:
        while packed and not unpacker.eof and size <= MOST_UNPACKED:
            size += len(unpacker.decompress(packed, _STEP))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        pass  # no zlib, or broken: what came out so far counts
    return size > MOST_UNPACKED
