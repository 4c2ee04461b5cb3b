"""The words of the field: what a new row changes in the reading of a notice."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import zhengce
from zhengce.files.tables import join
from zhengce.lexicon import DIGITS, DIVISIONS, OFFICES, OfficeTag, office_endings, role_words

SOURCE = Path(zhengce.__file__).parent

OFFICES_SIDE_BY_SIDE = [
    ("县档案馆", "县税务局"),
    ("县总工会", "县妇联"),
    ("市气象台", "市水务局"),
    ("市残联", "市红十字会"),
    ("市科协", "市融媒体中心"),
    ("云溪海关", "市工商联"),
    ("县消防救援大队", "县供销社"),
]


@pytest.mark.parametrize("offices", OFFICES_SIDE_BY_SIDE)
def test_offices_on_lines_of_their_own_in_a_cell_are_two(offices: tuple[str, str]) -> None:
    assert join(offices) == "、".join(offices)


@pytest.mark.parametrize("offices", OFFICES_SIDE_BY_SIDE)
@pytest.mark.parametrize("between", [" ", "和", "及", "、"])
def test_offices_in_a_clause_are_two(offices: tuple[str, str], between: str) -> None:
    notice = zhengce.parse(f"一、任务\n1.编印手册。（责任单位：{between.join(offices)}）")
    assert tuple(unit.name for unit in notice.measures[0].responsible_units) == offices


def test_lines_of_one_name_stay_one() -> None:
    assert join(["市住房和城乡", "建设局"]) == "市住房和城乡建设局"
    assert join(["开展巡查", "巡护"]) == "开展巡查巡护"


def test_no_ending_stands_twice() -> None:
    endings = [office.ending for office in OFFICES]
    assert len(set(endings)) == len(endings)
    assert OfficeTag.NONE in {office.tags for office in OFFICES}


OFFICES_ALONE = office_endings(without=OfficeTag.PLACE | OfficeTag.KIND)


def classes(pattern: str) -> list[str]:
    """Return the insides of the character classes of a pattern."""
    return re.findall(r"\[([^\]]+)\]", pattern)


def alternatives(pattern: str) -> list[list[str]]:
    """Return what is parted by | in a pattern, group by group."""
    return [group.split("|") for group in re.split(r"\(\?[:=!]|[()]", pattern) if "|" in group]


def spells_offices(pattern: str) -> bool:
    ends = [
        sum(word.endswith(OFFICES_ALONE) and 1 < len(word) < 5 for word in words) for words in alternatives(pattern)
    ]
    return max(ends, default=0) > 2 or any(len(set("局厅委办署") & set(inside)) > 2 for inside in classes(pattern))


def spells_roles(pattern: str) -> bool:
    return any(len(set(words) & set(role_words())) > 2 for words in alternatives(pattern))


def spells_numerals(pattern: str) -> bool:
    return any(re.search(f"[{DIGITS}]{{4}}", inside) for inside in classes(pattern)) or DIGITS in pattern


def spells_document_numbers(pattern: str) -> bool:
    return re.search(r"[〕］][^\]]*\][^|]{0,20}号", pattern) is not None


def spells_item_numbers(pattern: str) -> bool:
    return any(len(set(DIVISIONS) & set(inside)) > 2 for inside in classes(pattern))


SECOND_SPELLINGS = {
    "office endings": spells_offices,
    "role words": spells_roles,
    "numerals": spells_numerals,
    "document numbers": spells_document_numbers,
    "item numbers": spells_item_numbers,
}
"""What a pattern of a reader looks like that spells words of the field once more."""

ELSEWHERE = {
    "reading/deadlines": {"numerals", "office endings", "item numbers", "role words"},
    "testing": {"numerals", "document numbers", "office endings", "role words"},
}
"""Rooms with words of their own: the numerals of the calendar, and texts that are made for tests."""


@cache
def constants(module: Path) -> tuple[tuple[int, str], ...]:
    return tuple(_constants(module))


def _constants(module: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts in a module that are no docstrings, with their lines; f-strings with a gap for what is put in."""
    tree = ast.parse(module.read_text("utf-8"))
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(str(p.value) if isinstance(p, ast.Constant) else " " for p in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented | parts:
            yield node.lineno, node.value


@pytest.mark.parametrize("kind", SECOND_SPELLINGS)
def test_words_of_the_field_are_spelt_in_the_lexicon_alone(kind: str) -> None:
    found = []
    for module in sorted(SOURCE.rglob("*.py")):
        room = module.relative_to(SOURCE).as_posix()
        if room.startswith("lexicon/") or any(room.startswith(r) and kind in kinds for r, kinds in ELSEWHERE.items()):
            continue
        found += [f"{room}:{line}: {text}" for line, text in constants(module) if SECOND_SPELLINGS[kind](text)]
    assert not found


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("office endings", "[局委办厅](?=和)"),
        ("office endings", "(?:总队|气象台|妇联)$"),
        ("role words", "(?:牵头|配合|参与)单位"),
        ("numerals", "[0-9一二三四五六七八九十]{1,3}月"),
        ("document numbers", "[〔(][0-9]{4}[〕)]第?[0-9]+号"),
        ("item numbers", "第[ ]{1,4}[章节条]"),
    ],
)
def test_a_second_spelling_is_seen(kind: str, text: str) -> None:
    assert SECOND_SPELLINGS[kind](text)
