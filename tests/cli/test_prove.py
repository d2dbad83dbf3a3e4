"""``mlsmells prove`` on small programs, which it runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mlsmells.cli import main

NOISE = """\
import numpy as np
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

rng = np.random.default_rng(0)
X, y = rng.normal(size=(80, 900)), rng.integers(0, 2, 80)
X = SelectKBest(k=10).fit_transform(X, y)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
model = LogisticRegression().fit(X_train, y_train)
print("accuracy", model.score(X_test, y_test))
"""


def proven(folder: Path, code: str, *options: str, answer: str = "") -> Result:
    script = folder / "train.py"
    script.write_text(code)
    result = CliRunner().invoke(main, ["prove", str(script), "--isolated", *options], input=answer)
    assert script.read_text() == code  # whatever happens
    return result


def test_tells_what_a_leak_was_worth(tmp_path: Path) -> None:
    result = proven(tmp_path, NOISE, "--yes")
    assert result.exit_code == 0, result.output
    assert "→" in result.stdout and result.stdout.startswith("accuracy 0.")
    assert result.stdout.endswith("after MLS104 (line 8)\n")


def test_runs_nothing_unasked(tmp_path: Path) -> None:
    result = proven(tmp_path, NOISE, answer="n\n")
    assert result.exit_code == 2
    assert "runs" in result.stderr and "running" not in result.stderr


@pytest.mark.parametrize(
    ("code", "said", "exit_code"),
    {
        "nothing to fix": ("print(1)\n", "nothing to compare", 0),
        "an error of its own": (NOISE + "1 / 0\n", "ZeroDivisionError", 2),
        "endless": ("while True:\n    pass\n" + NOISE, "not done after", 2),
        "the network": (
            "import socket\nsocket.create_connection(('localhost', 1))\n" + NOISE,
            "no network",
            2,
        ),
    }.values(),
)
def test_what_cannot_be_compared(tmp_path: Path, code: str, said: str, exit_code: int) -> None:
    result = proven(tmp_path, code, "--yes", "--seconds", "9")
    assert (said in result.output, result.exit_code) == (True, exit_code), result.output
