"""A model that measures distances learns from features that nobody has scaled.

The feature with the largest numbers decides: grams drown metres. Part of the profile `parity`: features may come in
one unit already, which no program can see.

Bad:
    import pandas as pd
    from sklearn.svm import SVC
    rows = pd.read_parquet("visits.parquet")
    model = SVC(C=1.0).fit(rows[["age", "income"]], rows["stays"])
Good:
    import pandas as pd
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC
    rows = pd.read_parquet("visits.parquet")
    model = make_pipeline(StandardScaler(), SVC(C=1.0), memory=None)
    model.fit(rows[["age", "income"]], rows["stays"])
Silent on:
    any scaler in the file, rows changed by statistics, pipelines with steps of one's own, rows of which nothing is
    known
Source: https://scikit-learn.org/stable/auto_examples/preprocessing/plot_scaling_importance.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, preferences

RULE = Rule(
    __name__,
    code="MLS591",
    severity=Severity.WARNING,
    default_on=False,
    once=True,
    message="{what} measures distances, and nothing has scaled its rows - put a scaler before it, in a Pipeline",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Wherever the habit is not kept."""
    for use in preferences.unmet(facts, RULE.name):
        yield RULE.at(use.node, what=use.what)
