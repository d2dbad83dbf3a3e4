"""Codemods of every kind the loader takes."""

from __future__ import annotations

from collections.abc import Iterable

import libcst

from mlsmells.core import AddKeyword, Edit, Span
from mlsmells.fix.codemods.cst import rewrite
from mlsmells.fix.units import Refused, Unit


def as_edits(unit: Unit, target: Span) -> Iterable[Edit]:
    yield AddKeyword(target, "k", "1")


def as_text(unit: Unit, target: Span) -> str:
    return "x = 1\n" + unit.code


def refusing(unit: Unit, target: Span) -> str:
    raise Refused("it is not of the shape this knows")


def with_libcst(unit: Unit, target: Span) -> str:
    return rewrite(unit, target, _Rename)


class _Rename(libcst.CSTTransformer):
    def __init__(self, target: libcst.CSTNode) -> None:
        super().__init__()
        self.target = target

    def leave_Call(self, original_node: libcst.Call, updated_node: libcst.Call) -> libcst.Call:
        if original_node is not self.target:
            return updated_node
        return updated_node.with_changes(func=libcst.Name("new"))
