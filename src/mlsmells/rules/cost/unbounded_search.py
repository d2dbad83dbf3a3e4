"""A search trains thousands of models, or goes on until somebody stops it.

Every value in a grid multiplies: six values for each of five parameters with five folds are 38,880 models. A random or
halving search finds nearly the same with a few hundred. `study.optimize` without a number of trials or a time never
ends.

Bad:
    import pandas as pd
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.model_selection import GridSearchCV
    df = pd.read_csv("train.csv")
    grid = {
        "n_estimators": [100, 200, 300, 400, 500],
        "max_depth": [2, 4, 6, 8, 10, 12],
        "min_samples_split": [2, 5, 10, 20],
        "min_samples_leaf": [1, 2, 4, 8],
    }
    search = GridSearchCV(RandomForestClassifier(random_state=0), grid, scoring="f1").fit(df[["a", "b"]], df["c"])
Good:
    import pandas as pd
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.model_selection import RandomizedSearchCV
    df = pd.read_csv("train.csv")
    grid = {
        "n_estimators": [100, 200, 300, 400, 500],
        "max_depth": [2, 4, 6, 8, 10, 12],
        "min_samples_split": [2, 5, 10, 20],
        "min_samples_leaf": [1, 2, 4, 8],
    }
    forest = RandomForestClassifier(random_state=0)
    search = RandomizedSearchCV(forest, grid, n_iter=50, scoring="f1", random_state=0).fit(df[["a", "b"]], df["c"])
Silent on:
    grids whose size is not seen, or with up to 1,000 models (10,000 of linear models, trees and neighbours); trials
    with a number, a time, callbacks or a `stop`
Source: https://scikit-learn.org/stable/modules/grid_search.html#randomized-parameter-search
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, searches

RULE = Rule(
    __name__,
    code="MLS803",
    severity=Severity.INFO,
    once=True,
    message="this search trains {models} models ({settings} settings, {folds} folds) - draw some of them, or halve",
)
ENDLESS = "{call}() has neither a number of trials nor a time: it ends when somebody stops it - give it one"
_MOST, _MOST_CHEAP = 1000, 10_000


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Grids that are too large, and trials without an end."""
    for grid in searches.grids(facts):
        if grid.models > (_MOST_CHEAP if grid.is_cheap else _MOST):
            yield RULE.at(grid.obj.node, models=f"{grid.models:,}", settings=f"{grid.settings:,}", folds=grid.folds)
    for call in searches.endless(facts):
        yield RULE.at(call, message=ENDLESS, call=call.name.rpartition(".")[2])
