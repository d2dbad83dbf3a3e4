"""The laws of the row algebra, and that what it says is true of rows that one can count.

A world gives every source a few rows, and every row its part in every split; a row set then stands for a set of
rows. Whatever the algebra is sure of must hold in every world.
"""

from __future__ import annotations

import operator
from ast import literal_eval

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.conditions import FLIPPED, OPPOSITE, apart, opposite
from mlsmells.facts.domain.rows import Atom, Path, Rows, Step

SOURCES = (1, 2, 3)
# Splits by the names of their parts, and columns that are compared with numbers.
SPLITS = {"a": ("train", "test"), "b": ("train", "val", "test"), "c": ("yes", "no")}
COLUMNS = {"x": range(4), "y": range(3)}
MEANS = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
SIGNS = tuple(OPPOSITE)

parts = st.sampled_from([(split, part) for split, names in SPLITS.items() for part in names])
conditions = st.builds(
    lambda column, sign, bound: (column, f"{sign} {bound}"),
    st.sampled_from(sorted(COLUMNS)),
    st.sampled_from(SIGNS),
    st.integers(0, 3),
)
steps = st.one_of(parts, conditions)
paths = st.lists(steps, max_size=4).map(tuple)
atoms = st.tuples(st.sampled_from(SOURCES), paths)
rows = st.frozensets(atoms, min_size=1, max_size=3)
maybe_rows = st.one_of(st.none(), rows)
# With elements of a loop: "any" part, another one in each pass.
varied = st.frozensets(
    st.tuples(st.sampled_from(SOURCES), st.lists(st.one_of(steps, st.just(("element", "any"))), max_size=3).map(tuple)),
    min_size=1,
    max_size=3,
)

Row = dict[str, str | int]
members = st.fixed_dictionaries(
    {
        **{split: st.sampled_from(names) for split, names in SPLITS.items()},
        **{column: st.sampled_from(values) for column, values in COLUMNS.items()},
    }
)
worlds = st.fixed_dictionaries({source: st.lists(members, min_size=1, max_size=6) for source in SOURCES})
World = dict[int, list[Row]]


def holds(step: Step, row: Row) -> bool:
    split, part = step
    value = row[str(split)]
    if split in SPLITS:
        return value == part
    sign, _, bound = part.partition(" ")
    return bool(MEANS[sign](value, int(bound)))


def counted(given_rows: Rows, world: World) -> set[tuple[int, int]]:
    """The rows that a row set stands for, by source and number."""
    return {
        (source, number)
        for source, path in given_rows
        for number, row in enumerate(world[source])
        if all(holds(step, row) for step in path)
    }


@given(rows, rows, worlds)
def test_covers_is_true(a: Rows, b: Rows, world: World) -> None:
    if R.covers(a, b):
        assert counted(b, world) <= counted(a, world)


@given(rows, rows, worlds)
def test_disjoint_is_true(a: Rows, b: Rows, world: World) -> None:
    if R.disjoint(a, b):
        assert not counted(a, world) & counted(b, world)


@given(rows, rows, worlds)
def test_intersects_is_true_of_atoms_that_hold_a_row(a: Rows, b: Rows, world: World) -> None:
    assume(all(counted(frozenset({atom}), world) for atom in (*a, *b)))
    if R.intersects(a, b):
        assert counted(a, world) & counted(b, world)


@given(rows, steps, worlds)
def test_a_step_takes_the_rows_of_that_part(a: Rows, step: Step, world: World) -> None:
    taken = R.step(a, *step)
    assert taken is not None
    kept = {(s, n) for s, n in counted(a, world) if holds(step, world[s][n])}
    assert counted(taken, world) == kept


@given(st.lists(rows, max_size=4), worlds)
def test_a_union_holds_what_its_parts_hold(groups: list[Rows], world: World) -> None:
    found = R.union(groups)
    if found is not None:
        assert counted(found, world) == set().union(*(counted(group, world) for group in groups))


@given(maybe_rows, maybe_rows, maybe_rows)
def test_union_is_idempotent_commutative_and_associative(a: Rows | None, b: Rows | None, c: Rows | None) -> None:
    assert R.union((a, a)) == a
    assert R.union((a, b)) == R.union((b, a))
    assert R.union((R.union((a, b)), c)) == R.union((a, R.union((b, c)))) == R.union((a, b, c))
    assert R.union((a, None)) is None and R.union((a, frozenset())) == a


@given(varied, varied)
def test_a_union_covers_its_parts_unless_they_vary(a: Rows, b: Rows) -> None:
    whole = R.union((a, b))
    if whole is not None and R.covers(a, a):
        assert R.covers(whole, a)


@given(rows, rows, rows)
def test_covers_is_an_order(a: Rows, b: Rows, c: Rows) -> None:
    assert R.covers(a, a)
    if R.covers(a, b) and R.covers(b, c):
        assert R.covers(a, c)


@given(varied, varied, varied)
def test_what_varies_covers_not_even_itself_and_the_order_stays_one(a: Rows, b: Rows, c: Rows) -> None:
    for atom in (frozenset({each}) for each in a):
        assert R.covers(atom, atom) == ("any" not in R.parts(atom))
    if R.covers(a, b) and R.covers(b, c):
        assert R.covers(a, c)


@given(rows, rows)
def test_two_that_cover_each_other_hold_the_same_rows_and_inside_is_strict(a: Rows, b: Rows) -> None:
    assert not R.inside(a, a)
    assert R.inside(a, b) == (a != b and R.covers(b, a))


@given(varied, varied)
def test_intersects_and_disjoint_are_symmetric_and_exclude_each_other(a: Rows, b: Rows) -> None:
    assert R.intersects(a, b) == R.intersects(b, a)
    assert R.disjoint(a, b) == R.disjoint(b, a)
    assert not (R.intersects(a, b) and R.disjoint(a, b))
    assert R.intersects(a, a) and not R.disjoint(a, a)


@given(rows, rows, rows)
def test_parts_of_disjoint_rows_are_disjoint_and_wholes_of_rows_that_meet_meet(a: Rows, b: Rows, c: Rows) -> None:
    if R.covers(a, b):
        if R.disjoint(a, c):
            assert R.disjoint(b, c)
        if R.intersects(b, c):
            assert R.intersects(a, c)


@given(rows, st.data())
def test_two_parts_of_one_split_are_disjoint_siblings(a: Rows, data: st.DataObject) -> None:
    split = data.draw(st.sampled_from(sorted(SPLITS)))
    assume(split not in R.splits(a) and len({s for s, _ in a}) == len(a))
    left, right = data.draw(st.permutations(SPLITS[split]))[:2]
    taken, other = R.step(a, split, left), R.step(a, split, right)
    assert R.disjoint(taken, other)
    assert R.siblings(taken, other) == (split, right)
    assert not R.covers(taken, other) and not R.intersects(taken, other)


@given(atoms, atoms)
def test_siblings_of_one_source_are_disjoint_and_both_ways(a: Atom, b: Atom) -> None:
    left, right = frozenset({a}), frozenset({b})
    there, back = R.siblings(left, right), R.siblings(right, left)
    assert (there is None) == (back is None)
    if there is not None:
        assert there in b[1] and back in a[1]
        assert a[0] != b[0] or R.disjoint(left, right)


@given(atoms, paths)
def test_an_extension_leads_to_the_part(atom: Atom, path: Path) -> None:
    base = frozenset({atom})
    part = R.extend(base, path)
    assert part is not None
    assert R.extension(base, part) == path
    assert R.extend(base, R.extension(base, part)) == part
    assert R.covers(base, part)


@given(rows, rows)
def test_an_extension_takes_at_least_the_part(base: Rows, part: Rows) -> None:
    path = R.extension(base, part)
    if path is not None and R.covers(base, part):
        assert R.covers(R.extend(base, path), part)


@given(rows, paths, paths)
def test_extensions_follow_each_other(a: Rows, first: Path, second: Path) -> None:
    assert R.extend(R.extend(a, first), second) == R.extend(a, (*first, *second))
    assert R.extend(a, ()) == a


@given(maybe_rows)
def test_of_what_is_unknown_nothing_is_said(a: Rows | None) -> None:
    assert R.step(None, "a", "train") is None and R.extend(None, ()) is None and R.extend(a, None) is None
    for asked in (R.covers, R.intersects, R.disjoint):
        assert not asked(a, None) and not asked(None, a)
    assert R.siblings(a, None) is None and R.extension(None, a) is None


@given(steps)
def test_rows_become_unknown_at_the_depth_that_nobody_needs(step: Step) -> None:
    deep: Rows | None = frozenset({(1, ())})
    for _ in range(R.MAX_DEPTH):
        deep = R.step(deep, *step)
        assert deep is not None
    assert R.step(deep, *step) is None and R.extend(deep, (step,)) is None


bounds = st.one_of(st.integers(-2, 2), st.sampled_from(["a", "b"]))
tests = st.builds(lambda sign, bound: f"{sign} {bound!r}", st.sampled_from(SIGNS), bounds)


@given(tests, tests)
def test_conditions_that_are_apart_are_so_both_ways(p: str, q: str) -> None:
    assert apart(p, q) == apart(q, p)
    assert apart(p, opposite(p)) and opposite(opposite(p)) == p
    assert not apart(p, p)


@given(tests, tests, bounds)
@settings(max_examples=300)
def test_no_value_meets_conditions_that_are_apart(p: str, q: str, value: int | str) -> None:
    met = [MEANS[sign](value, literal_eval(bound)) for sign, _, bound in (p.partition(" "), q.partition(" "))
           if sign in ("==", "!=") or type(value) is type(literal_eval(bound))]  # fmt: skip
    if len(met) == 2 and all(met):
        assert not apart(p, q)


def test_every_sign_is_turned_round() -> None:
    assert {FLIPPED[FLIPPED[sign]] for sign in FLIPPED} == set(FLIPPED)
