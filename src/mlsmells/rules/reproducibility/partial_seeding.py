"""One library's random generator is seeded, but another one draws too, or has drawn before.

The seed looks as if the run could be repeated, and it cannot: `np.random.seed` does not reach
Python's `random` or PyTorch, and a seed that is set after the data was shuffled is too late.

Bad:
    import random
    import numpy as np
    from sklearn.linear_model import SGDRegressor
    np.random.seed(42)
    rows = random.sample(range(1000), 100)
    SGDRegressor().fit(X[rows], y[rows])
Good:
    import random
    import numpy as np
    from sklearn.linear_model import SGDRegressor
    np.random.seed(42)
    random.seed(42)
    rows = random.sample(range(1000), 100)
    SGDRegressor().fit(X[rows], y[rows])
Silent on:
    libraries that are imported but draw nothing; draws from a generator or estimator with a seed of
    its own; draws that only choose what to plot; `torch.manual_seed`, which seeds CUDA too; helpers
    such as `set_seed`; modules that are imported
Source: https://docs.pytorch.org/docs/stable/notes/randomness.html
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import Finding, Fix, Rule, Severity, TraceStep
from mlsmells.facts import Facts, seed_calls, seeding
from mlsmells.facts.events import Rng, Seed

RULE = Rule(
    __name__,
    code="MLS204",
    severity=Severity.WARNING,
    message="seeds {have} but not {missing}, and {what} draws from that at line {line}",
    silent_roles=frozenset({"test", "example", "library", "serving", "config"}),
)
LATE = "seeds {missing} only after {what} has drawn from it at line {line}"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """One finding per library that draws without a seed, at the seed that is there."""
    seeds = [seed for seed in facts.everywhere(Seed) if seeding.fixes(seed)]
    if not seeding.trains(facts):
        return
    seen: set[str] = set()
    for draw in seeding.draws(facts):
        if draw.lib in seen:
            continue
        own = seeding.seeds_of(facts, draw.lib)
        before = [seed for seed in seeds if seed.order < draw.order and not seed.excludes(draw)]
        if not own and before:
            seen.add(draw.lib)
            yield _finding(before[0], draw, facts)
        elif own and _late(own[0], draw, facts):
            seen.add(draw.lib)
            yield _finding(own[0], draw, facts, late=True)


def _late(seed: Seed, draw: Rng, facts: Facts) -> bool:
    """The draw has come before the seed, and it is neither the seed itself nor a section of a notebook of its own."""
    if facts.role == "notebook" or not seeding.reached(seed) or seed.excludes(draw) or seed.order < draw.order:
        return False
    return not draw.what.endswith("DataLoader") and not any(e.node is draw.node for e in seed.value.value.effects)


def _finding(seed: Seed, draw: Rng, facts: Facts, *, late: bool = False) -> Finding:
    value = seed_calls.source_of(seed)
    edits = () if late else seed_calls.seed_block(facts, [draw.lib], seed.node, value)
    steps = [TraceStep(seed.line, "seeded"), TraceStep(draw.line, f"{draw.what} draws")]
    return RULE.at(
        seed,
        message=LATE if late else RULE.message,
        have=", ".join(sorted(seed.libs)),
        missing=draw.lib,
        what=draw.what.rpartition(".")[2],
        line=draw.line,
        fix=Fix(f"seed {draw.lib} in the same place", edits, why="it keeps one result of many") if edits else None,
        trace=sorted(steps),
    )
