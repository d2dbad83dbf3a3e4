"""Clocks around work on a GPU: what waits for it."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, training
from mlsmells.sources import source_from_text

CODE = """import time
import torch
def f(model, x, loader, project):
    model.{device}.eval()
    start = time.time()
    {body}
    {stop}
"""
BODIES = {
    "only queued": ("model(x)", 1),
    "in a context": ("with torch.no_grad():\n        out = model(x.cuda())", 1),
    "many times": ("for _ in range(10):\n        model(x)", 1),
    "over data": ("for x in loader:\n        model(x)", 0),
    "read": ("model(x).mean().item()", 0),
    "moved": ("model(x).to('cpu')", 0),
    "waited for": ("model(x)\n    torch.cuda.synchronize()", 0),
    "by another function": ("project(model(x))", 0),
    "without the network": ("x.sum()", 0),
}
STOPS = {
    "at once": ("return time.time() - start", 1),
    "in a variable": ("end = time.time()\n    return end - start", 1),
    "never measured": ("end = time.time()\n    return end", 0),
    "waited for later": ("took = time.time() - start\n    torch.cuda.synchronize()\n    return took", 0),
}


def count(body: str, stop: str, device: str = "cuda()") -> int:
    facts = build(source_from_text(CODE.format(body=body, stop=stop, device=device), "bench.py"))
    return len(list(training.unsynchronised_timings(facts)))


@pytest.mark.parametrize(("body", "expected"), BODIES.values(), ids=BODIES)
def test_what_stands_between(body: str, expected: int) -> None:
    assert count(body, "return time.time() - start") == expected


@pytest.mark.parametrize(("stop", "expected"), STOPS.values(), ids=STOPS)
def test_how_the_clock_is_read(stop: str, expected: int) -> None:
    assert count("model(x)", stop) == expected


def test_the_cpu_is_waited_for() -> None:
    assert count("model(x)", "return time.time() - start", device="float()") == 0
