"""The words of time limits, as parts of regular expressions.

A named group keeps what a production asks for. The scanner uses the same parts
with the names taken out (:func:`unnamed`), so what it finds can be read.
"""

from __future__ import annotations

import re
from typing import Final

# --- stretches of the calendar ------------------------------------------------

_CN = "一二三四五六七八九十"
SMALL: Final = rf"(?:[0-9]{{1,2}}|[{_CN}]{{1,3}})"
LINK: Final = r"(?:直?至|直?到|——?|[-–～~])"
AND: Final = r"(?:、|和|及|以及|与|或)"

_ZERO = "〇零○O"
"""What is printed for a zero in a Chinese year, the letter among them."""

_COUNTED = r"(?<![0-9一二三四五六七八九十百两半几数多每近个跨])"
"""Not after a number: the 年内 of 两年内 is no year."""

YEAR: Final = (
    rf"(?:(?:(?P<year_from>20[0-9]{{2}}){LINK})?(?P<year>(?:19|20)[0-9]{{2}}|[一二][九{_ZERO}][{_ZERO}{_CN}]{{2}})年(?:度(?=[内底末第一二三四上下全]|之内|以内))?"
    r"|(?P<relative_year>今明两年|今明后三年|明后两年|今年|本年|当年|同年|明年|来年|次年(?!均)|翌年|后年|去年|前年|上一?年|下一?年)度?|(?P<unknown_year>第[一二三四五六1-6]年(?!级)))"
)
HALF: Final = r"(?P<half>[上下]半年)"
QUARTER: Final = (
    rf"(?:(?P<first_quarter>首季(?![节开“])度?)|第?(?P<quarters>[一二三四1-4](?:(?:{AND}|{LINK})第?[一二三四1-4]){{0,3}})个?季度?(?!节)"
    r"|(?P<leading_quarters>前[一二两三]个?)季度"
    r"|(?P<relative_quarter>本|当(?=季[度末底内])|下一?个?|次|上一?个?)季度?(?!节)"
    r"|(?P<this_quarter>季度?)(?=[底末初]|[之以]?内))"
)
MONTH: Final = (
    rf"(?:(?P<month>{SMALL}|元)月份?"
    r"|(?P<relative_month>本月|当月|同月|下个?月|次月|上个?月)份?"
    rf"|{_COUNTED}(?P<this_month>月)(?=[之以]?内))"
)
MONTHS: Final = (
    rf"(?P<months>[0-9]{{1,2}}(?:(?:{AND}|{LINK})[0-9]{{1,2}}){{1,5}}"
    rf"|[{_CN}]{{1,2}}(?:(?:{AND}|{LINK})[{_CN}]{{1,2}}){{1,5}}|(?!十)[{_CN}]{{2}}(?=月份))月份?"
)
_HOUR = rf"(?:{SMALL}|零)(?:[:：][0-9]{{2}}|[时点](?:[0-9]{{1,2}}分|整|半)?)"
CLOCK: Final = rf"(?:(?:[上下]午|晚上?|中午|凌晨)?(?:{_HOUR}|下班)|中午|[上下]午)"
DAY: Final = rf"(?:(?P<day_from>{SMALL}){LINK})?(?P<day>{SMALL})[日号](?P<clock>{CLOCK})?"
THIRD: Final = r"(?P<third>上中旬|中下旬|上旬|中旬|下旬)"
YEAR_EDGE: Final = (
    r"(?:年?(?P<year_edge>底|末|初)|(?:年中|(?<=年)中(?=[，。前]|\Z))(?P<year_middle>)|(?P<year_close>年终|岁末))"
)
MONTH_EDGE: Final = r"月?(?P<month_edge>底|末|初)"
PLAN: Final = (
    r"[“‘\"「]?(?P<plan>十[一二三四五六]?五)[”’\"」]?(?:规划)?"
    r"(?:(?P<plan_end>期末|末期?|规划期末)|(?P<plan_start>初期?)|期间|时期|规划期|期(?=内))"
)
_FESTIVAL = "元旦|春节|元宵|清明|五一|六一|七一|八一|劳动|端午|中秋|国庆|十一"
FESTIVAL: Final = (
    rf"[“‘\"「]?(?P<festival>{_FESTIVAL})[”’\"」]?"
    rf"(?:节?(?:假期|长假)|节)?(?=(?:{AND}[“‘\"「]?(?:{_FESTIVAL})[”’\"」]?节?){{0,3}}(?:之?前|以前)|\Z)"
)
WEEK: Final = (
    r"(?:(?P<relative_week>本|这个?|下个?|上个?)(?:周|星期)"
    rf"|{_COUNTED}(?P<this_week>周)(?=[之以]?内)"
    r"|(?P<coming_week>周|星期)(?=[一二三四五六日天末](?:[0-9一二三四五六七八九十上下中晚午]{0,6}[时点:班])?[0-9]{0,2}之?前))"
    rf"(?:(?P<weekday>[一二三四五六日天末])(?P<week_clock>{CLOCK})?)?"
)
NEAR: Final = rf"(?P<near>今日|今天|明日|明天|后天)(?P<near_clock>{CLOCK})?"
ISO: Final = r"(?P<iso>(?:19|20)[0-9]{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:[12][0-9]|3[01]|0?[1-9]))(?![0-9])"
WHOLE: Final = rf"(?P<whole>全年|{_COUNTED}年(?=[之以]?内))"


def unnamed(pattern: str) -> str:
    """The pattern without the names of its groups, so that a part can stand in it more than once."""
    return re.sub(r"\(\?P<[a-z_]+>", "(?:", pattern)


# --- what follows a stretch --------------------------------------------------

BEFORE: Final = (
    r"(?:（含）)?(?:之前|以前(?!年度)|前夕|前"
    r"(?!后(?!续)|期(?![限满间])|述|置(?!换)|沿|瞻|提(?=[，。是下条])|往|来|景|端|锋|台|列(?![入出支明]))"
    r")(?:（含）)?"
)
"""前, but not the first half of 前后, 前期, 前述, 前置, 前提是 (前提交 is 前 and 提交)."""

INSIDE: Final = (
    r"(?:之内|以内|内)"
    r"(?!蒙古|江[市县省区路段]|黄县|乡[市县]|丘[市县]|瓦|环(?![境节保])|港|河(?![道长湖流])|陆(?!续)|地(?![方区质块震税])|外(?![出省市地聘])|容(?![缺纳许])|涵|控(?!制)|设(?![立置计])|部(?!署)|资(?![金助产源])|销(?![号户毁案假售])|存(?![入储档放])|需(?!要)|网(?![上络站点格办])|科(?![学技室研普])|贸(?!易))"
)
"""内, but not the first half of 内蒙古, 内容, 内部 (内部署 is 内 and 部署)."""

# --- lengths of time -----------------------------------------------------------

_NUMBER = r"(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,4}|几|数)"
AMOUNT: Final = (
    rf"(?:(?P<low>{_NUMBER}){LINK})?(?P<number>{_NUMBER}|半)"
    r"(?P<measure>个?工作日|个?交易日|个?自然日|日历日|个半月|个季度|个?学期|个?星期|个?周|个?小时|分钟|天|日|年半?|个月|(?<=半)月)"
)

# --- recurrence ----------------------------------------------------------------

EVERY: Final = (
    r"(?:每(?:(?P<interval>[两二三四五六]|[2-6]|隔)?[个一]?)"
    r"(?P<unit>半个?月|半年|年(?![级龄轮代均])度?|季度|季(?!节)|月(?!龄)|旬|周(?![年期边岁])|星期|工作日|日|天|学期|学年度?)|(?P<parity>逢[双单]月|[双单]月(?=[0-9一二三上中下底末初]))|(?<!间)隔(?P<alternate>[年月周])|(?:按照?|逐)(?P<by>年(?![级龄代均限份])度?|半年|季度?(?!节)|月(?![份龄])度?|周(?![期边])|旬|日(?![期程常])|天(?!数)))"
)
CONNECT: Final = r"(?:，?(?:分别)?(?:应当?|要|须|需)?(?:于|在|的))?"
TIMES: Final = (
    r"(?:至少|不少于|不低于|最少)[^，。；、0-9一二两三\n]{0,6}"
    r"(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,2})[次场](?:以上)?"
)
_WEEKDAY = "[一二三四五六日天末](?![次个名项])"
WEEKDAYS: Final = rf"{_WEEKDAY}(?:{AND}(?:每?周|星期)?{_WEEKDAY}){{0,6}}(?:{unnamed(CLOCK)})?(?:{BEFORE})?"
MONTH_OF: Final = r"(?:(?P<first_month>首)|(?P<last_month>末|最后一?个?)|第(?P<nth_month>[一二三])个?)月的?"
WORKDAY_OF: Final = (
    rf"(?:(?:(?P<last_workday>最后一)|(?:第|前)?(?P<workday>{SMALL}))个?工作日|[第前](?P<day_of_period>{SMALL})[日天])"
)
CLOSED: Final = rf"度?(?:终了|结束)之?(?:日起|后)?{unnamed(AMOUNT)}{INSIDE}"

# --- the rest --------------------------------------------------------------------

STANDING: Final = r"(?:即日起|立即|长期坚持|(?:持续|长期|常态化)(?:推进|推动|坚持|开展|实施|执行)|长期|常年|持续)"
SEASON: Final = (
    r"(?:(?P<season>(?:[春秋]季(?:学期)?|新学期|下学期)?开学|主?汛期(?:来临|到来)?|入汛|(?:采暖|供暖|取暖)(?:季|期)?(?:开始|到来|来临)?|冬季?(?:来临|到来)|封冻|上冻|春耕|秋收|雨季(?:来临|到来)?|春运)"
    rf"{BEFORE})"
)
