"""A learning-rate schedule looks at a variable that means something else by the time it is asked.

A function that is handed to a scheduler reads the variables around it when it is called, at every step, not when it is
made. A name that the training loop binds anew, `total_steps = 0` for the count of an epoch, changes the schedule, and
a loop over groups gives all schedules the value of the last one. Hand the value over as a default of a parameter. The
same happens to a counter of batches that another loop within uses as well: the optimizer steps at other batches then.

Bad:
    import torch
    torch.manual_seed(0)
    net = torch.nn.Linear(4, 1)
    optimizer = torch.optim.AdamW(net.parameters())
    total_steps = 1000
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / max(1, total_steps))
    for epoch in range(10):
        total_steps = 0
        for _ in range(100):
            net.train()
            optimizer.zero_grad()
            net(torch.randn(8, 4)).mean().backward()
            optimizer.step()
            scheduler.step()
            total_steps += 1
Good:
    import torch
    torch.manual_seed(0)
    net = torch.nn.Linear(4, 1)
    optimizer = torch.optim.AdamW(net.parameters())
    total_steps = 1000
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / total_steps)
    for epoch in range(10):
        for _ in range(100):
            net.train()
            optimizer.zero_grad()
            net(torch.randn(8, 4)).mean().backward()
            optimizer.step()
            scheduler.step()
Silent on:
    variables that are bound before the schedule is made and not after; values that are defaults of a parameter;
    attributes; a schedule that is made anew afterwards; counters that the schedule is meant to see
Source: https://docs.python.org/3/faq/programming.html#why-do-lambdas-defined-in-a-loop-with-different-values-all-return-the-same-result
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS737",
    severity=Severity.ERROR,
    once=True,
    message="the schedule reads '{name}' when it is asked, and line {line} binds it anew - hand it over as a default",
)

COUNTER = "'{name}' counts batches no more: line {line} binds it anew, and the step follows that - use another name"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Schedules that read a variable which is bound anew after they were made."""
    for found in training.rebound(facts):
        trace = [(found.read, "read at every step"), (found.schedule, "made here"), (found.again, "bound anew")]
        yield RULE.at(found.read, name=found.name, line=found.again.lineno, trace=trace)


@RULE.on_file
def check_counters(facts: Facts) -> Iterator[Finding]:
    """Steps that wait for a counter which is bound anew before they ask."""
    for found in training.recounted(facts):
        if found.how == "steps":
            trace = [(found.again, "bound anew"), (found.read, "asked here")]
            yield RULE.at(found.read, message=COUNTER, name=found.name, line=found.again.lineno, trace=trace)
