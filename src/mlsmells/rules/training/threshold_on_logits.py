"""Raw outputs are compared with 0.5, as if they were probabilities.

A network that is trained with `BCEWithLogitsLoss` gives raw outputs: the loss applies the sigmoid. Class 1 begins at 0,
which is a probability of 0.5; an output of 0.5 is one of 0.62. Accuracy, recall and everything else that is computed of
these classes is of another threshold than the one that was meant. `round()` has the same threshold.

After two sigmoids nothing is below 0.5 at all. In Keras the accuracy of two classes has the same threshold, whatever
`from_logits` the loss was given.

Bad:
    import torch
    from torch.nn import functional as F
    for x, y in val_loader:
        out = model(x).squeeze(1)
        loss = F.binary_cross_entropy_with_logits(out, y)
        right = ((out > 0.5) == y).sum()
Good:
    import torch
    from torch.nn import functional as F
    for x, y in val_loader:
        out = model(x).squeeze(1)
        loss = F.binary_cross_entropy_with_logits(out, y)
        right = ((out.sigmoid() > 0.5) == y).sum()
Silent on:
    a threshold of 0, or any other than 0.5; outputs that went through a sigmoid, also inside the network; outputs of
    another network; losses of probabilities
Fix:
    the output is compared with 0; what is rounded by `torch.round` goes through a sigmoid first
Source: https://pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Edit, Finding, Fix, ReplaceExpression, Rule, Severity, Span, WrapExpression, line_of
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS730",
    severity=Severity.ERROR,
    once=True,
    message="{value} {cut}, but {why} - {do}",
)
METRIC = "{metric} cuts at 0.5, but the outputs are raw (line {line}, from_logits=True) - set its threshold to 0"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Thresholds on what is no probability, or one too often."""
    for found in training.raw_thresholds(facts):
        reason = found.twice if found.twice is not None else found.told
        raw = f"it is raw: {found.loss} (line {line_of(reason)}) has the sigmoid"
        twice = f"it is a sigmoid of a sigmoid (line {line_of(reason)}): nothing is below"
        yield RULE.at(
            found.place,
            value=found.value,
            cut="is rounded" if found.rounded else "is compared with 0.5",
            why=raw if found.twice is None else twice,
            do="compare with 0" if found.twice is None else "drop one",
            fix=_fix(found.place) if found.twice is None else None,
            trace=[(reason, "what says so"), (found.place, "the threshold")],
        )


@RULE.on_file
def check_keras(facts: Facts) -> Iterator[Finding]:
    """Models of Keras that give raw outputs of two classes, with a metric that cuts at 0.5."""
    for model in training.compiled(facts):
        metric = training.cut_at_half(model)
        if metric:
            yield RULE.at(
                model.event,
                message=METRIC,
                metric=metric,
                line=model.layer_line,
                trace=[(model.layer, "raw outputs"), (model.event, "the metric")],
            )


def _fix(place: ast.AST) -> Fix | None:
    """A probability of 0.5 is a raw output of 0."""
    match place:
        case ast.Compare(comparators=[ast.Constant() as bound]):
            edit: Edit = ReplaceExpression(Span.of(bound), "0")
        case ast.Call(func=ast.Attribute(value=ast.Name(id="torch"), attr="round"), args=[raw]):
            edit = WrapExpression(Span.of(raw), "torch.sigmoid(", ")")
        case _:
            return None
    return Fix(
        "move the threshold to the raw outputs", (edit,), why="the classes change: they were of another threshold"
    )
