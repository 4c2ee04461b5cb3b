"""The report page in a real browser: the system's Chromium, controlled by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import zhengce
from zhengce import Notice
from zhengce.views.report import dumps

sync_api = pytest.importorskip("playwright.sync_api")

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install it, or name it in CHROMIUM")

WIDE = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}
SMALLEST = {"width": 360, "height": 640}
HOSTILE = "</script><script>document.title='taken'</script><img src=x onerror=alert(1)>\u2028\"'&"


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=sandbox)
        yield browser
        browser.close()


Open = Callable[..., "sync_api.Page"]


@pytest.fixture
def show(browser: sync_api.Browser, tmp_path: Path) -> Iterator[Open]:
    """Open the page of a notice; after the test, check that nothing failed and nothing was requested."""
    wrong: list[str] = []
    contexts: list[sync_api.BrowserContext] = []

    def open_page(notices: Notice | list[Notice] | None = None, *, lang: Any = "zh", **options: Any) -> sync_api.Page:
        shown = notices or zhengce.sample()
        file = tmp_path / "report.html"
        file.write_text(dumps(shown, findings=zhengce.check(shown, lang=lang), lang=lang), encoding="utf-8")
        context = browser.new_context(**{"viewport": WIDE, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: wrong.append(request.url) if request.url != file.as_uri() else None)
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def shown(page: sync_api.Page) -> list[str]:
    """Return the numbers of the measures that the ledger shows, from the top down."""
    rows = "[...document.querySelectorAll('#ledger-table .row')].filter(row => row.checkVisibility())"
    return page.evaluate(f"{rows}.map(row => row.cells[0].innerText)")


def expected(holds: Callable[[zhengce.Measure], bool]) -> list[str]:
    return [measure.id for measure in zhengce.sample().measures if holds(measure)]


def names(units: tuple[zhengce.Unit, ...]) -> set[str]:
    return {unit.name for unit in units}


def choose(page: sync_api.Page, name: str, label: str) -> None:
    """Choose the option whose label begins so."""
    options = page.locator(f"select[name={name}] option").all_inner_texts()
    page.select_option(f"select[name={name}]", label=next(text for text in options if text.startswith(label)))


# --- filters ----------------------------------------------------------------


def test_search_looks_into_titles_units_and_text(show: Open) -> None:
    page = show()
    for query, holds in (
        ("容缺", lambda m: "容缺" in m.text),
        ("供电所", lambda m: "供电所" in m.text),
        ("１２月 综合执法", lambda m: "12月" in m.text and "综合执法" in m.text),
    ):
        page.fill("#q", query)
        assert shown(page) == expected(holds), query
        assert shown(page)
    page.fill("#q", "没有这样的措施")
    assert shown(page) == []
    assert page.locator("#none").is_visible()
    page.click("#clear")
    assert shown(page) == expected(lambda _: True)
    assert page.input_value("#q") == ""


def test_filters_narrow_the_ledger_together(show: Open) -> None:
    page = show()
    choose(page, "unit", "综合执法大队")
    assert shown(page) == expected(lambda m: "综合执法大队" in names(m.units))
    choose(page, "role", "牵头")
    assert shown(page) == expected(lambda m: "综合执法大队" in names(m.lead_units))
    choose(page, "unit", "全部")
    choose(page, "month", "2024年9月")
    leads_in_september = expected(
        lambda m: bool(m.lead_units) and any(str(d.due).startswith("2024-09") for d in m.deadlines)
    )
    assert shown(page) == leads_in_september
    choose(page, "domain", "科技金融")
    assert shown(page) == [number for number in leads_in_september if number.startswith("4.")]
    assert page.locator("#shown").inner_text() == str(len(shown(page)))


def test_a_month_dims_the_limits_of_other_months(show: Open) -> None:
    page = show()
    choose(page, "month", "2024年9月")
    row = page.locator(".row", has_text="推行企业开办")
    dimmed = row.locator("li.other").all_inner_texts()
    assert len(dimmed) == 1
    assert "6月底前" in dimmed[0]


def test_the_day_of_viewing_decides_what_is_past_due(show: Open) -> None:
    page = show()
    page.clock.set_fixed_time("2024-09-01T08:00:00")
    choose(page, "month", "今天以前")
    assert shown(page) == expected(lambda m: any(d.due and str(d.due) < "2024-09-01" for d in m.deadlines))
    choose(page, "month", "今后30天")
    assert shown(page) == expected(
        lambda m: any(d.due and "2024-09-01" <= str(d.due) <= "2024-10-01" for d in m.deadlines)
    )


def test_measures_without_a_limit_are_found(show: Open) -> None:
    page = show()
    choose(page, "month", "未写时限")
    assert shown(page) == expected(lambda m: not m.deadlines)


def test_counts_in_the_calendar_and_the_load_filter_the_ledger(show: Open) -> None:
    page = show()
    page.fill("#q", "容缺")
    page.locator(".heat td a[data-domain='0'][data-month='2024-06']").click()
    due = {m.id for m in zhengce.sample().domains[0].measures if any(str(d.due)[:7] == "2024-06" for d in m.deadlines)}
    assert set(shown(page)) == due
    page.locator(".load th a", has_text="生态环境局").click()
    assert shown(page) == expected(lambda m: "生态环境局" in names(m.units))


# --- several notices --------------------------------------------------------

PLAN = """\
云州市{0}政府
关于促进{0}便民服务的通知
云{0}发〔2024〕{1}号
2024年3月18日

## 一、社区食堂

1. 建好食堂。6月底前，建成食堂3家。（牵头单位：民政局；责任单位：财政局）
2. 公开菜价。9月底前，公示菜价。（牵头单位：市场监管局）

## 二、口袋公园

1. 建设口袋公园。（牵头单位：园林局；配合单位：财政局）
"""


@pytest.fixture(scope="module")
def plans() -> list[Notice]:
    """The plans of two districts, with the same measures and units."""
    places = ("东湖区", "西山县")
    return [zhengce.parse(PLAN.format(place, 7 + i), name=f"{place}.md") for i, place in enumerate(places)]


def told(page: sync_api.Page) -> list[str]:
    """Return the places in the notices of the rows that are shown, with their numbers."""
    rows = "[...document.querySelectorAll('#ledger-table .row')].filter(row => row.checkVisibility())"
    found: list[str] = page.evaluate(
        f"{rows}.map(row => row.querySelector('.called').innerText.slice(1, 3) + row.querySelector('th').innerText)"
    )
    return found


@pytest.mark.parametrize(
    ("chosen", "rows"),
    [
        ({"notice": "云西山县发"}, ["西山1.1", "西山1.2", "西山2.1"]),
        ({"unit": "财政局（云州市东湖区"}, ["东湖1.1", "东湖2.1"]),
        ({"unit": "财政局（云州市西山县", "role": "责任"}, ["西山1.1"]),
        ({"month": "2024年9月"}, ["东湖1.2", "西山1.2"]),
        ({"month": "2024年9月", "notice": "云东湖区发"}, ["东湖1.2"]),
        ({"notice": "云西山县发", "unit": "财政局（云州市东湖区"}, []),
    ],
)
def test_filters_go_over_all_notices(show: Open, plans: list[Notice], chosen: dict[str, str], rows: list[str]) -> None:
    page = show(plans)
    for name, label in chosen.items():
        choose(page, name, label)
    assert told(page) == rows
    assert page.locator("#shown").inner_text() == str(len(rows))
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    assert told(page) == rows


def test_a_domain_is_one_of_its_notice(show: Open, plans: list[Notice]) -> None:
    page = show(plans)
    group = page.locator("select[name=domain] optgroup").nth(1)
    assert "西山县" in (group.get_attribute("label") or "")
    page.select_option("select[name=domain]", group.locator("option").nth(1).get_attribute("value"))
    assert told(page) == ["西山2.1"]
    choose(page, "notice", "云西山县发")
    hidden = page.locator("select[name=domain] optgroup").evaluate_all("all => all.map(each => each.hidden)")
    assert (hidden, told(page)) == ([True, False], ["西山2.1"])


def test_numbers_of_several_notices_filter_the_ledger(show: Open, plans: list[Notice]) -> None:
    page = show(plans)
    for link, rows in (
        (".heat td a[data-notice='1'][data-month='2024-06']", ["西山1.1"]),
        (".heat tfoot a[data-month='2024-06']", ["东湖1.1", "西山1.1"]),
        (".notices td a[data-notice='0']", ["东湖1.1", "东湖1.2", "东湖2.1"]),
        (".load a[data-role='supporting'] >> nth=1", ["西山2.1"]),
    ):
        page.locator(link).click()
        assert told(page) == rows, link


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_place_unfolds_the_text_of_its_notice(show: Open, plans: list[Notice], size: dict[str, int]) -> None:
    page = show(plans, viewport=size)
    page.locator("#row-4 th a").click()
    measure = page.locator(".block.measure:target")
    sync_api.expect(measure).to_be_in_viewport()
    assert "公开菜价" in measure.inner_text()
    assert page.locator("details.notice[open]").evaluate_all("all => all.map(each => each.id)") == ["notice-1"]
    measure.locator(".back").click()
    sync_api.expect(page.locator("#row-4")).to_be_in_viewport()
    page.locator("#row-0 .called").click()
    sync_api.expect(page.locator("#notice-0 .facts")).to_be_in_viewport()
    page.locator("#notice-0 .to-ledger a").click()
    assert told(page) == ["东湖1.1", "东湖1.2", "东湖2.1"]


def test_only_the_texts_that_are_unfolded_are_printed(show: Open, plans: list[Notice]) -> None:
    page = show(plans)
    page.emulate_media(media="print")
    assert not page.locator("#text").is_visible()
    page.locator("#notice-1").evaluate("each => each.open = true")
    assert page.locator("#text").is_visible()
    assert not page.locator("#notice-0").is_visible()


# --- order ------------------------------------------------------------------


def test_headings_sort_there_and_back(show: Open) -> None:
    page = show()
    first = {m.id: min((str(d.due) for d in m.deadlines if d.due), default="9999") for m in zhengce.sample().measures}
    due = page.locator("[data-sort=due]")
    heading = page.locator("th:has([data-sort=due])")
    due.click()
    assert heading.get_attribute("aria-sort") == "ascending"
    assert shown(page) == sorted(first, key=first.__getitem__)
    assert not page.locator(".domain").first.is_visible()
    assert page.locator(".row .of").first.is_visible()
    due.click()
    assert heading.get_attribute("aria-sort") == "descending"
    days = [first[number] for number in shown(page)]
    dated = [day for day in days if day != "9999"]
    assert days == sorted(dated, reverse=True) + ["9999"] * (len(days) - len(dated))
    page.locator("[data-sort=place]").click()
    assert shown(page) == expected(lambda _: True)
    assert page.locator(".domain").first.is_visible()


def test_filters_and_order_go_together(show: Open) -> None:
    page = show()
    page.locator("[data-sort=place]").click()  # it was ascending
    choose(page, "domain", "企业开办")
    assert shown(page) == ["1.5", "1.4", "1.3", "1.2", "1.1"]


# --- links ------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_links_lead_to_the_text_and_back(show: Open, size: dict[str, int]) -> None:
    page = show(viewport=size)
    page.locator("#row-12 th a").click()
    measure = page.locator(".block.measure:target")
    measure.wait_for()
    assert measure.inner_text().startswith("3.2\n\n2. 推行补贴")
    sync_api.expect(measure).to_be_in_viewport()
    measure.locator(".back").click()
    sync_api.expect(page.locator("#row-12")).to_be_in_viewport()
    page.locator("#row-12 .limit").first.click()
    sync_api.expect(page.locator("mark.deadline:target")).to_be_in_viewport()
    page.locator("mark.deadline:target").click()
    assert page.evaluate("location.hash") == "#row-12"
    sync_api.expect(page.locator("#row-12")).to_be_in_viewport()


@pytest.mark.parametrize("size", [WIDE, {"width": 1000, "height": 800}])
@pytest.mark.parametrize("count", [1, 2])
def test_what_a_link_leads_to_is_not_below_the_bars(show: Open, size: dict[str, int], count: int) -> None:
    page = show([zhengce.sample()] * count, viewport=size)
    page.evaluate("location.hash = '#row-20'")
    sync_api.expect(page.locator("#row-20:target")).to_be_in_viewport()
    edge = "Math.round(document.querySelector('.ledger thead th').getBoundingClientRect().bottom)"
    row = "Math.round(document.querySelector('#row-20').getBoundingClientRect().top)"
    page.wait_for_function(f"{row} >= {edge}")


def test_a_link_to_a_row_that_is_filtered_out_shows_it(show: Open) -> None:
    page = show()
    for _ in range(2):  # the second time the address does not change
        page.fill("#q", "容缺")
        page.locator(".block.measure .back", has_text="5.5").click()
        sync_api.expect(page.locator(".row:target")).to_be_in_viewport()
        assert page.input_value("#q") == ""
    page.locator("[data-sort=due]").click()
    page.locator(".block.domain .field", has_text="应急管理局").click()
    sync_api.expect(page.locator(".domain:target")).to_be_in_viewport()


def test_an_address_with_a_place_opens_there(show: Open) -> None:
    page = show()
    number = page.locator(".severity:not([open]) tr[id]").first.get_attribute("id")
    for place in (number, "row-25", "%E0%A4%A"):
        page.goto(f"{page.url.split('#')[0]}#{place}")
        page.reload()
        if place != "%E0%A4%A":
            sync_api.expect(page.locator(f"#{place}")).to_be_in_viewport()


def test_findings_lead_to_their_words_and_back(show: Open) -> None:
    page = show()
    page.locator(".findings .places a", has_text="原文").first.click()
    sync_api.expect(page.locator("mark.finding:target")).to_be_in_viewport()
    page.locator(".source .flag.info").first.click()  # its table is folded
    sync_api.expect(page.locator(".findings tr:target")).to_be_in_viewport()


# --- keys -------------------------------------------------------------------


def test_the_page_is_used_with_keys_alone(show: Open) -> None:
    page = show()
    page.keyboard.press("PageDown")
    sync_api.expect(page.locator("#work")).not_to_have_js_property("scrollTop", 0)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("a/b")
    assert page.input_value("#q") == "a/b"
    page.keyboard.press("Escape")
    assert page.input_value("#q") == ""
    page.locator("[data-sort=due]").focus()
    page.keyboard.press("Enter")
    assert page.locator("th:has([data-sort=due])").get_attribute("aria-sort") == "ascending"
    page.locator(".row th a").first.focus()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("Enter")
    assert outline == "solid"
    sync_api.expect(page.locator(".block.measure:target")).to_be_in_viewport()


def test_screen_readers_hear_how_many_measures_are_shown(show: Open) -> None:
    page = show()
    page.fill("#q", "容缺")
    words = page.get_by_role("status").inner_text()
    assert words.split()[0] == str(len(shown(page)))
    ledger = page.get_by_role("table", name="工作台账")
    assert ledger.get_by_role("columnheader").count() == 5
    assert page.get_by_role("search").count() == 1
    for control in page.locator("input, select, button").all():
        assert control.evaluate("e => e.labels?.length || e.textContent.trim().length"), control


# --- hostile words, paper, narrow screens -----------------------------------


def test_hostile_words_are_shown_as_words(show: Open) -> None:
    text = f"{HOSTILE}关于印发方案的通知\n\n## 一、甲{HOSTILE}\n\n1. 办好{HOSTILE}。6月底前完成。（牵头单位：民政局）\n"
    notice = zhengce.parse(text)
    measure = zhengce.Measure(title=HOSTILE, lead_units=[zhengce.Unit(name=HOSTILE)])
    by_hand = Notice(title=HOSTILE, domains=[zhengce.Domain(name=HOSTILE, measures=[measure])])
    for hostile in (notice, by_hand):
        page = show(hostile)
        assert page.title() != "taken"
        assert page.locator("script").count() == 1
        assert page.locator("img").count() == 0
        assert "onerror=alert(1)" in page.locator("body").inner_text()
        page.fill("#q", HOSTILE.partition("<img")[0])
        assert len(shown(page)) == 1


def test_it_prints(show: Open) -> None:
    page = show()
    choose(page, "domain", "科技金融")
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert printed.startswith(b"%PDF-")
    page.emulate_media(media="print")
    assert shown(page) == ["4.1", "4.2", "4.3", "4.4", "4.5"]
    words = [choice.inner_text().split()[0] for choice in page.locator(".choices label").all() if choice.is_visible()]
    assert words == ["领域"]  # what was filtered by
    assert not page.locator("#q").is_visible()
    assert page.locator("#text").is_visible()


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "size", [SMALLEST, PHONE, {"width": 820, "height": 1180}, {"width": 1280, "height": 720}, WIDE]
)
def test_no_screen_is_too_narrow(show: Open, size: dict[str, int], lang: str, count: int) -> None:
    page = show([zhengce.sample()] * count, viewport=size, lang=lang)
    for section in ("ledger", "calendar", "load", *(["notices"] if count > 1 else []), "findings", "text"):
        if page.locator(f".parts a[href='#{section}']").is_visible():
            page.click(f".parts a[href='#{section}']")
        page.locator(f"#{section}").wait_for()
        box = page.locator(f"#{section}").bounding_box()
        assert box
        assert box["x"] + box["width"] <= size["width"]
        for part in ("documentElement", "getElementById('work')", "getElementById('text')"):
            assert page.evaluate(f"document.{part}.scrollWidth - document.{part}.clientWidth") == 0, part


def test_a_phone_shows_one_part_at_a_time_and_the_links_to_the_others_stay(show: Open) -> None:
    page = show(viewport=PHONE)
    sections = page.locator("section")
    for link in page.locator(".parts a").all():
        page.mouse.wheel(0, 2000)
        link.click()
        page.locator("section:visible").wait_for()
        assert [section.get_attribute("id") for section in sections.all() if section.is_visible()] == [
            (link.get_attribute("href") or "").removeprefix("#")
        ]


def test_the_address_holds_the_filters(show: Open) -> None:
    page = show()
    page.select_option("select[name=role]", "lead")
    page.fill("#q", "补贴")
    found = shown(page)
    assert 0 < len(found) < len(zhengce.sample().measures)
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    assert shown(page) == found
    page.click("#clear")
    assert page.url.endswith("#ledger")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_paper(show: Open, scheme: str) -> None:
    page = show(color_scheme=scheme)
    ink, paper = page.evaluate(
        "['color', 'backgroundColor'].map(name => getComputedStyle(document.querySelector('#head'))[name]"
        ".match(/[0-9]+/g).reduce((sum, part) => sum + Number(part), 0))"
    )
    assert (ink < paper) == (scheme == "light")
    assert abs(ink - paper) > 400


def test_it_is_read_without_its_script(show: Open) -> None:
    page = show(java_script_enabled=False)
    assert page.locator(".row").count() == len(zhengce.sample().measures)
    page.locator("#row-12 th a").click()
    sync_api.expect(page.locator("#text")).to_be_in_viewport()


def test_a_long_notice_is_filtered_without_lag(show: Open, corpus: Path) -> None:
    page = show(zhengce.read(corpus / "docs/dongying_2023_10.md"))
    assert page.locator(".row").count() == 144
    page.fill("#q", "营商环境")
    assert 0 < len(shown(page)) < 144
