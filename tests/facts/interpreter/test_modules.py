"""Other modules of a project: names are followed to their definitions."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.facts import build
from mlsmells.facts.domain.events import Read
from mlsmells.facts.record.dump import lines
from mlsmells.sources import ProjectModules, source_from_text

HELPERS = """
import pandas as pd
from deeper import nested
RAW = "raw.csv"
_hidden = 3
def load(name=RAW):
    return pd.read_csv(name)
"""
FILES = {
    "helpers.py": HELPERS,
    "deeper.py": "from deepest import nested\n",
    "deepest.py": "nested = 'n.csv'\n",
    "package/__init__.py": "from package.inner import y\n",
    "package/inner.py": "y = 'y.csv'\n",
    "circle.py": "from train import x\nz = x\n",
    "broken.py": "def (\n",
}
# name of the case: (program, how x is described; "" where it stays a name of another module)
FOLLOWED: dict[str, tuple[str, str]] = {
    "a constant": ("from helpers import RAW as x", "text 'raw.csv'"),
    "by its module": ("import helpers\nx = helpers.RAW", "text 'raw.csv'"),
    "a function": ("from helpers import load\nx = load()", "frame D1"),
    "imported on": ("from helpers import nested as x", "text 'n.csv'"),
    "from a package": ("from package import y as x", "text 'y.csv'"),
    "everything": ("from helpers import *\nx = RAW", "text 'raw.csv'"),
    "in a circle": ("from circle import z as x", ""),
    "from nowhere": ("from gone import x", ""),
    "from a broken module": ("from broken import x", ""),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("code", "expected"), FOLLOWED.values(), ids=FOLLOWED)
def test_names_of_other_modules(code: str, expected: str, root: Path) -> None:
    source = source_from_text(f"import pandas\n{code}\ny = x\n", "train.py")
    facts = build(source, modules=ProjectModules(root))
    assert next((line for line in lines(facts) if line.startswith("y = ")), "") == (expected and f"y = {expected}")


def test_what_happens_there_is_reported_at_the_call(root: Path) -> None:
    source = source_from_text("import pandas\nfrom helpers import load\n\nload()\n", "train.py")
    (read,) = build(source, modules=ProjectModules(root)).everywhere(Read)
    assert (read.line, read.foreign) == (4, "helpers.py:7")


def test_without_modules_nothing_is_followed() -> None:
    facts = build(source_from_text("import pandas\nfrom helpers import load\nx = load()\n", "train.py"))
    assert facts.everywhere(Read) == []
