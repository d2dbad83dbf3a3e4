"""A model is trained and scored, and nothing simpler is scored beside it.

A score means little alone: 92 % accuracy is poor where 95 % of the rows are of
one class. A dummy, a naive forecast, a linear model or the model in production,
scored in the same way, says what the effort buys. An entry in `baselines:` of the
configuration, or anything named baseline, answers this rule.

Bad:
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.metrics import f1_score
    model = RandomForestClassifier(random_state=0).fit(X_train, y_train)
    print(f1_score(y_test, model.predict(X_test)))
Good:
    from sklearn.dummy import DummyClassifier
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.metrics import f1_score
    dummy = DummyClassifier(strategy="stratified", random_state=0).fit(X_train, y_train)
    print("baseline", f1_score(y_test, dummy.predict(X_test)))
    model = RandomForestClassifier(random_state=0).fit(X_train, y_train)
    print(f1_score(y_test, model.predict(X_test)))
Silent on:
    a linear model, naive Bayes or a small tree, alone or beside the model; a decision tree
    or nearest neighbours beside an ensemble; constant, mean, majority and last-value
    predictions; predictions, scores and models that are named baseline, naive, majority,
    benchmark, champion or production; an earlier model that is loaded; unsupervised models;
    models without a score; libraries. In `mlsmells check` also: a baseline in the code
    that calls the file or that it calls, or for the same data, and for a script the
    notebook that tried models out; one in a document, and books, courses, demonstrations and
    collections of notebooks are notes
Fix:
    a dummy model is fitted on the same rows and scored by the same call, right behind the first
    score. Refused where that is in a loop, is returned at once, or stands apart from the fit
Source: https://developers.google.com/machine-learning/guides/rules-of-ml
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Fix, Rule, RunCodemod, Severity, Span
from mlsmells.facts import Facts, Project, baselines, demonstrates, records

RULE = Rule(
    __name__,
    code="MLS501",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    scope="both",
    rolls_up_files=2,
    message="{model} is trained and scored ({metric}), but nothing simpler is - score a baseline on the same data too",
    silent_roles=frozenset({"test", "example", "library", "serving", "config"}),
)

FITTED, SCORED = "fitted", "scored, compared with nothing"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """The first scored model of a script or notebook without a baseline in the file."""
    found = baselines.candidate(facts)
    if found is None or baselines.baseline(facts) is not None:
        return
    yield RULE.at(
        found.event,
        model=found.obj.name or found.obj.core.short,
        metric=found.score,
        severity=Severity.INFO if demonstrates(facts.source.path) else None,
        trace=[(found.event, FITTED), (found.metric, SCORED)],
        fix=_dummy(found),
    )


def _dummy(found: baselines.Candidate) -> Fix | None:
    """A model that learns nothing, scored by the same call."""
    kind = next((kind for kind in ("classifier", "regressor") if kind in found.obj.core.tags), "")
    if not kind or found.event.foreign or found.metric.foreign:
        return None
    codemod = f"mlsmells.fix.codemods.baseline:{kind}"
    edit = RunCodemod(codemod, Span.of(found.event.node), Span.of(found.metric.node))
    return Fix("score a dummy model by the same call", (edit,), why="it prints one more score")


@RULE.on_project
def check_project(project: Project) -> Iterator[Finding]:
    """The same with the whole experiment in view; what several files lack is told once, with their places."""
    if project.baselines:
        return
    for path, summary in project.summaries.items():
        found = summary["candidate"]
        if found is None or summary["role"] in ("test", "example", "config") or _has_baseline(project, path, found):
            continue
        notebook = summary["notebook"]
        said = (notebook is not None and notebook["claims_baseline"]) or project.baseline_in_documents(path)
        shown_how = project.is_teaching or project.at_ease(path) or (path.endswith(".ipynb") and project.is_collection)
        yield RULE.at(
            found["at"],
            model=found["model"],
            metric=found["metric"],
            severity=Severity.INFO if said or shown_how else None,
            trace=[(found["at"], FITTED), (found["metric_line"], SCORED)],
            file=path,
        )


def _has_baseline(project: Project, path: str, found: records.CandidateRecord) -> bool:
    """In the code of the experiment, or in a file beside it, of the same package, on the same data, or named so."""
    unit = project.unit(path)
    for other, summary in project.summaries.items():
        beside = other.rpartition("/")[0] == path.rpartition("/")[0] and not path.endswith(".ipynb")
        if beside and other != path and found["heavy"] and summary["simpler"]:
            return True
        if not summary["baseline"]:
            continue
        same_data = found["data"] is not None and any(read["path"] == found["data"] for read in summary["reads"])
        same_package = project.is_package and other in project.packaged
        if other in unit or beside or same_data or same_package or baselines.says_baseline(other.rpartition("/")[2]):
            return True
        if _explores(project, other, path) and _may_be_same(found["data"], summary):
            return True
    return False


def _explores(project: Project, other: str, path: str) -> bool:
    """The notebook of a project tries models out, and a script then trains the one that was chosen."""
    return path.endswith(".py") and other.endswith(".ipynb") and not project.is_collection


def _may_be_same(data: str | None, summary: records.Summary) -> bool:
    """The script's data comes from settings, or has the name of what the notebook reads."""
    names = {read["path"].rpartition("/")[2] for read in summary["reads"] if read["path"]}
    return data is None or data.rpartition("/")[2] in names
