"""Properties of every check, also of notices built by hand: it does not raise, and its places exist."""

from __future__ import annotations

import pickle
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhengce
from zhengce import (
    Citation,
    Deadline,
    DocumentNumber,
    Domain,
    Measure,
    Notice,
    Report,
    Section,
    Target,
    Unit,
    check,
    parse,
    sarif_log,
)

from ..making import notice_texts

texts = st.one_of(notice_texts(), st.text(), st.builds("{0}\n1.{1}（牵头单位：{2}）".format, *[notice_texts()] * 3))


def shown(report: Report) -> Report:
    """Return the report in every form."""
    assert len(report.rows()) == len(report)
    report.text()
    report.json()
    report._repr_html_()
    sarif_log([report])
    return report


@given(texts, st.dates(date(2000, 1, 1), date(2050, 1, 1)) | st.none())
def test_no_text_makes_a_rule_fail(text: str, day: date | None) -> None:
    for lang in ("en", "zh"):
        report = shown(check(parse(text, reference_date=day), lang=lang))
        assert "ZC001" not in report.by_code, [found.message for found in report if found.code == "ZC001"]


@given(texts)
def test_places_and_edits_lie_in_the_text(text: str) -> None:
    for found in check(parse(text)):
        assert 0 <= found.span.start <= found.span.end <= len(text)
        edits = found.fix.edits if found.fix else ()
        assert all(edit.span.end <= len(text) for edit in edits)
        assert all(a.span.end <= b.span.start for a, b in pairwise(edits))


@given(texts)
def test_the_same_text_gives_the_same_report(text: str) -> None:
    assert check(parse(text)) == check(parse(text))


@given(texts)
def test_a_notice_that_was_written_and_read_again_is_judged_alike(text: str) -> None:
    notice = parse(text)
    assert check(zhengce.loads(zhengce.dumps(notice))) == check(notice)
    assert check(pickle.loads(pickle.dumps(notice))) == check(notice)


# --- built by hand ----------------------------------------------------------


def units(*names: str) -> list[Unit]:
    return [Unit(name=name) for name in names]


def by_hand(*measures: Measure, **fields: object) -> Notice:
    return Notice(domains=[Domain(name="优化服务", measures=measures)], **fields)


BARE = (
    Notice(),
    Notice(domains=[Domain(name="优化服务")]),
    by_hand(Measure(title="开通专窗")),
    by_hand(Measure(id="1.1", title="开通专窗", text="适时公布", open_ended=True)),
    by_hand(Measure(title="开通专窗", measures=[Measure(title="设置标识"), Measure(title="配备人员")])),
    by_hand(
        Measure(
            title="开通专窗",
            deadlines=[
                Deadline(text="2025年6月底前", kind="by", due=date(2025, 6, 30)),
                Deadline(text="6月底前", kind="by", due=date(2024, 6, 30), convention="last-day"),
                Deadline(text="8月前", kind="by", due=date(2024, 7, 31), convention="before-it-begins"),
                Deadline(text="2月30日前", kind="by", convention="impossible"),
                Deadline(text="年底前", kind="by"),
                Deadline(text="年内", kind="during"),
            ],
            targets=[Target(text="90%", value="90", unit="%"), Target(text="3-5家", low="3", high="5", unit="家")],
            citations=[Citation(title="办法")],
        ),
        document_number=DocumentNumber(authority_code="云政发", year=2023, serial=5),
        issue_date=date(2024, 7, 6),
        sections=[Section(number="一、", text="总体要求", deadlines=[Deadline(text="年底前", kind="by")]), Section()],
    ),
)


@pytest.mark.parametrize("notice", BARE)
def test_a_notice_built_by_hand_makes_no_rule_fail(notice: Notice) -> None:
    assert "ZC001" not in shown(check(notice)).by_code


FIRED = (
    (by_hand(Measure(id="1.1", title="开通专窗", responsible_units=units("民政局", "税务局"))), {"ZC201": 1}),
    (by_hand(Measure(id="1.1", title="开通专窗")), {"ZC202": 1}),
    (by_hand(Measure(title="开通专窗", lead_units=units("民政局"), supporting_units=units("民政局"))), {"ZC203": 1}),
    (by_hand(Measure(title="开通专窗", lead_units=units("民政局", "民政局"))), {"ZC203": 1}),
    (by_hand(Measure(title="开通专窗", lead_units=units("民政局"), open_ended=True)), {"ZC204": 1}),
    (
        by_hand(
            Measure(title="开通专窗", lead_units=units("综合保税区经济发展局")),
            Measure(title="压减材料", lead_units=units("综保区经济发展局")),
        ),
        {"ZC205": 1},
    ),
    (
        Notice(
            domains=[
                Domain(
                    name="优化服务",
                    lead_units=units("财政局"),
                    measures=[Measure(title="开通专窗", lead_units=units("民政局"))],
                )
            ]
        ),
        {"ZC207": 1},
    ),
)


@pytest.mark.parametrize(("notice", "expected"), FIRED)
def test_rules_about_units_need_no_text(notice: Notice, expected: dict[str, int]) -> None:
    assert check(notice, select=["ZC2"]).by_code == expected


def test_rules_about_limits_need_no_text() -> None:
    report = check(BARE[-1], select=["ZC3"], ignore=["ZC308"])
    assert report.by_code == {"ZC301": 1, "ZC302": 1, "ZC304": 1, "ZC306": 1, "ZC307": 1, "ZC309": 3}
    assert check(BARE[-1], select=["ZC102"]).by_code == {"ZC102": 1}


@pytest.mark.parametrize("notice", BARE)
def test_every_fix_has_a_place(notice: Notice) -> None:
    assert all(found.fix is None or found.fix.edits for found in check(notice))
