"""Parameters that ask for the parts of one split, of a function that nobody calls: ``def run(X_train, X_test, …)``.

Their names say which part each is; the body is then followed as if the caller had divided one table.
"""

from __future__ import annotations

import ast
from collections import defaultdict

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.kinds import Kind
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.frames import Function
from mlsmells.facts.state.state import Run
from mlsmells.facts.syntax.words import TESTING, TRAINING, VALIDATION, words_of

_ROLES = {"train": TRAINING, "val": VALIDATION, "test": TESTING}
# What else the name of a parameter that holds rows may say.
_ROWS = frozenset(
    "x y data df frame table set dataset features feature feats labels label targets target inputs input texts text "
    "images image samples rows arr array values scaled".split()
)
_MAY_HOLD: frozenset[Kind] = frozenset({"", "frame", "series", "array", "tensor"})
PARAMETERS = "parameters"


def presume_parts(run: Run, function: Function, bound: dict[str, Value]) -> None:
    """Give the parameters the rows of the parts that their names say, where training and test rows are both asked."""
    if isinstance(function.node, ast.Lambda):
        return
    parts: dict[frozenset[str], dict[str, str]] = defaultdict(dict)
    for arg in _named(function):
        role, rest = _role(arg.arg)
        if role and rest <= _ROWS and bound[arg.arg].kind in _MAY_HOLD and _is_open(function, arg):
            parts[rest][role] = arg.arg
    if not any({"train", "test"} <= found.keys() for found in parts.values()):
        return
    whole = run.fresh_rows()
    for found in parts.values():
        for role, name in found.items() if len(found) > 1 else ():
            held = bound[name]
            bound[name] = held.with_(rows=R.step(whole, (PARAMETERS, function.node.name), role), base=None)


def asked_for(rows: R.Rows | None) -> bool:
    """Parts that a function of this file asks for: a name alone is no proof."""
    splits = (split for _, path in rows or () for split, _ in path)
    return any(isinstance(split, tuple) and split[:1] == (PARAMETERS,) for split in splits)


def _role(name: str) -> tuple[str, frozenset[str]]:
    """The part that the name says, and the other words of the name; "" where it says none or several."""
    words = words_of(name)
    roles = [role for role, called in _ROLES.items() if words & called]
    return (roles[0], words - _ROLES[roles[0]]) if len(roles) == 1 else ("", words)


def _named(function: Function) -> list[ast.arg]:
    arguments = function.node.args
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]


def _is_open(function: Function, arg: ast.arg) -> bool:
    """No default says that it is a switch, a size or a path; ``None`` says nothing."""
    arguments = function.node.args
    placed = [*arguments.posonlyargs, *arguments.args]
    defaults = dict(zip(reversed([a.arg for a in placed]), reversed(arguments.defaults), strict=False))
    defaults |= {a.arg: d for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if d is not None}
    default = defaults.get(arg.arg)
    switch = isinstance(default, ast.Constant) and default.value is not None
    return not switch and ast.unparse(arg.annotation or ast.Constant("")).split("[")[0] not in _SCALARS


_SCALARS = frozenset({"str", "bool", "int", "float", "Path", "pathlib.Path", "DataLoader", "Dataset"})
