"""Naming: what each of many notices is called, so that they can be told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..model import Notice

__all__ = ["called", "files"]


def files(notices: Sequence[Notice]) -> list[str]:
    """Return the file of each notice, or else its title; without folders, where that tells all of them apart.

    >>> from zhengce import parse
    >>> files([parse("", name="2023/a.md"), parse("", name="2023/b.md")])
    ['a.md', 'b.md']
    >>> files([parse("", name="2023/a.md"), parse("", name="2024/a.md")])
    ['2023/a.md', '2024/a.md']
    """
    paths = [notice.source.name or notice.title for notice in notices]
    names = [path.replace("\\", "/").rsplit("/", 1)[-1] for path in paths]
    return names if len(set(names)) == len(names) else paths


def called(notices: Sequence[Notice]) -> list[str]:
    """Return the number of each notice, or else its title or its file; and its file, where others are called alike.

    >>> from zhengce import sample
    >>> called([sample(), Notice(title="关于优化服务的通知")])
    ['澄高管发〔2024〕16号', '关于优化服务的通知']
    """
    held = files(notices)
    names = [
        str(notice.document_number or "") or notice.title or file for notice, file in zip(notices, held, strict=True)
    ]
    alike = Counter(names)
    return [
        name if alike[name] == 1 or name == file else f"{name}（{file}）"
        for name, file in zip(names, held, strict=True)
    ]
