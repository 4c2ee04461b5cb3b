# %% [markdown] lang="en"
# # Several notices side by side
#
# The same office in three successive years: who leads the work, when it falls due, and how a target changes. The
# notices are fictional; put the paths of your own in the first cell.

# %% [markdown] lang="zh"
# # 比较几份通知
#
# 同一个单位，连续三年：谁牵头，什么时候到期，同一个指标怎样变化。这里的通知是虚构的；把自己的文件路径写在第一个单元格里
# 即可。

# %%
from collections import Counter
from itertools import pairwise

import zhengce
from zhengce.views import charts

PATHS = []  # ["2022.docx", "2023.docx", "2024.docx"], from the folder where this runs

YEAR = """云岭县人民政府办公室关于印发{year}年便民服务工作要点的通知

云岭政办发〔{year}〕{serial}号

各乡镇人民政府，县直各部门：

现将《{year}年便民服务工作要点》印发给你们，请认真组织实施。

云岭县人民政府办公室

{year}年2月20日

{year}年便民服务工作要点

{body}"""

BODIES = {
    2022: """一、窗口服务
1.整合办事窗口。6月底前，在县政务大厅设综合窗口8个。（牵头单位：县政务服务局；责任单位：县公安局、县医保局）
2.开通周末办事。9月底前，社保、医保事项周末可办，群众满意率达到85%以上。（牵头单位：县医保局）
二、网上服务
3.推进网上办理。年底前，网上可办率达到60%以上。（牵头单位：县政务服务局；责任单位：县数据局）
""",
    2023: """一、窗口服务
1.延伸乡镇窗口。8月底前，12个乡镇全部设综合窗口。（牵头单位：县政务服务局；责任单位：各乡镇）
2.办好周末窗口。6月底前，婚姻登记周末可办，群众满意率达到90%以上。（牵头单位：县民政局；责任单位：县医保局）
二、网上服务
3.推进网上办理。11月底前，网上可办率达到80%以上。（牵头单位：县数据局；责任单位：县政务服务局）
4.开通自助终端。10月底前，投放自助终端20台。（牵头单位：县数据局；责任单位：各乡镇）
""",
    2024: """一、窗口服务
1.评选优质窗口。每季度评选一次，12月底前通报全年结果。（牵头单位：县政务服务局）
2.完善帮办代办。9月底前，配齐帮办员50名，群众满意率达到95%以上。（牵头单位：县民政局；责任单位：各乡镇）
二、网上服务
3.推进网上办理。6月底前，网上可办率达到90%以上。（牵头单位：县数据局；责任单位：县政务服务局、县公安局）
4.打通电子证照。10月底前，电子证照调用成功率不低于98%。（牵头单位：县数据局；责任单位：县公安局）
""",
}

texts = [YEAR.format(year=year, serial=year - 2015, body=body) for year, body in BODIES.items()]
notices = [zhengce.read(path) for path in PATHS] or [zhengce.parse(text) for text in texts]
for notice in notices:
    print(f"{notice.year}  {notice.document_number}  {len(notice.measures)} measures, {len(notice.deadlines)} limits")

# %% [markdown] lang="en"
# ## Who leads, year after year

# %% [markdown] lang="zh"
# ## 历年谁牵头

# %%
leading = [Counter(unit for measure in notice.measures for unit in measure.lead_units) for notice in notices]
print(*(f"{notice.year or '?':>6}" for notice in notices))
for unit in dict.fromkeys(unit for counts in leading for unit in counts):
    print(*(f"{counts[unit] or '.':>6}" for counts in leading), f"  {unit}")

# %%
charts.load(notices, lang="en")

# %% [markdown] lang="en"
# Units are equal if their names are, so sets show which units joined and which left:

# %% [markdown] lang="zh"
# 单位按名称比较相等，集合相减就知道哪些新加入、哪些退出：

# %%
for before, after in pairwise(notices):
    come, gone = set(after.units) - set(before.units), set(before.units) - set(after.units)
    print(f"{after.year}  + {'、'.join(sorted(map(str, come))) or '—'}  − {'、'.join(sorted(map(str, gone))) or '—'}")

# %% [markdown] lang="en"
# ## When the year is busy

# %% [markdown] lang="zh"
# ## 一年里什么时候忙

# %%
for notice in notices:
    months = Counter(limit.due.month for limit in notice.deadlines if limit.due)
    print(notice.year, "".join(f"{months[month] or '.':>3}" for month in range(1, 13)))

# %% [markdown] lang="en"
# ## How a target changes
#
# A target is identified by the words around it; here, by the title of its measure and its unit.

# %% [markdown] lang="zh"
# ## 一个指标怎样变化
#
# 指标靠它前后的文字辨认；这里用措施标题和计量单位来对。

# %%
for notice in notices:
    for measure in notice.measures:
        for target in measure.targets:
            if measure.title == "推进网上办理" and target.unit == "%":
                due = max(limit.due for limit in measure.deadlines if limit.due)
                print(f"{notice.year}  {target.comparator} {target.value}%  {due}  {measure.lead_units[0]}")

# %% [markdown] lang="en"
# ## Measures that stay the same

# %% [markdown] lang="zh"
# ## 哪些措施年年都有

# %%
titles = Counter(measure.title for notice in notices for measure in notice.measures)
for title, count in titles.most_common():
    print(f"{count}×  {title}")

# %% [markdown] lang="en"
# ## What is not what it was
#
# `compare` finds a measure again wherever it stands, and says what changed; with `year_on_year` the same month of the
# next year is no change.

# %% [markdown] lang="zh"
# ## 跟上一年比，变了什么
#
# `compare` 按文字对应措施，挪了位置也认得；加 `year_on_year`，下一年的同一个月份不算变化。

# %%
for before, after in pairwise(notices):
    print(after.year)
    for change in zhengce.compare(before, after, year_on_year=True).of("limit", "target", "measure"):
        print("  ", change.part.title, "—", change.field, change.kind, *filter(None, change.texts))

# %% [markdown] lang="en"
# ## Load, months and cooperation over the years

# %% [markdown] lang="zh"
# ## 几年合起来看：任务量、月份、协作

# %%
charts.load(notices, by="notice", lang="en")

# %%
charts.heatmap(notices, by="notice", lang="en")

# %%
charts.network(notices, lang="en")
