"""A loss that applies softmax (or sigmoid) itself gets outputs that went through one already.

`cross_entropy` and `CrossEntropyLoss` want raw outputs, `binary_cross_entropy_with_logits` and Keras'
`from_logits=True` as well. A second softmax squeezes all probabilities together: the loss cannot come near zero,
gradients are small, and training is slow and ends too early. Nothing fails.

Bad:
    import torch
    from torch import nn
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(8, 3), nn.Softmax(dim=1))
    loss = nn.CrossEntropyLoss()(model(X), y)
Good:
    import torch
    from torch import nn
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(8, 3))
    loss = nn.CrossEntropyLoss()(model(X), y)
    probabilities = model(X).softmax(dim=1)
Silent on:
    a softmax on the side (for metrics, attention, the target of a distillation); outputs that were changed after it
    (`torch.log`, arithmetic); a softmax that `forward` applies in evaluation only; networks that nobody knows;
    `log_softmax` before `cross_entropy`, which changes nothing, is a note
Fix:
    of a model of Keras: `from_logits=True` becomes `from_logits=False`, and its output stays as it is. Whether a
    layer of torch may go depends on who else takes its probabilities
Source: https://pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Fix, ReplaceExpression, Rule, Severity, Span
from mlsmells.facts import Facts, Metric, Obj, training

RULE = Rule(
    __name__,
    code="MLS705",
    severity=Severity.ERROR,
    once=True,
    message="{loss} applies its own {kind}, but {what} went through {given} at line {line} - pass the raw outputs",
)


@RULE.on(Metric, everywhere=True)
def check(metric: Metric, facts: Facts) -> Iterator[Finding]:
    """Losses that want raw outputs and get probabilities."""
    if metric.expects != "logits" or metric.pred is None:
        return
    yield from _logarithms(metric)
    found = metric.pred.has("softmaxed", "sigmoided")
    if found is None or found.may or _is_known_there(metric, found.obj):
        return
    yield RULE.at(
        metric,
        loss=training.loss_name(metric),
        kind=training.applies(metric),
        what=training.input_of(metric),
        given="softmax" if found.kind == "softmaxed" else "sigmoid",
        line=found.line,
        trace=[(found.place, "probabilities"), (metric, "the loss")],
    )


def _is_known_there(metric: Metric, network: Obj | None) -> bool:
    """Network and loss stand in one other module: it is reported there."""
    if not metric.foreign:
        return False
    there = metric.foreign.partition(":")[0]
    return network is None or network.foreign.partition(":")[0] == there


def _logarithms(metric: Metric) -> Iterator[Finding]:
    """``cross_entropy`` of ``log_softmax`` is the same number: only a step too much."""
    found = metric.pred.has("log-softmaxed") if metric.pred is not None else None
    loss = training.loss_name(metric)
    if (
        found is None
        or found.may
        or metric.foreign
        or metric.pred is None
        or metric.pred.has("softmaxed", "sigmoided") is not None
    ):
        return
    yield RULE.at(
        metric,
        loss=loss,
        kind="log_softmax",
        what=training.input_of(metric),
        given="log_softmax",
        line=f"{found.line} already, which changes nothing",
        severity=Severity.INFO,
        trace=[(found.place, "logarithms"), (metric, "the loss")],
    )


@RULE.on_file
def check_keras(facts: Facts) -> Iterator[Finding]:
    """Models of Keras that end in an activation and are compiled with a loss that applies it."""
    for model in training.compiled(facts):
        if model.from_logits and model.activation in ("softmax", "sigmoid"):
            yield RULE.at(
                model.event,
                loss=model.loss,
                kind="sigmoid" if model.loss.startswith("binary") else "softmax",
                what="the output of the last layer",
                given=model.activation,
                line=model.layer_line,
                fix=_probabilities(model),
                trace=[(model.layer, "probabilities"), (model.event, "from_logits=True")],
            )


def _probabilities(model: training.Compiled) -> Fix | None:
    """The loss is told what the model gives; what others take from the model stays as it is."""
    keywords = [node for node in ast.walk(model.event.node) if isinstance(node, ast.keyword)]
    told = [k.value for k in keywords if k.arg == "from_logits" and isinstance(k.value, ast.Constant) and k.value.value]
    if len(told) != 1:
        return None
    edit = ReplaceExpression(Span.of(told[0]), "False")
    return Fix("tell the loss that it gets probabilities", (edit,), why="training goes another way")
