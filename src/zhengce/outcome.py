"""Outcome: what became of one source among many: its notice, or the error that was found."""

from __future__ import annotations

import attrs

from .errors import ZhengceError
from .made import Pickled
from .model import Notice
from .saying import Language, in_language

__all__ = ["Outcome"]


@attrs.frozen(kw_only=True)
class Outcome(Pickled):
    """What became of one source that :func:`zhengce.read_many` has read.

    Attributes:
        source: where it is from: its path, the path of its archive and its name there, or
            the name that came with the bytes. ``notice.source.name`` is the same.
        notice: the notice; ``None`` if it could not be read.
        error: what was wrong with it, without its traceback; ``None`` if it was read.
        seconds: how long reading took; not compared.

    >>> Outcome(source="a.md", notice=Notice(title="关于优化服务的通知"))
    <Outcome a.md: <Notice “关于优化服务的通知”, 0 domains, 0 measures>>
    """

    source: str
    notice: Notice | None = None
    error: ZhengceError | None = None
    seconds: float = attrs.field(default=0.0, eq=False)

    def __repr__(self) -> str:
        return f"<Outcome {self.source}: {self.notice or self.reason}>"

    @property
    def reason(self) -> str:
        """What was wrong with it in one line, without its name; empty if it was read."""
        return self.reason_in("en")

    def reason_in(self, lang: Language) -> str:
        """Return what was wrong with it in a language."""
        reason = getattr(self.error, "reason", None) or self.error or ""
        return " ".join(str(in_language(reason, lang)).split())
