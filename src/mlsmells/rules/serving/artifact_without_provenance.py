"""A model is saved under a fixed name, and nothing beside it says what it is.

Which data, which commit, which parameters, how good: a file `model.pkl` answers none of it, and the next run takes its
place. A name with a version or a date, a small JSON file beside it, a tracker or DVC keep the answers. It is true of
nearly every small project, so the rule is off unless it is selected.

Bad:
    import joblib
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    df = pd.read_csv("train.csv")
    model = LogisticRegression().fit(df[["a"]], df["b"])
    joblib.dump(model, "model.joblib")
Good:
    import json
    import joblib
    import pandas as pd
    from sklearn.linear_model import LogisticRegression
    df = pd.read_csv("train.csv")
    model = LogisticRegression().fit(df[["a"]], df["b"])
    joblib.dump(model, "model-2.joblib")
    with open("model-2.json", "w") as file:
        json.dump({"data": "train.csv", "rows": len(df), "features": ["a"]}, file)
Silent on:
    names with a number or with a part that the run decides; projects that use DVC or a tracker; files that write scores
    or settings as well; courses
Source: https://ml-ops.org/content/mlops-principles
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, cut_path, regex
from mlsmells.facts import DATA_LIBRARIES, TRACKERS, Project, Summary

RULE = Rule(
    __name__,
    code="MLS603",
    severity=Severity.INFO,
    default_on=False,  # true of nearly every small project
    scope="project",
    rolls_up_files=2,
    message="'{path}' says neither which data nor which run made it - version its name, or write that beside it",
)
_TELLS = regex(r"\d|[{*?]|checkpoint|ckpt|tmp|temp|best")
_NOTES = frozenset({"json", "yaml", "tomllib", "tomli_w"})


@RULE.on_project
def check(project: Project) -> Iterator[Finding]:
    """Models that are written to a name without a version, in projects that keep nothing else of the run."""
    if project.is_teaching or project.versions.of("dvc.yaml") or any(_keeps(s) for s in project.summaries.values()):
        return
    for path, summary in project.summaries.items():
        if project.role(path) in RULE.silent_roles or _notes(summary):
            continue
        for write in summary["writes"]:
            if write["what"] == "model" or write["classes"]:
                name = write["path"] or ""
                if name and not _TELLS.search(name.rpartition("/")[2].lower()):
                    yield RULE.at(write["at"], path=cut_path(name, 40), cause="provenance", file=path)


def _keeps(summary: Summary) -> bool:
    """The project has a tracker, or a library that gives data a version."""
    libraries = {item["module"].partition(".")[0] for item in summary["imports"]}
    return bool(libraries & (TRACKERS | DATA_LIBRARIES))


def _notes(summary: Summary) -> bool:
    """It writes settings or scores as text."""
    modules = {item["module"].partition(".")[0] for item in summary["imports"]}
    return bool(modules & _NOTES) or any(write["what"] == "metrics" for write in summary["writes"])
