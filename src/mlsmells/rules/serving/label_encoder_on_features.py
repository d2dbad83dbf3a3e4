"""LabelEncoder is made for labels, and here it encodes a feature.

It numbers the categories in the order of the alphabet. A linear model, a distance or a network takes the numbers for
amounts, so that "west" is three times "east". In production it raises an error at the first category it has not
seen, and it has no way to be told otherwise. OneHotEncoder and OrdinalEncoder are made for features, take all columns
at once and can be told what to do with new categories.

Bad:
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import LabelEncoder
    rows = pd.read_csv("train.csv", usecols=["region", "churned"])
    rows["region"] = LabelEncoder().fit_transform(rows["region"])
    model = LogisticRegression().fit(rows[["region"]], rows["churned"])
Good:
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder
    rows = pd.read_csv("train.csv", usecols=["region", "churned"])
    model = make_pipeline(OneHotEncoder(handle_unknown="ignore"), LogisticRegression())
    model.fit(rows[["region"]], rows["churned"])
Silent on:
    labels; columns that no model sees; numbers that index an embedding. For trees, and for columns with two values, the
    order does no harm: a note
Source: https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.LabelEncoder.html
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, regex
from mlsmells.facts import Effect, Facts, Fit, Obj, called_as, every_node

RULE = Rule(
    __name__,
    code="MLS608",
    severity=Severity.WARNING,
    once=True,
    rolls_up=2,
    message="LabelEncoder numbers {what} by the alphabet, which {model} takes for amounts - use OneHotEncoder",
)
TREES = (
    "LabelEncoder is for labels: on {what} it fails at the first new category - use OrdinalEncoder(handle_unknown=...)"
)
_ENCODER = "sklearn.preprocessing.LabelEncoder"
# What a model makes of numbers: amounts and distances.
_AMOUNTS = frozenset({"linear", "neighbors", "neural", "svm", "kernel", "distance"})
_AMOUNTS_CLASS = regex(r"SV[CR]|MLP|KNeighbors|Logistic|Linear|Ridge|Lasso|ElasticNet|GaussianNB|SGD|Perceptron")
_TWO_VALUES = regex(r"^(sex|gender|is_|has_|.*(_flag|_yn|_bool|male|binary)$)", re.IGNORECASE)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Encoders whose numbers reach a model as features, each where it learns."""
    found: dict[int, tuple[Effect, list[Fit]]] = {}
    for fit in facts.of(Fit):
        for effect in fit.X.effects if fit.X is not None and fit.obj.predicts else ():
            if (
                effect.obj is not None
                and effect.obj.cls == _ENCODER
                and not effect.may
                and not _may_be_label(fit, effect)
            ):
                found.setdefault(id(effect.place), (effect, []))[1].append(fit)
    for effect, fits in found.values():
        models = [fit for fit in fits if not fit.obj.core.is_a("keras-model", "module", "trainer")]
        if models:
            yield _finding(facts, effect, models)


def _may_be_label(fit: Fit, effect: Effect) -> bool:
    """The labels come from the same encoding, by position: which of the columns was encoded is not known."""
    return fit.y is not None and any(other.place is effect.place for other in fit.y.effects)


def _finding(facts: Facts, effect: Effect, fits: list[Fit]) -> Finding:
    column = _column(effect)
    two = _has_two_values(facts, column)
    what = f"feature '{column}'" if column else "the categories of features"
    harmed = next((fit for fit in fits if _takes_amounts(fit.obj)), None)
    trace = [(effect, "encoded"), (harmed or fits[0], "learned from")]
    if harmed is None or (column and (_TWO_VALUES.search(column) or two)):
        return RULE.at(effect, message=TREES, what=what, severity=Severity.INFO, trace=trace)
    return RULE.at(effect, what=what, model=harmed.obj.core.short, trace=trace)


def _has_two_values(facts: Facts, column: str) -> bool:
    """Only rows with one of two values were kept: ``df["type"].isin(["A", "B"])``."""
    for node in facts.nodes if column else ():
        if isinstance(node, ast.Call) and called_as(node.func) == "isin" and isinstance(node.func, ast.Attribute):
            named = any(isinstance(n, ast.Constant) and n.value == column for n in every_node(node.func.value))
            if named and node.args and isinstance(node.args[0], (ast.List, ast.Tuple, ast.Set)):
                return len(node.args[0].elts) <= 2
    return False


def _column(effect: Effect) -> str:
    """The one column that is encoded, "" for several or an unknown one."""
    learned = effect.event.X if effect.event is not None else None
    name = learned.column if learned is not None else None
    return name if name and name != "any column" else ""


def _takes_amounts(obj: Obj) -> bool:
    core = obj.core
    return bool(core.tags & _AMOUNTS) or _AMOUNTS_CLASS.search(core.short) is not None
