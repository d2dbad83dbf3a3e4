"""Blanks of exercises: what is left out on purpose, and what is a mistake."""

from __future__ import annotations

import pytest

from mlsmells.sources.notebook import parse_cell

BLANKS = {
    "no value": "x = ",
    "no value but a comment": "df['a'] = # YOUR CODE HERE\nb = 2",
    "no argument": "fit(\n  X,\n  epochs=  # how many?\n)",
    "no change": "w -= # YOUR CODE HERE",
    "no body at the end": "def f(x):\n",
    "no body but a comment": "def f(x):\n    # YOUR CODE HERE\n\nprint(f(1))",
    "no bodies": "class A:\n    def f(self):\n\n    def g(self):\n        # code\n\nx = 1",
    "an empty branch": "if a:\n    # todo\nelse:\n    b = 1",
    "a placeholder": "x = <your code here>",
    "a placeholder with an arrow": "to_id = <symbol -> its place in the list>",
    "question marks": "y = f(???)",
    "two lines of blanks": "z = f(___ ___)",
    "a comment that hides the bracket": "losses.append(### YOUR CODE HERE)\nprint(losses)",
}
MISTAKES = {
    "an open bracket": "x = (",
    "a missing indent": "for i in y:\nprint(i)",
    "a missing operand": "x = 1 +",
    "Python 2": "print 'a'",
    "prose": "this is what we do next",
    "a blank and a mistake": "x = # YOUR CODE\nprint 'a'",
    "a comparison": "if x < 3 print(x > 2)",
    "wrong indents": "def f():\n        x = 1\n    return x",
}


@pytest.mark.parametrize("code", BLANKS.values(), ids=BLANKS)
def test_a_blank_is_a_note(code: str) -> None:
    _, tree, problem = parse_cell(code, 40)
    assert tree is None and problem is not None and problem.is_note


@pytest.mark.parametrize("code", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_an_error(code: str) -> None:
    _, _, problem = parse_cell(code, 40)
    assert problem is not None and not problem.is_note


FINE = ("model = ...\n", "x = ____\n", "def f(x):\n    pass\n", "%time x = \n", "")


@pytest.mark.parametrize("code", FINE)
def test_what_parses_is_no_problem(code: str) -> None:
    assert parse_cell(code, 40)[2] is None


def test_the_lines_of_a_problem_are_the_cell_s() -> None:
    _, _, problem = parse_cell("x = 1\nif x:\ny = 2\n", 40)
    assert problem is not None and problem.line == 3 and problem.message.endswith("'if' statement on line 2")
    _, _, problem = parse_cell("x = 'a\n", 40)
    assert problem is not None and problem.line == 1 and "40" not in problem.message
