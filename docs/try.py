"""The program of the page `try`, which runs in the browser: a file in, tables out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import zhengce
from zhengce import Notice
from zhengce.terms import Language, term

FOLDER = Path("/tmp")
LABELS = {
    "title": ("title", "标题"),
    "document_number": ("document number", "发文字号"),
    "issuing_authority": ("issued by", "发文机关"),
    "issue_date": ("issued on", "成文日期"),
    "number": ("no.", "序号"),
    "measure": ("measure", "措施"),
    "lead_units": ("lead units", "牵头单位"),
    "responsible_units": ("responsible units", "责任单位"),
    "supporting_units": ("supporting units", "配合单位"),
    "deadline": ("time limit", "完成时限"),
    "kind": ("kind", "类型"),
    "due": ("due", "到期日"),
    "task": ("task", "工作内容"),
    "code": ("rule", "规则"),
    "message": ("message", "说明"),
}


def look(name: str, data: bytes, lang: Language) -> str:
    """Return what the page shows of the file *name*, as JSON; of a file that cannot be read, the ``error`` alone."""
    file = FOLDER / Path(name).name
    file.write_bytes(data)
    try:
        notice = zhengce.read(file)
    except zhengce.ZhengceError as error:
        return json.dumps({"error": str(error).replace(f"{FOLDER}/", "")})
    for form in ("xlsx", "json"):
        zhengce.write(notice, FOLDER / f"ledger.{form}")
    found = zhengce.check(notice, lang=lang).findings
    tables = {
        "head": _table(lang, _head(notice, lang)),
        "ledger": _table(lang, _ledger(notice), "number", "measure", *_UNITS, "deadline", "due"),
        "limits": _table(lang, _limits(notice, lang), "deadline", "kind", "due", "task"),
        "findings": _table(lang, ((one.code, one.message) for one in found), "code", "message"),
    }
    return json.dumps(tables, default=str)


_UNITS = ("lead_units", "responsible_units", "supporting_units")


def _table(lang: Language, rows: Iterable[tuple[object, ...]], *columns: str) -> dict[str, object]:
    return {"columns": [_label(column, lang) for column in columns], "rows": list(rows)}


def _label(name: str, lang: Language) -> str:
    return LABELS[name][lang == "zh"]


def _head(notice: Notice, lang: Language) -> Iterable[tuple[object, ...]]:
    for field in ("title", "document_number", "issuing_authority", "issue_date"):
        if value := getattr(notice, field):
            yield _label(field, lang), value


def _ledger(notice: Notice) -> Iterable[tuple[object, ...]]:
    for row in zhengce.rows(notice):
        yield row["number"], row["title"], *(row[role] for role in _UNITS), row["deadline"], row["due"]


def _limits(notice: Notice, lang: Language) -> Iterable[tuple[object, ...]]:
    for limit in notice.deadlines:
        yield limit.text, term(limit.kind.value, lang), limit.due or limit.recurrence, limit.task
