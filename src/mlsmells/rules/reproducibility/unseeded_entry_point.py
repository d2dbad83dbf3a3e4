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
    modules that are imported: the draws of an imported module are reported where a program calls it, once;
    an option `--seed` that must be given, has a number as default or is filled in; a seed that an imported module or
    helper sets, trainers that seed themselves; estimators that draw nothing with the given parameters, or
    whose seed the grid of a search sets; gradient boosting libraries with a fixed default seed; helpers
    such as `set_seed`; generators of one's own with a seed; networks of Keras whose initialisers all bring a seed;
    draws that only choose what is plotted, timed or exported; programs that train nothing, only scale values,
    or ask for gradients that no optimiser follows;
    notebooks in which a cell that speaks of a seed does not parse. Data made up for a demonstration, a notebook
    that trains no network and saves nothing, pictures of where rows lie, a script that only measures time, and one
    that lacks an import are a remark
Fix:
    `random_state` for each estimator where nothing else draws; otherwise the global generators of all
    libraries that draw, in one place before the first, and a seed of its own for a generator or a study of
    Optuna, which no global seed reaches. The program's own seed is used where it has one. Refused where one
    seed would make every pass of a repetition the same
Source: https://scikit-learn.org/stable/common_pitfalls.html#controlling-randomness
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mlsmells.core import AddKeyword, Edit, Finding, Fix, Rule, Severity, Span
from mlsmells.facts import (
    Facts,
    Project,
    Rng,
    records,
    seed_edits,
    seeded_imports,
    seeds,
    unseeded_programs,
    unseen_training,
)

RULE = Rule(
    __name__,
    code="MLS202",
    severity=Severity.WARNING,
    scope="both",
    rolls_up_files=2,
    message="this {entry} trains without a seed: {what} at random, as {more} ({libs}) - set a seed at its start",
    silent_roles=frozenset({"test", "example", "library", "serving", "config"}),
)
ONE = "this {entry} trains without a seed: {what} at random ({libs}) - set a seed at its start"
OPTIONAL = "unless {option} is given, this {entry} trains without a seed: {what} at random ({libs}) - give it a default"
OWN = "{what} from a generator of its own, which no seed reaches, and this {entry} trains with it - give it a seed"
MAX_SITES = 20


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """One finding per program, at the first unseeded draw."""
    draws = unseeded_programs.unseeded(facts)
    if draws:
        edits = _edits(draws, facts)
        fix = Fix("seed every draw", edits, why="it keeps one result of many") if edits else None
        path = facts.source.path
        severity = None if unseeded_programs.weighs(facts, draws) else Severity.INFO
        places = [unseeded_programs.drawn(d, path, facts) for d in draws]
        option = unseeded_programs.unless(facts)
        yield _finding(places, facts.role, path, None if option else fix, severity=severity, option=option)


@RULE.on_project
def check_project(project: Project) -> Iterator[Finding]:
    """The same with the imported modules in view: a draw that several programs share is reported once."""
    entries = {p: s for p, s in project.summaries.items() if seeded_imports.is_entry(s) and s["random"]["unseeded"]}
    entries = {path: s for path, s in entries.items() if not seeded_imports.seeded_on_import(project, path)}
    own = {d["place"] for path, s in entries.items() for d in s["random"]["unseeded"] if _is_own(d, path)}
    for path, summary in entries.items():
        draws = [d for d in summary["random"]["unseeded"] if _is_own(d, path) or d["place"] not in own]
        if draws:
            own |= {d["place"] for d in draws}
            severity = None if summary["random"]["weighs"] else Severity.INFO
            option = summary["random"]["unless"]
            yield _finding(draws, summary["role"], path, None, file=path, severity=severity, option=option)
    for path, at, draws in unseen_training.unseen_training(project):
        draws = [draw for draw in draws if draw["place"] not in own]
        if draws:
            own |= {draw["place"] for draw in draws}
            first: records.UnseededRecord = {**draws[0], "at": at}
            shown = [first, *draws[1:]]
            yield _finding(shown, project.summaries[path]["role"], path, None, file=path)


def _is_own(draw: records.UnseededRecord, path: str) -> bool:
    return str(draw["place"]).rpartition(":")[0] == path


def _finding(
    draws: Sequence[records.UnseededRecord],
    role: str,
    path: str,
    fix: Fix | None,
    *,
    file: str = "",
    severity: Severity | None = None,
    option: str = "",
) -> Finding:
    return RULE.at(
        draws[0]["at"],
        entry="notebook" if role == "notebook" else "script",
        what=f"{draws[0]['what']}() {draws[0]['does']}",
        more="does one more call" if len(draws) == 2 else f"do {len(draws) - 1} more calls",
        libs=", ".join(map(unseeded_programs.library, sorted({draw["lib"] for draw in draws}))),
        message=_message(draws, option),
        option=option,
        fix=fix,
        severity=severity,
        trace=unseeded_programs.steps(draws, path, MAX_SITES),
        file=file,
    )


def _message(draws: Sequence[records.UnseededRecord], option: str) -> str:
    if all(draw["own"] for draw in draws):
        return OWN
    return OPTIONAL if option else RULE.message if len(draws) > 1 else ONE


def _edits(draws: list[Rng], facts: Facts) -> tuple[Edit, ...]:
    """A seed for each estimator, where there is nothing else; a block of global seeds otherwise."""
    apart = [draw for draw in draws if draw.generator or draw.lib == "optuna"]  # no global seed reaches it
    own = [seed_edits.of_its_own(draw) for draw in apart]
    if not all(own):
        return ()
    rest = [draw for draw in draws if draw not in apart]
    return (*(edit for edits in own for edit in edits), *(_together(rest, facts, one_by_one=not apart) if rest else ()))


def _together(draws: list[Rng], facts: Facts, *, one_by_one: bool) -> tuple[Edit, ...]:
    """What a study tries out runs many times: there one global seed before it."""
    keywords: list[Edit] = []
    for draw in draws:
        seed = seeds.takes_seed(draw) if one_by_one else ""
        if not seed or draw.foreign or (draw.obj is not None and draw.obj.foreign):
            libs = sorted({d.lib for d in draws})
            return seed_edits.seed_block(facts, libs, seed_edits.outermost(draws[0]))
        keywords.append(AddKeyword(Span.of(seeds.origin_of_draw(draw)), seed, "{seed}"))
    return tuple(keywords)
