# %% [markdown] lang="en"
# # Follow a notice up
#
# Three months of a ledger (工作台账): taking the notice, reports, closing out, an extension, forms, a review, its
# bulletin, and an amended notice. Put the path of a notice of your own in the first cell, and the folder for the files;
# without one, a temporary folder is used. You say every day: the library never reads the clock.

# %% [markdown] lang="zh"
# # 督查督办：从立账到销号
#
# 一本工作台账的三个月：立账、报送、销号、延期、填报表、月调度、通报，还有文件修订。把自己的文件路径、要写到的文件夹
# 写在第一个单元格里；不写文件夹，就写进临时文件夹。每个日期都由你指定：程序从不读系统时钟。

# %%
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp

import attrs

import zhengce
from zhengce.ledger import Approval, Evidence, match, obligations, read_form, recount, verify

PATH = None  # "notice.docx", from the folder where this runs
FOLDER = None  # "台账"

notice = zhengce.read(PATH) if PATH else zhengce.sample()
folder = Path(FOLDER or mkdtemp())
folder.mkdir(exist_ok=True)
issued = notice.issue_date or date(notice.year or 2024, 1, 1)
file = folder / "台账.jsonl"
print(f"{notice.title}: {len(obligations(notice))} obligations")

# %% [markdown] lang="en"
# ## Take the notice
#
# What was due before it was taken waits for a decision.

# %% [markdown] lang="zh"
# ## 立账
#
# 立账前已到期的，等人来定。

# %%
book = zhengce.open_ledger(file, writer="督查室")
taken = book.take(notice, at=issued + timedelta(days=7))
print(len(taken.opened), "taken, due before:", [obligation.code for obligation in taken.born_late])

# %% [markdown] lang="en"
# ## The first two months
#
# Units report; one item is done, shown, and closed out; another is extended, with an approval.

# %% [markdown] lang="zh"
# ## 头两个月
#
# 各单位报送进展；一项办完、附上佐证、销号；一项经批准延期。

# %%
first, *others = [it for it in taken.opened if it.kind_of_work in ("dated", "undated")]
day = issued + timedelta(days=30)
book.report(first.code, at=day, progress=80, text="已上线试运行", problems="数据接口尚未打通", plan="下旬联调")
book.submit(first.code, at=day + timedelta(days=10), evidence=[Evidence(name="验收单.pdf")])
book.close(first.code, at=day + timedelta(days=12))
later = next((it for it in others if it.due and it.due > day + timedelta(days=60)), None)
if later:
    minutes = Approval(by="管委会", reference="专题会议纪要3号")
    book.extend(later.code, until=later.due + timedelta(days=30), approval=minutes, at=day + timedelta(days=20))
    print("extended:", later.code, later.due, "→", later.due + timedelta(days=30))

# %% [markdown] lang="en"
# ## Forms
#
# One workbook for each unit, with its open items filled in. What comes back is events and findings.

# %% [markdown] lang="zh"
# ## 填报表
#
# 每个单位一张，只有它的在办事项，已知的都填好了。收回来的是办理记录和问题清单。

# %%
month = f"{day:%Y-%m}"
for unit in book.ledger.units[:3]:
    form = book.form(unit, month=month, at=day + timedelta(days=25))
    form.save(folder / f"{unit}.xlsx")
    back = read_form(folder / f"{unit}.xlsx", book.ledger, at=day + timedelta(days=27))
    book.append(*back.events)
    print(unit, len(form.items), "items,", len(back.events), "events,", len(back.findings), "findings")

# %% [markdown] lang="en"
# ## The review and the bulletin
#
# Verdicts are given on a day of the next month. What goes out is kept, and can be made again.

# %% [markdown] lang="zh"
# ## 月调度和通报
#
# 时效在下个月的某一天判定。发出去的数字记下来，随时可以重算。

# %%
view = book.ledger.as_of(day + timedelta(days=45))
review = view.review(month)
for flow in review.balance:
    print(f"{flow.name:10} {flow.opening:3} + {flow.new:3} − {flow.closed:3} = {flow.closing:3}")
for item in review.behind("overdue")[:5]:
    print("overdue:", item.code, item.obligation.title, view.verdict(item).days, "days")
review.save(folder / "调度表.xlsx")
review.bulletin().save(folder / "通报.docx")
review.bulletin().save(folder / "通报.html")
book.publish(review, at=view.day)
view.save(folder / "台账.ics")
print("seal:", review.seal)

# %% [markdown] lang="en"
# The ledger on that day, as a card: open a light, then an item.

# %% [markdown] lang="zh"
# 那一天的台账：点开一种灯，再点开一项。

# %%
view

# %% [markdown] lang="en"
# ## An amended notice
#
# Here a title is changed and a day is moved; a real one is read with `zhengce.read`.

# %% [markdown] lang="zh"
# ## 文件修订
#
# 这里改一个标题、推迟一个时限；真的修订稿用 `zhengce.read` 读。

# %%
held = [item.obligation for item in book.ledger.as_of(view.day).items if not item.is_over and not item.period]
amended = [attrs.evolve(it, id=f"{it.id}*") for it in held]
if amended:
    amended[0] = attrs.evolve(amended[0], title=f"{amended[0].title}（修订）")
revision = match(held, amended)
print(len(revision.kept), "kept,", len(revision.changed), "changed,", len(revision.doubtful), "in doubt")
for pair in revision.doubtful:  # a person looks at each
    revision = revision.decide(pair.old.id, pair.new.id)
book.revise(revision, approval=Approval(by="管委会", reference="修订稿"), at=view.day + timedelta(days=1))
book.close_file()

# %% [markdown] lang="en"
# ## Years later
#
# Every line is what was written, and every published figure comes out again.

# %% [markdown] lang="zh"
# ## 多年以后
#
# 每一行都是当时所写，发布过的数字都还算得出来。

# %%
ledger = zhengce.load_ledger(file)
print(len(ledger.events), "events,", len(verify(file)), "lines changed,", len(recount(ledger)), "figures differ")
