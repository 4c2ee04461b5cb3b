"""Making texts: pieces in any order, notices with every possible part, and mutated notices.

Plain :mod:`random`, which makes a text in some ten microseconds; the same seed makes the same texts.
A text is a list of pieces, so that whoever looks for the smallest failing one can leave pieces out.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

from zhengce.testing.pieces import BREAKS, INVISIBLE, PIECES

Pieces = list[str]

KINDS: Final = tuple(PIECES)
WIDE: Final = {c: c + 0xFEE0 for c in range(0x21, 0x7F)}
NARROW: Final = {wide: chr(c) for c, wide in WIDE.items()}
HAN: Final = "一二三四五六七八九十"
STYLES: Final = ("han", "bracketed", "arabic", "comma", "figure", "circled", "article", "decimal", "none")


def make(random: Random, wholes: Sequence[str] = ()) -> Pieces:
    """Make one text; *wholes* are notices to mutate, in addition to those made here."""
    kind = random.random()
    if kind < 0.5:
        return _soup(random)
    if kind < 0.8 or not wholes:
        pieces = _Notice(random).pieces()
        return _spoil(random, pieces) if random.random() < 0.6 else pieces
    return _spoil_lines(random, random.choice(wholes))


def _soup(random: Random) -> Pieces:
    """Return pieces of a few kinds in any order, with breaks between some."""
    kinds = random.choices(KINDS, k=random.randint(2, 6))
    pieces: Pieces = []
    for _ in range(random.randint(1, random.choice((4, 10, 25)))):
        pieces.append(random.choice(PIECES[random.choice(kinds)]))
        if random.random() < 0.25:
            pieces.append(random.choice(BREAKS) if random.random() < 0.2 else "\n")
    return pieces


# --- whole notices ----------------------------------------------------------


class _Notice:
    """Writes a notice of a random layout, piece by piece."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.end = random.choice(("\n", "\n", "\n\n", "\n\n", *BREAKS, ""))  # of a line; "" lost them all

    def pieces(self) -> Pieces:
        random = self.random
        out: Pieces = []
        if random.random() < 0.6:
            for _ in range(random.randint(1, 5)):
                out += self.line(self.pick(random.choice(("head", "titles"))))
        body = random.choice((self.items, self.items, self.domains, self.domains, self.table, self.html, self.prose))
        out += body()
        if random.random() < 0.3:
            out += [*self.line(self.pick("headings")), *random.choice((self.items, self.domains, self.table))()]
        if random.random() < 0.4:
            for _ in range(random.randint(1, 3)):
                out += self.line(self.pick("head"))
        return out

    def pick(self, kind: str) -> str:
        return self.random.choice(PIECES[kind])

    def some(self, likely: float, *kinds: str) -> Pieces:
        """Return a piece of each kind, or nothing."""
        return [self.pick(kind) for kind in kinds] if self.random.random() < likely else []

    def line(self, *pieces: str) -> Pieces:
        return [*pieces, self.end]

    def prose(self) -> Pieces:
        out: Pieces = []
        for _ in range(self.random.randint(1, 4)):
            out += [*self.sentence(), *self.sentence(), *self.clause(0.3), self.end]
        return out

    def items(self) -> Pieces:
        random = self.random
        style, out = random.choice(STYLES), Pieces()
        for i in range(random.choice((1, 1, 1, 2, 3)), random.randint(2, 6)):
            out += [_number(style, i), *self.some(0.4, "deeds"), random.choice(("。", "", self.end))]
            for _ in range(random.randint(0, 2)):
                out += self.sentence()
            out += [*self.clause(0.7), *random.choice(((self.end,), (self.end,), ()))]
            out += self.line(self.pick("statements")) if random.random() < 0.05 else ()
        return out

    def domains(self) -> Pieces:
        random = self.random
        style, out = random.choice(STYLES), Pieces()
        for i in range(1, random.randint(2, 4)):
            out += [_number(style, i), self.pick("headings")]
            out += self.clause(0.2)
            out += self.line()
            if random.random() < 0.3:
                person = self.pick("odd" if random.random() < 0.1 else "deeds")
                out += self.line("（总指挥：", person, "；领域牵头单位：", *self.some(0.9, "offices"), "）")
            if random.random() < 0.3:
                out += [*self.sentence(), self.end]
            out += random.choice((self.items, self.items, self.table, self.prose))()
        return out

    def sentence(self) -> Pieces:
        random = self.random
        out = [*self.some(0.5, "limits"), *random.choice((("，",), ())), *self.some(0.8, "deeds")]
        out += self.some(0.2, "targets")
        out += self.some(0.1, "titles")
        return [*out, random.choice("。。。；，")]

    def clause(self, likely: float) -> Pieces:
        random = self.random
        if random.random() > likely:
            return []
        opens, closes = random.choice(("（）", "（）", "（）", "()", "〔〕", "[]", "【】", "  "))
        out = [opens] if random.random() < 0.9 else [self.end]
        for _ in range(random.choice((1, 1, 2, 3))):
            out += self.some(0.6, "labels")
            for _ in range(random.randint(0, 4)):
                out += [
                    *self.some(0.9, "offices"),
                    *self.some(0.1, "roles"),
                    random.choice(("、", "、", "，", "和", "及", "")),
                ]
            out += [*self.some(0.4, "verbs"), *self.some(0.06, "statements"), *self.some(0.06, "limits")]
            out.append(random.choice(("；", "。", "，", "")))
        return [*out, closes] if random.random() < 0.9 else out

    # --- tables ---------------------------------------------------------------

    def grid(self) -> list[list[Pieces]]:
        """Return the cells of a table with headers; those that a merged cell covers are empty, or repeat its words."""
        random = self.random
        heads = {
            "序号": lambda i: [str(i)],
            "领域": lambda i: self.some(0.6, "headings"),
            "任务": lambda i: self.some(0.9, "deeds"),
            "工作内容": lambda i: self.sentence(),
            "牵头单位": lambda i: [*self.some(0.7, "offices"), *self.some(0.2, "roles")],
            "责任单位": lambda i: [
                *self.some(0.8, "offices"),
                *self.some(0.3, "marks", "offices"),
                *self.some(0.2, "roles"),
            ],
            "配合单位": lambda i: [
                *self.some(0.7, "offices"),
                *random.choice((("<br>",), ())),
                *self.some(0.3, "offices"),
            ],
            "完成时限": lambda i: self.some(0.8, "limits"),
            "": lambda i: self.some(0.3, random.choice(KINDS)),
        }
        names = random.sample(list(heads), random.randint(1, 4))
        if random.random() < 0.8:  # without both it is no list of measures
            names += [random.choice(("任务", "工作内容")), random.choice(("牵头单位", "责任单位"))]
            random.shuffle(names)
        rows = [[[name] for name in names]]
        for i in range(1, random.randint(2, 5)):
            rows.append([heads[name](i) for name in names])
            if random.random() < 0.1:
                rows.append([self.some(1, "headings")] * len(names))
        return rows

    def table(self) -> Pieces:
        out: Pieces = []
        for i, cells in enumerate(self.grid()):
            short = self.random.random() < 0.05
            for cell in cells[: -1 if short else None]:
                out += ["| ", *cell, " "]
            out += ["|", "\n"]
            if i == 0:
                out += ["|", "---|" * len(cells), "\n"]
        return out

    def html(self) -> Pieces:
        random = self.random
        out = ["<table>"]
        for cells in self.grid():
            out.append("<tr>")
            for cell in cells:
                tag = random.choice(("<td>", "<td>", "<th>", '<td rowspan="2">', "<td colspan=2>"))
                out += [tag, *cell, "</td>"]
            out += ["</tr>", *random.choice((("\n",), ()))]
        return [*out, "</table>", "\n"]


def _number(style: str, value: int) -> str:
    match style:
        case "han":
            return f"{HAN[value - 1]}、"
        case "bracketed":
            return f"（{HAN[value - 1]}）"
        case "arabic":
            return f"{value}."
        case "comma":
            return f"{value}、"
        case "figure":
            return f"（{value}）"
        case "circled":
            return chr(0x2460 + value - 1)
        case "article":
            return f"第{HAN[value - 1]}条 "
        case "decimal":
            return f"1.{value} "
    return ""


# --- spoiling ---------------------------------------------------------------


def _spoil(random: Random, pieces: Pieces) -> Pieces:
    """Return the pieces with some left out, doubled, moved, inserted or changed."""
    pieces = list(pieces)
    for _ in range(random.randint(1, 4)):
        if not pieces:
            break
        at = random.randrange(len(pieces))
        match random.randrange(7):
            case 0:
                del pieces[at : at + random.randint(1, 3)]
            case 1:
                pieces[at:at] = pieces[at : at + random.randint(1, 8)]
            case 2:
                to = random.randrange(len(pieces))
                pieces[at], pieces[to] = pieces[to], pieces[at]
            case 3 | 4:
                pieces.insert(at, random.choice(PIECES[random.choice(KINDS)]))
            case _:
                pieces[at] = _change(random, pieces[at])
    return pieces


def _spoil_lines(random: Random, whole: str) -> Pieces:
    """Return the lines with some doubled, swapped, cut, joined, in other widths, or without some characters."""
    lines = whole.splitlines(keepends=True)
    first = random.randrange(len(lines))
    lines = lines[first : first + random.choice((3, 8, 20))] if random.random() < 0.7 else lines[:30]
    for _ in range(random.randint(1, 5)):
        at = random.randrange(len(lines))
        match random.randrange(8):
            case 0:
                lines.insert(at, lines[at])
            case 1:
                to = random.randrange(len(lines))
                lines[at], lines[to] = lines[to], lines[at]
            case 2:
                lines[at] = lines[at][: random.randrange(len(lines[at]) + 1)]
            case 3:
                lines[at] = lines[at].rstrip("\n")
            case 4:
                lines[at] = lines[at].replace("\n", random.choice(BREAKS))
            case 5:
                lines.insert(at, random.choice(PIECES[random.choice(KINDS)]))
            case _:
                lines[at] = _change(random, lines[at])
    return lines


def _change(random: Random, words: str) -> str:
    """Return the words with a character deleted, an invisible one inserted, or in other widths."""
    at = random.randrange(len(words) + 1)
    match random.randrange(5):
        case 0:
            return words[:at] + words[at + 1 :]
        case 1:
            return words[:at] + random.choice(INVISIBLE) + words[at:]
        case 2:
            return words[:at] + words[at:].translate(random.choice((WIDE, NARROW)))
        case 3:
            return words[:at] + random.choice(BREAKS) + words[at:]
        case _:
            return words[:at] + random.choice(PIECES["marks"]) + words[at:]
