"""A value is immutable; what is found out later is written in one module, and by nobody else."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

from mlsmells import facts
from mlsmells.facts.domain.growth import found_elements, found_labels, found_rows
from mlsmells.facts.domain.values import NONE, UNKNOWN, ColumnPlace, Columns, Value, identity

FACTS = Path(inspect.getfile(facts)).parent
# The floor above knows no values, only trees.
FILES = sorted(path for path in FACTS.rglob("*.py") if "syntax" not in path.parts)
# What is found out later about events is written by ``Run.amend``, in ``state``.
WRITERS = {"state/state.py", "domain/values.py", "domain/growth.py", "domain/identity.py"}


def test_nobody_assigns_to_a_value() -> None:
    value = Value(kind="frame")
    with pytest.raises(AttributeError, match="'rows' of a value"):
        value.rows = None  # type: ignore[misc]
    assert value.with_(rows=frozenset({(1, ())})).rows is not None
    assert value.rows is None


def writes_around(tree: ast.AST) -> list[int]:
    """The lines that reach behind an attribute assignment: ``__dict__``, ``setattr``, ``vars``."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in ("__dict__", "__setattr__"))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("setattr", "vars"))
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FACTS).as_posix())
def test_nobody_writes_around_it(path: Path) -> None:
    found = writes_around(ast.parse(path.read_text(encoding="utf-8")))
    assert bool(found) == (path.relative_to(FACTS).as_posix() in WRITERS)


def test_the_reader_of_writes_sees_them() -> None:
    code = "a.__dict__['x'] = 1\nsetattr(a, 'x', 1)\nobject.__setattr__(a, 'x', 1)\nvars(a)['x'] = 1\na.x = 1\n"
    assert sorted(writes_around(ast.parse(code))) == [1, 2, 3, 4]


def test_a_copy_is_another_value() -> None:
    value = Value(kind="frame")
    assert identity(value) == identity(value) != identity(value.with_())


def test_other_columns_have_other_places() -> None:
    value = Value(columns=Columns(), place=ColumnPlace(Columns(), at=1))
    assert value.with_(rows=None).place is not None
    assert value.with_(columns=None).place is None


def test_rows_that_are_found_are_those_of_the_value_itself() -> None:
    value = Value()
    held = Value(kind="list", items=(value,))
    found_rows(value, frozenset({(7, ())}))
    assert held.items is not None and held.items[0].rows == frozenset({(7, ())})


def test_labels_are_known_as_such_wherever_they_were_taken_from() -> None:
    frame = Value(kind="frame")
    column = Value(kind="series", base=frame, column="t")
    found_labels(column)
    assert column.is_label and frame.targets == {"t"} and not frame.is_label
    assert Value(kind="series", base=frame, column="t").is_label
    assert not Value(kind="series", base=frame, column="a").is_label
    array = Value(kind="array")
    found_labels(Value(kind="array", base=array))
    assert array.is_label


def test_nothing_is_found_out_about_what_all_share() -> None:
    found_labels(UNKNOWN)
    found_labels(NONE)
    found_labels(Value(base=UNKNOWN))
    assert not UNKNOWN.label and not NONE.label
    assert not UNKNOWN.__dict__.keys() - {"serial"}  # its number may have been asked for


def test_an_instance_gets_the_rows_of_its_elements() -> None:
    rows = frozenset({(1, ())})
    instance, held, row = Value(kind="instance"), Value(rows=rows), Value(kind="tuple", rows=rows)
    found_elements(instance, row, held)
    assert (instance.rows, instance.row) == (rows, row)
    other = Value(kind="instance")
    found_elements(other, None, held)
    assert (other.rows, other.row) == (rows, None)
