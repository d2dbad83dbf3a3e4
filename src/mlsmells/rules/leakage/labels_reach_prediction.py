"""A prediction is made with the labels that it is to be compared with.

The method takes `y` beside `X` and uses it: the share of positives sets the threshold, or the labels stand among the
features. On test rows the score then tells how well the labels are known, and in production, where there are none,
the model behaves otherwise. What a model needs to know of the labels it has to learn in `fit`.

Bad:
    import numpy as np
    from sklearn.base import BaseEstimator
    class Outliers(BaseEstimator):
        def fit(self, X, y=None):
            self.centre_ = np.mean(X, axis=0)
            return self
        def predict(self, X, y=None):
            distance = np.linalg.norm(X - self.centre_, axis=1)
            share = y.mean() if y is not None else 0.04
            return distance > np.quantile(distance, 1 - share)
Good:
    import numpy as np
    from sklearn.base import BaseEstimator
    class Outliers(BaseEstimator):
        def fit(self, X, y):
            self.centre_ = np.mean(X, axis=0)
            self.limit_ = np.quantile(np.linalg.norm(X - self.centre_, axis=1), 1 - y.mean())
            return self
        def predict(self, X, y=None):
            return np.linalg.norm(X - self.centre_, axis=1) > self.limit_
Silent on:
    a `y` that is there for the signature; labels that a score is computed with, or that are given back beside the
    answer; classes that do not learn; functions that evaluate
Source: https://scikit-learn.org/stable/developers/develop.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts
from mlsmells.rules.leakage import _label_uses

RULE = Rule(
    __name__,
    code="MLS120",
    severity=Severity.ERROR,
    once=True,
    message="{owner}.{method}() {how} '{name}', the labels it is to be compared with - learn what it needs in fit()",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Methods that predict with labels."""
    for given in _label_uses.labels_in_predictions(facts):
        how = "asks its model with" if given.asked else "makes its answer from"
        yield RULE.at(given.place, owner=given.owner, method=given.method, how=how, name=given.name)
