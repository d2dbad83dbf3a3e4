"""``predict`` becomes ``predict_proba(…)[:, 1]`` or ``decision_function`` in a metric that ranks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from mlsmells.core import Edit, Finding, Fix, Refuse, RenameCallee, ReplaceExpression, Span, WrapExpression
from mlsmells.facts import Facts, Fit, Metric, Obj, Predict

_SAID = {
    "predict_proba": "score with the probability of the positive class",
    "decision_function": "score with the decision values",
}
# Classifiers of scikit-learn that have decision values, with or without probabilities.
_DECIDES = {
    *("LinearSVC", "SVC", "NuSVC", "LogisticRegression", "LogisticRegressionCV", "RidgeClassifier"),
    *("RidgeClassifierCV", "SGDClassifier", "Perceptron", "PassiveAggressiveClassifier"),
    *("LinearDiscriminantAnalysis", "QuadraticDiscriminantAnalysis", "AdaBoostClassifier"),
    *("GradientBoostingClassifier", "HistGradientBoostingClassifier"),
}
# With these the metric is no longer about one positive class, or about another one than the second column.
_OTHER_CLASSES = {"pos_label", "average", "multi_class", "labels"}


def repair(facts: Facts, metric: Metric, predict: Predict) -> Fix | None:
    """What gives the metric scores to rank; None where the form is not known."""
    node, call = _scores(metric), predict.node
    if node is None or not (
        isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "predict"
    ):
        return None
    models = {id(p.obj): p.obj for p in facts.of(Predict) if p.node is call}
    method = "" if metric.name.endswith("log_loss") else _method(list(models.values()), "proba" in metric.tags)
    why = _in_the_way(metric, method, list(models.values()))
    if node is not call and not why:
        if not isinstance(node, ast.Name):
            return None
        why = _changed_between(facts, metric, predict)
    if why:
        return Fix("score with probabilities", (Refuse(why),), why=why)
    column = "[:, 1]" if method == "predict_proba" else ""
    edits: tuple[Edit, ...]
    if node is call:
        edits = (RenameCallee(Span.of(call), method),)
        edits += (WrapExpression(Span.of(call), "", column),) if column else ()
    else:
        again = ast.Call(ast.Attribute(call.func.value, method, ast.Load()), call.args, call.keywords)
        edits = (ReplaceExpression(Span.of(node), ast.unparse(again) + column),)
    return Fix(_SAID[method], edits, why="assumes two classes")


def _scores(metric: Metric) -> ast.expr | None:
    """The argument that should rank."""
    if len(metric.argument_nodes) > 1:
        return metric.argument_nodes[1]
    keywords = metric.node.keywords if isinstance(metric.node, ast.Call) else ()
    return next((keyword.value for keyword in keywords if keyword.arg == "y_score"), None)


def _method(models: list[Obj], needs_probabilities: bool) -> str:
    """What all of the models have: probabilities, else decision values."""
    cores = [model.core for model in models]
    if all(core.is_a("classifier") and "no-proba" not in core.tags for core in cores):
        return "predict_proba"
    if not needs_probabilities and all(core.short in _DECIDES for core in cores):
        return "decision_function"
    return ""


def _in_the_way(metric: Metric, method: str, models: list[Obj]) -> str:
    if not method:
        names = ", ".join(dict.fromkeys(model.core.short for model in models))
        return f"not all of {names} have scores of one kind" if len(models) > 1 else f"{names} has no such scores"
    keywords = {keyword.arg for keyword in metric.node.keywords} if isinstance(metric.node, ast.Call) else set()
    if keywords & _OTHER_CLASSES or None in keywords:
        return "the metric is told which classes it is about"
    if any(model.is_a("meta") and model.core is not model and "OneVs" in model.short for model in models):
        return "it predicts several columns"
    return ""


def _changed_between(facts: Facts, metric: Metric, predict: Predict) -> str:
    """Why the prediction cannot be made once more at the metric; "" where it is the same there."""
    call = predict.node
    assert isinstance(call, ast.Call)
    pieces = [call.func.value, *call.args, *(k.value for k in call.keywords)]  # type: ignore[attr-defined]
    names = {node.id for piece in pieces for node in ast.walk(piece) if isinstance(node, ast.Name)}
    if any(isinstance(node, ast.Call) for piece in pieces for node in ast.walk(piece)):
        return f"line {predict.line} predicts from what another call makes"
    if metric.function != predict.function or metric.calls != predict.calls or metric.loops != predict.loops:
        return f"line {predict.line} predicts in another part of the program"
    for node in facts.nodes:
        bound = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del) and node.id in names
        if bound and predict.line < node.lineno <= metric.line:  # type: ignore[attr-defined]
            return f"line {node.lineno} changes what line {predict.line} predicts with"  # type: ignore[attr-defined]
    if any(fit.obj is predict.obj and predict.line < fit.line <= metric.line for fit in facts.of(Fit)):
        return "the model is fitted again before the score"
    return ""


def all_or_none(found: list[tuple[Metric, Finding]]) -> Iterator[tuple[Metric, Finding]]:
    """Scores of one metric on the same labels are compared: all of them are repaired, or none."""
    for metric, finding in found:
        rivals = [(m, f) for m, f in found if m.name == metric.name and _truth(m) == _truth(metric)]
        stuck = next((m for m, f in rivals if f.fix is None or f.fix.refusal), None)
        if stuck is not None and finding.fix is not None and not finding.fix.refusal:
            why = f"the score at {stuck.where} is compared with it and cannot be repaired"
            finding = replace(finding, fix=replace(finding.fix, edits=(Refuse(why),), why=why))
        yield metric, finding


def _truth(metric: Metric) -> str:
    return ast.dump(metric.argument_nodes[0]) if metric.argument_nodes else ""
