"""What a model answers has nothing to do with what it was asked: it is drawn, made up, or given by a stand-in.

The method has the name and the shape of a prediction, so everything built on it runs: tests pass, scores are computed,
dashboards show a confidence. None of it means anything, and nobody who calls it can see that. It is the same where a
number takes the place of a prediction that failed, and where a dummy, or a network with the weights it was born with,
takes the place of a model whose file is not there; an estimator that was never fitted fails at the
first request. A model that is not there should say so with an error.

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
    samples of what was learned; draws that decide who gets which model; tests and examples; 0, 1, -1 and None where
    a prediction fails, and answers that say it failed; files that train
Source: https://scikit-learn.org/stable/modules/generated/sklearn.dummy.DummyClassifier.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, made_up, stand_ins, variable
from mlsmells.rules.serving import _invented

RULE = Rule(
    __name__,
    code="MLS624",
    severity=Severity.ERROR,
    once=True,
    rolls_up=3,
    message="{function}() answers with {draw}(): what it is asked plays no part - predict, or raise an error{said}",
)
MADE_UP = "where predicting fails {function}() answers {value}, as if the model had said it - raise, or say it failed"
DUMMY = "{name} is a stand-in where loading the model fails, and its answers look real - let the start fail instead"
UNFITTED = (
    "{name} is a {made}() that never learned where loading fails: it can answer nothing - let the start fail instead"
)
RANDOM = "{name} keeps random weights where there are none to load, and predicts with them - let the start fail instead"


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


@RULE.on_file
def check_failures(facts: Facts) -> Iterator[Finding]:
    """Numbers in the place of predictions that failed."""
    for found in made_up.made_up(facts):
        yield RULE.at(
            found.place,
            message=MADE_UP,
            function=found.function,
            value=found.value,
            severity=Severity.WARNING,
            trace=[(found.call, "may fail"), (found.place, "answered instead")],
        )


@RULE.on_file
def check_models(facts: Facts) -> Iterator[Finding]:
    """Models in the place of one that could not be loaded."""
    for found in stand_ins.stand_ins(facts):
        yield RULE.at(
            found.place,
            message=UNFITTED if found.unfitted else DUMMY if found.made else RANDOM,
            name=found.name,
            made=found.made,
            severity=Severity.WARNING,
            trace=[(found.load, "loaded, if it is there"), (found.place, "otherwise")],
        )
