"""How much the analysis costs, as ratios to reading and parsing the same files in the same run.

    python tools/bench.py [PATH…] [--rounds N]

Measures, and compares with the limits the project holds itself to:
- ``check`` without a cache, in a fresh process, on files that import an ML library and on files that do not;
- flake8 as a whole process, with the plugin and without it, on the ML files;
- what importing the plugin adds to flake8's own imports;
- a second run of ``mlsmells check`` on an unchanged project of at least 500 files, over the first.

Rounds are interleaved and the median is printed. Notebooks are left out: flake8 and ``ast.parse`` cannot read
them as they are. Exit code 1: a limit was exceeded.
"""

from __future__ import annotations

import argparse
import ast
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
# The project's own source stands in for files without an ML import.
DEFAULT_PATHS = [ROOT / "fixtures", ROOT / "examples", ROOT / "src"]
LIMITS = {"ml": 4.0, "other": 1.5, "flake8": 1.25, "import": 60.0, "second": 0.3}
# The files are copied until the project has as many.
PROJECT_FILES = 500

# flake8 knows its plugins from the installed distributions; both arms run this, only one hides ours.
FLAKE8 = """
import importlib.metadata as metadata, sys
hidden = sys.argv.pop(1)
found = metadata.distributions
metadata.distributions = lambda: (d for d in found() if d.metadata["name"] != hidden)
from flake8.main.cli import main
raise SystemExit(main(sys.argv[1:]))
"""
IMPORT = """
import flake8.main.application, flake8.checker, flake8.plugins.pyflakes, flake8.plugins.pycodestyle
from time import perf_counter
start = perf_counter()
import mlsmells.flake8_plugin
print((perf_counter() - start) * 1000)
"""


class Times(NamedTuple):
    """Seconds for all files: reading and parsing, checking, checking again with everything loaded."""

    parse: float
    cold: float
    warm: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, help="files or folders (default: this repository)")
    parser.add_argument("--rounds", type=int, default=7, help="measurements of each kind (default: 7)")
    parser.add_argument("--measure", choices=["check", "parse"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(*measure([Path(line.rstrip("\n")) for line in sys.stdin]))
        return 0
    ml, other = classify(find(options.paths or DEFAULT_PATHS))
    print(f"{len(ml)} ML files, {len(other)} others, {options.rounds} rounds, Python {sys.version.split()[0]}")
    results = [
        check_ratio("check, ML files", ml, options.rounds, LIMITS["ml"]),
        check_ratio("check, other files", other, options.rounds, LIMITS["other"]),
        flake8_ratio(ml, options.rounds),
        import_cost(options.rounds),
        second_run(options.paths or DEFAULT_PATHS, options.rounds),
    ]
    return 0 if all(results) else 1


def find(paths: Iterable[Path]) -> list[Path]:
    """The Python files below the paths that parse; the same ones are read by every measurement."""
    from mlsmells.sources import discover

    return [path for path in discover(paths, root=ROOT) if path.suffix == ".py" and imports_of(path) is not None]


def imports_of(path: Path) -> set[str] | None:
    """Top-level names the file imports; None for one that does not parse."""
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError):
        return None
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def classify(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Files with an import of a library the tool knows, and the others."""
    from mlsmells.knowledge import PACKAGES

    ml: list[Path] = []
    other: list[Path] = []
    for path in paths:
        known = PACKAGES.keys() & (imports_of(path) or set())
        (ml if known else other).append(path)
    return ml, other


def measure(paths: Sequence[Path]) -> Times:
    """One fresh process: each file is parsed and checked in turn, in changing order; then all once more.

    Importing the engine and its rules is start-up, not analysis, and done before; knowledge is loaded by the
    first file that needs it and counts.
    """
    from mlsmells.config import load_config
    from mlsmells.engine.check import check_source
    from mlsmells.engine.registry import all_rules
    from mlsmells.sources import read_source

    config = load_config(ROOT, explicit=None, isolated=True)
    all_rules()

    def parse(path: Path) -> object:
        return ast.parse(path.read_bytes())

    def check(path: Path) -> object:
        return check_source(read_source(path), config, scope="project")  # as `mlsmells check` does

    seconds = {parse: 0.0, check: 0.0}
    for number, path in enumerate(paths):
        for work in (parse, check) if number % 2 else (check, parse):
            seconds[work] += timed(work, path)
    return Times(seconds[parse], seconds[check], sum(timed(check, path) for path in paths))


def timed(work: Callable[..., object], *arguments: object, **options: object) -> float:
    """Seconds one call takes."""
    start = perf_counter()
    work(*arguments, **options)
    return perf_counter() - start


def check_ratio(label: str, paths: Sequence[Path], rounds: int, limit: float) -> bool:
    """Prints cold check over parse. True when within the limit, or with nothing to measure."""
    if not paths:
        print(f"{label:24} not measured: no such files")
        return True
    command = [sys.executable, __file__, "--measure", "check"]
    listing = "\n".join(map(str, paths))
    times = [Times(*map(float, run(command, input=listing).stdout.split())) for _ in range(rounds)]
    warm = statistics.median(t.warm / t.parse for t in times)
    parse = statistics.median(t.parse for t in times) * 1000
    note = f"parse {parse:.0f} ms, with knowledge loaded {warm:.2f}"
    return report(label, [t.cold / t.parse for t in times], limit, note)


def flake8_ratio(paths: Sequence[Path], rounds: int) -> bool:
    """Prints flake8 with the plugin over flake8 without it."""
    arms = {name: [sys.executable, "-c", FLAKE8, name] for name in ("", "mlsmells")}
    versions = {name: run([*arm, "--version"]).stdout for name, arm in arms.items()}
    if not paths or "mlsmells" not in versions[""] or "mlsmells" in versions["mlsmells"]:
        print(f"{'flake8, ML files':24} not measured: no ML files, or the plugin is not installed")
        return bool(not paths)
    options = ["--isolated", "--exit-zero"]
    if multiprocessing.get_start_method() != "fork":
        options += ["--jobs", "1"]  # other workers would look for plugins again, and find ours
    seconds: dict[str, list[float]] = {name: [] for name in arms}
    for number in range(rounds):
        for name in arms if number % 2 else reversed(arms):
            command = [*arms[name], *options, *map(str, paths)]
            seconds[name].append(timed(run, command))
    # Neighbours in time share what else the machine was doing.
    ratios = [with_it / without for with_it, without in zip(seconds[""], seconds["mlsmells"], strict=True)]
    note = f"without {statistics.median(seconds['mlsmells']) * 1000:.0f} ms"
    return report("flake8, ML files", ratios, LIMITS["flake8"], note)


def import_cost(rounds: int) -> bool:
    """Prints the milliseconds that importing the plugin takes when flake8 is there already."""
    command = [sys.executable, "-c", IMPORT]
    values = [float(run(command).stdout) for _ in range(rounds)]
    return report("plugin import, ms", values, LIMITS["import"], "")


def second_run(paths: Sequence[Path], rounds: int) -> bool:
    """Prints a run that finds all results in the cache over one that makes them, start-up included."""
    from mlsmells.sources import discover

    files = discover(paths, root=ROOT)
    if not files:
        return True
    with tempfile.TemporaryDirectory() as folder:
        base = os.path.commonpath(files) if len(files) > 1 else str(files[0].parent)
        copies = -(-PROJECT_FILES // len(files))
        for number in range(copies):
            for path in files:
                target = Path(folder, f"part{number}", os.path.relpath(path, base))
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
        command = [sys.executable, "-m", "mlsmells", "check", folder, "--isolated", "--exit-zero", "--quiet"]
        pairs = []
        for _ in range(rounds):
            shutil.rmtree(Path(folder, ".mlsmells_cache"), ignore_errors=True)
            pairs.append([timed(subprocess.run, command, capture_output=True) for _ in range(2)])
    first = statistics.median(pair[0] for pair in pairs)
    note = f"{copies * len(files)} files, first run {first:.1f} s"
    return report("second run", [second / first for first, second in pairs], LIMITS["second"], note)


def report(label: str, values: Sequence[float], limit: float, note: str) -> bool:
    median = statistics.median(values)
    spread = f" ({min(values):.2f}-{max(values):.2f})" if len(values) > 1 else ""
    verdict = "ok" if median <= limit else "TOO SLOW"
    print(f"{label:24} {median:6.2f}{spread}  limit {limit:g}  {verdict}  {note}".rstrip(), flush=True)
    return median <= limit


def run(command: Sequence[str], *, input: str = "") -> subprocess.CompletedProcess[str]:
    """Runs it to its end; a failure stops the benchmark with what the command said."""
    done = subprocess.run(command, input=input, capture_output=True, text=True, env=dict(os.environ))
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:3])} … failed:\n{done.stderr[-2000:]}")
    return done


if __name__ == "__main__":
    raise SystemExit(main())
