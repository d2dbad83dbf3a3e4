"""Arguments of a call: as they were evaluated, and bound to parameter names, each in one of four states."""

from __future__ import annotations

import ast

from mlsmells.core.records import dataclass, field
from mlsmells.facts.domain.values import ABSENT, UNCLEAR, UNKNOWN, Arg, ArgState, Value


@dataclass(slots=True)
class Args:
    """The evaluated arguments of one call. ``unclear``: a star argument could hold more."""

    call: ast.Call
    positional: list[tuple[ast.expr, Value]] = field(default_factory=list)
    keywords: dict[str, tuple[ast.expr, Value]] = field(default_factory=dict)
    unclear: bool = False
    star: Value | None = None  # what ``**`` unpacks, when its entries are not known

    def first(self) -> Value:
        """The first positional argument, unknown if there is none."""
        return self.positional[0][1] if self.positional else UNKNOWN

    def values(self) -> list[Value]:
        """All argument values, positional ones first."""
        return [v for _, v in self.positional] + [v for _, v in self.keywords.values()]

    def bind(self, names: tuple[str, ...]) -> Bound:
        """Bind by the parameter names in positional order; ``*name`` takes the rest."""
        bound: dict[str, Arg] = {}
        for i, name in enumerate(names):
            if name == "*":  # what follows is given by keyword only
                break
            if name.startswith("*"):
                rest = [v for _, v in self.positional[i:]]
                if rest:
                    bound[name[1:]] = Arg(ArgState.PRESENT, Value(kind="tuple", items=tuple(rest)))
                break
            if i < len(self.positional):
                bound[name] = make_arg(*self.positional[i])
        for name, (node, value) in self.keywords.items():
            bound[name] = make_arg(node, value)
        return Bound(bound, self.unclear, self)


@dataclass(slots=True)
class Bound:
    """Arguments by parameter name."""

    by_name: dict[str, Arg]
    unclear: bool
    args: Args

    def get(self, name: object) -> Arg:
        """The argument; ABSENT if surely not given, UNCLEAR if a star argument may hold it."""
        found = self.by_name.get(name) if isinstance(name, str) else None
        if found is not None:
            return found
        return UNCLEAR if self.unclear else ABSENT

    def value(self, *names: object) -> Value | None:
        """The value of the first of these that is given."""
        for name in names:
            found = self.by_name.get(name) if isinstance(name, str) else None
            if found is not None:
                return found.value
        return None


def make_arg(node: ast.expr, value: Value) -> Arg:
    """An argument that is there: KNOWN with a constant, else PRESENT."""
    return Arg(ArgState.KNOWN if value.known and not value.may else ArgState.PRESENT, value, node)
