"""The rows are divided at random with no seed, so every run trains and tests on other rows.

A score that moves between two runs may have moved because of the split alone. Nobody can
repeat the run that gave the reported number, or compare two models on the same rows.

Bad:
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2)
Good:
    from sklearn.model_selection import train_test_split
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42)
Silent on:
    a seed from a variable, a parameter or a configuration; `shuffle=False`; KFold and its
    relatives without `shuffle=True`; a global seed (also one set by a helper such as
    `set_seed`) of the generator the split draws from; `df.sample(5)` that only looks at the data;
    a list that is shuffled and of which only one part is taken.
    A note in a module all of whose callers in the project seed what it draws from.
    In a program that seeds nothing at all the split is one more place of MLS202; the splits of a file are one finding
Source: https://scikit-learn.org/stable/common_pitfalls.html#controlling-randomness
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import AddKeyword, Finding, Fix, Rule, Severity, Span, TraceStep
from mlsmells.facts import Facts, Seed, late_seed, open_splits, seeds, unseeded_programs

RULE = Rule(
    __name__,
    code="MLS201",
    severity=Severity.WARNING,
    rolls_up_files=3,
    told_with=("MLS202", "unseeded"),
    left_to_callers="unseeded",
    message="{call} splits differently on every run, as nothing is seeded - {remedy}",
)

CLOCK = "{call} splits differently on every run, as its {seed} is the time - give it a fixed number"


LATE = "{call} splits differently on every run, as {lib} is seeded only at {late} - seed it before, or {remedy}"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Random splits, and random splitters where they are used; each place once."""
    for split in open_splits(facts):
        yield _finding(split, late_seed(facts, split))


def _finding(split: seeds.RandomSplit, late: Seed | None) -> Finding:
    fix = None
    if split.seed_name == "random_state" and seeds.literal(split.seed):
        edit = AddKeyword(Span.of(split.node), split.seed_name, "{seed}")
        fix = Fix("set random_state", (edit,), why="it keeps one split of many")
    steps = [TraceStep(late.line, "seeded")] if late is not None else []
    return RULE.at(
        split.node,
        message=CLOCK if seeds.of_clock(split.seed) else LATE if late is not None else RULE.message,
        lib=unseeded_programs.library(split.rng),
        late=late.where if late is not None else "",
        call=split.name,
        seed=split.seed_name,
        remedy=_remedy(split),
        fix=fix,
        cause="clock" if seeds.of_clock(split.seed) else "late seed" if late is not None else "unseeded",
        # A function that this file does not call may be called by a program that seeds first.
        sure=seeds.reached(split.event),
        trace=[(split.event, "rows divided at random"), *steps],
    )


def _remedy(split: seeds.RandomSplit) -> str:
    if not split.seed_name:  # a shuffle before the cut
        return f"seed {unseeded_programs.library(split.rng)} before"
    return "pass a seeded generator" if split.seed_name == "generator" else f"set {split.seed_name}"
