"""Several processes train one network, and each of them goes over all rows.

`DistributedDataParallel` averages the gradients of the processes; which rows each of them sees is the business of the
loader. Without a `DistributedSampler` each process has all of them: an epoch on eight GPUs does eight times the work of
one, and without shuffling all processes compute the same gradients.

Bad:
    import torch
    from torch.nn.parallel import DistributedDataParallel
    from torch.utils.data import DataLoader
    model = DistributedDataParallel(network)
    train_loader = DataLoader(train_set, batch_size=32, shuffle=True)
Good:
    import torch
    from torch.nn.parallel import DistributedDataParallel
    from torch.utils.data import DataLoader, DistributedSampler
    model = DistributedDataParallel(network)
    sampler = DistributedSampler(train_set)
    train_loader = DataLoader(train_set, batch_size=32, sampler=sampler)
    for epoch in range(10):
        sampler.set_epoch(epoch)
Silent on:
    any distributed sampler in the file; streams that take their own share; rows chosen by the rank; a seed for each
    rank; loaders for evaluation; accelerate, Lightning and others that put the sampler in; loaders of another file
Source: https://pytorch.org/docs/stable/generated/torch.nn.parallel.DistributedDataParallel.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity
from mlsmells.facts import Facts, training

RULE = Rule(
    __name__,
    code="MLS734",
    severity=Severity.ERROR,
    once=True,
    message="each process goes over all rows of {what} (the model is distributed at line {line}) - "
    "give it a DistributedSampler",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Loaders of training rows beside a distributed model."""
    for found in training.unshared(facts):
        yield RULE.at(
            found.loader.call,
            what=found.loader.label,
            line=found.wrapped.lineno,
            trace=[(found.wrapped, "gradients of all processes are averaged"), (found.loader.call, "all rows")],
        )
