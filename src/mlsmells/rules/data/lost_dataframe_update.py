"""A statement that should clean a frame changes a temporary copy instead.

Most methods of a frame return a changed copy, and brackets behind brackets work on one: since
pandas 3, ``df[rows]["c"] = v``, ``df["c"].fillna(0, inplace=True)`` and a change in place of
a column that has a name of its own never reach the frame. The program goes on with the old data. So it does when it
calls a function of its own that only returns other rows (`shuffle(rows)`), and keeps nothing of it.

Bad:
    import pandas as pd
    df = pd.read_csv("patients.csv")
    df.drop_duplicates()
    df["age"].fillna(0, inplace=True)
    print(df["age"].mean())
Good:
    import pandas as pd
    df = pd.read_csv("patients.csv")
    df = df.drop_duplicates()
    df["age"] = df["age"].fillna(0)
    print(df["age"].mean())
Silent on:
    the last expression of a notebook's cell, which is shown; ``inplace=True`` on a whole frame; one step with
    ``.loc``; dictionaries and lists of frames; values that are not surely frames of pandas; files that
    import polars, Dask or Spark; a statement in ``try`` or ``with``, which may be there to fail; a column whose
    alias is used afterwards; what still reached the frame before pandas 3, where the program runs with an older
    one: by what the project pins, a notebook installs, its kernel or its outputs say, or the code of Python 2. A
    warning where nothing says which pandas it is, and where no model is trained and nothing would come out otherwise:
    rows that are only saved or counted were to be sorted, a column that nobody reads was to be dropped
Source: https://pandas.pydata.org/docs/user_guide/copy_on_write.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mlsmells.core import Finding, Rule, Severity, cut, regex
from mlsmells.facts import Facts, Lost, before_pandas_3, surely_pandas_3
from mlsmells.rules.data._displayed import displayed
from mlsmells.rules.data._lost_update_edits import repair
from mlsmells.rules.data._without_effect import without_effect

RULE = Rule(
    __name__,
    code="MLS317",
    severity=Severity.ERROR,
    rolls_up=3,
    message="{change}, so {df} stays as it is{since} - {remedy}",
)
_COPY_ON_WRITE = regex(r"copy_on_write")
# How the frame is missed: what the statement does, and what to do.
_HOW = {
    "dropped": ("the result of {name}() is thrown away", "assign it"),
    "chained": ("this sets values in a temporary copy", "set them with .loc[rows, column]"),
    "inplace": ("{name}() changes a temporary copy", "assign the result back"),
    "alias": ("this changes a column under another name", "assign it back to the frame"),
}


@RULE.on(Lost)
def check(lost: Lost, facts: Facts) -> Iterator[Finding]:
    """Changes that nobody will see."""
    target, value = lost.target, lost.value
    if target is None or value is None:
        return
    if lost.how == "dropped" and isinstance(lost.node, ast.stmt) and displayed(facts, lost.node):
        return
    if lost.how == "alias" and (not isinstance(target, ast.Name) or _used(facts, target)):
        return
    since = lost.once and not facts.says(_COPY_ON_WRITE)
    if since and before_pandas_3(facts):
        return
    unproven = since and not surely_pandas_3(facts)
    read = value.root.read or value.read
    change, remedy = _HOW[lost.how]
    change = change.format(name=lost.name)
    yield RULE.at(
        lost,
        change=change,
        df=f"{'the frame of ' if lost.how == 'alias' else ''}'{cut(ast.unparse(target))}'",
        since=" from pandas 3 on" if unproven else "",
        remedy=remedy,
        severity=Severity.WARNING if unproven or without_effect(lost, facts) else None,
        sure=not value.may,
        trace=[(read if read is not None and not read.foreign else None, "read"), (lost, change)],
        fix=repair(lost, facts),
    )


def _used(facts: Facts, alias: ast.Name) -> bool:
    """The column's other name is read anywhere but where it is changed."""
    changed = {lost.target for lost in facts.of(Lost) if lost.how == "alias"}
    return any(
        isinstance(node, ast.Name) and node.id == alias.id and isinstance(node.ctx, ast.Load) and node not in changed
        for node in facts.nodes
    )
