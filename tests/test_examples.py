"""The examples: every script runs, and every notebook has the content of its script."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted(path.name for path in ROOT.glob("examples/*.py"))
PRINTED = {
    "first_steps.py": [
        "2024-06-30  1.1  政务服务局  推行企业开办“一张表”（6月底前）",
        "8月前",
        "1.3  recurring  每季度: 更新",
    ],
    "measures.py": [
        "  7 leads    1 helps  政务服务局",
        "2024-10  ████ 4",
        "3.1  =  13500 个  （1.35万个）",
        "2.1  推行带方案供地: open",
    ],
    "compare.py": [
        "2024  云岭政办发〔2024〕9号  4 measures, 5 limits",
        "2023  >= 80%  2023-11-30  县数据局",
        "3×  推进网上办理",
    ],
    "ledger_and_calendar.py": [
        "52 rows",
        "2024-09-30 2.4 规划建设局 统一竣工验收窗口 9月底前",
        "2024-09-30 4.1 科技创新局 发布技术需求清单 按月",
        "ledger.xlsx",
        "规划建设局.ics",
    ],
    "follow_up.py": [
        "57 taken, due before: ['1.4-1']",
        "0 events, 0 findings",
        "0 lines changed, 0 figures differ",
    ],
    "own_rule.py": ["sample.md:66:113: warning OFF001 [1.1]", "警告 OFF001 [3.1]"],
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_runs(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-X", "utf8", str(ROOT / "examples" / name)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    for words in PRINTED[name]:
        assert words in done.stdout, done.stdout


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_takes_a_notice_of_ones_own(name: str, tmp_path: Path) -> None:
    """The path in its first cell."""
    text = (ROOT / "examples" / name).read_text(encoding="utf-8")
    (tmp_path / "own.txt").write_text(
        "一、便民\n1.开通专窗，2021年6月底前完成。（牵头单位：测试局）\n", encoding="utf-8"
    )
    own = text.replace("PATH = None", 'PATH = "own.txt"').replace("PATHS = []", 'PATHS = ["own.txt", "own.txt"]')
    assert own != text
    command = [sys.executable, "-W", "error", "-X", "utf8", "-c", own]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr


def test_every_notebook_is_its_script() -> None:
    expected = dict(runpy.run_path(str(ROOT / "docs/notebooks.py"))["notebooks"]())
    assert set(expected) == set(ROOT.glob("examples/**/*.ipynb"))
    for file, content in expected.items():
        assert file.read_text(encoding="utf-8") == content, f"{file.name}: run python docs/notebooks.py"
