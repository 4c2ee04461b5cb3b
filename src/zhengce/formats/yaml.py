"""YAML: the same document as JSON, for people to read and edit.

Only the values that JSON has are read: 2023-06-30 and 10:30, yes and no are strings.
Anchors, aliases and tags are refused, so that a small file cannot expand or create
objects.
"""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

import yaml

from ..errors import FormatError
from ..model import Notice
from ..saying import Saying, joined, say
from .structure import DEEPEST_DATA, structure, unstructure
from .whole import check_length

_MOST: Final = 16 * 2**20
"""Smaller than for JSON, because YAML is slow to read."""

_READER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WRITER: Final = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""The reader in C, if it is installed, is ten times as fast."""

_HALF = re.compile(r"[\ud800-\udfff]|\\u[dD][89a-fA-F]")
"""Half of a surrogate pair, which the library in C neither writes nor reads."""

_ODD = re.compile("[^\n -~\xa0-\u2027\u202a-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\ud800-\udfff]")
"""Characters that are invisible, or that some take for the end of a line: they are escaped."""

_QUOTED = re.compile(r"[\x00-@\[-`{-\x7f]|(?:y|n|yes|no|on|off|true|false|null|)$", re.IGNORECASE)
"""How text begins that one reader of YAML or another takes for a number, a day, a word of its own."""

_Items: TypeAlias = list[tuple[Any, int]]
"""What a list or a mapping holds, and on which line."""

_WORDS: Final = {"": None, "null": None, "true": True, "false": False}
_WHOLE = re.compile("0|-?[1-9][0-9]*")


# --- writing ----------------------------------------------------------------


def dumps(notice: Notice) -> str:
    """Return a notice as YAML text: long text as a block, Chinese without escapes.

    Raises:
        FormatError: :func:`loads` would refuse the text: its sections or measures are nested
            more than a hundred deep, or the text is longer than 16 Mi characters.

    >>> notice = Notice(title="关于优化服务的通知", remarks=("此件公开发布",))
    >>> print(dumps(notice))  # doctest: +ELLIPSIS
    schema: zhengce/2
    title: 关于优化服务的通知
    ...
    remarks:
    - 此件公开发布
    ...
    >>> loads(dumps(notice)) == notice
    True
    """
    document = unstructure(notice)
    try:
        text = _emit(document, _WRITER)
    except UnicodeEncodeError:
        text = _emit(document, yaml.SafeDumper)
    check_length(text, _MOST)
    return text


def _emit(document: dict[str, Any], writer: Any) -> str:
    start = (yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False))
    end = (yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent())
    events = (*start, *_events(document), *end)
    text: str = yaml.emit(events, Dumper=writer, allow_unicode=True, width=2**31 - 1)
    return text


def _events(value: object) -> Iterator[yaml.Event]:
    match value:
        case dict():
            is_short = all(held is None or isinstance(held, int) for held in value.values())  # a span, a place
            yield yaml.MappingStartEvent(anchor=None, tag=None, implicit=True, flow_style=is_short)
            for key, held in value.items():
                yield from _events(key)
                yield from _events(held)
            yield yaml.MappingEndEvent()
        case list() | tuple():
            yield yaml.SequenceStartEvent(anchor=None, tag=None, implicit=True, flow_style=False)
            for held in value:
                yield from _events(held)
            yield yaml.SequenceEndEvent()
        case str():
            style = '"' if _ODD.search(value) else "|" if "\n" in value else "'" if _QUOTED.match(value) else None
            yield yaml.ScalarEvent(None, None, (style is None, True), value, style=style)
        case _:
            word = next((word for word, meant in _WORDS.items() if word and meant is value), str(value))
            yield yaml.ScalarEvent(None, None, (True, False), word)


# --- and back ----------------------------------------------------------------


def loads(text: str | bytes) -> Notice:
    r"""Return the notice that :func:`dumps` wrote.

    Raises:
        FormatError: it is not YAML, has another schema, anchors, aliases or tags, or
            values that no notice can have; ``problems`` lists each with its path.

    >>> loads("schema: zhengce/2\ntitle: 5")
    Traceback (most recent call last):
    ...
    zhengce.errors.FormatError: $.title: expected a text, got 5
    """
    check_length(text, _MOST)
    try:
        text = text if isinstance(text, str) else text.decode("utf-8-sig")
        reader = yaml.SafeLoader if _HALF.search(text) else _READER
        return structure(_build(yaml.parse(text, Loader=reader)))
    except (yaml.YAMLError, UnicodeError) as error:
        raise FormatError([_not_yaml(error)]) from error


def _not_yaml(error: Exception) -> Saying:
    mark, what = getattr(error, "problem_mark", None), getattr(error, "problem", None) or " ".join(str(error).split())
    where = say("line {line}", line=mark.line + 1) if mark else ""
    return joined(filter(None, ["$", say("not YAML"), where, what]), ": ")


def _build(events: Iterable[yaml.Event]) -> object:
    """Return the values of the only document: dicts, lists, text, whole numbers, true, false and null."""
    holders: list[_Items] = [[]]  # of the document, and of each list and mapping that is still open
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 0
        match event:
            case yaml.AliasEvent():
                raise _refused(line, say("an alias; write out what it stands for"))
            case yaml.ScalarEvent() | yaml.CollectionStartEvent() if event.tag or event.anchor:
                raise _refused(line, say("a tag or an anchor; a notice has none"))
            case yaml.DocumentStartEvent() if holders[0]:
                raise _refused(line, say("a second document; a notice is one"))
            case yaml.CollectionStartEvent() if len(holders) > DEEPEST_DATA:
                raise _refused(line, say("nested too deeply"))
            case yaml.CollectionStartEvent():
                holders.append([])
            case yaml.SequenceEndEvent():
                values = [value for value, _ in holders.pop()]
                holders[-1].append((values, line))
            case yaml.MappingEndEvent():
                mapping = _mapping(holders.pop())
                holders[-1].append((mapping, line))
            case yaml.ScalarEvent():
                holders[-1].append((_scalar(event), line))
    return holders[0][0][0] if holders[0] else None


def _mapping(items: _Items) -> dict[str, Any]:
    """Return a mapping as a dict; its keys and values come in turn."""
    found: dict[str, Any] = {}
    for (key, line), (value, _) in zip(items[::2], items[1::2], strict=True):
        if not isinstance(key, str):
            raise _refused(line, say("a key that is no text"))
        if key in found:
            raise _refused(line, say("the key {key} appears twice in one object", key=reprlib.repr(key)))
        found[key] = value
    return found


def _scalar(event: yaml.ScalarEvent) -> object:
    value = str(event.value)
    plain, _ = event.implicit
    if not plain:
        return value
    if _WHOLE.fullmatch(value) and len(value) < 1000:
        return int(value)
    return _WORDS.get(value, value)


def _refused(line: int, what: str) -> FormatError:
    return FormatError([joined(["$", say("line {line}", line=line), what], ": ")])
