"""What is run for every request, by the sign of each framework."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, handlers
from mlsmells.sources import source_from_text

HEAD = "import numpy as np\n"
CASES = {
    "Flask": ("from flask import Flask\napp = Flask(__name__)\n@app.route('/x', methods=['POST'])\ndef f():\n    pass\n", ["f"]),
    "a blueprint": ("from shop import pages\n@pages.post('/x')\ndef f():\n    pass\n", ["f"]),
    "FastAPI": ("@api.get('/x/{n}')\nasync def f(n: int):\n    pass\n", ["f"]),
    "no path": ("@cache.get('x')\ndef f():\n    pass\n", []),
    "start-up": ("@app.on_event('startup')\ndef f():\n    pass\n", []),
    "a route that reloads": ("@app.post('/reload')\ndef f():\n    pass\n", []),
    "a resource": ("class A(Resource):\n    def post(self):\n        pass\n    def load(self):\n        pass\n", ["post"]),
    "Django": ("from django.http import JsonResponse\ndef f(request, key):\n    pass\ndef g(key):\n    pass\n", ["f"]),
    "a parameter called request": ("def f(request):\n    pass\n", []),
    "Lambda": ("def lambda_handler(event, context):\n    pass\n", ["lambda_handler"]),
    "a listener": ("def on_click(event, context):\n    pass\n", []),
    "SageMaker": ("def model_fn(d):\n    pass\ndef predict_fn(data, model):\n    pass\n", ["predict_fn"]),
    "Azure": ("def init():\n    pass\ndef run(raw_data):\n    pass\n", ["run"]),
    "Seldon": ("class A:\n    def predict(self, X, feature_names):\n        pass\n", ["predict"]),
    "an estimator": ("class A:\n    def predict(self, X):\n        pass\n", []),
    "KServe": ("import kserve\nclass A(kserve.Model):\n    def load(self):\n        pass\n    def predict(self, p):\n        pass\n", ["predict"]),
    "pyfunc": ("import mlflow\nclass A(mlflow.pyfunc.PythonModel):\n    def load_context(self, c):\n        pass\n    def predict(self, c, m):\n        pass\n", ["predict"]),
    "gRPC": ("class A(p.ScorerServicer):\n    def Score(self, request, context):\n        pass\n", ["Score"]),
    "BentoML": ("import bentoml\n@svc.api(input=x)\ndef f(a):\n    pass\n", ["f"]),
    "Gradio": ("import gradio as gr\ndef f(x):\n    pass\ndef g(x):\n    pass\ngr.Interface(fn=f, inputs='text')\n", ["f"]),
    "Kafka": ("from kafka import KafkaConsumer\nc = KafkaConsumer('x')\nfor m in c:\n    pass\n", ["c"]),
    "a loop": ("for m in c:\n    pass\n", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_handlers(name: str) -> None:
    code, expected = CASES[name]
    found = handlers.handlers(build(source_from_text(HEAD + code, "app.py")))
    assert [handler.name for handler in found] == expected
