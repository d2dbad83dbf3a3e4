"""AutoML is the only family of models in the project, and its model is what gets saved.

A model search sets the mark to beat. As the final model it is hard to explain, to
debug and to run within a budget: keep it as baseline, and own the model you ship.

Bad:
    search = TPOTClassifier(random_state=0).fit(X_train, y_train)
    joblib.dump(search, "model.joblib")
Good:
    search = TPOTClassifier(random_state=0).fit(X_train, y_train)
    model = HistGradientBoostingClassifier(random_state=0).fit(X_train, y_train)
    print(search.score(X_test, y_test), model.score(X_test, y_test))
    joblib.dump(model, "model.joblib")
Silent on:
    any other supervised model in the project; a search whose model is not saved or served
Source: https://developers.google.com/machine-learning/crash-course/automl
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Project

RULE = Rule(
    __name__,
    code="MLS520",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    default_on=False,
    scope="project",
    message="AutoML ({library}) is the only kind of model in the project - write the final one yourself",
    silent_roles=frozenset({"test", "example", "config"}),
)


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """The first saved AutoML fit of a project without other models."""
    fits = [(path, fit) for path, summary in project.summaries.items() for fit in summary["fits"] if fit["supervised"]]
    searches = [(path, fit) for path, fit in fits if "automl" in fit["tags"]]
    served = any(project.role(path) == "serving" for path in project.summaries)
    if not searches or len(searches) < len(fits):
        return
    for path, fit in searches:
        if (fit["written"] or served) and project.role(path) not in RULE.silent_roles:
            library = fit["class"].partition(".")[0]
            yield RULE.at(fit["at"], library=library, trace=[(fit["at"], "fitted")], file=path)
            return
