"""Which files of the project a command runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.facts.project.commands import Program, programs

FILES = ("clean.py", "sub/clean.py", "src/tool/main.py", "src/tool/__main__.py", "explore.ipynb")
SCRIPTS = '[project.scripts]\nteam-clean = "tool.main:run"\n'
# name: (folder, command, what runs)
COMMANDS = {
    "a script": ("", "python clean.py a b", ["clean.py a b"]),
    "in another folder": ("sub", "python3.11 clean.py", ["sub/clean.py"]),
    "up a folder": ("sub", "python ../clean.py", ["clean.py"]),
    "options of Python": ("", "python -u -W ignore clean.py a", ["clean.py a"]),
    "a module": ("", "python -m tool.main --out a", ["src/tool/main.py --out a"]),
    "a package": ("", "python -m tool a", ["src/tool/__main__.py a"]),
    "through a runner": ("", "poetry run python clean.py", ["clean.py"]),
    "through uv": ("", "uv run --with pandas clean.py", ["clean.py"]),
    "with variables": ("", "OMP_NUM_THREADS=1 python clean.py", ["clean.py"]),
    "several": ("", "mkdir -p a && python clean.py a; python sub/clean.py", ["clean.py a", "sub/clean.py"]),
    "quoted": ("", "python clean.py 'a b.csv'", ["clean.py a b.csv"]),
    "papermill": ("", "papermill explore.ipynb out.ipynb -p rows 3", ["explore.ipynb"]),
    "nbconvert": ("", "jupyter nbconvert --execute explore.ipynb", ["explore.ipynb"]),
    "an installed command": ("", "team-clean --out a", ["src/tool/main.py --out a"]),
    "another program": ("", "Rscript clean.R", ["? Rscript clean.R"]),
    "code of its own": ("", "python -c 'print(1)'", ["? python -c"]),
    "a script that is not there": ("", "python gone.py", ["? python gone.py"]),
    "outside of the project": ("", "python ../clean.py", ["? python ../clean.py"]),
    "an open quote": ("", "python 'clean.py", []),
    "redirected": ("", "python clean.py < in.csv > out.csv", ["clean.py", "reads in.csv", "writes out.csv"]),
}


@pytest.mark.parametrize(("folder", "command", "expected"), COMMANDS.values(), ids=COMMANDS)
def test_what_a_command_runs(folder: str, command: str, expected: list[str], tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(SCRIPTS, encoding="utf-8")
    found, redirects, others = programs(tmp_path, folder, command)
    assert all(isinstance(program, Program) for program in found)
    shown = [" ".join((program.path, *program.arguments)) for program in found]
    shown += [f"{'writes' if redirect.writes else 'reads'} {redirect.path}" for redirect in redirects]
    assert [*shown, *(f"? {other}" for other in others)] == expected
