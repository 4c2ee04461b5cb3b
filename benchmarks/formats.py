"""Measure the formats beside msgspec and pydantic, and write `docs/measured-formats.md` from `formats.md`.

python benchmarks/formats.py

Both languages are written. All run in one environment under `.nox/.benchmarks`, for some minutes. The other
libraries use classes generated from ours, with the same fields, types and defaults; like ours they are strict, refuse
unknown keys, and are frozen.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from environments import HOME, Package, Times, paired
from gold import ROOT

OURS = Package(
    "formats",
    ("msgspec==0.22.0", "pydantic==2.14.4", f"zhengce[arrow,fast,yaml] @ {ROOT.as_uri()}"),
    "import zhengce, msgspec, pyarrow, pydantic, yaml",
)
MEASURES = 100_000
RUNS = 5
STARTS = 21


def row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


# --- in the environment: the same classes for the peers -----------------------------


def nouns() -> dict[str, Any]:
    import attrs

    from zhengce import model

    found = {name: getattr(model, name) for name in model.__all__}
    return {name: noun for name, noun in found.items() if attrs.has(noun)}


def fields(noun: Any) -> Iterator[tuple[str, str, Any]]:
    """Name, annotation and default of each field; `...` where it is required, a class where that makes it."""
    import attrs

    for field in attrs.fields(noun):
        default: Any = field.default
        if default is attrs.NOTHING:
            default = ...
        yield field.name, noun.__annotations__[field.name], default


def namespace(name: str) -> ModuleType:
    """Return a module in which the annotations of our classes mean those of another library."""
    from decimal import Decimal

    from zhengce import Convention, DeadlineKind, TimeUnit

    module = ModuleType(name)
    vars(module).update(Decimal=Decimal, pendulum=SimpleNamespace(Date=dt.date))
    vars(module).update(Convention=Convention, DeadlineKind=DeadlineKind, TimeUnit=TimeUnit)
    sys.modules[name] = module
    return module


def msgspec_notice() -> Any:
    import msgspec

    module = namespace("peers_msgspec")
    for name, noun in nouns().items():
        made = [
            (field, kind) if default is ... else (field, kind, None if field == "source" else default)
            for field, kind, default in fields(noun)
        ]
        options = {"module": module.__name__, "frozen": True, "kw_only": True, "forbid_unknown_fields": True}
        setattr(module, name, msgspec.defstruct(name, made, **options))
    return vars(module)["Notice"]


def pydantic_notice() -> Any:
    import pydantic

    module = namespace("peers_pydantic")
    config = pydantic.ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)
    for name, noun in nouns().items():
        made: dict[str, Any] = {
            field: (kind, None if field == "source" else default) for field, kind, default in fields(noun)
        }
        model = pydantic.create_model(name, __config__=config, __module__=module.__name__, **made)
        setattr(module, name, model)
    for name in nouns():
        vars(module)[name].model_rebuild(_types_namespace=vars(module))
    return vars(module)["Notice"]


# --- in the environment: out and in ------------------------------------------------------

Calls = tuple[Callable[[Any], Any], Callable[[Any], Any]]


def ways() -> dict[str, Calls]:
    """Return how each library writes and reads a notice, by its name."""
    import msgspec
    import pydantic

    import zhengce
    from zhengce.formats import fast
    from zhengce.formats import json as ours

    def with_or_without(speed_up: Any) -> Calls:
        def dumps(notice: Any) -> str:
            vars(ours)["_FAST"] = speed_up
            return zhengce.dumps(notice)

        def loads(text: str) -> Any:
            vars(ours)["_FAST"] = speed_up
            return zhengce.loads(text)

        return dumps, loads

    decoder = msgspec.json.Decoder(msgspec_notice())
    model: type[pydantic.BaseModel] = pydantic_notice()
    return {
        "zhengce": with_or_without(None),
        "zhengce, with the extra fast": with_or_without(fast),
        "msgspec": (msgspec.json.Encoder().encode, decoder.decode),
        "pydantic": (lambda notice: notice.model_dump_json(), model.model_validate_json),
    }


def timer(call: Callable[[Any], Any], argument: Any, times: int) -> Callable[[], float]:
    def seconds() -> float:
        begin = time.perf_counter()
        for _ in range(times):
            call(argument)
        return time.perf_counter() - begin

    return seconds


def beside() -> dict[str, Any]:
    """Return the seconds that each library takes to write and read all measures, and the ratio to ours."""
    import zhengce

    notice = zhengce.sample()
    text = json.dumps({key: held for key, held in json.loads(zhengce.dumps(notice)).items() if key != "schema"})
    copies = -(-MEASURES // len(notice.measures))
    timers = {}
    for name, (write, read) in ways().items():
        data = zhengce.dumps(notice) if name.startswith("zhengce") else text
        made = read(data)
        written = json.loads(write(made))
        written.pop("schema", None)
        assert written == json.loads(text), name  # the same fields, the same values
        timers[name] = timer(write, made, copies), timer(read, data, copies)
    first = timers["zhengce"]
    found = {name: [paired(*pair, RUNS) for pair in zip(first, both, strict=True)] for name, both in timers.items()}
    return {"copies": copies, "characters": len(zhengce.dumps(notice)), "times": found}


def others() -> dict[str, list[float]]:
    """Return the milliseconds that the other formats take to write and read one notice."""
    import zhengce
    from zhengce.formats import arrow, parquet, yaml

    notice = zhengce.sample()
    written = yaml.dumps(notice)
    calls: dict[str, list[tuple[Callable[[Any], Any], Any]]] = {
        ".yaml": [(yaml.dumps, notice), (yaml.loads, written)],
        "table": [(arrow.table, notice)],
        ".parquet": [(parquet.dumps, notice)],
    }
    runs = {name: [timer(call, argument, 20) for call, argument in both] for name, both in calls.items()}
    return {name: [paired(run, run, RUNS).first * 50 for run in both] for name, both in runs.items()}


# --- the page -------------------------------------------------------------------------------


def measure() -> dict[str, str]:
    HOME.mkdir(parents=True, exist_ok=True)
    if not OURS.install():
        sys.exit("the packages that are compared cannot be installed")
    command = [OURS.python, __file__, "measure"]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    started = paired(OURS.start("import attrs, pendulum"), OURS.start("import zhengce"), STARTS)
    return {
        "day": str(dt.datetime.now(tz=dt.UTC).date()),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "peers": ", ".join(OURS.requirements[:-1]).replace("==", " "),
        "copies": f"{found['copies']:,}",
        "characters": f"{found['characters']:,}",
        "json": "\n".join(beside_rows(found["times"])),
        "others": "\n".join(row(f"`{name}`", *cells(both)) for name, both in found["others"].items()),
        "import": f"{started.ratio:.2f}",
        "import_ms": f"{started.second * 1000:.0f}",
        "base_ms": f"{started.first * 1000:.0f}",
    }


def cells(milliseconds: list[float]) -> list[str]:
    return [*(f"{ms:.1f}" for ms in milliseconds), "—"][:2]


def beside_rows(times: dict[str, Any]) -> Iterator[str]:
    for name, both in times.items():
        out, back = (Times(*each) for each in both)
        yield row(name, f"{out.second:.2f}", f"{back.second:.2f}", f"{out.ratio:.3g}", f"{back.ratio:.3g}")


def main() -> None:
    if sys.argv[1:] == ["measure"]:
        print(json.dumps(beside() | {"others": others()}))
        return
    figures = measure()
    for template, page in (
        ("formats.md", "docs/measured-formats.md"),
        ("formats.zh.md", "docs/zh/measured-formats.md"),
    ):
        text = Path(__file__).with_name(template).read_text(encoding="utf-8").format_map(figures)
        (ROOT / page).write_text(text, encoding="utf-8")
    print((ROOT / "docs/measured-formats.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
