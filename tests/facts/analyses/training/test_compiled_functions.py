"""What a function that TensorFlow traces once does while tracing alone."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, training
from mlsmells.sources import source_from_text

CODE = """import tensorflow as tf
steps = []
{decorator}
def step(x, again):
{body}
"""
BODIES: dict[str, tuple[str, list[str]]] = {
    "calls itself": ("    return step(x, again)", ["calls itself"]),
    "another function": ("    return other(x)", []),
    "a variable": ("    v = tf.Variable(0.0)\n    return v + x", ["creates a variable"]),
    "a variable, once": ("    if again is None:\n        again = tf.Variable(0.0)\n    return again", []),
    "a list outside": ("    steps.append(x)", ["appends to a list"]),
    "a list of the object": ("    self.seen.append(x)", ["appends to a list"]),
    "a list of its own": ("    own = []\n    own.append(x)\n    return own", []),
    "a mark in a list outside": ("    steps.append('traced')", []),
    "prints its tensor": ("    print(x)", ["prints a tensor"]),
    "prints that it is traced": ("    print('tracing')", []),
    "prints as a graph does": ("    tf.print(x)", []),
    "two of them": ("    print(x)\n    steps.append(x)", ["appends to a list", "prints a tensor"]),
}
DECORATORS = {
    "bare": ("@tf.function", 1),
    "called": ("@tf.function(jit_compile=True)", 1),
    "none": ("", 0),
    "another": ("@functools.cache", 0),
}


def found(code: str) -> list[str]:
    return sorted(pitfall.what for pitfall in training.pitfalls(build(source_from_text(code, "train.py"))))


@pytest.mark.parametrize(("body", "expected"), BODIES.values(), ids=BODIES)
def test_what_happens_once(body: str, expected: list[str]) -> None:
    assert found(CODE.format(decorator="@tf.function", body=body)) == expected


@pytest.mark.parametrize(("decorator", "expected"), DECORATORS.values(), ids=DECORATORS)
def test_what_is_traced(decorator: str, expected: int) -> None:
    assert len(found(CODE.format(decorator=decorator, body="    print(x)"))) == expected


def test_nothing_is_traced_where_functions_run_as_they_stand() -> None:
    eager = "\ntf.config.run_functions_eagerly(True)\n"
    assert not found(CODE.format(decorator="@tf.function", body="    print(x)") + eager)
