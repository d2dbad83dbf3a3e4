"""Which expressions hold the same rows, in the same order, as a table that is known; and how rows of them are taken.

Everything that may drop, repeat or reorder rows, or is not known, holds other rows.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from mlsmells.fix.codemods.rows.containers import ARRAY, TABLE

if TYPE_CHECKING:
    from mlsmells.fix.units import Unit

LIST = "list"
# Methods of tables and columns that keep every row where it is.
_KEEP = frozenset(
    "fillna replace astype copy map applymap clip round abs rename interpolate ffill bfill where mask isnull isna "
    "notna notnull assign reset_index to_frame add_prefix add_suffix shift cumsum cummax rank select_dtypes".split()
)
_KEEP_ARRAY = frozenset("astype copy clip round toarray todense tocsr".split())
_BY_TEXT = frozenset({"str", "dt", "cat"})
_SAID = frozenset(
    "shape columns index size ndim dtypes T loc iloc at iat str dt cat values empty axes flat nbytes attrs".split()
)
_ELEMENTWISE = frozenset("log log1p sqrt exp expm1 abs nan_to_num square power clip float32 float64 round".split())
_TO_ARRAYS = frozenset({"array", "asarray", "to_categorical"})
_TO_COLUMNS = frozenset({"to_datetime", "to_numeric", "get_dummies", "DataFrame", "Series"})


class Known(NamedTuple):
    """What the variables are, which subscripts take columns, whether tables share an index, and whether all
    transformers make arrays.
    """

    kinds: Mapping[str, str]
    is_columns: Callable[[ast.expr], bool]
    share_index: Callable[[list[ast.expr]], bool]
    makes_arrays: bool


def kind_of(node: ast.expr, known: Known) -> str:
    """``TABLE``, ``ARRAY`` or ``LIST`` of the same rows; "" for everything else."""
    match node:
        case ast.Name(id=name):
            return known.kinds.get(name, "")
        case ast.Attribute(value=inner, attr=attr):
            kind = kind_of(inner, known)
            if attr == "values" and kind == TABLE:
                return ARRAY
            return kind if kind == TABLE and attr not in _SAID else ""
        case ast.Subscript(value=inner, slice=taken):
            return _taken(inner, taken, known)
        case ast.UnaryOp(operand=inner) | ast.Compare(left=inner):
            kind = kind_of(inner, known)
            return kind if kind in (TABLE, ARRAY) else ""
        case ast.BinOp(left=left, right=right):
            kinds = [kind_of(side, known) for side in (left, right)]
            return "" if kinds == [TABLE, TABLE] and not known.share_index([left, right]) else _combined(kinds)
        case ast.Call():
            return _called(node, known)
        case ast.ListComp(generators=[ast.comprehension(iter=source, ifs=[])]):
            return LIST if kind_of(source, known) else ""
    return ""


def _combined(kinds: list[str]) -> str:
    """Element by element; a table makes a table of it."""
    known = [kind for kind in kinds if kind]
    return "" if LIST in known or not known else TABLE if TABLE in known else ARRAY


def _taken(inner: ast.expr, taken: ast.expr, known: Known) -> str:
    """``df["a"]``, ``df[columns]``, ``X[:, 1:]``, ``df.iloc[:, :-1]``."""
    if isinstance(inner, ast.Attribute) and inner.attr in ("loc", "iloc"):
        is_all = isinstance(taken, ast.Tuple) and len(taken.elts) == 2 and _is_all(taken.elts[0])
        return TABLE if is_all and kind_of(inner.value, known) == TABLE else ""
    kind = kind_of(inner, known)
    if kind == TABLE:
        return TABLE if known.is_columns(taken) else ""
    is_all = isinstance(taken, ast.Tuple) and bool(taken.elts) and _is_all(taken.elts[0])
    return ARRAY if kind == ARRAY and is_all else ""


def _is_all(node: ast.expr) -> bool:
    """``:``."""
    return isinstance(node, ast.Slice) and node.lower is node.upper is node.step is None


def _called(call: ast.Call, known: Known) -> str:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    given = kind_of(call.args[0], known) if call.args else ""
    if name in ("fit_transform", "transform", "predict") and given:
        return ARRAY if known.makes_arrays else ""
    inner = call.func.value if isinstance(call.func, ast.Attribute) else None
    if isinstance(inner, ast.Attribute) and inner.attr in _BY_TEXT and name not in ("get_dummies", "extractall"):
        return kind_of(inner.value, known)
    receiver = kind_of(inner, known) if inner is not None else ""
    if receiver:
        return _method(name, call, receiver)
    if given and name in _TO_COLUMNS:
        return TABLE
    if given and name in _TO_ARRAYS:
        return ARRAY
    if name == "concat" and call.args:
        return TABLE if _is_beside(call, known) else ""
    if name in _ELEMENTWISE and given in (TABLE, ARRAY):
        return given
    if name in ("hstack", "column_stack") and call.args and isinstance(call.args[0], ast.Tuple | ast.List):
        return ARRAY if any(kind_of(each, known) for each in call.args[0].elts) else ""
    return ""


def _is_beside(call: ast.Call, known: Known) -> bool:
    """``pd.concat([a, b], axis=1)`` of tables with one index: the rows stay where they are."""
    axis = next((keyword.value for keyword in call.keywords if keyword.arg == "axis"), None)
    tables = call.args[0].elts if isinstance(call.args[0], ast.List | ast.Tuple) else []
    is_known = bool(tables) and all(kind_of(table, known) == TABLE for table in tables)
    return _is_one(axis) and is_known and known.share_index(tables)


def _method(name: str, call: ast.Call, kind: str) -> str:
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    if "inplace" in named or kind == LIST:
        return ""
    if kind == ARRAY:
        return ARRAY if name in _KEEP_ARRAY or (name == "reshape" and _is_one_column(call.args)) else ""
    if name == "to_numpy":
        return ARRAY
    if name == "apply":
        assert isinstance(call.func, ast.Attribute)
        one = isinstance(call.func.value, ast.Subscript) and isinstance(call.func.value.slice, ast.Constant)
        return TABLE if one or _is_one(named.get("axis")) else ""
    if name == "drop":
        return TABLE if drops_columns(call) else ""
    return TABLE if name in _KEEP else ""


def drops_columns(call: ast.Call) -> bool:
    """``df.drop("a", axis=1)``, ``df.drop(columns=…)``: the rows stay."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    axis = named.get("axis") or (call.args[1] if len(call.args) > 1 else None)
    return ("columns" in named and not call.args and "index" not in named) or _is_one(axis)


def _is_one(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value in (1, "columns")


def _is_one_column(given: list[ast.expr]) -> bool:
    """``reshape(-1, 1)`` of one column."""
    return [ast.unparse(each) for each in given] in (["-1", "1"], ["(-1, 1)"])


def part(node: ast.expr, kind: str, rows: str, unit: Unit) -> str:
    """The expression's rows of these numbers, as source text."""
    start, end = unit.extent(node)
    text = unit.code[start:end]
    is_atom = isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Call | ast.ListComp)
    text = text if is_atom else f"({text})"
    if kind == LIST:
        return f"[{text}[i] for i in {rows}]"
    return f"{text}.iloc[{rows}]" if kind == TABLE else f"{text}[{rows}]"
