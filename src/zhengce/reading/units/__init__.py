"""Unit clauses: who leads, who is responsible, who supports.

::

    clause    = open content close | label content        (* the second to the end of the line *)
    content   = group { ("；" | "。") group }           (* at the end of a paragraph, bare names will do *)
    group     = [ label ] names [ verb ]
    label     = ("牵头" | "责任" | "配合" …) ("单位" | "部门" | "科室" …) ("：" | "为")
    names     = name { ("、" | "，" | "及" …) name } [ "等" [ generic ] ]
    name      = office [ "（牵头）" ]
    verb      = "牵头" | "负责" | "按职责分工负责" | "配合" | "参与" | "指导" …
    open      = "（" | "〔" | "["            (* close may be of another kind, or missing *)

A verb gives its role to the names before it, a label to those after it. A
document may state once that the first unit named leads (列第一位者为牵头单位，下同),
or that some units belong to every item (以下各项均涉及…，不再单独列出).
"""

from .clause import Clause, Named, Role
from .finder import find_clauses, find_labels
from .reader import read_names
from .statements import LeadRule, find_lead_rule, let_first_lead
from .unread import find_unread

__all__ = [
    "Clause",
    "LeadRule",
    "Named",
    "Role",
    "find_clauses",
    "find_labels",
    "find_lead_rule",
    "find_unread",
    "let_first_lead",
    "read_names",
]
