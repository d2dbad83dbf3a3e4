"""The quick ``dataclass`` gives the records that the standard one gives."""

from __future__ import annotations

import dataclasses
import pickle

import pytest

from mlsmells.core.records import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """Two numbers."""

    x: int
    y: int = 0
    note: str = dataclasses.field(default="", compare=False)


@dataclass(slots=True, eq=False)
class Node:
    """Something with an identity."""

    name: str
    inner: list[Node] = dataclasses.field(default_factory=list)
    hidden: int = dataclasses.field(default=0, repr=False)


@dataclass(slots=True)
class Leaf(Node):
    """Compared by what it holds, and so without a hash."""

    weight: int = 1


@dataclass(frozen=True, slots=True)
class Vector:
    """The same fields under another name."""

    x: int
    y: int = 0


def test_comparison_and_hash_are_those_of_the_compared_fields() -> None:
    assert Point(1, 2, "a") == Point(1, 2, "b")
    assert hash(Point(1, 2, "a")) == hash(Point(1, 2, "b"))
    assert Point(1, 2) != Point(2, 2)
    assert Point(1, 2) != Vector(1, 2)
    assert len({Point(1), Point(1), Vector(1)}) == 2


def test_identity_where_asked_for() -> None:
    assert Node("a") != Node("a")
    assert len({Node("a"), Node("a")}) == 2


def test_mutable_records_have_no_hash() -> None:
    assert Leaf("a", weight=2) == Leaf("a", weight=2)
    assert Leaf("a") != Node("a")
    with pytest.raises(TypeError, match="unhashable"):
        hash(Leaf("a"))


def test_picture() -> None:
    assert repr(Point(1, 2)) == "Point(x=1, y=2, note='')"
    assert repr(Node("a", [Node("b")])) == "Node(name='a', inner=[Node(name='b', inner=[])])"


def test_tools_of_the_standard_library_work() -> None:
    assert dataclasses.replace(Point(1, 2), y=3) == Point(1, 3)
    assert pickle.loads(pickle.dumps(Point(1, 2, "a"))) == Point(1, 2, "a")
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
    assert not hasattr(Point(1), "__dict__")


@dataclass()
class Growing:
    """What is not said when it is made."""

    name: str
    parts: list[int] = dataclasses.field(default_factory=list)
    _seen: list[str] = dataclasses.field(default_factory=list, init=False)
    _last: str | None = dataclasses.field(default=None, init=False)
    later: int = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        self._seen.append(self.name)


class Named(Leaf):
    """An ordinary class on top."""


def test_what_is_made_anew_is_each_objects_own() -> None:
    one, other = Growing("a"), Growing("b", [1])
    assert (one.parts, other.parts, one._seen, other._seen, one._last) == ([], [1], ["a"], ["b"], None)
    assert one.parts is not Growing("c").parts
    assert not hasattr(one, "later")
    with pytest.raises(TypeError):
        Growing("a", _seen=[])  # type: ignore[call-arg]


def test_arguments_are_those_of_the_standard_one() -> None:
    assert (Leaf("a", [], 3, 4).weight, Leaf(weight=4, name="a").hidden, Named("a", weight=2).weight) == (4, 0, 2)
    for wrong in (lambda: Leaf(), lambda: Leaf("a", nothing=1), lambda: Point(1, 2, "", 4)):  # type: ignore[call-arg]
        with pytest.raises(TypeError):
            wrong()
    assert dataclasses.replace(Point(1), y=3) == Point(1, 3)
    assert pickle.loads(pickle.dumps(Leaf("a", weight=7))).weight == 7
