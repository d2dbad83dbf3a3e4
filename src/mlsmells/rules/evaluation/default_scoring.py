"""A search or cross-validation optimises the estimator's default score, because `scoring=` is not given.

For classifiers that is accuracy, for regressors R². Both are seldom what the model
is for: accuracy ignores which mistakes are made, R² has no unit. Naming the metric
makes the choice visible, even where it stays the same.

Bad:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GridSearchCV
    search = GridSearchCV(LogisticRegression(), {"C": [0.1, 1, 10]}).fit(X_train, y_train)
Good:
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GridSearchCV
    search = GridSearchCV(LogisticRegression(), {"C": [0.1, 1, 10]}, scoring="f1").fit(X_train, y_train)
Silent on:
    `scoring=` by position, keyword or `**options`; clusterers and density models;
    estimators of the project, whose score may be anything; estimators that are not known;
    further places of the file, which the first one counts
Source: https://scikit-learn.org/stable/modules/model_evaluation.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from mlsmells.core import Finding, Fix, Refuse, Rule, RunCodemod, Severity, Span
from mlsmells.facts import CrossValidation, Facts, Fit, Obj, score_of

RULE = Rule(
    __name__,
    code="MLS509",
    once=True,
    severity=Severity.INFO,
    message="{call} judges {est} by its default score, {score}{more} - choose one with scoring=",
)


class Judged(NamedTuple):
    """One place where a model is judged without scoring: the call, what it is called, and where it runs."""

    node: ast.AST
    call: str
    model: Obj
    line: int
    is_search: bool


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Validations without scoring, then fits of searches and selectors without it; once for a file, at the first."""
    judged = {id(j.node): j for j in (*_searches(facts), *_validations(facts)) if score_of(j.model)}
    found = sorted(judged.values(), key=lambda j: j.line)
    if not found:
        return
    first, score = found[0], score_of(found[0].model)
    yield RULE.at(
        first.node,
        call=first.call,
        est=first.model.core.short,
        score=score,
        more=f" (and {len(found) - 1} more like it)" if len(found) > 1 else "",
        trace=[(j.line, f"{j.model.core.short} judged by {score_of(j.model)}") for j in found],
        fix=_fix(found),
    )


def _fix(found: list[Judged]) -> Fix:
    """Every place names the score it has; a search shows its scoring where it is printed."""
    title = "write the default score out"
    if any(j.model.foreign or not j.model.core.cls.startswith("sklearn.") for j in found):
        return Fix(title, (Refuse("the score of a model of another module or library is its own"),))
    edits = tuple(
        RunCodemod(f"mlsmells.fix.codemods.scoring:{score_of(j.model).lower()}", Span.of(j.node), Span.of(j.model.node))
        for j in found
    )
    searches = any(j.is_search for j in found)
    why = "a search that is printed shows its scoring" if searches else ""
    return Fix(title, edits, safe=not searches, why=why)


def _validations(facts: Facts) -> Iterator[Judged]:
    for cv in facts.of(CrossValidation):
        if not cv.search and cv.estimator is not None and cv.scoring.absent_or(None):
            name = cv.name.removesuffix(".from_estimator").rpartition(".")[2]
            yield Judged(cv.node, name, cv.estimator, cv.line, is_search=False)


def _searches(facts: Facts) -> Iterator[Judged]:
    for fit in facts.of(Fit):
        for obj in fit.obj.tree():
            judges = obj.is_a("search") or "scoring" in obj.tags
            if judges and takes_scoring(obj) and obj.children and obj.param("scoring").absent_or(None):
                yield Judged(
                    fit.node if obj.foreign else obj.node, obj.short, obj.children[0][1], fit.line, is_search=True
                )


def takes_scoring(obj: Obj) -> bool:
    """Searches of deep learning libraries name their objective otherwise."""
    return obj.spec is not None and "scoring" in obj.spec.args
