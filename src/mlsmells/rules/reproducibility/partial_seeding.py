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

from mlsmells.core import Finding, Fix, Rule, Severity, Span, TraceStep
from mlsmells.facts import Facts, Project, Rng, Seed, records, seed_edits, seeded_imports, seeds, unseeded_programs

RULE = Rule(
    __name__,
    code="MLS204",
    severity=Severity.WARNING,
    scope="both",
    rolls_up_files=3,
    message="this seeds {have} but not {missing}, from which {what} {does} at {place} - seed it too",
    silent_roles=frozenset({"test", "example", "library", "serving", "config"}),
)
LATE = "this seeds {missing} only after {what} has drawn from it at {place} - seed it before"


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """One finding per library that draws without a seed, at the seed that is there."""
    for seed, draw, late in unseeded_programs.partly_seeded(facts):
        found = unseeded_programs.drawn(draw, facts.source.path, facts)
        yield _finding(
            unseeded_programs.seed_at(seed, draw),
            sorted(seed.libs),
            found,
            facts.source.path,
            late=late,
            fix=_fix(seed, draw, facts, late),
        )


@RULE.on_project
def check_project(project: Project) -> Iterator[Finding]:
    """The same; a library that an imported module seeds is not missing. A shared draw is reported once."""
    seen: set[tuple[str, str]] = set()
    for path, summary in project.summaries.items():
        if not seeded_imports.is_entry(summary) or not any(summary["random"].values()):
            continue
        elsewhere = seeded_imports.seeded_on_import(project, path)
        for each in [*summary["random"]["partly"], *_missing(summary["random"]["unseeded"], elsewhere)]:
            draw = each["draw"]
            shared = (draw["place"], draw["lib"])
            if draw["lib"] in elsewhere or seeds.EVERY in elsewhere or shared in seen:
                continue
            seen.add(shared)
            yield _finding(Span(*each["at"]), each["libs"], draw, path, late=each["late"], file=path)


def _missing(draws: list[records.UnseededRecord], elsewhere: set[str]) -> Iterator[records.PartlyRecord]:
    """The file seeds nothing, and a module that it imports seeds other libraries than those that draw."""
    if elsewhere:
        for draw in {draw["lib"]: draw for draw in reversed(draws)}.values():
            yield {"at": draw["at"], "libs": sorted(elsewhere), "late": False, "draw": draw}


def _fix(seed: Seed, draw: Rng, facts: Facts, late: bool) -> Fix | None:
    if late or seed.foreign:
        return None
    edits = seed_edits.seed_block(facts, [draw.lib], seed.node, seed_edits.source_of(seed))
    return Fix(f"seed {draw.lib} in the same place", edits, why="it keeps one result of many") if edits else None


def _finding(
    seed: Span,
    libs: list[str],
    draw: records.UnseededRecord,
    path: str,
    *,
    late: bool,
    fix: Fix | None = None,
    file: str = "",
) -> Finding:
    line = draw["at"][0]
    return RULE.at(
        seed,
        message=LATE if late else RULE.message,
        have=" and ".join(unseeded_programs.library(lib) for lib in libs),
        missing=unseeded_programs.library(draw["lib"]),
        what=draw["what"],
        does=draw["does"],
        place=unseeded_programs.elsewhere(draw, path) or f"line {line}",
        fix=fix,
        trace=sorted({TraceStep(line, f"{draw['what']} {draw['does']}"), *_seeded(seed, line)}),
        file=file,
    )


def _seeded(seed: Span, line: int) -> list[TraceStep]:
    return [TraceStep(seed.line, "seeded")] if seed.line != line else []
