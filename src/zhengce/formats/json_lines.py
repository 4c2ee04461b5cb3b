"""JSON Lines: one notice or many, each whole on a line of its own, as :mod:`.json` writes it."""

from __future__ import annotations

from ..analysis.placed import Notices, as_notices
from ..errors import FormatError
from ..model import Notice
from ..saying import say
from . import json

__all__ = ["dumps", "loads"]


def dumps(notices: Notices) -> str:
    r"""Return notices as lines of JSON.

    >>> dumps([Notice(title="关于优化服务的通知"), Notice(title="关于减少材料的通知")]).count("\n")
    2
    """
    return "".join(f"{json.dumps(notice)}\n" for notice in as_notices(notices))


def loads(content: str | bytes) -> Notice:
    """Return the notice on the only line; :func:`zhengce.read_many` reads many, without holding all of them.

    Raises:
        FormatError: there is no line, or more than one, or it is no notice.
    """
    lines = [
        line
        for line in (content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content).split(b"\n")
        if line.strip()
    ]
    if len(lines) != 1:
        words = "$: {count} notices, expected one; zhengce.read_many reads many"
        raise FormatError([say(words, count=len(lines))])
    return json.loads(lines[0])
