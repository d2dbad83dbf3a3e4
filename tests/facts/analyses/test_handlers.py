"""What is run for every request, by the sign of each framework."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, handlers
from mlsmells.sources import source_from_text

HEAD = "import numpy as np\n"
CASES = {
    "Flask": (
        "from flask import Flask\napp = Flask(__name__)\n@app.route('/x', methods=['POST'])\ndef f(): ...\n",
        ["f"],
    ),
    "a blueprint": ("from shop import pages\n@pages.post('/x')\ndef f(): ...\n", ["f"]),
    "FastAPI": ("@api.get('/x/{n}')\nasync def f(n: int): ...\n", ["f"]),
    "no path": ("@cache.get('x')\ndef f(): ...\n", []),
    "start-up": ("@app.on_event('startup')\ndef f(): ...\n", []),
    "a route that reloads": ("@app.post('/reload')\ndef f(): ...\n", []),
    "a resource": ("class A(Resource):\n    def post(self): ...\n    def load(self): ...\n", ["post"]),
    "Django": ("from django.http import JsonResponse\ndef f(request, key): ...\ndef g(key): ...\n", ["f"]),
    "a parameter called request": ("def f(request): ...\n", []),
    "Lambda": ("def lambda_handler(event, context): ...\n", ["lambda_handler"]),
    "a listener": ("def on_click(event, context): ...\n", []),
    "SageMaker": ("def model_fn(d): ...\ndef predict_fn(data, model): ...\n", ["predict_fn"]),
    "Azure": ("def init(): ...\ndef run(raw_data): ...\n", ["run"]),
    "Seldon": ("class A:\n    def predict(self, X, feature_names): ...\n", ["predict"]),
    "an estimator": ("class A:\n    def predict(self, X): ...\n", []),
    "KServe": (
        "import kserve\nclass A(kserve.Model):\n    def load(self): ...\n    def predict(self, p): ...\n",
        ["predict"],
    ),
    "pyfunc": (
        "import mlflow\nclass A(mlflow.pyfunc.PythonModel):\n    def load_context(self, c): ...\n"
        "    def predict(self, c, m): ...\n",
        ["predict"],
    ),
    "gRPC": ("class A(p.ScorerServicer):\n    def Score(self, request, context): ...\n", ["Score"]),
    "BentoML": ("import bentoml\n@svc.api(input=x)\ndef f(a): ...\n", ["f"]),
    "Gradio": ("import gradio as gr\ndef f(x): ...\ndef g(x): ...\ngr.Interface(fn=f, inputs='text')\n", ["f"]),
    "a function that reads the request": (
        "from flask import request\ndef f():\n    request.get_json()\n",
        ["f"],
    ),
    "another library's request": ("from urllib import request\ndef f():\n    return request.data\n", []),
    "a route that evaluates": ("@app.post('/evaluate')\ndef f(): ...\n", []),
    "Kafka": ("from kafka import KafkaConsumer\nc = KafkaConsumer('x')\nfor m in c: ...\n", ["c"]),
    "a loop": ("for m in c: ...\n", []),
}


@pytest.mark.parametrize("name", CASES)
def test_handlers(name: str) -> None:
    code, expected = CASES[name]
    found = handlers.handlers(build(source_from_text(HEAD + code, "app.py")))
    assert [handler.name for handler in found] == expected
