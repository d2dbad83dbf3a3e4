"""What a method is called says of whatever has it: models that are loaded, requests through clients from elsewhere."""

from __future__ import annotations

import ast

from mlsmells.facts.domain.arguments import Args
from mlsmells.facts.domain.events import Call
from mlsmells.facts.state.state import Run

# How such calls end; knowledge has the whole of it.
_ENDS = frozenset({"create", "parse", "generate_content"})


def of_unknown(run: Run, node: ast.Call, args: Args) -> None:
    """``self.client.chat.completions.create(…)``: the way to the method says what is asked."""
    func = node.func
    if not isinstance(func, ast.Attribute) or func.attr not in _ENDS:
        return
    parts = [func.attr]
    inner: ast.expr = func.value
    while isinstance(inner, ast.Attribute):
        parts.insert(0, inner.attr)
        inner = inner.value
    for start in range(len(parts) - 1):
        name = ".".join(parts[start:])
        spec = run.libraries.knowledge.method("unknown", name)
        if spec is not None:
            tags = frozenset(spec.options["tags"])
            run.emit(Call(node, name=name, tags=tags, args=dict(args.bind(spec.args).by_name), presumed=True))
            return


def loaded(run: Run, node: ast.Call, args: Args) -> None:
    """``AutoModel.from_pretrained("name")``: noted of any class of these libraries, known by itself or not."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    spec = run.libraries.knowledge.method("lib", name)
    if spec is not None:
        tags = frozenset(spec.options["tags"])
        run.emit(Call(node, name=name, tags=tags, args=dict(args.bind(spec.args).by_name)))
