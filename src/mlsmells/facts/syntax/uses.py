"""What a function does with its parameters, as far as that shows what they are: tables, arrays or estimators."""

from __future__ import annotations

import ast
from collections import defaultdict

from mlsmells.facts.syntax.walk import every_node
from mlsmells.facts.syntax.words import words_of

FRAME, ARRAY, MODEL, TRANSFORMER = "frame", "array", "model", "transformer"

# What only tables have, and what arrays have as well.
_OF_FRAMES = frozenset(
    "columns iloc loc groupby dropna isnull isna select_dtypes drop_duplicates sort_values set_index reset_index "
    "corrwith iterrows itertuples query assign merge to_csv".split()
)
# What a mapping lacks: with a column by its name beside it, it is a table.
_BESIDE_COLUMNS = frozenset("fillna head info dtypes describe rename".split())
# Changes of a column: ``df[c].fillna(0, inplace=True)``. A mapping of tables is called otherwise.
_OF_COLUMNS = frozenset("fillna replace clip ffill bfill interpolate mask where".split())
_TABLE_WORDS = frozenset("df dataframe".split())
_OF_ARRAYS = frozenset("shape reshape ndim mean std min max astype ravel flatten".split())
_COLUMN_WORDS = frozenset("features columns cols predictors target label".split())
# Calls that are given data.
_TAKERS = frozenset(
    "train_test_split fit fit_transform fit_resample cross_val_score cross_validate cross_val_predict transform".split()
)


def shown_by_uses(body: ast.AST, names: frozenset[str]) -> dict[str, str]:
    """The names whose uses in this code show what they hold."""
    attributes: dict[str, set[str]] = defaultdict(set)
    columns: set[str] = set()
    sliced: set[str] = set()
    listed: set[str] = set()  # subscripted with a list of names
    given: set[str] = set()
    # Asked for each function, and no `match`: a look at the kind alone costs a fifth of a pattern.
    for node in every_node(body):
        if isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name) and node.value.id in names:
                attributes[node.value.id].add(node.attr)
        elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            if node.value.id in names:
                _subscripted(node.value.id, node.slice, columns, sliced, listed)
        elif isinstance(node, ast.Call):
            changed = _changed_column(node)
            if changed in names:
                attributes[changed].add("columns")
            elif _called(node.func) in _TAKERS:
                given.update(a.id for a in node.args if isinstance(a, ast.Name) and a.id in names)
    shown = {
        name: _estimator(attributes[name])
        or _data(attributes[name], name in columns, name in sliced, name in given, name in listed)
        for name in sorted(names)
    }
    return {name: what for name, what in shown.items() if what}


def _changed_column(call: ast.Call) -> str:
    """``df`` of ``df[c].fillna(0)``, if it is called like a table; "" for other calls."""
    match call.func:
        case ast.Attribute(value=ast.Subscript(value=ast.Name(id=name)), attr=attr) if attr in _OF_COLUMNS:
            return name if words_of(name) & _TABLE_WORDS else ""
    return ""


def _called(func: ast.expr) -> str:
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")


def _subscripted(name: str, index: ast.expr, columns: set[str], sliced: set[str], listed: set[str]) -> None:
    if isinstance(index, ast.Tuple) and any(isinstance(i, ast.Slice) for i in index.elts):
        sliced.add(name)
    elif isinstance(index, ast.List) or (isinstance(index, ast.Constant) and isinstance(index.value, str)):
        columns.add(name)
    elif names_columns(index):
        listed.add(name)


def names_columns(index: ast.AST) -> bool:
    """A variable that is called so: ``df[feature_cols]``, ``df[target]``."""
    return isinstance(index, ast.Name) and bool(words_of(index.id) & _COLUMN_WORDS)


def _estimator(attributes: set[str]) -> str:
    if "fit_transform" in attributes or {"fit", "transform"} <= attributes:
        return TRANSFORMER
    return MODEL if "fit" in attributes and attributes & {"predict", "predict_proba", "score"} else ""


def _data(attributes: set[str], columns: bool, sliced: bool, given: bool, listed: bool) -> str:
    if attributes & _OF_FRAMES or listed or (columns and (given or attributes & _BESIDE_COLUMNS)):
        return FRAME
    return ARRAY if sliced or (given and attributes & _OF_ARRAYS) else ""
