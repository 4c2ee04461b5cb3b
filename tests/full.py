"""A notice built by hand in which every field of every object has a value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhengce import (
    Amount,
    Citation,
    Convention,
    Deadline,
    DeadlineKind,
    DocumentNumber,
    Domain,
    Measure,
    Notice,
    Place,
    Section,
    Source,
    Span,
    Target,
    TimeUnit,
    Unit,
)

SPAN = Span(start=1, end=2)
PLACE = Place(start=0, page=1, paragraph=1)
NUMBER = DocumentNumber(authority_code="云岭政发", year=2024, serial=7, span=SPAN)
CITATION = Citation(title="云岭市规划", document_number=NUMBER, text="《云岭市规划》", span=SPAN)
TARGET = Target(
    text="3-5家", comparator="~", value=Decimal("1.20"), low=Decimal(3), high=Decimal(5), unit="家", span=SPAN
)
DEADLINE = Deadline(
    text="8月前",
    kind=DeadlineKind.WITHIN,
    start=date(2024, 7, 1),
    due=date(2024, 7, 31),
    event="印发之日",
    amount=Amount(value=3, unit=TimeUnit.WORKING_DAY),
    recurrence="FREQ=MONTHLY;BYMONTHDAY=26",
    times=2,
    convention=Convention.BEFORE_IT_BEGINS,
    task="完成",
    span=SPAN,
)
UNIT = Unit(name="发展改革局", span=SPAN)
HELD = {"deadlines": (DEADLINE,), "targets": (TARGET,), "citations": (CITATION,)}
PART = Measure(title="细项")
MEASURE = Measure(
    id="1.1",
    number="1.",
    title="建好平台",
    text="1.建好平台。\n第二段。",
    lead_units=(UNIT,),
    responsible_units=(UNIT,),
    supporting_units=(UNIT,),
    open_ended=True,
    measures=(PART,),
    span=SPAN,
    clauses=(SPAN,),
    **HELD,
)
FULL = Notice(
    title="关于建好平台的通知",
    document_number=NUMBER,
    issuing_authorities=("云岭市人民政府", "云岭市财政局"),
    addressees=("各镇",),
    issue_date=date(2024, 6, 30),
    remarks=("此件公开发布",),
    citations=(CITATION,),
    sections=(Section(number="一、", title="目标", text="一、目标", sections=(Section(),), span=SPAN, **HELD),),
    domains=(
        Domain(
            number="二、",
            name="服务",
            path=("附件",),
            commander="江听澜",
            lead_units=(UNIT,),
            text="二、服务",
            deadlines=(DEADLINE,),
            measures=(MEASURE,),
            span=SPAN,
            clauses=(SPAN,),
        ),
    ),
    source=Source(
        text="第一行\n  第二行 \r\n\n10:30", name="notice.docx", places=(Place(start=0, page=1, paragraph=1),)
    ),
)
