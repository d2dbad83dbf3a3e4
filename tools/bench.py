"""What the program costs, as CPU time and as ratios within one run; writes docs/performance.md.

    python tools/bench.py [FOLDER…] [--rounds N] [--print]

Measured are the folders (two of this repository if none is named), start-up, and generated programs that grow.
Each figure is the least of some rounds, which take turns: other work on the machine only adds. ``--print`` writes
nothing. Exit code 1: a limit was exceeded.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench_commands import Cost, cost_of, flake8, mlsmells, ruff, version_of
from bench_programs import many_files, one_file

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
OWN = [ROOT / "programs", ROOT / "src" / "mlsmells" / "engine"]
SMALL = "import pandas as pd\nfrom sklearn.linear_model import Ridge\nRidge().fit(*pd.read_csv('a.csv').align([]))\n"
# What the project holds itself to. The first two are of start-up, in seconds.
LIMITS = {"`mlsmells --version`": 0.060, "`check` of one small file": 0.150, "flake8 with the plugin": 1.10}
LINES = (1_000, 3_000, 10_000)
FILES = (30, 100, 300)


class Row(NamedTuple):
    """One line of a table: what was measured, and its figures."""

    what: str
    cost: Cost
    ratio: float | None = None

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return f"| {self.what} | {self.cost.seconds:.3f} | {ratio} | {self.cost.megabytes:.0f} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, help="what to measure (default: two of this repository)")
    parser.add_argument("--rounds", type=int, default=5, help="measurements of each kind (default: 5)")
    parser.add_argument("--print", action="store_true", help="print the page instead of writing it")
    options = parser.parse_args()
    sections = {
        "Start-up": list(start_up(options.rounds)),
        **{f"`{path.name}`": list(folder(path, options.rounds)) for path in options.folders or OWN},
        "One file that grows": list(growth(LINES, "lines", one_file, options.rounds)),
        "A project that grows": list(growth(FILES, "files", many_files, options.rounds)),
    }
    page = "\n".join(page_of(sections, options.rounds))
    if options.print:
        print(page)
    else:
        PAGE.write_text(page, encoding="utf-8")
    return 1 if any(over(row) for rows in sections.values() for row in rows) else 0


def measured(commands: dict[str, Callable[[], Cost]], rounds: int) -> dict[str, Cost]:
    """The least of each command; they take turns, so that all see the same machine."""
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            found[name].append(command())
    return {name: Cost(min(c.seconds for c in costs), max(c.megabytes for c in costs)) for name, costs in found.items()}


def start_up(rounds: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "small.py").write_text(SMALL, encoding="utf-8")
        costs = measured(
            {
                "Python alone": lambda: cost_of(sys.executable, "-c", "pass"),
                "`mlsmells --version`": lambda: mlsmells("--version"),
                "`check` of one small file": lambda: mlsmells("check", "--no-cache", "small.py", place=place),
            },
            rounds * 2,
        )
    yield from (Row(what, cost) for what, cost in costs.items())


def folder(path: Path, rounds: int) -> Iterator[Row]:
    """The tools on one folder; the first check is one without a cache, the second finds everything in it."""
    path = path.resolve()
    parse = [sys.executable, str(Path(__file__).with_name("bench_inside.py"))]
    settings = ["--isolated", "--ignore", "MLS000"]  # what does not parse costs as well
    options = ["check", "--exit-zero", "--quiet", "--jobs", "1", *settings]
    commands = {
        "`ast.parse` of the files": lambda: cost_of(*parse, "parse", str(path)),
        "facts alone": lambda: cost_of(*parse, "facts", str(path)),
        "`check`, cold": lambda: mlsmells(*options, "--no-cache", ".", place=path),
        "flake8 alone": lambda: flake8(path, plugin=False),
        "flake8 with the plugin": lambda: flake8(path, plugin=True),
        "`fix --diff`": lambda: mlsmells("fix", "--diff", *settings, ".", place=path),
        **({"`ruff check`": lambda: ruff(path)} if version_of("ruff") else {}),
    }
    costs = measured(commands, rounds)
    with tempfile.TemporaryDirectory() as name:
        costs["`check`, warm"] = warm(path, Path(name), options, rounds)
    base = costs["flake8 alone"].seconds
    for what, cost in costs.items():
        yield Row(what, cost, cost.seconds / base)


def warm(path: Path, copy: Path, options: Sequence[str], rounds: int) -> Cost:
    """On a copy: the cache stays out of the folder itself."""
    import shutil

    shutil.copytree(path, copy / "project", ignore=shutil.ignore_patterns(".*", "__pycache__"))
    mlsmells(*options, ".", place=copy / "project")
    return measured({"": lambda: mlsmells(*options, ".", place=copy / "project")}, rounds)[""]


def growth(sizes: Sequence[int], unit: str, make: Callable[[Path, int], None], rounds: int) -> Iterator[Row]:
    """Generated programs; the ratio is the cost of a line or file to that of the smallest, start-up left out."""
    with tempfile.TemporaryDirectory() as name:
        places = {size: Path(name, str(size)) for size in (0, *sizes)}
        for size, place in places.items():
            make(place, size)
        run = ["check", "--no-cache", "--exit-zero", "--quiet", "--jobs", "1", "--isolated", "."]
        commands = {str(size): (lambda place=place: mlsmells(*run, place=place)) for size, place in places.items()}
        costs = measured(commands, max(rounds // 2, 1))
    own = {size: costs[str(size)].seconds - costs["0"].seconds for size in sizes}
    for size in sizes:
        yield Row(f"{size:,} {unit}", costs[str(size)], own[size] / size / (own[sizes[0]] / sizes[0]))


def over(row: Row) -> bool:
    limit = LIMITS.get(row.what)
    return limit is not None and (row.cost.seconds if row.ratio is None else row.ratio) > limit


def page_of(sections: dict[str, list[Row]], rounds: int) -> Iterator[str]:
    tools = ", ".join(f"{name} {version}" for name in ("flake8", "ruff") if (version := version_of(name)))
    yield "# What it costs\n"
    yield "Written by `make bench`; `python tools/bench.py FOLDER…` measures a folder of yours.\n"
    yield f"Python {sys.version.split()[0]}, {tools}, {machine()}."
    yield f"CPU time of one process, the least of {rounds} rounds."
    yield "Ratios are to flake8 alone on the same files; where something grows, to the smallest, per line or file."
    for title, rows in sections.items():
        yield f"\n## {title}\n"
        yield "| what | seconds | ratio | MB at most |\n|---|---:|---:|---:|"
        yield from (f"{row}{' **over the limit**' if over(row) else ''}" for row in rows)
    yield ""


def machine() -> str:
    import os
    import platform

    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.machine()
    return f"{platform.system()}, {os.cpu_count()} × {model}"


if __name__ == "__main__":
    raise SystemExit(main())
