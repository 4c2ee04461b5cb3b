"""Pieces: what the texts of notices are made of, faults and all.

Hypothesis strategies draw from them, and so do fuzzers that need no Hypothesis. All names
and places are fictional.
"""

from __future__ import annotations

from typing import Final

__all__ = ["BREAKS", "INVISIBLE", "PIECES", "every_piece"]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


BREAKS: Final = (
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u2028",
    "\u2029",
    "\x85",
    "\x0b",
    "\x0c",
    "\n\n— 3 —\n\n",
    "  \n",
    "<br>",
)
"""How lines end: of editors, of web pages and PDF files, and at the end of a page."""

INVISIBLE: Final = tuple(
    " \u3000\t\xa0\u2002\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\ufe0f\xad\ue5e5\x00\x1f"
)
"""Blanks of every width, and characters that are not seen."""

_OFFICES: Final = (
    *_words("市民政局 市财政局 县水务局 区教育局 云州市商务局 应急管理局 镜湖区档案馆 县总工会 云州供电公司"),
    *_words(
        "各镇（街道） 各县（市、区）人民政府 各省、自治区、直辖市人民政府 规划建设局（城市更新办） 松岗镇 望澜街道"
    ),
    *_words("市委组织部 市住房和城乡建设局 综保区税务局 市监局 政务服务中心 党委、政府 有关部门 市直各有关单位"),
)

_LABELS: Final = (
    *_words("牵头单位： 责任单位： 配合单位： 主办单位： 协办单位： 责任部门: 落实单位∶ 会办单位： 牵头： 责任领导："),
    *_words(
        "完成时限： 时限要求： 领域牵头单位： 总指挥： 牵头单位为 市级责任单位： 责任单位及责任人： 责任科室（单位）："
    ),
    *_words("【责任单位】 （责任单位： （牵头单位：市民政局； 组织实施单位： 时间节点： 联系人："),
)

_VERBS: Final = (
    *_words("牵头 负责 配合 参与 会同 指导 按职责分工负责 分别负责 牵头负责 共同落实 督促 组织实施 等部门配合 由"),
)

_STATEMENTS: Final = (
    *_words(
        "列第一位者为牵头单位，下同 排名第一的为牵头单位 以下各项均需 以下各项均涉及各镇，不再单独列出 不再单独列出"
    ),
    *_words(
        "以下任务均由市民政局落实，不再重复列出 各县（市、区）为各项任务责任单位，以下不再列出 以上任务由市民政局负责"
    ),
    *_words("总指挥 下同 另有说明的除外"),
)

_ROLES: Final = _words("（牵头） （主责） （负责） （配合） （配合单位） [牵头] 〔协助〕 (牵头)")

_NUMBERS: Final = (
    *_words("一、 二、 三、 四、 十、 十一、 （一） （二） （三） (一) (二) 第一章 第二章 第一节 第一条 第二条 第一编"),
    *_words("1. 2. 3. 4. 10. 1． 2． 1、 2、 （1） （2） (1) 1） 2） ① ② ③ ⑴ ㈠ ⒈ ㊀ 任务一： 任务2： 行动1："),
    *_words("1.1 1.2 2.1 1.1.1 1\\. 2\\. - • · ● —— 一是 二是 （一）1. 一、（一）"),
)

_HEADINGS: Final = (
    *_words("总体要求 工作目标 主要任务 重点任务 保障措施 组织保障 企业开办 便民服务 企业开办——减环节 助餐服务"),
    *_words(
        "附件 附件1 附件2 附件： 附：任务分工表 附表1 专栏 专栏1：重点工程 专栏2 具体措施： 工作任务："
        " 基本信息 政策全文"
    ),
)

_TITLES: Final = (
    *_words("关于印发云州市助餐服务实施方案的通知 云州市人民政府关于做好助餐工作的意见 云州市助餐服务行动方案"),
    *_words("云州市人民政府办公室 关于印发2024年工作要点的通知 便民服务若干措施 任务分工表 云州市民政局"),
    *_words("《云州市助餐服务管理办法》 《“十四五”便民服务规划》（云政发〔2021〕3号） 《关于〈办法〉的通知》 《条例"),
    *_words("（试行） （2023—2025年） （征求意见稿） （2024年修订）"),
)

_HEAD: Final = (
    *_words("云州市人民政府文件 云州市人民政府令 第12号 云政发〔2024〕3号 云政办发[2024]12号 云民发（2023）第5号"),
    *_words("签发人：江听澜 各区人民政府，市直各部门： 各镇，各街道： 各有关单位: 此件公开发布 （此件主动公开）"),
    *_words(
        "（联系人：范小满，电话：12345） 2024年3月5日 二〇二四年三月五日 二○二四年三月五日 （2024年3月5日） 2024-03-05"
    ),
    *_words(
        "云州市民政局2024年3月5日 索引号：YZ-2024 发文字号：云政发〔2024〕3号 成文日期：2024年3月5日 标题：助餐方案"
    ),
    *_words(
        "现将《助餐服务实施方案》印发给你们，请抓好落实。 现就有关事项通知如下： 信息公开选项：主动公开 市长江听澜"
        " 云州市民政局（代章）"
    ),
)

_LIMITS: Final = (
    *_words(
        "6月底前 8月前 2024年9月底前 年底前 三季度末前 上半年 到2025年 “十四五”期间 2月30日前 13月底前 明年3月底前"
    ),
    *_words("5个工作日内 自印发之日起30日内 收到申请后3个月内 24小时内 1.5年内 半年内 届满30日前 99999日内 900年内"),
    *_words("每年2月底前 每月26日前 每季度 按月 每周五前 每年至少2次 双月25日前 每学期 每两年 每逢节假日 每30日"),
    *_words(
        "长期坚持 持续推进 立即 即日起 即日起至年底 本月之前 下月5日前 今年前 去年底 前年 后天 上月底 10日前 周五前"
    ),
    *_words("6月、9月、12月底前 5月底前、11月底前，分两阶段 2023年6-9月 3月至次年5月 2024.06 20240630 春节前 6月上旬"),
    *_words("9999年底前 9999年12月31日前 1年前 0001年1月1日前 0年 99月99日前 完成时限：2024年6月 2024年2月29日前 年中"),
)

_TARGETS: Final = (
    *_words("98%以上 不少于5个 3-5家 1.12万个 10亿元左右 ±0.000 $98\\%$ 100个百分点 3·15 12345热线 三分之一 50万亩"),
)

_DEEDS: Final = (
    *_words(
        "建好社区助餐点 优化服务流程 摸清需求 完成整改 建立台账 推进水上巴士航线，方便群众就近办理 开展巡查 编制清单"
    ),
    *_words(
        "新增助餐点 面积达到 完成率达到 按照《云州市便民条例》 由街道逐户走访，建立一户一册，及时录入系统并动态更新"
    ),
    *_words(
        "the open data 一般 、 工作要求 统一、规范 见第（二）项 第三条的规定"
        " 围绕拿地、开工、验收、用电四个关口，理清先后次序"
    ),
)

_MARKS: Final = (
    *"，。；：、（）()《》〔〕[]【】“”‘’—-…·|<>&,.;:!?！？*#_$~\\/ ",
    *_words("** ## --- —— 。） ）。"),
)

_TABLES: Final = (
    "| 序号 | 任务 | 责任单位 |",
    "| 任务 | 牵头单位 | 配合单位 | 完成时限 |",
    "| 领域 | 措施 | 责任单位（列第一位者为牵头单位） | 完成时限 |",
    "| --- | --- | --- |",
    "|---|---|---|---|",
    "| 1 | 建好助餐点 | 市民政局 |",
    "| 建好助餐点 | （牵头）、市财政局 | 各镇 | 6月底前 |",
    "| 便民 | 便民 | 便民 | 便民 |",
    "| | | |",
    "|",
    "||",
    " | ",
    *_words("<table> </table> <tr> </tr> <td> </td> <th>任务</th> <th>责任单位</th> <td/> <br/> &nbsp; &lt; &#31532;"),
    '<td rowspan="2">',
    '<td colspan="3">',
)

_ODD: Final = (
    *_words(
        "\ud800 \udfff \ud800\udc00 \ufffd \ue000 \U000f0000 😀 e\u0301 ⼀、 ⽉ 𠮷 ㎡ ％ ６月底前 ２０２４年 Ａ"
        " 二0二四年 99 ٣"
    ),
    *_words("O０○〇 ﹝2024﹞ ﷐ etc Ⅰ. IV、 a) A. http://a.b/c?d=1 \\( \\* &amp;"),
)

PIECES: Final[dict[str, tuple[str, ...]]] = {
    "offices": _OFFICES,
    "labels": _LABELS,
    "verbs": _VERBS,
    "statements": _STATEMENTS,
    "roles": _ROLES,
    "numbers": _NUMBERS,
    "headings": _HEADINGS,
    "titles": _TITLES,
    "head": _HEAD,
    "limits": _LIMITS,
    "targets": _TARGETS,
    "deeds": _DEEDS,
    "marks": _MARKS,
    "tables": _TABLES,
    "odd": _ODD,
    "breaks": BREAKS,
    "invisible": INVISIBLE,
}
"""The pieces by kind."""


def every_piece() -> tuple[str, ...]:
    """Return all the pieces, each once.

    >>> "（牵头）" in every_piece()
    True
    """
    return tuple(dict.fromkeys(piece for kind in PIECES.values() for piece in kind))
