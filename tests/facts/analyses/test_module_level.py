"""Scripts that do all their work at the top level."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.analyses.module_level import script
from mlsmells.sources import source_from_text

HEAD = "import pandas as pd\nfrom sklearn.linear_model import LinearRegression\n"
READ = "rows = pd.read_csv('a.csv')\n"
FIT = "model = LinearRegression().fit(rows[['a']], rows['b'])\n"
GUARD = "if __name__ == '__main__':\n"
SCRIPTS = {
    "all at module level": (HEAD + READ + FIT, "2 statements, read, fit; reads data on import"),
    "a guard": (HEAD + GUARD + "    " + READ + "    " + FIT, "2 statements, read, fit"),
    "in functions": (
        HEAD + "def f():\n    " + READ + "    " + FIT + "\nf()\n",
        "1 statements, in functions; reads data on import",
    ),
    "in functions, called behind a guard": (
        HEAD + "def f():\n    " + READ + "    " + FIT + "\n" + GUARD + "    f()\n",
        "1 statements, in functions",
    ),
    "in functions that others call": (
        HEAD + "def f():\n    " + READ + "    " + FIT + "\ndef g():\n    f()\n",
        "0 statements, in functions",
    ),
    "a fit alone": (HEAD + "from x import rows\n" + FIT, "1 statements, fit; trains on import"),
    "a scaler": (
        "from sklearn.preprocessing import StandardScaler\nfrom x import rows\nStandardScaler().fit(rows)\n",
        "1 statements",
    ),
    "settings": (HEAD + "import yaml\nwith open('a.yaml') as f:\n    s = yaml.safe_load(f)\n", "1 statements"),
    "bundled rows": (HEAD + "from sklearn.datasets import load_iris\nrows = load_iris().data\n", "1 statements"),
    "words": (HEAD + "'''Words.'''\nx = 1\n", "1 statements"),
    "an app": ("import streamlit as st\n" + HEAD + READ + FIT, "none"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "shown"), SCRIPTS.values(), ids=SCRIPTS)
def test_script(text: str, shown: str) -> None:
    done = script(build(source_from_text(text, "a.py")))
    if done is None:
        assert shown == "none"
        return
    words = [f"{done['statements']} statements", *(name for name in ("read", "fit") if done[name])]
    words += ["in functions"] if done["fits_in_functions"] else []
    assert ", ".join(words) + (f"; {done['does']} on import" if done["on_import"] else "") == shown
