"""Rows that are called held out and lie among the training rows: by their bounds, or by the folder they come from."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.core.records import dataclass
from mlsmells.facts.domain import rows as R
from mlsmells.facts.domain.events import Fit
from mlsmells.facts.domain.values import Value
from mlsmells.facts.syntax.walk import every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_TRAIN = regex(r"(?i)(?:^|[._]|[xy])(?:train|training|trn)(?:$|_|\d|ing|idx|ind|set|data)")
_HELD = regex(r"(?i)(?:^|[._]|[xy])(?:val|valid|validation|test|testing|dev|holdout)(?:$|_|\d|idx|ind|set|data)")
# Nobody validates on so few rows: these are looked at.
_FEW = 20


@dataclass(frozen=True)
class HeldIn:
    """``validation = idxs[:500]`` within ``train = idxs[:5000]``."""

    place: ast.Assign
    held: str
    train: str
    learned: ast.Assign


@dataclass(frozen=True)
class _Part:
    place: ast.Assign
    name: str
    base: str
    low: int
    high: int


def parts_inside(facts: Facts) -> Iterator[HeldIn]:
    """Slices with constant bounds of one thing, of which the held-out one lies within the training one."""
    if not facts.says(_HELD_CUT):
        return
    blocks = [facts.source.tree.body] if facts.source.tree is not None else []
    blocks += [f.node.body for f in facts.functions if not isinstance(f.node, ast.Lambda)]
    for block in blocks:
        parts = [part for statement in block if (part := _part(statement)) is not None]
        pairs = [
            (one, other) for other in parts for one in parts
            if one.base == other.base and _TRAIN.search(one.name)
            and _HELD.search(other.name) and not _TRAIN.search(other.name)
        ]  # fmt: skip
        stored = _stores(block) if pairs else Counter()
        for one, other in pairs:
            if not stored[one.name] == stored[other.name] == 1 or stored[one.base] > 1:
                continue
            if one.low <= other.low and other.high <= one.high and other.high - other.low > _FEW:
                yield HeldIn(other.place, other.name, one.name, one.place)
                break


_HELD_CUT = regex(r"\[\s*\d*\s*:\s*\d+\s*\]")


def _stores(block: list[ast.stmt]) -> Counter[str]:
    """How often each variable is given a value."""
    nodes = (node for statement in block for node in every_node(statement))
    names = (n for n in nodes if isinstance(n, (ast.Name, ast.Attribute)) and isinstance(n.ctx, ast.Store))
    return Counter(map(variable, names))


def _part(statement: ast.stmt) -> _Part | None:
    """``train = idxs[:5000]``, ``val = df.iloc[0:500]``."""
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        return None
    name, cut = variable(statement.targets[0]), statement.value
    if not name or not isinstance(cut, ast.Subscript) or not isinstance(cut.slice, ast.Slice) or cut.slice.step:
        return None
    low, high = _bound(cut.slice.lower, 0), _bound(cut.slice.upper, -1)
    base = variable(cut.value).removesuffix(".iloc")
    return _Part(statement, name, base, low, high) if base and 0 <= low < high else None


def _bound(node: ast.expr | None, default: int) -> int:
    if node is None:
        return default
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, int) else -1


def watches_itself(fit: Fit) -> Value | None:
    """The rows that Keras validates on, where all of them are rows that it trains on, read a second time."""
    value = fit.watched.get("validation_data")
    if value is None or fit.X is None or value.kind != "loader" or fit.X.kind != "loader" or value.may or fit.X.may:
        return None
    read, own = value.read, fit.X.read
    if read is None or own is None or read is own or not fit.rows:
        return None
    return value if R.covers(fit.rows, value.rows) else None


def evaluates_itself(fit: Fit) -> Value | None:
    """The ``eval_dataset`` of a trainer, where all of it are rows that it trains on."""
    value = fit.watched.get("eval_dataset")
    if value is None or fit.X is None or value.kind in ("dict", "none") or value.may or fit.X.may:
        return None
    return value if R.covers(fit.rows, value.rows) else None
