"""A network scores or predicts while it is in train mode.

In train mode dropout drops units and batch normalisation uses the statistics of the batch at hand (and goes on changing
those it keeps). Scores become noisy and too low, predictions depend on what else is in the batch, and the rows that are
scored leave a trace in the network. `torch.no_grad()` does not change the mode.

Bad:
    import torch
    from torch import nn
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(8, 8), nn.BatchNorm1d(8), nn.Linear(8, 2))
    model.load_state_dict(torch.load("model.pt", weights_only=True))
    def predict(rows):
        with torch.no_grad():
            return model(rows).argmax(dim=1)
Good:
    import torch
    from torch import nn
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(8, 8), nn.BatchNorm1d(8), nn.Linear(8, 2))
    model.load_state_dict(torch.load("model.pt", weights_only=True))
    model.eval()
    def predict(rows):
        with torch.no_grad():
            return model(rows).argmax(dim=1)
Silent on:
    networks whose layers are all known and the same in both modes; networks that came from `from_pretrained`, which
    gives them in eval mode; samples, teachers and rollouts inside a training loop; dropout at prediction time on
    purpose (Monte Carlo dropout: by name, by a comment at `train()`, or the same rows many times for
    their spread); networks that a function elsewhere may have switched; networks of which only the gradients of the
    input were taken (attacks, saliency maps)
Source: https://pytorch.org/docs/stable/notes/autograd.html#evaluation-mode-nn-module-eval
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Confidence, Finding, Fix, InsertBefore, Rule, Severity, line_of
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS702",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,  # that it is an evaluation is said by names
    once=True,
    message="{model} {does} in train mode ({why}): dropout and batch norm distort it - call {model}.eval() first",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Passes that score or predict by a network that is in train mode."""
    for case in training.in_train_mode(facts):
        one = case.scored
        yield RULE.at(
            case.place or training.place(one),
            model=training.name_of(one),
            does="predicts" if case.trained is None else "is scored",
            why=case.why,
            cause=f"{training.name_of(one)} {line_of(case.since)}",
            trace=[(case.since, "in train mode"), (one.event, "data goes through it")],
            fix=_fix(case),
        )
    for left in training.forgotten_switches(facts):
        yield RULE.at(
            left.call,
            model=left.network,
            does="predicts",
            why=f"{left.right.name}() switches it first, this does not",
            trace=[(left.right, "calls eval()"), (left.call, "the same without it")],
        )


def _fix(case: training.InTrainMode) -> Fix | None:
    """Switch before the loop over the data; not where the next epoch would then train in eval mode."""
    one, name = case.scored, training.name_of(case.scored)
    if case.place is not None or case.breaks_training or not training.over_data(one):
        return None
    edit = InsertBefore(training.header(one), f"{name}.eval()")
    return Fix(f"call {name}.eval() before the loop", (edit,), why="the scores become others")
