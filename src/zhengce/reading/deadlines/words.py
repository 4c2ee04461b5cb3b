"""The words of time limits, as parts of regular expressions.

Named groups hold what a production needs. If a part occurs a second time in a pattern, its
names are removed: :func:`unnamed`. What a text may have in several forms is a table: the
characters with which a form begins, and its pattern, which is compiled where one of them stands.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ...lexicon import COUNTING, DIGITS, HANZI, ZEROS, any_of


def unnamed(pattern: str) -> str:
    """Return the pattern without the names of its groups, so that it can be used more than once in a pattern."""
    return re.sub(r"\(\?P<[a-z_]+>", "(?:", pattern)


# --- numbers and links ---------------------------------------------------------

SMALL: Final = rf"(?:[0-9]{{1,2}}|[{COUNTING}]{{1,3}})"
LINK: Final = r"(?:直?至|直?到|[—―]{1,2}|[-–～~])"
AND: Final = r"(?:、|和|及|以及|与|或)"

NOT_COUNTED: Final = f"(?<![0-9{COUNTING}百两半几数多每近个跨])"
"""Not after a number: the 年内 of 两年内 is not a year."""

# --- what follows a stretch ------------------------------------------------------

_INCLUSIVE = "（不?包?含(?:[当本该][日天月年数]|[0-9年月日号底]{2,11})?）"
"""（含）, （含当日）, （不含）: whether the named day or period counts."""

FRONT: Final = (
    "前(?!后(?!续)|期(?![限满间])|述|置(?!换)|沿|瞻|提(?=[，。是下条])|往|来|景|端|锋|台|列(?![入出支明])"
    rf"|(?<=年前)[0-9{COUNTING}]{{1,3}}个?[月季周])"
)
"""前, but not the first half of 前后, 前期, 前述, 前置, 前提是 (前提交 is 前 and 提交), 今年前10个月."""

BEFORE: Final = (
    rf"(?:(?P<included>{_INCLUSIVE})|（(?P<remark>(?!不?包?含)[^（）。；，\n]{{1,14}})）)?"
    rf"(?:之前|以前(?!年度)|前夕|{FRONT})(?P<included_after>{_INCLUSIVE})?"
)
"""前, perhaps with a bracket before it: 三季度（含）前, 月底（6月28日）前."""

INSIDE: Final = (
    rf"(?:{_INCLUSIVE})?(?:之内|以内|内)"
    r"(?!蒙古|江[市县省区路段]|黄县|乡[市县]|丘[市县]|瓦|环(?![境节保])|港|河(?![道长湖流])|陆(?!续)|地(?![方区质块震税])"
    r"|外(?![出省市地聘])|容(?![缺纳许])|涵|控(?!制)|设(?![立置计])|部(?!署)|资(?![金助产源])|销(?![号户毁案假售])"
    r"|存(?![入储档放])|需(?!要)|网(?![上络站点格办])|科(?![学技室研普])|贸(?!易))"
)
"""内, but not the first half of 内蒙古, 内容, 内部 (内部署 is 内 and 部署)."""

FRAME: Final = rf"(?P<before>{BEFORE})|(?P<inside>{INSIDE})|(?P<during>期间)|(?P<about>左右)"
"""What may follow a stretch or a length of time."""

EDGE: Final = (
    "底(?!薪|蕴|稿|气|色|册|子|层(?!层)|座(?!谈)|盘(?![点活])|数(?![据字量])|线(?![上下])|部(?!署))"
    "|末(?![端梢尾班位次])"
    "|初(?![步级稿衷诊赛始创次]|审(?![议批核查定计])|验(?!收)|评(?![估比选价审议])|核(?![定查算实发准销])|中(?![旬央]))"
)
"""底, 末 or 初, but not the first half of 底薪, 末端, 初步 (底部署 is 底 and 部署)."""

# --- hours -----------------------------------------------------------------------

_MINUTES = rf"(?:[0-9]{{1,2}}|[{COUNTING}]{{1,3}})分(?:[0-9]{{1,2}}秒)?|[0-9]{{2}}(?=之?前|以前)|整|半|[一二三]刻"
_HOUR = rf"(?:{SMALL}|零)(?:[:：][0-9]{{2}}(?:[:：][0-9]{{2}})?[时整]?|[时点](?:{_MINUTES})?)"
CLOCK: Final = rf"(?:(?:[上下]午|[早晚]上?|中午|凌晨|傍晚)?(?:{_HOUR}|下班)|中午|[上下]午)"
"""17:00, 23:59:59, 下午5点半, 24时, 下班."""

_WEEKDAY = "(?:周[一二三四五六日天末]|(?:星期|礼拜)[一二三四五六日天])"
NOTE: Final = (
    rf"(?:[（【〔](?:[本下这]?{_WEEKDAY}|[农阴]历|[正腊冬]月)[^（）【】〔〕。；\n]{{0,14}}[）】〕]"
    rf"|{_WEEKDAY}(?=[0-9上下早晚中凌傍前]|之前|以前))"
)
"""A remark on a day: （周五）, （农历正月初十，星期一）, 6月30日星期五前."""

# --- years -----------------------------------------------------------------------

ZERO: Final = "0〇零○OoΟ"
"""The characters printed for a zero in a year, including letters."""

_DIGIT = rf"[0-9{ZERO}{DIGITS}]"
_FULL_YEAR = rf"(?:[1一][9九]|[2二][{ZERO}]){_DIGIT}{{2}}"
_DEGREE = "度(?=[内底末第一二三四上下]|全年|之内|以内)"
_IN_YEAR = (
    rf"年?(?:{EDGE})|年?[中终]前|前[一二两三]个?季度|{SMALL}[{COUNTING}0-9、—至-]{{0,8}}月|第?[一二三四1-4]季|[上下]半年|全年|[Qq][1-4]"
    "|(?:元旦|春节|清明|五一|端午|中秋|国庆)节?(?:之?前|以前)"
)
"""The words after two figures that show that they are a year."""
_SHORT_FIGURES = f"[0-4][0-9]|[89][0-9]|[{ZEROS}一二三][{ZEROS}{DIGITS}]"
_SHORT_YEAR = (
    r"(?:['’‘](?P<marked_year>[0-9]{2})年"
    rf"|(?<![0-9A-Za-z.年{COUNTING}百两几近约满每第逾超过达历龄跨])(?P<short_year>{_SHORT_FIGURES})(?:年{_DEGREE}|年(?={_IN_YEAR}))"
    r"|(?:(?<=[，。；：、（\n争取]到)|(?<=\A到))(?P<goal_year>[0-4][0-9])年(?![内以之来间后前的起度]))"
)
"""25年底, ’25年, 24年一季度, and 到25年 at the start of a clause: two figures that are no length of time (25年内)."""

_PLAIN_YEAR = (
    "(?P<plain_year>20[0-9]{2}|(?<![0-9.])[0-4][0-9](?=[Qq]))"
    r"(?:[./-](?=(?:0?[1-9]|1[0-2])月)|[ -]?(?=[Qq][1-4](?![0-9A-Za-z])))"
)
"""2024.6月, 2024Q2."""


class YearWord(NamedTuple):
    """A word for a year, with its distance from the year of the text, or from the one named before it."""

    shift: int
    named_before: bool = False
    years_before: int = 0
    """How many earlier years it means, too: 1 in 今明两年."""


YEAR_WORDS: Final = {
    "今年": YearWord(0),
    "本年": YearWord(0),
    "明年": YearWord(1),
    "来年": YearWord(1),
    "下年": YearWord(1),
    "下一年": YearWord(1),
    "后年": YearWord(2),
    "大后年": YearWord(3),
    "去年": YearWord(-1),
    "上年": YearWord(-1),
    "上一年": YearWord(-1),
    "前年": YearWord(-2),
    "大前年": YearWord(-3),
    "今明两年": YearWord(1, years_before=1),
    "明后两年": YearWord(2, years_before=1),
    "今明后三年": YearWord(2, years_before=2),
    "当年": YearWord(0, named_before=True),
    "同年": YearWord(0, named_before=True),
    "次年": YearWord(1, named_before=True),
    "翌年": YearWord(1, named_before=True),
}
"""A new one is a new row; the patterns and the first characters of candidates are made of them."""

YEARS: Final = (
    ("12一二", rf"(?:(?P<year_from>20[0-9]{{2}}){LINK})?(?P<year>{_FULL_YEAR})年(?:{_DEGREE})?"),
    (
        "".join(dict.fromkeys(word[0] for word in YEAR_WORDS)),
        rf"(?P<relative_year>{any_of(YEAR_WORDS)})(?:(?<!次年)|(?!均))度?",  # not 次年均
    ),
    ("第", "(?P<unknown_year>第[一二三四五六1-6]年(?!级))"),
    ("01234", _PLAIN_YEAR),
    (f"0-9{ZEROS}一二三'’‘", _SHORT_YEAR),
)
YEAR_EDGE: Final = (
    rf"(?:(?:(?<=[年度季的])年?|年)(?P<year_edge>{EDGE})"
    r"|(?:(?<![青少老中成壮幼])年中|(?<=年)中(?=[，。前]|\Z))(?P<year_middle>)"
    "|(?P<year_close>(?:(?<=年)年?|年)终(?![止身结端审点生究于极了])|岁末))"
)
WHOLE: Final = rf"(?P<whole>全年|{NOT_COUNTED}年(?=[之以]?内))"
PLAN: Final = (
    r"[“‘\"「]?(?P<plan>十[一二三四五六]?五)[”’\"」]?(?:规划)?"
    r"(?:(?:[前头](?P<plan_first>[一二两三四])|[后末](?P<plan_last>[一二两三四]))年(?!年?均)"  # “十四五”后三年
    r"|(?P<plan_end>时?期末|末期?|规划期末)|(?P<plan_start>初期?)|期间|时期|规划期|期(?=内))"
)

# --- halves and quarters -----------------------------------------------------------

HALVES: Final = (("上下", "(?P<half>[上下]半年)"),)
_QUARTER_CODE = (
    rf"(?<![A-Za-z])(?<!{HANZI}(?<![于在到至年前为是]))"  # not 奥迪Q3
    "[Qq](?P<quarter_code>[1-4])(?![0-9A-Za-z：.．]|、(?![Qq]))(?:季度)?"  # not Q1：…, a question
)
QUARTERS: Final = (
    ("首", "(?P<first_quarter>首季(?![节开“])度?)"),
    (
        "第一二三四1234",
        rf"第?(?P<quarters>[一二三四1-4](?:(?:{AND}|{LINK})第?[一二三四1-4]){{0,3}})个?季度?(?!节)",
    ),
    ("前", "(?P<leading_quarters>前[一二两三]个?)季度"),
    ("本当下次上", "(?P<relative_quarter>本|当(?=季[度末底内])|下一?个?|次|上一?个?)季度?(?!节)"),
    ("季", "(?P<this_quarter>季度?)(?=[底末初]|[之以]?内)"),
    ("Qq", _QUARTER_CODE),
)

# --- months and what they hold ------------------------------------------------------

_LISTED_MONTHS = (
    rf"(?P<months>[0-9]{{1,2}}(?:(?:{AND}|{LINK})[0-9]{{1,2}}){{1,5}}"
    rf"|[{COUNTING}]{{1,2}}(?:(?:{AND}|{LINK})[{COUNTING}]{{1,2}}){{1,5}}|(?!十)[{COUNTING}]{{2}}(?=月份))月份?"
)
MONTHS: Final = (
    (f"0-9{COUNTING}", _LISTED_MONTHS),
    (f"0-9{COUNTING}元", rf"(?P<month>{SMALL}|元)月份?"),
    ("本当同下次上", "(?P<relative_month>本月|当月|同月|下个?月|次月|上个?月)份?"),
    ("月", rf"{NOT_COUNTED}(?P<this_month>月)(?=[之以]?内)"),
)
MONTH_EDGE: Final = rf"(?:(?<=[月份的])月?|月)(?P<month_edge>{EDGE})"
THIRD: Final = r"(?P<third>上、中、下旬|上中旬|中下旬|上旬|中旬|下旬)"
DAY: Final = rf"(?:(?P<day_from>{SMALL}){LINK})?(?P<day>{SMALL})[日号]"
BARE_DAY: Final = rf"(?<=月)(?P<bare_day>{SMALL})(?:[ ]?(?P<clock>{CLOCK}))?(?={unnamed(BEFORE)})"
"""The 30 of 6月30前 and 6月30 17:00前, whose 日 is missing."""

# --- days by other names --------------------------------------------------------------

_NOTED = rf"(?:（(?P<noted>(?:{_FULL_YEAR}年)?{SMALL}月{SMALL}[日号])[^（）。；\n]{{0,6}}）)"
"""The full date, in a bracket after another name of the day: 本周五（6月30日）."""

WEEKS: Final = (
    ("本这下上", "(?P<relative_week>本|这个?|下个?|上个?)(?:周|星期)"),
    ("周", rf"{NOT_COUNTED}(?P<this_week>周)(?=[之以]?内)"),
    (
        "周星",
        rf"(?P<coming_week>周|星期)(?=[一二三四五六日天末](?:{CLOCK})?{unnamed(_NOTED)}?(?:之?前|以前))",
    ),
)
WEEKDAY: Final = rf"(?P<weekday>[一二三四五六日天末]){_NOTED}?"
NEAR: Final = (
    ("今明后大", "(?P<near>今[日天早晚夜]|(?<![证说声表申阐])明[日天早晚]|大后天|后天)"),
    ("次翌当", rf"(?P<near>(?:[次翌当]日|当[天晚])(?=(?:{CLOCK})?(?:之前|以前|前)))"),
)
ISO: Final = r"(?P<iso>(?:19|20)[0-9]{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:[12][0-9]|3[01]|0?[1-9]))(?![0-9])"
_MM, _DD = "(?:1[0-2]|0[1-9])", "(?:3[01]|[12][0-9]|0[1-9])"
_M, _D = "(?:1[0-2]|0?[1-9])", "(?:3[01]|[12][0-9]|0?[1-9])"
_YY = "(?:1[3-9]|[2-4][0-9])"
FIGURES: Final = (
    r"(?<=[：|为是于在到至限期、—～~-])(?P<figures>"
    rf"(?:19|20)[0-9]{{2}}(?:{_MM}{_DD}|{_MM}|[-/.](?:{_MM}|[1-9]))"  # 20240630, 202406, 2024.06
    rf"|{_YY}\.{_M}(?:\.{_D})?|{_M}[./]{_D}|{_M}-(?:3[01]|2[0-9]|1[3-9]))"  # 24.6.30, 24.06, 6.30, 6-30
    r"(?![0-9A-Za-z.%/年月日号天个周小万亿元米]|-(?!(?:20[0-9]{2}|[0-9]{1,2})[./-]|20[0-9]{4})[0-9])"
    "(?P<edge>[底末])?"
)
"""20240630, 202406, 2024.06, 6.30: figures that are a date only if the words before them say so."""

_LUNAR_DAY = rf"初[{COUNTING}]|三十|二?十[{DIGITS}]?|廿[{DIGITS}]?|[{DIGITS}]|[0-9]{{1,2}}"
_THINGS = "[天个年种批轮级家户名项次余多]"
"""What a number counts if it is not a day: 五月初三个项目."""

_PLAIN_LUNAR_MONTH = (
    rf"(?P<plain_month>[{COUNTING}]{{1,2}})月"  # no 日 after the number: the day of a lunar festival
    rf"(?=初[{COUNTING}](?!{_THINGS})|(?<=八月)十五(?![日号]|{_THINGS})|(?<=三月)三(?![十日号]|{_THINGS})|(?<=九月)九(?![日号]|{_THINGS}))"
)
LUNAR: Final = (
    ("农阴旧夏", rf"[农阴旧夏]历(?P<leap>闰)?(?P<lunar_month>[正冬腊]|{SMALL})月"),
    ("正冬腊", rf"(?P<folk_month>[正冬腊])月(?=(?:{_LUNAR_DAY}|[底末初内]|[上中下]旬|之?前|以前))"),
    (COUNTING, _PLAIN_LUNAR_MONTH),
)
LUNAR_DAY: Final = rf"(?P<lunar_day>{_LUNAR_DAY})(?!{_THINGS})[日号]?{_NOTED}?"
"""Days of the lunar calendar: 农历八月十五, 腊月廿三, 五月初五."""

_FESTIVAL = (
    "元旦|春节|元宵|清明|五一|六一|七一|八一|劳动|端午|中元|中秋|国庆|十一|重阳|腊八|除夕|大年三十|大年初一"
    "|农历新年|农历年底?"
)
FESTIVAL: Final = (
    rf"[“‘\"「]?(?P<festival>{_FESTIVAL})[”’\"」]?"
    rf"(?:节?(?:假期|长假)|节)?(?=(?:{AND}[“‘\"「]?(?:{_FESTIVAL})[”’\"」]?节?){{0,3}}(?:（[^（）。；\n]{{1,14}}）)?(?:之?前|以前))"
)

# --- lengths of time -----------------------------------------------------------------

_NUMBER = rf"(?:[0-9]{{1,3}}|[{COUNTING}两]{{1,4}}|几|数)"
_BROKEN = r"[0-9]{1,2}\.(?:[0-9](?![0-9])|25|75)"
AMOUNT: Final = (
    rf"(?:(?P<low>{_BROKEN}|{_NUMBER}){LINK})?(?P<number>{_BROKEN}|{_NUMBER}|半)"
    r"(?P<measure>个?工作日|个?交易日|个?自然日|日历日|个半月|个季度|个?学期|个?星期|个?周|个?小时|分钟|天|日"
    rf"|年(?:半|[零又]?(?P<months>{_NUMBER})个月)?|个月|(?<=半)月)"
)

# --- recurrence ----------------------------------------------------------------------

_HOURLY = (
    "(?:至少|分别|集中|定时|向[^，。；\n]{1,10})?(?:[上通播汇]?报(?![酬价名])|[巡检普核]查|巡[堤逻护河检]|[观监检]测|测[温量]"
    "|更新|调度|会商|记录|消毒|消杀|通风|清[点扫洁理]|发布|抽查|点名)"
)
"""What somebody is bound to do every few hours; 每小时产水 is a rate, 每小时发车 a service."""

_PERIOD = (
    "半个?月|半年|年(?![级龄代均]|轮(?![换训岗]))度?|季度|季(?!节)|月(?!龄)|旬|周(?![年期边岁])|星期|礼拜|工作日|自然日|日历日|日(?!龄)|天"
    f"|学期|学年度?|(?:半?个?小时|分钟)(?={_HOURLY})"
)
EVERY: Final = (
    rf"(?:每(?P<skip>间?隔)?逢?(?:(?P<low>{SMALL}){LINK}(?={SMALL}))?(?P<interval>[0-9]{{1,3}}|[{COUNTING}两]{{1,3}})?个?(?P<unit>{_PERIOD})"
    r"|(?P<parity>每?逢[双单]月|[双单]月(?=[0-9一二三上中下底末初]))"
    r"|(?<!间)隔(?P<alternate>[年月周])"
    r"|(?:按照?|逐)(?P<by>年(?![级龄代均限份化利])度?|半年|季度?(?!节)|月(?![份龄])度?|周(?![期边])|旬|日(?![期程常])|天(?![数津])))"
)
CONNECT: Final = r"(?:，?(?:分别)?(?:应当?|要|须|需)?(?:于|在|的))?"
_TIMES = rf"(?P<times>[0-9]{{1,3}}|[{COUNTING}两]{{1,2}})[次场](?![性办])"
TIMES: Final = rf"(?:至少|不少于|不低于|最少)[^，。；、0-9一二两三\n]{{0,6}}{_TIMES}(?:以上)?"
TIMES_LATER: Final = rf"[^，。；、0-9{COUNTING}两\n]{{0,12}}{_TIMES}"
"""How often: 每年(至少组织2次), which belongs to the words of the time limit, and 每年(组织演练2次), which does not."""

_UNITS = (
    "[次个名篇遍件份趟位类块堂元]|项(?!目)|场(?![地所内外])|轮(?![流班值岗换])|条(?!件)|回(?![访复收头看])|批(?![复准示阅])"
    "|户(?![外籍主])|期(?!间)|节(?![水能日])|组(?![织建长内])|种(?![植苗树])|家(?![访长校园])|人[次均]|天(?!气)|小时|课时|分钟"
)
WEEKDAY_RUN: Final = (
    f"(?=[一二三四五六日天末])(?!日[常程均])(?:一?二?三?四?五?六?[日末]?|天)(?![一二三四五六日]*(?:{_UNITS}))"
)
"""Days of the week in their order, as in 每周一三五; but not a number of things: 每周三次, 每周五天."""
WEEKDAYS: Final = rf"(?P<joined>(?P<link>{LINK})|{AND})?(?:[每的]?(?:周|星期|礼拜))?(?P<run>{WEEKDAY_RUN})"

MONTH_OF: Final = rf"(?:(?P<first_month>首)|(?P<last_month>末|最后一?个?)|第(?P<nth_month>{SMALL})个?)月的?"
DAY_OF: Final = (
    rf"(?:(?:(?P<last_of>最后一)|首|(?:第|前)?(?P<nth_of>{SMALL}))个?(?:工作日|(?:周|星期)(?P<weekday_of>[一二三四五六日天]))"
    rf"|[第前](?P<day_of>{SMALL})[日天]|第(?P<week_of>[一二三四五六1-6])个?(?:周|星期)(?:的?(?:周|星期)?[一二三四五六日天])?)"
)
"""A day counted in its period: 第一个工作日, 最后一个周五, 前5个工作日, 第10日, 第二周."""
NEXT_YEAR: Final = "(?:(?:次|翌|来|第二)年的?)"
CLOSED: Final = "度?(?:终了|结束)(?:之日起|之?日?[后後]|以[后後])?"

# --- the rest ------------------------------------------------------------------------

STANDING: Final = r"(?:即日起|立即|长期坚持|(?:持续|长期|常态化)(?:推进|推动|坚持|开展|实施|执行)|长期|常年|持续)"
SEASON: Final = (
    r"(?:(?P<season>(?:[春秋]季(?:学期)?|新学期|下学期)?开学|主?汛期(?:来临|到来)?|入汛|(?<![^|：，。；、（ \n于在])汛"
    r"|(?:采暖|供暖|取暖)(?:季|期)?(?:开始|到来|来临)?|冬季?(?:来临|到来)|封冻|上冻|春耕|秋收|雨季(?:来临|到来)?|春运)"
    rf"{unnamed(BEFORE)})"
)
