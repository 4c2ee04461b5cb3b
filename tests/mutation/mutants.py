"""Mutants: modules with one change in the syntax tree.

A condition is turned around, ``<`` becomes ``<=``, a number is one more or less, a part of ``and``
goes, a statement goes, a slice is open at one end, a word of a table or pattern goes.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import takewhile
from typing import Final

import attrs

AROUND: Final = 40
"""How many characters are shown on each side of a change."""


@attrs.frozen
class Mutant:
    """One change: the module, the place of the node in its tree, and which of its changes."""

    file: str
    node: int
    change: int
    line: int
    where: str
    before: str
    after: str
    is_word: bool

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.before} -> {self.after}"


def find_mutants(file: str, source: str) -> list[Mutant]:
    """Yield every mutant of a module.

    >>> [(mutant.before, mutant.after) for mutant in find_mutants("a.py", "def f(a):\\n    return a < 2")]
    [('a < 2', 'a <= 2'), ('a < 2', 'a >= 2'), ('2', '3'), ('2', '1')]
    """
    tree = ast.parse(source)
    scopes = _scopes(tree)
    found = []
    for at, node in enumerate(_walk(tree)):
        for number, changed in enumerate(_changes(node)):
            before, after = _differ(_shown(node), _shown(changed))
            if before != after:
                is_word = isinstance(node, ast.Constant) and isinstance(node.value, str)
                where = scopes.get(id(node), "")
                line = getattr(node, "lineno", 0)
                found.append(Mutant(file, at, number, line, where, before, after, is_word))
    return found


def compile_mutant(mutant: Mutant, source: str, path: str) -> object:
    """Return the code of the module with that change."""
    tree = ast.parse(source)
    nodes = list(_walk(tree))
    old = nodes[mutant.node]
    new = list(_changes(old))[mutant.change]
    _replace(tree, old, new)
    return compile(ast.fix_missing_locations(tree), path, "exec")


def _shown(node: ast.AST) -> str:
    if isinstance(node, ast.If | ast.While):
        return f"{type(node).__name__.lower()} {ast.unparse(node.test)}"
    return " ".join(ast.unparse(node).split())


def _differ(before: str, after: str) -> tuple[str, str]:
    """Return both texts; of long ones only the part that differs, with a few characters around."""
    start = _same(before, after)
    end = _same(before[start:][::-1], after[start:][::-1])
    begin, stop = max(0, start - AROUND), max(0, end - AROUND)
    left, right = "…" * bool(begin), "…" * bool(stop)
    return f"{left}{before[begin : len(before) - stop]}{right}", f"{left}{after[begin : len(after) - stop]}{right}"


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
                return
            if isinstance(value, list) and any(item is old for item in value):
                setattr(parent, name, [new if item is old else item for item in value])
                return


def _same(one: str, other: str) -> int:
    """Return the length of the common beginning."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


# --- what is looked at ------------------------------------------------------


def _walk(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes whose change a user could notice, in a fixed order.

    No documentation and messages, no imports and types, no decorators: those of attrs and of the rules are settings.
    """
    for node in _children(tree):
        if not _is_for_people(node):
            yield node
            yield from _walk(node)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.FunctionDef):
        yield from (*node.args.defaults, *filter(None, node.args.kw_defaults), *node.body)
    elif isinstance(node, ast.ClassDef):
        yield from node.body
    elif isinstance(node, ast.AnnAssign):
        yield from filter(None, [node.value])
    else:
        yield from ast.iter_child_nodes(node)


def _is_for_people(node: ast.AST) -> bool:
    """Return whether a node only serves people: docstrings, types, messages, and what a prompt displays."""
    match node:
        case ast.Raise() | ast.Import() | ast.ImportFrom() | ast.Assert():
            return True
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar" | "NewType"))):
            return True
        case ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
            return True
        case ast.FunctionDef(name="__repr__" | "_repr_html_") | ast.keyword(arg="repr"):
            return True
    return False


def _scopes(tree: ast.AST) -> dict[int, str]:
    """Return for each node, by its identity, the functions and classes around it."""
    scopes: dict[int, str] = {}

    def visit(node: ast.AST, scope: str) -> None:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            scope = f"{scope}.{node.name}" if scope else node.name
        elif not scope and isinstance(node, ast.Assign | ast.AnnAssign):
            scope = ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
        scopes[id(node)] = scope
        for child in ast.iter_child_nodes(node):
            visit(child, scope)

    visit(tree, "")
    return scopes


# --- the changes ------------------------------------------------------------

_COMPARED: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_COUNTED: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
}


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a node may become, in a fixed order."""
    match node:
        case ast.Compare(ops=ops):
            for i, op in enumerate(ops):
                for other in _COMPARED[type(op)]:
                    changed = deepcopy(node)
                    changed.ops[i] = other()
                    yield changed
        case ast.BoolOp(op=op, values=values):
            changed = deepcopy(node)
            changed.op = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield changed
            for i in range(len(values)):
                left = deepcopy(values[:i] + values[i + 1 :])
                yield left[0] if len(left) == 1 else ast.BoolOp(deepcopy(op), left)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield deepcopy(operand)
        case ast.BinOp(op=op, left=left, right=right) if type(op) in _COUNTED and not (_says(left) or _says(right)):
            changed = deepcopy(node)
            changed.op = _COUNTED[type(op)]()
            yield changed
        case ast.IfExp(body=body, orelse=orelse):
            yield deepcopy(body)
            yield deepcopy(orelse)
        case ast.If(test=test) | ast.While(test=test) if not isinstance(test, ast.Constant):
            for value in (True, False) if isinstance(node, ast.If) else (False,):
                changed = deepcopy(node)
                changed.test = ast.Constant(value)
                yield changed
        case ast.comprehension(ifs=[*_, _]):
            changed = deepcopy(node)
            del changed.ifs[0]
            yield changed
        case ast.Slice(lower=lower, upper=upper):
            if lower:
                yield ast.Slice(None, deepcopy(upper), deepcopy(node.step))
            if upper:
                yield ast.Slice(deepcopy(lower), None, deepcopy(node.step))
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.Constant(value=str(value)):
            for words in _fewer_words(value):
                yield ast.Constant(words)
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Continue() | ast.Break():
            yield ast.Pass()


def _says(node: ast.AST) -> bool:
    """Return whether a node is a text; + on texts joins them and is not arithmetic."""
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


_ALTERNATIVES = re.compile(r"[^\x00-\x7f]+(?=\|)")
_CLASS = re.compile(r"(?<=\[)[^\[\]\\^-]{2,}(?=\])")
_WORDS = re.compile(r"[^A-Za-z|]*[^\x00-\x7f][^A-Za-z|]*")
_COUNT = re.compile(r"(?<=,)[0-9]+(?=\})")


def _fewer_words(text: str) -> Iterator[str]:
    """Yield a list or pattern of words without one of them, a class without a character, or a count one higher."""
    for found in _ALTERNATIVES.finditer(text):
        yield text[: found.start()] + text[found.end() + 1 :]
    for found in _CLASS.finditer(text):
        yield text[: found.start()] + text[found.start() + 1 :]
    for found in _COUNT.finditer(text):
        yield f"{text[: found.start()]}{int(found[0]) - 1}{text[found.end() :]}"
    if " " in text and _WORDS.fullmatch(text):
        for found in re.finditer(r"\S+\s*", text):
            yield text[: found.start()] + text[found.end() :]
