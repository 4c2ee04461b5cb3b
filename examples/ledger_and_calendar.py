# %% [markdown] lang="en"
# # From notice to ledger and calendar
#
# The task ledger (工作台账) as a workbook, the monthly review, and a calendar for each unit. Put the path of a notice
# of your own in the first cell, and the folder for the files; without one, a temporary folder is used.

# %% [markdown] lang="zh"
# # 从通知到台账和日历
#
# 一本工作台账，一次月调度，给每个单位一份日历。把自己的文件路径、要写到的文件夹写在第一个单元格里；不写文件夹，
# 就写进临时文件夹。

# %%
from pathlib import Path
from tempfile import mkdtemp

import zhengce

PATH = None  # "notice.docx", from the folder where this runs
FOLDER = None  # "ledger"

notice = zhengce.read(PATH) if PATH else zhengce.sample()
folder = Path(FOLDER or mkdtemp())
folder.mkdir(exist_ok=True)
print(f"{notice.title}: {len(notice.measures)} measures")

# %% [markdown] lang="en"
# ## The ledger
#
# A row for each measure and time limit, a status to choose, and sheets for domains, units and findings.

# %% [markdown] lang="zh"
# ## 台账
#
# 一条措施的一个时限一行，状态可选；领域、单位、检查结果各有一张表。

# %%
zhengce.write(notice, folder / "ledger.xlsx")
rows = zhengce.rows(notice)
print(f"{len(rows)} rows")

# %% [markdown] lang="en"
# ## The monthly review
#
# What falls due in one month, recurring work included. You choose the month: the library never reads the clock.

# %% [markdown] lang="zh"
# ## 月调度
#
# 某个月有哪些事到期，包括周期性的任务。月份由你指定：程序从不读系统时钟。

# %%
MONTH = f"{notice.year or 2024}-09"

for row in zhengce.agenda(notice, MONTH):
    print(row["due"], row["measure_id"] or "—", row["owners"] or "—", row["title"], row["deadline"])

# %% [markdown] lang="en"
# ## The calendars
#
# One with everything, and one for each unit that leads something.

# %% [markdown] lang="zh"
# ## 日历
#
# 总的一份；凡有牵头任务的单位，各一份。

# %%
zhengce.write(notice, folder / "all.ics")
for unit in dict.fromkeys(unit for measure in notice.measures for unit in measure.lead_units):
    zhengce.write(notice, folder / f"{unit}.ics", unit=unit.name, events=True)

for file in sorted(folder.iterdir()):
    print(f"{file.stat().st_size:7} {file.name}")
