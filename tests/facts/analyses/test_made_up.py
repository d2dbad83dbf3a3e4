"""Numbers that take the place of a prediction that failed."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, made_up
from mlsmells.sources import source_from_text

FRAME = """import numpy as np
def {name}(model, x):
    try:
        {body}
    except {error}:
        {otherwise}
    return p
"""
ASKED = "p = model.predict_proba(x)[0][1]"
# name, body, error, otherwise: the values that are made up
CASES: dict[str, tuple[str, str, str, str, list[str]]] = {
    "a number in its place": ("answer", ASKED, "Exception", "p = 0.75", ["0.75"]),
    "of whatever was made of it": ("answer", f"{ASKED}\n        p = round(p, 2)", "Exception", "p = 0.5", ["0.5"]),
    "a dictionary": ("answer", ASKED, "Exception", "return {'label': 'good', 'confidence': 80.0}", ["80.0"]),
    "one further down": ("answer", ASKED, "Exception", "return {'probabilities': {'good': 0.8, 'bad': 0}}", ["0.8"]),
    "given back": ("answer", "p = model(x)", "Exception", "return 0.5", ["0.5"]),
    "said in a log": ("answer", ASKED, "Exception", "print('failed')\n        p = 0.75", ["0.75"]),
    "by what the text says": (
        "answer",
        ASKED,
        "Exception",
        "if x:\n            p = 0.9\n        else:\n            p = 0",
        ["0.9"],
    ),
    "nothing": ("answer", ASKED, "Exception", "p = None", []),
    "zero": ("answer", ASKED, "Exception", "p = 0.0", []),
    "the word for not known": ("answer", ASKED, "Exception", "p = -1", []),
    "another variable": ("answer", ASKED, "Exception", "wait = 0.75\n        p = None", []),
    "raised again": ("answer", ASKED, "Exception", "p = 0.75\n        raise", []),
    "a flag": ("answer", ASKED, "Exception", "p = 0.75\n        is_fallback = True", []),
    "an answer that says so": ("answer", ASKED, "Exception", "return {'score': 0.5, 'error': 'no model'}", []),
    "an error with a name": ("answer", ASKED, "NotFittedError", "p = 0.5", []),
    "no prediction": ("answer", "p = float(x)", "Exception", "p = 0.5", []),
    "measured": ("evaluate", ASKED, "Exception", "p = 0.5", []),
    "a size": ("answer", ASKED, "Exception", "return {'width': 80}", []),
}


@pytest.mark.parametrize(("name", "body", "error", "otherwise", "expected"), CASES.values(), ids=CASES)
def test_made_up(name: str, body: str, error: str, otherwise: str, expected: list[str]) -> None:
    code = FRAME.format(name=name, body=body, error=error, otherwise=otherwise)
    facts = build(source_from_text(code, "app.py"))
    assert [found.value for found in made_up.made_up(facts)] == expected
