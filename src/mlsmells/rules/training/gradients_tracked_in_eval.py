"""An evaluation records a graph for gradients that nobody computes.

`model.eval()` switches dropout and batch normalisation; it does not stop autograd. Every pass of the evaluation keeps
the activations of all layers until its outputs are gone: more memory (often the difference between a batch of 64 and
one of 256) and more time, for nothing.

Bad:
    import torch
    def evaluate(model, loader):
        model.eval()
        correct = 0
        for x, y in loader:
            correct += (model(x).argmax(dim=1) == y).sum().item()
        return correct / len(loader.dataset)
Good:
    import torch
    def evaluate(model, loader):
        model.eval()
        correct = 0
        with torch.no_grad():
            for x, y in loader:
                correct += (model(x).argmax(dim=1) == y).sum().item()
        return correct / len(loader.dataset)
Silent on:
    callers that switch gradients off; hooks of Lightning and other trainers, which do it; explanations, attacks and
    meta-learning, which need the gradients; functions that only hand the outputs on; networks of libraries that switch
    gradients off themselves
Source: https://pytorch.org/docs/stable/notes/autograd.html#locally-disabling-gradient-computation
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS704",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,  # that it is an evaluation is said by names
    once=True,
    message="the evaluation of {model} records a graph that nobody uses - put it under torch.no_grad()",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Passes that score or predict while gradients are on."""
    for one in training.tracked_gradients(facts):
        yield RULE.at(
            training.header(one),
            model=training.name_of(one),
            cause=training.name_of(one),
            trace=[(one.event, "data goes through it")],
        )
