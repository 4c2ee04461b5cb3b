# %% [markdown] lang="en"
# # First steps
#
# Read a notice, and see who does what by when. Put the path of a notice of your own in the first cell; without one, the
# sample is read, a fictional notice with the difficulties of real ones.

# %% [markdown] lang="zh"
# # 第一步
#
# 读一份通知，列出谁在什么时候之前做什么。把自己的文件路径写在第一个单元格里；不写，读的就是自带的示例：一份虚构的通知，
# 真实文件里的各种难点它都有。

# %%
from collections import Counter

import zhengce

PATH = None  # "notice.docx", from the folder where this runs

notice = zhengce.read(PATH) if PATH else zhengce.sample()
print(f"{notice.document_number} {notice.title}, {notice.issue_date}")
print(f"{len(notice.domains)} domains, {len(notice.measures)} measures, {len(notice.deadlines)} time limits")

# %% [markdown] lang="en"
# ## What falls due, month by month
#
# `due` is the last day, inclusive; it is `None` for a time limit whose words name no day.

# %% [markdown] lang="zh"
# ## 按到期先后排
#
# `due` 是最后一天（含当日）；文字没有定下日期的为 `None`。

# %%
dated = [(limit.due, measure, limit) for measure in notice.measures for limit in measure.deadlines if limit.due]
for due, measure, limit in sorted(dated, key=lambda row: row[0]):
    leads = "、".join(unit.name for unit in measure.lead_units)
    print(f"{due}  {measure.id}  {leads}  {measure.title}（{limit.text}）")

# %% [markdown] lang="en"
# ## Time limits without a fixed day
#
# Those within a length of time after an event, recurring ones, and standing ones.

# %% [markdown] lang="zh"
# ## 没有固定到期日的
#
# 某事之后多少天内的、周期性的、长期坚持的。

# %%
for measure in notice.measures:
    for limit in measure.deadlines:
        if limit.due is None:
            print(f"{measure.id}  {limit.kind:9}  {limit.text}: {limit.task}")

# %% [markdown] lang="en"
# ## Who leads how many measures

# %% [markdown] lang="zh"
# ## 谁牵头几条

# %%
for unit, count in Counter(unit for measure in notice.measures for unit in measure.lead_units).most_common():
    print(f"{count:3}  {unit}")

# %% [markdown] lang="en"
# ## The place in the original
#
# Every part of a notice has its place in the original.

# %% [markdown] lang="zh"
# ## 原文在哪里
#
# 通知里的每个对象都知道自己在原文的位置。

# %%
for measure in notice.measures[:1]:
    print(notice.source.text[measure.span.start : measure.span.end])

# %% [markdown] lang="en"
# ## At a glance
#
# A notebook displays a notice and each of its parts as a card, with the fields marked in the text.

# %% [markdown] lang="zh"
# ## 一眼看全
#
# 在笔记本里，通知和它的每个部分都显示成卡片，各项内容在文中标出。

# %%
notice

# %%
notice.measures[0]
