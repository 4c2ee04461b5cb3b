"""Lines: an event as one line of JSON, and back; and the checksum that chains it to the one before.

A line is canonical: keys in order, no needless blanks, UTF-8. The checksum is that of
the line without its id, so that neither the ends of lines nor the place in a file matter.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Final

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn

from ..errors import FormatError, LedgerError
from ..formats.cells import SURROGATE
from ..formats.structure import make_converter, structure_as
from ..formats.whole import not_json
from ..saying import joined, say
from .events import TYPES, Event, Unknown

__all__ = ["LONGEST", "check_event", "checksum", "line_of", "read_line", "seal"]

LONGEST: Final = 256 * 1024
"""How many characters a line may have."""


def check_event(event: Event) -> None:
    """Refuse an event whose line could not be read again: it would take all lines after it out of the ledger.

    Raises:
        LedgerError: a field holds something of another class than its own.
    """
    try:
        line = line_of(event)
    except (AttributeError, TypeError, ValueError) as error:
        raise LedgerError(say("{type} cannot be written: {error}", type=event.type, error=error), event) from error
    if len(line) > LONGEST:
        return  # seal says so
    try:
        read_line(line)
    except FormatError as error:
        words = say("{type} cannot be written: {error}", type=event.type, error=joined(error.problems, "; "))
        raise LedgerError(words, event) from None


def seal(event: Event) -> Event:
    """Return an event with its checksum as its id.

    Raises:
        LedgerError: it is too long for a line.
    """
    line = line_of(attrs.evolve(event, id=""))
    if len(line) > LONGEST - 100:
        words = "{count:,} characters are too many for one event, {most:,} are the most"
        raise LedgerError(say(words, count=len(line), most=LONGEST - 100), event)
    return attrs.evolve(event, id=checksum(line.encode()))


def line_of(event: Event) -> str:
    """Return an event as a line, without its end.

    >>> import datetime as dt
    >>> from zhengce.ledger.events import Noted
    >>> line_of(Noted(on="A1", at=dt.date(2024, 5, 1), text="请加快", writer="政务办", seq=1, clock=1))
    '{"at":"2024-05-01","clock":1,"on":"A1","seq":1,"text":"请加快","type":"noted","writer":"政务办"}'
    """
    if isinstance(event, Unknown):
        return event.line
    plain = {"type": event.type, **_converter().unstructure(event)}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)  # half a pair is what no UTF can hold


def checksum(line: bytes, id_: str = "") -> str:
    """Return the id of the event in a line: 32 hexadecimal digits of SHA-256 over all but *id_*, which stands in it."""
    rest = line.replace(f'"id":"{id_}",'.encode("utf-8", "surrogatepass"), b"", 1) if id_ else line
    return hashlib.sha256(rest).hexdigest()[:32]


def read_line(line: str) -> Event:
    """Return the event in a line.

    Raises:
        FormatError: it is no event, or too long for one.
    """
    if len(line) > LONGEST:
        raise FormatError([say("$: {count:,} characters are too many for an event", count=len(line))])
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FormatError([not_json(error)]) from None
    if not isinstance(plain, dict):
        raise FormatError(["$: expected an object"])
    type_ = plain.pop("type", None)
    if not isinstance(type_, str):
        raise FormatError([say("$.type: {type!r} is no type of events", type=type_)])
    if type_ in TYPES:
        return structure_as(plain, TYPES[type_])
    common = {field.name: plain[field.name] for field in attrs.fields(Event) if field.name in plain}
    return structure_as({**common, "kind": type_, "line": line}, Unknown)


@cache
def _converter() -> Converter:
    made = make_converter()
    for kind in TYPES.values():
        made.register_unstructure_hook(kind, make_dict_unstructure_fn(kind, made, _cattrs_omit_if_default=True))
    return made
