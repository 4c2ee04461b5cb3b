"""Engines: the programs of the guide give the rows of ``corpus.batches``, on local workers of Dask and Spark."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pyarrow import dataset

from zhengce import corpus

TEXT = """\
云政发〔2024〕9号
云州市人民政府关于办好食堂的通知
一、食堂
1.建成{n}家，{m}月底前完成。（牵头单位：市民政局；责任单位：财政局、各镇）
"""
_PROGRAM = re.compile(r"<!-- file: (with_\w+\.py) -->\n```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Return a folder with the programs of the guide, and one of notices, of which one cannot be read."""
    folder = tmp_path_factory.mktemp("engines")
    for name, program in _PROGRAM.findall((root / "docs/many-documents.md").read_text(encoding="utf-8")):
        (folder / name).write_text(program, encoding="utf-8")
    (folder / "in").mkdir()
    for number in range(70):
        text = TEXT.format(n=number + 1, m=number % 12 + 1)
        (folder / f"in/{number:02}.md").write_text(text, encoding="utf-8")
    shutil.copy(root / "examples/sample.md", folder / "in/sample.md")
    (folder / "in/bare.txt").write_text("没有措施的说明", encoding="utf-8")
    (folder / "in/empty.docx").touch()
    return folder


def ran(folder: Path, package: str, *arguments: str) -> str:
    pytest.importorskip(package, reason=f"{package} is not installed: nox -s engines")
    done = subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-5000:]
    return done.stdout


def lines(rows: list[dict[str, Any]]) -> list[str]:
    """Return rows in an order of their own, since engines keep none."""
    return sorted(json.dumps(row, ensure_ascii=False, default=str, sort_keys=True) for row in rows)


def local(source: Path | str) -> list[dict[str, Any]]:
    return [row for batch in corpus.batches(source) for row in batch.to_pylist()]


def test_a_bag_of_dask_counts_what_is_there(folder: Path) -> None:
    printed = ran(folder, "dask", "with_dask_bag.py", "in")
    days = [row["due"] for row in local(folder / "in")]
    months = Counter(f"{due:%Y-%m}" for due in days if isinstance(due, dt.date))
    assert printed.splitlines() == [str(pair) for pair in sorted(months.items())]


def test_a_data_frame_of_dask_has_the_same_rows(folder: Path) -> None:
    ran(folder, "dask", "with_dask_frame.py", str(folder / "in"), "frame")
    made = dataset.dataset(folder / "frame").to_table().to_pylist()
    assert lines(made) == lines(local(folder / "in"))


def test_spark_has_the_same_rows(folder: Path) -> None:
    ran(folder, "pyspark", "with_spark.py", str(folder / "in"), "spark")
    made = dataset.dataset(folder / "spark", format="parquet").to_table().to_pylist()
    assert lines(made) == lines(local((folder / "in").resolve()))
