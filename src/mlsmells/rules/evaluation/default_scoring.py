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
    estimators of the project, whose score may be anything; estimators that are not known
Source: https://scikit-learn.org/stable/modules/model_evaluation.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, TraceStep
from mlsmells.facts import Facts
from mlsmells.facts.events import CrossValidation, Fit
from mlsmells.facts.objects import Obj, score_of

RULE = Rule(
    __name__,
    code="MLS509",
    severity=Severity.INFO,
    message="{call} judges {est} by its default score ({score}); say with scoring= what counts",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Validations without scoring, then fits of searches and selectors without it; each place once."""
    seen: set[int] = set()
    for event, call, model in (*_validations(facts), *_searches(facts)):
        score = score_of(model)
        node = call.node if isinstance(call, Obj) else event.node
        if not score or id(node) in seen:
            continue
        seen.add(id(node))
        name = call.short if isinstance(call, Obj) else call.name.rpartition(".")[2]
        if name == "from_estimator":
            name = call.name.split(".")[-2] if isinstance(call, CrossValidation) else name
        yield RULE.at(
            node,
            call=name,
            est=model.core.short,
            score=score,
            trace=[TraceStep(event.line, f"{model.core.short} judged by {score}")],
        )


def _validations(facts: Facts) -> Iterator[tuple[CrossValidation, CrossValidation, Obj]]:
    for cv in facts.of(CrossValidation):
        if not cv.search and cv.estimator is not None and cv.scoring.absent_or(None):
            yield cv, cv, cv.estimator


def _searches(facts: Facts) -> Iterator[tuple[Fit, Obj, Obj]]:
    for fit in facts.of(Fit):
        for obj in fit.obj.tree():
            judges = obj.is_a("search") or "scoring" in obj.tags
            if judges and obj.children and obj.spec is not None and "scoring" in obj.spec.args:
                if obj.param("scoring").absent_or(None):
                    yield fit, obj, obj.children[0][1]
