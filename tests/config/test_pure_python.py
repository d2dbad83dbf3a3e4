"""Without the optional accelerators everything reads and says the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import mlsmells

SOURCE = Path(mlsmells.__file__).parent
TOP = Path(__file__).parents[2]
SHIPPED = sorted(SOURCE.rglob("*.yaml"))

# Put before the program: imports of these modules fail, as where they were never compiled.
WITHOUT = """
import sys
for name in {modules}:
    sys.modules[name] = None
from mlsmells.cli import main
main(prog_name="mlsmells")
"""
ACCELERATORS = ["yaml._yaml", "fcntl"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_both_loaders_read_the_same(path: Path) -> None:
    if not yaml.__with_libyaml__:
        pytest.skip("libyaml is not there to be compared with")
    text = path.read_text(encoding="utf-8")
    assert yaml.load(text, yaml.SafeLoader) == yaml.load(text, yaml.CSafeLoader)


def test_every_yaml_file_of_the_checkout_is_plain_yaml() -> None:
    """The ones that users copy, too: hooks, examples, fixtures that are meant to be read."""
    for path in [*TOP.glob("*.y*ml"), *TOP.glob(".*.y*ml"), *(TOP / "examples").rglob("*.y*ml")]:
        list(yaml.load_all(path.read_text(encoding="utf-8"), yaml.SafeLoader))


@pytest.mark.parametrize("command", [["practices"], ["rules"], ["explain", "MLS103"], ["check", ".", "--no-cache"]])
def test_the_program_says_the_same_without_accelerators(command: list[str]) -> None:
    with_all, without = _run([], command), _run(ACCELERATORS, command)
    assert without == with_all
    assert without[0] in (0, 1) and without[1]


def test_accelerators_are_really_gone() -> None:
    program = WITHOUT.format(modules=ACCELERATORS).partition("from mlsmells")[0]
    program += "import yaml, json; print(json.dumps(hasattr(yaml, 'CSafeLoader')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) is False


def _run(without: list[str], command: list[str]) -> tuple[int, str]:
    program = WITHOUT.format(modules=without)
    env = os.environ | {"PYTHONPATH": str(SOURCE.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    folder = TOP / "examples" / "churn"
    done = subprocess.run(
        [sys.executable, "-c", program, *command], cwd=folder, env=env, capture_output=True, text=True
    )
    return done.returncode, done.stdout
