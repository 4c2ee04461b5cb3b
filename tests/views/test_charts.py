"""Charts: they draw the figures, in every format, and make no request."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import altair as alt
import attrs
import pytest

import zhengce
from zhengce.errors import FileError
from zhengce.model import Domain, Measure, Notice, Unit
from zhengce.views import charts

CHARTS = [charts.heatmap, charts.timeline, charts.load, charts.network, charts.stages]
HOSTILE = "</script><script>alert(1)</script>"

every_chart = pytest.mark.parametrize("draw", CHARTS, ids=[draw.__name__ for draw in CHARTS])


@pytest.fixture(scope="module")
def notice() -> Notice:
    return zhengce.sample()


@pytest.fixture(scope="module")
def page(notice: Notice, tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(charts.load(notice), tmp_path_factory.mktemp("page") / "chart.html")


def written(chart: Any, path: Path) -> str:
    charts.save(chart, path)
    return path.read_text(encoding="utf-8")


def shown(svg: str) -> list[str]:
    """Return the words that a drawing shows."""
    return [text for element in ET.fromstring(svg).iter() if (text := (element.text or "").strip())]


@every_chart
@pytest.mark.parametrize(("lang", "languages"), [("zh", "[\u4e00-\u9fff]"), ("en", "[A-Z][a-z]+")])
def test_a_chart_has_a_title_and_says_which_notice(
    draw: Callable[..., Any], lang: str, languages: str, notice: Notice
) -> None:
    title = draw(notice, lang=lang).to_dict()["title"]
    assert re.match(languages, title["text"])
    assert title["subtitle"][0] == "澄高管发〔2024〕16号"


@every_chart
def test_many_notices_are_drawn_together(draw: Callable[..., Any], notice: Notice) -> None:
    assert draw([notice, notice]).to_dict()["title"]["subtitle"][0] == "2份文件"


@every_chart
@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_a_notice_without_anything_is_drawn_all_the_same(draw: Callable[..., Any], suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"chart{suffix}"
    charts.save(draw(Notice()), path)
    assert path.stat().st_size > 0


def test_a_heat_map_shows_months_domains_and_counts(notice: Notice, tmp_path: Path) -> None:
    words = shown(written(charts.heatmap(notice), tmp_path / "chart.svg"))
    assert {domain.name for domain in notice.domains} <= set(words)
    assert words.count("12月") == 2
    assert {"2024", "2025", "3"} <= set(words)


@pytest.mark.parametrize(("by", "row"), [("unit", "政务服务局"), ("notice", "澄高管发〔2024〕16号")])
def test_a_heat_map_has_rows_for_units_or_notices(by: Any, row: str, notice: Notice, tmp_path: Path) -> None:
    assert row in shown(written(charts.heatmap(notice, by=by), tmp_path / "chart.svg"))


def test_a_timeline_shows_every_measure_that_has_a_day(notice: Notice, tmp_path: Path) -> None:
    words = shown(written(charts.timeline(notice), tmp_path / "chart.svg"))
    dated = [m for m in notice.measures if any(limit.due for limit in m.deadlines)]
    assert len(dated) > 20
    for measure in dated:
        assert any(word.split() == f"{measure.id} {measure.title}".split() for word in words), measure
    assert {"企业开办", "截止", "期间", "3月"} <= set(words)


def test_a_load_shows_units_and_totals_and_only_as_many_as_asked_for(notice: Notice, tmp_path: Path) -> None:
    words = shown(written(charts.load(notice), tmp_path / "all.svg"))
    assert {unit.name for measure in notice.measures for unit in measure.units} <= set(words)
    few = shown(written(charts.load(notice, most=2), tmp_path / "two.svg"))
    assert {"政务服务局", "综合执法大队"} <= set(few)
    assert "人力资源局" not in few


def test_a_network_shows_every_unit_once(notice: Notice, tmp_path: Path) -> None:
    words = shown(written(charts.network(notice), tmp_path / "chart.svg"))
    for unit in {unit.name for measure in notice.measures for unit in measure.units}:
        assert words.count(unit) == 1


def test_a_network_puts_side_by_side_who_works_together() -> None:
    measures = [
        Measure(title="办", lead_units=[Unit(name=a), Unit(name=b)]) for a, b in ("甲丙", "丙甲", "乙丁", "丁乙")
    ]
    chart = charts.network(Notice(domains=[Domain(name="事", measures=measures)])).to_dict()
    (dots,) = (layer["data"]["name"] for layer in chart["layer"] if layer["mark"].get("type") == "circle")
    ring = "".join(dot["unit"] for dot in sorted(chart["datasets"][dots], key=lambda dot: dot["angle"]))
    assert any(pair in ring * 2 for pair in ("甲丙", "丙甲"))
    assert any(pair in ring * 2 for pair in ("乙丁", "丁乙"))


def test_stages_show_their_values_in_words(notice: Notice, tmp_path: Path) -> None:
    words = shown(written(charts.stages(notice), tmp_path / "chart.svg"))
    assert {"不低于40%", "不低于75%", "100%", "2024-06-30", "2024-12-31"} <= set(words)


# --- files -----------------------------------------------------------------


def test_a_png_is_drawn_at_twice_its_size(notice: Notice, tmp_path: Path) -> None:
    svg = ET.fromstring(written(charts.load(notice), tmp_path / "chart.svg"))
    charts.save(charts.load(notice), tmp_path / "chart.png")
    png = (tmp_path / "chart.png").read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") == pytest.approx(2 * float(svg.attrib["width"]), abs=2)


def test_a_page_has_all_it_needs_and_asks_for_nothing(page: str) -> None:
    outside = re.findall(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=[^>]*>", page.partition("<script>")[0])
    assert outside == []
    assert re.findall(r"<script[^>]*>", page)[0] == "<script>"
    assert "default-src 'none'" in page
    assert len(page) > 500_000


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    unit = Unit(name=HOSTILE)
    hostile = Notice(
        title=HOSTILE, domains=[Domain(name=HOSTILE, measures=[Measure(title=HOSTILE, lead_units=[unit])])]
    )
    assert HOSTILE not in written(charts.load(hostile), tmp_path / "chart.html")
    words = shown(written(charts.load(hostile), tmp_path / "chart.svg"))
    assert HOSTILE in words


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_characters_that_no_file_can_hold_are_replaced(suffix: str, tmp_path: Path) -> None:
    measure = Measure(title="办", lead_units=[Unit(name="民\x01政\ud800局")])
    path = tmp_path / f"chart{suffix}"
    charts.save(charts.load(Notice(domains=[Domain(name="甲", measures=[measure])])), path)
    assert path.stat().st_size > 0
    if suffix == ".svg":
        assert "民\ufffd政\ufffd局" in shown(path.read_text(encoding="utf-8"))


def test_a_chart_in_a_page_is_the_chart(page: str, notice: Notice) -> None:
    spec, _ = json.JSONDecoder().raw_decode(page, page.rindex('vegaEmbed("#chart", ') + len('vegaEmbed("#chart", '))
    assert "/schema/vega/" in spec["$schema"]
    (values,) = (held["values"] for held in spec["data"] if "values" in held)
    assert values == next(iter(charts.load(notice).to_dict()["datasets"].values()))


@every_chart
def test_a_notebook_displays_a_chart_without_a_network(draw: Callable[..., Any], notice: Notice) -> None:
    forms = draw(notice).properties(name="one")._repr_mimebundle_()
    assert "text/html" not in forms  # Altair's own, which loads its scripts
    assert shown(forms["image/svg+xml"])
    (vega,) = (form for kind, form in forms.items() if kind.startswith("application/vnd.vegalite."))
    assert vega["name"] == "one"


def test_a_renderer_that_the_user_enabled_keeps_its_place(notice: Notice) -> None:
    with alt.renderers.enable("json"):
        forms, _ = charts.load(notice)._repr_mimebundle_()
    assert "image/svg+xml" not in forms


def test_a_file_of_another_kind_is_refused(notice: Notice, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"\.gif.*\.html, \.png, \.svg"):
        charts.save(charts.load(notice), tmp_path / "chart.gif")
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_it_says_which_one() -> None:
    code = "import sys; sys.modules['altair'] = None; import zhengce.views.charts"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "pip install 'zhengce[plot]'" in done.stderr


def test_units_are_shown_by_notice(notice: Notice, tmp_path: Path) -> None:
    later = attrs.evolve(notice, document_number=attrs.evolve(notice.document_number, year=2025))
    words = shown(written(charts.load([notice, later], by="notice"), tmp_path / "chart.svg"))
    assert {"澄高管发〔2024〕16号", "澄高管发〔2025〕16号", "政务服务局", "16"} <= set(words)


def test_coverage_shows_the_domains_of_the_higher_level(notice: Notice, tmp_path: Path) -> None:
    lower = attrs.evolve(notice, domains=notice.domains[1:])
    words = shown(written(charts.coverage(zhengce.align(notice, lower)), tmp_path / "chart.svg"))
    assert {"上级措施承接情况", "已承接", "未承接", notice.domains[0].name} <= set(words)
