"""`get_dummies` makes columns of whatever categories are there, once for training and once for later rows.

Each call looks at its own rows alone. A category that one part lacks gives it fewer columns, and columns that stand at
other places than those the model has learned; a single row gives one column. At best predict raises an error, at worst
it takes one category for another. One OneHotEncoder, fitted once and saved with the model, gives the same columns.

Bad:
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    train, test = pd.read_csv("train.csv"), pd.read_csv("test.csv")
    X_train, X_test = pd.get_dummies(train[["plan", "region"]]), pd.get_dummies(test[["plan", "region"]])
    model = LogisticRegression().fit(X_train, train["churned"])
    answers = model.predict(X_test)
Good:
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    train, test = pd.read_csv("train.csv"), pd.read_csv("test.csv")
    X_train, X_test = pd.get_dummies(train[["plan", "region"]]), pd.get_dummies(test[["plan", "region"]])
    X_test = X_test.reindex(columns=X_train.columns, fill_value=0)
    model = LogisticRegression().fit(X_train, train["churned"])
    answers = model.predict(X_test)
Silent on:
    `reindex` and `align`; missing columns that are added; columns with fixed categories; one call for all rows that
    are then divided; a list of columns that is saved and applied
Source: https://scikit-learn.org/stable/modules/preprocessing.html#encoding-categorical-features
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, regex
from mlsmells.facts import Effect, Facts, Fit, Predict, Value, called_as, handlers

RULE = Rule(
    __name__,
    code="MLS606",
    severity=Severity.ERROR,
    once=True,
    message="get_dummies looks at these rows alone, as at {place} at the training rows - fit one OneHotEncoder",
)
SERVED = "get_dummies makes columns of the one request alone, and {model} wants those of training - use a OneHotEncoder"
# Columns that are brought in line, whoever does it.
_IN_LINE = regex(
    r"\.reindex\(|\.align\(|CategoricalDtype|pd\.Categorical\(|\.set_categories\(|columns\.difference|missing_col"
    r"|feature_names_in_|add_missing|not in \w+\.columns|\.columns\)?\s*-\s*set|set\(\w+\.columns|model_columns"
    r"|\.join\(|(?:train|model|feature|expected|all)_?(?:columns|cols|features|names)\b\]"
)
_DUMMIES = frozenset({"get_dummies"})


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Rows that are predicted, encoded by another call than the rows the model learned from."""
    if "get_dummies" not in facts.source.code or facts.says(_IN_LINE):
        return
    for predict in facts.of(Predict):
        theirs = _encoding(predict.X)
        for fit in predict.fits[:1]:
            ours = _encoding(fit.X)
            if theirs is not None and ours is not None and _apart(fit, predict, ours, theirs):
                yield RULE.at(
                    theirs.place,
                    place=f"line {ours.line}",
                    severity=Severity.WARNING,
                    trace=[(ours, "training rows encoded"), (theirs, "these rows encoded"), (predict, "predicted")],
                )
    yield from _served(facts)


def _encoding(value: Value | None) -> Effect | None:
    """The one call of get_dummies that made the columns."""
    found = [e for e in value.effects if _is_dummies(e)] if value is not None else []
    return found[0] if len({id(e.place) for e in found}) == 1 and not found[0].may else None


def _is_dummies(effect: Effect) -> bool:
    node = effect.node
    return effect.kind == "encoded" and isinstance(node, ast.Call) and called_as(node.func) in _DUMMIES


def _apart(fit: Fit, predict: Predict, ours: Effect, theirs: Effect) -> bool:
    """Two calls, or two runs of one, over different rows."""
    return ours.place is not theirs.place and ours.rows is not None and ours.rows != theirs.rows


def _served(facts: Facts) -> Iterator[Finding]:
    """In a service: the request is encoded by itself, and a model that was fitted elsewhere is asked."""
    for handler in handlers.handlers(facts):
        inner = [n for n in ast.walk(handler.node) if isinstance(n, ast.Call)]
        made = [n for n in inner if called_as(n.func) in _DUMMIES]
        asked = [n for n in inner if called_as(n.func) in ("predict", "predict_proba")]
        trains = any(called_as(n.func) == "fit" for n in inner)
        if made and asked and not trains and isinstance(asked[0].func, ast.Attribute):
            yield RULE.at(made[0], message=SERVED, model=ast.unparse(asked[0].func.value))
