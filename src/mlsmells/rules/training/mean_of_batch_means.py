"""A score is the mean of the batches' scores, though the last batch is smaller.

With 1,010 rows in batches of 100 the last ten rows weigh as much as a hundred others. The score depends on the batch
size, and two runs with different ones cannot be compared. Count hits and rows, and divide once.

Bad:
    import torch
    @torch.no_grad()
    def evaluate(model, test_loader):
        model.eval()
        accuracy = 0.0
        for x, y in test_loader:
            accuracy += (model(x).argmax(dim=1) == y).float().mean().item()
        return accuracy / len(test_loader)
Good:
    import torch
    @torch.no_grad()
    def evaluate(model, test_loader):
        model.eval()
        hits = rows = 0
        for x, y in test_loader:
            hits += (model(x).argmax(dim=1) == y).sum().item()
            rows += len(y)
        return hits / rows
Silent on:
    losses; means that are weighed by the size of the batch; loaders that drop the last batch or give single rows;
    training, where the number is only watched
Source: https://lightning.ai/docs/torchmetrics/stable/pages/overview.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Rule, Severity
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS728",
    severity=Severity.INFO,
    confidence=Confidence.MEDIUM,  # that it is an evaluation is said by names
    once=True,
    message="{name} is the mean over the batches of {loader}, the last of which is smaller - count hits and rows",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Scores of batches that are added up and divided by their number."""
    for found in training.batch_means(facts):
        yield RULE.at(
            found.added,
            name=found.name,
            loader=found.loader,
            trace=[(found.added, "the mean of a batch"), (found.divided, "every batch counts the same")],
        )
