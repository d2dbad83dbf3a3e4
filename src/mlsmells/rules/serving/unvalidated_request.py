"""What a request sends goes to the model as it came.

A field that is missing, a number that is a text, an age of 900: the handler either fails with an error 500 and a
traceback, or the model answers as if nothing were wrong. Say which fields there are, of which type and in which range,
and refuse the rest: a typed body (pydantic, marshmallow) does it before the handler runs.

Bad:
    import joblib
    from flask import Flask, request
    app = Flask(__name__)
    model = joblib.load("model.joblib")
    @app.post("/predict")
    def predict():
        data = request.get_json()
        return {"answer": float(model.predict([[data["age"], data["income"]]])[0])}
Good:
    import logging
    import joblib
    from fastapi import FastAPI
    from pydantic import BaseModel, Field
    app = FastAPI()
    model = joblib.load("model.joblib")
    class Person(BaseModel):
        age: int = Field(ge=0, le=120)
        income: float = Field(ge=0)
    @app.post("/predict")
    def predict(person: Person):
        answer = float(model.predict([[person.age, person.income]])[0])
        logging.info("answered %s", answer)
        return {"answer": answer}
Silent on:
    typed bodies; a check of what was sent, a `try` or a handler of errors, wherever on the way; text and files; models
    behind a service of the project, which may check by itself
Source: https://fastapi.tiangolo.com/tutorial/body/
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, once
from mlsmells.facts import Facts, raw

RULE = Rule(
    __name__,
    code="MLS609",
    severity=Severity.WARNING,
    rolls_up=2,
    message="{handler}() gives {model} what the request says, unchecked - check fields, types and ranges first",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """The first prediction of each handler."""
    for found in once(raw.asked(facts), lambda each: each.handler):
        if not raw.is_looked_at(facts, found):
            yield RULE.at(found.call, handler=found.handler.name, model=found.model)
