"""Fast: the compact JSON of a notice with msgspec, the extra ``fast``.

msgspec writes and reads the model classes directly, without plain values in between. What
it writes is byte for byte what :mod:`.json` writes, or else it writes nothing. It accepts
more than :mod:`.structure` does (unknown or duplicate keys, other forms of a day or a
number). So what it has read is used only if writing it gives the same bytes again.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec
import pendulum

from ..model import Notice
from .whole import SCHEMA, levels

HEAD: Final = f'{{"schema":"{SCHEMA}",'.encode()
"""The beginning of a compact document, before the fields of the notice."""


def encode(notice: Notice) -> bytearray | None:
    """Return a notice as JSON, or ``None`` if msgspec would not write it as :mod:`.json` does."""
    targets = (target for level in levels(notice) for part in level for target in part.targets)
    if any("E" in f"{target.value}{target.low}{target.high}" for target in targets):
        return None  # 1E-7 is to be written 0.0000001
    content = bytearray(HEAD)
    try:
        _ENCODER.encode_into(notice, content, len(HEAD) - 1)
    except (NotImplementedError, RecursionError, TypeError, UnicodeEncodeError):  # half of a surrogate pair, say
        return None
    content[len(HEAD) - 1] = HEAD[-1]  # where the fields began with a brace
    return content


def decode(content: bytes) -> Notice | None:
    """Return the notice that :func:`encode` wrote; ``None`` for any other content, even if it is a notice."""
    if not content.startswith(HEAD):
        return None
    try:
        notice = _DECODER.decode(content)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    again = encode(notice)
    return notice if again is not None and again == content else None


def _written(value: object) -> str:
    """Return the text of a value whose type msgspec does not know."""
    if isinstance(value, pendulum.Date):
        return value.isoformat()
    raise NotImplementedError


def _read(_kind: type[pendulum.Date], value: Any) -> pendulum.Date:
    return pendulum.Date.fromisoformat(value)


_ENCODER: Final = msgspec.json.Encoder(enc_hook=_written)
_DECODER: Final = msgspec.json.Decoder(Notice, dec_hook=_read)
