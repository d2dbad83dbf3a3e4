"""A model is trained and saved, and no document says what for.

What problem it solves, which number must move by how much, what it is compared with and how it gets back out of
production are decisions. Where nobody has written them down they are taken by accident, and nobody can judge the
result. `mlsmells design new` writes a document to fill in, `mlsmells design new --one-pager` a short one.

Bad:
    # train.py, in a project whose README only says how to install it
    model = GradientBoostingClassifier().fit(X_train, y_train)
    joblib.dump(model, "model.joblib")
Good:
    # the same, and docs/design.md with the problem, the metric goal, the baseline and the plan
    model = GradientBoostingClassifier().fit(X_train, y_train)
    joblib.dump(model, "model.joblib")
Silent on:
    libraries that are published, courses, collections of notebooks, competitions, examples; projects of fewer than
    three modules; projects whose models are not saved; projects with a document that is called a design, plan or
    charter and speaks of models, or one with hypotheses and how they are tested; projects whose README or other
    documents have parts for most of it; where a document cannot be read because docutils is missing
Source: https://abnormalsecurity.com/blog/how-you-should-design-ml-engineering-projects
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Project

RULE = Rule(
    __name__,
    code="MLS901",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    scope="project",
    message="{model} is trained and saved here, and no design document says what for - `mlsmells "
    "design new` begins one",
)
# Modules that make a project more than a script.
MODULES = 3


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """Once per project, at the first model that is saved."""
    if project.is_teaching or project.is_collection or project.is_competition or len(project.modules) < MODULES:
        return
    for path in project.modules:
        summary = project.summaries[path]
        saved = any(write["what"] == "model" for write in summary["writes"])
        fits = [fit for fit in summary["fits"] if fit["supervised"]]
        if not (saved and fits) or project.at_ease(path) or project.dependencies.is_published(path):
            continue
        if not (project.documents.designs or project.documents.unread or project.documents.is_designed_elsewhere):
            yield RULE.at(fits[0]["at"], model=fits[0]["name"], file=path)
        return
