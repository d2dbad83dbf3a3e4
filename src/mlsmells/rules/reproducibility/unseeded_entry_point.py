"""A script or notebook trains with random numbers and seeds no generator.

Two runs of the same code on the same data then give two models, and neither the reported
number nor a bug can be brought back. One finding stands for the whole program; its trace
lists the places that draw. Where all of them are scikit-learn estimators, giving each its own
`random_state` is better than one global seed: it still holds when code is added in between.

Bad:
    from sklearn.ensemble import RandomForestClassifier
    model = RandomForestClassifier(n_estimators=300)
    model.fit(X, y)
Good:
    from sklearn.ensemble import RandomForestClassifier
    model = RandomForestClassifier(n_estimators=300, random_state=42)
    model.fit(X, y)
Silent on:
    modules that are imported (the program that imports them seeds); estimators that draw nothing
    with the given parameters; gradient boosting libraries with a fixed default seed; helpers
    such as `set_seed`; generators of one's own with a seed; programs that train nothing
Source: https://scikit-learn.org/stable/common_pitfalls.html#controlling-randomness
"""

from __future__ import annotations

from collections.abc import Iterator

from mlsmells.core import AddKeyword, Edit, Finding, Fix, Rule, Severity, Span, TraceStep
from mlsmells.facts import Facts, seed_calls, seeding
from mlsmells.facts.events import Rng, Seed

RULE = Rule(
    __name__,
    code="MLS202",
    severity=Severity.WARNING,
    message="this {entry} trains but seeds nothing: {what} and {more} draw from {libs}",
    silent_roles=frozenset({"test", "example", "library", "serving", "config"}),
)
MAX_SITES = 20


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """One finding per program, at the first unseeded draw."""
    draws = seeding.draws(facts)
    if not draws or not seeding.trains(facts) or any(seeding.fixes(seed) for seed in facts.everywhere(Seed)):
        return
    names = list(dict.fromkeys(_name(draw) for draw in draws))
    edits = _edits(draws, facts)
    yield RULE.at(
        seeding.place_of(draws[0]),
        entry="notebook" if facts.role == "notebook" else "script",
        what=names[0],
        more=len(draws) - 1,
        libs=", ".join(sorted({draw.lib for draw in draws})),
        message=RULE.message if len(draws) > 1 else "this {entry} trains but seeds nothing: {what} draws from {libs}",
        fix=Fix("seed every draw", edits, why="it keeps one result of many") if edits else None,
        trace=[TraceStep(Span.of(seeding.place_of(d)).line, f"{_name(d)} draws") for d in draws[:MAX_SITES]],
    )


def _name(draw: Rng) -> str:
    return draw.what.rpartition(".")[2]


def _edits(draws: list[Rng], facts: Facts) -> tuple[Edit, ...]:
    """A seed for each estimator, where there is nothing else; a block of global seeds otherwise."""
    keywords: list[Edit] = []
    if any(draw.generator for draw in draws):
        return ()  # no global seed reaches it
    for draw in draws:
        seed = seeding.takes_seed(draw)
        if not seed:
            libs = sorted({d.lib for d in draws})
            return seed_calls.seed_block(facts, libs, seed_calls.outermost(draws[0]))
        keywords.append(AddKeyword(Span.of(seeding.place_of(draw)), seed, "{seed}"))
    return tuple(keywords)
