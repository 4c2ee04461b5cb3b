# %% [markdown] lang="en"
# # A rule of your own
#
# Your office may have rules of its own: for example, at most two units are responsible for a measure, or every measure
# has a target. A rule is a function that takes a notice and yields hits, with a code. Put the path of a notice of your
# own in the first cell.

# %% [markdown] lang="zh"
# # 写一条自己的规则
#
# 各单位有自己的要求：比如一条措施的责任单位不超过两个，比如每条措施都要有量化指标。一条规则就是一个函数：
# 参数是一份通知，逐一给出有问题的地方，带一个编号。把自己的文件路径写在第一个单元格里。

# %%
import zhengce

PATH = None  # "notice.docx", from the folder where this runs

notice = zhengce.read(PATH) if PATH else zhengce.sample()

# %% [markdown] lang="en"
# ## The rule
#
# `hit` says where the problem is, here at the third unit, and fills in the message; `{title}` is the title of the
# measure. Choose letters of your own for the code, so that it cannot be one of ours.

# %% [markdown] lang="zh"
# ## 规则本身
#
# `hit` 指出在哪里（这里是第三个单位）、用什么填提示里的空；`{title}` 就是那条措施的标题。编号用自己的字母开头，
# 不会和自带的规则混在一起。


# %%
@zhengce.rule(
    "OFF001",
    name="many-responsible-units",
    severity="warning",
    since="1.0",
    en="“{title}” has {count} responsible units; two are enough",
    zh="“{title}”有{count}个责任单位，不宜超过两个",
)
def many_responsible_units(notice):
    """A measure has many responsible units.

    What it does:
        Finds measures with more than two responsible units (责任单位).

    Why:
        Where everybody answers, nobody does.
    """
    for measure in notice.measures:
        units = measure.responsible_units
        if len(units) > 2:
            yield zhengce.hit(units[2], measure=measure, count=len(units))


# %% [markdown] lang="en"
# ## Run it
#
# By itself, or among the others: `check` knows it from now on.

# %% [markdown] lang="zh"
# ## 跑起来
#
# 单独跑也行，和别的规则一起跑也行：从现在起 `check` 就认得它。

# %%
report = zhengce.check(notice, select=["OFF"])
print(report.text() or "nothing found")

# %%
report = zhengce.check(notice, select=["OFF", "ZC2"], lang="zh")
print(report.text())
print(report.by_code)

# %% [markdown] lang="en"
# ## Try it on a text made for it
#
# A rule is worth what its tests are worth: one text on which it fires once, one on which it is silent.

# %% [markdown] lang="zh"
# ## 拿一小段文字试它
#
# 规则是否管用，要用测试来看：一段文字应当报告一次，另一段应当不报告。

# %%
TEXT = "一、便民服务\n1.开通专窗，6月底前完成。（牵头单位：甲局；责任单位：{units}）"


def fires(units):
    return len(zhengce.check(zhengce.parse(TEXT.format(units=units)), select=["OFF001"]))


assert fires("乙局、丙局、丁局") == 1
assert fires("乙局、丙局") == 0
