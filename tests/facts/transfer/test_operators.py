"""Operators: what arithmetic keeps, and what comparisons select."""

from __future__ import annotations

import pytest

from facts.seen import held

# name of the case: (program, how x is described)
OPERATORS: dict[str, tuple[str, str]] = {
    "numbers": ("x = 3 + 4", "unknown 7"),
    "numbers that are not folded": ("x = 3 ** 4", "unknown"),
    "minus": ("x = -3", "unknown -3"),
    "not": ("x = not True", "unknown False"),
    "a column and a number": ("x = df['a'] * 2", "series D1 column=a"),
    "a number and a column": ("x = 2 * df['a']", "series D1 column=a"),
    "two columns": ("x = df['a'] / df['b']", "series D1 from=a,b"),
    "a statistic mixed in": ("x = df['a'] - df['a'].mean()", "series D1 column=a stat@5"),
    "a statistic of others": ("b = pd.read_csv('b.csv')\nx = df['a'] - b['a'].mean()", "series D1 column=a stat@6"),
    "a comparison": ("x = df['a'] > 3", "mask D1 column=a from=a"),
    "lists": ("x = ([df] + [3])[1]", "unknown 3"),
    "nothing known": ("x = foo() + bar()", "unknown"),
    "changed in place": ("x = df['a']\nx += df['a'].max()", "series D1 column=a stat@6"),
}


@pytest.mark.parametrize(("code", "expected"), OPERATORS.values(), ids=OPERATORS)
def test_operators(code: str, expected: str) -> None:
    assert held(code) == expected


# name of the case: (condition, the part that df[condition] is)
CONDITIONS = {
    "less": ("df['a'] < 3", "< 3"),
    "turned round": ("3 > df['a']", "< 3"),
    "equal": ("df['a'] == 'x'", "== 'x'"),
    "not": ("~(df['a'] < 3)", ">= 3"),
    "not equal": ("~(df['a'] == 3)", "!= 3"),
    "unequal": ("df['a'] != 3", "!= 3"),
    "against another column": ("df['a'] < df['b']", "< 0"),
}


@pytest.mark.parametrize(("condition", "part"), CONDITIONS.values(), ids=CONDITIONS)
def test_conditions(condition: str, part: str) -> None:
    assert held(f"x = df[{condition}]") == f"frame D1/S1.{part}"


def test_one_or_the_other_is_some_of_the_rows() -> None:
    both = held("x = df[(df['a'] < 3) | (df['b'] < 3)]")
    assert both == "frame D1/S1.yes"
