"""Pages: the documentation of one rule, or of all rules, as Markdown: an overview, and a page for each family."""

from __future__ import annotations

from typing import Final

from ...terms import Language
from ..registry import RETIRED, Rule, known_rules

__all__ = ["explain", "pages"]

_FAMILIES: Final = {
    "ZC0": ("rules-checking", "Checking itself", "检查本身"),
    "ZC1": ("rules-document", "The document", "文件"),
    "ZC2": ("rules-units", "Units", "单位"),
    "ZC3": ("rules-limits", "Time limits", "时限"),
    "ZC4": ("rules-targets", "Targets and citations", "指标与引用"),
    "ZC9": ("rules-text", "Quality of the text", "文本质量"),
}
_HEADINGS: Final = {
    "en": {"What it does": "What it does", "Why": "Why", "Example": "Example", "Use instead": "Use instead"},
    "zh": {"作用": "作用", "理由": "理由", "Example": "示例", "Use instead": "改为"},
}
_INTRODUCTIONS: Final = {
    "en": """# Rules

[中文](zh/rules.md)

`zhengce.check(notice)` and `zhengce check FILE` run these rules. `select` and `ignore` take codes or their
beginnings: `ZC2` is the whole family of units. A code is never used again for another rule. Other pages say
how to [check in CI and mend files](check-in-ci.md), and how to [write a rule](write-a-rule.md).

This page and the page of each family are generated from the rules.""",
    "zh": """# 规则

[English](../rules.md)

`zhengce.check(notice)` 和 `zhengce check 文件` 运行以下规则。`select` 和 `ignore` 接受规则编号或其开头：
`ZC2` 是单位一类的全部规则。编号一经使用，不再改作他用。怎样[在 CI 里检查](check-in-ci.md)、修复文件，
怎样[写自己的规则](write-a-rule.md)，另有专页。

本页和各类规则的页面由规则自身的说明生成。""",
}


def explain(rule: Rule, lang: Language = "en") -> str:
    """Return the page of one rule."""
    severity = rule.severities(lang)
    since = f"{rule.since}版起" if lang == "zh" else f"since {rule.since}"
    summary = rule.summary(lang)
    lines = [f"## {rule.code} {rule.name}", "", f"*{severity}, {since}*", "", summary]
    for section, heading in _HEADINGS[lang].items():
        text = rule.sections.get(section)
        if text:
            is_notice = section in ("Example", "Use instead")
            lines += ["", f"**{heading}**", "", f"```text\n{text}\n```" if is_notice else text]
    return "\n".join(lines)


def pages(lang: Language = "en") -> dict[str, str]:
    """Return the pages of all built-in rules by their names: a table of all, and a page for each family."""
    rules = [rule for rule in known_rules() if rule.code[:3] in _FAMILIES]
    heads = ("编号", "名称", "级别", "提示内容") if lang == "zh" else ("code", "name", "severity", "message")
    lines = [_INTRODUCTIONS[lang], "", f"| {' | '.join(heads)} |", "| --- | --- | --- | --- |"]
    for rule in rules:
        severity, name = rule.severities(lang), _FAMILIES[rule.code[:3]][0]
        code = f"[{rule.code}]({name}.md#{rule.code.lower()}-{rule.name})"
        lines.append(f"| {code} | {rule.name} | {severity} | {rule.zh if lang == 'zh' else rule.en} |")
    if RETIRED:
        lines += ["", "## 已停用" if lang == "zh" else "## Retired", ""]
        lines += [f"- {code}: {why}" for code, why in sorted(RETIRED.items())]
    return {"rules": "\n".join(lines) + "\n"} | {
        name: _family(family, [rule for rule in rules if rule.code.startswith(family)], lang)
        for family, (name, *_) in _FAMILIES.items()
    }


def _family(family: str, rules: list[Rule], lang: Language) -> str:
    """Return the page of the rules of one family."""
    name, en, zh = _FAMILIES[family]
    switch, overview = (
        ("[English](../{}.md)", "[全部规则](rules.md)")
        if lang == "zh"
        else ("[中文](zh/{}.md)", "[All rules](rules.md)")
    )
    head = f"# {family} {zh if lang == 'zh' else en}\n\n{switch.format(name)}\n\n{overview}"
    return "\n\n".join([head, *(explain(rule, lang) for rule in rules)]) + "\n"
