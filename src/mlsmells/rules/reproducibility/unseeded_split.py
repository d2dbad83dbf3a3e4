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

from collections.abc import Iterator

from mlsmells.core import AddKeyword, Confidence, Finding, Fix, Rule, Severity, Span, TraceStep
from mlsmells.facts import Facts, seeding
from mlsmells.facts.evaluations import evaluations
from mlsmells.facts.events import CrossValidation, Split
from mlsmells.facts.splitting import shuffles, splitters

RULE = Rule(
    __name__,
    code="MLS201",
    severity=Severity.WARNING,
    message="{call} draws a different split on every run: it has no {seed}, and no seed is set before it",
)


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """Random splits, and random splitters where they are used: each reported once."""
    seen: dict[int, bool] = {}
    found: dict[int, Finding] = {}
    for event in sorted([*facts.of(Split), *facts.of(CrossValidation)], key=lambda e: e.order):
        for finding, key, bad in _judge(event, facts):
            # One place, several calls: it is fine if one of them brings a seed.
            seen[key] = seen.get(key, True) and bad
            found.setdefault(key, finding)
    yield from (finding for key, finding in found.items() if seen[key])


def _judge(event: Split | CrossValidation, facts: Facts) -> Iterator[tuple[Finding, int, bool]]:
    for splitter in splitters(event):
        seed = splitter.param("random_state")
        bad = shuffles(splitter) is True and seed.absent_or(None) and not seeding.seeded_before(facts, event, "numpy")
        yield _finding(splitter.node, splitter.short, "random_state", event, fixable=seeding.literal(seed)), id(splitter.node), bad
    if isinstance(event, Split) and event.obj is None:
        bad = event.shuffle is True and event.seed.absent_or(None) and _divides(event, facts)
        bad = bad and event.seed_name != "" and not seeding.seeded_before(facts, event, event.rng)
        name = event.name.rpartition(".")[2]
        yield _finding(event.node, name, event.seed_name, event, fixable=seeding.literal(event.seed)), id(event.node), bad


def _finding(node: object, call: str, seed: str, event: Split | CrossValidation, *, fixable: bool) -> Finding:
    fix = None
    if fixable and seed == "random_state":
        edit = AddKeyword(Span.of(node), seed, "{seed}")  # type: ignore[arg-type]
        fix = Fix(f"set {seed}", (edit,), why="the split that is kept from then on is one of many")
    return RULE.at(
        node,
        call=call,
        seed=seed,
        fix=fix,
        # The function may be called by a program that seeds first.
        confidence=Confidence.HIGH if seeding.reached(event) else Confidence.MEDIUM,
        trace=[TraceStep(event.line, "rows divided")],
    )


def _divides(split: Split, facts: Facts) -> bool:
    """A sample is a split only if the rows left over are used too, or the model is scored on them."""
    if split.kind != "sample":
        return split.kind in ("random", "library")
    return split.rest_used
