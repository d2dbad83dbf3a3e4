"""How far flake8 and ``mlsmells check`` are apart on real projects.

    python tools/agree.py PROJECT… [--show N]

Both are run as users run them, from the project's folder, over the same files, notes included. Compared are file,
line, column and code of every finding of the rules that look at one file. A difference is a finding of one face that
the other does not have; the percentage is of all findings of both. MLS000 is left out: of a file that does not parse
flake8 says so itself. Exit code 1: more than one percent apart.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

LIMIT = 0.01
FORM = "%(path)s\t%(row)d\t%(col)d\t%(code)s"


class Report(NamedTuple):
    """One finding as both faces write it: the path from the project's folder, line on disk, column from 1."""

    path: str
    line: int
    column: int
    code: str


class Difference(NamedTuple):
    """What only one face says of a project, and how much both say together."""

    project: Path
    only_check: set[Report]
    only_flake8: set[Report]
    both: int

    @property
    def apart(self) -> int:
        """Findings that one face alone has."""
        return len(self.only_check) + len(self.only_flake8)

    @property
    def total(self) -> int:
        """All findings."""
        return self.both + self.apart


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("projects", nargs="+", type=Path, help="folders, each a project")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N differences of each")
    options = parser.parse_args()
    width = max(len(project.resolve().name) for project in options.projects)
    found = [compare(project) for project in options.projects]
    for difference in found:
        print(f"{difference.project.resolve().name:<{width}}  {row(difference.apart, difference.total)}")
        for sign, only in (("check ", difference.only_check), ("flake8", difference.only_flake8)):
            for report in sorted(only)[: options.show]:
                print(f"    only {sign}  {report.path}:{report.line}:{report.column}: {report.code}")
    apart, total = sum(d.apart for d in found), sum(d.total for d in found)
    print(f"{'all':<{width}}  {row(apart, total)}")
    return 1 if apart > LIMIT * total else 0


def row(apart: int, total: int) -> str:
    """``3 of 120 differ, 2.50 %``."""
    return f"{apart:>4} of {total:>5} differ, {100 * apart / max(total, 1):5.2f} %"


def compare(project: Path) -> Difference:
    """Run both at the same time over one project."""
    files = run(project, ["mlsmells", "check", ".", "--show-files"]).splitlines()
    if not files:
        return Difference(project, set(), set(), 0)
    with ThreadPoolExecutor(2) as pool:
        ours, theirs = pool.submit(by_check, project), pool.submit(by_flake8, project, files)
    check, flake8 = ours.result(), theirs.result()
    return Difference(project, check - flake8, flake8 - check, len(check & flake8))


def by_check(project: Path) -> set[Report]:
    """The findings of the rules of one file, as ``mlsmells check`` reports them."""
    output = run(project, ["mlsmells", "check", ".", "--no-cache", "--show-notes", "-q", "--output-format", "json"])
    found = json.loads(output)["findings"]
    return compared(report for finding in found for report in file_by_file(finding))


def file_by_file(finding: dict[str, Any]) -> Iterator[Report]:
    """A finding of ``check``, and its first place in each other file for which it stands: flake8 sees one file."""
    yield Report(finding["path"], finding["physical_line"], finding["column"], finding["code"])
    others: dict[str, dict[str, Any]] = {}
    for place in finding["places"]:
        if place["path"] != finding["path"]:
            others.setdefault(place["path"], place)
    for path, place in others.items():
        yield Report(path, place["physical_line"], place["column"], finding["code"])


def by_flake8(project: Path, files: Iterable[str]) -> set[Report]:
    """The same, as flake8 reports them. Settings of the project for flake8 itself are not ours to compare."""
    options = ["--isolated", "--select=MLS", "--filename=*.py,*.ipynb", "--mls-show-notes", f"--format={FORM}"]
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8", suffix=".txt") as listing:
        output = run(project, ["flake8", *options, f"--output-file={listing.name}", "--exclude=", *files])
        assert not output, output
        rows = (line.rstrip("\n").split("\t") for line in Path(listing.name).read_text(encoding="utf-8").splitlines())
        return compared(Report(Path(path).as_posix(), int(line), int(col), code) for path, line, col, code in rows)


def compared(reports: Iterable[Report]) -> set[Report]:
    """Those of the rules that look at one file."""
    from mlsmells.core.rule import FILE
    from mlsmells.engine.registry import NOT_ANALYSED, by_code

    codes = {code for code, rule in by_code().items() if rule.scope == FILE and code != NOT_ANALYSED}
    return {report for report in reports if report.code in codes}


def run(project: Path, command: list[str]) -> str:
    """The standard output of a Python module; a crash ends the comparison."""
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False, cwd=project)
    if "Traceback" in done.stderr:
        raise SystemExit(f"{project}: {command[0]} failed:\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    raise SystemExit(main())
