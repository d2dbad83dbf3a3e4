"""What ``mlsmells facts`` shows of an event: what it is called on and with, under which conditions, in which loops."""

from __future__ import annotations

import pytest

from mlsmells.facts import build
from mlsmells.facts.record.dump import lines
from mlsmells.sources import source_from_text

MODEL = "from torch import nn, optim\nmodel = nn.Linear(2, 1)\nsgd = optim.SGD(model.parameters(), lr=0.1)\n"
READ = "import pandas as pd\n"

# Code → a whole line of the output.
LINES = {
    "a constant argument": (READ + "df = pd.read_csv('a.csv', nrows=5)", "nrows=5)"),
    "an argument of some kind": (READ + "def f(n):\n    pd.read_csv('a.csv', nrows=n)", "nrows=<unknown>) in f"),
    "an object as an argument": (
        "from sklearn.model_selection import cross_val_score\nfrom sklearn.linear_model import Ridge\n"
        "cross_val_score(Ridge(), X, y, cv=3)",
        "X=builtin D1 (estimator=Ridge, cv=3)",
    ),
    "more may be given": (READ + "pd.read_csv('a.csv', **options)", "(filepath_or_buffer='a.csv', …)"),
    "long constants are cut": (READ + f"pd.read_csv('{'x' * 60}')", f"(filepath_or_buffer='{'x' * 39})"),
    "a receiver": (MODEL + "sgd.step()", "4: Call optimizer.step loop.step on sgd"),
    "a receiver that is unknown": (
        "import torch\ndef f(m):\n    m.zero_grad()",
        "3: Call zero_grad loop.zero-grad presumed on ? in f",
    ),
    "no receiver": ("import torch\ntorch.no_grad()", "2: Call torch.no_grad context.no-grad"),
    "a fit names its object itself": (
        "from sklearn.linear_model import Ridge\nridge = Ridge()\nridge.fit(X, y)",
        "3: Fit Ridge X=builtin D1 y=builtin",
    ),
    "loops, outermost first": (
        MODEL + "for a in range(3):\n    while a:\n        sgd.step()",
        "6: Call optimizer.step loop.step on sgd loop@4>5",
    ),
    "a loop around a call": (
        MODEL + "def go():\n    sgd.step()\nfor a in range(3):\n    go()",
        "5: Call optimizer.step loop.step on sgd loop@6 in go",
    ),
    "a condition in a loop": (
        MODEL + "for a in b:\n    if a:\n        sgd.step()",
        "6: Call optimizer.step loop.step on sgd (conditional) loop@4",
    ),
    "gradients": (
        MODEL + "nn.MSELoss()(model(x), y).backward()",
        "4: Backward backward of metric scored@4",
    ),
    "gradients of an engine": (
        "import torch\ndef f(engine, loss):\n    engine.backward(loss)",
        "3: Backward backward of unknown on ? in f",
    ),
    "what escapes": (MODEL + "import tools\ntools.wrap(model, sgd)", "5: Escape to wrap: model, sgd"),
}


@pytest.mark.parametrize(("code", "expected"), LINES.values(), ids=LINES)
def test_lines(code: str, expected: str) -> None:
    shown = list(lines(build(source_from_text(code, "train.py"))))
    assert any(line == expected or line.endswith(f" {expected}") or line.endswith(expected) for line in shown), shown
