"""A split that a module leaves unseeded is a note where all programs that lead to it seed what it draws from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.project import check_paths

PARTS = """
from torch.utils.data import random_split
def parts(rows):
    return random_split(rows, [80, 20])
"""
CALLS = "from parts import parts\ndef main(rows):\n    train, held = parts(rows)\n    print(len(train), len(held))\n"
GUARD = "if __name__ == '__main__':\n    main(list(range(100)))\n"
SEEDED = "import torch\ntorch.manual_seed(0)\n" + CALLS + GUARD
NUMPY = "import numpy\nnumpy.random.seed(0)\n" + CALLS + GUARD
CLOCK = "import time\nimport torch\ntorch.manual_seed(int(time.time()))\n" + CALLS + GUARD
HELPER = "import torch\ntorch.manual_seed(0)\n"
BETWEEN = "from parts import parts\ndef both(rows):\n    return parts(rows)\n"
LOOKS = json.dumps(
    {
        "cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": [CALLS]}],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 4,
    }
)
NOTE, TOLD = [Severity.INFO], [Severity.WARNING]
CASES: dict[str, tuple[dict[str, str], list[Severity]]] = {
    "the program seeds": ({"run.py": SEEDED}, NOTE),
    "a module that it imports seeds": ({"run.py": "import fixed\n" + CALLS + GUARD, "fixed.py": HELPER}, NOTE),
    "over a module between": (
        {"middle.py": BETWEEN, "run.py": SEEDED.replace("from parts import parts", "from middle import both as parts")},
        NOTE,
    ),
    "a test does not": ({"run.py": SEEDED, "tests/test_parts.py": "from parts import parts\n"}, NOTE),
    "a notebook beside does not": ({"run.py": SEEDED, "look.ipynb": LOOKS}, NOTE),
    "a notebook alone does not": ({"look.ipynb": LOOKS}, TOLD),
    "nobody calls it": ({}, TOLD),
    "nobody seeds": ({"run.py": CALLS + GUARD}, TOLD),
    "one of two programs seeds": ({"run.py": SEEDED, "other.py": CALLS + GUARD}, TOLD),
    "another generator is seeded": ({"run.py": NUMPY}, TOLD),
    "with the time": ({"run.py": CLOCK}, TOLD),
    "a program beside seeds": ({"run.py": "import torch\ntorch.manual_seed(0)\n", "other.py": CALLS + GUARD}, TOLD),
}


@pytest.mark.parametrize(("files", "levels"), CASES.values(), ids=CASES)
def test_levels(tmp_path: Path, files: dict[str, str], levels: list[Severity]) -> None:
    for name, text in {"parts.py": PARTS, **files}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    run = check_paths([tmp_path], load_config(tmp_path, isolated=True), jobs=1)
    found = [at.finding for at in run.findings if at.finding.code == "MLS201" and at.path == "parts.py"]
    assert [finding.severity for finding in found] == levels
