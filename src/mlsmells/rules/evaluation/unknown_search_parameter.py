"""A search or `set_params` names a step or parameter that the estimator does not have.

In a pipeline a parameter is called step, two underscores, parameter: `svc__C`. A wrong
step, a single underscore, or a parameter of another class stops the program at the fit,
often after an hour of other work.

Bad:
    from sklearn.model_selection import GridSearchCV
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC
    pipe = make_pipeline(StandardScaler(), SVC())
    search = GridSearchCV(pipe, {"svm__C": [1, 10]}, scoring="f1")
Good:
    from sklearn.model_selection import GridSearchCV
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC
    pipe = make_pipeline(StandardScaler(), SVC())
    search = GridSearchCV(pipe, {"svc__C": [1, 10]}, scoring="f1")
Silent on:
    classes that take any parameter (XGBoost, LightGBM, CatBoost) and classes of the
    project; steps that are not all visible or that the grid itself replaces;
    parameters of earlier scikit-learn releases
Source: https://scikit-learn.org/stable/modules/compose.html#access-to-nested-parameters
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Collection, Iterator
from typing import NamedTuple

from mlsmells.core import Finding, Rule, Severity, regex
from mlsmells.facts import CrossValidation, Facts, Obj, Value
from mlsmells.rules.evaluation._parameters import missing, only

RULE = Rule(
    __name__,
    code="MLS512",
    severity=Severity.ERROR,
    message="{owner} has no {what} '{part}'{of} - {remedy}",
)

SETS = "estimator.set-params"
GRIDS = ("param_grid", "param_distributions", "search_spaces")
# Steps that are exchanged after the pipeline was built.
_STEPS_CHANGE = regex(r"\.(?:steps|transformers|estimators|transformer_list)\s*(?:\[|\.(?:append|insert|pop))")


class Named(NamedTuple):
    """One parameter name, what it is meant for, and where it stands."""

    obj: Obj
    name: str
    node: ast.AST
    beside: Collection[str] = ()


@RULE.on_file
def check(facts: Facts) -> Iterator[Finding]:
    """All names given to searches, validation curves and set_params."""
    if facts.says(_STEPS_CHANGE):
        return
    changed = {name for call in facts.calls(SETS) for name in call.args}
    for named in (*_searched(facts), *_set(facts)):
        found = missing(named.obj, named.name, replaced={*named.beside, *changed})
        if found is None:
            continue
        line = getattr(named.node, "lineno", 1)
        built = line if found.owner.foreign else getattr(found.owner.node, "lineno", line)
        near = difflib.get_close_matches(found.part, found.names, n=1)
        yield RULE.at(
            named.node,
            of=f" (of '{named.name}')" if found.part != named.name else "",
            owner=found.owner.short,
            what="step or parameter" if found.step else "parameter",
            part=found.part,
            remedy=f"did you mean '{near[0]}'?" if near else "correct the name",
            trace=[
                (built, f"{found.owner.short} built"),
                (line, f"'{named.name}' named"),
            ],
        )


def _set(facts: Facts) -> Iterator[Named]:
    for call in facts.calls(SETS):
        # One of several objects: the name may be meant for another.
        if call.obj is not None and call.out is not None and not call.out.may:
            yield from (Named(call.obj, name, call.node) for name in call.args)


def _searched(facts: Facts) -> Iterator[Named]:
    for obj in facts.objects:
        estimator = obj.params.get("estimator")
        own = obj.is_a("search") and not obj.foreign
        inside = only(estimator.value) if estimator is not None and own else None
        if inside is None:
            continue
        for arg in (obj.params[name] for name in GRIDS if name in obj.params):
            yield from _of_grid(facts, inside, arg.value, obj.node)
    for cv in facts.of(CrossValidation):
        given = cv.args.get("param_name")
        if given is not None and cv.estimator is not None and not cv.search and isinstance(given.const, str):
            yield Named(cv.estimator, given.const, given.node or cv.node)


def _of_grid(facts: Facts, obj: Obj, grid: Value, search: ast.AST) -> Iterator[Named]:
    """The keys of a grid, a list of grids, or a list of (grid, number of iterations)."""
    if grid.may:
        return
    for part in grid.items or ():
        yield from _of_grid(facts, obj, part, search)
    for name in grid.entries or ():
        yield Named(obj, name, _key(facts, grid, name) or search, grid.entries or ())


def _key(facts: Facts, grid: Value, name: str) -> ast.AST | None:
    """Where a key stands in the text, if the grid is written there as a dictionary."""
    keys = grid.origin.keys if isinstance(grid.origin, ast.Dict) else ()
    return next((k for k in keys if isinstance(k, ast.Constant) and k.value == name and _is_here(k, facts)), None)


def _is_here(key: ast.Constant, facts: Facts) -> bool:
    """The text stands in this file, not in another module of the project."""
    lines = facts.source.lines
    return key.lineno <= len(lines) and str(key.value) in lines[key.lineno - 1]
