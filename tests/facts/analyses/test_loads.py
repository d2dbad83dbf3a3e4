"""Models that are loaded for every request, or at every click."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, loads
from mlsmells.sources import source_from_text

HEAD = "import joblib, pickle, torch\nimport numpy as np\nfrom pathlib import Path\nHOME = Path('models')\n"
ROUTE = "@app.post('/x')\ndef f(name='a'):\n"
# Code → what is loaded again and again.
CASES: dict[str, tuple[str, list[str]]] = {
    "in the handler": (ROUTE + "    return joblib.load('model.joblib')", ["model.joblib"]),
    "in a helper": ("def load():\n    return joblib.load('model.pkl')\n" + ROUTE + "    return load()", ["model.pkl"]),
    "a constant": (ROUTE + "    return joblib.load(HOME / 'model.pkl')", ["models/model.pkl"]),
    "an open file": (ROUTE + "    with open('model.pkl', 'rb') as b:\n        return pickle.load(b)", ["model.pkl"]),
    "used as a model": (ROUTE + "    m = joblib.load('a.bin')\n    return m.predict([[1]])", ["a.bin"]),
    "not used as one": (ROUTE + "    m = joblib.load('a.bin')\n    return m", []),
    "before": ("m = joblib.load('model.pkl')\n" + ROUTE + "    return m.predict([[1]])", []),
    "no load at all": (ROUTE + "    return np.zeros((1, 4))", []),
    "what the request names": (ROUTE + "    return joblib.load(f'models/{name}.pkl')", []),
    "a path of the caller": (
        "def load(path):\n    path = Path(path)\n    return torch.load(path)\n" + ROUTE + "    return load(name)",
        [],
    ),
    "a path made in the helper": (
        "def load():\n    path = HOME / 'model.pt'\n    return torch.load(path)\n" + ROUTE + "    return load()",
        ["models/model.pt"],
    ),
    "kept by a decorator": (
        "@lru_cache\ndef load():\n    return joblib.load('model.pkl')\n" + ROUTE + "    return load()",
        [],
    ),
    "another decorator": (
        "@timed\ndef load():\n    return joblib.load('model.pkl')\n" + ROUTE + "    return load()",
        ["model.pkl"],
    ),
    "when it is not there yet": (
        "m = None\n" + ROUTE + "    global m\n    if m is None:\n        m = joblib.load('model.pkl')\n    return m",
        [],
    ),
    "under another condition": (ROUTE + "    if name == 'b':\n        return joblib.load('model.pkl')", ["model.pkl"]),
    "no handler": ("def f():\n    return joblib.load('model.pkl')", []),
    "an app": ("import streamlit as st\nm = joblib.load('model.pkl')\nst.write(m)", ["model.pkl"]),
    "an app that keeps it": (
        "import streamlit as st\n@st.cache_resource\ndef load():\n"
        "    return joblib.load('model.pkl')\nst.write(load())",
        [],
    ),
    "a module of an app": ("import streamlit as st\ndef load():\n    return joblib.load('model.pkl')", []),
}


@pytest.mark.parametrize("name", CASES)
def test_loads(name: str) -> None:
    code, expected = CASES[name]
    facts = build(source_from_text(HEAD + code + "\n", "app.py"))
    assert [load.what for load in loads.repeated(facts)] == expected
