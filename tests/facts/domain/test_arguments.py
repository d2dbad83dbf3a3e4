"""Arguments of a call: bound to names, each in one of four states."""

from __future__ import annotations

import ast

import pytest

from mlsmells.facts.domain.arguments import Args, make_arg
from mlsmells.facts.domain.values import ABSENT, UNCLEAR, Arg, ArgState, Value

CALL = ast.parse("f()", mode="eval").body
assert isinstance(CALL, ast.Call)


def args(*positional: object, unclear: bool = False, **keywords: object) -> Args:
    """Arguments of constants; None stands for a value that nobody knows."""
    return Args(
        CALL,
        [(CALL, _value(one)) for one in positional],
        {name: (CALL, _value(one)) for name, one in keywords.items()},
        unclear,
    )


def _value(const: object) -> Value:
    return Value() if const is None else Value(const=const)


# name of the case: (parameter names, arguments, what is bound: a constant, or a state)
BOUND: dict[str, tuple[tuple[str, ...], Args, dict[str, object]]] = {
    "by position": (("a", "b"), args(1, 2), {"a": 1, "b": 2}),
    "by keyword": (("a", "b"), args(b=2), {"a": ArgState.ABSENT, "b": 2}),
    "both": (("a", "b"), args(1, b=2), {"a": 1, "b": 2}),
    "too many": (("a",), args(1, 2), {"a": 1}),
    "an unknown value is there": (("a",), args(None), {"a": ArgState.PRESENT}),
    "a keyword that nobody lists": (("a",), args(z=3), {"a": ArgState.ABSENT, "z": 3}),
    "a star may hold it": (("a", "b"), args(1, unclear=True), {"a": 1, "b": ArgState.UNCLEAR}),
    "behind a bare star by keyword only": (("a", "*", "b"), args(1, 2), {"a": 1, "b": ArgState.ABSENT}),
    "the rest": (("a", "*rest"), args(1, 2, 3), {"a": 1, "rest": ArgState.PRESENT}),
    "no rest": (("a", "*rest"), args(1), {"a": 1, "rest": ArgState.ABSENT}),
}


@pytest.mark.parametrize(("names", "given", "expected"), BOUND.values(), ids=BOUND)
def test_bind(names: tuple[str, ...], given: Args, expected: dict[str, object]) -> None:
    bound = given.bind(names)
    for name, state in expected.items():
        found = bound.get(name)
        assert (found.state if isinstance(state, ArgState) else found.const) == state


def test_the_first_value_that_is_given() -> None:
    bound = args(a=1, b=2).bind(("a", "b"))
    assert bound.value("z", "b", "a") is bound.get("b").value
    assert bound.value("z") is None
    assert bound.get(None) is ABSENT


def test_what_may_be_a_constant_is_not_known() -> None:
    assert make_arg(CALL, Value(const=1)).state is ArgState.KNOWN
    assert make_arg(CALL, Value(const=1, may=True)).state is ArgState.PRESENT


TRUE, ONE = Arg(ArgState.KNOWN, Value(const=True)), Arg(ArgState.KNOWN, Value(const=1))
PRESENT = Arg(ArgState.PRESENT, Value(const=1, may=True))
# name of the case: (argument, constants, whether it is one of them, whether it is absent or one of them)
CONSTANTS: dict[str, tuple[Arg, tuple[object, ...], bool, bool]] = {
    "the same": (ONE, (1,), True, True),
    "one of several": (ONE, (0, 1), True, True),
    "another": (ONE, (2,), False, False),
    "true is not one": (TRUE, (1,), False, False),
    "one is not true": (ONE, (True,), False, False),
    "absent": (ABSENT, (1,), False, True),
    "unclear": (UNCLEAR, (1,), False, False),
    "not known": (PRESENT, (1,), False, False),
}


@pytest.mark.parametrize(("arg", "constants", "known", "absent_or"), CONSTANTS.values(), ids=CONSTANTS)
def test_constants(arg: Arg, constants: tuple[object, ...], known: bool, absent_or: bool) -> None:
    assert arg.is_const(*constants) is known
    assert arg.absent_or(*constants) is absent_or
