"""Language models that are asked once for every row of a table."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlsmells.core.patterns import regex
from mlsmells.facts.domain.events import Call
from mlsmells.facts.syntax.walk import called_as, every_node, variable

if TYPE_CHECKING:
    from mlsmells.facts.record.facts import Facts

# What keeps answers, sends many questions at once, or takes a few rows alone.
_KEEPS = regex(
    r"cache|memo|checkpoint|already|resume|done_ids|processed|skip_existing|batch|gather|semaphore|executor|limit|max_rows|nrows|\.write\(|to_csv|to_json|\.dump\("
)
_FEW = frozenset("head tail sample nlargest islice".split())
_ROWS = frozenset({"iterrows", "itertuples"})


@dataclass(frozen=True)
class AskedForEach:
    """``call`` asks a model; ``place`` is what walks through the rows of ``table``."""

    call: Call
    place: ast.AST
    table: str


def asked_for_each(facts: Facts) -> Iterator[AskedForEach]:
    """Requests in loops over rows, and in functions that are applied to columns; each place once."""
    seen: set[int] = set()
    for call in facts.calls("llm.call"):
        found = _loop(facts, call) or _application(facts, call)
        if found is None or id(found.place) in seen or "llm.local" in call.tags:
            continue
        if not any(_KEEPS.search(text) for text in _texts(facts, call, found.place)):
            seen.add(id(found.place))
            yield found


def _loop(facts: Facts, call: Call) -> AskedForEach | None:
    for loop in call.loops:
        if isinstance(loop, (ast.For, ast.AsyncFor)):
            for inner in every_node(loop.iter):
                if isinstance(inner, ast.Call) and called_as(inner.func) in _ROWS and not _takes_few(loop.iter):
                    holder = inner.func.value if isinstance(inner.func, ast.Attribute) else inner
                    return AskedForEach(call, loop, variable(holder) or "the table")
    return None


def _application(facts: Facts, call: Call) -> AskedForEach | None:
    """``df["text"].apply(ask)``, where ``ask`` is the function that the request stands in, or calls it."""
    names = _functions(facts, call)
    for node in facts.nodes if names else ():
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
            continue
        if node.func.attr not in ("apply", "progress_apply", "map") or _takes_few(node.func.value):
            continue
        if any(called_as(inner) in names for inner in every_node(node.args[0])) and _is_column(node.func.value):
            base = node.func.value.value if isinstance(node.func.value, ast.Subscript) else node.func.value
            return AskedForEach(call, node, variable(base) or "the table")
    return None


def _is_column(node: ast.expr) -> bool:
    """``df["text"]``, ``df``: not a pool of workers."""
    return isinstance(node, ast.Subscript) or variable(node).rpartition(".")[2].startswith("df")


def _functions(facts: Facts, call: Call) -> set[str]:
    line = call.line
    return {
        f.node.name for f in facts.functions
        if not isinstance(f.node, ast.Lambda) and f.node.lineno <= line <= (f.node.end_lineno or 0)
    }  # fmt: skip


def _takes_few(node: ast.AST) -> bool:
    """``df.head(20)``, ``df[:20]``."""
    return any(
        (isinstance(n, ast.Call) and called_as(n.func) in _FEW) or isinstance(n, ast.Slice) for n in every_node(node)
    )


def _texts(facts: Facts, call: Call, place: ast.AST) -> Iterator[str]:
    """The function that asks, with its decorators, and what walks through the rows."""
    yield _text(facts, place)
    for function in facts.functions:
        node = function.node
        if not isinstance(node, ast.Lambda) and node.lineno <= call.line <= (node.end_lineno or 0):
            yield _text(facts, node)


def _text(facts: Facts, node: ast.AST) -> str:
    start = min([getattr(node, "lineno", 1), *(d.lineno for d in getattr(node, "decorator_list", ()))])
    return "\n".join(facts.source.lines[start - 1 : getattr(node, "end_lineno", 1)]).lower()
