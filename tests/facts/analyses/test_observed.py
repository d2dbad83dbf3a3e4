"""Services that predict, and whether anything tells of it."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, observed
from mlsmells.sources import source_from_text

SERVICE = """import joblib
from fastapi import FastAPI
{imports}
app = FastAPI()
model = joblib.load("model.joblib")
@app.post("/predict")
def answer(age: int):
    {before}
    found = model.predict([[age]])
    {after}
    return {{"label": int(found[0])}}
"""
# imports, before, after: the handlers that nothing tells of
SERVICES: dict[str, tuple[str, str, str, list[str]]] = {
    "nothing told": ("", "pass", "pass", ["answer"]),
    "logged": ("import logging", "pass", "logging.info('label %s', found)", []),
    "counted": ("import prometheus_client", "pass", "pass", []),
    "kept in a table": ("", "pass", "session.add(found)", []),
    "a library's function": ("from math import ceil", "ceil(age)", "pass", ["answer"]),
    "shown on the terminal": ("", "pass", "print(found)", ["answer"]),
}


@pytest.mark.parametrize(("imports", "before", "after", "expected"), SERVICES.values(), ids=SERVICES)
def test_what_tells_of_a_prediction(imports: str, before: str, after: str, expected: list[str]) -> None:
    code = SERVICE.format(imports=imports, before=before, after=after)
    facts = build(source_from_text(code, "app.py"))
    assert [handler.name for handler, _ in observed.unobserved(facts)] == expected


def test_a_program_is_no_service() -> None:
    facts = build(source_from_text("import joblib\nprint(joblib.load('a').predict(X))\n", "app.py"))
    assert not list(observed.unobserved(facts))
