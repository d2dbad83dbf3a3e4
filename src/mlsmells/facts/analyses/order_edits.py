"""The edit that fixes an order where it begins."""

from __future__ import annotations

import ast

from mlsmells.core import AddKeyword, Edit, RenameCallee, Span, WrapExpression
from mlsmells.facts.domain.values import Effect


def sorting(effect: Effect) -> tuple[Edit, ...]:
    """The edit that fixes the order where it begins; none where one expression cannot."""
    node = effect.node
    # Elements of several kinds cannot be compared, a text beside a None; their texts can.
    mixed = effect.kind == "set-order" and effect.note not in ("texts", "numbers")
    called = node.func if isinstance(node, ast.Call) else None
    if isinstance(called, ast.Name) and called.id == "list":
        rename = RenameCallee(Span.of(node), "sorted")
        return (rename, AddKeyword(Span.of(node), "key", "str")) if mixed else (rename,)
    last = effect.note.rpartition(".")[2]
    if effect.kind == "unsorted-listing" and last == "walk":
        return ()
    key = ", key=lambda entry: entry.name" if last == "scandir" else ", key=str" if mixed else ""
    return (WrapExpression(Span.of(node), "sorted(", f"{key})"),)
