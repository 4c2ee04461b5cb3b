"""Lexicon: the words of the field, each once.

A word is a row of a table, with tags for what the readers need to know. The readers
choose words by tag and build patterns from them.
"""

from .documents import CLOSES_YEAR, DOCUMENT_NUMBER, OPENS_YEAR, TITLE_ENDS, YEAR, YEAR_AND_SERIAL, without_names
from .lazy import Lazy
from .numbers import (
    COUNTING,
    DIGITS,
    DIVISIONS,
    FORMAL,
    FORMAL_TENS,
    FORMAL_TRADITIONAL,
    ITEM,
    ITEM_NUMBER,
    ITEM_NUMBERS,
    ITEM_SIGN,
    ITEM_SIGNS,
    NUMERAL,
    NUMERAL_VALUES,
    TENS,
    ZEROS,
    item_number,
)
from .offices import (
    BRANCHES,
    GOVERNMENTS,
    NATIONAL_OFFICES,
    OFFICE_LINE,
    OFFICES,
    KindTag,
    Office,
    OfficeTag,
    kind_words,
    office_endings,
)
from .patterns import HAN, HANZI, LETTER, any_of, behind_any_of
from .roles import ROLE_WORDS, RoleTag, RoleWord, role_words

__all__ = [
    "BRANCHES",
    "CLOSES_YEAR",
    "COUNTING",
    "DIGITS",
    "DIVISIONS",
    "DOCUMENT_NUMBER",
    "FORMAL",
    "FORMAL_TENS",
    "FORMAL_TRADITIONAL",
    "GOVERNMENTS",
    "HAN",
    "HANZI",
    "ITEM",
    "ITEM_NUMBER",
    "ITEM_NUMBERS",
    "ITEM_SIGN",
    "ITEM_SIGNS",
    "LETTER",
    "NATIONAL_OFFICES",
    "NUMERAL",
    "NUMERAL_VALUES",
    "OFFICES",
    "OFFICE_LINE",
    "OPENS_YEAR",
    "ROLE_WORDS",
    "TENS",
    "TITLE_ENDS",
    "YEAR",
    "YEAR_AND_SERIAL",
    "ZEROS",
    "KindTag",
    "Lazy",
    "Office",
    "OfficeTag",
    "RoleTag",
    "RoleWord",
    "any_of",
    "behind_any_of",
    "item_number",
    "kind_words",
    "office_endings",
    "role_words",
    "without_names",
]
