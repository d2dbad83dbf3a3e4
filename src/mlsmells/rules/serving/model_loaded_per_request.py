"""A model is read from disk for every request.

Reading and unpickling a model takes longer than asking it, often by a factor of a hundred, and every request pays for
it, in time and in memory. Load it once when the service starts, or behind a cache.

Bad:
    import joblib
    from fastapi import FastAPI
    app = FastAPI()
    @app.post("/predict")
    def predict(row: list[float]):
        model = joblib.load("model.joblib")
        return {"answer": model.predict([row]).tolist()}
Good:
    import logging
    import joblib
    from fastapi import FastAPI
    app = FastAPI()
    model = joblib.load("model.joblib")
    @app.post("/predict")
    def predict(row: list[float]):
        answer = model.predict([row]).tolist()
        logging.info("answered %s", answer)
        return {"answer": answer}
Silent on:
    functions behind `lru_cache`, `st.cache_resource` and the like; a model that is loaded when it is not there yet;
    start-up hooks, and routes that reload on purpose; models that the request names; pickles of which nothing says
    that they are models
Source: https://fastapi.tiangolo.com/advanced/events/
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, cut_path, once
from mlsmells.facts import Facts, loads

RULE = Rule(
    __name__,
    code="MLS602",
    severity=Severity.WARNING,
    rolls_up_files=2,
    message="{handler} loads '{what}' for every {unit} - load it once, at start-up",
)
APP = "Streamlit runs the script anew at every click, and loads '{what}' each time - load it behind st.cache_resource"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """The first load in each handler, and in an app."""
    for load in once(loads.repeated(facts), lambda each: each.handler):
        what = cut_path(load.what)
        if load.handler is None:
            yield RULE.at(load.event, message=APP, what=what, cause=load.what)
        else:
            unit = "message" if load.handler.framework == "Kafka" else "request"
            yield RULE.at(load.event, handler=f"{load.handler.name}()", what=what, unit=unit, cause=load.what)
