"""The parts of a training step stand in an order in which one of them has no effect, or the wrong one.

A step is: compute gradients, unscale them where the loss was scaled, clip them, step, clear; a schedule moves on after
the optimizer has stepped. Gradients that are cleared before the step are never followed. Clipping after the step, or
before there are gradients, does nothing; nor does a schedule that nobody steps, and one that was made for
`len(loader) * epochs` steps hardly moves when it is stepped once an epoch. Clipping gradients that are still
scaled clips to a far too small norm, and an optimizer that steps past its `GradScaler` follows gradients 65,536 times
too large.

Bad:
    import torch
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for X, y in batches:
        loss = torch.nn.functional.mse_loss(model(X), y)
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
Good:
    import torch
    torch.manual_seed(0)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for X, y in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(X), y)
        loss.backward()
        optimizer.step()
Silent on:
    schedules that get the epoch or a score; several optimizers that take turns; steps under other conditions;
    gradients that are unscaled anywhere in the loop; schedules that are handed on or kept somewhere
Source: https://pytorch.org/docs/stable/notes/amp_examples.html#gradient-clipping
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS712",
    severity=Severity.ERROR,
    once=True,
    message="{what} - {do}",
)
SLOW = "{name} counts the batches of {loader}, but is stepped once an epoch: it hardly moves - step it after each batch"
IDLE = "{name} is made and never stepped: the learning rate stays where it begins - call {name}.step(), or take it out"
# What is wrong and what to do; line is that of the other event.
MESSAGES = {
    "cleared": (
        "the gradients of line {line} are cleared before the step of line {step}: nothing is learned",
        "clear them after the step, or before backward()",
    ),
    "clipped-late": ("gradients are clipped after the step of line {line} has used them", "clip before the step"),
    "clipped-early": ("gradients are clipped before line {line} computes them", "clip after backward()"),
    "clipped-scaled": (
        "gradients are clipped while they are scaled (line {line})",
        "call scaler.unscale_(optimizer) first",
    ),
    "unscaled": (
        "the optimizer follows the scaled gradients of line {line}",
        "call scaler.step(optimizer) and scaler.update()",
    ),
    "schedule": (
        "the schedule moves on before the optimizer steps at line {line}: its first rate is skipped",
        "step it after the optimizer",
    ),
}


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Parts of training steps that are out of order."""
    for misstep in training.missteps(facts):
        what, do = MESSAGES[misstep.how]
        yield RULE.at(
            misstep.event,
            what=what.format(line=misstep.other.line, step=misstep.step.line),
            do=do,
            severity=Severity.WARNING if misstep.how == "schedule" else None,
            trace=[(misstep.other, "seen from here"), (misstep.event, "out of order")],
        )


@RULE.on_file
def check_schedules(facts: Facts) -> Iterator[Finding]:
    """Schedules that never move on, or far too seldom; a note where a comment shows that they are switched off."""
    for idle in training.idle_schedules(facts):
        yield RULE.at(
            idle.call,
            message=IDLE,
            name=idle.name,
            severity=Severity.INFO if idle.off else Severity.WARNING,
            sure="." not in idle.name,  # of an attribute another file may have the step
            cause="idle schedule",
        )
    for slow in training.slow_schedules(facts):
        yield RULE.at(
            slow.step,
            message=SLOW,
            name=slow.name,
            loader=slow.loader,
            severity=Severity.WARNING,
            cause="slow schedule",
            trace=[(slow.made, "made for so many steps"), (slow.step, "one step an epoch")],
        )
