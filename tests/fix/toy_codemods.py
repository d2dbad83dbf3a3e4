"""Codemods of every kind the loader takes."""

from __future__ import annotations

from collections.abc import Iterable

from mlsmells.core import AddKeyword, Edit, RunCodemod
from mlsmells.fix.splices import Splice
from mlsmells.fix.units import Refused, Unit, unit_at


def as_edits(units: list[Unit], intent: RunCodemod) -> Iterable[Edit]:
    yield AddKeyword(intent.target, "k", "1")


def as_splices(units: list[Unit], intent: RunCodemod) -> Iterable[Splice]:
    yield Splice(unit_at(units, intent.target.line), 0, 0, "x = 1\n")


def refusing(units: list[Unit], intent: RunCodemod) -> Iterable[Edit]:
    raise Refused("it is not of the shape this knows")
