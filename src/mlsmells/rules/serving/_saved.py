"""Which objects outlive the program: written, handed on, or told by what they learned."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mlsmells.core import regex
from mlsmells.facts import Escape, Facts, Obj, Read, Value, Write, called_as, every_node, function_around, variable

_SAVES = regex(r"dump|save|store|log_|write|upload|export|persist|serializ|push|register|pickle|put_|^put$|to_")


def is_kept(facts: Facts, obj: Obj) -> bool:
    """The object, or what it learned, may be had again."""
    saved = facts.memo.get("saved objects")
    if saved is None:
        saved = facts.memo["saved objects"] = _written(facts)
    objects, all_of_them = saved
    if all_of_them or obj.written or any(obj in other.tree() for other in objects):
        return True
    if any(escape.holds(obj) for escape in facts.everywhere(Escape)):
        return True
    if obj.foreign:
        return _holder_kept(facts, obj) if obj.name.startswith("self.") else _kept_elsewhere(facts, obj)
    return obj.name != "" and obj.name in _mentioned(facts)  # without a name nobody can have it again


def _kept_elsewhere(facts: Facts, obj: Obj) -> bool:
    """A function of another module makes it, and hands it on or saves it; what a module holds is there to be used."""
    around = [f.node for f in facts.followed if f.home.path == obj.foreign and obj.node in every_node(f.node)]
    return not around or any(obj.name and obj.name in set(_names(every_node(node))) for node in around)


def _holder_kept(facts: Facts, obj: Obj) -> bool:
    """``self.scaler`` of a class of another module: the program keeps its instance, or hands it on."""
    around = [f for f in facts.followed if f.home.path == obj.foreign and obj.node in every_node(f.node)]
    classes = {f.owner.node.name for f in around if f.owner is not None}
    made = [
        node
        for node in facts.nodes_of(ast.Assign)
        if isinstance(node.value, ast.Call) and called_as(node.value.func) in classes
    ]
    if not made or not all(isinstance(node.targets[0], ast.Name) for node in made):
        return True
    scopes = [(variable(node.targets[0]), function_around(facts, node)) for node in made]
    return any(scope is None or name in _beyond(scope.node) for name, scope in scopes)


def _beyond(block: ast.AST) -> set[str]:
    """The names in a function that leave it: whatever is said of them but what their methods are called."""
    calls = [node for node in every_node(block) if isinstance(node, ast.Call)]
    asked = {id(call.func.value) for call in calls if isinstance(call.func, ast.Attribute)}
    names = (node for node in every_node(block) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load))
    return {name.id for name in names if id(name) not in asked}


def read_again(facts: Facts, write: Write) -> bool:
    """The same program loads the file: a checkpoint, or a look at how it is done."""
    reads = (read for read in facts.of(Read) if read.order > write.order)
    path = _plain(write.path)
    return any((read.key and read.key == write.key) or (path and _plain(read.path) == path) for read in reads)


def _plain(path: str | None) -> str:
    return (path or "").removeprefix("./")


def _written(facts: Facts) -> tuple[set[Obj], bool]:
    """The objects in what is written; whether an instance of the file's own classes is, which may hold anything."""
    found: set[Obj] = set()
    for write in facts.everywhere(Write):
        for value in inside(write.value):
            if value.kind == "instance" and value.ref is not None:
                return found, True
            found.update(value.objs)
    return found, False


def inside(value: Value | None, depth: int = 3) -> Iterator[Value]:
    """The value, and what it holds."""
    if value is None or depth == 0:
        return
    yield value
    for inner in (*(value.items or ()), *(value.entries or {}).values(), value.element):
        yield from inside(inner, depth - 1)


def _mentioned(facts: Facts) -> frozenset[str]:
    """Names that stand where something is saved, returned, collected, or asked for what it learned."""
    if "kept names" not in facts.memo:
        facts.memo["kept names"] = frozenset(_names(facts.nodes))
    found: frozenset[str] = facts.memo["kept names"]
    return found


def _names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Return) and node.value is not None:
            yield from _said(node.value)
        elif isinstance(node, (ast.Dict, ast.List, ast.Tuple)):
            held = node.values if isinstance(node, ast.Dict) else node.elts
            yield from (called_as(element) for element in held if getattr(node, "ctx", None).__class__ is not ast.Store)
        elif isinstance(node, ast.Call) and _SAVES.search(called_as(node.func)):
            yield from (name for arg in (*node.args, *(k.value for k in node.keywords)) for name in _said(arg))
        elif isinstance(node, ast.Attribute) and node.attr.endswith("_") and not node.attr.startswith("_"):
            yield called_as(node.value)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            yield called_as(node.value)


def _said(node: ast.AST) -> Iterator[str]:
    return (called_as(inner) for inner in every_node(node))
