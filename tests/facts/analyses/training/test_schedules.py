"""Variables that a schedule reads, and that are bound anew after it was made."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, training
from mlsmells.sources import source_from_text

CODE = """from torch.optim.lr_scheduler import LambdaLR
def train(optimizer, loader, epochs):
    total = len(loader) * epochs
{before}
    scheduler = LambdaLR(optimizer, {asked})
{after}
"""
# before, what is asked, after: the names
CASES: dict[str, tuple[str, str, str, list[str]]] = {
    "bound anew": ("    pass", "lambda step: step / total", "    total = 0", ["total"]),
    "bound anew in a loop": (
        "    pass", "lambda step: step / total", "    for x in loader:\n        total = 0", ["total"]
    ),
    "the target of a loop": (
        "    pass", "lambda step: step / total", "    for total in loader:\n        pass", ["total"]
    ),
    "a function by its name": ("    def f(step):\n        return step / total", "f", "    total = 1", ["total"]),
    "a lambda by its name": ("    f = lambda step: step / total", "f", "    total = 1", ["total"]),
    "one of several": ("    pass", "[lambda step: 1, lambda step: step / total]", "    total = 1", ["total"]),
    "bound before": ("    total = 100", "lambda step: step / total", "    pass", []),
    "a default": ("    pass", "lambda step, total=total: step / total", "    total = 0", []),
    "of its own": ("    def f(step):\n        total = 5\n        return step / total", "f", "    total = 1", []),
    "a counter": ("    done = 0", "lambda step: 1 / (1 + done)", "    done = 5", []),
    "another name": ("    pass", "lambda step: step / total", "    other = 0", []),
    "made anew": (
        "    pass", "lambda step: step / total",
        "    total = 9\n    scheduler = LambdaLR(optimizer, lambda step: step / total)", [],
    ),
    "in another function": ("    pass", "lambda step: step / total", "    def g():\n        total = 0", []),
}  # fmt: skip


@pytest.mark.parametrize(("before", "asked", "after", "expected"), CASES.values(), ids=CASES)
def test_what_is_rebound(before: str, asked: str, after: str, expected: list[str]) -> None:
    facts = build(source_from_text(CODE.format(before=before, asked=asked, after=after), "train.py"))
    assert [found.name for found in training.rebound(facts)] == expected
