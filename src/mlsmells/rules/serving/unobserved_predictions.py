"""A service predicts, and neither logs nor counts nor keeps what it predicted.

Data drifts, a sensor fails, a form changes its units, and the answers get worse without an error. Nobody can see it,
and nobody can look up afterwards what was answered to whom: log the input and the prediction, or count them. It is
true of nearly every small service, so the rule is off unless it is selected.

Bad:
    import joblib
    from fastapi import FastAPI
    app = FastAPI()
    model = joblib.load("model.joblib")
    @app.post("/predict")
    def predict(features: list[float]):
        return {"price": float(model.predict([features])[0])}
Good:
    import logging
    import joblib
    from fastapi import FastAPI
    app = FastAPI()
    model = joblib.load("model.joblib")
    @app.post("/predict")
    def predict(features: list[float]):
        price = float(model.predict([features])[0])
        logging.getLogger(__name__).info("predicted %s for %s", price, features)
        return {"price": price}
Silent on:
    files that log, count, trace, store or send anything; services whose work another module does; demonstrations
Source: https://developers.google.com/machine-learning/guides/rules-of-ml
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Facts, observed

RULE = Rule(
    __name__,
    code="MLS610",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,
    default_on=False,  # true of nearly every small service, and of most that are there to show something
    once=True,
    message="{function}() predicts, and nothing logs, counts or keeps it: decay goes unseen - log the predictions",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """The first handler that predicts unseen."""
    for handler, node in observed.unobserved(facts):
        yield RULE.at(node, function=handler.name)
