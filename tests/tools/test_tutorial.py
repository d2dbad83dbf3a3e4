"""The tutorial in CONTRIBUTING, followed to the letter in a copy of the tree: its commands, in its order.

Once for the rule it builds, MLS506, which the copy no longer has; once for a rule on training loops that never clear
their gradients, to see that a new rule needs nothing but the public face of ``facts``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent / "tutorial"
PARTS = ("src", "tools", "fixtures", "docs", "tests/test_fixtures.py", "tests/test_meta.py")
FILES = ("pyproject.toml", "Makefile", "CHANGELOG.md", "CONTRIBUTING.md", ".pre-commit-hooks.yaml", "README.md")
COMMAND = re.compile(r"`((?:python tools/|make )[^`]+)`")
RULE, FAMILY, CODE = "labels-for-score-metric", "evaluation", "MLS506"


def steps() -> dict[int, list[str]]:
    """The commands of each numbered step of the tutorial."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    chapter = text.partition("## A rule from end to end")[2].partition("\n## ")[0]
    parts = re.split(r"^\*\*(\d)\. ", chapter, flags=re.MULTILINE)[1:]
    return {int(number): COMMAND.findall(step) for number, step in zip(parts[::2], parts[1::2], strict=True)}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The tree as a newcomer has it."""
    ignored = shutil.ignore_patterns("__pycache__", ".*cache")
    for part in PARTS:
        (tmp_path / part).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, tmp_path / part, ignore=ignored)
        else:
            shutil.copy(ROOT / part, tmp_path / part)
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(copy: Path, command: str) -> tuple[int, str]:
    """A command of the tutorial; of ``make`` the recipe, with this Python for the one that make would install."""
    out, code = "", 0
    for line in _recipe(copy, command) if command.startswith("make ") else [command]:
        arguments = [sys.executable, *line.split()[1:]]
        done = subprocess.run(
            arguments, cwd=copy, env={**os.environ, "PYTHONPATH": str(copy / "src")}, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        out, code = out + done.stdout + done.stderr, code or done.returncode
    return code, out


def _recipe(copy: Path, command: str) -> list[str]:
    target, *variables = command.split()[1:]
    recipe = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", (copy / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert recipe, f"no target {target}"
    lines = recipe[1].replace("$(BIN)/python", "python")
    for name, _, value in (variable.partition("=") for variable in variables):
        lines = lines.replace(f"$({name})", value)
    return [line.strip() for line in lines.splitlines()]


def change(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert count, pattern
    path.write_text(text, encoding="utf-8")


def follow(copy: Path, words: dict[str, str], work: dict[int, Callable[[], None]]) -> str:
    """All commands up to the check of the rule; before those of a step the work it asks for, after those of the first.

    ``words``: for another rule, what stands for the names in the tutorial. The last command.
    """
    for number, commands in steps().items():
        if number > 8:
            break
        if number > 1:
            work.get(number, lambda: None)()
        for command in commands:
            for old, new in words.items():
                command = command.replace(old, new)
            code, told = run(copy, command)
            assert code == 0, f"{command}\n{told}"
        if number == 1:
            work[number]()
    return command


def test_the_tutorial_builds_its_rule(copy: Path) -> None:
    module, fixtures = Path("src/mlsmells/rules/evaluation/labels_for_score_metric.py"), Path("fixtures", FAMILY, RULE)
    practices, changes = copy / "src/mlsmells/practices.yaml", copy / "CHANGELOG.md"
    before = practices.read_text(encoding="utf-8"), changes.read_text(encoding="utf-8")
    # Fresh pages quote a rule that is there, so the tutorial itself is no page of this copy.
    change(copy / "CONTRIBUTING.md", "<!-- From .*\n", "")
    (copy / module).unlink()
    shutil.rmtree(copy / fixtures)
    change(practices, f"{CODE}(, )?", "")
    change(changes, f"{CODE}.*\n", "\n")

    def write_fixtures() -> None:
        assert {path.name for path in (copy / fixtures).iterdir()} == {"bad.py", "good.py"}
        assert CODE in (copy / module).read_text(encoding="utf-8")
        shutil.copytree(ROOT / fixtures, copy / fixtures, dirs_exist_ok=True)

    def write_rule() -> None:
        shutil.copy(ROOT / module, copy / module)

    def map_it() -> None:
        practices.write_text(before[0], encoding="utf-8")
        changes.write_text(before[1], encoding="utf-8")

    assert follow(copy, {}, {1: write_fixtures, 4: write_rule, 7: map_it}) == f"make rule NAME={RULE}"


def test_the_code_of_the_tutorial_is_that_of_the_rule() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    source = (ROOT / "src/mlsmells/rules/evaluation/labels_for_score_metric.py").read_text(encoding="utf-8")
    bad = (ROOT / "fixtures/evaluation/labels-for-score-metric/bad.py").read_text(encoding="utf-8")
    assert len(blocks) == 2
    assert all(block in bad or all(part in source for part in block.split("\n\n\n")) for block in blocks)


NEW = {FAMILY: "training", RULE: "gradients-never-cleared", CODE: "MLS799"}


def test_a_rule_on_training_loops_needs_nothing_below_the_public_face(copy: Path) -> None:
    # The rule that the project has says the same, and better: here it is not there yet.
    (copy / "src/mlsmells/rules/training/gradients_not_cleared.py").unlink()
    shutil.rmtree(copy / "fixtures/training/gradients-not-cleared")
    change(copy / "src/mlsmells/practices.yaml", "(, )?MLS701", "")
    change(copy / "CHANGELOG.md", "MLS701 gradients-not-cleared(, )?", "")
    fixtures = copy / "fixtures/training/gradients-never-cleared"
    module = copy / "src/mlsmells/rules/training/gradients_never_cleared.py"

    def write_fixtures() -> None:
        shutil.copy(HERE / "bad.py", fixtures)
        shutil.copy(HERE / "good.py", fixtures)

    def write_rule() -> None:
        code, told = run(copy, "make rule NAME=gradients-never-cleared")
        assert code == 1 and re.search(r"^failed +fixtures", told, re.MULTILINE), told
        shutil.copy(HERE / "rule.py", module)

    def map_it() -> None:
        change(copy / "src/mlsmells/practices.yaml", r"(rules: \[MLS505, MLS506, MLS510)", r"\1, MLS799")
        change(copy / "CHANGELOG.md", "MLS101 ", "MLS799 gradients-never-cleared, MLS101 ")

    follow(copy, NEW, {1: write_fixtures, 4: write_rule, 7: map_it})
    for path in (ROOT / "src/mlsmells/facts").rglob("*.py"):
        assert path.read_bytes() == (copy / path.relative_to(ROOT)).read_bytes()


def test_the_new_rule_imports_the_public_face_alone() -> None:
    modules = re.findall(r"^from (mlsmells\S*)", (HERE / "rule.py").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(modules) == {"mlsmells.core", "mlsmells.facts"}
