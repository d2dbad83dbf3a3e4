"""Several models are trained and saved, each from features that its own file computes.

An opinion, and off unless it is selected: with the fourth model, the same feature exists four times in four versions,
and a service has to know them all. A shared module of features, or a feature store, defines each of them once.

Bad:
    import joblib
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    df = pd.read_csv("a.csv")
    joblib.dump(LogisticRegression().fit(df[["a"]], df["b"]), "a.joblib")
Good:
    import joblib
    from features import customers
    from sklearn.linear_model import LogisticRegression
    df = customers()
    joblib.dump(LogisticRegression().fit(df[["a"]], df["b"]), "a.joblib")
Silent on:
    up to three files that save models; projects with a feature store (Feast, Hopsworks, Tecton, Feathr, Featureform,
    Databricks, SageMaker); files that share a module of the project; courses
Source: https://docs.feast.dev/
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Project, Summary

RULE = Rule(
    __name__,
    code="MLS819",
    severity=Severity.INFO,
    default_on=False,  # an opinion
    scope="project",
    message="{count} files train and save models, each from its own features - define the features once, for all",
)
_STORES = frozenset("feast hopsworks hsfs tecton feathr featureform chalk butterfree feature_store".split())
_MOST = 3


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """One finding for the project, at the first of the files."""
    if project.is_teaching or any(_uses_a_store(summary) for summary in project.summaries.values()):
        return
    saved = [
        (path, fit)
        for path, summary in project.summaries.items()
        if project.role(path) not in RULE.silent_roles
        for fit in summary["fits"][:1]
        if any(f["written"] and f["supervised"] for f in summary["fits"])
    ]
    if len(saved) > _MOST and not _share(project, [path for path, _ in saved]):
        path, fit = saved[0]
        yield RULE.at(fit["at"], count=len(saved), file=path)


def _uses_a_store(summary: Summary) -> bool:
    names = {item["module"] for item in summary["imports"]}
    roots = {name.partition(".")[0] for name in names}
    return bool(roots & _STORES) or any("feature_store" in name for name in names)


def _share(project: Project, paths: list[str]) -> bool:
    """All of them import one and the same other file of the project."""
    units = [set(project.unit(path)) - {path} for path in paths]
    return bool(set.intersection(*units)) if units else False
