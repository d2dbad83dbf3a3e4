"""Seeds that a program sets only when it is given one: ``--seed`` without a default that is a number."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.facts.domain.events import Seed
from mlsmells.facts.syntax.walk import called_as

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

_DECLARING = frozenset({"add_argument", "option"})
_PARSING = frozenset({"parse_args", "parse_known_args"})
_PARAMETER = "parameter "


def option_of(facts: Facts, seed: Seed) -> str:
    """The option (``--seed``) without which this seed is None, and so none; "" where there is no such option."""
    value, node = seed.value.value, seed.value.node
    if value.known or node is None:
        return ""
    key = value.name.removeprefix(_PARAMETER) or called_as(node)
    options = _options(facts)
    if key not in options or key in _filled_in(facts) or _has_a_default(facts, key):
        return ""
    return options[key]


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


def _has_a_default(facts: Facts, key: str) -> bool:
    """The seed is one of the settings that a class of the file holds, ``set_seed(config.seed)``, and begins with a
    number there: the option only takes its place."""
    if not any(key in _numbered_fields(node) for node in facts.nodes_of(ast.ClassDef)):
        return False
    holders = set(_handed_from(facts, key))
    parsed = {
        called_as(target)
        for node in facts.nodes_of(ast.Assign)
        if isinstance(node.value, ast.Call) and called_as(node.value.func) in _PARSING
        for target in node.targets
    }
    return bool(holders) and holders.isdisjoint(parsed)


def _handed_from(facts: Facts, key: str) -> Iterator[str]:
    """``config`` where a function that seeds is called with ``config.seed``."""
    for call in facts.nodes_of(ast.Call):
        if "seed" in called_as(call.func).lower():
            given = (*call.args, *(keyword.value for keyword in call.keywords))
            yield from (called_as(g.value) for g in given if isinstance(g, ast.Attribute) and g.attr == key)


def _numbered_fields(node: ast.ClassDef) -> set[str]:
    """``seed: int = 0`` in the body, or as a parameter of ``__init__``."""
    fields = {called_as(n.target) for n in node.body if isinstance(n, ast.AnnAssign) and _is_number(n.value)}
    for method in node.body:
        if isinstance(method, ast.FunctionDef) and method.name == "__init__":
            given = method.args
            usual = [*given.posonlyargs, *given.args]
            pairs = [*zip(usual[len(usual) - len(given.defaults) :], given.defaults, strict=True)]
            only = [*zip(given.kwonlyargs, given.kw_defaults, strict=True)]
            fields.update(arg.arg for arg, default in (*pairs, *only) if _is_number(default))
    return fields


def _is_number(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int) and not isinstance(node.value, bool)


def _filled_in(facts: Facts) -> set[str]:
    """Names that are bound to something else than the value of that name: a seed is drawn where none was given."""
    bound: set[str] = set()
    for node in facts.nodes:
        if isinstance(node, ast.Assign) and called_as(node.value) not in map(called_as, node.targets):
            bound.update(map(called_as, node.targets))
        elif isinstance(node, (ast.NamedExpr, ast.For, ast.comprehension)):
            bound.add(called_as(node.target))
    return bound
