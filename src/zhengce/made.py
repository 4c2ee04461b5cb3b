"""Makers: functions that make objects of the model from values that are known to be right.

Constructors convert and check values from users and files. Values that a reader has cut
out of a text need neither. A maker only sets the fields, which takes a half to a third of
the time of a constructor.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import attrs

T = TypeVar("T")


def maker(noun: type[T]) -> Callable[..., T]:
    """Return a function that makes an object from the values of its fields, in their order or by name.

    Fields after the last one without a plain default may be left out.

    The function is compiled from text, as attrs compiles constructors: a loop over the
    fields takes twice as long, and a parse makes thousands of objects.

    >>> from zhengce.text import Span
    >>> maker(Span)(2, 6) == Span(start=2, end=6)
    True
    """
    scope: dict[str, Any] = {"new": object.__new__, "noun": noun}
    parameters: list[str] = []
    body: list[str] = []
    for field in attrs.fields(noun):  # type: ignore[arg-type]
        name = field.name
        scope[f"set_{name}"] = getattr(noun, name).__set__
        scope[f"default_{name}"] = field.default
        body.append(f"    set_{name}(made, {name})")
        if field.default is attrs.NOTHING or isinstance(field.default, attrs.Factory):  # type: ignore[arg-type]
            parameters = [parameter.partition("=")[0] for parameter in (*parameters, name)]
        else:
            parameters.append(f"{name}=default_{name}")
    code = [f"def make({', '.join(parameters)}):", "    made = new(noun)", *body, "    return made"]
    exec("\n".join(code), scope)  # noqa: S102  # the code is ours
    return scope["make"]  # type: ignore[no-any-return]


# --- pickle -----------------------------------------------------------------


class Pickled:
    """What pickle stores as its class and the values of its fields, for a maker.

    What attrs does by default takes twice as long.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        kind: Any = type(self)
        return _made_again, (kind, *_values(kind)(self))


def _made_again(kind: Any, *values: object) -> object:
    return _cached_maker(kind)(*values)


_cached_maker = cache(maker)


@cache
def _values(kind: Any) -> Callable[[object], tuple[Any, ...]]:
    """Return a function that takes the values of the fields out of an object, as a tuple even of one."""
    first, *others = (field.name for field in attrs.fields(kind))
    return attrgetter(first, *others) if others else lambda noun: (getattr(noun, first),)
