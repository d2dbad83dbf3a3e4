"""Whether a variable is an array or a table of pandas, as far as the program says so by itself."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlsmells.fix.units import Unit

ARRAY, TABLE = "array", "table"
_ARRAYS = frozenset(
    "array asarray normal rand randn random randint uniform integers standard_normal zeros ones hstack vstack "
    "concatenate column_stack c_ loadtxt genfromtxt to_numpy fit_transform transform reshape astype".split()
)
_TABLES = frozenset("DataFrame drop get_dummies fillna dropna join merge concat assign reset_index".split())


def container(node: ast.expr, units: list[Unit], depth: int = 0) -> str:
    """``ARRAY``, ``TABLE``, or "" where that is not certain."""
    if depth > 8:
        return ""
    match node:
        case ast.Name(id=name):
            kinds = set(_bound(name, units, depth))
            return kinds.pop() if len(kinds) == 1 else ""
        case ast.Attribute(value=inner, attr=attr):
            return _attribute(inner, attr, units, depth)
        case ast.Subscript(value=inner, slice=ast.List() | ast.Constant() | ast.Name()):
            return container(inner, units, depth + 1)
        case ast.BinOp(left=left):
            return container(left, units, depth + 1)
        case ast.Call(func=ast.Attribute(value=inner, attr=name)):
            return _called(name, node, units, depth, inner)
        case ast.Call(func=ast.Name(id=name)):
            return _called(name, node, units, depth, None)
    return ""


def _bound(name: str, units: list[Unit], depth: int) -> Iterator[str]:
    for unit in units:
        for node in ast.walk(unit.tree):
            match node:
                case ast.Assign(targets=[ast.Name(id=own)], value=value) if own == name:
                    if not any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(value)):
                        yield container(value, units, depth + 1)
                    elif _becomes_array(value):
                        yield ARRAY
                case ast.Assign(targets=[ast.Tuple(elts=targets)], value=value) if _has(targets, name):
                    yield _one_of(value, [getattr(t, "id", "") for t in targets].index(name), units, depth)
                case ast.arg(arg=own) if own == name:
                    yield ""


def _becomes_array(value: ast.expr) -> bool:
    """``X = X.to_numpy()``, ``X = scaler.fit_transform(X)``: from here on it is another kind."""
    match value:
        case ast.Attribute(attr="values"):
            return True
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in _ARRAYS and name != "astype"
    return False


def _has(targets: list[ast.expr], name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in targets)


def _one_of(value: ast.expr, index: int, units: list[Unit], depth: int) -> str:
    match value:
        case ast.Tuple(elts=values) if index < len(values):
            return container(values[index], units, depth + 1)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name.startswith(
            ("load_", "make_", "fetch_")
        ):
            return TABLE if _as_frame(value) else ARRAY
    return ""


def _as_frame(call: ast.Call) -> bool:
    return any(keyword.arg == "as_frame" for keyword in call.keywords)


def _attribute(inner: ast.expr, attr: str, units: list[Unit], depth: int) -> str:
    if attr == "values":
        return ARRAY
    if attr in ("T", "loc", "iloc"):
        return container(inner, units, depth + 1)
    if attr in ("data", "frame") and isinstance(inner, ast.Name):
        values = [
            n.value for u in units for n in ast.walk(u.tree) if isinstance(n, ast.Assign) and _has(n.targets, inner.id)
        ]
        if len(values) == 1 and isinstance(values[0], ast.Call):
            call = values[0]
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            if name.startswith(("load_", "fetch_")):
                return TABLE if _as_frame(call) else ARRAY
    return ""


def _called(name: str, call: ast.Call, units: list[Unit], depth: int, inner: ast.expr | None) -> str:
    if name.startswith("read_") or name in _TABLES:
        return TABLE
    if name == "astype" and inner is not None:
        return container(inner, units, depth + 1)
    return ARRAY if name in _ARRAYS else ""
