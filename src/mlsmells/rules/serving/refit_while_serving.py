"""An encoder or scaler learns anew from the very rows that a finished model is asked about.

The model knows the codes and scales of the training rows. A transformer that is fitted on the rows of the request
gives others: a single row always gets code 0 and a scaled value of 0, whatever it says. No error is raised, the
answers are simply wrong. Save the fitted transformer with the model, best as one Pipeline, and only apply it.

Bad:
    import joblib
    import pandas as pd
    from fastapi import FastAPI
    from sklearn.preprocessing import StandardScaler
    app = FastAPI()
    model = joblib.load("model.joblib")
    @app.post("/predict")
    def predict(age: float, income: float):
        row = pd.DataFrame([{"age": age, "income": income}])
        return {"answer": float(model.predict(StandardScaler().fit_transform(row))[0])}
Good:
    import logging
    import joblib
    import pandas as pd
    from fastapi import FastAPI
    app = FastAPI()
    pipeline = joblib.load("pipeline.joblib")
    @app.post("/predict")
    def predict(age: float, income: float):
        row = pd.DataFrame([{"age": age, "income": income}])
        answer = float(pipeline.predict(row)[0])
        logging.info("answered %s", answer)
        return {"answer": answer}
Silent on:
    a transformer that learns from the training file, or from a fixed list of categories, and is applied to the request;
    scripts that scale a file whose name does not say that its rows are to be predicted: it may be the training file;
    vectorizers that compare the texts of one request with each other; services that train their model; stateless
    transformers
Source: https://scikit-learn.org/stable/common_pitfalls.html#inconsistent-preprocessing
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, regex
from mlsmells.facts import Apply, Facts, Fit, Flow, Read, called_as, every_node, handlers
from mlsmells.rules.serving._new_rows import of_a_file, only_predicted

RULE = Rule(
    __name__,
    code="MLS623",
    severity=Severity.ERROR,
    once=True,
    message="{est} learns anew from the rows that {model} is asked about - load the one that was fitted with the model",
)
_PREDICTS = frozenset({"predict", "predict_proba", "predict_log_proba", "decision_function", "predict_classes"})

# What only models have.
_TRAINS = frozenset({"compile", "fit_generator", "train_on_batch", "backward", "zero_grad", "partial_fit"})
_APP = regex(r"^[ \t]*(?:import|from) streamlit\b", re.MULTILINE)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Transformers whose fit and result are of one request, and reach a model that was fitted elsewhere."""
    fits = [fit for fit in facts.of(Fit) if fit.obj.transforms and _learns(fit)]
    if not fits or facts.source.is_notebook or not (_loads(facts) or handlers.handlers(facts)):
        return
    yield from facts.placed([(fit, found) for fit in fits for found in _found(facts, fit)])


def _found(facts: Facts, fit: Fit) -> Iterator[Finding]:
    for block, begins in _blocks(facts, fit):
        if _trains(facts, block) or (isinstance(block, ast.Module) and not _script_predicts(facts, fit)):
            continue
        asked = _asked(block, begins)
        if asked and not of_a_file(fit):
            yield RULE.at(fit, est=fit.obj.label, model=asked)
            break


def _blocks(facts: Facts, fit: Fit) -> Iterator[tuple[ast.AST, set[int]]]:
    """The functions around, from the inside outwards, each with what in it gives the transformed rows."""
    yield _around(facts, fit.node), {id(node) for node in _results(facts, fit)}
    for call in reversed(fit.calls):
        yield _around(facts, call), {id(call)}


def _around(facts: Facts, node: ast.AST) -> ast.AST:
    """The innermost function; the script of an app that is run from top to bottom."""
    line = getattr(node, "lineno", 0)
    around = [f.node for f in facts.functions if f.node.lineno <= line <= (f.node.end_lineno or 0)]
    found: ast.AST | None = max(around, key=lambda each: each.lineno, default=facts.source.tree)
    return found if found is not None else node


def _script_predicts(facts: Facts, fit: Fit) -> bool:
    """The script of an app, or one that predicts a file of new rows and trains nothing."""
    return facts.says(_APP) or only_predicted(facts, fit)


def _asked(block: ast.AST, begins: set[int]) -> str:
    """The model that was fitted elsewhere and predicts the rows; "" for none."""
    flow = Flow(block, lambda node: id(node) in begins)
    for call in _predictions(block):
        if flow.reaches(_first(call)) and not _made_here(block, call):
            return ast.unparse(call.func.value)  # type: ignore[attr-defined]
    return ""


def _learns(fit: Fit) -> bool:
    return fit.via == "fit" and fit.X is not None and not fit.obj.is_a("transformer.stateless")


def _loads(facts: Facts) -> bool:
    """The file has a model that was fitted elsewhere."""
    return any(read.tags & {"pickle", "model"} for read in facts.of(Read))


def _trains(facts: Facts, block: ast.AST) -> bool:
    """A model learns there as well: it is asked about what it has learned."""
    if any(isinstance(node, ast.Attribute) and node.attr in _TRAINS for node in every_node(block)):
        return True
    lines = range(getattr(block, "lineno", 0), (getattr(block, "end_lineno", 0) or 10**9) + 1)
    return any(fit.obj.predicts and fit.line in lines for fit in facts.of(Fit))


def _results(facts: Facts, fit: Fit) -> Iterator[ast.AST]:
    """What the transformer makes of the rows it learned from."""
    for apply in facts.of(Apply):
        same = apply.obj is fit.obj and apply.X is not None and fit.X is not None
        if same and (apply.fit is fit or apply.node is fit.node) and _same_rows(apply, fit):
            yield apply.site[0] if apply.site is not None else apply.node


def _same_rows(apply: Apply, fit: Fit) -> bool:
    mine, learned = apply.X, fit.X
    assert mine is not None and learned is not None
    return apply.node is fit.node or mine is learned or (mine.rows is not None and mine.rows == learned.rows)


def _predictions(block: ast.AST) -> Iterator[ast.Call]:
    for node in every_node(block):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _PREDICTS:
            yield node


def _first(call: ast.Call) -> ast.AST | None:
    return call.args[0] if call.args else next((k.value for k in call.keywords), None)


def _made_here(block: ast.AST, asked: ast.Call) -> bool:
    """The model is built or trained in the same place."""
    receiver = asked.func.value  # type: ignore[attr-defined]
    name = called_as(receiver)
    for node in every_node(block):
        if isinstance(node, ast.Attribute) and node.attr == "fit" and called_as(node.value) == name != "":
            return True
        if isinstance(node, ast.Assign) and any(called_as(t) == name for t in node.targets):
            maker = called_as(node.value.func) if isinstance(node.value, ast.Call) else ""
            if maker[:1].isupper():
                return True
    return isinstance(receiver, ast.Call) and called_as(receiver.func) in ("fit", "fit_predict")
