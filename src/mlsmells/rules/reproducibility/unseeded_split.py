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
    `set_seed`) of the generator the split draws from; `df.sample(5)` that only looks at the data
Source: https://scikit-learn.org/stable/common_pitfalls.html#controlling-randomness
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mlsmells.core import AddKeyword, Finding, Fix, Rule, Severity, Span
from mlsmells.facts import CrossValidation, Facts, Split, seeds

RULE = Rule(
    __name__,
    code="MLS201",
    severity=Severity.WARNING,
    message="{call} splits differently on every run, as nothing is seeded - {remedy}",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Random splits, and random splitters where they are used; each place once."""
    by_place: dict[int, list[seeds.RandomSplit]] = defaultdict(list)
    events: list[Split | CrossValidation] = [*facts.of(Split), *facts.of(CrossValidation)]
    for event in sorted(events, key=lambda e: e.order):
        for split in seeds.random_splits(event):
            by_place[id(split.node)].append(split)
    for splits in by_place.values():
        # One place, several calls: one that brings a seed shows that the others may, too.
        if all(s.seed.absent_or(None) and not seeds.seeded_before(facts, s.event, s.rng) for s in splits):
            yield _finding(splits[0])


def _finding(split: seeds.RandomSplit) -> Finding:
    fix = None
    if split.seed_name == "random_state" and seeds.literal(split.seed):
        edit = AddKeyword(Span.of(split.node), split.seed_name, "{seed}")
        fix = Fix("set random_state", (edit,), why="it keeps one split of many")
    return RULE.at(
        split.node,
        call=split.name,
        remedy="pass a seeded generator" if split.seed_name == "generator" else f"set {split.seed_name}",
        fix=fix,
        # A function that this file does not call may be called by a program that seeds first.
        sure=seeds.reached(split.event),
        trace=[(split.event, "rows divided at random")],
    )
