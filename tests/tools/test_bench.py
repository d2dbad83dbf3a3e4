"""The benchmark's page and its generated programs; nothing is timed here."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import bench
from bench import Row
from bench_commands import Cost, cost_of
from bench_programs import many_files, one_file, program
from mlsmells.facts import Fit, build
from mlsmells.sources import read_source


def test_a_row_over_its_limit_is_marked() -> None:
    rows = [Row("flake8 with the plugin", Cost(1.0, 50), 1.2), Row("`mlsmells --version`", Cost(0.05, 20))]
    assert [bench.over(row) for row in rows] == [True, False]
    page = "\n".join(bench.page_of({"A folder": rows}, 3))
    assert "| flake8 with the plugin | 1.000 | 1.20 | 50 | **over the limit**" in page
    assert "| `mlsmells --version` | 0.050 |  | 20 |\n" in page
    assert "least of 3 rounds" in page


@pytest.mark.parametrize("lines", [0, 100, 1000])
def test_a_generated_program_has_about_so_many_lines(lines: int) -> None:
    text = program(lines)
    ast.parse(text)
    assert lines - 40 <= text.count("\n") <= lines + 40


def test_generated_programs_are_followed(tmp_path: Path) -> None:
    one_file(tmp_path / "one", 100)
    facts = build(read_source(tmp_path / "one" / "program.py"))
    assert len(facts.of(Fit)) == 2 * text_count(tmp_path / "one" / "program.py", "def run_")
    many_files(tmp_path / "many", 3)
    assert sorted(path.name for path in (tmp_path / "many").iterdir()) == ["part_0.py", "part_1.py", "part_2.py"]


def text_count(path: Path, part: str) -> int:
    return path.read_text(encoding="utf-8").count(part)


def test_a_command_that_fails_is_told() -> None:
    with pytest.raises(SystemExit, match="failed"):
        cost_of("python3", "-c", "raise SystemExit('broken' and 3)")
    assert cost_of("python3", "-c", "pass").seconds > 0
