"""Seeds that a program sets only when it is given one: ``--seed`` without a default that is a number."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import Seed
from mlsmells.facts.syntax.walk import called_as

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_DECLARING = frozenset({"add_argument", "option"})
_PARAMETER = "parameter "


def option_of(facts: Facts, seed: Seed) -> str:
    """The option (``--seed``) without which this seed is None, and so none; "" where there is no such option."""
    value, node = seed.value.value, seed.value.node
    if value.known or node is None:
        return ""
    key = value.name.removeprefix(_PARAMETER) or called_as(node)
    options = _options(facts)
    return options[key] if key in options and key not in _filled_in(facts) else ""


def _options(facts: Facts) -> dict[str, str]:
    """The options that nobody must give, and that are None then: by the name of their value."""
    if "optional" not in facts.memo:
        calls = (n for n in facts.nodes_of(ast.Call) if called_as(n.func) in _DECLARING)
        facts.memo["optional"] = dict(pair for call in calls for pair in _declared(call))
    found: dict[str, str] = facts.memo["optional"]
    return found


def _declared(call: ast.Call) -> list[tuple[str, str]]:
    words = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    long = next((word for word in words if word.startswith("--")), "")
    given = {k.arg: k.value for k in call.keywords}
    if not long or None in given or not {"required", "action", "is_flag", "nargs", "dest"}.isdisjoint(given):
        return []
    default = given.get("default")
    empty = default is None or (isinstance(default, ast.Constant) and default.value is None)
    return [(long.lstrip("-").replace("-", "_"), long)] if empty else []


def _filled_in(facts: Facts) -> set[str]:
    """Names that are bound to something else than the value of that name: a seed is drawn where none was given."""
    bound: set[str] = set()
    for node in facts.nodes:
        if isinstance(node, ast.Assign) and called_as(node.value) not in map(called_as, node.targets):
            bound.update(map(called_as, node.targets))
        elif isinstance(node, (ast.NamedExpr, ast.For, ast.comprehension)):
            bound.add(called_as(node.target))
    return bound
