"""The last activation and the loss do not fit together.

A softmax over one unit is always 1. Cross-entropy over one unit is always 0. A cross-entropy that is not told
`from_logits=True` takes raw outputs for probabilities, and `nll_loss` and `kl_div` take probabilities for their
logarithms, `BCELoss` and `nll_loss` a linear layer's outputs for either: training runs, and the numbers mean nothing.
So it is with probabilities of another kind than the network was trained for: softmax after a loss of sigmoids, or a
sigmoid after cross-entropy. Which is the largest stays the same, how large it is does not.

Bad:
    from tensorflow import keras
    model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="softmax")])
    model.compile(optimizer="adam", loss="binary_crossentropy")
Good:
    from tensorflow import keras
    model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer="adam", loss="binary_crossentropy")
Silent on:
    losses with from_logits; activations and losses that are not known; several units with sigmoid and binary
    cross-entropy (several labels at once); an activation that is applied twice (MLS705); where only the largest is
    asked for; files with several kinds of losses
Fix:
    "softmax" over one unit becomes "sigmoid" where the loss is of two classes
Source: https://keras.io/api/losses/probabilistic_losses/
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Fix, ReplaceExpression, Rule, Severity, Span
from mlsmells.facts import Facts, Metric, training

RULE = Rule(
    __name__,
    code="MLS706",
    severity=Severity.ERROR,
    once=True,
    message="{why} - {do}",
)
_WANTED = {
    "probabilities": ("probabilities", "use the loss with logits, or a sigmoid"),
    "log-probabilities": ("logarithms of probabilities", "use cross_entropy, or log_softmax"),
}
_CATEGORICAL = ("sparse_categorical_crossentropy", "categorical_crossentropy")


@RULE.on(Metric)
def check(metric: Metric, facts: Facts) -> Iterator[Finding]:
    """Losses of torch that want logarithms and get probabilities."""
    found = metric.pred.has("softmaxed", "sigmoided") if metric.pred is not None else None
    if metric.expects == "log-probabilities" and found is not None and not found.may:
        if metric.pred is not None and metric.pred.has("log-softmaxed", "log-sigmoided") is None:
            loss = training.loss_name(metric)
            yield RULE.at(
                metric,
                why=f"{loss} wants logarithms, but its input are the probabilities of line {found.line}",
                do="use log_softmax",
                trace=[(found.place, "probabilities"), (metric, "the loss")],
            )


@RULE.on(Metric)
def check_rectified(metric: Metric, facts: Facts) -> Iterator[Finding]:
    """Losses of torch that want raw outputs and get them without the negative ones."""
    found = metric.pred.has("rectified") if metric.pred is not None and metric.expects == "logits" else None
    if found is not None and not found.may and not metric.foreign:
        yield RULE.at(
            metric,
            severity=Severity.WARNING,
            why=f"{training.loss_name(metric)} wants raw outputs, but the network ends in a ReLU: none is negative",
            do="leave it out",
            trace=[(found.place, "no output is negative"), (metric, "the loss")],
        )


@RULE.on(Metric)
def check_raw(metric: Metric, facts: Facts) -> Iterator[Finding]:
    """Losses of torch that want probabilities or logarithms and get what a layer with weights gives."""
    wanted = _WANTED.get(metric.expects)
    layer = training.raw_output(facts, metric) if wanted is not None else None
    if layer is not None and wanted is not None:
        what, do = wanted
        yield RULE.at(
            metric,
            why=f"{training.loss_name(metric)} wants {what}, but the network ends in {layer.short}",
            do=do,
            trace=[(layer.node, "the last layer"), (metric, "the loss")],
        )


@RULE.on_file
def check_keras(facts: Facts) -> Iterator[Finding]:
    """Models of Keras whose last layer and loss do not fit."""
    for model in training.compiled(facts):
        problem = _problem(model)
        if problem is not None:
            why, do = problem
            trace = [(model.layer, "the last layer"), (model.event, "the loss")]
            yield RULE.at(model.event, why=why, do=do, trace=trace, fix=_sigmoid(model))


@RULE.on_file
def check_scored(facts: Facts) -> Iterator[Finding]:
    """Probabilities of another kind than those the network was trained for."""
    for found in training.other_activations(facts):
        yield RULE.at(
            found.activation,
            why=f"{found.used} makes other probabilities than line {found.loss.lineno} trains for",
            do=f"use {found.wanted}",
            severity=Severity.WARNING,
            trace=[(found.loss, f"trained for {found.wanted}"), (found.activation, found.used)],
        )


def _sigmoid(model: training.Compiled) -> Fix | None:
    """One unit with a loss of two classes: the activation can only be meant to be a sigmoid."""
    if model.units != 1 or model.activation != "softmax" or not model.loss.startswith("binary"):
        return None
    named = [node for node in ast.walk(model.layer) if isinstance(node, ast.Constant) and node.value == "softmax"]
    if len(named) != 1:
        return None
    edit = ReplaceExpression(Span.of(named[0]), '"sigmoid"')
    return Fix("use sigmoid over the one unit", (edit,), why="the network begins to learn")


def _problem(model: training.Compiled) -> tuple[str, str] | None:
    """What is wrong and what to do; None where they fit, or may."""
    loss, last = model.loss, model.activation or "no activation"
    if model.units == 1 and model.activation == "softmax":
        return f"softmax over the one unit of line {model.layer_line} is always 1", "use sigmoid"
    if model.units == 1 and loss in _CATEGORICAL:
        return f"{loss} over the one unit of line {model.layer_line} says nothing", "use binary_crossentropy"
    crossed = loss in (*_CATEGORICAL, "binary_crossentropy")
    if crossed and model.from_logits is False and model.activation in ("", "relu", "tanh"):
        return (
            f"{loss} wants probabilities, but the last layer (line {model.layer_line}) has {last}",
            "set from_logits=True" if not model.activation else "use softmax or sigmoid",
        )
    return None
