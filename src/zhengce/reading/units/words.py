"""The words of unit clauses: labels, verbs, and the forms of names of offices."""

from __future__ import annotations

import re
from typing import Final

from ...lexicon import (
    COUNTING,
    GOVERNMENTS,
    HANZI,
    ITEM_SIGN,
    NUMERAL,
    OF_WHOLE,
    KindTag,
    Lazy,
    OfficeTag,
    RoleTag,
    any_of,
    behind_any_of,
    kind_words,
    office_endings,
    role_words,
)

# --- brackets and separators ----------------------------------------------

OPENERS: Final = "（〔［[【〈"
CLOSERS: Final = "）〕］]】〉"
OPENS_LABEL: Final = "【〔["
_SIGNS: Final = ITEM_SIGN[1:-1]
_ENDS: Final = "".join(sorted({ending[-1] for ending in office_endings()}))
SEPARATOR: Final = Lazy(  # a class first, as the scan skips to it
    rf"[0-9第{_SIGNS}<{re.escape(OPENERS + CLOSERS)}、，,；;。/\n](?:"
    rf"(?<=[0-9])(?<![0-9].)(?:(?<!{HANZI}.)|(?<=[{_ENDS}].))[0-9]?[.、](?![0-9])"  # 1.
    rf"|(?<=（)[0-9{NUMERAL}]{{1,3}}）、?"  # （1） and （一）
    rf"|(?<=[{_SIGNS}])、?"  # ①
    rf"|(?<=第)[{COUNTING}]批："
    r"|(?<=<)br ?/?>"
    rf"|(?<![0-9第{_SIGNS}<]))"
)
"""A separator of two pieces: punctuation, a number of a list (1.市民政局；2.市财政局), a line end in a cell."""
ENDS_GROUP: Final = frozenset("；;。")

# --- labels ---------------------------------------------------------------

_LEVELS: Final = ("国家", *"省市州县区乡镇")
_FRONTS: Final = tuple(
    "主要 主体 第一 共同 具体 各 组织 行业 业务 项目 工作 任务 技术 属地 分管 直接 日常 专项 总".split()
)
_FRONT_BEGINS = "".join(sorted({word[0] for word in (*_LEVELS, *_FRONTS)}))
_FRONT = rf"(?:(?=[{_FRONT_BEGINS}])(?:{any_of(_LEVELS)}[级直]?|{any_of(_FRONTS)})){{0,2}}"
"""Words before a label: 市级牵头单位, 组织实施单位, 行业主管部门."""

_OFFICE = any_of(kind_words(KindTag.LABEL))
_OFFICE = f"{_OFFICE}(?:（{_OFFICE}）)?"
_PERSON = "(?:领导|负责人|责任人|联系人|联络员)"


def _labels(role: str) -> str:
    """Return the labels that give a role: 牵头单位, 牵头责任单位, 牵头."""
    words, alone = role_words(role, RoleTag.OFFICE), role_words(role, RoleTag.LABEL)
    return rf"(?:{any_of(words)}(?:责任|负责)?{_OFFICE}|{any_of(alone)})"


_FIRST = f"首(?:位|个|家)?(?:责任)?{_OFFICE}?[为是]?牵头(?:单位)?"
"""首位单位牵头：: a label, and a rule for all."""
_BEGIN_NAMES = "国省市县区各"
_ENDS_OTHER = "导人员挥长工限间求点）】〕]"  # what else the words before a colon end with
LABEL: Final = Lazy(
    rf"(?P<opened>[{re.escape(OPENS_LABEL)}])?{_FRONT}(?:"
    r"(?P<commander>总指挥|领域指挥|指挥长)"
    rf"|(?P<domain>领域[^：；（）]{{0,4}}{_OFFICE})"
    rf"|(?P<lead>{_labels('lead')})"
    rf"|(?P<responsible>{_labels('responsible')}(?:[及和、]{_PERSON})?|{_FIRST}|责任分工)"
    rf"|(?P<supporting>{_labels('supporting')})"
    rf"|(?P<other>{HANZI}{{0,5}}{_PERSON}|完成时[限间]|时限(?:要求)?|办结时限|时间节点)"
    rf")(?(opened)：?[】〕\]]：?|(?:：|(?<=[位门室])为|(?<=单位)(?=[{_BEGIN_NAMES}])))"
)
"""A label of a unit clause with its colon, which is optional in brackets (【责任单位】) or before a level."""
OFFICE_LABEL: Final = Lazy(f"{_OFFICE}|{_PERSON}|总指挥")
ANY_LABEL: Final = Lazy(rf"{HANZI}{{1,12}}(?:（[^（）]{{1,6}}）{HANZI}{{0,2}})?：")
"""Words before a colon in a clause are a label, whatever they say, and not a unit."""

_SAYS: Final = (
    (Lazy("领导|[人员]：|时限|时间|期限|节点|联系|咨询|电话"), "other"),
    *((Lazy(any_of(role_words(role))), role) for role in ("lead", "supporting", "responsible")),
    (Lazy("单位|部门"), "responsible"),
)


def label_kind(label: str) -> str:
    """Return the kind of a label that is not in the vocabulary, by the words in it."""
    return next((kind for words, kind in _SAYS if words.search(label)), "other")


def may_hold_label(words: str) -> bool:
    """Return whether *words* have one of the characters that a label needs."""
    return any(sign in words for sign in ("：", "单位", "为", "】", "〕", "]"))


ENDS_CLAUSE: Final = Lazy(
    rf"。|{OF_WHOLE}|有效期|(?:施行|实施|执行)(?:日期|时间)|自(?=[^，。；]{{2,14}}起(?:施行|实施|执行))|由[^，。；]{{2,40}}负责解释"
)
"""The end of a clause without brackets: a full stop, or a sentence about the whole document without one before it."""

_ENDS_WORDS = any_of(
    [*(word[-1] for word in (*kind_words(KindTag.LABEL), *role_words(tags=RoleTag.LABEL))), *_ENDS_OTHER]
)
ENDS_LABEL: Final = Lazy(
    rf"[：为】〕\]位](?:(?<={_ENDS_WORDS}：)|(?<=[位门室体构办合头责导人员限间点：][^：位])"
    rf"|(?<=[（。；】\n]{HANZI}{{2}}单位)(?=[{_BEGIN_NAMES}]))"  # （责任单位市民政局）
)
MAX_LABEL: Final = 18

# --- verbs ----------------------------------------------------------------

_HOW = any_of(
    (
        "抓好 做好 按 按照 根据 依 依据 各司其职 各负其责 各自 单位职责 职责 职能 责任 分工 分别 共同 具体"
        " 组织 主要 统筹 协调"
    ).split()
)
_LEADS, _DOES, _SUPPORTS = (role_words(role, RoleTag.VERB) for role in ("lead", "responsible", "supporting"))
_EAGERLY: Final = ("积极", "予以", "给予", "负责", *_SUPPORTS)
_AND_DOES: Final = tuple("负责 组织 实施 落实 推进 办理 承办 执行 指导 协调 抓总 做好 工作 督促".split())
"""What may follow such a verb: 牵头负责, 配合落实."""


def _is(role: str) -> str:
    """Return what says that somebody has a role: 为牵头单位."""
    return f"(?:为|作为|是){any_of(role_words(role, RoleTag.OFFICE))}(?:责任)?{any_of(kind_words(KindTag.LABEL))}"


VERB: Final = Lazy(
    rf"(?:(?P<lead>{_is('lead')}|{_HOW}*(?:共同|联合|总)?{any_of(_LEADS)}{any_of(_AND_DOES)}*)"
    rf"|(?P<supporting>{_is('supporting')}|{_HOW}*{any_of(_EAGERLY)}*{any_of(_SUPPORTS)}{any_of(_AND_DOES)}*)"
    rf"|(?P<responsible>{_is('responsible')}|{_HOW}*(?:{any_of(_DOES)}|负[总主首][^，。；]{{0,4}}责任?){any_of(_AND_DOES)}*))$"
)
LONGEST_VERB: Final = 40
SAYS_ROLE: Final = Lazy(rf"{any_of(office_endings(only=OfficeTag.SIGNS))}(?:{_is('lead')}|{_is('supporting')})$")
"""An office with its role, which is no statement for all: 市民政局为牵头单位."""
ENDS_VERB: Final = frozenset(
    word[-1] for word in (*_LEADS, *_DOES, *_SUPPORTS, *_AND_DOES, "责", "责任", "单位", "部门")
)
"""The last characters of all verbs, for a quick check before the pattern."""

VERB_AT_END: Final = Lazy(
    f"{any_of([*role_words(tags=RoleTag.VERB), '完成', '坚持', '下同', '列出'])}[^，。；（）]{{0,4}}$"
)
MAX_VERB: Final = 10
STRONG_VERB: Final = Lazy(any_of(role_words(tags=RoleTag.CLEAR)))
GUIDES: Final = Lazy("指导(?=[国省市县区各])")
"""The names before it support those after it: A指导B落实."""

JOINS: Final = Lazy("会同|会商|商(?=[国省市县区])|协同(?=[国省市县区各])")
"""The names after it support those before it: A会同B."""

_ROLES_BEHIND = "|".join(
    f"(?P<{role}>{any_of(role_words(role, RoleTag.BEHIND))})" for role in ("lead", "responsible", "supporting")
)
ROLE_AHEAD: Final = Lazy(
    f"[{re.escape(OPENERS)}](?:{_ROLES_BEHIND}){any_of(kind_words(KindTag.LABEL))}?[{re.escape(CLOSERS)}]"
)
"""A role in brackets in front of a name: （牵头）县营商局."""

INCLUDES: Final = Lazy(
    rf"(?<={HANZI})[（〈](?:(?:不?含|包括)[^（）〈〉；\n]{{2,40}}|[^（）〈〉；\n]{{0,40}}下同)[）〉]"
)
"""A remark on whom a name includes: 各区人民政府〈含开发区、风景区管委会，下同〉."""

LEAD_SIGNS: Final = "★☆▲△※"
LEAD_SIGN: Final = Lazy(f"（?[{LEAD_SIGNS}]）?")
"""A sign that marks the lead unit among others: 市民政局★, ★市民政局."""

ROLE_BEHIND: Final = Lazy(f"{ROLE_AHEAD.pattern}$")
"""A role in brackets after a name: 县营商局（牵头）."""

# --- names ----------------------------------------------------------------

_ENDS_OFFICE = any_of(office_endings())
OFFICE_NAME: Final = Lazy(rf"各[^，。]{{1,12}}|[^，。]{{1,20}}{_ENDS_OFFICE}(?:（[^（）]{{1,12}}）)?")

FIRST_NAME: Final = Lazy(rf"[^，。；、：（）“”]{{1,20}}{_ENDS_OFFICE}(?=[、，；。\n]|$)")
"""The name of an office right behind a label that may say something else: 牵头：市民政局."""

_KIND = any_of(kind_words(KindTag.GENERIC))
_ANOTHER = rf"各|(?:有关|相关){_KIND}"
_JOINED_OFFICES = office_endings(without=OfficeTag.PLACE)
AND: Final = Lazy(  # a class first, as the scan skips to it
    rf"[以和及与](?!{_KIND})(?:(?<=以)及(?:(?={_ANOTHER})|{behind_any_of(_JOINED_OFFICES, '以及')}(?={HANZI}{{3}}))"
    rf"|(?<!以)(?:(?<=[及和])(?={_ANOTHER})|{behind_any_of(_JOINED_OFFICES, '.')}(?={HANZI}{{3}})))"
)
"""A link between two names; not the 和 of 住房和城乡建设局 or of 国务院有关部门和单位."""

_PLACE = "省|地级以上市|设区市|县级市|地区|州|盟|[市县区]{1,3}|旗|乡镇|乡|镇|街道|村|社区"
_INSIDE = r"(?:[（〔［\[][^）〕］\]]*[）〕］\]])?"
_NEXT_PLACE = (
    "自治区|直辖市|计划单列市|自治州"
    rf"|(?:各)?(?:{_PLACE}){_INSIDE}"
    rf"(?=[、（〔［\[，；。）〕］\]]|{any_of((*GOVERNMENTS, *role_words(tags=RoleTag.VERB), '组织'))}|按|等|$)"
)
ONE_NAME: Final = Lazy(
    rf"[各党市县区旗乡镇](?:(?<=各)(?:(?:有关|相关)?(?:{_PLACE}){_INSIDE}(?:、(?:{_NEXT_PLACE}))+|委、办、局)"
    r"|(?<=党)[工]?委、(?:人民)?政府"
    rf"|、(?<!{HANZI}..)(?:{_PLACE}){_INSIDE}{any_of(GOVERNMENTS)})"
)
"""A 、 inside a name: 各省、自治区、直辖市人民政府, 县、区政府."""

_KINDS = rf"(?:职能|责任|成员|行政)?{_KIND}(?:[和及与]{_KIND})*"
GENERIC: Final = Lazy(rf"各?(?:其[他它])?(?:有关|相关|其[他它]){_KINDS}")
"""Not the name of an office: 有关部门, 各有关部门和单位; with a level it is one: 市直有关部门."""

BARE_GENERIC: Final = Lazy(rf"(?:有关|相关)?{_KINDS}")
"""What may follow the generic tail: 等有关部门、单位."""

_WHO_DOES = (*_LEADS, "负责", *_SUPPORTS)
BETWEEN_NAMES: Final = Lazy(
    rf"(?:(?:具体|[此该本]项|[上下]述|以上)[^，。；由]{{0,6}}(?=由))?"
    rf"(?:[由请、，；和及]|责成|等(?:有关|相关)?(?:部门|单位)?|{_HOW}|总|联合|{any_of((*_WHO_DOES, *_AND_DOES))})*"
)
"""What stands around the names in a sentence that only says who does what: 由市民政局牵头，市财政局配合."""
ENDS_WHOLE: Final = Lazy(rf"(?:{_ENDS_OFFICE}|[省市县区乡镇州旗])(?:（[^（）]{{1,12}}）)?$")
"""The end of the name of an office or a place."""
ENDS_SENTENCE: Final = Lazy(rf"{any_of(_WHO_DOES)}{any_of(_AND_DOES)}{{0,2}}(?=。|\n|$)")
MAX_SENTENCE: Final = 160
ASSIGNS: Final = Lazy(
    rf"(?<=[，。；：、）\n])[^，。；：（）\n]{{2,60}}{any_of(_WHO_DOES)}{any_of(_AND_DOES)}{{0,2}}(?=[，。；\n]|$)"
)
"""A part of a sentence that may only say who does what: 由物资公司牵头、燃料部配合，每周报告一次."""

AND_OTHERS: Final = Lazy(rf"等(?:[^、，；等（）]{{0,14}}{any_of(kind_words(KindTag.OTHERS))})?$")

NO_NAME: Final = Lazy(
    rf"[0-9]{{1,4}}[年月]|[{COUNTING}]季度|[上下]半年|年底|年内|月底|长期|持续|立即|即日|常态化|全年|每[年月季周日]|时限|期限"
    r"|.{0,12}完成$|[/—\-_…×无*0-9]+$|有效期"
    rf"|{any_of(role_words(tags=RoleTag.USUAL))}(?:单位|部门)$"
)
"""A time limit in the place of a name, or a sign for no name."""

_ENDS_ROLE = "".join(dict.fromkeys(word[-1] for word in role_words(tags=RoleTag.BEHIND)))
ENDS_NAME: Final = Lazy(
    rf"(?:{_ENDS_OFFICE}|{any_of(role_words(tags=RoleTag.USUAL | RoleTag.VERB))}|[{_ENDS_ROLE}]）)$"
)
"""The end of a name before a blank that separates two names."""

ENDS_LIST: Final = Lazy(rf"(?:{_ENDS_OFFICE}|{AND_OTHERS.pattern.removesuffix('$')})$")
"""Words that join a label to the names before it: 市民政局等配合单位："""

BY: Final = Lazy("由(?<!自由)(?!贸)")
"""The name of the responsible unit follows it: 以上任务由…负责."""

MAX_NAME: Final = 40
_NEVER_IN_A_NAME = Lazy("[“”《》的了是]|对其|[0-9]{3}")


def is_plausible(name: str) -> bool:
    """Return whether it may be the name of an office if only a verb says so."""
    return 2 <= len(name) <= MAX_NAME and not _NEVER_IN_A_NAME.search(name)
