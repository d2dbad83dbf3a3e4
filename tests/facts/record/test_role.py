"""What kind of file it is."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.sources import source_from_text

FITS = "import sklearn.svm\ndef f(): sklearn.svm.SVC().fit(X, y)\n"
READ = "import pandas as pd\ndf = pd.read_csv('a.csv')\n"
ROLES: dict[str, tuple[str, str, str]] = {
    "work at the top level": ("a.py", READ, "training-script"),
    "work in functions": ("a.py", "import pandas as pd\ndef f():\n    return pd.read_csv('a')\n", "library"),
    "functions that are called at the top level": ("a.py", FITS + "for i in range(3):\n    f()\n", "training-script"),
    "functions that are called in functions": ("a.py", FITS + "def g(): f()\n", "library"),
    "a main guard": ("a.py", "def f(): pass\nif __name__ == '__main__':\n    f()\n", "training-script"),
    "a command line": ("a.py", "import argparse\n", "training-script"),
    "a service": ("a.py", "import flask\n" + READ, "serving"),
    "a test by its folder": ("tests/a.py", READ, "test"),
    "a test by its name": ("src/test_a.py", READ, "test"),
    "a program that evaluates the test part": ("eval_test.py", "import sklearn\nprint(1)\n", "library"),
    "a test of what evaluates": ("eval_test.py", "import sklearn\ndef test_a(): pass\n", "test"),
    "a name that begins like a test": ("src/testing_sets.py", READ, "training-script"),
    "a test that serves": ("tests/a.py", "import flask\n", "test"),
    "nothing": ("a.py", "", "library"),
    "a notebook": ("a.ipynb", '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', "notebook"),
}


@pytest.mark.parametrize(("path", "text", "role"), ROLES.values(), ids=ROLES)
def test_roles(path: str, text: str, role: str) -> None:
    assert build(source_from_text(text, path)).role == role
