"""Gradients of several batches, and scores of several batches."""

from __future__ import annotations

import pytest

from mlsmells.facts import build, training
from mlsmells.sources import source_from_text

LOOP = """import torch
def epoch(model, loader, criterion, optimizer, k):
    for i, (x, y) in enumerate(loader):
        {before}
        loss = criterion(model(x), y)
        {scale}
        loss.backward()
        if {test}:
            optimizer.step()
            {after}
"""
STEPS = {
    "every fourth": ("pass", "pass", "(i + 1) % 4 == 0", "optimizer.zero_grad()", ["4"]),
    "every k-th": ("pass", "pass", "i % k == k - 1", "optimizer.zero_grad()", ["k"]),
    "divided": ("pass", "loss = loss / 4", "(i + 1) % 4 == 0", "optimizer.zero_grad()", []),
    "divided in place": ("pass", "loss /= k", "(i + 1) % k == 0", "optimizer.zero_grad()", []),
    "of several losses": (
        "pass",
        "loss = loss + beta * other_loss",
        "(i + 1) % 4 == 0",
        "optimizer.zero_grad()",
        ["4"],
    ),
    "of a setting": ("pass", "pass", "(i + 1) % cfg.steps == 0 or i == n", "optimizer.zero_grad()", ["cfg.steps"]),
    "several losses, divided": (
        "pass",
        "loss = (loss + beta * other_loss) / 4",
        "(i + 1) % 4 == 0",
        "optimizer.zero_grad()",
        [],
    ),
    "weighed": ("pass", "loss = loss * len(x)", "(i + 1) % 4 == 0", "optimizer.zero_grad()", []),
    "cleared before": ("optimizer.zero_grad()", "pass", "(i + 1) % 4 == 0", "pass", []),
    "at an option": ("pass", "pass", "k", "optimizer.zero_grad()", []),
}
SCORES = """import torch
def {name}(model, {loader}):
    total = 0.0
    for x, y in {loader}:
        total += {score}
    return total / {by}
"""
MEANS = {
    "a mean of hits": ("evaluate", "test_loader", "(model(x) == y).float().mean()", "len(test_loader)", 1),
    "by its function": ("validate", "loader", "(model(x) == y).float().mean()", "len(loader)", 1),
    "a function": ("test", "loader", "accuracy_score(y, model(x))", "len(loader)", 1),
    "a loss": ("test", "loader", "criterion(model(x), y)", "len(loader)", 0),
    "hits": ("test", "loader", "(model(x) == y).sum()", "len(loader)", 0),
    "weighed": ("test", "loader", "(model(x) == y).float().mean() * len(y)", "len(loader)", 0),
    "by the rows": ("test", "loader", "(model(x) == y).float().mean()", "len(loader.dataset)", 0),
    "while it learns": ("learn", "loader", "(model(x) == y).float().mean()", "len(loader)", 0),
}


@pytest.mark.parametrize(("before", "scale", "test", "after", "expected"), STEPS.values(), ids=STEPS)
def test_steps(before: str, scale: str, test: str, after: str, expected: list[str]) -> None:
    facts = build(source_from_text(LOOP.format(before=before, scale=scale, test=test, after=after), "a.py"))
    assert [found.count for found in training.accumulated(facts)] == expected


@pytest.mark.parametrize(("name", "loader", "score", "by", "expected"), MEANS.values(), ids=MEANS)
def test_means(name: str, loader: str, score: str, by: str, expected: int) -> None:
    facts = build(source_from_text(SCORES.format(name=name, loader=loader, score=score, by=by), "a.py"))
    assert len(list(training.batch_means(facts))) == expected
