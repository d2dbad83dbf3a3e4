"""The order of a request's fields decides which feature is which.

`data.values()` has the order in which the client wrote the fields. A form with two fields exchanged, another version of
the client, an additional field: the model reads the age as the income, and answers all the same. Pick the features by
name, in the order of training.

Bad:
    import joblib
    from flask import Flask, request
    app = Flask(__name__)
    model = joblib.load("model.joblib")
    @app.post("/predict")
    def predict():
        try:
            row = [float(value) for value in request.form.values()]
        except ValueError:
            return {"error": "numbers only"}, 400
        return {"answer": float(model.predict([row])[0])}
Good:
    import logging
    import joblib
    from flask import Flask, request
    app = Flask(__name__)
    model = joblib.load("model.joblib")
    FEATURES = ["age", "income"]
    @app.post("/predict")
    def predict():
        try:
            row = [float(request.form[name]) for name in FEATURES]
        except (KeyError, ValueError):
            return {"error": "age and income, as numbers"}, 400
        answer = float(model.predict([row])[0])
        logging.info("answered %s", answer)
        return {"answer": answer}
Silent on:
    features picked by name; frames that keep their names, which scikit-learn compares with those of training; bodies
    with a type, whose fields have an order; a single field
Source: https://scikit-learn.org/stable/glossary.html#term-feature_names_in_
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, once
from mlsmells.facts import Facts, Flow, called_as, every_node, raw

RULE = Rule(
    __name__,
    code="MLS620",
    severity=Severity.WARNING,
    once=True,
    message="the fields' order in the request decides what {model} takes for which feature - pick them by name",
)
_PICKS = frozenset({"reindex", "filter", "loc", "sorted", "get_dummies", "DictVectorizer", "transform"})


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Values without their names, made of what was sent, that reach the prediction."""
    for found in once(raw.asked(facts), lambda each: (each.handler, each.block)):
        bare = {id(node): node for node in every_node(found.block) if _is_bare(node, found.sent)}
        flow = Flow(found.block, lambda node, bare=bare: id(node) in bare)  # type: ignore[misc]
        if bare and flow.reaches(found.call.args[0]) and not _picks(found.block, found.sent):
            yield RULE.at(next(iter(bare.values())), model=found.model)


def _is_bare(node: ast.AST, sent: Flow) -> bool:
    """``data.values()``, ``frame.values``: what was sent, without its names."""
    if not isinstance(node, ast.Attribute) or node.attr not in ("values", "to_numpy"):
        return False
    # ``request.values`` is what was sent itself.
    return sent.reaches(node.value) and not sent.begins(node)


def _picks(block: ast.AST, sent: Flow) -> bool:
    """Fields are chosen by name, or put into an order, before their names are dropped."""
    for node in every_node(block):
        if isinstance(node, ast.Call) and called_as(node.func) in _PICKS:
            return True
        if isinstance(node, ast.Subscript) and sent.reaches(node.value) and _is_list(node.slice):
            return True
        if isinstance(node, ast.keyword) and node.arg == "columns":
            return True
    return False


def _is_list(index: ast.expr) -> bool:
    return isinstance(index, (ast.List, ast.Name, ast.Attribute)) and not isinstance(index, ast.Constant)
