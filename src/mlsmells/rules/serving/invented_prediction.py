"""What a model answers is drawn at random and has nothing to do with what it was asked.

The method has the name and the shape of a prediction, so everything built on it runs: tests pass, scores are computed,
dashboards show a confidence. None of it means anything, and nobody who calls it can see that. A model that is not
there yet should say so with an error.

Bad:
    import numpy as np
    from sklearn.base import BaseEstimator
    class Sentiment(BaseEstimator):
        def fit(self, X, y):
            self.fitted_ = True
            return self
        def predict_proba(self, X):
            return np.random.uniform(0, 1, size=(len(X), 2))
Good:
    import numpy as np
    from sklearn.base import BaseEstimator
    class Sentiment(BaseEstimator):
        def fit(self, X, y):
            self.share_ = np.mean(y)
            return self
        def predict_proba(self, X):
            raise NotImplementedError("the network is not there yet")
Silent on:
    classes and handlers that say what they are (random, dummy, mock, simulation, agents); noise on a prediction;
    samples of what was learned; draws that decide who gets which model; tests and examples
Source: https://scikit-learn.org/stable/modules/generated/sklearn.dummy.DummyClassifier.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, variable
from mlsmells.rules.serving import _invented

RULE = Rule(
    __name__,
    code="MLS624",
    severity=Severity.ERROR,
    once=True,
    rolls_up=3,
    message="{function}() answers with {draw}(): what it is asked plays no part - predict, or raise an error{said}",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Predictions that nothing but a draw is in."""
    for found in _invented.invented(facts):
        yield RULE.at(
            found.place,
            function=found.function,
            draw=variable(found.draw.func),
            said=" (a comment says so, but no caller sees it)" if found.said else "",
            severity=Severity.WARNING if found.said else None,
            trace=[(found.draw, "drawn"), (found.place, "given as the answer")],
        )
