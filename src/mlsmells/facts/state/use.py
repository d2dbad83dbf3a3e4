"""One use of a known library function: what knowledge says of it, and the arguments it got."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from mlsmells.facts.domain.arguments import Args, Bound
from mlsmells.facts.domain.values import Value
from mlsmells.facts.state.state import Run
from mlsmells.knowledge import FunctionSpec


class Use:
    """One use of a known function: its spec, bound arguments, and for methods the receiver."""

    __slots__ = ("bound", "node", "option", "run", "self_node", "self_value", "spec")

    def __init__(
        self,
        run: Run,
        node: ast.Call,
        spec: FunctionSpec,
        args: Args,
        self_value: Value | None,
        self_node: ast.expr | None,
    ) -> None:
        self.run, self.node, self.spec = run, node, spec
        self.bound: Bound = args.bind(spec.args)
        self.self_value, self.self_node = self_value, self_node
        # ``use.option(name, default)``: what knowledge says beside the verb. A verb asks a dozen of them.
        self.option: Callable[..., Any] = spec.options.get

    def value(self, name: str) -> Value | None:
        """The value of the argument that option ``name`` names; ``self`` is the receiver."""
        if self.option(name) == "self":
            return self.self_value
        return self.bound.value(self.option(name))

    def subject(self) -> Value:
        """What the function works on: the receiver, the argument ``of`` names, or the first."""
        of = self.option("of")
        if self.self_value is not None and of in (None, "self"):
            return self.self_value
        found = self.bound.value(of) if of else None
        if found is None and self.spec.args:
            found = self.bound.value(self.spec.args[0].lstrip("*"))
        return found if found is not None else self.bound.args.first()
