"""Results that are thrown away where nothing that follows would come out otherwise."""

from __future__ import annotations

import ast

from mlsmells.facts import Facts, Fit, Lost

# What comes to the same in any order of the rows, or only keeps them.
_IN_ANY_ORDER = frozenset(
    "to_csv to_json to_parquet to_excel to_pickle to_feather to_sql sum mean median std var min max count nunique "
    "describe info shape columns dtypes groupby value_counts isna isnull".split()
)
# What goes by the labels of the rows.
_BY_LABEL = frozenset("loc at index resample join reindex align asof rolling at_time between_time xs".split())


def without_effect(lost: Lost, facts: Facts) -> bool:
    """Rows that are only saved or counted were to be sorted; a column that nobody reads was to be dropped."""
    if lost.how != "dropped" or not isinstance(lost.target, ast.Name) or facts.everywhere(Fit):
        return False  # a model reads all columns, and may be given the rows in their order
    if lost.name in ("sort_values", "sort_index"):
        return _only_in_any_order(lost, lost.target, facts)
    if lost.name == "set_index":
        return not any(node.attr in _BY_LABEL for node in facts.nodes_of(ast.Attribute))
    return lost.name == "drop" and lost.call is not None and _unread(lost.call, facts)


def _only_in_any_order(lost: Lost, target: ast.Name, facts: Facts) -> bool:
    """All that is done with the frame from here on comes to the same however its rows stand."""
    own = set(ast.walk(lost.node))
    later = [n for n in facts.nodes_of(ast.Name) if n.id == target.id and n not in own and n.lineno > lost.line]
    until = min((n.lineno for n in later if isinstance(n.ctx, ast.Store)), default=None)  # another frame from there on
    names = (n for n in later if until is None or n.lineno <= until)
    fine = {
        node.value
        for node in facts.nodes_of(ast.Attribute)
        if isinstance(node.value, ast.Name) and node.attr in _IN_ANY_ORDER
    }
    return all(name in fine for name in names if isinstance(name.ctx, ast.Load))


def _unread(call: ast.Call, facts: Facts) -> bool:
    """Columns that are named in this call alone."""
    sideways = any(
        keyword.arg == "columns"
        or (keyword.arg == "axis" and isinstance(keyword.value, ast.Constant) and keyword.value.value in (1, "columns"))
        for keyword in call.keywords
    )
    own = {node for node in ast.walk(call) if isinstance(node, ast.Constant)}
    columns = {node.value for node in own if isinstance(node.value, str)} - {"columns"}
    texts = {node.value for node in facts.nodes_of(ast.Constant) if node not in own}
    read = texts | {node.attr for node in facts.nodes_of(ast.Attribute)}
    return sideways and bool(columns) and columns.isdisjoint(read)
