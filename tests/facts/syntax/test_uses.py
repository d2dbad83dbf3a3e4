"""What the uses of a parameter show it to be."""

from __future__ import annotations

import ast

import pytest

from mlsmells.facts.syntax.uses import shown_by_uses

# name of the case: (body of a function of x, what x is)
USES: dict[str, tuple[str, str]] = {
    "columns": ("print(x.columns)", "frame"),
    "a column, and split": ("y = x['t']\ntrain_test_split(x)", "frame"),
    "a list of names": ("fit(x[feature_cols])", "frame"),
    "a column alone": ("return x['t']", ""),
    "settings": ("return x['lr'], x.get('a')", ""),
    "sliced on two axes": ("return x[:, 0]", "array"),
    "its mean, and fitted on": ("x = (x - x.mean()) / x.std()\nmodel.fit(x)", "array"),
    "its mean alone": ("return x.mean()", ""),
    "a scaler": ("return x.fit_transform(X)", "transformer"),
    "a scaler in two steps": ("x.fit(X)\nreturn x.transform(X)", "transformer"),
    "a model": ("x.fit(X, y)\nreturn x.predict(X)", "model"),
    "a fitted model": ("return x.predict(X)", ""),
    "a column, and filled": ("x['t'].fillna(0, inplace=True)\nx.fillna(x.mean(), inplace=True)", "frame"),
    "an entry, and filled": ("x['train'].fillna(0, inplace=True)", ""),
    "entries": ("for k in x.keys():\n    x[k].fillna(0, inplace=True)", ""),
    "an entry that fits": ("x['svm'].fit(X, y)\nreturn x.items()", ""),
}


@pytest.mark.parametrize(("body", "expected"), USES.values(), ids=USES)
def test_uses(body: str, expected: str) -> None:
    assert shown_by_uses(ast.parse(body), frozenset("x")).get("x", "") == expected


# The same of a parameter by its name: a mapping of tables has a plural.
@pytest.mark.parametrize(("name", "what"), [("df", "frame"), ("train_df", "frame"), ("dfs", ""), ("tables", "")])
def test_filled_columns(name: str, what: str) -> None:
    body = f"for c in columns:\n    {name}[c].fillna(0, inplace=True)"
    assert shown_by_uses(ast.parse(body), frozenset({name})).get(name, "") == what
