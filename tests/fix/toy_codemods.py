"""Codemods of every kind the loader takes."""

from __future__ import annotations

from collections.abc import Iterable

import libcst

from mlsmells.core import AddKeyword, Edit, RunCodemod
from mlsmells.fix.codemods.cst import rewrite
from mlsmells.fix.units import Refused, Unit, unit_at


def as_edits(units: list[Unit], intent: RunCodemod) -> Iterable[Edit]:
    yield AddKeyword(intent.target, "k", "1")


def as_text(units: list[Unit], intent: RunCodemod) -> str:
    return "x = 1\n" + unit_at(units, intent.target.line).code


def refusing(units: list[Unit], intent: RunCodemod) -> str:
    raise Refused("it is not of the shape this knows")


def with_libcst(units: list[Unit], intent: RunCodemod) -> str:
    return rewrite(unit_at(units, intent.target.line), intent.target, _Rename)


class _Rename(libcst.CSTTransformer):
    def __init__(self, target: libcst.CSTNode) -> None:
        super().__init__()
        self.target = target

    def leave_Call(self, original_node: libcst.Call, updated_node: libcst.Call) -> libcst.Call:
        if original_node is not self.target:
            return updated_node
        return updated_node.with_changes(func=libcst.Name("new"))
