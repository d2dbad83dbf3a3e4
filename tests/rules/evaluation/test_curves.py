"""Training errors over a setting: a note where they are only drawn, an error where something is claimed."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlsmells.config import load_config
from mlsmells.core import Severity
from mlsmells.engine.check import check_source
from mlsmells.sources import source_from_text

CONFIG = load_config(Path(__file__).parent, isolated=True)
HEAD = """
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error
df = pd.read_csv("a.csv")
y = df.pop("y")
alphas, errors = [0.1, 1.0, 10.0], []
"""
LOOP = """for alpha in alphas:
    model = Ridge(alpha=alpha).fit(df, y)
    errors.append(mean_squared_error(y, model.predict(df)))
"""
STORED = LOOP.replace("errors.append(", "errors[i, 0] = (").replace("for alpha in", "for i, alpha in enumerate(")
STORED = "errors = np.zeros((3, 1))\n" + STORED.replace("alphas:", "alphas):")
SERIES = """results = [("error", errors)]
for i, result in enumerate(results):
    label, values = result
    ax = plt.gca()
    ax.plot(alphas, values)
    plt.ylabel(label)
    plt.savefig(f"{i + 1}.png")
"""
# name of the case: (program, the levels at which 504 is told)
CASES: dict[str, tuple[str, Severity]] = {
    "drawn": (LOOP + "plt.plot(alphas, errors)", Severity.INFO),
    "stored and drawn": (STORED + "plt.plot(alphas, errors[:, 0])", Severity.INFO),
    "drawn one after the other": (STORED + SERIES, Severity.INFO),
    "never drawn": (LOOP, Severity.ERROR),
    "drawn and printed": (LOOP + "plt.plot(alphas, errors)\nprint(errors)", Severity.ERROR),
    "chosen by": (LOOP + "plt.plot(alphas, errors)\nbest = alphas[np.argmin(errors)]", Severity.ERROR),
    "kept under another name, then printed": (LOOP + "plt.plot(errors)\nkept = errors\nprint(kept)", Severity.ERROR),
    "no loop": (LOOP.replace("for alpha in alphas:", "if alphas:").replace("alpha=alpha", "") + "plt.plot(errors)",
                Severity.ERROR),
}  # fmt: skip


@pytest.mark.parametrize(("code", "level"), CASES.values(), ids=CASES)
def test_levels(code: str, level: Severity) -> None:
    found = check_source(source_from_text(HEAD + code, "train.py"), CONFIG).findings
    assert [f.severity for f in found if f.code == "MLS504"] == [level]
