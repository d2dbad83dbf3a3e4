"""What an argument is as a text: itself, or what the function's parameter is when nobody gives another."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.syntax.walk import called_as

if TYPE_CHECKING:
    from mlsmells.facts.domain.events import Event
    from mlsmells.facts.domain.values import Arg
    from mlsmells.facts.record.facts import Facts


def text_of(facts: Facts, event: Event, arg: Arg) -> str:
    """The text, "" where it is not known."""
    if isinstance(arg.const, str):
        return arg.const
    return _default(facts, event.function, called_as(arg.node)) if isinstance(arg.node, ast.Name) else ""


def _default(facts: Facts, function: str, name: str) -> str:
    node = next((f.node for f in facts.functions if f.name == function), None)
    if node is None:
        return ""
    positional = [*node.args.posonlyargs, *node.args.args]
    pairs = [*zip(positional[::-1], node.args.defaults[::-1], strict=False),
             *zip(node.args.kwonlyargs, node.args.kw_defaults, strict=False)]  # fmt: skip
    texts = (d.value for a, d in pairs if a.arg == name and isinstance(d, ast.Constant))
    return next((text for text in texts if isinstance(text, str)), "")
