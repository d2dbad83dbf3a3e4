"""A score is the mean of the batches' scores, though the last batch is smaller; or it is that of the last batch alone.

With 1,010 rows in batches of 100 the last ten rows weigh as much as a hundred others. The score depends on the batch
size, and two runs with different ones cannot be compared. Where each batch binds the score anew, and it is read after
the loop, the rows of the last batch are all that was measured. Count hits and rows, and divide once.

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
    training, where the number is only watched; the last batch where the loop adds its score up as well or ends early
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

LAST = "{name} is that of the last batch of {loader} alone: the others are not counted - add up over all batches"


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


@RULE.on_file
def check_last(facts: Facts) -> Iterator[Finding]:
    """Scores that each batch binds anew, and that are told after the loop."""
    for found in training.last_batches(facts):
        yield RULE.at(
            found.bound,
            message=LAST,
            name=found.name,
            loader=found.loader,
            severity=Severity.WARNING,
            trace=[(found.bound, "bound anew for each batch"), (found.read, "read after the last")],
        )
