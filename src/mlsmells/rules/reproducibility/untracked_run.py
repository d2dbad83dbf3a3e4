"""A script trains and scores a model and keeps neither the parameters nor the score.

What a run gave stands on the screen alone. Next week nobody can say which settings gave the better
number, or whether today's is worse. A tracker, or one line of JSON per run, is enough. The same
goes for a run that MLflow knows the metrics of, but no parameter.

Bad:
    # train.py
    from sklearn.metrics import f1_score
    from sklearn.svm import SVC
    model = SVC(C=2.0).fit(X_train, y_train)
    print(f1_score(y_test, model.predict(X_test)))
Good:
    # train.py
    import json
    from sklearn.metrics import f1_score
    from sklearn.svm import SVC
    model = SVC(C=2.0).fit(X_train, y_train)
    score = f1_score(y_test, model.predict(X_test))
    with open("metrics.json", "w") as file:
        json.dump({"C": 2.0, "f1": score}, file)
Silent on:
    notebooks, which keep their output; trackers and loggers of any kind, in the script or in what it
    imports or what imports it; a file that is written with scores, results or a history; log files; a
    stage of DVC or Snakemake that keeps what is printed; libraries and their examples,
    exported notebooks, tests and teaching material
Source: https://mlflow.org/docs/latest/ml/tracking/
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity, counted
from mlsmells.facts import TRACKERS, Project, Summary, records

RULE = Rule(
    __name__,
    code="MLS220",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    scope="project",
    message="{model} is trained and scored ({metric}), but neither parameters nor scores are kept - log both{more}",
)
BARE = "the run logs metrics but no parameters: nobody can say later what made them - log the parameters"


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """One finding for all scripts that keep nothing; one for each run that MLflow knows in part."""
    if project.is_teaching:
        return
    untracked: dict[str, records.ScoredRecord] = {}
    for path, summary in project.summaries.items():
        tracking = summary["tracking"]
        if summary["role"] != "training-script" or project.is_captured(path) or _illustrates(project, path):
            continue
        if tracking["scored"] is not None and not _kept(project, path):
            untracked[path] = tracking["scored"]
        elif tracking["bare_run"] is not None and not _parameters_elsewhere(project, path):
            yield RULE.at(tracking["bare_run"], message=BARE, file=path)
    if untracked:
        yield _finding(untracked)


def _finding(untracked: dict[str, records.ScoredRecord]) -> Finding:
    path, scored = next(iter(untracked.items()))
    more = len(untracked) - 1
    return RULE.at(
        scored["at"],
        more=f" (and in {counted(more, 'more script')})" if more else "",
        model=scored["model"],
        metric=scored["metric"],
        trace=[(scored["at"], "trained"), (scored["metric_line"], "scored, and only shown")],
        file=path,
    )


def _illustrates(project: Project, path: str) -> bool:
    """An example of a library that is published."""
    return project.dependencies.is_published(path)


def _kept(project: Project, path: str) -> bool:
    """By the script, by what it imports, or by what calls it."""
    return any(_keeps(project.summaries[other]) for other in project.unit(path))


def _keeps(summary: Summary) -> bool:
    libraries = {item["module"].partition(".")[0] for item in summary["imports"]}
    return bool(summary["tracking"]["kept"] or libraries & TRACKERS)


def _parameters_elsewhere(project: Project, path: str) -> bool:
    others = project.unit(path) - {path}
    return any("mlflow" in project.summaries[other]["packages"] for other in others)
