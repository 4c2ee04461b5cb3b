# %% [markdown] lang="en"
# # The measures of one notice
#
# Domain by domain, unit by unit, month by month. Put the path of a notice of your own in the first cell.

# %% [markdown] lang="zh"
# # 一份通知的措施
#
# 按领域看，按单位看，按月份看。把自己的文件路径写在第一个单元格里。

# %%
from collections import Counter

import zhengce
from zhengce.views import charts

PATH = None  # "notice.docx", from the folder where this runs

notice = zhengce.read(PATH) if PATH else zhengce.sample()
measures = notice.measures
print(f"{notice.title}: {len(measures)} measures")

# %% [markdown] lang="en"
# ## Domain by domain

# %% [markdown] lang="zh"
# ## 按领域看

# %%
for domain in notice.domains:
    leads = "、".join(unit.name for unit in domain.lead_units) or "—"
    print(f"\n{domain.name}  {domain.commander or '—'}  {leads}")
    for measure in domain.measures:
        print(f"  {measure.id}  {measure.title}")

# %% [markdown] lang="en"
# ## The load of each unit
#
# A unit that is responsible for many measures and leads none is easily overlooked.

# %% [markdown] lang="zh"
# ## 各单位的任务量
#
# 牵头少、配合多的单位最容易被忽略。

# %%
leading = Counter(unit for measure in measures for unit in measure.lead_units)
helping = Counter(unit for measure in measures for unit in measure.responsible_units + measure.supporting_units)
for unit in sorted(leading | helping, key=lambda unit: (-leading[unit], -helping[unit])):
    print(f"{leading[unit]:3} leads  {helping[unit]:3} helps  {unit}")

# %% [markdown] lang="en"
# The same as a chart; `charts.save(chart, "load.html")` writes it as a page that works offline, `.svg` or `.png`:

# %% [markdown] lang="zh"
# 画成图。`charts.save(chart, "load.html")` 存成不联网也能看的网页，也可以存成 `.svg`、`.png`：

# %%
charts.load(notice, lang="en")

# %% [markdown] lang="en"
# Which of them work together:

# %% [markdown] lang="zh"
# 哪些单位一起承担任务：

# %%
charts.network(notice, lang="en")

# %% [markdown] lang="en"
# ## Month by month
#
# How many time limits are due in each month, and of which kind they are.

# %% [markdown] lang="zh"
# ## 按月份看
#
# 每个月有多少事到期；时限各属哪一类。

# %%
months = Counter(f"{limit.due:%Y-%m}" for measure in measures for limit in measure.deadlines if limit.due)
for month, count in sorted(months.items()):
    print(f"{month}  {'█' * count} {count}")

# %%
charts.heatmap(notice, lang="en")

# %%
for kind, count in Counter(limit.kind for measure in measures for limit in measure.deadlines).most_common():
    print(f"{count:3}  {kind}")

# %% [markdown] lang="en"
# ## What is to be reached
#
# Numbers are exact: 万 and 亿 are multiplied out, and the comparator says “at least”, “at most” or “about”.

# %% [markdown] lang="zh"
# ## 要达到多少
#
# 数是精确的：万、亿已经乘开，`comparator` 说明是不少于、不超过，还是左右。

# %%
for measure in measures:
    for target in measure.targets:
        value = f"{target.low}–{target.high}" if target.value is None else f"{target.value}"
        print(f"{measure.id}  {target.comparator:2} {value} {target.unit}  （{target.text}）")

# %% [markdown] lang="en"
# A target with several stages, each with its day:

# %% [markdown] lang="zh"
# 分阶段的指标，每个阶段一个时限：

# %%
charts.stages(notice, lang="en")

# %% [markdown] lang="en"
# ## What is left open
#
# Measures without a time limit, and lists of units that end in 等有关部门.

# %% [markdown] lang="zh"
# ## 没有写明的
#
# 没有时限的措施，和以“等有关部门”收尾的单位名单。

# %%
for measure in measures:
    doubts = [doubt for doubt, holds in (("no limit", not measure.deadlines), ("open", measure.open_ended)) if holds]
    if doubts:
        print(f"{measure.id}  {measure.title}: {', '.join(doubts)}")
