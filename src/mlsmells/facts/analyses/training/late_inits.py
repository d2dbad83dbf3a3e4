"""Networks that get layers before, or without, the ``__init__`` of ``nn.Module``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlsmells.core.records import dataclass
from mlsmells.facts.analyses.training.module_classes import module_classes, qualified
from mlsmells.facts.state.frames import Class
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts


@dataclass(frozen=True)
class LateInit:
    """The layer at ``place`` comes before the call ``init``; None where there is no such call."""

    place: ast.stmt
    attribute: str
    owner: str
    first: ast.stmt
    init: ast.Call | None

    @property
    def when(self) -> str:
        """For a message."""
        return "without nn.Module.__init__()" if self.init is None else f"before line {self.init.lineno} initialises it"


def late_inits(facts: Facts) -> Iterator[LateInit]:
    """Layers and weights that ``nn.Module`` cannot take yet."""
    for info in module_classes(facts):
        method = next((m for m in info.node.body if isinstance(m, ast.FunctionDef) and m.name == "__init__"), None)
        if method is None or not method.args.args or not method.body:
            continue
        me, init = method.args.args[0].arg, _init(method)
        layer = next(_layers(facts, info, method, me), None)
        if layer is not None and (init is None or layer[0].lineno < init.lineno):
            yield LateInit(*layer, info.node.name, _after_docstring(method), init)


def _init(method: ast.FunctionDef) -> ast.Call | None:
    """``super().__init__()``, ``nn.Module.__init__(self)``, of whatever base."""
    calls = [node for node in every_node(method) if isinstance(node, ast.Call)]
    found = [c for c in calls if called_as(c.func) in ("__init__", "__post_init__", "setup", "_init", "reset")]
    return min(found, key=lambda call: call.lineno, default=None)


def _layers(facts: Facts, info: Class, method: ast.FunctionDef, me: str) -> Iterator[tuple[ast.stmt, str]]:
    """``self.fc = nn.Linear(…)``, in the order of the lines."""
    own = {other.node.name for other in module_classes(facts)}
    for node in sorted(every_node(method), key=lambda one: getattr(one, "lineno", 0)):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            name = variable(node.targets[0])
            full = qualified(facts, node.value.func)
            is_layer = full.startswith("torch.nn.") and full.count(".") == 2 and full.rpartition(".")[2][:1].isupper()
            is_own = isinstance(node.value.func, ast.Name) and called_as(node.value.func) in own
            if name.startswith(f"{me}.") and name.count(".") == 1 and (is_layer or is_own):
                yield node, name


def _after_docstring(method: ast.FunctionDef) -> ast.stmt:
    first = method.body[0]
    is_text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return method.body[1] if is_text and len(method.body) > 1 else first
