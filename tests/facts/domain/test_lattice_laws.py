"""The laws of ``join``: what two branches leave is less than either knew, in whatever order they are taken.

Two values are alike when they know the same; the order of objects, effects and hints does not count.
"""

from __future__ import annotations

import ast
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mlsmells.facts.domain.lattice import join, join_all
from mlsmells.facts.domain.objects import Obj
from mlsmells.facts.domain.values import MISSING, NONE, UNKNOWN, Columns, Effect, Hint, Value

NODES = tuple(ast.parse("a; b; c").body)
OBJECTS = tuple(Obj(cls=name, node=node) for name, node in zip("ABC", NODES, strict=True))
ROWS = (None, frozenset({(1, ())}), frozenset({(1, (("s", "train"),))}), frozenset({(2, ())}))
UNORDERED = frozenset({"objs", "effects", "hints", "predictions"})

effects = st.builds(
    Effect,
    st.sampled_from(["fitted", "scored"]),
    st.sampled_from(NODES),
    rows=st.sampled_from(ROWS[1:]),
    may=st.booleans(),
)
hints = st.builds(
    lambda kind, n: Hint(kind, NODES[n], "abc"[n]), st.sampled_from(["dates", "sorted"]), st.integers(0, 2)
)
names = st.sampled_from([None, frozenset("a"), frozenset("ab")])
columns = st.one_of(
    st.none(),
    st.builds(Columns, names, st.sampled_from([frozenset(), frozenset("c")]), st.sampled_from(["", "numbers", "?"])),
)


def unlike(found: list[Any], key: Any) -> tuple[Any, ...]:
    return tuple({key(each): each for each in found}.values())


def values_with(**held: st.SearchStrategy[Any]) -> st.SearchStrategy[Value]:
    known: dict[str, st.SearchStrategy[Any]] = {
        "kind": st.sampled_from(["", "frame", "series", "metric"]),
        "rows": st.sampled_from(ROWS),
        "columns": columns,
        "effects": st.lists(effects, max_size=3).map(lambda found: unlike(found, lambda e: e.subject)),
        "const": st.sampled_from([1, "a", True]),
        "objs": st.lists(st.sampled_from(OBJECTS), max_size=2, unique=True).map(tuple),
        "name": st.sampled_from(["", "x", "y"]),
        "column": st.sampled_from([None, "a", "b"]),
        "targets": st.frozensets(st.sampled_from("ab")),
        "may": st.booleans(),
        "label": st.booleans(),
        "config": st.booleans(),
        "plain": st.booleans(),
        "elsewhen": st.booleans(),
        "hints": st.lists(hints, max_size=2).map(lambda found: unlike(found, lambda h: (h.kind, id(h.node)))),
    }
    return st.fixed_dictionaries(held, optional=known).map(lambda facts: Value(**facts))


special = st.sampled_from(
    [
        UNKNOWN,
        NONE,
        Value(),
        Value(kind="none", const=None),
        Value(kind="list", items=()),
        Value(kind="array", items=()),
        Value(kind="dict", entries={}),
    ]
)
simple = st.one_of(special, values_with())
# A container knows its elements one by one, by their keys, or any of them.
containers = st.one_of(
    values_with(items=st.lists(simple, min_size=1, max_size=2).map(tuple)),
    values_with(entries=st.dictionaries(st.sampled_from("ab"), simple, min_size=1)),
    values_with(element=simple),
)
values = st.one_of(simple, simple, containers)


def known(value: Value | None) -> Any:
    """What a value knows, to be compared: without its identity, and without order where that says nothing."""
    if value is None:
        return None
    out: dict[str, Any] = {}
    for name in Value.__annotations__:
        held = getattr(value, name)
        if name in UNORDERED:
            held = frozenset(held)
        elif name == "items" and held is not None:
            held = tuple(map(known, held))
        elif name == "entries" and held is not None:
            held = {key: known(each) for key, each in held.items()}
        elif isinstance(held, Value):
            held = known(held)
        if held != getattr(Value, name) or type(held) is bool:
            out[name] = (type(held), held)
    return out


@given(values)
def test_join_is_idempotent(a: Value) -> None:
    assert join(a, a) is a
    assert known(join(a, a.with_())) == known(a)


@given(values, values)
def test_join_is_commutative(a: Value, b: Value) -> None:
    assert known(join(a, b)) == known(join(b, a))


@given(values, values, values)
@settings(max_examples=500)
def test_join_is_associative(a: Value, b: Value, c: Value) -> None:
    assert known(join(join(a, b), c)) == known(join(a, join(b, c)))


@given(values, values)
def test_what_is_joined_again_changes_nothing(a: Value, b: Value) -> None:
    both = join(a, b)
    assert known(join(both, a)) == known(both) == known(join(both, b))


@given(values)
def test_it_does_not_matter_which_unknown_value_it_is(a: Value) -> None:
    for other in (UNKNOWN, Value(), UNKNOWN.with_()):
        assert known(join(a, other)) == known(join(other, a)) == known(join(a, Value()))


def test_of_what_is_joined_with_the_unknown_only_what_may_be_is_left() -> None:
    effect = Effect("fitted", NODES[0], rows=ROWS[1])
    frame = Value(kind="frame", rows=ROWS[1], columns=Columns(), effects=(effect,), objs=OBJECTS[:1], const=1)
    left = join(frame, UNKNOWN)
    assert (left.kind, left.rows, left.columns, left.known, left.may) == ("", None, None, False, True)
    assert left.effects == (effect._replace(may=True),)
    assert left.objs == OBJECTS[:1]


@given(values)
def test_none_leaves_a_doubt_and_an_empty_list_nothing(a: Value) -> None:
    if a.kind != "none":
        assert known(join(a, NONE)) == known(a.with_(may=True, const=MISSING))
    if a.kind != "none" and a.items != ():
        assert join(a, Value(kind="list", items=())) is a
        assert known(join(a, join(NONE, Value(kind="list", items=())))) == known(join(a, NONE))


def test_what_surely_happened_is_sure_only_where_both_branches_did_it() -> None:
    sure = Effect("fitted", NODES[0], rows=ROWS[1])
    maybe = sure._replace(may=True)
    assert join(Value(effects=(sure,)), Value(effects=(sure,))).effects == (sure,)
    for left, right in [((sure,), ()), ((sure,), (maybe,)), ((maybe,), (maybe,))]:
        assert join(Value(effects=left), Value(effects=right)).effects == (maybe,)
        assert join(Value(effects=right), Value(effects=left)).effects == (maybe,)


counts = st.sampled_from([Value(const=0), Value(const=1), Value(kind="residual", rows=ROWS[1]), Value(kind="residual")])


@given(counts, counts)
def test_hits_that_are_counted_from_a_number(a: Value, b: Value) -> None:
    both = join(a, b)
    assert known(both) == known(join(b, a))
    assert (both.kind == "residual") == ("residual" in (a.kind, b.kind))
    assert known(join(both, b)).get("kind") == known(both).get("kind")


def test_of_two_imports_the_first_is_followed() -> None:
    one, other = Value(kind="imported", name="a.f"), Value(kind="imported", name="b.f")
    assert (join(one, other).name, join(one, other).base) == ("a.f", other)
    assert join(Value(kind="function"), one).name == "a.f"


def test_all_of_none_are_unknown() -> None:
    assert join_all([]) is UNKNOWN
    assert join_all([NONE]) is NONE
