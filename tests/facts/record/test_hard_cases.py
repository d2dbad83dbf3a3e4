"""The hard cases: leaks that tools miss, and clean programs that tools report.

Each case in ``hard_cases/*.diff`` is one program and its clean twin, written as a
difference: lines with ``-`` are in the leaky program alone, lines with ``+`` in the
twin alone. A marker ``# expect: MLS103`` stands on the line that is reported for the
leaky program; the twin has no findings. ``<split>`` and the like stand for LINES.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from mlsmells.core import Confidence
from mlsmells.engine.registry import all_rules
from mlsmells.facts import build
from mlsmells.sources import source_from_text

FOLDER = Path(__file__).parent / "hard_cases"

HEAD = """\
import numpy as np
import pandas as pd
from sklearn import preprocessing
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge, SGDClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import (
    GridSearchCV, GroupKFold, KFold, ShuffleSplit, StratifiedKFold, TimeSeriesSplit,
    cross_val_predict, cross_val_score, cross_validate, train_test_split,
)
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils import shuffle
df = pd.read_csv("a.csv")
X, y = df.drop(columns=["t"]), df["t"]
"""

LINES = {
    "<split>": "X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)",
    "<score>": "print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))",
    "<halves>": "train, test = train_test_split(df, random_state=0)",
    "<score halves>": (
        'print(LogisticRegression().fit(train[["a", "b"]], train["t"]).score(test[["a", "b"]], test["t"]))'
    ),
}

# Rules about what a whole script lacks: true of most programs this short.
SCRIPT_RULES = frozenset("MLS109 MLS501 MLS502 MLS503 MLS508 MLS509 MLS511 MLS514 MLS516 MLS519 MLS520".split())

# Cases that do not pass yet, each with the reason.
PENDING: dict[str, str] = {
    "transformers: clusters as a feature [leaky]": "predictions of clusterers carry no effect yet",
}

MARKER = re.compile(r"\s*# expect: (MLS\d{3})$")


class Program(NamedTuple):
    """One side of a case: its text, and the code expected on each line."""

    text: str
    expected: list[tuple[int, str]]


def cases() -> Iterator[tuple[str, str]]:
    """The name of each case, with its difference."""
    for path in sorted(FOLDER.glob("*.diff")):
        for block in path.read_text(encoding="utf-8").split("\n== ")[1:]:
            title, _, body = block.partition("\n")
            yield f"{path.stem}: {title}", body.rstrip()


def program(body: str, side: str) -> Program:
    """The leaky side (``-``) or the clean one (``+``) of a difference."""
    lines = HEAD.splitlines()
    expected = []
    for line in body.splitlines():
        if line[:1] not in ("", " ", side):
            continue
        code = LINES.get(line[1:], line[1:])
        marker = MARKER.search(code)
        if marker and side == "-":
            expected.append((len(lines) + 1, marker[1]))
        lines.append(MARKER.sub("", code))
    return Program("\n".join(lines) + "\n", expected)


def findings(text: str) -> list[tuple[int, str]]:
    """What the leakage and evaluation rules report by default."""
    facts = build(source_from_text(text, "train.py"))
    return sorted(
        (finding.span.line, finding.code)
        for rule in all_rules()
        if rule.code.startswith(("MLS1", "MLS5"))
        and rule.code not in SCRIPT_RULES
        and rule.default_on
        and rule.scope != "project"
        for finding in rule.run(facts)
        if finding.confidence >= Confidence.MEDIUM
    )


CASES = dict(cases())


def _parameters() -> Iterator[object]:
    for name, body in CASES.items():
        for side, word in (("-", "leaky"), ("+", "clean")):
            key = f"{name} [{word}]"
            marks = [pytest.mark.xfail(reason=PENDING[key], strict=True)] if key in PENDING else []
            yield pytest.param(body, side, id=key, marks=marks)


@pytest.mark.parametrize(("body", "side"), list(_parameters()))
def test_case(body: str, side: str) -> None:
    text, expected = program(body, side)
    numbered = "\n".join(f"{n:3} {line}" for n, line in enumerate(text.splitlines(), 1) if n > HEAD.count("\n"))
    assert findings(text) == expected, numbered


def test_every_case_has_two_sides() -> None:
    for name, body in CASES.items():
        leaky, clean = program(body, "-"), program(body, "+")
        assert leaky.expected, name
        assert leaky.text != clean.text, name
        compile(leaky.text, name, "exec")
        compile(clean.text, name, "exec")


def test_pending_cases_exist() -> None:
    sides = {f"{name} [{word}]" for name in CASES for word in ("leaky", "clean")}
    assert set(PENDING) <= sides
