"""What a request sends that reaches a model, and whether somebody looked at it."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, raw
from mlsmells.sources import source_from_text

HEAD = "import joblib\nfrom flask import Flask, request\nmodel = joblib.load('m.joblib')\n"
ROUTE = "@app.post('/x')\ndef f({}):\n"
# Code → whether what was sent reaches the model, and whether it is looked at.
CASES: dict[str, tuple[str, list[bool]]] = {
    "json": (ROUTE.format("") + "    return model.predict([request.get_json()['a']])", [False]),
    "a form": (ROUTE.format("") + "    a = float(request.form['a'])\n    return model.predict([[a]])", [False]),
    "an untyped body": (ROUTE.format("b: dict") + "    return model.predict([[b['a']]])", [False]),
    "numbers by name": (ROUTE.format("b: dict[str, float]") + "    return model.predict([[b['a']]])", []),
    "a list of anything": (ROUTE.format("b: list") + "    return model.predict([b])", [False]),
    "a list of any": (ROUTE.format("b: List[Any]") + "    return model.predict([b])", [False]),
    "a list of numbers": (ROUTE.format("b: list[float]") + "    return model.predict([b])", []),
    "a typed body": (ROUTE.format("b: Body") + "    return model.predict([[b.a]])", []),
    "a field that takes anything": (
        "class Body(BaseModel):\n    rows: List[Dict[str, Any]]\n"
        + ROUTE.format("b: Body")
        + "    return model.predict(pd.DataFrame(b.rows))",
        [False],
    ),
    "another field than the open one": (
        "class Body(BaseModel):\n    rows: List[Row]\n    notes: dict\n"
        + ROUTE.format("b: Body")
        + "    return model.predict(b.rows)",
        [],
    ),
    "an open field that the class checks": (
        "class Body(BaseModel):\n    rows: dict\n    @validator('rows')\n    def known(cls, rows): ...\n"
        + ROUTE.format("b: Body")
        + "    return model.predict(b.rows)",
        [],
    ),
    "a number": (ROUTE.format("a: float") + "    return model.predict([[a]])", []),
    "an event": ("def lambda_handler(event, context):\n    return model.predict([event['a']])", [False]),
    "through a helper": (
        "def ask(rows, n):\n    return model.predict(rows)\n" + ROUTE.format("") + "    return ask(request.json, 1)",
        [False],
    ),
    "a helper is given something else": (
        "def ask(rows, n):\n    return model.predict(rows)\n"
        + ROUTE.format("")
        + "    return ask([[1]], request.json)",
        [],
    ),
    "a text": (ROUTE.format("") + "    return model.predict([request.get_json()['text']])", [True]),
    "a text and a number": (
        ROUTE.format("") + "    d = request.json\n    return model.predict([[d['text'], d['age']]])",
        [False],
    ),
    "no model": (ROUTE.format("") + "    return service.predict(request.json)", []),
    "no handler": ("def f():\n    return model.predict(rows)", []),
    "a check": (
        ROUTE.format("")
        + "    d = request.json\n    if 'a' not in d:\n        return 1\n    return model.predict([d['a']])",
        [True],
    ),
    "a question for the method": (
        ROUTE.format("") + "    if request.method == 'POST':\n        return model.predict([request.form['a']])",
        [False],
    ),
    "a try": (
        ROUTE.format("")
        + "    try:\n        return model.predict([request.json])\n    except ValueError:\n        return 1",
        [True],
    ),
    "a try that catches nothing": (
        ROUTE.format("") + "    try:\n        return model.predict([request.json])\n    finally:\n        done()",
        [False],
    ),
    "a class": (ROUTE.format("") + "    h = House(**request.json)\n    return model.predict(h.row())", [True]),
    "a table": (
        ROUTE.format("") + "    h = pd.DataFrame([request.json])\n    return model.predict(h)",
        [False],
    ),
    "a schema": (ROUTE.format("") + "    return model.predict(schema_load(request.json))", [True]),
    "errors are answered": (
        "@app.errorhandler(ValueError)\ndef e(x): ...\n"
        + ROUTE.format("")
        + "    return model.predict([request.json])",
        [True],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_requests(name: str) -> None:
    code, expected = CASES[name]
    facts = build(source_from_text(HEAD + code + "\n", "app.py"))
    assert [raw.is_looked_at(facts, found) for found in raw.asked(facts)] == expected
